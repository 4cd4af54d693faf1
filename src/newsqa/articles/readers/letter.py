"""E-mail: a newsletter or a letter with articles in it or attached, and mailboxes of many."""

import codecs
import email
import re
from collections.abc import Iterator
from datetime import date, datetime
from email.message import Message
from email.policy import EmailPolicy
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from newsqa.articles.dates_in_text import is_believable
from newsqa.articles.documents import Cut, Detail, Document, Draft, Field, Found, Problem
from newsqa.articles.encodings import decode, normalise_line_breaks
from newsqa.articles.metadata import text_or_none
from newsqa.errors import ArticleError

HEADER = "the letter's header"
# The attachments that are read, by the suffix of their names or, where they have none, by their media types.
SUFFIXES = {
    "text/html": ".html",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "message/rfc822": ".eml",
}
READ = frozenset([*SUFFIXES.values(), ".htm", ".markdown"])
PLAIN_WORDS = 40  # a plain part of fewer, beside an HTML part, says no more than where to see the letter
LONGEST_HEADER = 20_000  # characters; twenty times as many take the parser seconds and gigabytes
LONGEST_SIGNATURE = 15  # lines; a newsletter may part its stories with two dashes

# Each letter of a mailbox stands below a line that says who sent it and when, the year or a time zone last.
MAILBOX_LINES = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\n\r\n))(?:From [^\n]*\b\d{4}(?: [+-]\d{4})?[ \t]*\r?\n)+")
# "Fwd: RE: ...", and the same in German.
REPLIED = re.compile(r"(?:\s*(?:re|fwd?|aw|wg)(?:\[\d+\])?:\s*)+", re.IGNORECASE)
LIST_NAME = re.compile(r'"?([^"<>\d]+?)"?\s*<')
ADDRESS = re.compile(r"https?://\S+")
# "On Tue, 29 Sep 2020 at 10:00, Jane Doe <jane@example.org> wrote:", over one line or two.
WROTE = re.compile(r"\b(?:wrote|writes|schrieb|écrit|escribió|scrisse|escreveu)\b.{0,80}:\s*")
WROTE_ON = re.compile(r"(?:On|Am|Le|El|Il|Em)\b.*\d")
SIGNATURE = re.compile(rf"(?:\A|\n)-- ?(?:\n[^\n]*){{0,{LONGEST_SIGNATURE}}}\Z")
QUOTE_MARKS = re.compile(r"(?:> ?)+")


