"""Dates in English text, as far as they are given: 27 September 2020, Sept. 27, 2020-09-27, 1997, the 1990s."""

import re
from itertools import zip_longest
from typing import NamedTuple

from newsqa.grounding.names import Span

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# In lower case "may" and "march" are everyday words.
_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|(?-i:Mar(?:ch|\.)?|MAR(?:CH)?|May|MAY)|Apr(?:il|\.)?|June?\.?|July?\.?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![a-z])"
)
_YEAR = r"(?P<year>1\d{3}|20\d\d)\b(?![,.]\d)"
ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third "
    "twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
).split()
_ORDINAL_WORD = "|".join(reversed(ORDINALS))
_DIGITS_OF_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_DAY = rf"(?P<day>{_DIGITS_OF_DAY}(?:st|nd|rd|th)?|{_ORDINAL_WORD})\b"
FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"\b(?P<year>\d{{4}})(?P<mark>[-/.])(?P<month>0[1-9]|1[0-2])(?P=mark)(?P<day>{_DIGITS_OF_DAY})\b",
        r"\b(?P<day>1[3-9]|2\d|3[01])/(?P<month>0?[1-9]|1[0-2])/(?P<year>\d{4})\b",
        r"\b(?P<month>0?[1-9]|1[0-2])/(?P<day>1[3-9]|2\d|3[01])/(?P<year>\d{4})\b",
        rf"\b(?P<day>{_DIGITS_OF_DAY})\.\s?(?P<month>0?[1-9]|1[0-2])\.\s?(?P<year>\d{{4}})\b",
        rf"\b(?P<day>{_DIGITS_OF_DAY})\.\s{_MONTH}\s{_YEAR}",
        # The first day of "9-10 November 2020", which shares the month and the year of the last.
        rf"(?<![\w.,-])(?P<day>{_DIGITS_OF_DAY})(?=(?:\s?[-–—]\s?|\s(?:to|and)\s){_DIGITS_OF_DAY}\s{_MONTH}(?:,?\s{_YEAR})?)",
        # "2010-11" and "2011-12" are two years each.
        r"\b(?!\d\d1[01]-1)(?P<year>(?:19|20)[1-9]\d)-(?P<month>0[1-9]|1[0-2])\b(?!-)",
        rf"\b(?:the\s+)?{_DAY}\s+(?:of\s+)?{_MONTH}(?:,?\s+(?:of\s+)?{_YEAR})?",
        rf"\b{_MONTH}\s+the\s+{_DAY}(?:,?\s+{_YEAR})?",
        rf"\b{_MONTH}\s+(?P<day>{_DIGITS_OF_DAY}(?:st|nd|rd|th)?)\b(?:,?\s+{_YEAR})?",
        rf"\b{_MONTH},?\s+(?:of\s+)?{_YEAR}",
        r"\b(?P<decade>(?:1\d|20)\d0)[’']?s\b",
        r"(?<![\w$£€])[’'](?P<short_decade>[2-9]0)s\b",
        rf"(?:(?<=\bmid-)|(?<![\w.,$£€-])){_YEAR}(?![’']?s\b)(?!\s?%)(?!-\d)",
        rf"\b{_MONTH}(?=\W|$)(?<!\bMay)(?<!\bMar)",
        rf"\b(?P<weekday>{'|'.join(WEEKDAYS)})\b",
    )
)
# A date that another time is told by, as in "the day before 27 September", or that is one of two.
BOUND_BEFORE = re.compile(
    r"\b(?:before|after|prior to|following)\s+$"
    r"|\bor\s+(?:in |on )?(?:the )?$",
    re.IGNORECASE,
)
OR_ANOTHER_AFTER = re.compile(rf"^\s+or\s+(?:in |on )?(?:the )?(?:\d|{_MONTH}|{'|'.join(WEEKDAYS)})", re.IGNORECASE)


