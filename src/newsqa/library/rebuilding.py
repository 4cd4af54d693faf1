"""A library made anew with another embedder, in the place of the old one."""

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
from newsqa.schema import Article


def rebuild(
    folder: Path,
    embedder: Embedder,
    *,
    on_progress: Callable[[Article | Problem], None] = lambda _: None,
    on_embedded: Callable[[int], None] = lambda _: None,
    on_document: Callable[[int, int], None] = lambda _, __: None,
) -> None:
    """Make a library anew: all articles, with their ids, copies and earlier versions, embedded by another embedder.

    It is made beside the old one and put in its place when it is whole; interrupted, the old one is as it was.

    Raises:
        LibraryError: there is no library, it is damaged, or another process is writing to it.
    """
    folder = Path(os.path.expanduser(folder)).absolute()
    if Manifest.read(folder) is None:
        raise LibraryError(f"there is no library in {folder}: newsqa add PATH makes one")
    beside = folder.with_name(f"{folder.name}.rebuilding")
    with writer_lock(folder):
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir()
        try:
            try:
                with closing(Store.open(folder, writable=os.access(folder, os.W_OK))) as store:
                    store.copy_articles(beside)
            except sqlite3.Error as error:
                raise LibraryError(f"the library in {folder} cannot be read: {error}") from error
            with Library(beside, embedder=embedder) as rebuilt:
                rebuilt.embed_all(on_progress=on_progress, on_embedded=on_embedded, on_document=on_document)
            before = folder.with_name(f"{folder.name}.before")
            shutil.rmtree(before, ignore_errors=True)
            folder.rename(before)
            beside.rename(folder)
            shutil.rmtree(before, ignore_errors=True)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
