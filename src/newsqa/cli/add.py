"""newsqa add."""

import sys
from pathlib import Path

import click

from newsqa.cli.libraries import library_option, open_library
from newsqa.settings import Settings


@click.command("add")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path())
@library_option
@click.option("--encoding", metavar="NAME", help="How the files are encoded, if newsqa cannot tell.")
def command(paths: tuple[str, ...], folder: Path | None, encoding: str | None) -> None:
    """Add articles from files and folders.

    Reads plain text (.txt), Markdown with front matter (.md), JSON Lines (.jsonl: one object a line with
    "text", and where known "id", "title", "source", "url", "published"), and folders of these. What is in
    the library already is left as it is.

    \b
    Examples:
      newsqa add ~/articles
      newsqa add story.txt archive.jsonl --library ./my-library
    """
    from newsqa.articles import Problem
    from newsqa.schema import Article

    with open_library(Settings.load(library=folder)) as library:
        from tqdm import tqdm

        # disable=None: no bar where standard error is not a terminal.
        with tqdm(desc="adding", unit=" articles", file=sys.stderr, disable=None, leave=False) as bar:

            def show(reading: Article | Problem) -> None:
                if isinstance(reading, Problem):
                    with tqdm.external_write_mode(file=sys.stderr):
                        mark = "note: " if reading.severity == "note" else ""
                        click.echo(f"newsqa: {mark}{reading}", err=True)
                else:
                    bar.update()

            report = library.add(*paths, encoding=encoding, on_progress=show)
    errors = [problem for problem in report.problems if problem.severity == "error"]
    parts = [f"{_count(len(report.added), 'article')} added"]
    if report.unchanged:
        parts.append(f"{len(report.unchanged):,} already there")
    if errors:
        parts.append(f"{_count(len(errors), 'problem')} (see above)")
    click.echo(f"{', '.join(parts)}: {library.folder}")
    if errors and not report.added and not report.unchanged:
        sys.exit(1)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
