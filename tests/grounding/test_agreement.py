import pytest

from newsqa.grounding import can_both_be_right, dates_agree, find_quantities, is_same_name, parse_partial_date


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5,000", "about 5,000"),
        ("nearly 5,000", "4,950"),
        ("more than 1,250", "1,300"),
        ("1,250", "1,300"),
        ("five thousand", "5,000"),
        ("$5 million", "£4 million"),
        ("-5", "-5"),
        ("0", "zero"),
    ],
)
def test_numbers_that_can_both_be_right(one: str, other: str) -> None:
    first, second = find_quantities(one)[0], find_quantities(other)[0]
    assert can_both_be_right(first, second)
    assert can_both_be_right(second, first)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("more than 1,250", "nearly 5,000"),
        ("more than 1,250", "more than 2,000"),
        ("12", "13"),
        ("10", "14"),
        ("about 5,000", "8,000"),
        ("$5 million", "$7 million"),
        ("0", "5"),
    ],
)
def test_numbers_that_cannot_both_be_right(one: str, other: str) -> None:
    first, second = find_quantities(one)[0], find_quantities(other)[0]
    assert not can_both_be_right(first, second)
    assert not can_both_be_right(second, first)


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("2020-09-27", "2020-09", True),
        ("2020-09-27", "09-27", True),
        ("1997", "1990s", True),
        ("Monday", "Tuesday", True),
        ("1997", "Tuesday", True),
        ("2020-09-27", "09-28", False),
        ("1997", "1998", False),
        ("1997", "1980s", False),
    ],
)
def test_dates_agree_where_no_part_of_them_differs(one: str, other: str, agree: bool) -> None:
    assert dates_agree(parse_partial_date(one), parse_partial_date(other)) is agree
    assert dates_agree(parse_partial_date(other), parse_partial_date(one)) is agree


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Gyumri", "Gumri", True),
        ("Kyiv", "Kiev", True),
        ("France", "French", True),
        ("Vladimir Putin", "President Putin", True),
        ("United States", "US", True),
        ("President", "Putin", True),
        ("Geneva", "Vienna", False),
        ("Rwanda", "Velmora", False),
        ("Peskov", "Zakharova", False),
    ],
)
def test_a_name_is_the_same_in_another_spelling(one: str, other: str, same: bool) -> None:
    assert is_same_name(one, other) is same
    assert is_same_name(other, one) is same
