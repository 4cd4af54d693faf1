"""newsqa check."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsqa.cli.filters import filter_options, tell_of_undated
from newsqa.cli.libraries import library_option, opened_library
from newsqa.cli.model_options import model_option, opened_if_able, prompts_option
from newsqa.cli.rendering import render_check, render_checked
from newsqa.settings import Settings

if TYPE_CHECKING:
    from newsqa.schema import DraftCheck, Filter
    from newsqa.writing import Judge

FILE = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)
MARKDOWN = frozenset({".md", ".markdown"})


@click.command("check")
@click.argument("file", type=FILE, required=False, metavar="[FILE]")
@library_option
@filter_options
@click.option("--against", type=FILE, metavar="FILE", help="Hold it against this text in place of the library.")
@click.option("--strict", is_flag=True, help="Exit with 1 where a sentence is contradicted or not found.")
@model_option
@prompts_option
@click.option(
    "--judge",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="Let the model judge what code cannot tell: if `models check` saw it do so well (auto).",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option(
    "--batch",
    type=FILE,
    metavar="FILE",
    help='Check each line of a JSON Lines file: {"id": ..., "source": ..., "text": ...}.',
)
def command(
    file: Path | None,
    folder: Path | None,
    where: "Filter",
    against: Path | None,
    strict: bool,
    model: str | None,
    prompts: Path | None,
    judge: str,
    as_json: bool,
    batch: Path | None,
) -> int:
    """Hold a draft against the articles, sentence by sentence: supported, contradicted, or not found.

    FILE is Markdown or plain text; - is standard input. Questions, headings, code and tables are passed over.

    \b
    Examples:
      newsqa check draft.md
      newsqa check --strict --against article.txt summary.txt
      newsqa check --batch drafts.jsonl > verdicts.jsonl
    """
    if (file is None) == (batch is None):
        raise click.UsageError("give a FILE (- for standard input), or --batch FILE")
    if batch is not None and against is not None:
        raise click.UsageError("each line of a --batch has its own source: leave out --against")
    if where and (batch is not None or against is not None):
        raise click.UsageError(
            "--since, --until, --source and --article choose articles of the library: leave them out"
        )
    if str(file) == str(against) == "-":
        raise click.UsageError("standard input is one text: give the draft or --against as a file")
    settings = Settings.load(library=folder, model=model, prompts=prompts)
    with _opened_judge(settings, judge) as opened:
        if batch is not None:
            return int(not _checks_batch(batch, opened) and strict)
        assert file is not None
        check = _checked(file, against, where, settings, opened, is_given=folder is not None, is_shown=not as_json)
    click.echo(check.model_dump_json(indent=1) if as_json else render_check(check))
    return int(strict and not check.supported)


def _checks_batch(batch: Path, judge: "Judge | None") -> bool:
    """Write the verdicts of a batch; whether all of it is supported."""
    from newsqa.checking.batch import check_batch, read_drafts

    is_all_supported = True
    for check in check_batch(read_drafts(batch), judge=judge):
        click.echo(check.model_dump_json(exclude={"path"}))
        is_all_supported = is_all_supported and check.supported
    return is_all_supported


def _checked(
    file: Path,
    against: Path | None,
    where: "Filter",
    settings: Settings,
    judge: "Judge | None",
    *,
    is_given: bool,
    is_shown: bool,
) -> "DraftCheck":
    """The verdicts on a draft, each shown as soon as it is there."""
    from newsqa.checking import check_against_source, check_draft, read_draft
    from newsqa.checking.batch import read_text
    from newsqa.checking.check import summed_up
    from newsqa.errors import DraftError

    name = "-" if str(file) == "-" else str(file)
    sentences = read_draft(read_text(file), is_markdown=name == "-" or file.suffix.lower() in MARKDOWN)
    if not sentences:
        raise DraftError(f"{name} has no sentence to check: newsqa reads Markdown and plain text")
    if against is not None:
        check = check_against_source(sentences, read_text(against), judge=judge)
        for statement in check.statements if is_shown else ():
            click.echo(render_checked(statement, name))
        return check.model_copy(update={"path": name})
    statements = []
    with opened_library(settings, is_given=is_given, what="this is held against") as library:
        tell_of_undated(where, library)
        for statement in check_draft(sentences, library, judge=judge, where=where):
            statements.append(statement)
            if is_shown:
                click.echo(render_checked(statement, name))
    return summed_up(statements, path=name)


@contextmanager
def _opened_judge(settings: Settings, choice: str) -> "Iterator[Judge | None]":
    """The model that judges what code cannot tell, if one may."""
    from newsqa.models import Prompt
    from newsqa.writing import Judge, may_judge
    from newsqa.writing.judging import PROMPT

    with opened_if_able(settings, choice=choice, may=may_judge) as model:
        family = model.description.family if model else None
        yield Judge(model, Prompt.load(PROMPT, family=family, folder=settings.prompts)) if model else None
