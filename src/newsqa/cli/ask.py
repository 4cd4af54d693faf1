"""newsqa ask."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsqa.cli.filters import filter_options, tell_of_undated
from newsqa.cli.libraries import library_option, opened_library
from newsqa.cli.model_options import model_option, prompts_option, prose_option, tell_of_model
from newsqa.cli.rendering import render_answer
from newsqa.errors import QuestionError
from newsqa.settings import Settings

if TYPE_CHECKING:
    from newsqa.answering import ModelSetup
    from newsqa.library import Library
    from newsqa.schema import Filter


@click.command("ask")
@click.argument("words", nargs=-1, metavar="[QUESTION]")
@library_option
@filter_options
@model_option
@prompts_option
@click.option("--min-confidence", type=click.FloatRange(0, 1), help="Refuse to answer below this probability.")
@prose_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option(
    "--batch",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
    metavar="FILE",
    help='Answer each line of a JSON Lines file: {"id": ..., "question": ...}.',
)
def command(
    words: tuple[str, ...],
    folder: Path | None,
    where: "Filter",
    model: str | None,
    prompts: Path | None,
    min_confidence: float | None,
    prose: str | None,
    as_json: bool,
    batch: Path | None,
) -> None:
    """Answer a question from the articles, with the exact words that the answer rests on.

    On a terminal, without a question, it takes one after another. An empty library is answered for by the
    sample articles that come with newsqa.

    \b
    Examples:
      newsqa ask "Where is Russia's military base in Armenia?"
      newsqa ask --json "How many Russian troops are stationed in Armenia?"
      newsqa ask --since 2020-09 --source MassisPost "Who spoke to Erdogan?"
      newsqa ask --batch questions.jsonl > answers.jsonl
    """
    question = " ".join(words) if words else None
    if question is not None and batch is not None:
        raise click.UsageError("give a QUESTION or --batch FILE, not both")
    is_dialogue = question is None and batch is None
    if is_dialogue and not sys.stdin.isatty():
        raise click.UsageError(
            'give a QUESTION, as in: newsqa ask "Where is the base?" (or many: newsqa ask --batch FILE)'
        )
    from newsqa.answering import ask, check_question
    from newsqa.answering.batch import ask_batch, read_questions

    settings = Settings.load(library=folder, model=model, prompts=prompts, min_confidence=min_confidence, prose=prose)
    # Before anything is loaded: a slip in the question should cost no seconds.
    questions = read_questions(batch) if batch else []
    if question is not None:
        question = check_question(question)
    with _opened(settings, is_given=folder is not None) as (library, setup):
        tell_of_undated(where, library)
        least = settings.min_confidence
        if batch:
            for answer in ask_batch(questions, library, setup=setup, min_confidence=least, where=where):
                click.echo(answer.model_dump_json())
        elif question is not None:
            answer = ask(question, library, setup=setup, min_confidence=least, where=where)
            click.echo(answer.model_dump_json(indent=1) if as_json else render_answer(answer))
        else:
            for asked in _dialogue():
                try:
                    answer = ask(asked, library, setup=setup, min_confidence=least, where=where)
                except QuestionError as error:
                    click.echo(f"newsqa: {error}", err=True)
                    continue
                click.echo(answer.model_dump_json(indent=1) if as_json else f"{render_answer(answer)}\n")


@contextmanager
def _opened(settings: Settings, *, is_given: bool) -> "Iterator[tuple[Library, ModelSetup]]":
    """The library to ask, or the sample articles in place of an empty one, and the model."""
    from newsqa.answering import ModelSetup
    from newsqa.models import find_model, open_model

    with ExitStack() as opened:
        # Before the library: a mistyped model should not cost the seconds of making the samples.
        model = opened.enter_context(closing(open_model(settings.model, threads=settings.threads)))
        library = opened.enter_context(opened_library(settings, is_given=is_given))
        identity = find_model(settings.model).identity
        setup = ModelSetup.of(model, identity=identity, prompts=settings.prompts, prose=settings.prose)
        tell_of_model(setup)
        yield library, setup


def _dialogue() -> Iterator[str]:
    """Questions typed on the terminal, until "quit", an empty line's Ctrl-D, or Ctrl-C."""
    # Importing readline gives input() its editing keys and its history; Windows has none.
    with suppress(ImportError):
        import readline  # noqa: F401
    click.echo("Ask about your articles (quit or Ctrl-D ends).", err=True)
    while True:
        try:
            if sys.stdout.isatty():
                # Written by readline, once keys are its own: a Ctrl-D between a prompt of ours and that is lost.
                line = input("? ")
            else:
                # Standard output is a file: the prompt is for whoever types.
                click.echo("? ", nl=False, err=True)
                line = input()
        except EOFError:
            click.echo(err=True)
            return
        if line.strip().lower() in ("quit", "exit"):
            return
        if line.strip():
            yield line
