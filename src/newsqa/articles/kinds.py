"""What a file is, by its content first and its suffix second: downloads are often not what their names say."""

import bz2
import io
import json
import lzma
import re
import struct
import tarfile
import zipfile
import zlib
from typing import Literal, NamedTuple

from newsqa.articles.documents import Document
from newsqa.articles.encodings import BINARY_CONTROLS, BYTE_ORDER_MARKS, decode
from newsqa.articles.signatures import ZIPPED_KINDS, what_it_is
from newsqa.errors import ArticleError

Kind = Literal[
    "html", "mhtml", "feed", "letter", "mailbox", "pdf", "docx", "web archive", "table", "json lines", "json",
    "markdown", "plain text", "zip", "tar", "compressed",
]  # fmt: skip


class Unreadable(NamedTuple):
    """A file that newsqa does not read: what it is and what to do, worded to follow its name."""

    reason: str


HEAD = 1 << 16  # bytes
JSON_FEED = "jsonfeed.org/version"  # in the first of its members (https://www.jsonfeed.org/version/1.1/)
SAMPLE = 1 << 12
LONGEST_FIRST_LINE = 1 << 20

SUFFIX_OF_MEDIA_TYPE = {
    "text/html": ".html", "application/xhtml+xml": ".html", "text/markdown": ".md", "text/csv": ".csv",
    "text/tab-separated-values": ".tsv", "application/json": ".json", "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl", "message/rfc822": ".eml", "application/mbox": ".mbox",
}  # fmt: skip
MARKDOWN_SUFFIXES = {".md", ".markdown", ".mdown"}
HTML_SUFFIXES = {".html", ".htm", ".xhtml", ".xht", ".shtml"}

TAG = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
HTML_START = re.compile(r"<!doctype html|<(?:html|head|body)[\s>]", re.IGNORECASE)
# A fragment of a page, in a file that does not say what it is.
FRAGMENT_START = re.compile(
    r"<(?:article|div|h[1-6]|header|main|meta|p|script|section|style|table|title)(?:\s[^<>]*)?>", re.IGNORECASE
)
BEFORE_ROOT = re.compile(
    r"(?:<\?.*?\?>|<!--.*?-->|(?P<doctype><!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>))\s*", re.DOTALL | re.IGNORECASE
)
ROOT = re.compile(r"<(?:[\w.-]+:)?(?P<name>[A-Za-z_][\w.-]*)[\s>/]")
HEADER = re.compile(r"(?P<name>[A-Za-z][A-Za-z0-9-]{0,60}):(?:[ \t]|\r?\n|$)")
POSTMARK = re.compile(r"From \S+ .{0,60}\d{1,2}:\d{2}.{0,40}\d{4}.{0,10}\r?\n(?:[A-Za-z][A-Za-z0-9-]*:|>From )")
LETTER_HEADERS = {"from", "to", "subject", "date", "message-id", "received", "return-path", "mime-version"}
ONLY_LETTERS_HAVE = {"message-id", "received", "return-path", "mime-version", "delivered-to", "dkim-signature"}
FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<yaml>.{0,20000}?)\n---[ \t]*(?:\n|$)", re.DOTALL)
FRONT_MATTER_KEY = re.compile(
    r"^(?:title|source|url|published|date|author|byline|language|tags)[ \t]*:", re.MULTILINE
)
JSON_START = re.compile(r"[{\[]\s*(?:[{\[\]}\"]|$)")


def kind_of(document: Document) -> Kind | Unreadable:
    """What a document is, by its first bytes and a zip's list of contents; by its suffix where they leave it open.

    It never raises, whatever the bytes.
    """
    content = document.content
    if not content or content.isspace():
        return Unreadable("is empty")
    suffix = SUFFIX_OF_MEDIA_TYPE.get(document.media_type or "") or document.suffix
    if (binary := _binary_kind(content, suffix)) is not None:
        return binary
    if (text := _head_as_text(content)) is None:
        return Unreadable("is a binary file, not a text")
    return _text_kind(text, content, suffix)


def is_tar(block: bytes) -> bool:
    """Whether a block of 512 bytes is the header of a member of a tar archive: it holds a checksum of itself."""
    try:
        tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except (tarfile.HeaderError, ValueError, struct.error):
        return False
    return True


def _binary_kind(content: bytes, suffix: str) -> Kind | Unreadable | None:
    head = content[:HEAD]
    if (reason := what_it_is(content)) is not None:
        return Unreadable(reason)
    if head.lstrip()[:5] == b"%PDF-" or (b"%PDF-1." in head[:1024] and b"startxref" in content[-2048:]):
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zip_kind(content, suffix)
    if (unpacked := _first_unpacked(head)) is not None:
        if unpacked.startswith(b"WARC/"):
            return "web archive"
        return "tar" if is_tar(unpacked) else "compressed"
    if head.startswith((b"WARC/0.", b"WARC/1.")):
        return "web archive"
    if is_tar(head[: tarfile.BLOCKSIZE]):
        return "tar"
    return None


def _first_unpacked(head: bytes) -> bytes | None:
    """The first block of what a compressed file holds, or None where it is none."""
    try:
        if head.startswith(b"\x1f\x8b"):
            return zlib.decompressobj(wbits=31).decompress(head, tarfile.BLOCKSIZE)
        if re.match(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)", head):
            return bz2.BZ2Decompressor().decompress(head, tarfile.BLOCKSIZE)
        if head.startswith(b"\xfd7zXZ\0"):
            return lzma.LZMADecompressor().decompress(head, tarfile.BLOCKSIZE)
    except (zlib.error, lzma.LZMAError, OSError, EOFError, MemoryError):
        return b""
    return None


