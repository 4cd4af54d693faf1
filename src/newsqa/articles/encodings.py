"""Bytes to text, saying by which encoding and never guessing in silence."""

import codecs
from typing import NamedTuple

from newsqa.errors import ArticleError

BYTE_ORDER_MARKS = (
    # UTF-32's little-endian mark begins with UTF-16's, so the longer is tried first.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SINGLE_BYTE_ENCODINGS = ["cp1252", "cp1251", "cp1250", "cp1253", "cp1254", "iso8859_2", "koi8_r", "mac_roman"]
# Bytes that end up in texts of no encoding: C0 controls other than tab, line breaks and form feed.
BINARY_CONTROLS = bytes(set(range(32)) - {0x09, 0x0A, 0x0C, 0x0D, 0x1A, 0x1B})


class Decoded(NamedTuple):
    """A text and, where its encoding had to be inferred, a sentence that says so."""

    text: str
    note: str | None = None


def decode(content: bytes, *, encoding: str | None = None) -> Decoded:
    """The text of a file's bytes, with any byte order mark removed.

    A byte order mark or valid UTF-8 settles the encoding. Anything else is inferred, and the note says so.

    Raises:
        ArticleError: the bytes are no text (a picture, a PDF, a program), or not in the encoding given.
    """
    if encoding is not None:
        return Decoded(_strictly(content, encoding))
    for mark, marked_encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return Decoded(_strictly(content, marked_encoding))
    if (utf16 := _unmarked_utf16(content)) is not None:
        return Decoded(_strictly(content, utf16), f"read as {utf16.upper()}, judged by its zero bytes")
    if b"\0" in content or content.startswith(b"%PDF-"):
        raise ArticleError("is a binary file, not a text")
    try:
        return Decoded(content.decode("utf-8"))
    except UnicodeDecodeError:
        return _decode_single_bytes(content)


def normalise_line_breaks(text: str) -> str:
    r"""The text with `\r\n` and `\r` as `\n`, as every editor and browser shows them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _strictly(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except LookupError:
        raise ArticleError(f"cannot be read: there is no encoding called {encoding!r}") from None
    except UnicodeDecodeError as error:
        raise ArticleError(f"is not valid {encoding.upper()} (byte {error.start})") from None
    return text.removeprefix("\ufeff")


def _unmarked_utf16(content: bytes) -> str | None:
    """Western text in UTF-16 has a zero in every other byte; which one tells the byte order."""
    sample = content[:4096]
    if len(sample) < 4 or len(content) % 2:
        return None
    even, odd = sample[0::2], sample[1::2]
    if odd.count(0) > 0.4 * len(odd) and even.count(0) < 0.05 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.4 * len(even) and odd.count(0) < 0.05 * len(odd):
        return "utf-16-be"
    return None


def _decode_single_bytes(content: bytes) -> Decoded:
    if any(byte in BINARY_CONTROLS for byte in content[:4096]):
        raise ArticleError("is a binary file, not a text")
    # Late: charset_normalizer is needed only for the rare file that is not Unicode.
    from charset_normalizer import from_bytes

    best = from_bytes(content, cp_isolation=SINGLE_BYTE_ENCODINGS).best()
    try:
        # Windows-1252 is by far the most common of its kind on Western pages and wins where it fits as well.
        western = content.decode("cp1252")
    except UnicodeDecodeError:
        western = None
    if western is not None and (best is None or _is_western(western)):
        return Decoded(western, "is not UTF-8; read as Windows-1252 (give --encoding if that is wrong)")
    if best is None:
        raise ArticleError("is in no encoding that newsqa can tell (give --encoding)")
    return Decoded(str(best), f"is not UTF-8; read as {best.encoding} (give --encoding if that is wrong)")


def _is_western(text: str) -> bool:
    """Whether accented letters are the exception, as in Western languages read in the right encoding."""
    letters = sum(character.isalpha() for character in text)
    accented = sum(character.isalpha() and ord(character) > 127 for character in text)
    return accented <= 0.3 * letters
