"""JSON Lines: one article a line, with `text` and optionally id, title, source, url and published."""

import json
from collections.abc import Iterator

from newsqa.articles.metadata import published_date, text_or_none
from newsqa.articles.plain_text import normalise_line_breaks
from newsqa.errors import ArticleError
from newsqa.schema import Article


def articles_from_json_lines(text: str, *, name: str, path: str) -> Iterator[tuple[int, Article | ArticleError]]:
    """Each line's number, from 1, with its article or with what is wrong with the line."""
    # Not splitlines(): it also breaks at U+2028 and its like, which JSON allows inside a string.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                yield number, _article(line, name=f"{name}, line {number}", path=path)
            except ArticleError as error:
                yield number, error


def _article(line: str, *, name: str, path: str) -> Article:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise ArticleError(f"is not JSON: {error.msg} at column {error.colno}") from None
    except (RecursionError, ValueError):
        raise ArticleError("is not usable JSON: it is nested too deeply, or a number is too long") from None
    if not isinstance(record, dict):
        raise ArticleError(f"is not a JSON object but {type(record).__name__}")
    text = record.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ArticleError('has no "text"')
    try:
        json.dumps(record, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        raise ArticleError("holds half of a surrogate pair, which no text can") from None
    return Article.from_text(
        normalise_line_breaks(text).strip(),
        title=text_or_none(record.get("title")) or name,
        source=text_or_none(record.get("source")),
        url=text_or_none(record.get("url")),
        published=published_date(record.get("published")),
        path=path,
        external_id=text_or_none(record.get("id")),
    )