def _zip_kind(content: bytes, suffix: str) -> Kind | Unreadable:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, struct.error, OSError, RuntimeError, EOFError, OverflowError, KeyError):
        # Its end, and with it the list, is missing: the reader says so, and reads what it can.
        return "docx" if suffix == ".docx" else "zip"
    if "[Content_Types].xml" in names and any(re.fullmatch(r"word/document\d*\.xml", name) for name in names):
        return "docx"
    for name, reason in ZIPPED_KINDS:
        if name in names:
            return Unreadable(reason)
    return "zip"


def _head_as_text(content: bytes) -> str | None:
    """The beginning of a text, good enough to tell what it is; None where it is no text."""
    head = content[:HEAD]
    for mark, encoding in BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return head.decode(encoding, "replace").removeprefix("\ufeff").lstrip()
    sample = content[:SAMPLE]
    if b"\0" in sample:
        try:
            decode(sample)
        except ArticleError:
            return None
        return head.decode("utf-16-le" if sample[1] == 0 else "utf-16-be", "replace").lstrip()
    if any(byte in BINARY_CONTROLS for byte in sample):
        try:
            sample.decode("utf-8")
        except UnicodeDecodeError as error:
            # The end of the sample may cut through a letter.
            if error.start < len(sample) - 3:
                return None
    return head.decode("utf-8", "replace").lstrip()


def _text_kind(text: str, content: bytes, suffix: str) -> Kind | Unreadable:
    if POSTMARK.match(text):
        return "mailbox"
    if (letter := _letter_kind(text, suffix)) is not None:
        return letter
    if text.startswith("<") and (marked_up := _markup_kind(text, suffix)) is not None:
        return marked_up
    if text.startswith("{") and JSON_FEED in text[:SAMPLE].replace("\\/", "/"):
        return "feed"
    if (data := _json_kind(text, content, suffix)) is not None:
        return data
    if suffix in (".csv", ".tsv", ".tab"):
        return "table"
    if suffix in MARKDOWN_SUFFIXES:
        return "markdown"
    if suffix in HTML_SUFFIXES and TAG.search(text):
        return "html"
    matter = FRONT_MATTER.match(text.replace("\r\n", "\n"))
    if matter and FRONT_MATTER_KEY.search(matter["yaml"]):
        return "markdown"
    return "plain text"


def _letter_kind(text: str, suffix: str) -> Kind | None:
    """A letter begins with headers up to an empty line, some of which only letters have."""
    names: list[str] = []
    values: dict[str, str] = {}
    for line in text.split("\n"):
        if not line.strip():
            break
        if line[0] in " \t" and names:
            values[names[-1]] += line
        elif header := HEADER.match(line):
            names.append(header["name"].lower())
            values[names[-1]] = line[header.end() :].lower()
        else:
            # A postmark may stand above the headers of a single letter.
            if names or not line.startswith("From "):
                return None
    known = LETTER_HEADERS.intersection(names)
    if "multipart/related" in values.get("content-type", "") and (
        "snapshot-content-location" in names or suffix in (".mht", ".mhtml")
    ):
        return "mhtml"
    is_addressed = "@" in values.get("from", "") and len(known) >= 3
    is_letter = is_addressed or len(ONLY_LETTERS_HAVE.intersection(names)) >= 2 or (suffix == ".eml" and bool(known))
    return "letter" if is_letter else None


def _markup_kind(text: str, suffix: str) -> Kind | Unreadable | None:
    is_xml, start = text.startswith("<?xml") or suffix == ".xml", 0
    while before := BEFORE_ROOT.match(text, start):
        if before["doctype"] and HTML_START.match(before["doctype"]):
            return "html"
        start = before.end()
    if HTML_START.match(text, start):
        return "html"
    name = root["name"].lower() if (root := ROOT.match(text, start)) else None
    if name in ("rss", "feed", "rdf"):
        return "feed"
    if name == "svg":
        return Unreadable("is a picture (SVG)")
    if suffix not in MARKDOWN_SUFFIXES and FRAGMENT_START.match(text, start) and "</" in text:
        return "html"
    if is_xml and name:
        return Unreadable(f"is XML that newsqa does not read (<{name}>): save its stories as HTML or JSON Lines")
    return None


def _json_kind(text: str, content: bytes, suffix: str) -> Kind | None:
    if JSON_START.match(text):
        if text[0] == "{" and _has_objects_as_lines(text, content, suffix):
            return "json lines"
        if suffix == ".json" or _is_json_so_far(text, len(content) > HEAD):
            return "json"
    if suffix in (".jsonl", ".ndjson"):
        return "json lines"
    return "json" if suffix == ".json" else None


def _has_objects_as_lines(text: str, content: bytes, suffix: str) -> bool:
    """Whether the first line is a whole object and another begins on the next, or the suffix says that one would."""
    first, _, rest = text.partition("\n")
    if not rest and len(content) > HEAD:
        first, _, rest = content[:LONGEST_FIRST_LINE].decode("utf-8", "replace").lstrip("\ufeff \r\n").partition("\n")
    try:
        is_object = isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        is_object = False
    if not is_object:
        return False
    return rest.lstrip().startswith("{") or suffix in (".jsonl", ".ndjson")


def _is_json_so_far(text: str, is_cut: bool) -> bool:
    """Whether text that begins like JSON is JSON, as far as its beginning tells."""
    try:
        json.loads(text)
    except RecursionError:
        return True
    except json.JSONDecodeError as error:
        # In a beginning that was cut, JSON is at fault only where it ends.
        return is_cut and (error.pos > 0.9 * len(text) or error.msg.startswith("Unterminated string"))
    except ValueError:
        return False
    return True
