"""Paths and addresses to the documents behind them: which files are read, and what of the rest is said."""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsqa.articles.addresses import is_url
from newsqa.articles.documents import Document, Problem
from newsqa.articles.kinds import kind_of
from newsqa.errors import ArticleError

if TYPE_CHECKING:
    from newsqa.articles.fetching import Fetcher

SUFFIXES = (
    *(".txt", ".text", ".md", ".markdown", ".jsonl", ".ndjson", ".json", ".csv", ".tsv"),
    *(".html", ".htm", ".xhtml", ".mhtml", ".mht", ".rss", ".atom", ".xml", ".eml", ".mbox"),
    *(".pdf", ".docx", ".warc", ".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz"),
)
READ = "text, Markdown, HTML, PDF, Word, feeds, letters, tables, JSON Lines, and archives of these"
# What follows the last dot of a name says what the file is if it looks so; in "Mr. Smith said so" it does not.
SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")
MOST_KINDS = 5
# A page that was saved as index.php, or under no suffix at all, is told by how it begins.
KINDS_TOLD_BY_CONTENT = ("html", "mhtml", "feed", "letter", "pdf", "web archive")
BEGINNING = 8192  # bytes
LIBRARY_FILES = ("library.json", "library.sqlite")
LARGEST = 1_000_000_000  # bytes of one file


class FoundFile(NamedTuple):
    """A file to read: its bytes, when it was changed (nanoseconds), and the folder that was given, where one was."""

    path: Path
    size: int
    modified: int
    folder: Path | None = None

    @property
    def key(self) -> str:
        """What the file is known by."""
        return key_of(self.path)

    def load(self) -> Document | Problem:
        """The file's bytes, or why there are none."""
        try:
            if not self.path.is_file():
                # Opening a named pipe would wait for ever.
                return Problem(as_text(self.path), "is not a regular file")
            if self.size > LARGEST:
                return Problem(as_text(self.path), f"has {self.size / 1e9:.1f} GB: newsqa reads files up to 1 GB")
            content = self.path.read_bytes()
        except OSError as error:
            return Problem(as_text(self.path), f"cannot be read: {error.strerror}")
        if not content.strip():
            return Problem(as_text(self.path), "is empty")
        return Document(
            content,
            where=as_text(self.path),
            name=as_text(self.path.stem),
            suffix=self.path.suffix.lower(),
            path=as_text(absolute(self.path)),
            folder=as_text(absolute(self.folder)) if self.folder else None,
        )


class FoundAddress(NamedTuple):
    """A web address to read, by a fetcher that knows when it last asked its site; what it has is not known before."""

    url: str
    fetcher: "Fetcher"
    size: int | None = None
    modified: int | None = None

    @property
    def key(self) -> str:
        """What the address is known by."""
        return self.url

    def load(self) -> Document | Problem:
        """What the server sends, or why there is nothing."""
        try:
            return self.fetcher.fetch(self.url)
        except ArticleError as error:
            return Problem(self.url, str(error))


def find_documents(
    given: Iterable[Path | str], *, allow_local: bool = False
) -> Iterator[FoundFile | FoundAddress | Problem]:
    """What to read: files and addresses that are named, and in folders, however deep, what newsqa reads.

    Hidden files and folders within a folder are passed over. A file named itself is read whatever its name.
    """
    fetcher: Fetcher | None = None
    for one in given:
        if isinstance(one, str) and is_url(one):
            fetcher = fetcher or _fetcher(allow_local)
            yield FoundAddress(one, fetcher)
            continue
        if isinstance(one, str) and "://" in one:
            yield Problem(one[:100], "is no address that newsqa can fetch: it begins with http:// or https://")
            continue
        try:
            path = Path(os.path.expanduser(one))
            is_folder, is_there = path.is_dir(), os.path.lexists(path)
        except (OSError, RuntimeError, ValueError) as error:
            yield Problem(as_text(one)[:100], f"cannot be read: {getattr(error, 'strerror', None) or error}")
            continue
        if is_folder:
            found = False
            for item in _files_below(path):
                found = found or not isinstance(item, Problem) or item.severity == "error"
                yield item
            if not found:
                yield Problem(as_text(path), f"holds no articles (newsqa reads {READ})")
        elif is_there:
            yield _found(path)
        else:
            yield Problem(as_text(path), "does not exist")


def _fetcher(allow_local: bool) -> "Fetcher":
    # Late: the HTTP library takes a moment.
    from newsqa.articles.fetching import Fetcher

    return Fetcher(allow_local=allow_local)


def _files_below(folder: Path) -> Iterator[FoundFile | Problem]:
    refused: list[Problem] = []

    def refuse(error: OSError) -> None:
        refused.append(Problem(as_text(error.filename), f"cannot be read: {error.strerror}"))

    # followlinks stays off: a link to a folder above would never end.
    passed_over: Counter[str] = Counter()
    for directory, subfolders, names in os.walk(folder, onerror=refuse):
        subfolders[:] = sorted(
            name for name in subfolders if not name.startswith(".") and not is_library(directory, name)
        )
        for name in sorted(name for name in names if not name.startswith(".")):
            path = Path(directory, name)
            if name.lower().endswith(SUFFIXES) or _is_told_by_content(path):
                yield _found(path, folder)
            else:
                suffix = path.suffix.lower()
                passed_over[suffix if SUFFIX.fullmatch(suffix) else "of other names"] += 1
    yield from refused
    if passed_over:
        most = dict(passed_over.most_common(MOST_KINDS))
        if rest := sum(passed_over.values()) - sum(most.values()):
            most["of other names"] = most.get("of other names", 0) + rest
        kinds = ", ".join(f"{count:,} {suffix}" for suffix, count in most.items())
        yield Problem(as_text(folder), f"has files that were passed over: {kinds} (newsqa reads {READ})", "note")


def is_library(directory: str, name: str) -> bool:
    """Whether a folder is one of newsqa's own libraries."""
    return all(Path(directory, name, file).exists() for file in LIBRARY_FILES)


def _is_told_by_content(path: Path) -> bool:
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            beginning = file.read(BEGINNING)
    except OSError:
        return False
    document = Document(beginning, where=path.name, name=path.stem, suffix=path.suffix.lower())
    return kind_of(document) in KINDS_TOLD_BY_CONTENT


def _found(path: Path, folder: Path | None = None) -> FoundFile | Problem:
    try:
        status = path.stat()
    except OSError as error:
        return Problem(as_text(path), f"cannot be read: {error.strerror}")
    return FoundFile(path, status.st_size, status.st_mtime_ns, folder)


def absolute(path: Path | str) -> str:
    """A path from the root, without .. and the like; links stay what they are."""
    return os.path.abspath(path)  # noqa: PTH100 (Path.absolute() leaves the ..)


def key_of(path: Path | str) -> str:
    """What a file is known by: its path from the root, in which names that are no Unicode stay different."""
    return os.fsencode(absolute(path)).decode("utf-8", "backslashreplace")


def as_text(path: Path | str) -> str:
    """A path as text that any database or terminal takes: file names need not be valid Unicode."""
    return os.fsencode(path).decode("utf-8", "replace")
