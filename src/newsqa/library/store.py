"""What a library's SQLite file holds: articles, passages, sentences with their vectors, and the index of words."""

import json
import os
import sqlite3
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from newsqa.library.database import FILE_NAME, Database
from newsqa.library.embedding import EmbeddedPassage, Signs, Vectors
from newsqa.library.files import FileRegister
from newsqa.library.words import words
from newsqa.schema import Article, Filter, Passage, Sentence

COLUMNS = tuple(name for name in Article.model_fields)
ARTICLE_COLUMNS = ", ".join(COLUMNS)
HOT_BAND = 300  # articles
MOST_CANDIDATES = 30  # articles that a new one is compared with in full, those with the most bands in common


class StoredPassage(NamedTuple):
    """A passage as it is kept: with its number, its article, and what EmbeddedPassage has of its sentences."""

    number: int
    article: Article
    passage: Passage
    sentence_vectors: Vectors
    token_signs: tuple[Signs, ...]


class Store(Database):
    """The texts of a library, passage by passage, and what is found in them. Raises sqlite3.Error as it comes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self.files = FileRegister(connection)

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

    # Articles

    def count_articles(self) -> int:
        """How many articles there are, copies and earlier versions not counted."""
        query = "SELECT count(*) FROM article WHERE copy_of IS NULL AND replaced_by IS NULL"
        return int(self._connection.execute(query).fetchone()[0])

    def count_characters(self) -> int:
        """How many characters all texts have together, those of copies and earlier versions among them."""
        return int(self._connection.execute("SELECT ifnull(sum(length(text)), 0) FROM article").fetchone()[0])

    def count_undated(self, where: Filter) -> int:
        """How many articles would pass a filter if they had a date."""
        numbers = self.article_numbers(where.model_copy(update={"since": None, "until": None}))
        query = "SELECT count(*) FROM article WHERE number IN (SELECT value FROM json_each(?)) AND published IS NULL"
        return int(self._connection.execute(query, (json.dumps(numbers),)).fetchone()[0])

    def count_passages(self) -> int:
        """How many passages there are, those of copies and earlier versions among them."""
        return int(self._connection.execute("SELECT count(*) FROM passage").fetchone()[0])

    def article_numbers(self, where: Filter | None = None) -> list[int]:
        """The numbers of the articles that stand for themselves and their copies, in the order they were added.

        With a filter, of each group that has an article which passes, one that does.
        """
        condition, values = self._condition(where) if where else ("copy_of IS NULL", [])
        # An article that is named is looked at, whatever it is.
        if not where or not where.articles:
            condition += " AND replaced_by IS NULL"
        rows = self._connection.execute(
            f"SELECT number, ifnull(copy_of, number) FROM article WHERE {condition} "
            "ORDER BY copy_of IS NOT NULL, number",
            values,
        )
        if where and where.articles:
            return sorted(number for number, _ in rows)
        of_group: dict[int, int] = {}
        for number, group in rows:
            of_group.setdefault(group, number)
        return sorted(of_group.values())

    def _condition(self, where: Filter) -> tuple[str, list[object]]:
        conditions, values = ["TRUE"], list[object]()
        if where.since:
            conditions.append("published >= ?")
            values.append(where.since.isoformat())
        if where.until:
            conditions.append("published <= ?")
            values.append(where.until.isoformat())
        if where.sources:
            # SQLite's own comparison knows no case beyond ASCII.
            wanted = {name.casefold() for name in where.sources}
            names = [name for name in self.sources() if name.casefold() in wanted]
            conditions.append(f"source IN ({', '.join('?' * len(names))})")
            values += names
        if where.articles:
            conditions.append(f"({' OR '.join(['substr(id, 1, ?) = ?'] * len(where.articles))})")
            values += [part for prefix in where.articles for part in (len(prefix), prefix)]
        return " AND ".join(conditions), values

    def passages_to_search(self, where: Filter) -> list[int]:
        """The numbers of the passages of articles that pass a filter, in order."""
        rows = self._connection.execute(
            "SELECT number FROM passage WHERE article IN (SELECT value FROM json_each(?)) ORDER BY number",
            (json.dumps(self.article_numbers(where)),),
        )
        return [number for (number,) in rows]

    def passages_not_to_search(self) -> list[int]:
        """The numbers of the passages of copies and earlier versions, in order."""
        rows = self._connection.execute(
            "SELECT passage.number FROM article CROSS JOIN passage ON passage.article = article.number "
            "WHERE copy_of IS NOT NULL OR replaced_by IS NOT NULL ORDER BY passage.number"
        )
        return [number for (number,) in rows]

    def sources(self) -> list[str]:
        """The names of all sources, in order."""
        rows = self._connection.execute(
            "SELECT DISTINCT source FROM article WHERE source IS NOT NULL ORDER BY source"
        )
        return [source for (source,) in rows]

    def numbers_about(self, stems: Sequence[str]) -> set[int]:
        """The articles that hold every one of the words, in the title or anywhere in the text."""
        found: set[int] | None = None
        for stem in stems:
            rows = self._connection.execute(
                "SELECT DISTINCT passage.article FROM passage_words "
                "JOIN passage ON passage.number = passage_words.rowid WHERE passage_words MATCH ?",
                (f'"{stem}"',),
            )
            here = {number for (number,) in rows}
            found = here if found is None else found & here
        return found or set()

    def article(self, number: int) -> Article | None:
        """The article of a number; None where it is no more."""
        row = self._connection.execute(
            f"SELECT {ARTICLE_COLUMNS} FROM article WHERE number = ?", (number,)
        ).fetchone()
        return _article(row) if row else None

    def all_numbers(self) -> list[int]:
        """The numbers of all articles, copies and earlier versions among them."""
        return [number for (number,) in self._connection.execute("SELECT number FROM article ORDER BY number")]

    def articles_with_prefix(self, prefix: str, *, limit: int) -> list[Article]:
        """Articles whose id begins so, copies and earlier versions among them."""
        rows = self._connection.execute(
            f"SELECT {ARTICLE_COLUMNS} FROM article WHERE substr(id, 1, ?) = ? ORDER BY number LIMIT ?",
            (len(prefix), prefix, limit),
        )
        return [_article(row) for row in rows]

    def number_of(self, article_id: str) -> int | None:
        """The number of an article; None where it is not here."""
        row = self._connection.execute("SELECT number FROM article WHERE id = ?", (article_id,)).fetchone()
        return int(row[0]) if row else None

    def insert_article(self, article: Article, *, found_in: str, bands: Sequence[int] = ()) -> int:
        """Insert an article without its passages, and return its number."""
        values = article.model_dump(mode="json")
        values["origins"] = json.dumps(values["origins"], ensure_ascii=False)
        cursor = self._connection.execute(
            f"INSERT INTO article ({ARTICLE_COLUMNS}) VALUES ({', '.join('?' * len(COLUMNS))})",
            [values[column] for column in COLUMNS],
        )
        number = int(cursor.lastrowid or 0)
        self._connection.executemany(
            "INSERT INTO band VALUES (?, ?)", ((band, number) for band in dict.fromkeys(bands))
        )
        self.files.note_place(number, found_in)
        return number

    # Copies and versions

    def numbers_with_bands(self, bands: Sequence[int]) -> list[int]:
        """Articles that stand for their groups and share bands with a text, those that share most first."""
        shared: Counter[int] = Counter()
        for band in bands:
            rows = self._connection.execute("SELECT article FROM band WHERE key = ? LIMIT ?", (band, HOT_BAND + 1))
            here = [number for (number,) in rows]
            # What so many articles share is a template's, and says nothing of two of them.
            if len(here) <= HOT_BAND:
                shared.update(here)
        rows = self._connection.execute(
            "SELECT number FROM article WHERE number IN (SELECT value FROM json_each(?)) "
            "AND copy_of IS NULL AND replaced_by IS NULL",
            (json.dumps(list(shared)),),
        )
        numbers = [number for (number,) in rows]
        return sorted(numbers, key=lambda number: (-shared[number], number))[:MOST_CANDIDATES]

    def copies_of(self, number: int) -> list[int]:
        """The copies of an article that stands for its group."""
        rows = self._connection.execute("SELECT number FROM article WHERE copy_of = ? ORDER BY number", (number,))
        return [copy for (copy,) in rows]

    def group_of(self, number: int) -> list[int]:
        """All articles of a group, given any of them, the one that stands for it first."""
        row = self._connection.execute("SELECT ifnull(copy_of, number) FROM article WHERE number = ?", (number,))
        (group,) = row.fetchone()
        return [int(group), *self.copies_of(group)]

    def set_copy_of(self, number: int, of: int | None) -> None:
        """Make an article a copy of another, or of none; its own copies are left as they are."""
        self._connection.execute("UPDATE article SET copy_of = ? WHERE number = ?", (of, number))

    def set_replaced_by(self, number: int, newer: int) -> None:
        """Make an article an earlier version of another; its own earlier versions are the other's as well."""
        self._connection.execute(
            "UPDATE article SET replaced_by = ? WHERE number = ? OR replaced_by = ?", (newer, number, number)
        )

    def set_replaced_by_nothing(self, number: int) -> None:
        """Make an article the newest of its versions."""
        self._connection.execute("UPDATE article SET replaced_by = NULL WHERE number = ?", (number,))

    def replaced_by(self, number: int) -> int | None:
        """The newest version of an article; None where it is that itself."""
        row = self._connection.execute("SELECT replaced_by FROM article WHERE number = ?", (number,)).fetchone()
        return int(row[0]) if row and row[0] is not None else None

    def earlier_versions(self, number: int) -> list[int]:
        """The earlier versions of an article, the oldest first."""
        rows = self._connection.execute("SELECT number FROM article WHERE replaced_by = ? ORDER BY number", (number,))
        return [earlier for (earlier,) in rows]

    # Passages

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

    def delete_article(self, number: int) -> list[int]:
        """Delete an article with everything that came of it, and return its passages' numbers.

        Files that it stood in are read again when they are added again.
        """
        title, text = self._connection.execute(
            "SELECT title, text FROM article WHERE number = ?", (number,)
        ).fetchone()
        passages = self._connection.execute(
            'SELECT number, start, "end" FROM passage WHERE article = ?', (number,)
        ).fetchall()
        self._connection.executemany(
            "INSERT INTO passage_words (passage_words, rowid, words) VALUES ('delete', ?, ?)",
            ((passage, _indexed_words(title, text[start:end])) for passage, start, end in passages),
        )
        for path in self.files.places_of(number):
            self._connection.execute("DELETE FROM file WHERE path = ?", (path,))
        self._connection.execute("DELETE FROM article WHERE number = ?", (number,))
        return [passage for passage, _, _ in passages]

    def merge_words(self) -> None:
        """Drop deleted words from the index: until its segments are merged, FTS5 only marks them as deleted."""
        self._connection.execute("INSERT INTO passage_words (passage_words) VALUES ('optimize')")

    # Search

    def passages_with_words(
        self,
        stems: Sequence[str],
        *,
        limit: int,
        among: Sequence[int] | None = None,
        besides: Sequence[int] = (),
    ) -> list[tuple[int, float]]:
        """Passages that hold any of the words, as (number, BM25), the best and highest first.

        `among` and `besides` are numbers of passages: only these, and all but these.
        """
        if not stems:
            return []
        any_of = " OR ".join(f'"{stem}"' for stem in stems)
        condition, numbers = "", []
        if among is not None or besides:
            # The + keeps SQLite from asking FTS5 for one row after another, which takes a hundred times as long.
            condition = f"AND +rowid {'NOT ' if among is None else ''}IN (SELECT value FROM json_each(?)) "
            numbers = [json.dumps(list(besides if among is None else among))]
        rows = self._connection.execute(
            f"SELECT rowid, -bm25(passage_words) FROM passage_words WHERE passage_words MATCH ? {condition}"
            "ORDER BY bm25(passage_words), rowid LIMIT ?",
            [any_of, *numbers, limit],
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
    values: dict[str, Any] = dict(zip(COLUMNS, row, strict=True))
    for name in ("published", "updated"):
        values[name] = values[name] and date.fromisoformat(values[name])
    values["origins"] = json.loads(values["origins"])
    # What is in the store was validated when it went in.
    return Article.model_construct(**values)


def _indexed_words(title: str, passage: str) -> str:
    # The title's words with every passage: a passage about "the crisis" is found by the country it names.
    return " ".join(words(f"{title}\n{passage}"))
