"""A PDF as one draft: what its pages print, in paragraphs, without what is printed on every page."""

import io
import logging
import math
import re
import time
import unicodedata
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from newsqa.articles.documents import Detail, Document, Draft, Field, Found, Problem
from newsqa.articles.readers.printed_pages import Line, cut_furniture, paragraphs_of
from newsqa.articles.readers.properties import author_in_properties, title_in_properties
from newsqa.errors import ArticleError
from newsqa.plain_text import counted

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader
    from pypdf.generic import IndirectObject, PdfObject

# A page of a newspaper has some 100 kB of text and marks; what needs more is made to fill the memory.
LARGEST_STREAM = 20_000_000  # bytes, unpacked
MOST_MARKS = 1_000_000  # operators and operands of one page; maps and diagrams have many
LONGEST_READING = 180  # seconds for all pages together
# The table of a file's objects is at its end: with one put to a file that was cut short, pypdf looks for them itself.
END_OF_FILE = b"\nendstream\nendobj\ntrailer\n<< >>\nstartxref\n0\n%%EOF\n"
NEEDS_CRYPTOGRAPHY = "is encrypted: save a copy that is not, or pip install cryptography"
FEWEST_LEGIBLE = 0.7  # of all letters; a font without a table of its letters yields none that mean anything
# Letters that a font draws as one, which are two in the text.
LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
# The address of a story, as a browser prints it on every page; a site's own, or one cut short, is none.
STORY_ADDRESS = re.compile(r"https?://[^\s/]+/[^\s…]{8,}(?<!\.\.)(?=\s|$)")


class _Pages(NamedTuple):
    """What could be read: the lines of each page, how many pages hold pictures alone, and what went wrong."""

    lines: list[list[Line]]
    pictures: int
    problems: list[Problem]
    details: dict[Field, Detail]


def read_pdf(document: Document) -> Iterator[Found]:
    """The one draft of a PDF, and a problem for each part of it that could not be read.

    Running heads, feet and page numbers are cut; lines that were wrapped, and words that were broken, are whole
    again. The order is that in which the file draws its text, which for almost all programs is the reader's.

    Raises:
        ArticleError: it is encrypted or damaged, has no text, or pypdf is not installed.
    """
    # All is read before anything is yielded: pypdf is quiet, and bounded, only for so long.
    with _careful_pypdf() as heard:
        pages = _read_pages(document.content, document.where, heard)
    details = dict(pages.details)
    lines, cuts = cut_furniture(pages.lines)
    text = "\n\n".join(paragraphs_of(lines))
    if not re.search(r"\w", text):
        raise ArticleError(_why_without_text(pages))
    if sum(map(_is_legible, text)) < FEWEST_LEGIBLE * len(text):
        raise ArticleError(
            "draws its letters in a way that gives no text: run OCR on it (ocrmypdf --force-ocr in.pdf out.pdf)"
        )
    if address := next((found for cut in cuts if (found := STORY_ADDRESS.search(cut.text))), None):
        details["url"] = Detail(address[0], "the edge of its pages")
    yield from pages.problems
    if pages.pictures:
        what = f"has {counted(pages.pictures, 'page')} of pictures without text among its {len(pages.lines)}"
        yield Problem(document.where, f"{what} (OCR would read them: ocrmypdf --skip-text in.pdf out.pdf)", "note")
    yield Draft(text, details, is_scraped=True, cuts=cuts)


class _LastWords(logging.Handler):
    """Keeps what pypdf last said of something that it put right, or left out, instead of printing it."""

    words: str | None = None

    def emit(self, record: logging.LogRecord) -> None:
        self.words = record.getMessage()


@contextmanager
def _careful_pypdf() -> Iterator[_LastWords]:
    """Pypdf with limits to what a page may cost, its messages kept to ourselves."""
    try:
        import pypdf
    except ImportError:
        raise ArticleError("needs the package pypdf: pip install 'newsqa[documents]'") from None
    limits = pypdf.apply_configuration(
        zlib_maximum_output_length=LARGEST_STREAM,
        lzw_maximum_output_length=LARGEST_STREAM,
        run_length_maximum_output_length=LARGEST_STREAM,
        brotli_maximum_output_length=LARGEST_STREAM,
        array_based_stream_maximum_output_length=LARGEST_STREAM,
        stream_decoding_work_maximum_length=3 * LARGEST_STREAM,
        stream_parsing_work_maximum_count=MOST_MARKS,
    )
    logger, heard = logging.getLogger("pypdf"), _LastWords()
    propagates, logger.propagate = logger.propagate, False
    logger.addHandler(heard)
    try:
        with limits, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield heard
    finally:
        logger.removeHandler(heard)
        logger.propagate = propagates


