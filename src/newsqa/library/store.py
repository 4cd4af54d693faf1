"""The SQLite file of a library: articles, passages, sentences with their vectors, and the index of words."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np

from newsqa.library.embedding import EmbeddedPassage, Signs, Vectors
from newsqa.library.words import words
from newsqa.schema import Article, Passage, Sentence

FILE_NAME = "library.sqlite"

# The words index holds no text of its own (content=''): the words of a passage are taken from its article
# again when it is removed. It is given words that are analysed already, hence the plain tokenizer.
SCHEMA = """
CREATE TABLE state (generation INTEGER NOT NULL);
INSERT INTO state VALUES (0);
CREATE TABLE article (
  number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, source TEXT, url TEXT,
  published TEXT, path TEXT, external_id TEXT, text TEXT NOT NULL);
CREATE TABLE passage (
  number INTEGER PRIMARY KEY AUTOINCREMENT, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE);
CREATE INDEX passage_of_article ON passage (article);
CREATE TABLE sentence (
  passage INTEGER NOT NULL REFERENCES passage ON DELETE CASCADE, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  vector BLOB NOT NULL, token_signs BLOB NOT NULL);
CREATE INDEX sentence_of_passage ON sentence (passage, start);
CREATE VIRTUAL TABLE passage_words USING fts5 (
  words, content = '', tokenize = "unicode61 remove_diacritics 0 tokenchars '.'");
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (passage_words, row);
"""
ARTICLE_COLUMNS = "id, title, source, url, published, path, external_id, text"


class StoredPassage(NamedTuple):
    """A passage as it is kept: with its number, its article, and what EmbeddedPassage has of its sentences."""

    number: int
    article: Article
    passage: Passage
    sentence_vectors: Vectors
    token_signs: tuple[Signs, ...]


class Store:
    """One connection to a library's SQLite file. Raises sqlite3.Error as it comes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.isolation_level = None  # transactions are begun and ended by hand
        # Deleted text is overwritten with zeros, so that what was removed cannot be found in the file.
        for pragma in ("foreign_keys = ON", "secure_delete = ON", "busy_timeout = 5000"):
            connection.execute(f"PRAGMA {pragma}")

    @classmethod
    def create(cls, folder: Path) -> Self:
        """A new, empty store; what an interrupted creation left behind is overwritten."""
        for left_over in folder.glob(f"{FILE_NAME}*"):
            left_over.unlink()
        store = cls(sqlite3.connect(folder / FILE_NAME))
        store._connection.execute("PRAGMA journal_mode = WAL")
        store._connection.executescript(f"BEGIN; {SCHEMA} COMMIT;")
        return store

    @classmethod
    def has_articles(cls, folder: Path) -> bool:
        """Whether there is a store with articles in it; what an interrupted creation left has none."""
        if not (folder / FILE_NAME).exists():
            return False
        try:
            store = cls.open(folder, writable=os.access(folder, os.W_OK))
        except sqlite3.Error:
            return False
        try:
            return store.count_articles() > 0
        except sqlite3.Error:
            return False
        finally:
            store.close()

    @classmethod
    def open(cls, folder: Path, *, writable: bool) -> Self:
        """The store of an existing library; one in a folder that cannot be written is read as it stands."""
        uri = (folder / FILE_NAME).absolute().as_uri()
        if writable:
            return cls(sqlite3.connect(f"{uri}?mode=rw", uri=True))
        # SQLite needs files beside the database to read its journal, and cannot make them here. Without a journal
        # it can be told that nothing changes.
        has_journal = (folder / f"{FILE_NAME}-wal").exists()
        return cls(sqlite3.connect(f"{uri}?mode=ro{'' if has_journal else '&immutable=1'}", uri=True))

    def close(self) -> None:
        """Close the connection; an open transaction is rolled back."""
        self._connection.close()

    def begin(self, *, write: bool = False) -> None:
        """Begin a transaction: for reading, everything is seen as it is now until it ends."""
        self._connection.execute("BEGIN IMMEDIATE" if write else "BEGIN")

    @property
    def is_in_transaction(self) -> bool:
        """Whether a transaction has begun and not ended."""
        return self._connection.in_transaction

    def commit(self) -> None:
        """Make all changes since `begin` at once."""
        self._connection.execute("COMMIT")

    def roll_back(self) -> None:
        """Undo all changes since `begin`."""
        if self.is_in_transaction:
            self._connection.execute("ROLLBACK")

    @contextmanager
    def all_or_nothing(self) -> Iterator[None]:
        """Within a transaction: what is done in the block is undone where it is left by an error or a Ctrl-C."""
        self._connection.execute("SAVEPOINT part")
        try:
            yield
        except BaseException:
            if self.is_in_transaction:  # a full disk ends it all
                self._connection.execute("ROLLBACK TO part")
                self._connection.execute("RELEASE part")
            raise
        self._connection.execute("RELEASE part")

    @property
    def generation(self) -> int:
        """How often the library was changed; it names the file of vectors that belongs to the texts."""
        return int(self._connection.execute("SELECT generation FROM state").fetchone()[0])

    def set_generation(self, generation: int) -> None:
        """Say which file of vectors belongs to the texts."""
        self._connection.execute("UPDATE state SET generation = ?", (generation,))

    # Articles

    def count_articles(self) -> int:
        """How many articles there are."""
        return int(self._connection.execute("SELECT count(*) FROM article").fetchone()[0])

    def count_passages(self) -> int:
        """How many passages there are."""
        return int(self._connection.execute("SELECT count(*) FROM passage").fetchone()[0])

    def article_numbers(self) -> list[int]:
        """The numbers of all articles in the order in which they were added."""
        return [number for (number,) in self._connection.execute("SELECT number FROM article ORDER BY number")]

    def article(self, number: int) -> Article | None:
        """The article of a number; None where it is no more."""
        row = self._connection.execute(
            f"SELECT {ARTICLE_COLUMNS} FROM article WHERE number = ?", (number,)
        ).fetchone()
        return _article(row) if row else None

    def articles_with_prefix(self, prefix: str, *, limit: int) -> list[Article]:
        """Articles whose id begins so."""
        rows = self._connection.execute(
            f"SELECT {ARTICLE_COLUMNS} FROM article WHERE substr(id, 1, ?) = ? ORDER BY number LIMIT ?",
            (len(prefix), prefix, limit),
        )
        return [_article(row) for row in rows]

    def has_article(self, article_id: str) -> bool:
        """Whether an article is here."""
        return bool(self._connection.execute("SELECT 1 FROM article WHERE id = ?", (article_id,)).fetchone())

    def insert_article(self, article: Article) -> int:
        """Insert an article without its passages, and return its number."""
        values = article.model_dump(mode="json")
        cursor = self._connection.execute(
            f"INSERT INTO article ({ARTICLE_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [values[column] for column in ARTICLE_COLUMNS.split(", ")],
        )
        return int(cursor.lastrowid or 0)

    def insert_passage(
        self, article_number: int, article: Article, passage: Passage, embedded: EmbeddedPassage
    ) -> int:
        """Insert a passage with its sentences and words, and return its number."""
        cursor = self._connection.execute(
            'INSERT INTO passage (article, start, "end") VALUES (?, ?, ?)',
            (article_number, passage.start, passage.end),
        )
        number = int(cursor.lastrowid or 0)
        self._connection.executemany(
            "INSERT INTO sentence VALUES (?, ?, ?, ?, ?)",
            (
                (number, sentence.start, sentence.end, vector.astype(np.float16).tobytes(), signs.tobytes())
                for sentence, vector, signs in zip(
                    passage.sentences, embedded.sentence_vectors, embedded.token_signs, strict=True
                )
            ),
        )
        self._connection.execute(
            "INSERT INTO passage_words (rowid, words) VALUES (?, ?)",
            (number, _indexed_words(article.title, article.text[passage.start : passage.end])),
        )
        return number

    def delete_article(self, article_id: str) -> list[int]:
        """Delete an article with everything that came of it, and return its passages' numbers."""
        number, title, text = self._connection.execute(
            "SELECT number, title, text FROM article WHERE id = ?", (article_id,)
        ).fetchone()
        passages = self._connection.execute(
            'SELECT number, start, "end" FROM passage WHERE article = ?', (number,)
        ).fetchall()
        self._connection.executemany(
            "INSERT INTO passage_words (passage_words, rowid, words) VALUES ('delete', ?, ?)",
            ((passage, _indexed_words(title, text[start:end])) for passage, start, end in passages),
        )
        self._connection.execute("DELETE FROM article WHERE number = ?", (number,))
        return [passage for passage, _, _ in passages]

    def merge_words(self) -> None:
        """Drop deleted words from the index: until its segments are merged, FTS5 only marks them as deleted."""
        self._connection.execute("INSERT INTO passage_words (passage_words) VALUES ('optimize')")

    def empty_journal(self) -> None:
        """Move the write-ahead log into the file and cut it to nothing, outside any transaction."""
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    # Search

    def passages_with_words(self, stems: Sequence[str], *, limit: int) -> list[tuple[int, float]]:
        """Passages that hold any of the words, as (number, BM25), the best and highest first."""
        if not stems:
            return []
        any_of = " OR ".join(f'"{stem}"' for stem in stems)
        rows = self._connection.execute(
            "SELECT rowid, -bm25(passage_words) FROM passage_words WHERE passage_words MATCH ? "
            "ORDER BY bm25(passage_words), rowid LIMIT ?",
            (any_of, limit),
        )
        return rows.fetchall()

    def document_frequencies(self, stems: Sequence[str]) -> dict[str, int]:
        """In how many passages each word stands; 0 for a word that stands in none."""
        frequencies = {}
        for stem in stems:
            row = self._connection.execute("SELECT doc FROM vocabulary WHERE term = ?", (stem,)).fetchone()
            frequencies[stem] = int(row[0]) if row else 0
        return frequencies

    def passages(self, numbers: Sequence[int]) -> list[StoredPassage]:
        """The passages of these numbers that are there, in the order given."""
        articles: dict[int, Article] = {}
        stored = []
        for number in numbers:
            row = self._connection.execute(
                'SELECT start, "end", article FROM passage WHERE number = ?', (number,)
            ).fetchone()
            if row is None:
                continue
            start, end, article_number = row
            if article_number not in articles:
                found = self.article(article_number)
                assert found is not None  # a passage goes with its article
                articles[article_number] = found
            article = articles[article_number]
            rows = self._connection.execute(
                'SELECT start, "end", vector, token_signs FROM sentence WHERE passage = ? ORDER BY start', (number,)
            ).fetchall()
            passage = Passage(
                article_id=article.id,
                start=start,
                end=end,
                sentences=tuple(Sentence(article_id=article.id, start=s, end=e) for s, e, *_ in rows),
            )
            vectors = np.stack([np.frombuffer(vector, dtype=np.float16) for _, _, vector, _ in rows])
            bytes_a_token = (vectors.shape[1] + 7) // 8
            signs = tuple(
                np.frombuffer(token_signs, dtype=np.uint8).reshape(-1, bytes_a_token) for *_, token_signs in rows
            )
            stored.append(StoredPassage(number, article, passage, vectors.astype(np.float32), signs))
        return stored


def _article(row: Sequence[str | None]) -> Article:
    values = dict(zip(ARTICLE_COLUMNS.split(", "), row, strict=True))
    published = values.pop("published")
    # What is in the store was validated when it went in.
    return Article.model_construct(**values, published=published and date.fromisoformat(published))  # type: ignore[arg-type]


def _indexed_words(title: str, passage: str) -> str:
    # The title's words with every passage: a passage about "the crisis" is found by the country it names.
    return " ".join(words(f"{title}\n{passage}"))
