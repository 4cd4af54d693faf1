"""A library: articles on disk, searchable, every change whole or not at all.

The texts live in SQLite, the passages' vectors in FAISS files beside it. A change writes a new file of vectors under
the next generation's number, then commits the texts together with the list of such files: whenever the writer is
killed, the committed list names files of vectors that are whole and belong to the committed texts.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from difflib import get_close_matches
from pathlib import Path
from types import TracebackType
from typing import Self

from newsqa.articles import (
    AS_FOUND,
    Problem,
    ReadingOptions,
)
from newsqa.errors import LibraryError
from newsqa.library.adding import Addition, AddReport
from newsqa.library.change import Change
from newsqa.library.copies import band_keys, find_original
from newsqa.library.database import FILE_NAME, Segment
from newsqa.library.embedding import Embedder
from newsqa.library.explaining import damaged, explaining_errors, refuse_foreign
from newsqa.library.following import add_files, follow_folder
from newsqa.library.locking import writer_lock
from newsqa.library.manifest import Manifest
from newsqa.library.store import Store
from newsqa.library.vectors import VectorIndex, vectors_path
from newsqa.library.words import content_words
from newsqa.schema import Article, Citation, Copy, Filter, Standing

MOST_SOURCES_NAMED = 5


class Library:
    """Articles in a folder of their own. One process writes at a time; any number read meanwhile."""

    def __init__(self, folder: Path, *, embedder: Embedder) -> None:
        self.folder = folder
        self.embedder = embedder
        self._store: Store | None = None
        self._vectors: VectorIndex | None = None
        self._segments: list[Segment] = []
        self._vectors_generation = -1
        self._not_searched: list[int] = []

    @classmethod
    def open(cls, folder: Path | str, *, embedder: Embedder | None = None) -> Self:
        """The library in a folder; the folder is made when the first article is added.

        Args:
            folder: where it is, or is to be.
            embedder: what turns texts into vectors; where not given, that of the settings, else the one that the
                library was made with.

        Raises:
            LibraryError: the folder holds something else, or a library that is damaged, was made by another
                version of newsqa or with another embedder.
        """
        place = Path(os.path.expanduser(folder))
        manifest = Manifest.read(place)
        made_with = manifest.embedder_folder if manifest else None
        library = cls(place, embedder=embedder or Embedder.from_settings(made_with))
        if manifest is not None:
            manifest.check_embedder(library.embedder, library.folder)
        elif library.folder.exists():
            refuse_foreign(library.folder)
        return library

    def close(self) -> None:
        """Close the files. The library can be used again: they are opened when needed."""
        if self._store is not None:
            self._store.close()
        self._store, self._vectors, self._segments, self._vectors_generation = None, None, [], -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Reading

    def __len__(self) -> int:
        """How many articles there are, copies and earlier versions not counted."""
        with self.reading() as store:
            return store.count_articles() if store else 0

    def count_all(self) -> int:
        """How many articles there are, copies and earlier versions among them."""
        with self.reading() as store:
            return len(store.all_numbers()) if store else 0

    def articles(self, where: Filter | None = None, *, about: str | None = None) -> Iterator[Article]:
        """The articles in the order in which they were added, without copies and earlier versions.

        One that is removed meanwhile is left out. With a filter, of each group of copies one that passes is given.

        Args:
            where: which articles.
            about: words that they all hold, in the title or the text, in any form.

        Raises:
            LibraryError: the filter names a source or an article that is not here.
        """
        with self.reading() as store:
            numbers = store.article_numbers(self.check_filter(where)) if store else []
            if store and about is not None:
                found = store.numbers_about(content_words(about))
                numbers = [number for number in numbers if number in found]
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

    def original_of(self, article: Article) -> Article | None:
        """The article that one which was read elsewhere would be a copy of here, if it were added."""
        with self.reading() as store:
            found = find_original(store, article, band_keys(article)) if store else None
            return found[1] if found else None

    def __contains__(self, article: Article) -> bool:
        with self.reading() as store:
            return store is not None and store.number_of(article.id) is not None

    def standing(self, article_id: str) -> Standing:
        """The copies of an article, its earlier versions, and the version that replaced it."""
        with self.reading() as store:
            number = store.number_of(article_id) if store else None
            if store is None or number is None:
                return Standing()
            newer = store.replaced_by(number)
            others = [store.article(other) for other in store.group_of(number) if other != number and newer is None]
            newest = store.article(newer) if newer is not None else None
            earlier = [store.article(other) for other in store.earlier_versions(number)]
            return Standing(
                copies=tuple(Copy.of(other) for other in others if other),
                earlier_versions=tuple(article.id for article in earlier if article),
                replaced_by=newest.id if newest else None,
            )

    def with_copies(self, citations: Iterable[Citation]) -> tuple[Citation, ...]:
        """Citations, each with the copies of its article."""
        return tuple(
            citation.model_copy(update={"also_in": self.standing(citation.article_id).copies})
            for citation in citations
        )

    def count_undated(self, where: Filter) -> int:
        """How many articles would pass a filter if they had a date."""
        with self.reading() as store:
            return store.count_undated(where) if store else 0

    def check_filter(self, where: Filter | None) -> Filter | None:
        """The filter, or None for one that lets everything pass.

        Raises:
            LibraryError: it names a source or an article that is not here, or ends before it begins.
        """
        if not where:
            return None
        if where.since and where.until and where.since > where.until:
            raise LibraryError(f"no day is both since {where.since} and until {where.until}")
        with self.reading() as store:
            sources = store.sources() if store else []
            known = {source.casefold() for source in sources}
            for source in where.sources:
                if source.casefold() not in known:
                    near = get_close_matches(source, sources, n=MOST_SOURCES_NAMED, cutoff=0.5)
                    named = near or sources[:MOST_SOURCES_NAMED]
                    there = f"there is {', '.join(named)}" if named else "no article says where it is from"
                    raise LibraryError(
                        f"no article here is from {source!r} ({there}; newsqa list --json shows them all)"
                    )
        for prefix in where.articles:
            self.article(prefix)
        return where

    @contextmanager
    def reading(self) -> Iterator[Store | None]:
        """The library's texts as they are now, unchanging within the block; None where there is no library."""
        with explaining_errors(self.folder):
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
        raise damaged(self.folder)

    def _vectors_of(self, store: Store) -> VectorIndex:
        generation = store.generation
        if self._vectors is None or generation != self._vectors_generation:
            self._check_embedder(Manifest.read(self.folder))
            segments = store.segments
            # What was added since comes to what is in memory. Taken from self: if a file is gone, all are read again.
            vectors, self._vectors = self._vectors, None
            known = len(self._segments)
            if vectors is None or segments[:known] != self._segments:
                vectors, known = VectorIndex.empty(self._dimension()), 0
            for segment in segments[known:]:
                vectors.absorb(VectorIndex.read(vectors_path(self.folder, segment.generation)))
            if len(vectors) != store.count_passages():
                raise damaged(self.folder)
            self._not_searched = store.passages_not_to_search()
            self._vectors, self._segments, self._vectors_generation = vectors, segments, generation
        return self._vectors

    @property
    def passages_not_to_search(self) -> Sequence[int]:
        """Numbers of passages of copies and earlier versions; as of the last `searching`."""
        return self._not_searched

    # Writing

    def add(
        self,
        *paths: Path | str,
        options: ReadingOptions = AS_FOUND,
        on_progress: Callable[[Article | Problem], None] = lambda _: None,
        on_embedded: Callable[[int], None] = lambda _: None,
        on_document: Callable[[int, int], None] = lambda _, __: None,
    ) -> AddReport:
        """Add the articles of files, folders and web addresses. What is there already is left as it is.

        A file that has changed since it was added gives new versions of its articles: these are searched, and the
        earlier ones stay readable by their ids. An addition that is interrupted by Ctrl-C keeps the articles that
        were embedded; one that is killed may lose those of up to a minute before. Every article is whole or not
        there, and adding the same paths again completes them.

        Args:
            paths: files, folders that are searched for files, and http and https addresses.
            options: how they are read.
            on_progress: called with each article once it is embedded or known, and with each problem at once.
            on_embedded: called with counts of characters, as they are embedded.
            on_document: called before each document with the bytes of those that were read, and of all.

        Raises:
            LibraryError: the library cannot be written, or another process is writing to it.
        """
        with self._adding(on_progress, on_embedded) as addition:
            add_files(addition, paths, options, on_document)
            return addition.report()

    def sync(
        self,
        *folders: Path | str,
        options: ReadingOptions = AS_FOUND,
        may_empty: bool = False,
        on_progress: Callable[[Article | Problem], None] = lambda _: None,
        on_embedded: Callable[[int], None] = lambda _: None,
        on_document: Callable[[int, int], None] = lambda _, __: None,
    ) -> AddReport:
        """Make the library follow folders: what is new is added, what has changed replaced, what is gone removed.

        Of articles that are in the library from elsewhere, none is touched, and none of what could not be looked at.
        Of a folder that is not there, or that has no articles any more unless `may_empty`, none is removed: its disk
        may not be mounted.

        Raises:
            LibraryError: the library cannot be written, or another process is writing to it.
        """
        with self._adding(on_progress, on_embedded) as addition:
            for folder in folders:
                follow_folder(addition, folder, options, on_document, may_empty=may_empty)
            addition.forget_gone()
            report = addition.report()
        if report.removed:
            self._empty_journal()
        return report

    def add_articles(
        self,
        readings: Iterable[Article | Problem],
        *,
        on_progress: Callable[[Article | Problem], None] = lambda _: None,
        on_embedded: Callable[[int], None] = lambda _: None,
    ) -> AddReport:
        """Add articles that were read or made elsewhere; problems among them are handed on to the report."""
        with self._adding(on_progress, on_embedded) as addition:
            for reading in readings:
                if isinstance(reading, Problem):
                    addition.problem(reading)
                else:
                    addition.article(reading)
            return addition.report()

    @contextmanager
    def _adding(
        self, on_progress: Callable[[Article | Problem], None], on_embedded: Callable[[int], None]
    ) -> Iterator[Addition]:
        """An addition. The library is made, and locked for others, when there is a first article to write."""
        with ExitStack() as opened:
            changes: list[Change] = []

            def change() -> Change:
                if not changes:
                    changes.append(opened.enter_context(self._writing(on_progress, on_embedded)))
                return changes[0]

            try:
                yield Addition(self.reading, change, on_progress)
                if changes:
                    changes[0].finish()
            except KeyboardInterrupt:
                if changes:
                    changes[0].keep()
                raise

    def remove(self, *article_ids: str) -> list[Article]:
        """Remove articles by their ids, or by beginnings of ids, with every trace of them and their earlier versions.

        Raises:
            LibraryError: an id is not there (then nothing is removed), or the library cannot be written.
        """
        articles = list({found.id: found for found in map(self.article, article_ids)}.values())
        with self._writing() as change:
            # Another process may have removed some of them since.
            numbers = (change.store.number_of(article.id) for article in articles)
            change.remove([number for number in numbers if number is not None])
        self._empty_journal()
        return articles

    def _empty_journal(self) -> None:
        """Leave no removed text in SQLite's write-ahead log."""
        with explaining_errors(self.folder):
            if store := self._open_store():
                store.empty_journal()

    def embed_all(
        self,
        *,
        on_progress: Callable[[Article | Problem], None] = lambda _: None,
        on_embedded: Callable[[int], None] = lambda _: None,
        on_document: Callable[[int, int], None] = lambda _, __: None,
    ) -> None:
        """Embed the articles of a store that was copied here without its passages, which makes it a library."""
        with explaining_errors(self.folder):
            self._store = Store.open(self.folder, writable=True)
        self._write_manifest(self._store)
        with self._writing(on_progress, on_embedded) as change:
            on_document(0, change.store.count_characters())
            for number in change.store.all_numbers():
                change.embed_again(number)
            change.finish()

    @contextmanager
    def _writing(
        self,
        on_progress: Callable[[Article], None] = lambda _: None,
        on_embedded: Callable[[int], None] = lambda _: None,
    ) -> Iterator[Change]:
        with explaining_errors(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            with writer_lock(self.folder):
                store = self._open_store() or self._create()
                self._check_embedder(Manifest.read(self.folder))
                change = Change(
                    store,
                    self.folder,
                    self.embedder,
                    dimension=self._dimension(),
                    on_progress=on_progress,
                    on_embedded=on_embedded,
                )
                try:
                    yield change
                    change.commit()
                finally:
                    store.roll_back()

    def _create(self) -> Store:
        """An empty library in the folder; whole once its manifest is there."""
        refuse_foreign(self.folder)
        store = Store.create(self.folder)
        self._write_manifest(store)
        self._store = store
        return store

    def _write_manifest(self, store: Store) -> None:
        manifest = Manifest(
            embedder=self.embedder.name,
            embedder_sha256=self.embedder.sha256,
            embedder_folder=self.embedder.chosen_folder,
            dimension=self.embedder.dimension,
        )
        store.set_manifest(manifest.model_dump_json())
        manifest.write(self.folder)

    # Files

    def _open_store(self) -> Store | None:
        if self._store is None and (manifest := Manifest.read(self.folder)):
            if not (self.folder / FILE_NAME).exists():
                raise damaged(self.folder)
            is_writable = os.access(self.folder, os.W_OK)
            store = Store.open(self.folder, writable=is_writable)
            stored = Manifest.model_validate_json(store.manifest)
            if stored != manifest and is_writable:
                stored.write(self.folder)  # a rebuilding was killed just before it could
            self._check_embedder(stored)
            self._store = store
        if self._store is None and Store.has_articles(self.folder):
            raise damaged(self.folder)  # its manifest was lost: it is not empty, and not for us to overwrite
        return self._store

    def _check_embedder(self, manifest: Manifest | None) -> None:
        """Raise where the library was rebuilt with another embedder since it was opened."""
        if manifest is not None:
            manifest.check_embedder(self.embedder, self.folder)

    def _dimension(self) -> int:
        """How many numbers a vector of this library has."""
        manifest = Manifest.read(self.folder)
        return manifest.dimension if manifest else self.embedder.dimension
