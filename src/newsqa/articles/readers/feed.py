"""RSS, Atom and JSON Feed: one article an entry."""

import io
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urljoin

from newsqa.articles.dates_in_text import is_believable
from newsqa.articles.documents import Cut, Detail, Document, Draft, Field, Found, Problem
from newsqa.articles.encodings import decode, normalise_line_breaks
from newsqa.articles.metadata import text_or_none
from newsqa.articles.readers.table import certain_day
from newsqa.errors import ArticleError

TEASER_WORDS = 80  # a summary of fewer is a teaser: feeds cut them at 55 words (WordPress), or at a sentence or two
NUMBERED = re.compile(rb"&#(?:x([0-9a-f]{1,9})|(\d{1,9}));", re.IGNORECASE)
# feedparser takes the caption of an entry's picture for one more summary.
CAPTION = re.compile(rb"<media:(description|title|text)\b[^>]*>.{0,5000}?</media:\1>", re.DOTALL)

# What feeds write below a story, at the beginning of a line or a sentence: "they read more books" is the story's own.
BEGINS = r"(?:\A|(?<=[.!?…\])”\"’'])[ \t]+|\s*\n\s*)"
APPEARED_FIRST = re.compile(
    rf"{BEGINS}The post [^\n]{{1,300}}? (?:first appeared|appeared first) on (?:[^\n.!?]|[.!?](?!\s)){{1,150}}\.?\Z"
)
READ_ON = re.compile(
    rf"{BEGINS}(?:Continue [Rr]eading|Keep [Rr]eading|Read [Mm]ore|Read on|Read the (?:full|whole|rest)|READ MORE)\b"
    r"(?:[^\n]{0,200}[→»›>]|[^\n.!?]{0,120}(?:\.\.\.|…)?)\Z"
)
CUT_SHORT = re.compile(r"\s*\[ ?(?:…|\.\.\.) ?\]\Z")
LONGEST_TAIL = 800  # characters

BLOCK_TAG = re.compile(r"<(?:article|blockquote|br|div|h[1-6]|li|p|pre|section|table|tr)\b", re.IGNORECASE)


class _Text(NamedTuple):
    text: str = ""
    cuts: tuple[Cut, ...] = ()


class _Entry(NamedTuple):
    """An entry of either kind of feed: its full text, or else its summary, and what is known of it."""

    text: _Text
    is_full: bool
    facts: Mapping[Field, str | date | None]


class _Feed(NamedTuple):
    entries: list[_Entry]
    note: str | None = None


def read_feed(document: Document) -> Iterator[Found]:
    """The articles of a feed, one an entry that has any text: its full content where the feed gives it.

    Raises:
        ArticleError: the document is no feed, or is one without entries.
    """
    is_json = document.content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")
    feed = _json_feed(document) if is_json else _xml_feed(document)
    if not feed.entries:
        raise ArticleError("is a feed without entries")
    if feed.note:
        yield Problem(document.where, feed.note, "note")
    without_text = teasers = 0
    unbelievable: list[date] = []
    for entry in feed.entries:
        days = [value for value in entry.facts.values() if isinstance(value, date)]
        unbelievable += [day for day in days if not is_believable(day)]
        draft, is_teaser = _draft(entry)
        if re.search(r"\w", draft.text):
            teasers += is_teaser
            yield draft
        else:
            without_text += 1
    if without_text:
        yield Problem(document.where, f"has {_entries(without_text)} without text, passed over", "note")
    if teasers:
        yield Problem(document.where, f"has {_entries(teasers)} with a teaser only, not the whole story", "note")
    if unbelievable:
        days_listed = ", ".join(map(str, unbelievable[:3]))
        yield Problem(
            document.where, f"gives days that no story can have come out on, left out: {days_listed}", "note"
        )


def _entries(count: int) -> str:
    return f"{count:,} {'entry' if count == 1 else 'entries'}"


