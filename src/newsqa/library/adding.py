"""Articles on their way into a library: what is new, what is a copy, what is a new version, and the report of it."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple

from newsqa.articles import Document, Problem
from newsqa.articles.addresses import is_url
from newsqa.library.change import Change
from newsqa.library.files import FileStamp
from newsqa.library.store import Store
from newsqa.library.versions import pair_versions
from newsqa.schema import Article

# Where articles stand that were added from no file: no folder's disappearance removes them.
NO_FILE = ""


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
        self.reading = reading
        self._change = change
        self._on_progress = on_progress
        self._added: dict[str, Article] = {}
        self._updated: dict[str, Article] = {}
        self._copies: dict[str, Article] = {}
        self._unchanged: list[str] = []
        self._gone: list[tuple[str, Sequence[int]]] = []
        self._removed: list[Article] = []
        self._problems: list[Problem] = []

    def report(self) -> AddReport:
        """What was done so far."""
        new = self._added.keys() | self._updated.keys() | self._copies.keys()
        return AddReport(
            tuple(self._added.values()),
            tuple(self._updated.values()),
            tuple(self._copies.values()),
            tuple(article_id for article_id in dict.fromkeys(self._unchanged) if article_id not in new),
            tuple(self._removed),
            tuple(self._problems),
        )

    def problem(self, problem: Problem) -> None:
        """Note a problem."""
        self._problems.append(problem)
        self._on_progress(problem)

    def unchanged_file(self, store: Store, path: str) -> None:
        """Note the articles of a file that is as it was."""
        self._unchanged += store.files.ids_in(path)

    def touched_file(self, stamp: FileStamp) -> None:
        """Remember the new time of a file that has the bytes it had."""
        self._change().finish_file(stamp)

    def article(self, article: Article, *, found_in: str = NO_FILE) -> None:
        """Add an article, if it is not here."""
        if (number := self._number_of(article)) is None:
            self._insert(article, found_in=found_in)
        else:
            self._found_again(article, number, found_in=found_in)

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

    def vanished_file(self, path: str) -> None:
        """Note that a file is no more."""
        with self.reading() as store:
            self._gone.append((path, store.files.numbers_in(path) if store else ()))

    def forget_gone(self) -> None:
        """Remove the articles that stand in no file any more; called last, since they may stand elsewhere now."""
        if not self._gone:
            return
        change = self._change()
        change.finish()
        with change.whole():
            removed: dict[int, Article] = {}
            for path, numbers in self._gone:
                for number in numbers:
                    change.store.files.forget_place(number, path)
                    article = change.store.article(number)
                    if article is not None and not change.store.files.places_of(number):
                        removed[number] = article
                if not change.store.files.numbers_in(path):
                    change.store.files.forget(path)
            change.remove(list(removed))
        self._removed += removed.values()
        self._gone = []

    def _known(self, path: str) -> dict[int, Article]:
        with self.reading() as store:
            numbers = store.files.numbers_in(path) if store else []
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
        """Whether all of it could be read."""
        change = self._change()
        change.finish()
        problems = [reading for reading in readings if isinstance(reading, Problem)]
        articles = {reading.id: reading for reading in readings if isinstance(reading, Article)}
        has_errors = any(problem.severity == "error" for problem in problems)
        for problem in problems:
            self.problem(problem)
        missing = {number: article for number, article in known.items() if article.id not in articles}
        known_ids = {article.id for article in known.values()}
        new = [article for article in articles.values() if article.id not in known_ids]
        replaced = {article.id: number for number, article in pair_versions(missing, new)}
        for article in articles.values():
            earlier = replaced.get(article.id)
            if earlier is not None and self._stands_elsewhere(earlier, path):
                # There it is not out of date.
                change.store.files.forget_place(earlier, path)
                earlier = None
            number = change.store.number_of(article.id)
            if number is None:
                self._insert(article, found_in=path, replaces=earlier, besides=missing)
            else:
                self._found_again(article, number, found_in=path, replaces=earlier)
        change.finish()
        if is_whole and not has_errors:
            self._gone.append((path, sorted(missing.keys() - replaced.values())))
        return not has_errors

    def _stands_elsewhere(self, number: int, path: str) -> bool:
        """Whether an article stands in another file than this; one that is gone meanwhile is forgotten."""
        store = self._change().store
        others = [place for place in store.files.places_of(number) if place != path]
        for place in others:
            if not (place == NO_FILE or is_url(place) or Path(place).exists()):
                store.files.forget_place(number, place)
        return len(store.files.places_of(number)) > 1

    def _number_of(self, article: Article) -> int | None:
        """The number of an article that is here, or is about to be."""
        change = self._change()
        if change.is_pending(article.id):
            change.finish()
        return change.store.number_of(article.id)

    def _found_again(self, article: Article, number: int, *, found_in: str, replaces: int | None = None) -> None:
        """An article that is here stands in a file; one that was out of date is up to date there."""
        change = self._change()
        was_replaced = change.store.replaced_by(number) is not None
        if was_replaced or replaces is not None:
            change.bring_back(number, replaces)
            self._updated[article.id] = article
        else:
            self._unchanged.append(article.id)
        change.store.files.note_place(number, found_in)
        self._on_progress(article)

    def _insert(
        self,
        article: Article,
        *,
        found_in: str,
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


def file_stamp(path: str, document: Document, *, modified: int, way: str) -> FileStamp:
    """What tells whether a file has changed since it was read, or would now be read otherwise."""
    sha256 = hashlib.sha256(document.content).hexdigest()
    return FileStamp(path, len(document.content), modified, sha256, way)