def _open(content: bytes, deadline: float) -> "tuple[PdfReader, bool]":
    """A reader of the document, and whether its end had to be supplied."""
    from pypdf import PasswordType, PdfReader
    from pypdf.errors import DependencyError, LimitReachedError

    class PatientReader(PdfReader):
        def get_object(self, indirect_reference: "int | IndirectObject") -> "PdfObject | None":
            # For an object that its table lacks pypdf searches the whole file, and a file may name a million of them.
            if time.monotonic() > deadline:
                raise LimitReachedError("it takes too long")
            return super().get_object(indirect_reference)

    try:
        is_mended = False
        try:
            reader = PatientReader(io.BytesIO(content))
        except DependencyError:
            raise
        except Exception:  # pypdf's own documentation: "broken PDF files might cause other Exceptions"
            is_mended = True
            reader = PatientReader(io.BytesIO(content + END_OF_FILE))
        # Without a password pypdf has tried the empty one, which opens what is only protected from changes.
        is_closed = reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED
    except DependencyError:
        raise ArticleError(NEEDS_CRYPTOGRAPHY) from None
    except Exception as error:  # as above
        raise ArticleError(f"is no PDF that can be read: {_reason(error)}") from None
    if is_closed:
        raise ArticleError("is encrypted: save a copy without its password")
    return reader, is_mended


def _read_pages(content: bytes, where: str, heard: _LastWords) -> _Pages:
    from pypdf.errors import DependencyError

    deadline = time.monotonic() + LONGEST_READING
    reader, is_mended = _open(content, deadline)
    found, problem = _find_pages(reader)
    if is_mended and not problem:
        problem = f"is damaged: {counted(len(found), 'page')} can be found, and there may have been more"
    read = _Pages([], pictures=0, problems=[], details=_details(reader))
    pictures = 0
    if problem:
        read.problems.append(Problem(where, problem))
    for number, page in enumerate(found, start=1):
        if time.monotonic() > deadline:
            what = f"was read up to page {number - 1} of {len(found)}: the rest would take too long"
            read.problems.append(Problem(where, what))
            break
        lines: list[Line] = []
        heard.words = None
        try:
            lines = _lines(page)
            pictures += not lines and _has_pictures(page)
            trouble = None if lines else heard.words
        except Exception as error:  # as above, whatever the page's damage makes pypdf stumble over
            if isinstance(error, DependencyError) and reader.is_encrypted:
                raise ArticleError(NEEDS_CRYPTOGRAPHY) from None
            trouble = _reason(error)
        if trouble:
            read.problems.append(Problem(f"{where}, page {number}", f"could not be read: {trouble}"))
        read.lines.append(lines)
    return read._replace(pictures=pictures)


def _find_pages(reader: "PdfReader") -> tuple[Sequence["PageObject"], str | None]:
    """The pages of a document, and what is wrong where some of them are, or may be, missing."""
    from pypdf.errors import DependencyError

    try:
        pages, expected = list(reader.pages), _counted_pages(reader)
    except DependencyError:
        raise ArticleError(NEEDS_CRYPTOGRAPHY) from None
    except Exception:  # as above: the tree of the pages is broken, or lay in the part that was cut off
        pages, expected = [], None
    if pages and (expected is None or expected <= len(pages)):
        return pages, None
    if pages:
        return pages, f"is damaged: {len(pages)} of its {expected} pages can be found"
    if not (pages := _loose_pages(reader)):
        raise ArticleError("is cut short or damaged: no page in it can be found")
    return pages, f"is cut short or damaged: {counted(len(pages), 'page')} can be found, and there may have been more"


