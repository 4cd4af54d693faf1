import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from newsqa.articles.watching import watch

QUIET_SECONDS = 0.1


@contextmanager
def meanwhile(act: Callable[[], object]) -> Iterator[None]:
    """What someone else does to the files while they are watched."""

    def later() -> None:
        time.sleep(QUIET_SECONDS)
        act()

    thread = Thread(target=later)
    thread.start()
    yield
    thread.join()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "2020" / "09").mkdir(parents=True)
    (tmp_path / "2020" / "09" / "base.txt").write_text("Russia has a base in Gyumri.")
    return tmp_path


@pytest.mark.parametrize(
    "act",
    [
        lambda folder: (folder / "new.txt").write_text("News"),
        lambda folder: (folder / "2020" / "09" / "base.txt").write_text("Russia has two bases."),
        lambda folder: (folder / "2020" / "09" / "base.txt").unlink(),
        lambda folder: (folder / "2020" / "09" / "base.txt").rename(folder / "moved.txt"),
    ],
    ids=["new", "changed", "deleted", "moved"],
)
def test_a_change_below_a_folder_is_noticed(folder: Path, act: Callable[[Path], object]) -> None:
    changes = watch([folder], seconds=QUIET_SECONDS)
    with meanwhile(lambda: act(folder)):
        next(changes)


def test_a_file_that_is_being_written_is_waited_for(folder: Path) -> None:
    sentences = ["Shots were fired at dawn. "] * 20

    def write() -> None:
        with (folder / "long.txt").open("w") as file:
            for sentence in sentences:
                file.write(sentence)
                file.flush()
                time.sleep(QUIET_SECONDS / 4)

    changes = watch([folder], seconds=QUIET_SECONDS)
    with meanwhile(write):
        next(changes)
        assert (folder / "long.txt").read_text() == "".join(sentences)


def test_what_changes_before_the_first_look_and_during_a_later_one_is_noticed(folder: Path) -> None:
    changes = watch([folder], seconds=QUIET_SECONDS)
    for name in ("first.txt", "second.txt"):
        (folder / name).write_text("News")
        next(changes)


def test_a_single_file_is_watched_and_may_appear_later(folder: Path) -> None:
    file = folder / "inbox.jsonl"
    changes = watch([file], seconds=QUIET_SECONDS)
    with meanwhile(lambda: file.write_text("{}")):
        next(changes)


def test_hidden_files_are_not_looked_at_and_an_interruption_ends_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = iter([None, None, None])

    def sleep(_: float) -> None:
        (folder / ".notes.txt.swp").write_text(str(time.monotonic()))
        if next(looks, KeyboardInterrupt) is KeyboardInterrupt:
            raise KeyboardInterrupt

    (folder / ".git").mkdir()
    monkeypatch.setattr(time, "sleep", sleep)
    assert list(watch([folder])) == []
