"""newsqa summarise."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsqa.cli.libraries import library_option, open_library, opened_library
from newsqa.cli.rendering import render_summary
from newsqa.errors import ArticleError, LibraryError, SummaryError
from newsqa.settings import Settings

if TYPE_CHECKING:
    from newsqa.schema import Article, SummaryStyle


@click.command("summarise")
@click.argument("articles", nargs=-1, metavar="[ARTICLE_ID|PATH]...")
@library_option
@click.option("--about", metavar="TOPIC", help="Summarise what the library says about a topic.")
@click.option(
    "--style", type=click.Choice(["brief", "bullets", "timeline"]), default="brief", show_default=True,
    help="A paragraph, a list, or a list by day.",
)  # fmt: skip
@click.option("--sentences", type=click.IntRange(min=1), default=5, show_default=True, help="At most so many.")
@click.option("--words", type=click.IntRange(min=1), default=100, show_default=True, help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def command(
    articles: tuple[str, ...],
    folder: Path | None,
    about: str | None,
    style: "SummaryStyle",
    sentences: int,
    words: int,
    as_json: bool,
) -> None:
    """Summarise articles, or a topic across the library, in the articles' own sentences, each with its source.

    An article is named by its id (newsqa list), or by the path of a file or folder, which need not be in the library.

    \b
    Examples:
      newsqa summarise article.md
      newsqa summarise --style bullets --words 60 3f2a91
      newsqa summarise --about "Karabakh ceasefire" --style timeline
    """
    if (about is None) == (not articles):
        raise click.UsageError("give an ARTICLE_ID or a PATH, or --about TOPIC")
    from newsqa.summarising import summarise, summarise_topic

    settings = Settings.load(library=folder)
    if about is not None:
        if not about.strip():
            raise click.UsageError("the topic is empty")
        with opened_library(settings, is_given=folder is not None, what="this is a summary of") as library:
            summary = summarise_topic(about.strip(), library, style=style, words=words, sentences=sentences)
    else:
        summary = summarise(_read(articles, settings), style=style, words=words, sentences=sentences)
    if summary.words > words:
        click.echo(f"newsqa: note: no sentence has {words} words or fewer", err=True)
    click.echo(summary.model_dump_json(indent=1) if as_json else render_summary(summary))


def _read(named: tuple[str, ...], settings: Settings) -> "list[Article]":
    """The articles of the paths and ids that were given, each once, in their order.

    Raises:
        SummaryError: one is neither a path that holds an article nor an id of the library.
    """
    from newsqa.answering.samples import open_samples
    from newsqa.articles import Problem, find_files, read_file

    found: dict[str, Article] = {}
    for name in named:
        path = Path(name).expanduser()
        if path.exists():
            count = len(found)
            for item in find_files([path]):
                readings = [item] if isinstance(item, Problem) else read_file(item)
                for reading in readings:
                    if isinstance(reading, Problem):
                        click.echo(f"newsqa: {reading}", err=True)
                    else:
                        found.setdefault(reading.id, reading)
            if len(found) == count:
                raise SummaryError(f"{name} holds no article to summarise")
            continue
        try:
            with open_library(settings) as library:
                if len(library):
                    article = library.article(name)
                else:
                    with open_samples(library.embedder) as samples:
                        article = samples.article(name)
        except LibraryError as error:
            if "/" in name or "." in name:
                raise ArticleError(f"{name} does not exist") from None
            raise SummaryError(f"{name} is no file, and {error}") from None
        found.setdefault(article.id, article)
    return list(found.values())
