"""A plain text file: as it stands, with whatever was copied from a page along with the story."""

from collections.abc import Iterator

from newsqa.articles.documents import Document, Draft, Found, Problem
from newsqa.articles.encodings import decode, normalise_line_breaks


def read_plain_text(document: Document, *, encoding: str | None = None) -> Iterator[Found]:
    """The text of a file, in which stories are yet to be told from the page around them.

    Raises:
        ArticleError: the bytes are no text, or not in the encoding given.
    """
    decoded, note = decode(document.content, encoding=encoding)
    if note:
        yield Problem(document.where, note, "note")
    yield Draft(normalise_line_breaks(decoded).strip(), is_scraped=True)
