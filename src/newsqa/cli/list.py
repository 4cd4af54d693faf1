"""newsqa list."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsqa.cli.filters import filter_options, tell_of_undated
from newsqa.cli.libraries import library_option, open_library
from newsqa.cli.rendering import also_in, source_line
from newsqa.settings import Settings

if TYPE_CHECKING:
    from newsqa.schema import Filter


@click.command("list")
@library_option
@filter_options
@click.option("--about", metavar="WORDS", help="Only articles that hold all these words, in any form.")
@click.option("--json", "as_json", is_flag=True, help="One JSON array: the articles without their texts.")
def command(folder: Path | None, where: "Filter", about: str | None, as_json: bool) -> None:
    """List the articles of the library, in the order in which they were added, each with its copies.

    \b
    Examples:
      newsqa list
      newsqa list --since 2020-09-01 --source MassisPost --about Karabakh
      newsqa list --json | jq -r '.[].title'
    """
    with open_library(Settings.load(library=folder), must_exist=folder is not None) as library:
        tell_of_undated(where, library)
        rows = []
        is_empty = True
        for article in library.articles(where, about=about):
            is_empty = False
            standing = library.standing(article.id)
            if as_json:
                rows.append(
                    {
                        **article.model_dump(mode="json", exclude={"text"}),
                        "characters": len(article.text),
                        **standing.model_dump(mode="json"),
                    }
                )
                continue
            line = source_line(article.source, article.published)
            click.echo(f"{article.id}  {article.title}{f'  ({line})' if line else ''}")
            for copy in standing.copies:
                click.echo(f"{' ' * len(article.id)}  also in {also_in(copy)}")
        if as_json:
            click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        elif is_empty and (where or about):
            click.echo("newsqa: no article is like that", err=True)
        elif is_empty:
            click.echo(f"newsqa: {library.folder} has no articles yet: newsqa add PATH", err=True)
