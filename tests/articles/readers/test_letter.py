import mailbox
from collections.abc import Iterator
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from newsqa.articles.documents import Document, Draft, Found, Problem
from newsqa.articles.readers.letter import read_letter
from newsqa.errors import ArticleError

STORY = "The ministers of the two countries met in Gyumri on Friday and agreed on most points of the treaty. " * 4
PAGE = """<html><head><title>The Brief</title></head><body><h1>Ministers agree on most points</h1>
<p>The foreign ministers of the two countries met in Gyumri on Friday, for the first time in eleven years, and agreed
on most points of a treaty that would open the border to trade by the end of the year.</p>
<p>“We’re glad”, said the café’s owner, whose house stands two hundred metres from the crossing. She has waited for
lorries since 1993, when the last train left, and she has kept the sign in the window all that time.</p>
<p>The treaty still has to pass both parliaments. A vote in Yerevan is expected in November, the speaker said; Ankara
has named no day, but members of the ruling party told reporters that they saw nothing in its way.</p>
</body></html>"""


def letter(text: str | None = None, *, html: str | None = None, **headers: str) -> EmailMessage:
    message = EmailMessage()
    given = {"From": '"Ani at The Brief" <brief@news.example.org>', "Subject": "Fwd: RE: Ministers agree"}
    for name, value in {**given, "Date": "Tue, 29 Sep 2020 23:30:00 -0500", **headers}.items():
        message[name.replace("_", "-")] = value
    if text is not None:
        message.set_content(text)
    if html is not None and text is not None:
        message.add_alternative(html, subtype="html")
    elif html is not None:
        message.set_content(html, subtype="html")
    return message


def found(message: EmailMessage | bytes) -> list[Found]:
    content = message if isinstance(message, bytes) else bytes(message)
    return list(read_letter(Document(content, "letter.eml", "letter", ".eml", path="/news/letter.eml")))


def drafts(message: EmailMessage | bytes) -> list[Draft]:
    return [one for one in found(message) if isinstance(one, Draft)]


def values(draft: Draft) -> dict[str, object]:
    return {field: detail.value for field, detail in draft.details.items()}


def test_a_plain_letter_is_an_article_with_what_its_header_says() -> None:
    (draft,) = drafts(letter(f"First paragraph,\n“quoted”.\n \n\n{STORY}\n"))
    assert draft.text == f"First paragraph,\n“quoted”.\n\n{STORY.strip()}"
    assert draft.is_scraped
    assert values(draft) == {
        "title": "Ministers agree",
        "byline": "Ani at The Brief",
        "source": "news.example.org",
        "published": date(2020, 9, 29),
    }
    assert draft.details["title"].origin == "the letter's header"


def test_a_list_is_the_source_where_it_has_a_name() -> None:
    (draft,) = drafts(letter(STORY, List_Id='"The Caucasus Brief" <brief.lists.example.org>'))
    assert values(draft)["source"] == "The Caucasus Brief"


def test_lines_broken_for_the_journey_are_rejoined() -> None:
    flowed = (
        b"From: a@example.org\nSubject: x\nContent-Type: text/plain; charset=utf-8; format=flowed\n"
        b"Content-Transfer-Encoding: quoted-printable\n\n"
        b"The ministers met=20\nin Gyumri and ag=\nreed =E2=80=93 at=20\nlast.\n\n From now on.\n-- =20\nAni\n"
    )
    flowed = flowed.replace(b"-- =20", b"--=20")
    (draft,) = drafts(flowed)
    assert draft.text == "The ministers met in Gyumri and agreed – at last.\n\nFrom now on."
    assert [(cut.text, cut.why) for cut in draft.cuts] == [("-- \nAni", "the sender's signature")]


