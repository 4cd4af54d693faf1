import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

from newsqa.articles.documents import Document
from newsqa.articles.kinds import Kind, Unreadable, kind_of

LETTER = "Return-Path: <anna@courier.example>\r\nMIME-Version: 1.0\r\nSubject: A bridge\r\n\r\n"


def kind(content: bytes | str, suffix: str = "", media_type: str | None = None) -> Kind | Unreadable:
    content = content.encode() if isinstance(content, str) else content
    return kind_of(Document(content, where="a file", name="a file", suffix=suffix, media_type=media_type))


def zipped(**files: bytes | str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return file.getvalue()


def word() -> bytes:
    file = io.BytesIO()
    docx.Document().save(file)
    return file.getvalue()


def paper() -> bytes:
    file, writer = io.BytesIO(), PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(file)
    return file.getvalue()


def tarred() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as packed:
        info = tarfile.TarInfo("story.txt")
        info.size = 7
        packed.addfile(info, io.BytesIO(b"A story"))
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "suffix", "expected"),
    [
        pytest.param("<!DOCTYPE html><title>A bridge</title>", ".txt", "html", id="a page named .txt"),
        pytest.param("\ufeff\n <HTML lang='hy'>", "", "html", id="a page after a mark and blanks"),
        pytest.param(
            "<!-- saved from url -->\n<!doctype HTML PUBLIC '-//W3C'>", "", "html", id="a page after a comment"
        ),
        pytest.param('<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML">', ".xml", "html", id="XHTML"),
        pytest.param("<p>A bridge</p>", ".html", "html", id="a fragment named .html"),
        pytest.param("<div class='story'><p>A bridge</p></div>", "", "html", id="a fragment without a name"),
        pytest.param("Text, then a <b>word</b>.", ".html", "html", id="tags in a file named .html"),
        pytest.param("<html>".encode("utf-16"), "", "html", id="a page in UTF-16"),
        pytest.param("A bridge was approved, 3 < 5.", ".html", "plain text", id="no tag in a file named .html"),
        pytest.param("The tag <b> makes letters bold.", ".txt", "plain text", id="text about a tag"),
        pytest.param("<b> is a tag, and so is <i>.", ".txt", "plain text", id="text that begins with a tag"),
        pytest.param("From: the desk of the editor.\n\nA bridge", ".txt", "plain text", id="From in prose"),
        pytest.param(
            "From Monday on, 12:30 is noon.\nSo said 2019.", ".txt", "plain text", id="From in prose at noon"
        ),
        pytest.param("Date: Tuesday\nPlace: Gyumri\n\nA bridge", ".txt", "plain text", id="notes above a story"),
        pytest.param("A bridge, in UTF-16 without a mark".encode("utf-16-le"), "", "plain text", id="UTF-16"),
        pytest.param("BMW is to build a plant.", ".txt", "plain text", id="letters of a bitmap"),
        pytest.param("[Updated] {sic} a bridge", ".txt", "plain text", id="brackets in prose"),
        pytest.param("Une première".encode("cp1252"), ".txt", "plain text", id="Windows-1252"),
        pytest.param("--- \n\nA bridge\n\n---\n", ".txt", "plain text", id="rules, no front matter"),
        pytest.param("---\ntitle: A bridge\n---\nText", ".txt", "markdown", id="front matter"),
        pytest.param("<p align='center'>A bridge</p>", ".md", "markdown", id="Markdown with tags"),
        pytest.param(LETTER + "A bridge", ".txt", "letter", id="a letter named .txt"),
        pytest.param("Subject: A bridge\n\nText", ".eml", "letter", id="a short letter"),
        pytest.param("From anna@x.org Tue Sep 29 12:00:00 2020\n" + LETTER, "", "mailbox", id="a mailbox"),
        pytest.param(
            "From: <Saved by Blink>\nSnapshot-Content-Location: https://a.b/\nMIME-Version: 1.0\n"
            'Content-Type: multipart/related;\n\ttype="text/html"\n\nText',
            "",
            "mhtml",
            id="a page as Chrome saves it",
        ),
        pytest.param('<?xml version="1.0"?><rss version="2.0">', ".xml", "feed", id="RSS"),
        pytest.param("<feed xmlns='http://www.w3.org/2005/Atom'>", "", "feed", id="Atom"),
        pytest.param("<rdf:RDF xmlns='http://purl.org/rss/1.0/'>", "", "feed", id="RSS 1.0"),
        pytest.param('{"text": "A"}\n{"text": "B"}\n', ".txt", "json lines", id="JSON Lines named .txt"),
        pytest.param('{"text": "A"}\n{"text": "B"}\n', ".json", "json lines", id="JSON Lines named .json"),
        pytest.param('{"text": "%s"}\n{"text": "B"}' % ("A" * 200_000), "", "json lines", id="a long first line"),
        pytest.param('{"text": "A"}', ".jsonl", "json lines", id="a single line"),
        pytest.param('{"text": "A"\n{"text": "B"}', ".jsonl", "json lines", id="a bad first line"),
        pytest.param('[{"text": "A"},\n {"text": "B"}]', ".jsonl", "json", id="an array named .jsonl"),
        pytest.param('{\n  "text": "A"\n}', "", "json", id="an object"),
        pytest.param(json.dumps([{"text": "A" * 200_000}], indent=1), "", "json", id="a long array"),
        pytest.param("title,text\nA bridge,It", ".csv", "table", id="a table"),
        pytest.param(paper(), ".txt", "pdf", id="a PDF named .txt"),
        pytest.param(word(), ".zip", "docx", id="a Word file named .zip"),
        pytest.param(word()[:2000], ".docx", "docx", id="a Word file cut short"),
        pytest.param(zipped(story="A story"), ".docx", "zip", id="an archive named .docx"),
        pytest.param(zipped(inner=word()), "", "zip", id="an archive of Word files"),
        pytest.param(tarred(), "", "tar", id="tar"),
        pytest.param(gzip.compress(tarred()), ".gz", "tar", id="tar.gz"),
        pytest.param(bz2.compress(tarred()), "", "tar", id="tar.bz2"),
        pytest.param(lzma.compress(tarred()), "", "tar", id="tar.xz"),
        pytest.param(gzip.compress(b"A story"), "", "compressed", id="gz"),
        pytest.param(gzip.compress(b"WARC/1.0\r\n"), ".gz", "web archive", id="warc.gz"),
        pytest.param(b"WARC/1.1\r\nWARC-Type: response\r\n", "", "web archive", id="warc"),
    ],
)
def test_content_tells_what_a_file_is(content: bytes | str, suffix: str, expected: Kind) -> None:
    assert kind(content, suffix) == expected


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b" \n", "is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0", "is a picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "is a picture"),
        ("<svg xmlns='http://www.w3.org/2000/svg'>", "is a picture"),
        (b"MZ\x90\0\x03\0", "is a program"),
        (b"\x7fELF\x02\x01\x01\0", "is a program"),
        (b"\0\0\0\x18ftypmp42", "is a film or a recording"),
        ("{\\rtf1\\ansi A bridge}", "is a Rich Text file: save it as .docx"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"),
            "is an old Word file (.doc): save it as .docx or PDF",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "is an Office file with a password: save a copy without it",
        ),
        (zipped(**{"[Content_Types].xml": "", "xl/workbook.xml": ""}), "is an Excel file (.xlsx): save it as .csv"),
        (zipped(mimetype="application/epub+zip"), "is an e-book (EPUB)"),
        (zipped(mimetype="application/vnd.oasis.opendocument.text"), "is an OpenDocument text (.odt)"),
        (b"7z\xbc\xaf\x27\x1c\0\4", "is a 7-Zip archive: unpack it"),
        ("<?xml version='1.0'?><nitf>", "is XML that newsqa does not read (<nitf>)"),
        (bytes(range(256)) * 20, "is a binary file, not a text"),
    ],
)
def test_what_is_not_read_is_named(content: bytes | str, what: str) -> None:
    found = kind(content, ".txt")
    assert isinstance(found, Unreadable)
    assert found.reason.startswith(what)


def test_what_a_server_said_counts_like_a_suffix() -> None:
    assert kind("A <i>bridge</i>", "", "text/html") == "html"
    assert kind("title,text", "", "text/csv") == "table"


@given(st.binary(max_size=2000), st.sampled_from(["", ".html", ".txt", ".jsonl", ".docx", ".eml", ".csv"]))
def test_any_bytes_are_of_some_kind(content: bytes, suffix: str) -> None:
    assert kind(content, suffix)


BINARY = [b"PK\x03\x04", b"\x1f\x8b\x08", b"BZh91AY&SY", b"\xfd7zXZ\0", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
TEXTUAL = [b"%PDF-", b"From a ", b"From: ", b"{", b"<?xml", b"---\n", b"\xff\xfe", b"\xff\xfe\0\0"]


@given(st.sampled_from(BINARY + TEXTUAL), st.binary())
def test_any_bytes_after_a_known_beginning_are_of_some_kind(beginning: bytes, rest: bytes) -> None:
    assert kind(beginning + rest)


@given(st.text())
def test_any_text_is_of_some_kind(text: str) -> None:
    assert kind("<" + text)
    assert kind("{" + text, ".json")
