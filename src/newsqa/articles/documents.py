"""What readers are given, and what they give: bytes in, drafts of articles and problems out."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

Field = Literal["title", "byline", "source", "url", "published", "updated", "language", "place", "external_id"]


class Document(NamedTuple):
    """Bytes that may hold articles, and what is known of where they come from.

    `where` is what its owner is told ("news.zip: a/b.html", an address); `name` the file's name without its suffix, a
    title of last resort; `suffix` in lower case with its dot, a hint at most: the content decides. `path` is the
    absolute path of the file on disk, also for a document inside it. `media_type` is what a server, an e-mail or an
    archive said that it is, without parameters ("text/html"). `folder` is the folder that was given, where one was.
    """

    content: bytes
    where: str
    name: str
    suffix: str = ""
    path: str | None = None
    url: str | None = None
    media_type: str | None = None
    folder: str | None = None


class Detail(NamedTuple):
    """Something known about a story, and where it was found, in words: "the page's markup", "the first line"."""

    value: str | date
    origin: str


class Cut(NamedTuple):
    """Text that stood in a document and is no part of any story in it, and why; the line of the document, from 1."""

    text: str
    why: str
    line: int | None = None


class Draft(NamedTuple):
    """A story as a reader found it.

    `is_scraped` says that the text may hold the furniture of the page it was copied from, or several stories, since
    the reader had no markup to go by. `cuts` are what the reader itself left out.
    """

    text: str
    details: Mapping[Field, Detail] = {}
    is_scraped: bool = False
    cuts: tuple[Cut, ...] = ()


class Problem(NamedTuple):
    """Something about a file, or a line of it, that its owner should know."""

    where: str
    what: str
    severity: Literal["note", "error"] = "error"

    def __str__(self) -> str:
        return f"{self.where} {self.what}"


# A document within a document (a page in an archive, a letter's attachment) is read in its turn.
Found = Draft | Document | Problem
