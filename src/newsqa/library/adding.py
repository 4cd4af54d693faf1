"""Articles on their way into a library: what is new, what is a copy, what is a new version, and the report of it."""

import hashlib
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import NamedTuple

from newsqa.articles import Problem
from newsqa.library.change import Change
from newsqa.library.store import FileStamp, Store
from newsqa.library.versions import pair_versions
from newsqa.schema import Article


class AddReport(NamedTuple):
    """What an addition did, each article in one place.

    `added` are new stories; `updated` new versions of stories that were here; `copies` new articles that tell a story
    that is here in the same words; `unchanged` the ids of what was here already; `removed` what a folder no longer
    holds; `problems` what could not be read, and what is good to know.
    """

    added: tuple[Article, ...] = ()
    updated: tuple[Article, ...] = ()
    copies: tuple[Article, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[Article, ...] = ()
    problems: tuple[Problem, ...] = ()


class Addition:
    """An addition in the making.

    `reading` gives the library's texts, if there is a library; `change` the change to write to, made when it is first
    needed.
    """

    def __init__(
        self,
        reading: Callable[[], AbstractContextManager[Store | None]],
        change: Callable[[], Change],
        on_progress: Callable[[Article | Problem], None],
    ) -> None:
        self._reading = reading
        self._change = change
        self._on_progress = on_progress
        self._added: dict[str, Article] = {}
        self._updated: dict[str, Article] = {}
        self._copies: dict[str, Article] = {}
        self._unchanged: list[str] = []
        self._removed: list[Article] = []
        self._problems: list[Problem] = []

    def report(self) -> AddReport:
        """What was done so far."""
        return AddReport(
            tuple(self._added.values()),
            tuple(self._updated.values()),
            tuple(self._copies.values()),
            tuple(self._unchanged),
            tuple(self._removed),
            tuple(self._problems),
        )

    def problem(self, problem: Problem) -> None:
        """Note a problem."""
        self._problems.append(problem)
        self._on_progress(problem)

    def unchanged_file(self, store: Store, path: str) -> None:
        """Note the articles of a file that is as it was."""
        articles = (store.article(number) for number in store.numbers_in_file(path))
        self._unchanged += [article.id for article in articles if article]

    def article(self, article: Article, *, found_in: str | None = None) -> None:
        """Add an article, if it is not here."""
        if not self._is_here(article, found_in=found_in):
            self._insert(article, found_in=found_in)

    def file(self, stamp: FileStamp, readings: Iterable[Article | Problem], *, is_whole: bool) -> None:
        """Add the articles of a file that is new or has changed.

        What it held before and no longer does is an earlier version of what it holds now, where that is the same
        story. Other stories that it held stay, or go where `is_whole` says that the library is to follow the file.
        """
        if known := self._known(stamp.path):
            is_sound = self._changed_file(stamp.path, list(readings), known, is_whole=is_whole)
        else:
            is_sound = self._new_file(stamp.path, readings)
        # A file with troubles is read again next time, and they are told again.
        if is_sound:
            self._change().finish_file(stamp)

    def _known(self, path: str) -> dict[int, Article]:
        with self._reading() as store:
            numbers = store.numbers_in_file(path) if store else []
            return {number: article for number in numbers if store and (article := store.article(number))}

    def _new_file(self, path: str, readings: Iterable[Article | Problem]) -> bool:
        """Whether all of it could be read, and there was an article in it."""
        is_empty, has_errors = True, False
        for reading in readings:
            if isinstance(reading, Problem):
                has_errors = has_errors or reading.severity == "error"
                self.problem(reading)
            else:
                is_empty = False
                self.article(reading, found_in=path)
        return not is_empty and not has_errors

    def _changed_file(
        self, path: str, readings: list[Article | Problem], known: dict[int, Article], *, is_whole: bool
    ) -> bool:
        change = self._change()
        change.finish()
        problems = [reading for reading in readings if isinstance(reading, Problem)]
        articles = {reading.id: reading for reading in readings if isinstance(reading, Article)}
        has_errors = any(problem.severity == "error" for problem in problems)
        for problem in problems:
            self.problem(problem)
        missing = {number: article for number, article in known.items() if article.id not in articles}
        new = [
            article
            for article in articles.values()
            if (number := change.store.number_of(article.id)) is None or change.store.replaced_by(number) is not None
        ]
        replaced = {article.id: number for number, article in pair_versions(missing, new)}
        for article in articles.values():
            earlier = replaced.get(article.id)
            # A version that stands elsewhere as well is not out of date there.
            if earlier is not None and len(change.store.places_of(earlier)) > 1:
                change.store.forget_place(earlier, path)
                earlier = None
            number = change.store.number_of(article.id)
            if earlier is not None and number is not None:
                change.bring_back(number, earlier)
                change.store.note_place(number, path)
                self._updated[article.id] = article
                self._on_progress(article)
            elif not self._is_here(article, found_in=path):
                self._insert(article, found_in=path, replaces=earlier, besides=missing)
        change.finish()
        gone = missing.keys() - replaced.values() if is_whole and not has_errors else set()
        self.forget(path, gone)
        return not has_errors

    def forget(self, path: str, numbers: Iterable[int]) -> None:
        """Articles stand in a file no more: they are removed if they stand in no other."""
        change = self._change()
        gone = []
        for number in sorted(numbers):
            change.store.forget_place(number, path)
            if not change.store.places_of(number) and (article := change.store.article(number)):
                gone.append(number)
                self._removed.append(article)
        change.remove(gone)

    def _is_here(self, article: Article, *, found_in: str | None) -> bool:
        if article.id in self._added or article.id in self._updated or article.id in self._copies:
            if found_in is not None:
                self._change().finish()
        elif self._change().store.number_of(article.id) is None:
            return False
        number = self._change().store.number_of(article.id)
        if found_in is not None and number is not None:
            self._change().store.note_place(number, found_in)
        self._unchanged.append(article.id)
        self._on_progress(article)
        return True

    def _insert(
        self,
        article: Article,
        *,
        found_in: str | None,
        replaces: int | None = None,
        besides: Iterable[int] = (),
    ) -> None:
        change = self._change()
        original = change.add(article, found_in=found_in, replaces=replaces, besides=frozenset(besides))
        if replaces is not None:
            self._updated[article.id] = article
        elif original is not None:
            self._copies[article.id] = article
        else:
            self._added[article.id] = article


def file_stamp(path: str, content: bytes, *, modified: int, way: str) -> FileStamp:
    """What tells whether a file has changed since it was read, or would now be read otherwise."""
    return FileStamp(path, len(content), modified, hashlib.sha256(content).hexdigest(), way)
