"""What a file says about its article, as the schema wants it."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from newsqa.articles.dates_in_text import find_date, is_believable
from newsqa.articles.documents import Detail, Field
from newsqa.errors import ArticleError

# What a record may call each thing; where it has several, the first counts.
NAMES: Mapping[Field, tuple[str, ...]] = {
    "title": ("title",),
    "byline": ("byline", "author"),
    "source": ("source",),
    "url": ("url",),
    "language": ("language",),
    "external_id": ("id",),
}
DATES: tuple[Field, ...] = ("published", "updated")
# What other programs call the day of publication; in lower case, and only where it can be read.
OTHER_NAMES_OF_DAY = ("date", "pubdate", "publishdate", "publish_date", "published_at", "datepublished")


def details_from_record(record: Mapping[str, Any], *, origin: str) -> tuple[dict[Field, Detail], list[str]]:
    """What a record says of its article, by the names that newsqa gives it, and notes on what was left out.

    Args:
        record: names and values; other names are passed over.
        origin: where it was found, in words.

    Raises:
        ArticleError: a date is no date.
    """
    details: dict[Field, Detail] = {}
    notes = []
    for field, keys in NAMES.items():
        for key in keys:
            if value := text_or_none(record.get(key)):
                details[field] = Detail(value, origin)
                break
    for field in DATES:
        try:
            day = published_date(record.get(field))
        except ArticleError as error:
            raise ArticleError(str(error).replace("it was published", f"it was {field}")) from None
        if day is not None and is_believable(day):
            details[field] = Detail(day, origin)
        elif day is not None:
            notes.append(f"gives {day} as {field}, which was left out: no story can have come out then")
    if "published" not in details:
        lower = {str(key).lower(): value for key, value in record.items()}
        for name in OTHER_NAMES_OF_DAY:
            found = find_date(text) if (text := text_or_none(lower.get(name))) else None
            if found and found.day and is_believable(found.day):
                details["published"] = Detail(found.day, origin)
                break
            if found:
                notes.append(f"gives {text} as {name}, which was left out: write it as 2020-09-29")
    return details, notes


def text_or_none(value: Any) -> str | None:
    """A scalar as text with its spaces trimmed; None for nothing, or for nothing but spaces."""
    if value is None or isinstance(value, (dict, list)):
        return None
    return str(value).strip() or None


def published_date(value: Any) -> date | None:
    """The day of an ISO 8601 date or time, or None where none is given.

    Raises:
        ArticleError: something is given that is not such a date.
    """
    if (text := text_or_none(value)) is None:
        return None
    if re.match(r"\d{4}-\d{2}-\d{2}(?!\d)", text):
        try:
            return date.fromisoformat(text[:10])
        except ValueError:
            pass
    raise ArticleError(f"gives {text[:40]!r} as the day it was published: write it as 2020-09-29")
