"""The text of a web page's bytes, as browsers decide on its encoding, without ever losing the page."""

import re

from newsqa.articles.encodings import BYTE_ORDER_MARKS, Decoded, decode
from newsqa.errors import ArticleError

HEAD = 5000  # bytes in which a page declares what it is
REPLACEMENT = "\ufffd"
MARKUP = re.compile(rb"<(?:!doctype|html|head|body|meta|title|div|p|table|article)\b", re.IGNORECASE)
DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^<>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE
)
# Encodings that say by escape sequences of ASCII characters what follows.
STATEFUL = ("iso-2022", "iso2022", "hz")
# What browsers take these names for (https://encoding.spec.whatwg.org/#names-and-labels).
BROWSERS_NAMES = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "iso-8859-9": "cp1254",
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "shift_jis": "cp932", "shift-jis": "cp932",
    "x-sjis": "cp932", "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "tis-620": "cp874",
    "x-mac-cyrillic": "mac_cyrillic",
}  # fmt: skip


def page_text(content: bytes, *, encoding: str | None = None) -> Decoded:
    """The text of a page: in the encoding given, by its byte order mark, as UTF-8 where it is that, as it declares.

    A page with bytes that are none of its encoding is read without them, and the note says so.

    Raises:
        ArticleError: the bytes are no text, or not in the encoding given.
    """
    if encoding is not None:
        return decode(content, encoding=encoding)
    for mark, marked in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return _forgiving(content, marked)
    for start, unmarked in ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be")):
        if content.startswith(start):
            return _forgiving(content, unmarked)
    if b"\0" in content or content.startswith(b"%PDF-"):
        try:
            return decode(content)
        except ArticleError:
            if MARKUP.search(content[:HEAD]) is None:
                raise
            content = content.replace(b"\0", b"")
    declared = _declared(content)
    if declared is not None and declared.startswith(STATEFUL):
        return _forgiving(content, declared)
    as_utf8 = _forgiving(content, "utf-8")
    # Many pages were recoded when they were saved, and still declare what they were before. Text of another encoding
    # is UTF-8 by chance only where it has hardly a letter that isn't ASCII.
    if as_utf8.note is None or _is_mostly_whole(as_utf8.text):
        return as_utf8
    if declared is not None and declared != "utf-8":
        return _forgiving(content, declared)
    try:
        return decode(content)
    except ArticleError:
        return as_utf8


def _forgiving(content: bytes, encoding: str) -> Decoded:
    text = content.decode(encoding, "replace").removeprefix("\ufeff")
    # A page cut off in the middle may end in half a character.
    broken = text[:-1].count(REPLACEMENT)
    note = f"is damaged: {broken} of its characters are not {encoding.upper()} and are read as {REPLACEMENT}"
    return Decoded(text, note if broken else None)


def _is_mostly_whole(text: str) -> bool:
    """Whether a text was in UTF-8 before some of it broke: what isn't ASCII is whole more often than not."""
    return 2 * text.count(REPLACEMENT) < sum(character > "\x7f" for character in text)


def _declared(content: bytes) -> str | None:
    """The encoding that a page declares, if Python knows it."""
    if (match := DECLARED.search(content[:HEAD])) is None:
        return None
    name = match[1].decode("ascii", "ignore").lower()
    name = BROWSERS_NAMES.get(name, name)
    try:
        b"a".decode(name)
    except (LookupError, UnicodeError):
        return None
    # A page that declares UTF-16 in letters of one byte isn't in UTF-16.
    return "utf-8" if name in ("utf8", "utf-8") or name.startswith("utf-16") else name
