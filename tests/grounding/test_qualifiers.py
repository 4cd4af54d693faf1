import pytest

from newsqa.grounding import find_quantities


def roles(text: str) -> list[str | None]:
    return [quantity.role for quantity in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("between 4,000 and 6,000", ["range", "range"]),
        ("between about 4,000 and 6,000", ["range", "range"]),
        ("4,000 to 6,000 troops", ["range", "range"]),
        ("from 4,000 to 6,000 troops", ["range", "range"]),
        ("4,000–6,000 troops", ["range", "range"]),
        ("4,000 and 6,000", [None, None]),
    ],
)
def test_the_ends_of_a_range_are_marked(text: str, expected: list[str | None]) -> None:
    assert roles(text) == expected


@pytest.mark.parametrize("text", ["4,000 or 5,000 troops", "4,000 or perhaps 5,000", "three or four groups"])
def test_two_numbers_of_which_one_holds_are_alternatives(text: str) -> None:
    assert roles(text) == ["alternative", "alternative"]


@pytest.mark.parametrize("text", ["5,000 or so", "5,000 or more", "5,000 more or less"])
def test_a_hedge_with_or_is_no_alternative(text: str) -> None:
    assert "alternative" not in roles(text)


@pytest.mark.parametrize(
    "text",
    ["It rose from 4,000 to 6,000", "The toll was corrected from 4,000 to 6,000", "It was cut from 4,000 to 600"],
)
def test_what_has_changed_was_the_first_and_is_the_second(text: str) -> None:
    assert roles(text) == ["former", None]


def test_up_from_tells_what_was() -> None:
    assert roles("230, up from 180 the week before") == [None, "former"]


def test_money_raised_from_donors_has_not_changed() -> None:
    assert roles("They raised it from 5,000 donors") == [None]


@pytest.mark.parametrize("text", ["twice 5,000", "half of 5,000", "double the 5,000 of last year"])
def test_a_multiple_is_not_the_number(text: str) -> None:
    assert roles(text) == ["multiple"]


@pytest.mark.parametrize("text", ["5,000 more troops", "an additional 5,000 troops", "€5 less than asked for"])
def test_a_difference_is_not_the_number(text: str) -> None:
    assert roles(text) == ["difference"]


@pytest.mark.parametrize(
    ("text", "hedge"),
    [(">5,000", "more than"), ("≤5,000", "less than"), ("~5,000", "about"), ("<b>5,000</b>", None)],
)
def test_a_sign_hedges_and_the_end_of_a_tag_does_not(text: str, hedge: str | None) -> None:
    assert [quantity.hedge for quantity in find_quantities(text)] == [hedge]
