"""A change of a library in the making: what is to be committed together."""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np

from newsqa.library.embedding import EmbeddedPassage, Embedder, Vectors
from newsqa.library.passages import split_passages
from newsqa.library.store import Store
from newsqa.library.vectors import VectorIndex, vectors_path
from newsqa.schema import Article, Passage

PASSAGES_A_BATCH = 64
# A long addition is committed this often, so that an interruption loses a minute and not an hour.
SECONDS_BETWEEN_COMMITS = 60.0


class Change:
    """Additions and removals in the making, committed together with the vectors that belong to them."""

    def __init__(self, store: Store, folder: Path, embedder: Embedder) -> None:
        self.store = store
        self._folder = folder
        self._embedder = embedder
        self._pending: list[tuple[Article, list[Passage]]] = []
        self._new: list[tuple[int, Vectors]] = []
        self._removed: list[int] = []
        self._begin()

    def _begin(self) -> None:
        self.store.begin(write=True)
        self._generation = self.store.generation
        self._began = time.monotonic()

    def add(
        self, article: Article, on_progress: Callable[[Article], None], on_embedded: Callable[[int], None]
    ) -> None:
        """Add an article; it is embedded and inserted together with those after it."""
        word_pieces = self._embedder.word_pieces(article.text)
        self._pending.append((article, split_passages(article, word_pieces, window=self._embedder.window)))
        if sum(len(passages) for _, passages in self._pending) >= PASSAGES_A_BATCH:
            self.finish(on_progress, on_embedded)
            if time.monotonic() - self._began >= SECONDS_BETWEEN_COMMITS:
                self.commit()
                self._begin()

    def finish(self, on_progress: Callable[[Article], None], on_embedded: Callable[[int], None]) -> None:
        """Embed and insert what is pending; interrupted, none of it is inserted."""
        texts = [
            (
                article.text[passage.start : passage.end],
                [(s.start - passage.start, s.end - passage.start) for s in passage.sentences],
            )
            for article, passages in self._pending
            for passage in passages
        ]
        embedded: list[EmbeddedPassage] = []
        # A few at a time: the vectors of all tokens of a long document would fill the memory.
        for first in range(0, len(texts), PASSAGES_A_BATCH):
            batch = texts[first : first + PASSAGES_A_BATCH]
            embedded += self._embedder.embed_passages(batch)
            on_embedded(sum(len(text) for text, _ in batch))
        passages_left = iter(embedded)
        new: list[tuple[int, Vectors]] = []
        with self.store.all_or_nothing():
            for article, passages in self._pending:
                number = self.store.insert_article(article)
                for passage in passages:
                    vectors = next(passages_left)
                    new.append((self.store.insert_passage(number, article, passage, vectors), vectors.vector))
        self._new += new
        inserted, self._pending = self._pending, []
        for article, _ in inserted:
            on_progress(article)

    def remove(self, article_ids: Sequence[str]) -> None:
        """Remove articles that are there."""
        for article_id in article_ids:
            self._removed += self.store.delete_article(article_id)
        if self._removed:
            self.store.merge_words()

    def commit(self) -> None:
        """Write the new vectors, then commit the texts with the name of that file. Nothing new, nothing done.

        It can be called again where it was left by a Ctrl-C.
        """
        if not self._new and not self._removed:
            self.store.roll_back()
            return
        old = self._generation
        # Not the reader's copy: it must stay what it is if this commit fails.
        vectors = VectorIndex.read(vectors_path(self._folder, old))
        if self._removed:
            vectors.remove(self._removed)
        if self._new:
            vectors.add([number for number, _ in self._new], np.stack([vector for _, vector in self._new]))
        if len(vectors) != self.store.count_passages():
            # A Ctrl-C fell between a passage's text and its vector.
            self.store.roll_back()
            return
        vectors.write(vectors_path(self._folder, old + 1))
        self.store.set_generation(old + 1)
        self.store.commit()
        self._new, self._removed = [], []
        self._delete_other_generations(old + 1)

    def keep(self) -> None:
        """Commit what is whole after a Ctrl-C, wherever in an addition it came."""
        if self.store.is_in_transaction:
            self.commit()

    def _delete_other_generations(self, generation: int) -> None:
        """Delete the vectors of earlier generations, and of later ones that an interrupted writer left."""
        current = vectors_path(self._folder, generation)
        for path in self._folder.glob("passages.*.faiss"):
            if path != current:
                with suppress(FileNotFoundError):
                    path.unlink()
