"""newsqa show."""

from pathlib import Path

import click

from newsqa.cli.libraries import library_option, open_library
from newsqa.cli.rendering import source_line
from newsqa.settings import Settings


@click.command("show")
@click.argument("article_id")
@library_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object; `text` is what offsets count in.")
def command(article_id: str, folder: Path | None, as_json: bool) -> None:
    """Show an article. The beginning of its id is enough, if no other begins so.

    \b
    Examples:
      newsqa show 771ad9e2
      newsqa show 771ad9e2 --json
    """
    from newsqa.answering.samples import open_samples

    with open_library(Settings.load(library=folder), must_exist=folder is not None) as library:
        if len(library) or folder is not None:
            article = library.article(article_id)
        else:
            # With nothing added, `newsqa ask` quotes the sample articles.
            with open_samples(library.embedder) as samples:
                article = samples.article(article_id)
    if as_json:
        click.echo(article.model_dump_json(indent=1))
        return
    click.echo(article.title)
    facts = [source_line(article.source, article.published), article.url, article.path, article.id]
    click.echo("\n".join(fact for fact in facts if fact))
    click.echo(f"\n{article.text}")