def test_the_letter_that_is_answered_and_the_signature_are_cut() -> None:
    (draft,) = drafts(
        letter(
            "They agreed.\n\n-- \nAni\nThe Brief\n\n"
            "On Tue, Sep 29, 2020 at 10:00 AM Gor <gor@example.org>\nwrote:\n\n"
            "> Did they\n>> What?\n>\n> agree?\n"
        )
    )
    assert draft.text == "They agreed."
    assert [cut.why for cut in draft.cuts] == ["the letter that this one answers", "the sender's signature"]
    assert draft.cuts[0].text.startswith("On Tue, Sep 29")
    assert draft.cuts[1].text == "-- \nAni\nThe Brief"


def test_quotes_that_no_one_is_said_to_have_written_stay() -> None:
    (draft,) = drafts(letter("The minister said:\n\n> We agree.\n"))
    assert draft.text == "The minister said:\n\n> We agree."


def test_an_article_passed_on_as_a_quote_is_the_article() -> None:
    (draft,) = drafts(letter("Gor <gor@example.org> wrote:\n> The ministers met.\n>\n> They agreed.\n"))
    assert draft.text == "The ministers met.\n\nThey agreed."


def test_the_page_is_read_where_the_plain_part_says_only_where_to_see_it() -> None:
    message = letter("View this letter in your browser: https://example.org/x", html=PAGE)
    (draft,) = drafts(message)
    assert "“We’re glad”, said the café’s owner," in draft.text
    assert not draft.is_scraped
    assert values(draft)["title"] == "Ministers agree"
    assert values(draft)["published"] == date(2020, 9, 29)
    assert values(draft)["source"] == "news.example.org"
    assert values(draft)["byline"] == "Ani at The Brief"


@pytest.mark.parametrize("plain", [None, "See it in your browser."], ids=["html alone", "with a plain part"])
def test_a_short_letter_in_html_is_read_though_it_is_no_page_of_news(plain: str | None) -> None:
    html = "<style>p {color: red}</style><p>Dear all,</p><p>the meeting is moved to Friday.</p>"
    (draft,) = drafts(letter(plain, html=html))
    assert draft.text == "Dear all,\n\nthe meeting is moved to Friday."
    assert draft.is_scraped


def test_a_real_plain_part_is_read_before_the_page() -> None:
    (draft,) = drafts(letter(STORY, html=PAGE))
    assert draft.text == STORY.strip()


def test_the_page_is_in_the_encoding_that_the_letter_says() -> None:
    message = letter(html=PAGE.replace("<head>", '<head><meta charset="utf-8">'))
    content = bytes(message).replace(b'charset="utf-8"\n', b'charset="windows-1252"\n', 1)
    head = content.partition(b"\n\n")[0].replace(b"7bit", b"8bit").replace(b"base64", b"8bit")
    head = head.replace(b"quoted-printable", b"8bit")
    (draft,) = drafts(head + b"\n\n" + PAGE.encode("cp1252"))
    assert "“We’re glad”, said the café’s owner," in draft.text


@pytest.mark.parametrize(
    ("charset", "body", "text"),
    [
        ("koi-99", "Caf\u00e9 – open.".encode(), "Café – open."),
        ("utf-8", b"Caf\xe9 \x96 open.", "Café – open."),
        ("us-ascii", "Café – open.".encode(), "Café – open."),
        ("iso-8859-1", b"Caf\xe9 \x96 open.", "Café – open."),
        ("koi8-r", "Кафе.".encode("koi8-r"), "Кафе."),
        ("\xff", b"Caf\xe9 \x96 open.", "Café – open."),
        ("base64", b"\0\1 words", "\0\1 words"),
    ],
)
def test_a_wrong_or_unknown_charset_does_not_lose_the_letter(charset: str, body: bytes, text: str) -> None:
    head = f"From: a@example.org\nSubject: x\nContent-Type: text/plain; charset={charset}\n"
    content = head.encode("latin-1") + b"Content-Transfer-Encoding: 8bit\n\n" + body
    assert [draft.text for draft in drafts(content)] == [text]


