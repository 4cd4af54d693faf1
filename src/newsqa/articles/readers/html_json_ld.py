"""The stories that a web page describes in JSON-LD, as search engines ask for."""

import html
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lxml.html import HtmlElement

from newsqa.articles.readers.html_blocks import visible, words_of

# A record as its page gives it: any key may be missing, and any value may be of any kind.
Record = Mapping[str, Any]

STORY_TYPES = re.compile(r"(?:Article|BlogPosting|SocialMediaPosting|LiveBlogPosting|Report)$")
WITHIN = ("@graph", "mainEntity", "liveBlogUpdate", "blogPost", "hasPart")
WRAPPING = re.compile(r"^\s*(?:<!--|(?://)?\s*<!\[CDATA\[)|(?:-->|(?://)?\s*\]\]>)\s*$")


def story_records(tree: HtmlElement) -> list[Record]:
    """The records of stories on a page, with references to its other records filled in."""
    records: list[Record] = []
    for script in tree.iter("script"):
        if "ld+json" in script.get("type", "").lower():
            try:
                records.extend(_within(json.loads(WRAPPING.sub("", script.text or ""), strict=False)))
            except (ValueError, RecursionError):
                continue
    by_id = {record["@id"]: record for record in records if isinstance(record.get("@id"), str) and len(record) > 1}
    return [
        {key: _resolved(value, by_id) for key, value in record.items()} for record in records if _is_story(record)
    ]


def record_of_page(records: Sequence[Record], titles: Sequence[str]) -> Record:
    """The record of the page's own story, among those of stories that it links to; an empty one where it has none."""
    for record in records:
        headline = words_of(text_in(record, "headline") or text_in(record, "name") or "")
        if headline and any(words_of(title)[: len(headline)] == headline for title in titles):
            return record
    with_text = [record for record in records if record.get("articleBody")]
    alone = with_text or records
    return alone[0] if len(alone) == 1 else {}


def text_in(record: Record, key: str) -> str | None:
    """A value as one line of text; of several the first, of a record its name."""
    return next(iter(_texts(record.get(key))), None)


def names_in(record: Record, key: str) -> list[str]:
    """The names of the persons, organisations or places under a key."""
    return list(dict.fromkeys(_texts(record.get(key))))


def article_body(record: Record) -> str:
    """The text of the story, as far as the record gives it, in paragraphs where the record has them."""
    body = record.get("articleBody")
    return html.unescape(re.sub(r"<[^<>]*>", "\n", body)) if isinstance(body, str) else ""


def _texts(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            item = item.get("@value") or item.get("name")
        if isinstance(item, list):
            item = next(iter(item), None)
        if isinstance(item, str) and (text := visible(html.unescape(item))):
            yield text


def _within(found: Any) -> Iterator[Record]:
    waiting = [found]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting[:0] = node
        elif isinstance(node, dict):
            yield node
            waiting.extend(node[key] for key in WITHIN if key in node)


def _resolved(value: Any, by_id: Mapping[str, Record]) -> Any:
    if isinstance(value, list):
        return [_resolved(item, by_id) for item in value]
    if isinstance(value, dict) and isinstance(value.get("@id"), str) and len(value) <= 2:
        return by_id.get(value["@id"], value)
    return value


def _is_story(record: Record) -> bool:
    types = record.get("@type")
    names = types if isinstance(types, list) else [types]
    return any(isinstance(name, str) and STORY_TYPES.search(name) for name in names)
