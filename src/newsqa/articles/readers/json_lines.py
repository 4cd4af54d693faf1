"""JSON Lines, or an array of the same objects: one article each, with `text` and optionally what is known of it."""

import json
from collections.abc import Iterator
from typing import Any

from newsqa.articles.documents import Detail, Document, Draft, Found, Problem
from newsqa.articles.encodings import decode, normalise_line_breaks
from newsqa.articles.metadata import details_from_record
from newsqa.errors import ArticleError


def read_json_lines(document: Document, *, encoding: str | None = None) -> Iterator[Found]:
    """The articles of a file of JSON Lines, or of one JSON array or object; a broken one is a problem of its own.

    Raises:
        ArticleError: the bytes are no text, or the file is to be one JSON value and is not.
    """
    text, note = decode(document.content, encoding=encoding)
    if note:
        yield Problem(document.where, note, "note")
    if (records := _whole(text, is_json=document.suffix == ".json")) is not None:
        for number, record in enumerate(records, start=1):
            yield from _read(record, where=f"{document.where}, item {number}", name=f"{document.name}, item {number}")
        return
    # Not splitlines(): it also breaks at U+2028 and its like, which JSON allows inside a string.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            where = f"{document.where}:{number}"
            try:
                record = _parsed(line)
            except ArticleError as error:
                yield Problem(where, str(error))
            else:
                yield from _read(record, where=where, name=f"{document.name}, line {number}")


def _whole(text: str, *, is_json: bool) -> list[Any] | None:
    """The values of a text that is one JSON array, or one object over several lines; None where each line is one."""
    if not is_json and not text.lstrip().startswith("["):
        return None
    try:
        value = _parsed(text, is_one_line=False)
    except ArticleError as error:
        try:
            _parsed(text.strip().split("\n", 1)[0])
        except ArticleError:
            if is_json:
                # Line by line it would be as many problems as it has lines.
                raise error from None
        return None
    return value if isinstance(value, list) else [value]


def _parsed(text: str, *, is_one_line: bool = True) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        line = "" if is_one_line else f"line {error.lineno}, "
        raise ArticleError(f"is not JSON: {error.msg} at {line}column {error.colno}") from None
    except (RecursionError, ValueError):
        raise ArticleError("is not usable JSON: it is nested too deeply, or a number is too long") from None


def _read(record: Any, *, where: str, name: str) -> Iterator[Draft | Problem]:
    try:
        draft, notes = _draft(record, name=name)
    except ArticleError as error:
        yield Problem(where, str(error))
        return
    yield from (Problem(where, note, "note") for note in notes)
    yield draft


def _draft(record: Any, *, name: str) -> tuple[Draft, list[str]]:
    if not isinstance(record, dict):
        raise ArticleError(f"is not a JSON object but {type(record).__name__}")
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ArticleError('has no "text"')
    try:
        json.dumps(record, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        raise ArticleError("holds half of a surrogate pair, which no text can") from None
    details, notes = details_from_record(record, origin="the record")
    details.setdefault("title", Detail(name, "the file's name"))
    return Draft(normalise_line_breaks(text).strip(), details), notes
