"""The day that a sentence tells of, by the date it gives, or by a weekday and the date of its article."""

from datetime import date, timedelta
from typing import NamedTuple

from newsqa.grounding.reading import ReadSentence
from newsqa.summarising.candidates import Candidate

DAYS_OF_WEEK = 7


class Day(NamedTuple):
    """A day, month or year as it is told (2020, 2020-09, 2020-09-27), and whether the article's own date helped."""

    text: str
    is_inferred: bool


def day_of(candidate: Candidate) -> Day | None:
    """When it happened: the article's own date where none is given, None where that is not known either."""
    published = candidate.article.published
    for sentence in candidate.sentences:
        if day := _told(sentence, published):
            return day
    return Day(published.isoformat(), True) if published else None


def _told(sentence: ReadSentence, published: date | None) -> Day | None:
    for found in sentence.dates:
        given = found.date
        if found.is_loose or given.decade is not None:
            continue
        if given.weekday is not None:
            if published is not None:
                back = (published.weekday() - given.weekday) % DAYS_OF_WEEK
                return Day((published - timedelta(days=back)).isoformat(), True)
            continue
        year = given.year or _year(given.month, given.day, published)
        if year is None:
            continue
        parts = [f"{year:04}"]
        if given.month:
            parts.append(f"{given.month:02}")
            if given.day:
                parts.append(f"{given.day:02}")
        return Day("-".join(parts), given.year is None)
    return None


def _year(month: int | None, day: int | None, published: date | None) -> int | None:
    """The year of the latest such day that is not after the article's: news tells mostly of the past."""
    if published is None or month is None:
        return None
    return published.year if (month, day or 1) <= (published.month, published.day) else published.year - 1