class PartialDate(NamedTuple):
    """The parts of a date that are given. A decade stands by its first year; a weekday is 0 for Monday."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    decade: int | None = None
    weekday: int | None = None

    def agrees_with(self, wanted: "PartialDate") -> bool:
        """Whether every part that is wanted is given here, and the same."""
        return all(part is None or part == given for part, given in zip(wanted, self, strict=True))


class FoundDate(NamedTuple):
    """A date and where it stands; a bare year may be any number of four digits.

    `is_loose` marks one that says when something was not exactly: "before 1997", "1996 or 1997".
    """

    date: PartialDate
    span: Span
    is_bare_year: bool
    is_loose: bool


def find_dates(text: str) -> list[FoundDate]:
    """The dates of a text in order, each as fully as it is written; none overlaps another."""
    found: list[FoundDate] = []
    for form in FORMS:
        for match in form.finditer(text):
            span = Span(*match.span())
            if all(span.end <= other.span.start or other.span.end <= span.start for other in found):
                date = _partial_date(match.groupdict())
                is_bare = date.year is not None and date.month is None
                found.append(FoundDate(date, span, is_bare, _is_loose(span, text)))
    return _sharing_years(sorted(found, key=lambda date: date.span), text)


def _is_loose(span: Span, text: str) -> bool:
    return bool(
        BOUND_BEFORE.search(text[max(0, span.start - 30) : span.start]) or OR_ANOTHER_AFTER.match(text[span.end :])
    )


def _sharing_years(found: list[FoundDate], text: str) -> list[FoundDate]:
    """The dates with the year that the end of a range gives its beginning: "27 September to 10 November 2020"."""
    shared = []
    for one, following in zip_longest(found, found[1:]):
        date = one.date
        if following and date.month and date.year is None and following.date.year and following.date.month:
            between = text[one.span.end : following.span.start]
            if re.fullmatch(r"\s*(?:to|until|till|and|through|[-–—])\s*(?:the\s)?", between):
                date = date._replace(year=following.date.year)
        shared.append(one._replace(date=date))
    return shared


def parse_partial_date(text: str) -> PartialDate:
    """The date that a facts file writes: YYYY-MM-DD, YYYY-MM, YYYY, MM-DD, 1990s, or a weekday.

    Raises:
        ValueError: it is none of these.
    """
    if match := re.fullmatch(r"(?:(\d{4})(?:-(\d\d))?(?:-(\d\d))?|(\d\d)-(\d\d))", text):
        year, month, day, short_month, short_day = (int(part) if part else None for part in match.groups())
        month, day = month or short_month, day or short_day
        if (month is None or 1 <= month <= 12) and (day is None or 1 <= day <= 31):
            return PartialDate(year, month, day)
    elif match := re.fullmatch(r"(\d{3}0)s", text):
        return PartialDate(decade=int(match[1]))
    elif text.lower() in WEEKDAYS:
        return PartialDate(weekday=WEEKDAYS.index(text.lower()))
    raise ValueError(f"{text!r} is no date: write 2020-09-27, 2020-09, 2020, 09-27, 1990s or a weekday")


def _partial_date(parts: dict[str, str | None]) -> PartialDate:
    month = parts.get("month")
    decade = parts.get("decade") or (f"19{parts['short_decade']}" if parts.get("short_decade") else None)
    weekday = parts.get("weekday")
    return PartialDate(
        year=int(year) if (year := parts.get("year")) else None,
        month=(int(month) if month.isdigit() else MONTHS.index(month[:3].lower()) + 1) if month else None,
        day=_day(day) if (day := parts.get("day")) else None,
        decade=int(decade) if decade else None,
        weekday=WEEKDAYS.index(weekday.lower()) if weekday else None,
    )


def _day(written: str) -> int:
    digits = re.match(r"\d+", written)
    return int(digits[0]) if digits else ORDINALS.index(written.lower()) + 1
