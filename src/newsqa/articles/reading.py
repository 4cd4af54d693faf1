"""A path to the articles behind it: which files are read, by which reader, and what went wrong."""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from newsqa.articles.encodings import decode
from newsqa.articles.json_lines import articles_from_json_lines
from newsqa.articles.markdown import article_from_markdown
from newsqa.articles.plain_text import article_from_plain_text
from newsqa.errors import ArticleError
from newsqa.schema import Article

SUFFIXES = (".txt", ".text", ".md", ".markdown", ".jsonl", ".ndjson")
READ = ", ".join(SUFFIXES)
# What follows the last dot of a name says what the file is if it looks so; in "Mr. Smith said so" it does not.
SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")
MOST_KINDS = 5


class Problem(NamedTuple):
    """Something about a file, or a line of it, that its owner should know."""

    where: str
    what: str
    severity: Literal["note", "error"] = "error"

    def __str__(self) -> str:
        return f"{self.where} {self.what}"


Reading = Article | Problem


def find_files(paths: Iterable[Path]) -> Iterator[Path | Problem]:
    """The files to read: those named, and in folders, however deep, those with a suffix that newsqa reads.

    Hidden files and folders within a folder are passed over. A file named itself is read whatever its suffix.
    """
    for given in paths:
        try:
            path = given.expanduser()
            is_folder, is_there = path.is_dir(), path.exists()
        except (OSError, RuntimeError, ValueError) as error:
            yield Problem(_as_text(given)[:100], f"cannot be read: {getattr(error, 'strerror', None) or error}")
            continue
        if is_folder:
            found = False
            for item in _files_below(path):
                found = found or isinstance(item, Path) or item.severity == "error"
                yield item
            if not found:
                yield Problem(str(path), f"holds no articles (newsqa reads {READ})")
        elif is_there:
            yield path
        else:
            yield Problem(str(path), "does not exist")


def _files_below(folder: Path) -> Iterator[Path | Problem]:
    refused: list[Problem] = []

    def refuse(error: OSError) -> None:
        refused.append(Problem(str(error.filename), f"cannot be read: {error.strerror}"))

    # followlinks stays off: a link to a folder above would never end.
    passed_over: Counter[str] = Counter()
    for directory, subfolders, names in os.walk(folder, onerror=refuse):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            if name.lower().endswith(SUFFIXES):
                yield Path(directory, name)
            else:
                suffix = Path(name).suffix.lower()
                passed_over[suffix if SUFFIX.fullmatch(suffix) else "of other names"] += 1
    yield from refused
    if passed_over:
        most = dict(passed_over.most_common(MOST_KINDS))
        if rest := sum(passed_over.values()) - sum(most.values()):
            most["of other names"] = most.get("of other names", 0) + rest
        kinds = ", ".join(f"{count:,} {suffix}" for suffix, count in most.items())
        yield Problem(str(folder), f"has files that were passed over: {kinds} (newsqa reads {READ})", "note")


def read_file(path: Path, *, encoding: str | None = None) -> Iterator[Reading]:
    """The articles of one file, and what its owner should know of it; never raises for the file's sake."""
    try:
        if not path.is_file():
            # Opening a named pipe would wait for ever.
            yield Problem(str(path), "is not a regular file")
            return
        content = path.read_bytes()
    except OSError as error:
        yield Problem(str(path), f"cannot be read: {error.strerror}")
        return
    if not content.strip():
        yield Problem(str(path), "is empty")
        return
    try:
        text, note = decode(content, encoding=encoding)
        if note:
            yield Problem(str(path), note, "note")
        yield from _articles(text, path)
    except ArticleError as error:
        yield Problem(str(path), str(error))


def _articles(text: str, path: Path) -> Iterator[Reading]:
    absolute, name = _as_text(path.absolute()), _as_text(path.stem)
    if path.suffix.lower() in (".jsonl", ".ndjson"):
        for number, result in articles_from_json_lines(text, name=name, path=absolute):
            if isinstance(result, ArticleError):
                yield Problem(f"{path}:{number}", str(result))
            else:
                yield result
        return
    is_markdown = path.suffix.lower() in (".md", ".markdown")
    read = article_from_markdown if is_markdown else article_from_plain_text
    article = read(text, name=name, path=absolute)
    yield article if article is not None else Problem(str(path), "has no words in it")


def _as_text(path: Path | str) -> str:
    """A path as text that any database or terminal takes: file names need not be valid Unicode."""
    return os.fsencode(path).decode("utf-8", "replace")
