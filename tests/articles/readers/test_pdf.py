import io
import logging
import sys
import zlib
from collections.abc import Sequence

import pytest
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, NumberObject, StreamObject

from newsqa.articles.documents import Document, Draft, Problem
from newsqa.articles.readers import pdf as pdf_reader
from newsqa.articles.readers.pdf import read_pdf
from newsqa.articles.readers.printed_pages import Line, cut_furniture, paragraphs_of
from newsqa.errors import ArticleError

HELVETICA = DictionaryObject(
    {
        NameObject("/Type"): NameObject("/Font"),
        NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Helvetica"),
        NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
    }
)
STORY = (
    "The council of Gyumri approved a new bridge over the Akhuryan river on",
    "Tuesday, after two years of talks with the government in Yerevan about",
    "who would pay for it.",
)
LEADING = 14


def printed(*lines: str, x: float = 72, y: float = 700, size: float = 11) -> list[Line]:
    return [Line(text, x, y - number * LEADING, size) for number, text in enumerate(lines)]


def pdf(
    *pages: Sequence[Line], title: str | None = None, author: str | None = None, password: str | None = None
) -> bytes:
    writer = PdfWriter()
    for lines in pages:
        shown = [
            f"BT /F1 {line.size} Tf 1 0 0 1 {line.x} {line.y} Tm ({line.text}) Tj ET".encode("cp1252")
            for line in lines
        ]
        add_page(writer, b"\n".join(shown))
    if title or author:
        writer.add_metadata({"/Title": title or "", "/Author": author or "", "/CreationDate": "D:20200929120000"})
    if password is not None:
        writer.encrypt(password, owner_password="owner", algorithm="RC4-128")
    return written(writer)


def add_page(writer: PdfWriter, content: bytes) -> None:
    page = writer.add_blank_page(595, 842)
    stream = DecodedStreamObject()
    stream.set_data(content)
    page[NameObject("/Contents")] = writer._add_object(stream)
    fonts = DictionaryObject({NameObject("/F1"): HELVETICA})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})


def written(writer: PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def read(content: bytes) -> tuple[Draft, list[Problem]]:
    found = list(read_pdf(Document(content, where="paper.pdf", name="paper", suffix=".pdf", path="/news/paper.pdf")))
    [draft] = [item for item in found if isinstance(item, Draft)]
    return draft, [item for item in found if isinstance(item, Problem)]


def paragraphs(*pages: Sequence[Line]) -> list[str]:
    return read(pdf(*pages))[0].text.split("\n\n")


def test_wrapped_lines_become_one_paragraph() -> None:
    draft, problems = read(pdf(printed(*STORY)))
    assert draft.text == " ".join(STORY)
    assert draft.is_scraped
    assert not problems


def test_a_wider_gap_parts_paragraphs() -> None:
    full_lines = *STORY[:2], "who would pay for it, with the mayor and most of the council in favour"
    second = printed("Work begins in May.", y=700 - 3 * LEADING - 10)
    assert paragraphs(printed(*full_lines) + second) == [" ".join(full_lines), "Work begins in May."]


def test_an_indent_parts_paragraphs() -> None:
    second = printed("Work begins in May and may last until the autumn of next year, so the", x=84, y=658)
    second += printed("mayor said.", y=658 - LEADING)
    first = printed(*STORY[:2], "who would pay for it, with the mayor and most of the council in favour.")
    assert paragraphs(first + second) == [
        " ".join(line.text for line in first),
        "Work begins in May and may last until the autumn of next year, so the mayor said.",
    ]


def test_a_short_line_ends_a_paragraph() -> None:
    assert paragraphs(printed(*STORY, *STORY)) == [" ".join(STORY)] * 2


def test_a_headline_in_larger_letters_is_a_paragraph_of_its_own() -> None:
    headline = printed("A bridge for Gyumri", y=720, size=20)
    assert paragraphs(headline + printed(*STORY))[0] == "A bridge for Gyumri"


def test_a_sentence_runs_on_over_the_page() -> None:
    assert paragraphs(printed(*STORY[:2]), printed(STORY[2])) == [" ".join(STORY)]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = printed("The council of Gyumri approved a", "new bridge over the Akhuryan on", x=50)
    right = printed("Tuesday, after two years of talks", "with the government.", x=310)
    assert paragraphs(left + right) == [
        "The council of Gyumri approved a new bridge over the Akhuryan on Tuesday, after two years of talks "
        "with the government."
    ]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("in favour of the govern-", "ment of the day.", "in favour of the government of the day."),
        ("said the Anglo-", "American company.", "said the Anglo-American company."),
        ("in the season of 2019-", "2020 in full.", "in the season of 2019-2020 in full."),
        ("of the pre-", "and post-war years.", "of the pre- and post-war years."),
        ("the bridge -", "the only one.", "the bridge - the only one."),
        ("the bridge is co\xad", "operated by two.", "the bridge is cooperated by two."),
    ],
)
def test_a_broken_word_is_made_whole_where_that_is_safe(first: str, second: str, whole: str) -> None:
    assert paragraphs_of([printed(first, second)]) == [whole]