def _draft(entry: _Entry) -> tuple[Draft, bool]:
    """The entry's draft, and whether it is a teaser for a story that stands elsewhere."""
    text, cuts = entry.text
    is_teaser = not entry.is_full and len(text.split()) < TEASER_WORDS
    while True:
        tail = text[-LONGEST_TAIL:]
        if match := APPEARED_FIRST.search(tail):
            why = "says where the story first appeared"
        elif match := READ_ON.search(tail):
            why, is_teaser = "invites to read on elsewhere", True
        elif match := CUT_SHORT.search(tail):
            why, is_teaser = "marks where the feed cut the story short", True
        else:
            break
        cuts = (*cuts, Cut(match[0].strip(), why))
        text = text[: len(text) - len(match[0])].rstrip()
    details = {
        field: Detail(value, "the feed")
        for field, value in entry.facts.items()
        if value and (not isinstance(value, date) or is_believable(value))
    }
    return Draft(text, details, cuts=cuts), is_teaser or text.endswith(("…", "..."))


def _xml_feed(document: Document) -> _Feed:
    try:
        import feedparser
    except ImportError:
        raise ArticleError("needs the package feedparser: pip install 'newsqa[documents]'") from None

    content = CAPTION.sub(b"", NUMBERED.sub(_possible, document.content))
    try:
        # In a BytesIO: bytes by themselves might be the name of a file, which feedparser would open. Nothing is
        # sanitised, since nothing but text is kept.
        parsed = feedparser.parse(io.BytesIO(content), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:
        # Its lenient parser lets through whatever one of its hundred handlers meets in a broken feed.
        raise ArticleError(f"is a feed too broken to be read ({type(error).__name__})") from None
    if not parsed.version and not parsed.entries:
        raise ArticleError("is no feed that newsqa knows (RSS, Atom or JSON Feed)")
    note = None
    if hasattr(flaw := parsed.get("bozo_exception"), "getLineNumber"):
        note = f"is not well-formed XML (line {flaw.getLineNumber()}: {flaw.getMessage()}); read all the same"
    base = _web_address(parsed.feed.get("link"), document.url) or document.url
    return _Feed([_xml_entry(entry, parsed, base) for entry in parsed.entries], note)


def _possible(reference: re.Match[bytes]) -> bytes:
    """A reference to a character by its number, if there is one of that number: halves of emoji end feedparser."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    return reference[0] if number < 0xD800 or 0xDFFF < number < 0x110000 else b"&#xFFFD;"


def _xml_entry(entry: Any, parsed: Any, base: str | None) -> _Entry:
    contents = [_text(content.get("value"), content.get("type")) for content in entry.get("content", ())]
    full = max(contents, key=lambda content: len(content.text), default=_Text())
    summary = _text(entry.get("summary"), entry.get("summary_detail", {}).get("type", "text/html"))
    # Some call content what is but a picture or a list of links.
    is_full = bool(full.text) and 2 * len(full.text) >= len(summary.text)
    published = _xml_day(entry, "published") or _xml_day(entry, "created")
    updated = _xml_day(entry, "updated")
    if published is None:
        # RSS 1.0's one date reads as an update; Atom demands one of every entry, and no date of publication.
        published, updated = updated, None
    title = entry.get("title_detail", {})
    language = next((content.get("language") for content in entry.get("content", ())), None)
    url = _web_address(entry.get("link"), base)
    guid = text_or_none(entry.get("id"))
    return _Entry(
        full if is_full else summary,
        is_full=is_full,
        facts={
            "title": _one_line(title.get("value"), title.get("type")),
            "byline": _names(entry) or (_names(parsed.feed) if parsed.version.startswith("atom") else None),
            "source": _title(entry.get("source")) or _title(parsed.feed),
            "url": url,
            "published": published,
            "updated": updated if updated != published else None,
            "language": text_or_none(language) or text_or_none(parsed.feed.get("language")),
            "external_id": guid if guid != url else None,
        },
    )


def _xml_day(entry: Any, field: str) -> date | None:
    # A FeedParserDict's get() makes do with the day of publication where there is none of the update, and warns.
    if field not in entry:
        return None
    if day := certain_day(str(entry[field])):
        return day
    # In UTC, which may be the next day; but feedparser reads forms that nobody else does.
    moment = entry.get(f"{field}_parsed") if f"{field}_parsed" in entry else None
    return date(*moment[:3]) if moment else None


def _names(holder: Any) -> str | None:
    authors = [text_or_none(author.get("name")) for author in holder.get("authors", ())]
    return ", ".join(dict.fromkeys(name for name in authors if name)) or None


def _title(holder: Any) -> str | None:
    if not holder or not holder.get("title"):
        return None
    return _one_line(holder["title"], holder.get("title_detail", {}).get("type"))


def _json_feed(document: Document) -> _Feed:
    decoded = decode(document.content)
    try:
        feed = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        raise ArticleError(f"is not usable JSON: {error}") from None
    if not isinstance(feed, dict) or "jsonfeed.org/version" not in str(feed.get("version")):
        raise ArticleError("is no JSON Feed: its version is not one of jsonfeed.org")
    items = feed.get("items")
    entries = [
        _json_entry(item, feed) for item in (items if isinstance(items, list) else []) if isinstance(item, dict)
    ]
    return _Feed(entries, decoded.note)


def _json_entry(item: dict[str, Any], feed: dict[str, Any]) -> _Entry:
    html, plain = item.get("content_html"), item.get("content_text")
    # In plain text paragraphs are often run together, where the same in HTML has them.
    full = _text(html, "text/html") if isinstance(html, str) else _text(plain, "text/plain")
    summary = _text(item.get("summary"), "text/plain")
    url = _web_address(item.get("url")) or _web_address(item.get("external_url"))
    identity = text_or_none(item.get("id"))
    return _Entry(
        full if full.text else summary,
        is_full=bool(full.text),
        facts={
            "title": _one_line(item.get("title"), "text/plain"),
            "byline": _json_names(item) or _json_names(feed),
            "source": _one_line(feed.get("title"), "text/plain"),
            "url": url,
            "published": certain_day(str(item.get("date_published"))),
            "updated": certain_day(str(item.get("date_modified"))),
            "language": text_or_none(item.get("language")) or text_or_none(feed.get("language")),
            "external_id": identity if identity != url else None,
        },
    )


def _json_names(holder: dict[str, Any]) -> str | None:
    # Version 1.0 has one author, 1.1 a list of them.
    authors = holder.get("authors") or [holder.get("author")]
    if not isinstance(authors, list):
        return None
    names = [text_or_none(author.get("name")) for author in authors if isinstance(author, dict)]
    return ", ".join(dict.fromkeys(name for name in names if name)) or None


def _web_address(value: Any, base: str | None = None) -> str | None:
    try:
        address = urljoin(base or "", text_or_none(value) or "")
    except ValueError:
        return None
    return address if address.startswith(("https://", "http://")) and value else None


def _one_line(value: Any, media_type: str | None) -> str | None:
    """A title as the words that a reader sees, on one line."""
    return text_or_none(" ".join(_text(value, media_type).text.split()))


def _text(value: Any, media_type: str | None) -> _Text:
    """What a reader sees of a piece of a feed, its paragraphs parted by blank lines."""
    if not isinstance(value, str):
        return _Text()
    # Half of a surrogate pair, which JSON can hold and no text can.
    value = normalise_line_breaks(value).encode("utf-8", "replace").decode()
    if media_type not in ("text/html", "application/xhtml+xml") or not re.search(r"[<&]", value):
        return _Text(_parted(value))
    return _visible_text(value)


def _parted(text: str) -> str:
    return "\n\n".join(paragraph.strip() for paragraph in re.split(r"\n[ \t]*\n", text) if paragraph.strip())


def _visible_text(html: str) -> _Text:
    """What a browser shows of a fragment of HTML, without the captions of its pictures, which are cuts."""
    try:
        from newsqa.articles.readers.html_blocks import blocks_of, joined, text_of
        from newsqa.articles.readers.html_markup import UNREADABLE_TAGS, parse_page
    except ImportError:
        raise ArticleError("needs the package lxml: pip install 'newsqa[documents]'") from None

    if not BLOCK_TAG.search(html):
        # Text in HTML's disguise: its blank lines are meant.
        html = re.sub(r"\n[ \t]*\n", "<p>", html)
    try:
        tree = parse_page(f"<div>{html}</div>")
    except ArticleError:
        return _Text()
    if tree is None:
        return _Text()
    cuts = []
    for element in list(tree.iter(*UNREADABLE_TAGS, "figcaption")):
        if element.tag == "figcaption" and (caption := text_of(element)):
            cuts.append(Cut(caption, "is the caption of a picture"))
        element.drop_tree()
    return _Text(joined(blocks_of(tree)), tuple(cuts))
