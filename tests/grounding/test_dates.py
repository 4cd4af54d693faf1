import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsqa.grounding import PartialDate, find_dates, parse_partial_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("27 September 2020", PartialDate(2020, 9, 27)),
        ("the 27th of September 2020", PartialDate(2020, 9, 27)),
        ("September 27, 2020", PartialDate(2020, 9, 27)),
        ("Sept. 27", PartialDate(None, 9, 27)),
        ("2020-09-27", PartialDate(2020, 9, 27)),
        ("September 2020", PartialDate(2020, 9)),
        ("in September", PartialDate(None, 9)),
        ("since 1997", PartialDate(1997)),
        ("the 1990s", PartialDate(decade=1990)),
        ("the ’90s", PartialDate(decade=1990)),
        ("on Saturday", PartialDate(weekday=5)),
        ("last saturday", PartialDate(weekday=5)),
        ("SEPTEMBER 27", PartialDate(None, 9, 27)),
        ("september the twenty-seventh", PartialDate(None, 9, 27)),
        ("2020/09/27", PartialDate(2020, 9, 27)),
        ("27/09/2020", PartialDate(2020, 9, 27)),
        ("09/27/2020", PartialDate(2020, 9, 27)),
        ("27.9.2020", PartialDate(2020, 9, 27)),
        ("27. September 2020", PartialDate(2020, 9, 27)),
        ("2018-06", PartialDate(2018, 6)),
        ("mid-1997", PartialDate(1997)),
    ],
)
def test_a_date_is_read_as_far_as_it_is_written(text: str, date: PartialDate) -> None:
    assert [found.date for found in find_dates(text)] == [date]


@pytest.mark.parametrize("text", ["it may be so", "to march on", "1,997 ships", "$1997", "12 ships"])
def test_what_is_no_date_gives_none(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize("text", ["27 September to 10 November 2020", "9-10 November 2020", "9 and 10 November 2020"])
def test_the_first_day_of_a_range_has_the_year_of_the_last(text: str) -> None:
    assert [found.date.year for found in find_dates(text)] == [2020, 2020]


def test_two_years_with_a_hyphen_are_not_a_month() -> None:
    assert all(found.date.month is None for found in find_dates("the season of 2010-11"))


@pytest.mark.parametrize(
    ("text", "is_loose"),
    [
        ("before 1997", True),
        ("the day after 27 September 2020", True),
        ("1996 or 1997", True),
        ("on Friday or Saturday", True),
        ("until 10 November 2020", False),
        ("since 1997", False),
        ("in 1997", False),
    ],
)
def test_a_date_that_only_bounds_another_time_or_is_one_of_two_is_loose(text: str, is_loose: bool) -> None:
    assert {found.is_loose for found in find_dates(text)} == {is_loose}


@pytest.mark.parametrize(
    ("given", "wanted", "agrees"),
    [
        ("2020-09-27", "2020-09", True),
        ("2020-09-27", "09-27", True),
        ("2020-09", "2020-09-27", False),
        ("2019-09-27", "2020-09-27", False),
        ("1990s", "1990", False),
        ("1990", "1990s", False),
    ],
)
def test_a_date_agrees_with_one_that_asks_for_no_more(given: str, wanted: str, agrees: bool) -> None:
    assert parse_partial_date(given).agrees_with(parse_partial_date(wanted)) is agrees


@pytest.mark.parametrize("text", ["2020-13", "32 May", "1995s", "someday", ""])
def test_what_a_facts_file_cannot_mean_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no date"):
        parse_partial_date(text)


@given(st.text())
def test_spans_lie_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for found in find_dates(text):
        assert end <= found.span.start < found.span.end <= len(text)
        end = found.span.end
