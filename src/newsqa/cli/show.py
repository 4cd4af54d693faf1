"""newsqa show."""

import json
from pathlib import Path

import click

from newsqa.cli.libraries import library_option, open_library
from newsqa.cli.rendering import also_in, source_line
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
            standing = library.standing(article.id)
        else:
            # With nothing added, `newsqa ask` quotes the sample articles.
            with open_samples(library.embedder) as samples:
                article = samples.article(article_id)
                standing = samples.standing(article.id)
    if as_json:
        record = {**article.model_dump(mode="json"), **standing.model_dump(mode="json")}
        click.echo(json.dumps(record, ensure_ascii=False, indent=1))
        return
    click.echo(article.title)
    updated = f"updated {article.updated}" if article.updated else None
    facts = [article.byline, source_line(article.source, article.published), updated, article.url, article.path]
    click.echo("\n".join(fact for fact in (*facts, article.id) if fact))
    for copy in standing.copies:
        click.echo(f"also in {also_in(copy)}")
    if standing.replaced_by:
        click.echo(f"replaced by a newer version: {standing.replaced_by}")
    for earlier in standing.earlier_versions:
        click.echo(f"earlier version: {earlier}")
    click.echo(f"\n{article.text}")
