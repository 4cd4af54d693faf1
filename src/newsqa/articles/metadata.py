"""What a file says about its article, as the schema wants it."""

import re
from datetime import date
from typing import Any

from newsqa.errors import ArticleError


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
