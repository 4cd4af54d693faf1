"""Documents to articles: by which reader, what is made of what it found, and what went wrong."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from newsqa.articles.documents import Cut, Detail, Document, Draft, Field, Found, Problem
from newsqa.articles.file_details import details_from_path
from newsqa.articles.finding import find_documents
from newsqa.articles.kinds import Kind, Unreadable, kind_of
from newsqa.articles.languages import language_of
from newsqa.errors import ArticleError
from newsqa.schema import Article

# Raised when the same file would now be read otherwise, so that it is read anew.
WAY = 2
# Each in a file of its own, imported when there is something for it to read.
READERS: Mapping[Kind, str] = {
    "html": "html.read_html",
    "mhtml": "mhtml.read_mhtml",
    "feed": "feed.read_feed",
    "letter": "letter.read_letter",
    "mailbox": "letter.read_letter",
    "pdf": "pdf.read_pdf",
    "docx": "docx.read_docx",
    "web archive": "web_archive.read_web_archive",
    "table": "table.read_table",
    "json lines": "json_lines.read_json_lines",
    "json": "json_lines.read_json_lines",
    "markdown": "markdown.read_markdown",
    "plain text": "plain_text.read_plain_text",
    "zip": "archive.read_archive",
    "tar": "archive.read_archive",
    "compressed": "archive.read_archive",
}
# What the text of a document with markup may tell where the markup does not.
TOLD_BY_TEXT: Mapping[Kind, tuple[Field, ...]] = {
    "docx": ("title", "byline", "source", "published", "updated", "place"),
    "html": ("place",),
    "feed": ("place",),
}
# An archive in an archive in an archive: deeper ones are made to do harm.
DEEPEST = 4
# Where the file is the story, its name and folder say something of it.
ONE_STORY: tuple[Kind, ...] = ("html", "mhtml", "pdf", "docx", "markdown", "plain text")
DECODED_BY_READERS: tuple[Kind, ...] = ("json lines", "json", "markdown", "plain text", "table")

NO_SOURCE = Detail("", "")

Reading = Article | Problem


class ReadingOptions(NamedTuple):
    """How documents are read, where newsqa is not to find that out.

    `encoding` of texts; `keep_all` keeps a page's furniture, and several stories in one; `source` is that of articles
    which do not name theirs; `allow_local` lets addresses on this computer and its network be fetched.
    """

    encoding: str | None = None
    keep_all: bool = False
    source: str | None = None
    allow_local: bool = False

    def __str__(self) -> str:
        return json.dumps([WAY, self.encoding, self.keep_all, self.source])


AS_FOUND = ReadingOptions()


class Story(NamedTuple):
    """An article, where its document is, what kind that is, and what of it is no part of any story."""

    article: Article
    where: str
    kind: Kind
    cuts: tuple[Cut, ...]


def read_paths(given: Iterable[Path | str], *, options: ReadingOptions = AS_FOUND) -> Iterator[Reading]:
    """The articles of files, folders and addresses, and what their owner should know of them."""
    for found in find_documents(given, allow_local=options.allow_local):
        document = found if isinstance(found, Problem) else found.load()
        if isinstance(document, Problem):
            yield document
        else:
            yield from read_document(document, options=options)


def read_document(document: Document, *, options: ReadingOptions = AS_FOUND) -> Iterator[Reading]:
    """The articles of a document, and what its owner should know of it; never raises for the document's sake."""
    for story in read_stories(document, options=options):
        yield story if isinstance(story, Problem) else story.article


def read_stories(document: Document, *, options: ReadingOptions = AS_FOUND) -> Iterator[Story | Problem]:
    """As `read_document`, each article with what was cut away around it."""
    is_empty = True
    for found in _read(document, options, depth=0):
        is_empty = False
        yield found
    if is_empty:
        yield Problem(document.where, "holds no articles")