def test_a_guessed_charset_is_said_to_be_one() -> None:
    content = b"From: a@example.org\nContent-Type: text/plain; charset=utf-8\n\nCaf\xe9 open."
    (note,) = (one for one in found(content) if isinstance(one, Problem))
    assert str(note).startswith("letter.eml is not in utf-8, as it says")
    assert note.severity == "note"


def test_headers_that_no_parser_takes_leave_the_letter_whole() -> None:
    (draft,) = drafts(b"From: a@\nSubject: Caf\xc3\xa9 =?koi-99?q?x?= =?utf-8?b?!?=\nDate: yesterday\n\nWords.")
    assert draft.text == "Words."
    assert str(values(draft)["title"]).startswith("Café")
    assert "published" not in draft.details


def test_a_day_to_come_is_left_out_with_a_note() -> None:
    one, two = found(letter(STORY, Date="Tue, 29 Sep 2990 10:00:00 +0000"))
    assert str(one) == "letter.eml is dated 2990-09-29, which was left out: no story can have come out then"
    assert isinstance(two, Draft)
    assert "published" not in two.details


def test_attachments_that_newsqa_reads_are_documents() -> None:
    message = letter(STORY)
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="paper one.pdf")
    message.add_attachment("Words in a file.\n", filename="../a.txt")
    message.add_attachment(letter("Inner words."))
    message.add_attachment(b"x", maintype="application", subtype="vnd.ms-excel", filename="figures.xls")
    message.add_attachment(b"x", maintype="image", subtype="png", filename="logo.png")
    draft, pdf, text, inner, note = found(message)
    assert isinstance(draft, Draft)
    assert isinstance(pdf, Document)
    assert pdf[:4] == (b"%PDF-1.7", "letter.eml: paper one.pdf", "paper one", ".pdf")
    assert (pdf.path, pdf.media_type) == ("/news/letter.eml", "application/pdf")
    assert isinstance(text, Document)
    assert (text.content, text.where) == (b"Words in a file.\n", "letter.eml: a.txt")
    assert isinstance(inner, Document)
    assert [one.text for one in read_letter(inner) if isinstance(one, Draft)] == ["Inner words."]
    assert str(note) == "letter.eml has attachments that newsqa does not read: figures.xls"


def test_parts_of_one_body_are_one_article_and_a_picture_between_them_is_none() -> None:
    message = letter("First part.\n")
    message.make_mixed()
    for text in ("Second part.\n", "Third part.\n"):
        part = EmailMessage()
        part.set_content(text)
        message.attach(part)
    assert [draft.text for draft in drafts(message)] == ["First part.\n\nSecond part.\n\nThird part."]


def test_each_letter_of_a_mailbox_is_a_document(tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "box")
    for number in (1, 2):
        box.add(letter(f"Letter {number}.\n\nFrom now on, words."))
    box.close()

    def documents() -> Iterator[Document]:
        for one in read_letter(Document((tmp_path / "box").read_bytes(), "box.mbox", "box", ".mbox")):
            assert isinstance(one, Document)
            yield one

    first, second = documents()
    assert (first.where, first.name, first.suffix) == ("box.mbox, letter 1", "box, letter 1", ".eml")
    assert [one.text for one in read_letter(first) if isinstance(one, Draft)] == ["Letter 1.\n\nFrom now on, words."]
    assert [one.text for one in read_letter(second) if isinstance(one, Draft)] == ["Letter 2.\n\nFrom now on, words."]


def test_a_letter_without_words_is_a_problem() -> None:
    assert [str(one) for one in found(letter(" \n"))] == ["letter.eml has no words in it"]


def test_parts_nested_without_end_are_refused_or_read() -> None:
    nested = b"From: a@example.org\nMIME-Version: 1.0\n"
    for number in range(3000):
        nested += b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (number, number)
    with pytest.raises(ArticleError, match="nested too deeply"):
        found(nested)


@pytest.mark.parametrize("content", [b"Just words.", b"", b"X-Other: 1\n\nWords."])
def test_what_is_no_letter_is_refused(content: bytes) -> None:
    with pytest.raises(ArticleError, match="is no letter"):
        found(content)
