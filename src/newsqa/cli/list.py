"""newsqa list."""

import json
from pathlib import Path

import click

from newsqa.cli.libraries import library_option, open_library
from newsqa.cli.rendering import source_line
from newsqa.settings import Settings


@click.command("list")
@library_option
@click.option("--json", "as_json", is_flag=True, help="One JSON array: the articles without their texts.")
def command(folder: Path | None, as_json: bool) -> None:
    """List the articles of the library, in the order in which they were added.

    \b
    Examples:
      newsqa list
      newsqa list --json | jq -r '.[].title'
    """
    with open_library(Settings.load(library=folder), must_exist=folder is not None) as library:
        if as_json:
            rows = [
                {**article.model_dump(mode="json", exclude={"text"}), "characters": len(article.text)}
                for article in library.articles()
            ]
            click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
            return
        is_empty = True
        for article in library.articles():
            is_empty = False
            about = source_line(article.source, article.published)
            click.echo(f"{article.id}  {article.title}{f'  ({about})' if about else ''}")
        if is_empty:
            click.echo(f"newsqa: {library.folder} has no articles yet: newsqa add PATH", err=True)