def _read(document: Document, options: ReadingOptions, *, depth: int) -> Iterator[Story | Problem]:
    try:
        kind = kind_of(document)
        if isinstance(kind, Unreadable):
            yield Problem(document.where, kind.reason)
            return
        for found in _found_in(document, kind, options):
            match found:
                case Problem():
                    yield found
                case Document() if depth >= DEEPEST:
                    yield Problem(found.where, f"is not read: it lies {DEEPEST + 1} archives deep")
                case Document():
                    yield from _read(found._replace(folder=document.folder), options, depth=depth + 1)
                case Draft():
                    yield from _stories(found, document, kind, options)
    except ArticleError as error:
        yield Problem(document.where, str(error))


def _found_in(document: Document, kind: Kind, options: ReadingOptions) -> Iterator[Found]:
    module, function = READERS[kind].split(".")
    read = getattr(import_module(f"newsqa.articles.readers.{module}"), function)
    if kind in DECODED_BY_READERS:
        yield from read(document, encoding=options.encoding)
    elif kind == "html":
        yield from read(document, encoding=options.encoding, keep_all=options.keep_all)
    else:
        yield from read(document)


def _stories(draft: Draft, document: Document, kind: Kind, options: ReadingOptions) -> Iterator[Story | Problem]:
    """The stories of a draft: without furniture, each with all that is known about it."""
    # Late: the rules for text take a fifth of the time that a question's imports take, and no question needs them.
    from newsqa.articles.siblings import lines_of_folder
    from newsqa.articles.stories_in_text import clean, details_from_text

    drafts = [draft]
    if kind in TOLD_BY_TEXT and not draft.is_scraped:
        told, _ = details_from_text(draft.text)
        missing = {name: detail for name, detail in told.items() if name in TOLD_BY_TEXT[kind]}
        drafts = [draft._replace(details={**missing, **draft.details})]
    elif draft.is_scraped and not options.keep_all:
        repeated = lines_of_folder(document.path) if kind == "plain text" and document.path else ()
        # What a reader knows goes before what the text says.
        drafts = [
            one._replace(details={**one.details, **draft.details}, cuts=(*draft.cuts, *one.cuts))
            for one in clean(draft.text, repeated=repeated)
        ]
    if not any(re.search(r"\w", one.text) for one in drafts):
        has_words = re.search(r"\w", draft.text) is not None
        only_page = "holds nothing but the lines of a page around a story (--keep-all keeps them)"
        yield Problem(document.where, only_page if has_words else "has no words in it")
        return
    for one in drafts:
        if re.search(r"\w", one.text):
            yield Story(_article(one, document, kind, options), document.where, kind, one.cuts)


def _article(draft: Draft, document: Document, kind: Kind, options: ReadingOptions) -> Article:
    text = _sound(draft.text)
    of_file = details_from_path(document) if kind in ONE_STORY else {}
    given: dict[Field, Detail] = {"source": Detail(options.source, "--source")} if options.source else {}
    known: dict[Field, Detail] = {**of_file, **given, **draft.details}
    if draft.details.get("source", NO_SOURCE).origin == "the dateline":
        # An agency's story in a paper is that paper's, where the paper is known.
        known["source"] = given.get("source") or of_file.get("source") or draft.details["source"]
    # What a page says of its language is often its template's; of a text too short to tell, nothing is said.
    known.pop("language", None)
    if language := language_of(text):
        known["language"] = Detail(language, "the text")
    known.setdefault("title", Detail(document.name, "the file's name"))
    if document.url:
        known.setdefault("url", Detail(document.url, "the address"))
    values = {name: detail.value for name, detail in known.items()}
    return Article.from_text(
        text,
        title=_sound(str(values["title"])),
        byline=_text(values.get("byline")),
        source=_text(values.get("source")),
        url=_text(values.get("url")),
        published=_day(values.get("published")),
        updated=_day(values.get("updated")),
        language=_text(values.get("language")),
        place=_text(values.get("place")),
        external_id=_text(values.get("external_id")),
        path=document.path,
        origins={name: detail.origin for name, detail in known.items()},
    )


def _text(value: str | date | None) -> str | None:
    return _sound(str(value)) if value is not None else None


def _day(value: str | date | None) -> date | None:
    return value if isinstance(value, date) else None


def _sound(text: str) -> str:
    """Without what no text can hold: zeros, which end a text for SQLite, and halves of surrogate pairs."""
    return text.replace("\0", "").encode("utf-8", "replace").decode().strip()
