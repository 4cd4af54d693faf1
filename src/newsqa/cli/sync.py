"""newsqa sync."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsqa.cli.libraries import library_option, open_library
from newsqa.cli.reading_options import reading_options
from newsqa.errors import LibraryError
from newsqa.settings import Settings

if TYPE_CHECKING:
    from newsqa.articles import Problem, ReadingOptions
    from newsqa.library import Library


@click.command("sync")
@click.argument("folders", nargs=-1, required=True, metavar="FOLDER...")
@library_option
@click.option("--watch", is_flag=True, help="Go on, and follow each change until Ctrl-C.")
@click.option("--allow-empty", is_flag=True, help="Remove the articles of a folder that has none any more.")
@reading_options
@click.option("--json", "as_json", is_flag=True, help="The report as one JSON object; with --watch, one a line.")
def command(
    folders: tuple[str, ...],
    folder: Path | None,
    watch: bool,
    allow_empty: bool,
    options: "ReadingOptions",
    as_json: bool,
) -> None:
    """Make the library follow folders: add what is new, replace what has changed, remove what is gone.

    Articles that are in the library from elsewhere are left alone. An earlier version of a changed article stays
    readable by its id.

    \b
    Examples:
      newsqa sync ~/articles
      newsqa sync ~/articles --watch
    """
    with open_library(Settings.load(library=folder)) as library:
        from newsqa.articles.watching import watch as watch_folders

        # Before the first look: what changes meanwhile is noticed.
        changes = watch_folders([Path(given).expanduser() for given in folders]) if watch else None
        told: set[Problem] = set()
        code = _sync(library, folders, options, told, may_empty=allow_empty, as_json=as_json, is_line=watch)
        if changes is None:
            sys.exit(code)
        click.echo("newsqa: watching for changes (Ctrl-C ends)", err=True)
        for _ in changes:
            try:
                _sync(library, folders, options, told, may_empty=allow_empty, as_json=as_json, is_line=True)
            except LibraryError as error:
                # Another newsqa may be writing: what it keeps us from is done at the next change.
                click.echo(f"newsqa: {error}", err=True)
        click.echo("newsqa: interrupted", err=True)
        sys.exit(130)


def _sync(
    library: "Library",
    folders: tuple[str, ...],
    options: "ReadingOptions",
    told: "set[Problem]",
    *,
    may_empty: bool,
    as_json: bool,
    is_line: bool,
) -> int:
    from newsqa.cli.adding import finish, kept_of, shown_adding

    with shown_adding("adding", interrupted=kept_of(library), told=told) as shown:
        report = library.sync(*folders, options=options, may_empty=may_empty, **shown._asdict())
    return finish(report, library, as_json=as_json, is_line=is_line)
