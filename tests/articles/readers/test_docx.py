import io
import sys
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.parser import parse_xml

from newsqa.articles.documents import Document, Draft
from newsqa.articles.readers import docx as docx_reader
from newsqa.articles.readers.docx import read_docx
from newsqa.errors import ArticleError

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def written(word: WordDocument) -> bytes:
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def story() -> WordDocument:
    word = docx.Document()
    word.add_paragraph("The council approved a bridge.")
    return word


def read(content: bytes) -> Draft:
    document = Document(content, where="bridge.docx", name="bridge", suffix=".docx")
    [draft] = [found for found in read_docx(document) if isinstance(found, Draft)]
    return draft


def text_of_xml(*elements: str) -> str:
    """The text of a document with these elements, in the notation of Word, after its first paragraph."""
    word = story()
    for element in elements:
        word.element.body.insert(len(word.element.body) - 1, parse_xml(element))
    return read(written(word)).text.removeprefix("The council approved a bridge.").lstrip("\n")


def test_paragraphs_headings_lists_and_tables_come_in_the_documents_order() -> None:
    word = docx.Document()
    word.add_heading("A bridge for Gyumri", level=1)
    word.add_paragraph("The council voted on “Tuesday”.")
    word.add_paragraph("who pays", style="List Bullet")
    word.add_paragraph("")
    table = word.add_table(rows=2, cols=2)
    for number, text in enumerate(["Party", "Votes", "Our Bridge", "17"]):
        table.cell(number // 2, number % 2).text = text
    word.add_paragraph("Work begins in May.")
    draft = read(written(word))
    assert draft.text == (
        "A bridge for Gyumri\n\nThe council voted on “Tuesday”.\n\nwho pays\n\n"
        "Party | Votes\nOur Bridge | 17\n\nWork begins in May."
    )
    assert not draft.is_scraped


def test_a_table_that_only_lays_out_a_page_gives_its_paragraphs() -> None:
    word = docx.Document()
    cell = word.add_table(rows=1, cols=2).cell(0, 1)
    cell.text = "The first paragraph."
    cell.add_paragraph("The second one.")
    assert read(written(word)).text == "The first paragraph.\n\nThe second one."


def test_tracked_changes_count_as_accepted() -> None:
    assert (
        text_of_xml(
            f"<w:p {WORD}><w:r><w:t xml:space='preserve'>The bridge costs </w:t></w:r>"
            "<w:del w:id='1' w:author='A'><w:r><w:delText>two</w:delText></w:r></w:del>"
            "<w:ins w:id='2' w:author='A'><w:r><w:t>three</w:t></w:r></w:ins>"
            "<w:moveFrom w:id='3' w:author='A'><w:r><w:t>gone</w:t></w:r></w:moveFrom>"
            "<w:r><w:t xml:space='preserve'> million.</w:t></w:r></w:p>"
        )
        == "The bridge costs three million."
    )


def test_links_and_content_controls_are_part_of_the_text_and_hidden_text_is_not() -> None:
    assert (
        text_of_xml(
            f"<w:sdt {WORD}><w:sdtContent><w:p><w:r><w:t xml:space='preserve'>See </w:t></w:r>"
            "<w:hyperlink><w:r><w:t>the plan</w:t></w:r></w:hyperlink>"
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>draft</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        )
        == "See the plan"
    )


def test_a_text_box_is_read_once_after_the_paragraph_it_stands_in() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>A box.</w:t></w:r></w:p></w:txbxContent>"
    assert (
        text_of_xml(
            f"<w:p {WORD} xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' "
            "xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape' "
            "xmlns:v='urn:schemas-microsoft-com:vml'><w:r><w:t>Beside it.</w:t><mc:AlternateContent>"
            f"<mc:Choice Requires='wps'><wps:txbx>{box}</wps:txbx></mc:Choice>"
            f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
            "</mc:AlternateContent></w:r></w:p>"
        )
        == "Beside it.\n\nA box."
    )


def test_a_line_break_stays_and_a_page_break_goes() -> None:
    xml = f"<w:p {WORD}><w:r><w:t>One</w:t><w:br/><w:t>two</w:t><w:br w:type='page'/><w:t>three</w:t></w:r></w:p>"
    assert text_of_xml(xml) == "One\ntwothree"


def test_footnotes_stand_at_the_end() -> None:
    notes = (
        f"<w:footnotes {WORD}>"
        "<w:footnote w:type='separator' w:id='-1'><w:p><w:r><w:t>-</w:t></w:r></w:p></w:footnote>"
        "<w:footnote w:id='1'><w:p><w:r><w:t>Estimate of 2019.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    relationship = f'<Relationship Id="rId99" Target="footnotes.xml" Type="{docx_reader.FOOTNOTES}"/></Relationships>'
    kind = (
        '<Override PartName="/word/footnotes.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>'
    )
    content = repacked(
        written(story()),
        {
            "word/_rels/document.xml.rels": lambda xml: xml.replace("</Relationships>", relationship),
            "[Content_Types].xml": lambda xml: xml.replace("</Types>", kind),
        },
        {"word/footnotes.xml": notes},
    )
    assert read(content).text == "The council approved a bridge.\n\nEstimate of 2019."


def repacked(content: bytes, changes: dict[str, Callable[[str], str]], additions: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, changes[name](part.decode()) if name in changes else part)
        for name, addition in additions.items():
            new.writestr(name, addition)
    return file.getvalue()


def test_title_and_byline_come_from_the_properties() -> None:
    word = story()
    word.core_properties.title, word.core_properties.author = "A bridge for Gyumri", "Anna Petrosyan"
    details = read(written(word)).details
    assert {field: detail.value for field, detail in details.items()} == {
        "title": "A bridge for Gyumri",
        "byline": "Anna Petrosyan",
    }


@pytest.mark.parametrize("author", ["python-docx", "Administrator", "user", "anna@courier.example", ""])
def test_an_author_that_is_no_person_is_no_byline(author: str) -> None:
    word = story()
    word.core_properties.title, word.core_properties.author = "bridge_final.docx", author
    assert read(written(word)).details == {}


def test_without_a_title_in_the_properties_the_style_of_a_title_tells_it() -> None:
    word = docx.Document()
    word.core_properties.title = "Word Document"
    word.add_heading("Politics", level=1)
    word.add_heading("A bridge for Gyumri", level=0)
    word.add_paragraph("The council approved it.")
    assert read(written(word)).details["title"].value == "A bridge for Gyumri"


def test_a_document_of_pictures_has_no_text() -> None:
    with pytest.raises(ArticleError, match="has no text in it"):
        read(written(docx.Document()))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_a_document_that_was_cut_short_is_refused_in_one_line(share: float) -> None:
    content = written(story())
    with pytest.raises(ArticleError, match=r"^is no Word document that can be read[^\n]*damaged[^\n]*$"):
        read(content[: int(len(content) * share)])


def test_a_part_that_is_no_xml_is_refused() -> None:
    content = repacked(written(story()), {"word/document.xml": lambda xml: xml[: len(xml) // 2]}, {})
    with pytest.raises(ArticleError, match="is it damaged"):
        read(content)


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_reader, "LARGEST_EXPANDED", 1_000_000)
    content = repacked(written(story()), {}, {"word/media/bomb.xml": " " * 5_000_000})
    with pytest.raises(ArticleError, match="expands to more than 1 MB"):
        read(content)


def test_a_bomb_that_lies_about_its_size_is_not_unpacked() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", b" " * 20_000_000)
    size = (20_000_000).to_bytes(4, "little")
    content = file.getvalue().replace(size, (100).to_bytes(4, "little"))
    with pytest.raises(ArticleError, match="damaged"):
        read(content)


def test_python_docx_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(ArticleError, match=r"needs the package python-docx: pip install 'newsqa\[documents\]'"):
        read(b"PK\x03\x04")
