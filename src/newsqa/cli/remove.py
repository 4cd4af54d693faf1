"""newsqa remove."""

from pathlib import Path

import click

from newsqa.cli.libraries import library_option, open_library
from newsqa.settings import Settings


@click.command("remove")
@click.argument("article_ids", nargs=-1, required=True, metavar="ARTICLE_ID...")
@library_option
def command(article_ids: tuple[str, ...], folder: Path | None) -> None:
    """Remove articles with every trace of them: text, words and vectors.

    The beginning of an id is enough, if no other begins so. If one of several is not there, none is removed.

    \b
    Example:
      newsqa remove 771ad9e2 98be6fe8
    """
    with open_library(Settings.load(library=folder), must_exist=folder is not None) as library:
        for article in library.remove(*article_ids):
            click.echo(f"removed {article.id}  {article.title}")
