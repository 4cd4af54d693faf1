"""What `add` and `sync` show: a bar while they work, problems as they come, and a report at the end."""

import json
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import click

from newsqa.plain_text import counted

if TYPE_CHECKING:
    from newsqa.articles import Problem
    from newsqa.library import AddReport, Library
    from newsqa.schema import Article

# Within a document, characters are counted as they are embedded: one long article may take minutes.
BAR = "{desc}: {percentage:3.0f}%|{bar}| {n_fmt}/{total_fmt}{postfix} [{elapsed}<{remaining}, {rate_fmt}]"
MOST_OF_ONE_KIND = 10  # problems shown of those that say the same of different files


class Shown(NamedTuple):
    """What an addition calls as it goes on."""

    on_progress: "Callable[[Article | Problem], None]"
    on_embedded: Callable[[int], None]
    on_document: Callable[[int, int], None]


@contextmanager
def shown_adding(what: str, *, interrupted: Callable[[], str], told: "set[Problem] | None" = None) -> Iterator[Shown]:
    """Show an addition on standard error while it goes on; of many problems of one kind, the first and their number.

    A Ctrl-C ends it with a line of what `interrupted` says. Problems that were `told` before are not told again.
    """
    from tqdm import tqdm

    from newsqa.articles import Problem

    done = 0
    kinds: Counter[str] = Counter()
    # disable=None: no bar where standard error is not a terminal.
    with tqdm(
        desc=what,
        total=1,
        unit="B",
        unit_scale=True,
        file=sys.stderr,
        disable=None,
        leave=False,
        bar_format=BAR,
        ncols=min(shutil.get_terminal_size().columns, 100),
    ) as bar:

        def show(reading: "Article | Problem") -> None:
            nonlocal done
            if isinstance(reading, Problem):
                if told is not None and reading in told:
                    return
                if told is not None:
                    told.add(reading)
                kinds[reading.what] += 1
                if kinds[reading.what] <= MOST_OF_ONE_KIND:
                    with tqdm.external_write_mode(file=sys.stderr):
                        mark = "note: " if reading.severity == "note" else ""
                        click.echo(f"newsqa: {mark}{reading}", err=True)
            else:
                done += 1
                bar.set_postfix_str(counted(done, "article"))

        def advance(characters: int) -> None:
            # A page has more bytes than its story has characters, and some letters are several bytes.
            bar.update(min(characters, (bar.total or 0) - bar.n))

        def begin(done: int, total: int) -> None:
            bar.total = total
            bar.update(max(0, done - bar.n))

        try:
            yield Shown(show, advance, begin)
        except KeyboardInterrupt:
            bar.close()
            click.echo(f"newsqa: interrupted: {interrupted()}", err=True)
            sys.exit(130)
    for what, count in kinds.items():
        if count > MOST_OF_ONE_KIND:
            click.echo(f"newsqa: {count - MOST_OF_ONE_KIND:,} more files: {what}", err=True)


def kept_of(library: "Library") -> Callable[[], str]:
    """What is said of an addition that was interrupted: how many articles were done since this call."""
    before = library.count_all()
    return lambda: (
        f"{counted(library.count_all() - before, 'article')} done and kept; add the same paths again for the rest"
    )


def finish(report: "AddReport", library: "Library", *, as_json: bool, is_line: bool = False) -> int:
    """Write the report to standard output, as text, JSON or a line of JSON; the exit code: 1 if nothing was read."""
    errors = [problem for problem in report.problems if problem.severity == "error"]
    tell_of_languages(report, library)
    if as_json:
        click.echo(json.dumps(_record(report, library), ensure_ascii=False, indent=None if is_line else 1))
    else:
        where = f": {library.folder}" if library.folder.exists() else ""
        click.echo(f"{', '.join(_parts(report, errors=len(errors)))}{where}")
    is_empty = not (report.added or report.updated or report.copies or report.unchanged or report.removed)
    return int(bool(errors) and is_empty)


def _parts(report: "AddReport", *, errors: int) -> list[str]:
    parts = [f"{counted(len(report.added), 'article')} added"]
    if report.updated:
        parts.append(f"{len(report.updated):,} updated")
    if report.copies:
        parts.append(f"{'1 copy' if len(report.copies) == 1 else f'{len(report.copies):,} copies'} of stories here")
    if report.removed:
        parts.append(f"{len(report.removed):,} removed")
    if report.unchanged:
        parts.append(f"{len(report.unchanged):,} already there")
    if errors:
        parts.append(f"{counted(errors, 'problem')} (see above)")
    return parts


def _record(report: "AddReport", library: "Library") -> dict[str, object]:
    def rows(articles: "tuple[Article, ...]") -> list[dict[str, object]]:
        return [article.model_dump(mode="json", include={"id", "title", "source", "path"}) for article in articles]

    return {
        "library": str(library.folder),
        "added": rows(report.added),
        "updated": rows(report.updated),
        "copies": rows(report.copies),
        "removed": rows(report.removed),
        "unchanged": list(dict.fromkeys(report.unchanged)),
        "problems": [problem._asdict() for problem in report.problems],
    }


def tell_of_languages(report: "AddReport", library: "Library") -> None:
    """Say of what was added in a language that the library's embedder does not know."""
    languages = library.embedder.languages
    if languages is None:
        return
    from newsqa.articles.languages import english_name

    foreign = Counter(
        article.language
        for article in (*report.added, *report.updated, *report.copies)
        if article.language and article.language not in languages
    )
    if not foreign:
        return
    named = ", ".join(f"{counted(count, 'article')} in {english_name(code)}" for code, count in foreign.most_common())
    known = " and ".join(english_name(code) for code in languages)
    click.echo(
        f"newsqa: note: {named}: the embedder {library.embedder.name} was made for {known}, so questions find "
        "little in them. With a multilingual sentence-transformers model in a folder: "
        "newsqa library rebuild --embedder FOLDER",
        err=True,
    )
