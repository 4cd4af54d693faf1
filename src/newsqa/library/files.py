"""The files that articles were read from: what each was then, and which articles stand in it."""

import sqlite3
from typing import NamedTuple


class FileStamp(NamedTuple):
    """A file as it was when it was read, and how it was read."""

    path: str
    size: int
    modified: int
    sha256: str
    way: str


class FileRegister:
    """The files of a store, by one connection to it. Raises sqlite3.Error as it comes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def stamp(self, path: str) -> FileStamp | None:
        """What a file was when it was last read to its end."""
        row = self._connection.execute(
            "SELECT path, size, modified, sha256, way FROM file WHERE path = ?", (path,)
        ).fetchone()
        return FileStamp(*row) if row else None

    def set_stamp(self, stamp: FileStamp) -> None:
        """Remember what a file was when it was read."""
        self._connection.execute("INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?)", stamp)

    def forget(self, path: str) -> None:
        """Forget a file and that articles stand in it; the articles stay."""
        self._connection.execute("DELETE FROM file WHERE path = ?", (path,))
        self._connection.execute("DELETE FROM found_in WHERE path = ?", (path,))

    def below(self, folder: str) -> list[str]:
        """The files that articles stand in, below a folder."""
        rows = self._connection.execute(
            "SELECT DISTINCT path FROM found_in WHERE substr(path, 1, ?) = ? ORDER BY path", (len(folder), folder)
        )
        return [path for (path,) in rows]

    def numbers_in(self, path: str) -> list[int]:
        """The articles that stand in a file, earlier versions left out."""
        rows = self._connection.execute(
            "SELECT number FROM found_in JOIN article ON article.number = found_in.article "
            "WHERE found_in.path = ? AND replaced_by IS NULL ORDER BY number",
            (path,),
        )
        return [number for (number,) in rows]

    def ids_in(self, path: str) -> list[str]:
        """The ids of the articles that stand in a file, earlier versions left out."""
        rows = self._connection.execute(
            "SELECT id FROM found_in JOIN article ON article.number = found_in.article "
            "WHERE found_in.path = ? AND replaced_by IS NULL ORDER BY number",
            (path,),
        )
        return [article_id for (article_id,) in rows]

    def places_of(self, number: int) -> list[str]:
        """The files that an article stands in."""
        rows = self._connection.execute("SELECT path FROM found_in WHERE article = ? ORDER BY path", (number,))
        return [path for (path,) in rows]

    def note_place(self, number: int, path: str) -> None:
        """Remember that an article stands in a file."""
        self._connection.execute("INSERT OR IGNORE INTO found_in VALUES (?, ?)", (path, number))

    def forget_places(self, number: int) -> None:
        """Forget where an article stands."""
        self._connection.execute("DELETE FROM found_in WHERE article = ?", (number,))

    def forget_place(self, number: int, path: str) -> None:
        """Forget that an article stands in a file; its path becomes one where it still does."""
        self._connection.execute("DELETE FROM found_in WHERE article = ? AND path = ?", (number, path))
        # Not the empty path of articles that were added from no file.
        if left := [place for place in self.places_of(number) if place]:
            self._connection.execute(
                "UPDATE article SET path = ? WHERE number = ? AND path = ?", (left[0], number, path)
            )
