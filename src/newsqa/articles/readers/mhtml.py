"""A web page that a browser saved as one file, with its pictures (.mht, .mhtml): an e-mail message in form."""

import email
import re
from collections.abc import Iterator
from email.message import Message

from newsqa.articles.documents import Document, Found
from newsqa.errors import ArticleError

LARGEST = 200_000_000  # bytes, nearly all of them pictures
PAGE_TYPES = ("text/html", "application/xhtml+xml")


def read_mhtml(document: Document) -> Iterator[Found]:
    """The page of a saved web page as a document, with the address that it was saved from.

    A page of frames gives the pages in its frames.

    Raises:
        ArticleError: there is no page in it, or it is too large.
    """
    if len(document.content) > LARGEST:
        raise ArticleError(f"is too large for a saved web page (newsqa reads {LARGEST // 1_000_000} MB)")
    try:
        message = email.message_from_bytes(document.content.lstrip())
        pages = [part for part in message.walk() if part.get_content_type() in PAGE_TYPES]
    except RecursionError:
        raise ArticleError("is no saved web page: its parts are nested too deeply") from None
    if not pages:
        raise ArticleError("is a saved web page without a page in it (no part of it is text/html)")
    start = str(message.get_param("start", ""))
    page = next((part for part in pages if start and part.get("Content-ID", "").strip() == start), pages[0])
    content = _content(page)
    if re.search(rb"<frameset\b", content, re.IGNORECASE):
        framed = [part for part in pages if part is not page] or [page]
        yield from (_document(part, _content(part), document, None) for part in framed)
    else:
        yield _document(page, content, document, _address(message, "Snapshot-Content-Location"))


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return b""
    charset = part.get_content_charset()
    if charset is None:
        return content
    try:
        # Under a byte order mark, whatever the page's own markup says its encoding was.
        return content.decode(charset).encode("utf-8-sig")
    except (LookupError, UnicodeError):
        return content


def _document(part: Message, content: bytes, document: Document, address: str | None) -> Document:
    url = address or _address(part, "Content-Location") or document.url
    return document._replace(content=content, suffix=".html", url=url, media_type="text/html")


def _address(part: Message, header: str) -> str | None:
    value = "".join(str(part.get(header, "")).split())
    return value if value.startswith(("http://", "https://")) else None
