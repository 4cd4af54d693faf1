"""A library made anew with another embedder, in its own folder."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from newsqa.articles import Problem
from newsqa.errors import LibraryError
from newsqa.library.embedding import Embedder
from newsqa.library.library import Library
from newsqa.library.locking import writer_lock
from newsqa.library.manifest import Manifest
from newsqa.library.store import Store
from newsqa.library.vectors import vectors_path
from newsqa.schema import Article

WORKPLACE = "rebuilding"


def rebuild(
    folder: Path,
    embedder: Embedder,
    *,
    on_progress: Callable[[Article | Problem], None] = lambda _: None,
    on_embedded: Callable[[int], None] = lambda _: None,
    on_document: Callable[[int, int], None] = lambda _, __: None,
) -> None:
    """Make a library anew: all articles, with their ids, copies and earlier versions, embedded by another embedder.

    It is made in a folder within the library's; then its vectors are moved beside the old ones, and its texts, with
    the list of those, put in the place of the old in one transaction. Killed before, the library is as it was.

    Raises:
        LibraryError: there is no library, it is damaged, or another process is writing to it.
    """
    folder = Path(os.path.expanduser(folder))
    if Manifest.read(folder) is None:
        raise LibraryError(f"there is no library in {folder}: newsqa add PATH makes one")
    workplace = folder / WORKPLACE
    with writer_lock(folder):
        shutil.rmtree(workplace, ignore_errors=True)
        workplace.mkdir()
        try:
            with closing(Store.open(folder, writable=True)) as store:
                # Its generations go on from the old one's, so no file of vectors has the name of another.
                store.copy_articles(workplace)
                with Library(workplace, embedder=embedder) as made:
                    made.embed_all(on_progress=on_progress, on_embedded=on_embedded, on_document=on_document)
                for path in workplace.glob("passages.*.faiss"):
                    path.rename(folder / path.name)
                old = [vectors_path(folder, segment.generation) for segment in store.segments]
                store.take_over(workplace)
                Manifest.model_validate_json(store.manifest).write(folder)
            for path in old:
                path.unlink(missing_ok=True)
        except sqlite3.Error as error:
            raise LibraryError(f"the library in {folder} cannot be rebuilt: {error}") from error
        finally:
            shutil.rmtree(workplace, ignore_errors=True)
