"""newsqa add."""

import sys
from pathlib import Path

import click

from newsqa.cli.libraries import library_option, open_library
from newsqa.plain_text import counted
from newsqa.settings import Settings

# Characters are counted as they are embedded: one long article may take minutes.
BAR = "{desc}: {n_fmt} characters{postfix} [{elapsed}]"


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

        before, done = len(library), 0
        # disable=None: no bar where standard error is not a terminal.
        with tqdm(desc="adding", unit_scale=True, file=sys.stderr, disable=None, leave=False, bar_format=BAR) as bar:

            def show(reading: Article | Problem) -> None:
                nonlocal done
                if isinstance(reading, Problem):
                    with tqdm.external_write_mode(file=sys.stderr):
                        mark = "note: " if reading.severity == "note" else ""
                        click.echo(f"newsqa: {mark}{reading}", err=True)
                else:
                    done += 1
                    bar.set_postfix_str(counted(done, "article"))

            def advance(characters: int) -> None:
                bar.update(characters)

            try:
                report = library.add(*paths, encoding=encoding, on_progress=show, on_embedded=advance)
            except KeyboardInterrupt:
                bar.close()
                kept = f"{counted(len(library) - before, 'article')} done and kept"
                click.echo(f"newsqa: interrupted: {kept}; add the same paths again for the rest", err=True)
                sys.exit(130)
    errors = [problem for problem in report.problems if problem.severity == "error"]
    parts = [f"{counted(len(report.added), 'article')} added"]
    if report.unchanged:
        parts.append(f"{len(report.unchanged):,} already there")
    if errors:
        parts.append(f"{counted(len(errors), 'problem')} (see above)")
    click.echo(f"{', '.join(parts)}: {library.folder}")
    if errors and not report.added and not report.unchanged:
        sys.exit(1)
