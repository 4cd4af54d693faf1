from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsqa.grounding.reading import ReadText
from newsqa.schema import Article
from newsqa.summarising.candidates import Candidate
from newsqa.summarising.timeline import Day, day_of

FRIDAY = date(2024, 5, 3)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day(text: str, published: date | None = FRIDAY) -> Day | None:
    article = Article.from_text(text, title="Storm", published=published)
    return day_of(Candidate(article, ReadText(text).sentences, 0))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The lighthouse was lit on 3 April 1930.", "1930-04-03"),
        ("The lighthouse was lit on April 3, 1930.", "1930-04-03"),
        ("The lighthouse was lit in April 1930.", "1930-04"),
        ("The lighthouse was lit in 1930.", "1930"),
    ],
)
@pytest.mark.parametrize("published", [None, FRIDAY], ids=["undated", "dated"])
def test_a_day_that_is_given_is_told_as_precisely(text: str, told: str, published: date | None) -> None:
    assert day(text, published) == Day(told, False)


def test_a_weekday_is_the_last_one_before_the_article_and_marked_inferred() -> None:
    assert day("The harbour was closed on Monday.") == Day("2024-04-29", True)
    assert day("The harbour was closed on Friday.") == Day("2024-05-03", True)


@given(st.dates(date(1900, 1, 8), date(2100, 1, 1)), st.sampled_from(WEEKDAYS))
def test_a_weekday_is_within_the_week_up_to_the_article(published: date, weekday: str) -> None:
    found = day(f"The harbour was closed on {weekday}.", published)
    assert found is not None
    told = date.fromisoformat(found.text)
    assert found.is_inferred
    assert WEEKDAYS[told.weekday()] == weekday
    assert timedelta(0) <= published - told < timedelta(7)


def test_a_day_without_a_year_is_the_latest_that_is_not_after_the_article() -> None:
    assert day("The harbour was closed on 1 May.") == Day("2024-05-01", True)
    assert day("The harbour was closed on 24 December.") == Day("2023-12-24", True)


@pytest.mark.parametrize("text", ["The harbour was closed on Monday.", "The harbour was closed.", "It was in May."])
def test_without_a_date_of_the_article_no_day_is_inferred(text: str) -> None:
    assert day(text, None) is None


def test_a_sentence_without_a_day_has_its_articles() -> None:
    assert day("The harbour was closed.") == Day("2024-05-03", True)


def test_the_first_sentence_that_tells_a_day_counts() -> None:
    assert day("The harbour was closed. It was built in 1930. The lamp is of 1950.") == Day("1930", False)
