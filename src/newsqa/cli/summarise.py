"""newsqa summarise."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsqa.cli.filters import filter_options, tell_of_undated
from newsqa.cli.libraries import library_option, open_library, opened_library
from newsqa.cli.model_options import model_option, opened_if_able, prompts_option, prose_option
from newsqa.cli.rendering import render_summary
from newsqa.errors import ArticleError, LibraryError, SummaryError
from newsqa.settings import Settings

if TYPE_CHECKING:
    from newsqa.schema import Article, Filter, SummaryStyle
    from newsqa.summarising import Writer


@click.command("summarise")
@click.argument("articles", nargs=-1, metavar="[ARTICLE_ID|PATH]...")
@library_option
@filter_options
@click.option("--about", metavar="TOPIC", help="Summarise what the library says about a topic.")
@click.option(
    "--style", type=click.Choice(["brief", "bullets", "timeline"]), default="brief", show_default=True,
    help="A paragraph, a list, or a list by day.",
)  # fmt: skip
@click.option("--sentences", type=click.IntRange(min=1), default=5, show_default=True, help="At most so many.")
@click.option("--words", type=click.IntRange(min=1), default=100, show_default=True, help="At most so many.")
@model_option
@prompts_option
@prose_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def command(
    articles: tuple[str, ...],
    folder: Path | None,
    where: "Filter",
    about: str | None,
    style: "SummaryStyle",
    sentences: int,
    words: int,
    model: str | None,
    prompts: Path | None,
    prose: str | None,
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
    if where and about is None:
        raise click.UsageError("articles that are named need no filter: give it with --about TOPIC")
    from newsqa.summarising import summarise, summarise_topic

    if about is not None and not about.strip():
        raise click.UsageError("the topic is empty")
    settings = Settings.load(library=folder, model=model, prompts=prompts, prose=prose)
    with ExitStack() as opened:
        writer = opened.enter_context(_opened_writer(settings))
        if about is None:
            read = _read(articles, settings)
            summary = summarise(read, style=style, words=words, sentences=sentences, writer=writer)
        else:
            is_given = folder is not None
            library = opened.enter_context(opened_library(settings, is_given=is_given, what="this is a summary of"))
            tell_of_undated(where, library)
            summary = summarise_topic(
                about.strip(), library, style=style, words=words, sentences=sentences, writer=writer, where=where
            )
    if summary.words > words:
        click.echo(f"newsqa: note: no sentence has {words} words or fewer", err=True)
    click.echo(summary.model_dump_json(indent=1) if as_json else render_summary(summary))


@contextmanager
def _opened_writer(settings: Settings) -> "Iterator[Writer | None]":
    """The model that rewrites what was chosen, if one may."""
    from newsqa.models import Prompt
    from newsqa.summarising import PROMPT, Writer
    from newsqa.writing import may_write

    with opened_if_able(settings, choice=settings.prose, may=may_write) as model:
        family = model.description.family if model else None
        yield Writer(model, Prompt.load(PROMPT, family=family, folder=settings.prompts)) if model else None


def _read(named: tuple[str, ...], settings: Settings) -> "list[Article]":
    """The articles of the paths and ids that were given, each once, in their order.

    Raises:
        ArticleError: a path does not exist.
        SummaryError: one is neither a path that holds an article nor an id of the library.
    """
    from newsqa.answering.samples import open_samples
    from newsqa.articles import Problem, read_paths

    found: dict[str, Article] = {}
    for name in named:
        path = Path(os.path.expanduser(name))
        if path.exists():
            holds_article = False
            for reading in read_paths([path]):
                if isinstance(reading, Problem):
                    click.echo(f"newsqa: {reading}", err=True)
                else:
                    found.setdefault(reading.id, reading)
                    holds_article = True
            if not holds_article:
                raise SummaryError(f"{name} holds no article to summarise")
            continue
        if "/" in name or "." in name:
            raise ArticleError(f"{name} does not exist")
        try:
            with open_library(settings) as library:
                if len(library):
                    article = library.article(name)
                else:
                    with open_samples(library.embedder) as samples:
                        article = samples.article(name)
        except LibraryError as error:
            raise SummaryError(f"{name} is no file, and {error}") from None
        found.setdefault(article.id, article)
    return list(found.values())
