"""The lines that a text file has in common with others of its folder: those of the page, not of the story."""

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from newsqa.articles.cleaning import repeated_lines
from newsqa.articles.encodings import decode
from newsqa.errors import ArticleError

SUFFIXES = (".txt", ".text")
MOST_FILES = 200  # of a folder, read to see what they have in common
LARGEST = 200_000  # bytes; a larger file is a book, or many stories


def lines_of_folder(path: str) -> frozenset[str]:
    """The normalised lines that stand in at least three text files of a file's folder, its first 200."""
    folder = Path(path).parent
    try:
        return _repeated(folder, folder.stat().st_mtime_ns)
    except OSError:
        return frozenset()


@lru_cache(maxsize=4)
def _repeated(folder: Path, modified: int) -> frozenset[str]:
    """As `lines_of_folder`, until a file comes or goes."""
    return repeated_lines(_texts(folder))


def _texts(folder: Path) -> Iterator[str]:
    with os.scandir(folder) as entries:
        names = sorted(
            entry.name
            for entry in entries
            if entry.name.lower().endswith(SUFFIXES) and entry.is_file() and entry.stat().st_size <= LARGEST
        )
    for name in names[:MOST_FILES]:
        try:
            yield decode((folder / name).read_bytes()).text
        except (OSError, ArticleError):
            continue
