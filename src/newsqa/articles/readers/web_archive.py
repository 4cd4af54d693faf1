"""WARC: the web pages and PDFs that a crawler or a browser saved, each a document of its own."""

import gzip
import io
import re
import zlib
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr
from email.message import Message
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from newsqa.articles.documents import Document, Found, Problem
from newsqa.errors import ArticleError

PAGES = ("text/html", "application/xhtml+xml")
UNTOLD = ("application/octet-stream", "text/plain")  # what servers say of what they know nothing about
MARKUP = re.compile(
    rb"\A(?:\xff\xfe|\xfe\xff)|<(?:!doctype|!--|html|head|body|title|meta|article|div|p)", re.IGNORECASE
)
LARGEST = 50_000_000  # bytes of one response, unpacked
MOST_KINDS = 5


class _Unpacked(io.RawIOBase):
    """An archive's records, of gzip if it is in gzip, up to where that is damaged; `damage` says what is wrong there.

    warcio by itself ends at a damage as if the archive did, and refuses an archive that was packed as a whole.
    """

    def __init__(self, content: bytes) -> None:
        packed = io.BytesIO(content)
        self._source = gzip.GzipFile(fileobj=packed) if content.startswith(b"\x1f\x8b") else packed
        self.damage: str | None = None

    def read(self, size: int = -1) -> bytes:
        if self.damage:
            return b""
        try:
            # read() would lose what was unpacked between the last record and the damage.
            return self._source.read1(size)
        except EOFError:
            self.damage = "is cut off"
        except (OSError, zlib.error):
            self.damage = "is damaged"
        return b""


def read_web_archive(document: Document) -> Iterator[Found]:
    """The pages and PDFs of a web archive, each content once; what else it holds is counted in a note.

    Raises:
        ArticleError: the document is no WARC file, or the package that reads it is missing.
    """
    try:
        from warcio.archiveiterator import WARCIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError:
        raise ArticleError("needs the package warcio: pip install 'newsqa[documents]'") from None

    source = _Unpacked(document.content)
    # Headers of HTTP are parsed one by one below: a broken one is no reason to stop.
    records = WARCIterator(source, no_record_parse=True)
    last_whole: str | None = None
    seen: set[bytes] = set()
    passed_over: Counter[str] = Counter()
    while True:
        try:
            record = _quietly(next, records, None)
            if record is None:
                break
            found = _quietly(_page, record, document)
        except (ArchiveLoadFailed, AttributeError, LookupError, TypeError, ValueError, zlib.error):
            # The first where warcio finds the damage itself, the others where it does not.
            source.damage = source.damage or "is damaged"
            break
        if getattr(record.raw_stream, "limit", 1):
            # Half a page is no page to quote from.
            source.damage = source.damage or "is cut off"
            break
        last_whole = record.rec_headers.get_header("WARC-Target-URI") or last_whole or ""
        if isinstance(found, Document):
            digest = sha256(found.content).digest()
            if digest in seen:
                passed_over["there twice"] += 1
            else:
                seen.add(digest)
                yield found
        elif found:
            passed_over[found] += 1
    if source.damage and last_whole is None:
        raise ArticleError("is no web archive (WARC) that newsqa can read, or is damaged at its beginning")
    if source.damage:
        after = f" after {last_whole}" if last_whole else ""
        yield Problem(document.where, f"{source.damage}{after}: what follows was not read")
    if passed_over:
        yield Problem(document.where, _what_was_passed_over(passed_over), "note")
    if not seen:
        yield Problem(document.where, "holds no web pages and no PDFs")


def _quietly(call: Any, *arguments: Any) -> Any:
    """What a call returns; warcio writes to the terminal whatever it finds odd."""
    with redirect_stderr(io.StringIO()):
        return call(*arguments)


def _page(record: Any, archive: Document) -> Document | str | None:
    """The page or PDF that a server answered with, or in a few words what else; None for records of other things.

    The record is read to its end.
    """
    from warcio.statusandheaders import StatusAndHeadersParser

    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    content = b""
    if record.rec_type == "response" and url.startswith(("http://", "https://")):
        try:
            record.http_headers = StatusAndHeadersParser([], verify=False).parse(record.raw_stream)
            content = record.content_stream().read(LARGEST + 1)
        except EOFError:
            return "without a status"
    while record.raw_stream.read(LARGEST):
        pass
    if record.http_headers is None:
        return None
    status = record.http_headers.statusline.split(" ")[0]
    if status != "200":
        return f"of status {status}" if status.isdecimal() else "without a status"
    if len(content) > LARGEST:
        return f"of more than {LARGEST // 1_000_000} MB"
    told = Message()
    told["Content-Type"] = record.http_headers.get_header("content-type", "application/octet-stream")
    media_type = told.get_content_type()
    if content.startswith(b"%PDF-"):
        suffix = ".pdf"
    elif media_type in (*PAGES, *UNTOLD) and MARKUP.search(content[:4096]):
        suffix = ".html"
        content = _as_told(content, told.get_content_charset())
    else:
        return "of type text/html without markup" if media_type in PAGES else f"of type {media_type}"
    return archive._replace(
        content=content,
        where=f"{archive.where}: {url}",
        name=_name(url),
        suffix=suffix,
        url=url,
        media_type=media_type,
    )


def _as_told(page: bytes, charset: str | None) -> bytes:
    """A page in UTF-8 with its mark where only the server said what else it is in; a page that is UTF-8 stays."""
    try:
        page.decode()
    except UnicodeDecodeError:
        try:
            return BOM_UTF8 + page.decode(charset or "").encode()
        except (LookupError, ValueError):
            pass
    return page


def _name(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return unquote(PurePosixPath(parts.path).stem) or parts.netloc


def _what_was_passed_over(kinds: Counter[str]) -> str:
    most = [f"{count:,} {kind}" for kind, count in kinds.most_common(MOST_KINDS)]
    rest = kinds.total() - sum(count for _, count in kinds.most_common(MOST_KINDS))
    return f"has responses that were passed over: {', '.join([*most, *([f'{rest:,} others'] if rest else [])])}"
