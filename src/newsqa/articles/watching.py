"""Noticing that files have changed.

By looking at them again and again: what systems offer to be told of changes says nothing of those that another
computer makes on a network drive, where many people keep their clippings.
"""

import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from newsqa.articles.finding import is_library

# A slow drive is looked at less often, so that looking takes a fifth of the time at most.
REST = 4


def watch(paths: Sequence[Path], *, seconds: float = 1.0) -> Iterator[None]:
    """Yields once whenever files below these folders, or these files, have changed and then been left alone.

    What changes after the call is noticed, also while whoever asks is busy with what changed before; so call this
    first, then read the files. Hidden files are not looked at, nor is what links to folders lead to. Ends when the
    person at the keyboard interrupts it.

    Args:
        paths: the folders and files; those that are not there yet may appear.
        seconds: how long files must have been left alone, since they may be half written; also how often to look.
    """
    return _changes(paths, seconds, _state(paths))


State = dict[str, tuple[int, int]]


def _changes(paths: Sequence[Path], seconds: float, told: State) -> Iterator[None]:
    before = told
    looking_seconds = 0.0
    try:
        while True:
            time.sleep(max(seconds, REST * looking_seconds))
            began = time.monotonic()
            now = _state(paths)
            looking_seconds = time.monotonic() - began
            if now == before and now != told:
                told = now
                yield
            before = now
    except KeyboardInterrupt:
        return


def _state(paths: Sequence[Path]) -> State:
    """When each file was last written, in nanoseconds, and its size in bytes."""
    state: State = {}
    for file in _files(paths):
        try:
            status = os.stat(file)  # noqa: PTH116 - a Path for each of a hundred thousand files is slow
        except OSError:
            continue  # gone since, or not ours to see
        state[file] = (status.st_mtime_ns, status.st_size)
    return state


def _files(paths: Sequence[Path]) -> Iterator[str]:
    for path in paths:
        if not path.is_dir():
            yield str(path)
            continue
        for folder, subfolders, names in os.walk(path):
            subfolders[:] = [name for name in subfolders if not name.startswith(".") and not is_library(folder, name)]
            yield from (os.path.join(folder, name) for name in names if not name.startswith("."))  # noqa: PTH118
