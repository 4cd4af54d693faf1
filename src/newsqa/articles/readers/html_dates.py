"""Days as web pages write them, in figures and in the words of many languages."""

import re
from collections.abc import Iterator
from datetime import date
from email.utils import parsedate_to_datetime
from functools import lru_cache

COMMON_LANGUAGES = "en de fr es pt it nl ru uk pl cs ro hu sv da tr el bg sr hy ka ar fa he id".split()

YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
COMPACT = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?:T?\d{4,6})?(?!\d)")
YEAR_LAST = re.compile(r"(?<!\d)(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
EAST_ASIAN = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
DAY_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|[.º])?\s+(?:de\s+|of\s+)?([^\W\d_]{3,15})[.,]?\s+(?:del?\s+)?(\d{4})(?!\d)",
    re.IGNORECASE,
)
MONTH_DAY = re.compile(r"([^\W\d_]{3,15})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)", re.IGNORECASE)
YEAR_MONTH_DAY = re.compile(r"(?<!\d)(\d{4})[.,]?\s+([^\W\d_]{3,15})\.?\s+(\d{1,2})(?!\d)")
# Each with the groups that hold its year, its month and its day.
NUMBERED = ((YEAR_FIRST, 1, 3, 4), (EAST_ASIAN, 1, 2, 3))
NAMED = ((DAY_MONTH, 3, 2, 1), (MONTH_DAY, 3, 1, 2), (YEAR_MONTH_DAY, 1, 2, 3))


def declared_day(value: str, *, language: str | None = None) -> date | None:
    """The day of a date written for machines: ISO 8601 with or without a time, RFC 2822, or as in `days_in`.

    The day is the one written, whatever the time zone.
    """
    value = value.strip()
    if match := re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)", value) or COMPACT.fullmatch(value):
        return _day(match[1], match[2], match[3])
    if days := days_in(value, language=language):
        return days[0] if len(days) == 1 else None
    try:
        return parsedate_to_datetime(value).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def days_in(text: str, *, language: str | None = None) -> list[date]:
    """The days written out in a text, each once, as they come; `language` is an HTML page's ("de", "en-US").

    03/04/2024 is a day in March to some and in April to others: it is one only where the language settles which.
    """
    return list(dict.fromkeys(day for _, day in sorted(_written_days(text, language))))


def _written_days(text: str, language: str | None) -> Iterator[tuple[int, date]]:
    """Where in a text a day begins, and the day."""
    for pattern, year, month, day in NUMBERED:
        for match in pattern.finditer(text):
            yield from _at(match, _day(match[year], match[month], match[day]))
    for match in YEAR_LAST.finditer(text):
        yield from _at(match, _day_and_month(int(match[1]), int(match[3]), int(match[4]), language))
    for pattern, year, month, day in NAMED:
        for match in pattern.finditer(text):
            if number := _month(match[month].lower(), language):
                yield from _at(match, _day(match[year], number, match[day]))


def _at(match: re.Match[str], day: date | None) -> Iterator[tuple[int, date]]:
    if day is not None:
        yield match.start(), day


def _day(year: str, month: str | int, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _day_and_month(first: int, second: int, year: int, language: str | None) -> date | None:
    if first == second or second > 12 or first > 12:
        month, day = (second, first) if first > 12 or first == second else (first, second)
    elif language is None or language.lower() == "en":
        return None
    elif language.lower() == "en-us":
        month, day = first, second
    else:
        month, day = second, first
    return _day(str(year), month, str(day))


@lru_cache(maxsize=1000)
def _month(word: str, language: str | None) -> int | None:
    """The number of a month by its name or its short form in the language given or English; in any where none is."""
    # Late: dateparser takes a tenth of a second to load, and most pages declare their date in figures.
    from dateparser.date import DateDataParser

    languages = [language.split("-")[0].lower(), "en"] if language else COMMON_LANGUAGES
    for candidate in dict.fromkeys(languages):
        try:
            parser = DateDataParser(
                languages=[candidate], settings={"PARSERS": ["absolute-time"], "STRICT_PARSING": True}
            )
            # The word alone could be a relative date ("Monday"): it has to make a date of day and year.
            parsed = parser.get_date_data(f"1 {word} 2000").date_obj
        except ValueError:  # a language that it doesn't know, which it says only now of some
            continue
        if parsed is not None and (parsed.year, parsed.day) == (2000, 1):
            return int(parsed.month)
    return None
