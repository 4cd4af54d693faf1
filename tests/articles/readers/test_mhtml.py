from email.message import EmailMessage, Message
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.mime.text import MIMEText

import pytest

from newsqa.articles.documents import Document, Draft
from newsqa.articles.readers.html import read_html
from newsqa.articles.readers.mhtml import read_mhtml
from newsqa.errors import ArticleError

STORY = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"></head><body>
<h1>Мост через Лумме открыт</h1><p>Старый мост через реку Лумме снова открыт после одиннадцати месяцев ремонта,
сообщил во вторник городской совет.</p><p>Движение до конца недели будет идти по одной полосе, а грузовики
по-прежнему едут в объезд города.</p></body></html>"""
ADDRESS = "https://lumme.example/most"


def saved_page(*parts: Message, **headers: str) -> bytes:
    message = MIMEMultipart("related", type="text/html")
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    for part in parts:
        message.attach(part)
    return message.as_bytes()


def html_part(markup: str, charset: str = "utf-8", **headers: str) -> MIMEText:
    part = MIMEText(markup, "html", charset)
    for name, value in headers.items():
        part[name.replace("_", "-")] = value
    return part


def picture() -> MIMENonMultipart:
    part = MIMENonMultipart("image", "png")
    part["Content-Transfer-Encoding"] = "base64"
    part.set_payload("iVBORw0KGgo=")
    return part


def documents(content: bytes) -> list[Document]:
    found = list(read_mhtml(Document(content, "most.mhtml", "most", ".mhtml", "/news/most.mhtml")))
    assert all(isinstance(document, Document) for document in found)
    return [document for document in found if isinstance(document, Document)]


def test_a_saved_page_is_a_document_with_its_address():
    [document] = documents(
        saved_page(html_part(STORY), picture(), Snapshot_Content_Location=ADDRESS, Subject="Мост", MIME_Version="1.0")
    )
    assert (document.where, document.name, document.suffix) == ("most.mhtml", "most", ".html")
    assert (document.path, document.url, document.media_type) == ("/news/most.mhtml", ADDRESS, "text/html")


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251", "koi8-r"])
def test_the_story_is_read_whatever_encoding_part_and_markup_declare(charset: str):
    [document] = documents(saved_page(html_part(STORY, charset, Content_Location=ADDRESS)))
    [draft] = [found for found in read_html(document) if isinstance(found, Draft)]
    assert draft.text.startswith("Мост через Лумме открыт\n\nСтарый мост")
    assert draft.details["url"].value == ADDRESS


def test_a_page_alone_as_older_browsers_saved_it_is_read():
    message = EmailMessage()
    message.set_content(STORY, subtype="html")
    message["Content-Location"] = ADDRESS
    assert documents(b"\r\n" + message.as_bytes())[0].url == ADDRESS


def test_the_page_is_the_part_that_the_message_names_as_its_start():
    message = MIMEMultipart("related", type="text/html", start="<page@x>")
    message.attach(html_part("<p>an advertisement", Content_ID="<ad@x>"))
    message.attach(html_part(STORY, Content_ID="<page@x>"))
    assert "Лумме" in documents(message.as_bytes())[0].content.decode()


def test_a_page_of_frames_gives_the_pages_in_them():
    frames = html_part("<html><frameset><frame src=a><frame src=b></frameset></html>")
    found = documents(saved_page(frames, html_part("<p>menu", Content_Location=ADDRESS + "/m"), html_part(STORY)))
    assert [document.url for document in found] == [ADDRESS + "/m", None]


def test_a_file_without_a_page_is_refused():
    with pytest.raises(ArticleError, match=r"without a page in it \(no part of it is text/html\)"):
        documents(saved_page(picture()))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"Content-Type: multipart/related; boundary=\n\n--\n--", id="no-boundary"),
        pytest.param(
            b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (i, i) for i in range(5000)),
            id="nested",
        ),
        pytest.param(b"\xff\xfe\x00" * 1000, id="no-message"),
    ],
)
def test_hostile_messages_are_refused_in_a_line(content: bytes):
    with pytest.raises(ArticleError, match=r"^is .*saved web page"):
        documents(content)


def test_half_a_saved_page_is_read_that_far():
    content = saved_page(html_part(STORY), picture())
    [document] = documents(content[: len(content) // 2])
    assert document.content
