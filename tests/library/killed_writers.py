"""Stop a writer at many points, and look at the library that each leaves. Run by test_interruption.py.

    python killed_writers.py FOLDER POINTS killed|interrupted

A child process does the writing and, when it has run a given number of lines of newsqa's library code, kills itself
(SIGKILL, so nothing is cleaned up) or gets the KeyboardInterrupt of a Ctrl-C. Then it writes in small batches, each
committed by itself. Prints one JSON object a change: how many points were tried, which were unsound.
A process of its own, because forking is safe only where no threads of PyTorch run.
"""

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from newsqa.articles import Document, read_document
from newsqa.articles.copies import signature
from newsqa.library import Library
from newsqa.library import change as change_file
from newsqa.schema import Article
from scripted_embedder import ScriptedEmbedder

EMBEDDER = ScriptedEmbedder()
# Loaded once here, and not by every child.
signature("Some words.")
list(read_document(Document(b"# A title\n\nSome words, of which the language is told.", "a.md", "a", ".md")))


def article(subject: str) -> Article:
    return Article.from_text(
        "\n\n".join(
            f"The {subject} met in room {n}. It was the {subject} that decided it, on day {n}." for n in range(9)
        ),
        title=f"About the {subject}",
    )


OLD = [article("council"), article("senate")]
NEW = [article("harbour"), article("railway"), article("brewery")]


