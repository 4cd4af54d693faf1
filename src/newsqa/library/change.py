"""A change of a library in the making: what is to be committed together."""

import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import numpy as np

from newsqa.articles.copies import are_copies
from newsqa.library.copies import band_keys, find_original
from newsqa.library.database import Segment
from newsqa.library.embedding import EmbeddedPassage, Embedder, Vectors
from newsqa.library.files import FileStamp
from newsqa.library.passages import split_passages
from newsqa.library.store import Store
from newsqa.library.vectors import VectorIndex, vectors_path
from newsqa.schema import Article, Passage

PASSAGES_A_BATCH = 64
# A long addition is committed this often, so that an interruption loses a minute and not an hour.
SECONDS_BETWEEN_COMMITS = 60.0
# A copy that is longer than the article it is a copy of by this share stands for the group: it has the fullest text.
LONGER_BY = 1.05


class _Pending(NamedTuple):
    """An article that is to be embedded and inserted, and the earlier version that it replaces."""

    article: Article
    passages: list[Passage]
    bands: list[int]
    copy_of: int | None = None
    found_in: str = ""
    replaces: int | None = None
    number: int | None = None  # of an article that is here, and is to be embedded anew


class Change:
    """Additions and removals in the making, committed together with the vectors that belong to them."""

    def __init__(
        self,
        store: Store,
        folder: Path,
        embedder: Embedder,
        *,
        dimension: int,
        on_progress: Callable[[Article], None] = lambda _: None,
        on_embedded: Callable[[int], None] = lambda _: None,
    ) -> None:
        self.store = store
        self._folder = folder
        self._embedder = embedder
        self._dimension = dimension
        self._on_progress = on_progress
        self._on_embedded = on_embedded
        self._pending: list[_Pending] = []
        self._pending_bands: set[int] = set()
        self._pending_files: list[FileStamp] = []
        self._new: list[tuple[int, Vectors]] = []
        self._removed: list[int] = []
        self._begin()

    def _begin(self) -> None:
        self.store.begin(write=True)
        self._generation = self.store.generation
        self._changes = self.store.changes
        self._began = time.monotonic()

    def add(
        self,
        article: Article,
        *,
        found_in: str,
        replaces: int | None = None,
        besides: Collection[int] = (),
    ) -> Article | None:
        """Add an article; it is embedded and inserted together with those after it.

        Args:
            article: one that is not here.
            found_in: the file that it stands in.
            replaces: the number of its earlier version.
            besides: the numbers of articles that it is not to be taken for a copy of.

        Returns:
            The article that it is a copy of, if any.
        """
        keys = band_keys(article)
        if not self._pending_bands.isdisjoint(keys):
            self.finish()  # it may be a copy of one of these
        original = find_original(self.store, article, keys, besides=besides)
        word_pieces = self._embedder.word_pieces(article.text)
        passages = split_passages(article, word_pieces, window=self._embedder.window)
        number = original[0] if original else None
        self._pending_bands.update(keys)
        self._queue(_Pending(article, passages, keys, number, found_in, replaces))
        return original[1] if original else None

    def embed_again(self, number: int) -> None:
        """Embed an article that is here without its passages."""
        article = self.store.article(number)
        assert article is not None
        word_pieces = self._embedder.word_pieces(article.text)
        passages = split_passages(article, word_pieces, window=self._embedder.window)
        self._queue(_Pending(article, passages, [], number=number))

    def _queue(self, pending: _Pending) -> None:
        self._pending.append(pending)
        if sum(len(one.passages) for one in self._pending) >= PASSAGES_A_BATCH:
            self.finish()
            if time.monotonic() - self._began >= SECONDS_BETWEEN_COMMITS:
                self.commit()
                self._begin()

    def finish_file(self, stamp: FileStamp) -> None:
        """Remember that a file was read to its end, once all its articles are in."""
        self._pending_files.append(stamp)

    def finish(self) -> None:
        """Embed and insert what is pending; interrupted, none of it is inserted."""
        texts = [
            (
                one.article.text[passage.start : passage.end],
                [(s.start - passage.start, s.end - passage.start) for s in passage.sentences],
            )
            for one in self._pending
            for passage in one.passages
        ]
        embedded: list[EmbeddedPassage] = []
        # A few at a time: the vectors of all tokens of a long document would fill the memory.
        for first in range(0, len(texts), PASSAGES_A_BATCH):
            batch = texts[first : first + PASSAGES_A_BATCH]
            embedded += self._embedder.embed_passages(batch)
            self._on_embedded(sum(len(text) for text, _ in batch))
        passages_left = iter(embedded)
        new: list[tuple[int, Vectors]] = []
        with self.store.all_or_nothing():
            for one in self._pending:
                number = one.number or self.store.insert_article(one.article, bands=one.bands, found_in=one.found_in)
                for passage in one.passages:
                    vectors = next(passages_left)
                    new.append((self.store.insert_passage(number, one.article, passage, vectors), vectors.vector))
                if one.copy_of is not None:
                    self._join(number, one.article, one.copy_of)
                if one.replaces is not None:
                    self._replace(one.replaces, number, one.article)
            for stamp in self._pending_files:
                self.store.files.set_stamp(stamp)
        self._new += new
        inserted, self._pending, self._pending_files = self._pending, [], []
        self._pending_bands.clear()
        for one in inserted:
            self._on_progress(one.article)

    def _join(self, number: int, article: Article, original: int) -> None:
        """Put a copy into the group of another; the one with the fullest text stands for them."""
        # Since it was found another may have taken its place.
        group = [member for member in self.store.group_of(original) if member != number]
        if not group:
            return
        other = self.store.article(group[0])
        assert other is not None
        if len(article.text) <= LONGER_BY * len(other.text):
            self.store.set_copy_of(number, group[0])
            return
        self.store.set_copy_of(number, None)
        for copy in group:
            self.store.set_copy_of(copy, number)

    def _replace(self, old: int, number: int, article: Article) -> None:
        """Make an article an earlier version of another. Copies of it that the new one is no copy of go on."""
        others = [copy for copy in self.store.copies_of(old) if copy != number]
        if self.store.group_of(number)[0] == old:
            self.store.set_copy_of(number, None)
        self.store.set_copy_of(old, None)
        self.store.set_replaced_by(old, number)
        self.store.files.forget_places(old)
        group, *_ = self.store.group_of(number)
        same = [n for n in others if (other := self.store.article(n)) and are_copies(article.text, other.text)]
        for copy in same:
            self.store.set_copy_of(copy, group)
        self._regroup([n for n in others if n not in same])

    def bring_back(self, number: int, replaces: int | None) -> None:
        """Make an article that is here the newest again, and perhaps of one that has replaced it, or is another's."""
        article = self.store.article(number)
        assert article is not None
        with self.whole():
            if self.store.replaced_by(number) is not None:
                self.store.set_replaced_by_nothing(number)
                besides = {number, *([] if replaces is None else [replaces])}
                if found := find_original(self.store, article, band_keys(article), besides=besides):
                    self._join(number, article, found[0])
            if replaces is not None:
                self._replace(replaces, number, article)

    def _regroup(self, numbers: Sequence[int]) -> None:
        """Make one of several copies, that with the fullest text, stand for the others."""
        texts = {number: article.text for number in numbers if (article := self.store.article(number))}
        if texts:
            fullest = max(texts, key=lambda number: (len(texts[number]), -number))
            for number in texts:
                self.store.set_copy_of(number, None if number == fullest else fullest)

    @contextmanager
    def whole(self) -> Iterator[None]:
        """What is done in the block is undone where it is left by an error or a Ctrl-C."""
        removed = list(self._removed)
        try:
            with self.store.all_or_nothing():
                yield
        except BaseException:
            self._removed = removed
            raise

    def is_pending(self, article_id: str) -> bool:
        """Whether an article waits to be embedded."""
        return any(one.article.id == article_id for one in self._pending)

    def remove(self, numbers: Sequence[int]) -> None:
        """Remove articles that are there, with their earlier versions; another copy takes an article's place."""
        versions = [earlier for number in numbers for earlier in self.store.earlier_versions(number)]
        for number in dict.fromkeys([*versions, *numbers]):
            self._regroup(self.store.copies_of(number))
            self._removed += self.store.delete_article(number)

    def commit(self) -> None:
        """Write the new vectors, then commit the texts with the name of their file. Nothing new, nothing done.

        It can be called again where it was left by a Ctrl-C.
        """
        if self.store.changes == self._changes:
            self.store.roll_back()
            return
        old = self._generation
        segments = self.store.segments
        if sum(s.vectors for s in segments) + len(self._new) - len(self._removed) != self.store.count_passages():
            # A Ctrl-C fell between a passage's text and its vector.
            self.store.roll_back()
            return
        if self._removed:
            self.store.merge_words()
        if self._new or self._removed:
            segments = self._write_vectors(segments, old + 1)
        self.store.set_generation(old + 1, segments)
        self.store.commit()
        self._new, self._removed = [], []
        self._delete_other_files({segment.generation for segment in segments})

    def _write_vectors(self, segments: Sequence[Segment], generation: int) -> list[Segment]:
        """Write the new vectors, and with them those of older files that hold no more than they do.

        So the number of files, and how often a vector is written, grow with the logarithm of how many there are
        (the logarithmic method of Bentley and Saxe 1980). A removal writes all into one file.
        """
        kept = list(segments)
        # Not the reader's copy: it must stay what it is if this commit fails.
        vectors = VectorIndex.empty(self._dimension)
        if self._new:
            vectors.add([number for number, _ in self._new], np.stack([vector for _, vector in self._new]))
        while kept and (self._removed or kept[-1].vectors <= len(vectors)):
            older = VectorIndex.read(vectors_path(self._folder, kept.pop().generation))
            older.absorb(vectors)
            vectors = older
        if self._removed:
            vectors.remove(self._removed)
        vectors.write(vectors_path(self._folder, generation))
        return [*kept, Segment(generation, len(vectors))]

    def keep(self) -> None:
        """Commit what is whole after a Ctrl-C, wherever in an addition it came."""
        if self.store.is_in_transaction:
            self.commit()

    def _delete_other_files(self, generations: Collection[int]) -> None:
        """Delete the vectors that were written anew elsewhere, and those that an interrupted writer left."""
        current = {vectors_path(self._folder, generation) for generation in generations}
        for path in self._folder.glob("passages.*.faiss"):
            if path not in current:
                with suppress(FileNotFoundError):
                    path.unlink()
