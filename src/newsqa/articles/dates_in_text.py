"""Absolute dates as news pages write them: ISO, or with the month's name in five languages."""

import re
from datetime import date, timedelta
from typing import NamedTuple

_MONTHS = (
    "january jan janvier janv januar jänner enero ene gennaio janeiro января янв",
    "february feb février févr fév februar febrero febr febbraio fevereiro февраля фев",
    "march mar mars märz mär marzo março марта мар",
    "april apr avril avr abril abr aprile апреля апр",
    "may mai mayo maggio maio мая май",
    "june jun juin juni junio giugno junho июня июн",
    "july jul juillet juil juli julio luglio julho июля июл",
    "august aug août agosto ago августа авг",
    "september sept sep septembre septiembre setiembre settembre setembro сентября сен сент",
    "october oct octobre oktober okt octubre ottobre outubro октября окт",
    "november nov novembre noviembre novembro ноября ноя",
    "december dec décembre déc dezember dez diciembre dic dicembre dezembro декабря дек",
)
MONTHS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_DAY = r"(?<!\d)(?P<day>\d{1,2})"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?<!\d)(?P<year>\d{4})[-/.](?P<number>\d{2})[-/.](?P<day>\d{2})(?!\d)(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?",
        rf"\b{_MONTH}\s+{_DAY}(?:st|nd|rd|th)?(?:\s*,\s*|\s+){_YEAR}",
        rf"{_DAY}(?:st|nd|rd|th|er|º|\.)?\s+(?:of\s+|de\s+)?{_MONTH},?\s+(?:de\s+|del\s+)?{_YEAR}(?:\s*(?:г\.?|года))?",
        rf"{_DAY}-{_MONTH}-{_YEAR}",
        rf"{_DAY}\.(?P<number>\d{{1,2}})\.{_YEAR}",
    )
)
# 05/14/2020 and 14-05-2020 can be told apart; 05/04/2020 is a date too, but nobody can say which.
_SLASHES = re.compile(r"(?<!\d)(\d{1,2})(?P<mark>[/-])(\d{1,2})(?P=mark)(\d{4})(?!\d)")
_TIME = re.compile(
    r"(?<!\d)\d{1,2}(?:[:.h]\d{2}){1,2}(?:\.\d+)?(?:\s*[ap]\.?\s?m\b\.?)?|(?<!\d)\d{1,2}\s*[ap]\.?m\b\.?|(?<!\d)\d{1,2}\s?(?:h|Uhr)\b",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"\b(?:GMT|UTC|[A-Z]{1,3}[SD]?T|MSK|МСК|BST|CEST)(?:\s?[+-]\d{1,2}(?::?\d{2})?)?\b|[+-]\d{2}:?\d{2}\b"
)
_WEEKDAYS = re.compile(
    r"\b(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|lundi|mardi|mercredi|jeudi|vendredi|samedi|"
    r"dimanche|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|lunes|martes|miércoles|jueves|viernes|sábado|domingo|"
    r"понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)\b\.?",
    re.IGNORECASE,
)
FIRST_YEAR = 1600
AHEAD = timedelta(days=2)  # a page of tomorrow's date exists, on the other side of the world


class FoundDate(NamedTuple):
    """A date in a line. `day` is None where it is one, but nobody can say which: 05/04/2020, or the 31st of June.

    `rest` is what the line says beside the date: no time of day, no weekday.
    """

    day: date | None
    rest: str


def find_date(line: str, *, day_first: bool | None = None) -> FoundDate | None:
    """The first absolute date of a line, or None. `day_first` says how to read 08/09/2020, where that is known."""
    for form in _FORMS:
        if match := form.search(line):
            number = match.groupdict().get("number")
            month = int(number) if number else MONTHS[match["month"].lower()]
            return FoundDate(_day(int(match["year"]), month, int(match["day"])), _rest(line, match))
    if match := _SLASHES.search(line):
        first, second, year = (int(match[group]) for group in (1, 3, 4))
        if first == second or second > 12:
            day_first = False
        elif first > 12:
            day_first = True
        day = None if day_first is None else _day(year, second, first) if day_first else _day(year, first, second)
        return FoundDate(day, _rest(line, match))
    return None


def is_believable(day: date) -> bool:
    """Whether a story can bear a date: none before there were newspapers, none in the future."""
    return day.year >= FIRST_YEAR and day <= date.today() + AHEAD


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _rest(line: str, match: re.Match[str]) -> str:
    return without_times(f"{line[: match.start()]} | {line[match.end() :]}")


def without_times(line: str) -> str:
    """A line without times of day, time zones and weekdays."""
    for pattern in (_TIME, _ZONE, _WEEKDAYS):
        line = pattern.sub(" ", line)
    return " ".join(line.split())
