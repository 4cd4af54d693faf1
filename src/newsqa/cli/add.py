"""newsqa add."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsqa.cli.libraries import library_option, open_library
from newsqa.cli.reading_options import reading_options
from newsqa.settings import Settings

if TYPE_CHECKING:
    from newsqa.articles import ReadingOptions


@click.command("add")
@click.argument("paths", nargs=-1, required=True, metavar="PATH|URL...")
@library_option
@click.option("--explain", is_flag=True, help="Add nothing: show what would be kept and cut, and why.")
@reading_options
@click.option(
    "--json", "as_json", is_flag=True, help="The report as one JSON object; with --explain, a story a line."
)
def command(
    paths: tuple[str, ...], folder: Path | None, explain: bool, options: "ReadingOptions", as_json: bool
) -> None:
    """Add articles from files, folders and web addresses.

    Reads web pages (HTML, MHTML), feeds, plain text, Markdown with front matter, PDF, Word (.docx), letters (.eml,
    mbox), tables (CSV, TSV), JSON Lines, WARC, and zip and tar archives of these. A file's content says what it is.

    Menus, appeals, teasers and the like are cut away, several stories in one text are told apart, and copies of one
    story are grouped. What is in the library already is left as it is; a file that has changed gives new versions.

    \b
    Examples:
      newsqa add ~/articles
      newsqa add page.html feed.xml paper.pdf https://example.org/story
      newsqa add --explain scraped.txt
    """
    if explain:
        from newsqa.cli.explaining import explain_paths

        sys.exit(explain_paths(paths, Settings.load(library=folder), options=options, as_json=as_json))
    from newsqa.cli.adding import finish, kept_of, shown_adding

    with open_library(Settings.load(library=folder)) as library:
        with shown_adding("adding", interrupted=kept_of(library)) as shown:
            report = library.add(
                *paths,
                options=options,
                **shown._asdict(),
            )
        sys.exit(finish(report, library, as_json=as_json))