def _counted_pages(reader: "PdfReader") -> int | None:
    """How many pages a document says that it has."""
    tree = reader.root_object["/Pages"].get_object()
    count = tree.get("/Count") if isinstance(tree, dict) else None
    return int(count) if isinstance(count, int) else None


def _loose_pages(reader: "PdfReader") -> list["PageObject"]:
    """The pages among a document's objects, in the file's order, where no tree leads to them."""
    from pypdf import PageObject
    from pypdf.generic import DictionaryObject, IndirectObject

    in_file = sorted(
        (offset, number, generation)
        for generation, offsets in reader.xref.items()
        for number, offset in offsets.items()
    )
    packed = [(place, number, 0) for number, place in sorted(reader.xref_objStm.items(), key=lambda item: item[1])]
    pages = []
    for _, number, generation in [*in_file, *packed]:
        try:
            reference = IndirectObject(number, generation, reader)
            found = reference.get_object()
            if isinstance(found, DictionaryObject) and found.get("/Type") == "/Page":
                page = PageObject(reader, reference)
                page.update(found)
                pages.append(page)
        except Exception:  # as above
            continue
    return pages


def _lines(page: "PageObject") -> list[Line]:
    """The lines of a page in the order in which they are drawn, each with its place and the size of its letters."""
    from pypdf import mult

    lines: list[Line] = []
    pieces: list[Line] = []

    def end_line() -> None:
        text = _clean("".join(piece.text for piece in pieces)).strip()
        if text:
            first = next(piece for piece in pieces if piece.text.strip())
            largest_part = max(pieces, key=lambda piece: len(piece.text.strip()))
            lines.append(Line(text, first.x, first.y, largest_part.size))
        pieces.clear()

    def take(text: str, page_matrix: list[float], text_matrix: list[float], font: Any, font_size: float) -> None:
        x, y, size = _place(mult(text_matrix, page_matrix), font_size)
        for number, piece in enumerate(re.split(r"[\r\n]", text)):
            if number > 0:
                end_line()
            pieces.append(Line(piece, x, y, size))

    page.extract_text(visitor_text=take)
    end_line()
    return lines


def _place(matrix: list[float], font_size: float) -> tuple[float, float, float]:
    """Where text begins and how large it is, along and across its own direction: pages may be turned."""
    a, b, c, d, e, f = matrix
    along, across = math.hypot(a, b) or 1.0, math.hypot(c, d) or 1.0
    size = abs(font_size) * across
    return (e * a + f * b) / along, (e * c + f * d) / across, size if math.isfinite(size) and size > 0 else 1.0


def _clean(text: str) -> str:
    """Text as it can be stored and searched: ligatures as letters, no controls, no halves of surrogate pairs."""
    text = text.translate(LIGATURES).encode("utf-8", "replace").decode("utf-8")
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", text)


def _is_legible(character: str) -> bool:
    return character in "\n\t" or (
        character != "\ufffd" and unicodedata.category(character) not in ("Cc", "Cn", "Co")
    )


def _has_pictures(page: "PageObject") -> bool:
    resources = page.get("/Resources")
    return resources is not None and bool(resources.get_object().get("/XObject"))


def _why_without_text(pages: _Pages) -> str:
    if pages.problems:
        return "has no text that can be read: is it damaged?"
    if pages.pictures:
        count = counted(pages.pictures, "page")
        return f"has {count} of pictures and no text: run OCR on it first (ocrmypdf in.pdf out.pdf)"
    return "has no text in it"


def _details(reader: "PdfReader") -> dict[Field, Detail]:
    """What the document's own properties say of the story. The day a file was made is not when it was published."""
    try:
        properties: Mapping[str, object] = reader.metadata or {}
        title, author = title_in_properties(properties.get("/Title")), author_in_properties(properties.get("/Author"))
    except Exception:  # as above; nothing is lost but a title that the text has as well
        return {}
    details: dict[Field, Detail] = {}
    if title:
        details["title"] = Detail(title, "the document's properties")
    if author:
        details["byline"] = Detail(author, "the document's properties")
    return details


def _reason(error: Exception) -> str:
    """What pypdf says, in one line; an error of another kind only by its name, since its words are of no use."""
    from pypdf.errors import PyPdfError

    return " ".join(str(error).split())[:200] if isinstance(error, PyPdfError) else type(error).__name__
