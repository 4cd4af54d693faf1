import gzip
import io

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newsqa.articles.documents import Document, Problem
from newsqa.articles.readers.web_archive import read_web_archive
from newsqa.errors import ArticleError

PAGE = b"<!doctype html><html><head><title>One</title></head><body><p>Words.</p></body></html>"
PDF = b"%PDF-1.7\n..."


class Archive:
    """An archive in the making, by the library that reads it."""

    def __init__(self, *, is_packed: bool = True) -> None:
        self.buffer = io.BytesIO()
        self.writer = WARCWriter(self.buffer, gzip=is_packed)
        self.writer.write_record(self.writer.create_warcinfo_record("a.warc.gz", {"software": "test"}))

    def add(
        self,
        url: str,
        content: bytes = PAGE,
        kind: str = "text/html; charset=utf-8",
        *,
        status: str = "200 OK",
        kept_as: str = "response",
        **headers: str,
    ) -> "Archive":
        given = [("Content-Type", kind), *((name.replace("_", "-"), value) for name, value in headers.items())]
        http = StatusAndHeaders(status, given, protocol="HTTP/1.1")
        record = self.writer.create_warc_record(
            url, kept_as, payload=io.BytesIO(content), length=len(content), http_headers=http
        )
        self.writer.write_record(record)
        return self

    @property
    def content(self) -> bytes:
        return self.buffer.getvalue()


def found(content: bytes) -> tuple[list[Document], list[Problem]]:
    archive = Document(content, "a.warc.gz", "a", ".gz", path="/news/a.warc.gz", folder="/news")
    every = list(read_web_archive(archive))
    return [one for one in every if isinstance(one, Document)], [one for one in every if isinstance(one, Problem)]


@pytest.mark.parametrize("is_packed", [True, False], ids=["gzip", "plain"])
def test_pages_and_pdfs_are_documents_and_the_rest_is_counted(is_packed: bool) -> None:
    archive = Archive(is_packed=is_packed)
    archive.add("https://example.org/2020/talks-open.html?x=1").add(
        "https://example.org/report.pdf", PDF, "application/pdf"
    )
    archive.add("https://example.org/a.png", b"\x89PNG", "image/png").add(
        "https://example.org/b.png", b"\x89P", "image/png"
    )
    archive.add("https://example.org/gone", status="404 Not Found").add("https://example.org/", kept_as="request")
    (page, pdf), (note,) = found(archive.content)
    assert page == Document(
        PAGE,
        "a.warc.gz: https://example.org/2020/talks-open.html?x=1",
        "talks-open",
        ".html",
        "/news/a.warc.gz",
        "https://example.org/2020/talks-open.html?x=1",
        "text/html",
        "/news",
    )
    assert (pdf.content, pdf.suffix, pdf.name, pdf.media_type) == (PDF, ".pdf", "report", "application/pdf")
    assert str(note) == "a.warc.gz has responses that were passed over: 2 of type image/png, 1 of status 404"
    assert note.severity == "note"


def test_the_content_decides_where_the_server_does_not_know() -> None:
    archive = (
        Archive().add("https://example.org/1", PAGE, "text/plain").add("https://example.org/2", PDF, "text/html")
    )
    archive.add("https://example.org/3", b"Plain words.", "text/html")
    (page, pdf), (note,) = found(archive.content)
    assert (page.suffix, pdf.suffix) == (".html", ".pdf")
    assert "1 of type text/html without markup" in str(note)


def test_the_same_page_is_given_once_and_a_changed_one_again() -> None:
    archive = (
        Archive().add("https://example.org/1").add("http://example.org/1").add("https://example.org/1", PAGE + b"!")
    )
    pages, (note,) = found(archive.content)
    assert [page.content for page in pages] == [PAGE, PAGE + b"!"]
    assert "1 there twice" in str(note)


def test_pages_are_unpacked_as_their_headers_say() -> None:
    chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(PAGE), PAGE)
    archive = Archive().add("https://example.org/1", gzip.compress(PAGE + b"1"), Content_Encoding="gzip")
    archive.add("https://example.org/2", chunked, Transfer_Encoding="chunked")
    pages, _ = found(archive.content)
    assert [page.content for page in pages] == [PAGE + b"1", PAGE]


def test_the_server_s_encoding_counts_where_a_page_is_not_utf_8() -> None:
    page = "<html><p>Кафе</p></html>"
    archive = Archive().add("https://example.org/1", page.encode("koi8-r"), "text/html; charset=koi8-r")
    archive.add("https://example.org/2", page.encode(), "text/html; charset=iso-8859-1")
    archive.add("https://example.org/3", b"<html>\xff</html>", "text/html; charset=koi-99")
    (one, two, three), _ = found(archive.content)
    assert one.content.decode("utf-8-sig") == two.content.decode() == page
    assert three.content == b"<html>\xff</html>"


def test_an_archive_that_is_cut_off_gives_what_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    whole = Archive().add("https://example.org/1").content
    cut = Archive().add("https://example.org/1").add("https://example.org/2", PAGE + b"x" * 99).content[:-40]
    (page,), (problem,) = found(cut)
    assert page.url == "https://example.org/1"
    assert str(problem) == "a.warc.gz is cut off after https://example.org/1: what follows was not read"
    assert problem.severity == "error"
    assert len(cut) > len(whole)
    assert capsys.readouterr().err == ""


def test_a_plain_archive_that_is_cut_off_gives_what_is_whole() -> None:
    cut = Archive(is_packed=False).add("https://example.org/1").add("https://example.org/2", PAGE * 9).content[:-40]
    (page,), (problem,) = found(cut)
    assert page.url == "https://example.org/1"
    assert "is cut off after https://example.org/1" in str(problem)


def test_an_archive_that_is_damaged_gives_what_stands_before_it(capsys: pytest.CaptureFixture[str]) -> None:
    content = Archive().add("https://example.org/1").content
    (page,), (problem,) = found(content + b"\x1f\x8b\x08" + bytes(7) + b"\xff" * 50)
    assert page.url == "https://example.org/1"
    assert str(problem) == "a.warc.gz is damaged after https://example.org/1: what follows was not read"
    assert capsys.readouterr().err == ""


def test_an_archive_that_was_packed_as_a_whole_is_read() -> None:
    plain = Archive(is_packed=False).add("https://example.org/1").add("https://example.org/2", PAGE + b"2").content
    pages, problems = found(gzip.compress(plain))
    assert len(pages) == 2
    assert not problems


def test_an_archive_without_pages_says_so() -> None:
    _, (problem,) = found(Archive().content)
    assert str(problem) == "a.warc.gz holds no web pages and no PDFs"


@pytest.mark.parametrize(
    "content", [b"Just words.", gzip.compress(b"words"), b"\x1f\x8b", b"WARC/1.0\r\nWARC-Type: response"]
)
def test_what_is_no_archive_is_refused(content: bytes) -> None:
    with pytest.raises(ArticleError, match="is no web archive"):
        found(content)
