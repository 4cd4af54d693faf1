"""Which files of a folder are gone, and which could merely not be seen."""

import os
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple

# A folder within the one that is followed may be a disk of its own; so many files seldom go at once while it stays.
FEWEST_AT_ONCE = 2


class Vanished(NamedTuple):
    """Files that are gone, and folders that are there and empty, with how many files they had."""

    gone: list[str]
    emptied: dict[str, int]


def vanished_files(
    known: Sequence[str], found: Collection[str], *, unseen: Sequence[str], place: str, may_empty: bool
) -> Vanished:
    """What became of the known files below a folder that were not found there.

    Of a folder that is there and has none of its files any more, these count as gone only if it is for sure: its disk
    may not be mounted. They are not in `gone`.

    Args:
        known: the files that a library has from below the folder.
        found: the files that are there.
        unseen: files and folders that could not be looked at.
        place: the folder.
        may_empty: whether files of emptied folders count as gone.
    """
    hidden = tuple(f"{path}{os.sep}" for path in unseen)
    missing = [
        path
        for path in known
        # A file that was named itself may be one that is passed over in folders.
        if path not in found and path not in unseen and not path.startswith(hidden) and not os.path.lexists(path)
    ]
    filled = {str(folder) for path in found for folder in Path(path).parents}
    folders = {path: _emptied_folder(path, place, filled) for path in missing}
    counts = Counter(folder for folder in folders.values() if folder is not None)
    emptied = {folder: n for folder, n in counts.items() if folder == place or n >= FEWEST_AT_ONCE}
    if may_empty:
        emptied = {}
    return Vanished([path for path, folder in folders.items() if folder not in emptied], emptied)


def _emptied_folder(path: str, place: str, filled: Collection[str]) -> str | None:
    """The outermost folder around a file, from `place` on, that is there (or links to one) and has no file."""
    around = [str(folder) for folder in Path(path).parents if folder.is_relative_to(place)]
    return next((folder for folder in reversed(around) if folder not in filled and os.path.lexists(folder)), None)