class _Lenient(EmailPolicy):
    """The standard library's present policy, to which a header that it can't parse is a text."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        if len(value) > LONGEST_HEADER:
            return _sound(value[:LONGEST_HEADER])
        try:
            return super().header_fetch_parse(name, value)
        except Exception:
            # IndexError for "From: a@", and much else: its parser takes headers for well formed.
            return _sound(value)


class _Parts(NamedTuple):
    """What a letter holds: its body, as text and as HTML, and what is attached to it."""

    plain: list[Message]
    html: list[Message]
    attached: list[Message]


def read_letter(document: Document) -> Iterator[Found]:
    """The article of a letter and the documents attached to it; of a mailbox, each letter as a document.

    The plain part is the article where it is a real text, for it has the words without a page around them; else the
    HTML part is, read as a page. Title, sender and day are the header's.

    Raises:
        ArticleError: the document is no letter, or has parts nested too deeply.
    """
    content = document.content.lstrip()
    if content.startswith(b"From "):
        yield from _letters(content, document)
        return
    try:
        letter = email.message_from_bytes(content, policy=_Lenient())
    except RecursionError:
        raise ArticleError("is a letter with parts nested too deeply") from None
    if not any(name in letter for name in ("From", "Subject", "Date", "Message-ID")):
        raise ArticleError("is no letter: it has no header that gives a sender, a subject or a date")
    parts = _parts(letter)
    details = _details(letter)
    day = details["published"].value if "published" in details else None
    if isinstance(day, date) and not is_believable(day):
        del details["published"]
        yield Problem(document.where, f"is dated {day}, which was left out: no story can have come out then", "note")
    found = [*_body(parts, document, details, is_reply="In-Reply-To" in letter), *_attached(parts.attached, document)]
    yield from found
    if not any(isinstance(one, (Draft, Document)) or one.severity == "error" for one in found):
        yield Problem(document.where, "has no words in it")


def _letters(content: bytes, mailbox: Document) -> Iterator[Document]:
    bounds = [match.span() for match in MAILBOX_LINES.finditer(content)]
    if not bounds:
        bounds = [(0, content.find(b"\n") + 1 or len(content))]
    ends = [begin for begin, _ in bounds[1:]] + [len(content)]
    for number, ((_, begin), end) in enumerate(zip(bounds, ends, strict=True), start=1):
        yield mailbox._replace(
            # A letter's own line that begins with "From " has been marked, lest it read as the next letter.
            content=re.sub(rb"^>(>*From )", rb"\1", content[begin:end], flags=re.MULTILINE),
            where=f"{mailbox.where}, letter {number}",
            name=f"{mailbox.name}, letter {number}",
            suffix=".eml",
            media_type="message/rfc822",
        )


def _parts(letter: Message) -> _Parts:
    parts = _Parts([], [], [])
    waiting: list[Any] = [letter]
    while waiting:
        part = waiting.pop()
        kind = part.get_content_type()
        is_body = part.get_content_disposition() != "attachment" and not part.get_filename()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting += reversed(part.get_payload())
        elif kind == "text/html" and is_body:
            parts.html.append(part)
        # One that calls itself a multipart and has no parts is a text after all.
        elif (kind == "text/plain" or kind.startswith("multipart/")) and is_body:
            parts.plain.append(part)
        else:
            parts.attached.append(part)
    return parts


def _details(letter: Message) -> dict[Field, Detail]:
    sender = next(iter(getattr(letter["From"], "addresses", ())), None)
    list_name = LIST_NAME.match(_header(letter, "List-Id") or "")
    sent = getattr(letter["Date"], "datetime", None)
    values: dict[Field, Any] = {
        "title": REPLIED.sub("", _header(letter, "Subject") or "", count=1).strip(),
        "byline": _sound(sender.display_name or sender.addr_spec) if sender else _header(letter, "From"),
        "source": list_name[1] if list_name else sender and _sound(sender.domain),
        # The day that the sender's clock showed.
        "published": sent.date() if isinstance(sent, datetime) else None,
        "language": _header(letter, "Content-Language"),
    }
    return {field: Detail(value, HEADER) for field, value in values.items() if value}


def _header(letter: Message, name: str) -> str | None:
    value = text_or_none(letter[name])
    return " ".join(_sound(value).split()) if value else None


def _sound(header: str) -> str:
    """A header with raw bytes in it, which have no encoding by right, as the UTF-8 that they mostly are."""
    return header.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _body(
    parts: _Parts, document: Document, details: dict[Field, Detail], *, is_reply: bool
) -> Iterator[Draft | Problem]:
    decoded = [_decoded(part) for part in parts.plain]
    text = "\n\n".join(text.strip("\n") for text, _ in decoded)
    if parts.html and not _is_real_text(text):
        decoded = [_decoded(part) for part in parts.html]
        page = "\n".join(text for text, _ in decoded)
        found = list(_stories(page, document, details))
        # A letter of a few lines is no story to those who look for one on a page.
        text = "" if any(isinstance(one, Draft) for one in found) else max(text, _shown(page), key=_words)
    else:
        found = []
    yield from (Problem(document.where, note, "note") for _, note in decoded if note)
    if _words(text):
        text, cuts = _written_by_sender(text, is_reply=is_reply)
        yield Draft(text, details, is_scraped=True, cuts=cuts)
    else:
        yield from found


def _words(text: str) -> int:
    return len(re.findall(r"\w+", text))


def _is_real_text(plain: str) -> bool:
    """Whether the plain part has the letter's words, and is not there to say that one should see its HTML."""
    words = ADDRESS.sub("", plain)
    return _words(words) >= PLAIN_WORDS and 2 * len(words) >= len(plain)


def _stories(html: str, document: Document, details: dict[Field, Detail]) -> Iterator[Draft | Problem]:
    from newsqa.articles.readers.html import read_html

    # With its mark, UTF-8 is what it is whatever the page says of itself: its letter said otherwise.
    content = codecs.BOM_UTF8 + html.encode("utf-8", "replace")
    page = document._replace(content=content, suffix=".html", url=None, media_type="text/html")
    try:
        found = [one for one in read_html(page) if isinstance(one, (Draft, Problem))]
    except ArticleError as error:
        found = [Problem(document.where, str(error))]
    is_one_story = sum(isinstance(one, Draft) for one in found) == 1
    for one in found:
        if isinstance(one, Draft):
            # Who wrote a story its page knows better than its header; of several, each has a title of its own.
            nearer: tuple[Field, ...] = ("byline", "language") if is_one_story else ("byline", "language", "title")
            own = {field: one.details[field] for field in nearer if field in one.details}
            one = one._replace(details={**one.details, **details, **own})
        yield one


