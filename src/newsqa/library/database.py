"""The SQLite file of a library: its tables, transactions, and which files of vectors belong to it."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple, Self

FILE_NAME = "library.sqlite"

# The words index holds no text of its own (content=''): the words of a passage are taken from its article
# again when it is removed. It is given words that are analysed already, hence the plain tokenizer.
#
# An article stands alone, is a copy of another (`copy_of`, which stands for the group in searches), or is an earlier
# version of one (`replaced_by`). All keep their passages, so that any of them can be searched where a filter asks for
# it, and another can stand for the group at once. `file` has what was read, to tell what has changed since; an
# article may stand in several files.
SCHEMA = """
CREATE TABLE state (generation INTEGER NOT NULL, segments TEXT NOT NULL, manifest TEXT NOT NULL);
INSERT INTO state VALUES (0, '[]', '');
CREATE TABLE article (
  number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, byline TEXT, source TEXT,
  url TEXT, published TEXT, updated TEXT, language TEXT, place TEXT, path TEXT, external_id TEXT,
  origins TEXT NOT NULL, text TEXT NOT NULL,
  copy_of INTEGER REFERENCES article, replaced_by INTEGER REFERENCES article ON DELETE CASCADE);
CREATE INDEX article_of_source ON article (source);
CREATE INDEX article_of_day ON article (published);
CREATE INDEX copy_of_article ON article (copy_of) WHERE copy_of IS NOT NULL;
CREATE INDEX replaced_by_article ON article (replaced_by) WHERE replaced_by IS NOT NULL;
CREATE TABLE band (
  key INTEGER NOT NULL, article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE, PRIMARY KEY (key, article)
) WITHOUT ROWID;
CREATE INDEX band_of_article ON band (article);
CREATE TABLE file (
  path TEXT PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL, sha256 TEXT NOT NULL, way TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE found_in (
  path TEXT NOT NULL, article INTEGER NOT NULL REFERENCES article ON DELETE CASCADE, PRIMARY KEY (path, article)
) WITHOUT ROWID;
CREATE INDEX found_in_of_article ON found_in (article);
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


class Segment(NamedTuple):
    """A file of vectors: the generation that wrote it, and how many it has."""

    generation: int
    vectors: int


class Database:
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
    def open(cls, folder: Path, *, writable: bool) -> Self:
        """The store of an existing library; one in a folder that cannot be written is read as it stands."""
        uri = (folder / FILE_NAME).absolute().as_uri()
        if writable:
            return cls(sqlite3.connect(f"{uri}?mode=rw", uri=True))
        # SQLite needs files beside the database to read its journal, and cannot make them here. Without a journal
        # it can be told that nothing changes.
        has_journal = (folder / f"{FILE_NAME}-wal").exists()
        return cls(sqlite3.connect(f"{uri}?mode=ro{'' if has_journal else '&immutable=1'}", uri=True))

    def copy_articles(self, folder: Path) -> None:
        """Copy the store to another folder, without passages and all that belongs to them."""
        with closing(sqlite3.connect(folder / FILE_NAME)) as copy:
            self._connection.backup(copy)
            copy.execute("PRAGMA foreign_keys = ON")
            copy.executescript(
                "BEGIN; DELETE FROM sentence; DELETE FROM passage; "
                "INSERT INTO passage_words (passage_words) VALUES ('delete-all'); "
                "UPDATE state SET segments = '[]'; COMMIT; VACUUM; PRAGMA journal_mode = WAL;"
            )

    def take_over(self, folder: Path) -> None:
        """Become the store of another folder, all at once: readers see the one or the other."""
        with closing(sqlite3.connect(folder / FILE_NAME)) as other:
            other.backup(self._connection)

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

    def empty_journal(self) -> None:
        """Move the write-ahead log into the file and cut it to nothing, outside any transaction."""
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    @property
    def generation(self) -> int:
        """How often the library was changed; it names the file of vectors that belongs to the texts."""
        return int(self._connection.execute("SELECT generation FROM state").fetchone()[0])

    @property
    def segments(self) -> list[Segment]:
        """The files of vectors that belong to the texts, the oldest first."""
        segments = json.loads(self._connection.execute("SELECT segments FROM state").fetchone()[0])
        return [Segment(*segment) for segment in segments]

    def set_generation(self, generation: int, segments: Sequence[Segment]) -> None:
        """Say which files of vectors belong to the texts."""
        self._connection.execute("UPDATE state SET generation = ?, segments = ?", (generation, json.dumps(segments)))

    @property
    def manifest(self) -> str:
        """What the library is, as JSON; library.json says the same for whoever opens it."""
        return str(self._connection.execute("SELECT manifest FROM state").fetchone()[0])

    def set_manifest(self, manifest: str) -> None:
        """Say what the library is."""
        self._connection.execute("UPDATE state SET manifest = ?", (manifest,))

    @property
    def changes(self) -> int:
        """How many rows this connection has changed so far: the same before and after, nothing has changed."""
        return self._connection.total_changes