def test_a_compound_keeps_its_hyphen_where_the_text_has_it_elsewhere() -> None:
    lines = printed("A well-known mayor met the well-", "known singer.")
    assert paragraphs_of([lines]) == ["A well-known mayor met the well-known singer."]


def test_a_compound_of_two_words_of_the_text_keeps_its_hyphen() -> None:
    lines = printed("It is so long known as well as the long-", "known singer.", "Both are known to us.")
    assert "the long-known singer" in paragraphs_of([lines])[0]


def test_running_heads_and_page_numbers_are_cut_and_accounted_for() -> None:
    pages = [
        [
            *printed("THE GYUMRI COURIER", y=810, size=8),
            *printed(*STORY),
            *printed(f"Page {number} of 4", y=30, size=8),
        ]
        for number in range(1, 5)
    ]
    draft, _ = read(pdf(*pages))
    assert "COURIER" not in draft.text
    assert "Page" not in draft.text
    assert [(cut.text, cut.why) for cut in draft.cuts] == [
        ("THE GYUMRI COURIER", "repeated at the head of 4 of 4 pages"),
        ("Page 1 of 4", "repeated at the foot of 4 of 4 pages"),
    ]


def test_heads_that_name_each_chapter_are_cut_by_their_count_of_pages() -> None:
    heads = "Politics 1", "Politics 2", "Culture 3", "Sport 4"
    pages = [printed(head, y=810) + printed(*STORY, f"Story {head}.") for head in heads]
    kept, _ = cut_furniture(pages)
    assert all(lines[0].text == STORY[0] for lines in kept)


def test_lines_of_a_story_that_are_alike_on_two_pages_stay() -> None:
    pages = [printed(*STORY, y=700 - 50 * number) for number in range(2)]
    assert cut_furniture(pages)[1] == ()


def test_what_a_browser_prints_around_a_page_is_cut_and_gives_its_address() -> None:
    foot = printed("https://courier.example/2020/09/29/a-bridge-for-gyumri 1/1", y=20, size=8)
    head = printed("29/09/2020, 14:33 A bridge for Gyumri", y=820, size=8)
    draft, _ = read(pdf(head + printed(*STORY) + foot))
    assert draft.text == " ".join(STORY)
    assert draft.details["url"].value == "https://courier.example/2020/09/29/a-bridge-for-gyumri"


def test_title_and_author_come_from_the_properties_and_the_day_it_was_made_does_not() -> None:
    draft, _ = read(pdf(printed(*STORY), title="A bridge for Gyumri", author="Anna Petrosyan"))
    assert {field: detail.value for field, detail in draft.details.items()} == {
        "title": "A bridge for Gyumri",
        "byline": "Anna Petrosyan",
    }


@pytest.mark.parametrize("title", ["Microsoft Word - bridge.doc", "untitled", "Document1", "bridge_final.indd", "A4"])
def test_a_title_that_a_program_left_is_none(title: str) -> None:
    draft, _ = read(pdf(printed(*STORY), title=title, author="Administrator"))
    assert draft.details == {}


def test_a_file_protected_only_from_changes_is_read() -> None:
    assert read(pdf(printed(*STORY), password=""))[0].text == " ".join(STORY)