def _shown(html: str) -> str:
    """All that a page shows, as text."""
    from newsqa.articles.readers.html_blocks import blocks_of, joined
    from newsqa.articles.readers.html_markup import parse_page, remove_furniture

    try:
        tree = parse_page(html)
    except ArticleError:
        return ""
    if tree is None:
        return ""
    remove_furniture(tree)
    return joined(blocks_of(tree))


def _decoded(part: Message) -> tuple[str, str | None]:
    """The text of a part, flowed lines joined, and a note where it isn't in the encoding that it says it is in."""
    content = part.get_payload(decode=True)
    content = content if isinstance(content, bytes) else b""
    charset = part.get_content_charset()
    note = None
    try:
        # What calls itself ASCII or Latin-1 is mostly Windows' extension of it, which browsers read it as.
        if charset in ("us-ascii", "ascii", "iso-8859-1", "latin-1", "latin1"):
            text = content.decode("utf-8" if _is_utf8(content) else "cp1252")
        else:
            text = content.decode(charset or "utf-8")
    except (LookupError, ValueError):
        try:
            text = decode(content).text
        except ArticleError:
            text = content.decode("utf-8", "replace")
        note = f"is not in {charset}, as it says: what stands for other letters was guessed" if charset else None
    text = normalise_line_breaks(text)
    if str(part.get_param("format", "")).lower() == "flowed":
        text = _unflowed(text, drops_spaces=str(part.get_param("delsp", "")).lower() == "yes")
    return text, note


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _unflowed(text: str, *, drops_spaces: bool) -> str:
    """Paragraphs whose lines were broken for the journey, whole again (RFC 3676)."""
    lines: list[str] = []
    open_depth = None
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        content = line[depth:].removeprefix(" ")
        is_signature = content == "-- "
        if depth == open_depth and not is_signature:
            lines[-1] += content
        else:
            lines.append(f"{'>' * depth} {content}" if depth else content)
        open_depth = depth if content.endswith(" ") and not is_signature else None
        if open_depth is not None and drops_spaces:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def _written_by_sender(text: str, *, is_reply: bool) -> tuple[str, tuple[Cut, ...]]:
    """The letter without the one that it answers, quoted below it, and without its signature."""
    cuts = []
    lines = text.rstrip().split("\n")
    begin = len(lines)
    while begin and (lines[begin - 1].startswith(">") or not lines[begin - 1].strip()):
        begin -= 1
    is_quoting = begin < len(lines)
    is_attributed = begin > 0 and WROTE.search(lines[begin - 1]) is not None
    if is_quoting and is_attributed:
        begin -= 2 if begin > 1 and WROTE_ON.match(lines[begin - 2]) else 1
    if is_quoting and not re.search(r"\w", "".join(lines[:begin])):
        # All of it is quoted: an article that someone passed on.
        lines = [QUOTE_MARKS.sub("", line, count=1) for line in lines if line.startswith(">") or not line.strip()]
    elif is_quoting and (is_attributed or is_reply):
        cuts.append(Cut("\n".join(lines[begin:]).strip(), "the letter that this one answers"))
        del lines[begin:]
    text = "\n".join(lines).rstrip()
    if signature := SIGNATURE.search(text):
        cuts.append(Cut(signature[0].strip(), "the sender's signature"))
        text = text[: signature.start()]
    return re.sub(r"\n(?:[ \t]*\n)+", "\n\n", text).strip(), tuple(cuts)


def _attached(attachments: list[Message], document: Document) -> Iterator[Document | Problem]:
    passed_over = []
    for part in attachments:
        kind = part.get_content_type()
        file_name = PurePosixPath(_sound(part.get_filename() or "").replace("\\", "/").replace("\0", ""))
        suffix = file_name.suffix.lower() or SUFFIXES.get(kind, "")
        shown = file_name.name or f"attached {suffix.removeprefix('.')}"
        if kind == "message/rfc822":
            suffix = ".eml"
        if suffix not in READ:
            if part.get_content_disposition() == "attachment" and part.get_content_maintype() != "image":
                passed_over.append(shown)
            continue
        try:
            inner: Any = part.get_payload(0) if kind == "message/rfc822" else None
            content: Any = part.get_payload(decode=True) if inner is None else bytes(inner)
        except (AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
            yield Problem(f"{document.where}: {shown}", f"cannot be taken out of the letter ({error})")
            continue
        yield document._replace(
            content=content or b"",
            where=f"{document.where}: {shown}",
            name=file_name.stem or document.name,
            suffix=suffix,
            url=None,
            media_type=kind,
        )
    if passed_over:
        yield Problem(document.where, f"has attachments that newsqa does not read: {', '.join(passed_over)}", "note")
