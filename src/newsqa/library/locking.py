"""One process writes to a library at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from newsqa.errors import LibraryError

LOCK_NAME = "writer.lock"


@contextmanager
def writer_lock(folder: Path) -> Iterator[None]:
    """Keep other writers out of a library while the block lasts.

    Raises:
        LibraryError: another process is writing to it.
    """
    lock = FileLock(folder / LOCK_NAME, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise LibraryError(f"another newsqa is writing to {folder}: try again when it is done") from None
    try:
        yield
    finally:
        lock.release()
