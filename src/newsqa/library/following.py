"""Files and folders into a library: what has not changed is not read again, and what is gone goes."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from newsqa.articles import FoundAddress, FoundFile, Problem, ReadingOptions, find_documents, read_document
from newsqa.articles.finding import absolute, key_of
from newsqa.library.adding import Addition, file_stamp
from newsqa.library.vanishing import vanished_files
from newsqa.plain_text import counted


def add_files(
    addition: Addition,
    paths: Iterable[Path | str],
    options: ReadingOptions,
    on_document: Callable[[int, int], None],
    *,
    is_whole: bool = False,
) -> tuple[set[str], list[str]]:
    """Add what files, folders and addresses hold.

    Args:
        addition: what they are added to.
        paths: as `Library.add` takes them.
        options: how they are read.
        on_document: called before each document with the bytes of those that were read, and of all.
        is_whole: whether stories that a file no longer holds are to go.

    Returns:
        The keys of the files that were found, read or not, and the paths that could not be looked at.
    """
    found, unseen = [], []
    for item in find_documents(paths, allow_local=options.allow_local):
        if isinstance(item, Problem):
            addition.problem(item)
            if item.severity == "error":
                unseen.append(item.where)
        else:
            found.append(item)
    done, total = 0, sum(item.size or 0 for item in found)
    for item in found:
        on_document(done, total)
        done += item.size or 0
        _add_document(addition, item, options, is_whole=is_whole)
    on_document(done, total)
    return {item.key for item in found}, unseen


def follow_folder(
    addition: Addition,
    folder: Path | str,
    options: ReadingOptions,
    on_document: Callable[[int, int], None],
    *,
    may_empty: bool,
) -> None:
    """Add what is new in a folder, and note what has vanished from it; `Addition.forget_gone` removes that."""
    place = Path(absolute(os.path.expanduser(folder)))
    if not place.is_dir():
        addition.problem(Problem(str(folder), "is no folder" if place.exists() else "does not exist"))
        return
    found, unseen = add_files(addition, [place], options, on_document, is_whole=True)
    with addition.reading() as store:
        known = store.files.below(f"{key_of(place)}{os.sep}") if store else []
    # That it holds nothing is a problem too, and no reason to think that it could not be looked at.
    unseen = [where for where in unseen if where != str(place)]
    vanished = vanished_files(known, found, unseen=unseen, place=str(place), may_empty=may_empty)
    for path in vanished.gone:
        addition.vanished_file(path)
    for where, count in vanished.emptied.items():
        held = f"holds none of the {counted(count, 'file')} that the library has from it"
        addition.problem(Problem(where, f"{held}: none was removed (--allow-empty removes them)"))


def _add_document(
    addition: Addition, item: FoundFile | FoundAddress, options: ReadingOptions, *, is_whole: bool
) -> None:
    """Add what a document holds, unless it is what it was when it was last read."""
    key = item.key
    with addition.reading() as store:
        # A file whose articles were removed is read again.
        known = store.files.stamp(key) if store and store.files.numbers_in(key) else None
        is_same = known is not None and known.way == str(options)
        if store and known and is_same and item.size == known.size and item.modified == known.modified:
            addition.unchanged_file(store, key)
            return
    document = item.load()
    if isinstance(document, Problem):
        addition.problem(document)
        return
    stamp = file_stamp(key, document, modified=item.modified or 0, way=str(options))
    if known and is_same and known.sha256 == stamp.sha256:
        with addition.reading() as store:
            if store is not None:
                addition.unchanged_file(store, key)
        if known != stamp:
            addition.touched_file(stamp)
        return
    addition.file(stamp, read_document(document, options=options), is_whole=is_whole)