def test_a_file_with_a_password_is_refused() -> None:
    with pytest.raises(ArticleError, match="is encrypted: save a copy without its password"):
        read(pdf(printed(*STORY), password="secret"))


def test_what_is_left_of_a_file_that_was_cut_short_is_read() -> None:
    content = pdf(*[printed(*STORY, f"This is page {number}.", y=700 - 9 * number) for number in range(8)])
    draft, problems = read(content[: content.index(b"This is page 5")])
    assert "This is page 2." in draft.text
    assert "This is page 6." not in draft.text
    assert "cut short or damaged" in problems[0].what


def test_a_damaged_page_leaves_the_others() -> None:
    writer = PdfWriter()
    add_page(writer, b"BT /F1 11 Tf 72 700 Td (The first page.) Tj ET")
    add_page(writer, b"BT /F1 11 Tf 72 700 Td (The second page.) Tj ET")
    broken = StreamObject()
    broken._data = b"no compressed data"
    broken[NameObject("/Filter")] = NameObject("/FlateDecode")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(broken)
    draft, problems = read(written(writer))
    assert draft.text == "The second page."
    assert [problem.where for problem in problems] == ["paper.pdf, page 1"]


def test_a_bomb_in_a_page_is_not_unpacked() -> None:
    writer = PdfWriter()
    add_page(writer, b"BT /F1 11 Tf 72 700 Td (Before the bomb.) Tj ET")
    add_page(writer, b"")
    bomb = StreamObject()
    bomb._data = zlib.compress(b"q Q " * 10_000_000)
    bomb[NameObject("/Filter")] = NameObject("/FlateDecode")
    writer.pages[1][NameObject("/Contents")] = writer._add_object(bomb)
    draft, problems = read(written(writer))
    assert draft.text == "Before the bomb."
    assert "Limit reached" in problems[0].what


def test_a_scanned_paper_is_to_be_recognised_first() -> None:
    writer = PdfWriter()
    picture = StreamObject()
    picture._data = b"\x00" * 64
    picture.update({NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Image")})
    picture.update({NameObject("/Width"): NumberObject(8), NameObject("/Height"): NumberObject(8)})
    for _ in range(12):
        add_page(writer, b"q 595 0 0 842 0 0 cm /P Do Q")
        pictures = DictionaryObject({NameObject("/P"): writer._add_object(picture)})
        writer.pages[-1][NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): pictures})
    with pytest.raises(ArticleError, match="has 12 pages of pictures and no text: run OCR on it first"):
        read(written(writer))
    add_page(writer, b"BT /F1 11 Tf 72 700 Td (A page with text.) Tj ET")
    draft, [problem] = read(written(writer))
    assert draft.text == "A page with text."
    assert problem.severity == "note"
    assert problem.what.startswith("has 12 pages of pictures without text among its 13")


def test_an_empty_page_has_no_text() -> None:
    with pytest.raises(ArticleError, match="has no text in it"):
        read(pdf([]))


def test_ligatures_are_read_as_their_letters() -> None:
    assert pdf_reader._clean("the ﬁrst oﬃce\x00") == "the first office"


@pytest.mark.parametrize("content", [b"%PDF-1.4\n", b"%PDF-1.7\n%\xe2\xe3\n1 0 obj\n<<", b"%PDF-1.4 " + b"<" * 5000])
def test_what_only_begins_like_a_pdf_is_refused_in_one_line(content: bytes) -> None:
    with pytest.raises(ArticleError, match=r"^is [^\n]*$"):
        read(content)


def test_reading_stops_when_it_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reader, "LONGEST_READING", -1)
    with pytest.raises(ArticleError, match="no page in it can be found"):
        read(pdf(printed(*STORY)))


def test_pypdf_is_quiet_while_it_reads_and_as_loud_as_before_afterwards(caplog: pytest.LogCaptureFixture) -> None:
    content = pdf(printed(*STORY))
    read(content.replace(b"startxref\n", b"startxref\n9"))
    assert not caplog.records
    assert logging.getLogger("pypdf").isEnabledFor(logging.WARNING)


def test_pypdf_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(ArticleError, match=r"needs the package pypdf: pip install 'newsqa\[documents\]'"):
        read(b"%PDF-1.4")
