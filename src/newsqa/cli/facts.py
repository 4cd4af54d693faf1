"""newsqa facts."""

from pathlib import Path

import click

from newsqa.plain_text import counted


@click.group("facts")
def command() -> None:
    """Write and check hand-written facts, which pytest holds a model to.

    \b
    Examples:
      newsqa facts new mine/      a folder to start from, then: pytest mine/
      newsqa facts check mine/
    """


@command.command("new")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--articles", type=click.Path(path_type=Path), metavar="PATH", help="The articles that the facts are about."
)
def new(folder: Path, articles: Path | None) -> None:
    """Write a commented facts file and a test file to start from.

    Without --articles, an articles/ folder with a sample article is written too, so that `pytest DIR` runs at
    once. `pytest DIR --update-baseline` records what a model fails as known.
    """
    from newsqa.evaluation.starting import start_suite

    for path in start_suite(folder, articles=articles):
        click.echo(path)


@command.command("check")
@click.argument("path", type=click.Path(path_type=Path), metavar="PATH")
@click.option(
    "--articles", type=click.Path(path_type=Path), metavar="PATH", help="Check against these articles instead."
)
def check(path: Path, articles: Path | None) -> None:
    """Check a facts file, or a folder of them: its form, its quotes, and what its evidence leaves out.

    A note is not an error: it names an article that seems to hold an answer too, and is not listed as evidence.
    """
    from newsqa.evaluation.cases import derive_cases
    from newsqa.evaluation.suite import load_suite, unlisted_evidence

    suite = load_suite(path, articles=articles)
    for fact, article, sentence in unlisted_evidence(suite):
        click.echo(f"newsqa: note: {fact.id}: {article} seems to say it too: “{sentence}”", err=True)
    for fact in suite.not_held:
        click.echo(f"newsqa: note: {fact.id} does not hold in {articles}", err=True)
    cases = derive_cases(suite)
    counts = [counted(len(suite.facts), "fact"), counted(len(cases), "case")]
    click.echo(f"{', '.join(counts)}, {counted(len(suite.corpus.articles), 'article')}: all in order")