def in_child(work: Callable[[], None]) -> int:
    """Run something in a child process; the number of the signal that ended it, or its exit code, negated."""
    pid = os.fork()
    if pid == 0:
        try:
            work()
            os._exit(0)
        except BaseException as error:
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
            os._exit(1)
    _, status = os.waitpid(pid, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else -os.WEXITSTATUS(status)


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def interrupt() -> None:
    raise KeyboardInterrupt


def stopping_after(lines: int, work: Callable[[], object], stop: Callable[[], None]) -> Callable[[], None]:
    def run() -> None:
        remaining = lines

        def trace(frame: FrameType, event: str, argument: object) -> Any:
            nonlocal remaining
            if "newsqa/library" not in frame.f_code.co_filename:
                return None
            if event == "line":
                remaining -= 1
                if remaining == 0:
                    stop()
            return trace

        sys.settrace(trace)
        work()

    return run


def lines_of(work: Callable[[], object], report: Path) -> int:
    """How many lines of the library's code a change runs."""

    def run() -> None:
        count = 0

        def trace(frame: FrameType, event: str, argument: object) -> Any:
            nonlocal count
            if "newsqa/library" not in frame.f_code.co_filename:
                return None
            count += event == "line"
            return trace

        sys.settrace(trace)
        work()
        sys.settrace(None)
        report.write_text(str(count))

    if in_child(run) != 0:
        sys.exit("the change fails even when nobody kills it")
    return int(report.read_text())


def check(folder: Path, before: list[Article], after: list[Article], *, is_in_batches: bool) -> Callable[[], None]:
    """The library is as before or as after, every article answers a search, and the change can be made again."""

    def run() -> None:
        with Library.open(folder, embedder=EMBEDDER) as library:
            found = {found.id for found in library.articles()}
            ends = {a.id for a in before}, {a.id for a in after}
            if is_in_batches:
                assert ends[0] <= found <= ends[1] or ends[1] <= found <= ends[0], f"{len(found)} articles"
            else:
                assert found in ends, f"{len(found)} articles"
            search_finds(library, found)
            library.add_articles(before + after)
            everything = {a.id for a in before + after}
            assert {a.id for a in library.articles()} == everything, "the change could not be made again"
            search_finds(library, everything)
            if found != everything:
                with library.reading() as store:
                    assert store is not None
                    kept = {f"passages.{segment.generation:08d}.faiss" for segment in store.segments}
                assert {path.name for path in folder.glob("passages.*.faiss")} == kept, "vectors were left behind"

    return run


def search_finds(library: Library, expected: set[str]) -> None:
    with library.searching() as found:
        if found is None:
            assert not expected, "no library"
            return
        store, vectors = found
        near = vectors.nearest(EMBEDDER.embed_question("room").vector, 1000)
        worded = store.passages_with_words(["room"], limit=1000)
        for numbers in ([n for n, _ in near], [n for n, _ in worded]):
            passages = store.passages(numbers)
            assert len(passages) == len(numbers) == store.count_passages(), "vectors or words do not match the texts"
            assert {p.article.id for p in passages} == expected, "search finds other articles than there are"


def try_change(
    folder: Path, before: list[Article], after: list[Article], points: int, *, is_killed: bool
) -> dict[str, object]:
    start, trial = folder / "start", folder / "trial"
    for place in (start, trial):
        shutil.rmtree(place, ignore_errors=True)

    def make() -> None:
        if before:
            with Library.open(start, embedder=EMBEDDER) as library:
                library.add_articles(before)

    in_child(make)

    def change() -> None:
        with Library.open(trial, embedder=EMBEDDER) as library:
            if len(after) > len(before):
                library.add_articles(after)
            else:
                library.remove(*({a.id for a in before} - {a.id for a in after}))

    def reset() -> None:
        shutil.rmtree(trial, ignore_errors=True)
        if start.exists():
            shutil.copytree(start, trial)

    reset()
    total = lines_of(change, folder / "lines")
    unsound = []
    tried = sorted({1 + number * total // points for number in range(points)})
    for line in tried:
        reset()
        ended_by = in_child(stopping_after(line, change, kill if is_killed else interrupt))
        is_ended = ended_by == (signal.SIGKILL if is_killed else -1)
        if not is_ended or in_child(check(trial, before, after, is_in_batches=not is_killed)) != 0:
            unsound.append(line)
    return {"tried": len(tried), "unsound": unsound}


def try_following(folder: Path, points: int, *, is_killed: bool) -> dict[str, object]:
    """A folder is followed in which a story was corrected, one moved, one has gone, and one and a copy have come."""
    start, trial, fresh, files = (folder / name for name in ("start", "trial", "fresh", "files"))
    for place in (start, trial, fresh, files):
        shutil.rmtree(place, ignore_errors=True)

    def write(stories: dict[str, Article]) -> None:
        shutil.rmtree(files, ignore_errors=True)
        files.mkdir()
        for name, story in stories.items():
            (files / f"{name}.md").write_text(f"---\ntitle: {story.title}\nsource: {name}\n---\n{story.text}\n")

    def follow(library: Path) -> Callable[[], None]:
        def run() -> None:
            with Library.open(library, embedder=EMBEDDER) as opened:
                opened.sync(files)

        return run

    council, senate = OLD
    harbour, railway, brewery = NEW
    corrected = Article.from_text(council.text.replace("in room 3", "in room 33"), title=council.title)
    write({"a": council, "b": senate, "d": harbour, "e": railway})
    in_child(follow(start))
    write({"a": corrected, "b": senate, "c": senate, "f": brewery, "moved": railway})
    in_child(follow(fresh))

    def check_followed() -> None:
        with Library.open(fresh, embedder=EMBEDDER) as library:
            expected = {article.id for article in library.articles()}
        with Library.open(trial, embedder=EMBEDDER) as library:
            library_is_sound(library)
            library.sync(files)
            assert {article.id for article in library.articles()} == expected, "not followed again"
            library_is_sound(library)
            (now,) = (article for article in library.articles() if article.title == council.title)
            assert len(library.standing(now.id).earlier_versions) == 1, "the earlier version was lost"
            assert library.sync(files).updated == (), "it does not come to rest"

    def reset() -> None:
        shutil.rmtree(trial, ignore_errors=True)
        shutil.copytree(start, trial)

    reset()
    total = lines_of(follow(trial), folder / "lines")
    unsound = []
    tried = sorted({1 + number * total // points for number in range(points)})
    for line in tried:
        reset()
        ended_by = in_child(stopping_after(line, follow(trial), kill if is_killed else interrupt))
        is_ended = ended_by == (signal.SIGKILL if is_killed else -1)
        if not is_ended or in_child(check_followed) != 0:
            unsound.append(line)
    return {"tried": len(tried), "unsound": unsound}


def library_is_sound(library: Library) -> None:
    """What search finds are the articles that stand for themselves and their copies, and all of them."""
    expected = {article.id for article in library.articles()}
    with library.searching() as found:
        assert found is not None
        store, vectors = found
        besides = library.passages_not_to_search
        near = vectors.nearest(EMBEDDER.embed_question("room").vector, 1000, besides=besides)
        worded = store.passages_with_words(["room"], limit=1000, besides=besides)
        for numbers in ([n for n, _ in near], [n for n, _ in worded]):
            assert {p.article.id for p in store.passages(numbers)} == expected, "search finds other articles"


def main() -> None:
    folder, points, is_killed = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "killed"
    if not is_killed:
        change_file.PASSAGES_A_BATCH, change_file.SECONDS_BETWEEN_COMMITS = 4, 0.0
    changes = {
        "first addition": ([], NEW),
        "later addition": (OLD, OLD + NEW),
        "removal": (OLD + NEW, OLD),
    }
    results = {name: try_change(folder, *change, points, is_killed=is_killed) for name, change in changes.items()}
    results["folder followed"] = try_following(folder, points // 2, is_killed=is_killed)
    print(json.dumps(results))


main()
