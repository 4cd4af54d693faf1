"""A library: articles on disk, searchable, every change whole or not at all.

The texts live in SQLite, the passages' vectors in a FAISS file beside it. A change writes a new file of vectors
under the next generation's number, then commits the texts together with that number: whenever the writer is
killed, the committed generation names a file of vectors that is whole and belongs to the committed texts.
"""

import errno
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from filelock import FileLock, Timeout

from newsqa.articles import Problem, find_files, read_file
from newsqa.errors import LibraryError
from newsqa.library import manifest as manifest_file
from newsqa.library import store as store_file
from newsqa.library.change import Change
from newsqa.library.embedding import Embedder
from newsqa.library.manifest import Manifest
from newsqa.library.store import Store
from newsqa.library.vectors import VectorIndex, vectors_path
from newsqa.schema import Article

LOCK_NAME = "writer.lock"


class AddReport(NamedTuple):
    """What an addition did: new articles, articles that were there already, and what could not be read."""

    added: tuple[Article, ...]
    unchanged: tuple[Article, ...]
    problems: tuple[Problem, ...]


class Library:
    """Articles in a folder of their own. One process writes at a time; any number read meanwhile."""

    def __init__(self, folder: Path, *, embedder: Embedder) -> None:
        self.folder = folder
        self.embedder = embedder
        self._store: Store | None = None
        self._vectors: VectorIndex | None = None
        self._vectors_generation = -1

    @classmethod
    def open(cls, folder: Path | str, *, embedder: Embedder | None = None) -> Self:
        """The library in a folder; the folder is made when the first article is added.

        Args:
            folder: where it is, or is to be.
            embedder: what turns texts into vectors; that of the settings where not given.

        Raises:
            LibraryError: the folder holds something else, or a library that is damaged, was made by another
                version of newsqa or with another embedder.
        """
        library = cls(Path(os.path.expanduser(folder)), embedder=embedder or Embedder.from_settings())
        manifest = Manifest.read(library.folder)
        if manifest is not None:
            manifest.check_embedder(library.embedder, library.folder)
        elif library.folder.exists():
            _refuse_foreign(library.folder)
        return library

    def close(self) -> None:
        """Close the files. The library can be used again: they are opened when needed."""
        if self._store is not None:
            self._store.close()
        self._store, self._vectors, self._vectors_generation = None, None, -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Reading

    def __len__(self) -> int:
        """How many articles there are."""
        with self.reading() as store:
            return store.count_articles() if store else 0

    def articles(self) -> Iterator[Article]:
        """All articles in the order in which they were added; one that is removed meanwhile is left out."""
        with self.reading() as store:
            numbers = store.article_numbers() if store else []
        # A transaction each: between two of them the caller may ask, add and remove.
        for number in numbers:
            with self.reading() as store:
                article = store.article(number) if store else None
            if article is not None:
                yield article

    def article(self, article_id: str) -> Article:
        """The article of an id, or of the beginning of one if no other begins so.

        Raises:
            LibraryError: there is none, or more than one.
        """
        with self.reading() as store:
            found = store.articles_with_prefix(article_id, limit=2) if store and article_id else []
        if len(found) > 1:
            raise LibraryError(f"more than one article's id begins with {article_id}: give more of it")
        if not found:
            raise LibraryError(f"no article here has the id {article_id!r} (newsqa list shows them all)")
        return found[0]

    @contextmanager
    def reading(self) -> Iterator[Store | None]:
        """The library's texts as they are now, unchanging within the block; None where there is no library."""
        with self._explaining_errors():
            store = self._open_store()
            if store is None:
                yield None
                return
            if store.is_in_transaction:
                yield store  # within another reading of the same moment
                return
            store.begin()
            try:
                yield store
            finally:
                store.roll_back()

    @contextmanager
    def searching(self) -> Iterator[tuple[Store, VectorIndex] | None]:
        """The texts and the vectors of one and the same moment; None where there is no library."""
        for attempt in range(10):
            with self.reading() as store:
                if store is None:
                    yield None
                    return
                try:
                    vectors = self._vectors_of(store)
                except FileNotFoundError:
                    # A writer replaced the file after this transaction saw its name. Look again.
                    time.sleep(0.05 * attempt)
                    continue
                yield store, vectors
                return
        raise self._damaged()

    def _vectors_of(self, store: Store) -> VectorIndex:
        generation = store.generation
        if self._vectors is None or generation != self._vectors_generation:
            vectors = VectorIndex.read(vectors_path(self.folder, generation))
            if len(vectors) != store.count_passages():
                raise self._damaged()
            self._vectors, self._vectors_generation = vectors, generation
        return self._vectors

    # Writing

    def add(
        self,
        *paths: Path | str,
        encoding: str | None = None,
        on_progress: Callable[[Article | Problem], None] = lambda _: None,
        on_embedded: Callable[[int], None] = lambda _: None,
    ) -> AddReport:
        """Add the articles of files and folders. What is there already is left as it is.

        An addition that is interrupted by Ctrl-C keeps the articles that were embedded; one that is killed may lose
        those of up to a minute before. Every article is whole or not there, and adding the same paths again
        completes them.

        Args:
            paths: files, and folders that are searched for files.
            encoding: how the files are encoded; found out for each where not given.
            on_progress: called with each article once it is embedded or known, and with each problem at once.
            on_embedded: called with counts of characters, as they are embedded.

        Raises:
            LibraryError: the library cannot be written, or another process is writing to it.
        """

        def readings() -> Iterator[Article | Problem]:
            for found in find_files(map(Path, paths)):
                if isinstance(found, Problem):
                    yield found
                else:
                    yield from read_file(found, encoding=encoding)

        return self.add_articles(readings(), on_progress=on_progress, on_embedded=on_embedded)

    def add_articles(
        self,
        readings: Iterable[Article | Problem],
        *,
        on_progress: Callable[[Article | Problem], None] = lambda _: None,
        on_embedded: Callable[[int], None] = lambda _: None,
    ) -> AddReport:
        """Add articles that were read or made elsewhere; problems among them are handed on to the report."""
        added: dict[str, Article] = {}
        unchanged: list[Article] = []
        problems: list[Problem] = []
        readings = iter(readings)
        # No library is made for paths that hold nothing.
        for first in readings:
            if isinstance(first, Article):
                break
            problems.append(first)
            on_progress(first)
        else:
            return AddReport((), (), tuple(problems))
        with self._writing() as change:
            try:
                for reading in chain([first], readings):
                    if isinstance(reading, Problem):
                        problems.append(reading)
                        on_progress(reading)
                    elif reading.id in added or change.store.has_article(reading.id):
                        unchanged.append(reading)
                        on_progress(reading)
                    else:
                        added[reading.id] = reading
                        change.add(reading, on_progress, on_embedded)
                change.finish(on_progress, on_embedded)
            except KeyboardInterrupt:
                change.keep()
                raise
        return AddReport(tuple(added.values()), tuple(unchanged), tuple(problems))

    def remove(self, *article_ids: str) -> list[Article]:
        """Remove articles by their ids, or by beginnings of ids, with every trace of them.

        Raises:
            LibraryError: an id is not there (then nothing is removed), or the library cannot be written.
        """
        articles = list({found.id: found for found in map(self.article, article_ids)}.values())
        with self._writing() as change:
            # Another process may have removed some of them since.
            change.remove([article.id for article in articles if change.store.has_article(article.id)])
        with self._explaining_errors():
            if store := self._open_store():
                store.empty_journal()
        return articles

    @contextmanager
    def _writing(self) -> Iterator[Change]:
        with self._explaining_errors():
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self.folder / LOCK_NAME, timeout=0)
            try:
                lock.acquire()
            except Timeout:
                raise LibraryError(f"another newsqa is writing to {self.folder}: try again when it is done") from None
            try:
                store = self._open_store() or self._create()
                change = Change(store, self.folder, self.embedder)
                try:
                    yield change
                    change.commit()
                finally:
                    store.roll_back()
            finally:
                lock.release()

    def _create(self) -> Store:
        """An empty library in the folder; whole once its manifest is there."""
        _refuse_foreign(self.folder)
        store = Store.create(self.folder)
        VectorIndex.empty(self.embedder.dimension).write(vectors_path(self.folder, 0))
        Manifest(
            embedder=self.embedder.name,
            embedder_sha256=self.embedder.sha256,
            dimension=self.embedder.dimension,
        ).write(self.folder)
        self._store = store
        return store

    # Files

    def _open_store(self) -> Store | None:
        if self._store is None and (manifest := Manifest.read(self.folder)):
            manifest.check_embedder(self.embedder, self.folder)
            if not (self.folder / store_file.FILE_NAME).exists():
                raise self._damaged()
            self._store = Store.open(self.folder, writable=os.access(self.folder, os.W_OK))
        if self._store is None and Store.has_articles(self.folder):
            raise self._damaged()  # its manifest was lost: it is not empty, and not for us to overwrite
        return self._store

    def _damaged(self) -> LibraryError:
        return LibraryError(f"the library in {self.folder} is damaged: delete that folder and add the articles again")

    @contextmanager
    def _explaining_errors(self) -> Iterator[None]:
        """Turn what SQLite and the system say into what the library's owner can act on."""
        try:
            yield
        except sqlite3.Error as error:
            text = str(error)
            if "disk is full" in text or "disk I/O error" in text:
                raise LibraryError(_no_space(self.folder)) from error
            if "readonly" in text or "unable to open" in text:
                raise LibraryError(f"the library in {self.folder} cannot be written: {text}") from error
            if "locked" in text:
                raise LibraryError(f"the library in {self.folder} is busy: try again in a moment") from error
            if any(sign in text for sign in ("malformed", "not a database", "no such table", "no such column")):
                raise self._damaged() from error
            raise LibraryError(f"the library in {self.folder} cannot be used: {text}") from error
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
                raise LibraryError(_no_space(self.folder)) from error
            raise LibraryError(f"the library in {self.folder} cannot be used: {error.strerror or error}") from error


def _refuse_foreign(folder: Path) -> None:
    """Raise for a folder that holds anything but what an interrupted creation of a library leaves behind."""
    ours = (LOCK_NAME, store_file.FILE_NAME, f"{manifest_file.FILE_NAME}.new", "passages.")
    try:
        foreign = sorted(path.name for path in folder.iterdir() if not path.name.startswith(ours))
    except NotADirectoryError:
        raise LibraryError(f"{folder} is a file: a library is a folder") from None
    except OSError as error:
        raise LibraryError(f"{folder} cannot be read: {error.strerror}") from None
    if foreign:
        raise LibraryError(
            f"{folder} is no newsqa library and holds other files ({foreign[0]}): give an empty or a new folder"
        )


def _no_space(folder: Path) -> str:
    return f"the disk is full: {folder} could not be written, and the library is as it was before"
