"""What the owner of a library is told where its folder or its files cannot be used."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsqa.errors import LibraryError
from newsqa.library import database, manifest
from newsqa.library.locking import LOCK_NAME


def damaged(folder: Path) -> LibraryError:
    """What is said of a library whose files do not belong together."""
    return LibraryError(f"the library in {folder} is damaged: delete that folder and add the articles again")


@contextmanager
def explaining_errors(folder: Path) -> Iterator[None]:
    """Turn what SQLite and the system say into what the library's owner can act on."""
    try:
        yield
    except sqlite3.Error as error:
        text = str(error)
        if "disk is full" in text or "disk I/O error" in text:
            raise LibraryError(_no_space(folder)) from error
        if "readonly" in text or "unable to open" in text:
            raise LibraryError(f"the library in {folder} cannot be written: {text}") from error
        if "locked" in text:
            raise LibraryError(f"the library in {folder} is busy: try again in a moment") from error
        if any(sign in text for sign in ("malformed", "not a database", "no such table", "no such column")):
            raise damaged(folder) from error
        raise LibraryError(f"the library in {folder} cannot be used: {text}") from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise LibraryError(_no_space(folder)) from error
        raise LibraryError(f"the library in {folder} cannot be used: {error.strerror or error}") from error


def refuse_foreign(folder: Path) -> None:
    """Raise for a folder that holds anything but what an interrupted creation of a library leaves behind."""
    ours = (LOCK_NAME, database.FILE_NAME, f"{manifest.FILE_NAME}.new", "passages.")
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
