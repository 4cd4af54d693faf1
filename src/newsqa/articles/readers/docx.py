"""A Word document (.docx) as one draft: its paragraphs, lists and tables in order, as the page shows them."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from newsqa.articles.documents import Detail, Document, Draft, Field, Found
from newsqa.articles.readers.archive import CHUNK, DAMAGE
from newsqa.articles.readers.properties import author_in_properties, title_in_properties
from newsqa.errors import ArticleError
from newsqa.plain_text import megabytes

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

LARGEST_EXPANDED = 200_000_000  # bytes
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OTHER_VERSION = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
# Text that was deleted or moved away while changes were tracked; what stands in its place is in w:ins and w:moveTo.
NOT_SHOWN = {f"{WORD}del", f"{WORD}moveFrom", OTHER_VERSION}
TITLE_STYLES = ("title", "heading 1")


def read_docx(document: Document) -> Iterator[Found]:
    """The one draft of a Word document: paragraphs, list items, tables and text boxes in order, then footnotes.

    Tracked changes count as accepted; hidden text, comments, heads and feet of pages are left out. A row of a table
    is a line, its cells parted by " | "; a table that only lays out paragraphs gives those.

    Raises:
        ArticleError: it is damaged, expands to more than a document does, has no text, or python-docx is missing.
    """
    try:
        import docx
    except ImportError:
        raise ArticleError("needs the package python-docx: pip install 'newsqa[documents]'") from None
    _check_size(document.content)
    try:
        word = docx.Document(io.BytesIO(document.content))
        blocks = [*_blocks(word.element.body), *_footnotes(word)]
        details = _details(word)
    # A part that is missing, of another kind, or not the XML it should be meets python-docx wherever it looks for it.
    except Exception as error:
        raise ArticleError(f"is no Word document that can be read ({type(error).__name__}): is it damaged?") from None
    text = "\n\n".join(blocks)
    if not re.search(r"\w", text):
        raise ArticleError("has no text in it")
    yield Draft(text, details)


def _check_size(content: bytes) -> None:
    """Unpacks all once, piece by piece: what a file says of its size need not be so, and python-docx believes it."""
    expanded = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for part in packed.infolist():
                with packed.open(part) as stream:
                    while piece := stream.read(CHUNK):
                        expanded += len(piece)
                        if expanded > LARGEST_EXPANDED:
                            most = megabytes(LARGEST_EXPANDED)
                            raise ArticleError(f"expands to more than {most}, as no article does: it was not read")
    except DAMAGE as error:
        raise ArticleError(f"is no Word document that can be read: it is damaged ({error})") from None


def _blocks(parent: Any) -> Iterator[str]:
    """The paragraphs of a body, a cell, a text box or a note, and its tables."""
    for element in parent.iterchildren():
        if element.tag == f"{WORD}p":
            if text := _text(element).strip():
                yield text
            for box in _boxes(element):
                yield from _blocks(box)
        elif element.tag == f"{WORD}tbl":
            yield from _table(element)
        elif element.tag not in NOT_SHOWN and isinstance(element.tag, str):
            # Content controls, insertions and the like stand around paragraphs.
            yield from _blocks(element)


def _table(table: Any) -> Iterator[str]:
    rows = [[list(_blocks(cell)) for cell in _within(row, "tc")] for row in _within(table, "tr")]
    is_layout = all(sum(map(bool, row)) <= 1 for row in rows) or any(len(cell) > 1 for row in rows for cell in row)
    if is_layout:
        yield from (block for row in rows for cell in row for block in cell)
        return
    lines = [" | ".join(" ".join(cell).replace("\n", " ") for cell in row) for row in rows]
    yield "\n".join(line for line, row in zip(lines, rows, strict=True) if any(row))


def _within(parent: Any, name: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, those within content controls and insertions too."""
    for element in parent.iterchildren():
        if element.tag == f"{WORD}{name}":
            if element.find(f"{WORD}trPr/{WORD}del") is None:
                yield element
        elif element.tag in (f"{WORD}sdt", f"{WORD}sdtContent", f"{WORD}ins", f"{WORD}customXml"):
            yield from _within(element, name)


def _text(element: Any) -> str:
    """What the page shows of a paragraph, or of a part of one, without its text boxes."""
    pieces = []
    for child in element.iterchildren():
        match child.tag.removeprefix(WORD) if isinstance(child.tag, str) else None:
            case "t":
                pieces.append(child.text or "")
            case "tab" if element.tag == f"{WORD}r":
                pieces.append("\t")
            case "br" if child.get(f"{WORD}type") not in ("page", "column"):
                pieces.append("\n")
            case "cr":
                pieces.append("\n")
            case "noBreakHyphen":
                pieces.append("\N{NON-BREAKING HYPHEN}")
            case "r" if _is_hidden(child):
                pass
            # A text box has paragraphs of its own; w:rt is the small reading beside a Japanese or Chinese word.
            case "txbxContent" | "del" | "moveFrom" | "rt" | None:
                pass
            case _ if child.tag != OTHER_VERSION:
                pieces.append(_text(child))
    return "".join(pieces)


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{WORD}rPr/{WORD}vanish")
    return vanish is not None and vanish.get(f"{WORD}val") not in ("0", "false", "off")


def _boxes(element: Any) -> Iterator[Any]:
    """The outermost text boxes in a paragraph; each is there twice, for programs of different ages."""
    for child in element.iterchildren():
        if child.tag == f"{WORD}txbxContent":
            yield child
        elif child.tag not in NOT_SHOWN:
            yield from _boxes(child)


def _footnotes(word: "WordDocument") -> Iterator[str]:
    from docx.oxml.parser import parse_xml

    for relationship in word.part.rels.values():
        if relationship.reltype == FOOTNOTES and not relationship.is_external:
            for note in parse_xml(relationship.target_part.blob).iterchildren(f"{WORD}footnote"):
                if note.get(f"{WORD}type") in (None, "normal"):
                    yield from _blocks(note)


def _details(word: "WordDocument") -> dict[Field, Detail]:
    """Title and author by the document's properties, else the title by the style that a paragraph is written in."""
    properties = word.core_properties
    details: dict[Field, Detail] = {}
    if title := title_in_properties(properties.title):
        details["title"] = Detail(title, "the document's properties")
    elif title := _styled_title(word):
        details["title"] = Detail(title, "a paragraph in the style of a title")
    if byline := author_in_properties(properties.author):
        details["byline"] = Detail(byline, "the document's properties")
    return details


def _styled_title(word: "WordDocument") -> str | None:
    """The first paragraph in the style of a title, else the first in that of a heading of the first order."""
    names = {style.style_id: (style.name or "").casefold() for style in word.styles}
    first: dict[str, str] = {}
    for paragraph in word.element.body.iter(f"{WORD}p"):
        style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        name = names.get(style.get(f"{WORD}val")) if style is not None else None
        text = " ".join(_text(paragraph).split())
        if name in TITLE_STYLES and text:
            first.setdefault(name, text)
    return next((first[name] for name in TITLE_STYLES if name in first), None)
