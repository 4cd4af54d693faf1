"""A Markdown file, with or without YAML front matter, as one article."""

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from newsqa.articles.documents import Detail, Document, Draft, Found, Problem
from newsqa.articles.encodings import decode, normalise_line_breaks
from newsqa.articles.metadata import details_from_record
from newsqa.errors import ArticleError

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


def read_markdown(document: Document, *, encoding: str | None = None) -> Iterator[Found]:
    """The one article of a Markdown file.

    The canonical text is the page as a reader sees it: words without the marks that format them, each block
    a paragraph. What is known of it comes from the front matter; a missing title from the first heading.

    Raises:
        ArticleError: the front matter is not YAML, or its `published` is no date; with the line's number.
    """
    decoded, note = decode(document.content, encoding=encoding)
    if note:
        yield Problem(document.where, note, "note")
    matter, body = _split_front_matter(normalise_line_breaks(decoded))
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(body)
    paragraphs = [paragraph for token in tokens if (paragraph := _visible_text(token).strip())]
    details, notes = details_from_record(matter, origin="the front matter")
    yield from (Problem(document.where, note, "note") for note in notes)
    if heading := _first_heading(tokens):
        details.setdefault("title", Detail(heading, "the first heading"))
    yield Draft("\n\n".join(paragraphs), details)


def _split_front_matter(text: str) -> tuple[dict[str, Any], str]:
    match = FRONT_MATTER.match(text)
    if match is None:
        return {}, text
    try:
        # BaseLoader leaves every value the text it is: a title may be 2020, and a date is checked where it is used.
        matter = yaml.load(match["yaml"], Loader=yaml.BaseLoader)
        json.dumps(matter, ensure_ascii=False).encode()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        # The mark counts from 0, and the opening --- is a line of its own.
        where = f" (line {mark.line + 2})" if mark else ""
        reason = " ".join(str(getattr(error, "problem", None) or error).split())
        raise ArticleError(f"has front matter that is not YAML{where}: {reason}") from None
    except RecursionError:
        raise ArticleError("has front matter that is nested too deeply") from None
    except UnicodeEncodeError:
        raise ArticleError("has front matter with half of a surrogate pair (write the character itself)") from None
    if not matter:
        return {}, text[match.end() :]
    if not isinstance(matter, dict):
        # A page that merely begins with a rule: its first block is text, not front matter.
        return {}, text
    return matter, text[match.end() :]


def _visible_text(token: Token) -> str:
    """The words that a reader sees of one block."""
    if token.type in ("fence", "code_block"):
        return token.content
    if token.type == "html_block":
        return re.sub(r"<!--.*?-->|<[^>]*>", "", token.content, flags=re.DOTALL)
    if token.type != "inline":
        return ""
    pieces = []
    for child in token.children or []:
        match child.type:
            case "text" | "code_inline":
                pieces.append(child.content)
            case "softbreak":
                pieces.append(" ")
            case "hardbreak":
                pieces.append("\n")
    return "".join(pieces)


def _first_heading(tokens: list[Token]) -> str | None:
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            return _visible_text(inline).strip() or None
    return None
