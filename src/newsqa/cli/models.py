"""newsqa models."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newsqa.plain_text import table

if TYPE_CHECKING:
    from newsqa.models.profile import Trials

MARKS = {True: "✓", False: "✗", None: "–"}


@click.group("models", invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON array.")
@click.pass_context
def command(context: click.Context, as_json: bool) -> None:
    """List the language models that can be named here, add one, and see what one can do.

    Bundled, added by you, and found in the stores of Ollama, LM Studio, Hugging Face and llama.cpp, which are only
    read. Besides these, any GGUF file, hf:OWNER/REPO/FILE.gguf, http://HOST/v1#NAME and llm:NAME will do wherever
    a model is named.

    \b
    Examples:
      newsqa models
      newsqa models add qwen ~/Downloads/qwen2.5-3b-instruct-q4_k_m.gguf
      newsqa models check qwen
      newsqa ask --model qwen "Where is Russia's military base in Armenia?"
    """
    if context.invoked_subcommand is not None:
        return
    from newsqa.models.listing import list_models
    from newsqa.settings import Settings

    Settings.load()  # a slip in newsqa.toml is said here as by every command
    rows = list_models()
    if as_json:
        click.echo(json.dumps([row._asdict() for row in rows], ensure_ascii=False, indent=1))
        return
    heading = ("NAME", "FROM", "SIZE", "QUANTISATION", "CONTEXT", "READS", "WRITES", "SCORE")
    click.echo(table([heading, *(row.cells() for row in rows)], right=(2, 4, 5, 6)))


@command.command("add")
@click.argument("name")
@click.argument("model")
@click.option(
    "--chat-template",
    type=click.Path(exists=True, dir_okay=False, path_type=Path, resolve_path=True),
    metavar="FILE",
    help="A Jinja chat template to use in place of the model's own.",
)
def add(name: str, model: str, chat_template: Path | None) -> None:
    """Give a model a name. MODEL is a GGUF file, hf:OWNER/REPO/FILE.gguf, http://HOST/v1#NAME or llm:NAME.

    \b
    Examples:
      newsqa models add qwen ~/Downloads/qwen2.5-3b-instruct-q4_k_m.gguf
      newsqa models add big http://gpu-box:8080/v1#llama-3.3-70b
    """
    from newsqa.models.listing import add_by_reference

    reference = add_by_reference(name, model, chat_template=chat_template)
    click.echo(f"newsqa: {name} is {reference.shown_address} (newsqa models check {name} tries it)", err=True)


@command.command("remove")
@click.argument("name")
def remove(name: str) -> None:
    """Forget a name that was added. The model's file stays where it is.

    \b
    Example:
      newsqa models remove qwen
    """
    from newsqa.models.added import remove_model

    removed = remove_model(name)
    click.echo(f"newsqa: {name} is forgotten; {removed.shown} was left as it is", err=True)


@command.command("info", short_help="What a model is, without loading it.")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def info(name: str, as_json: bool) -> None:
    """What a model is: architecture, size, context, chat template, licence, hash, memory, and what it can do here.

    \b
    Examples:
      newsqa models info smollm2-135m
      newsqa models info ~/models/qwen2.5-3b-instruct-q4_k_m.gguf --json
    """
    from newsqa.models.listing import describe_model

    facts = describe_model(name)
    if as_json:
        click.echo(json.dumps(facts, ensure_ascii=False, indent=1))
        return
    width = max(map(len, facts))
    for key, value in facts.items():
        shown = "—" if value is None else str(value)
        first, *others = shown.splitlines() or [""]
        click.echo(f"{key.replace('_', ' '):<{width}}  {first}{' …' if others else ''}")


@command.command("check", short_help="Try a model for half a minute.")
@click.argument("name")
@click.pass_context
def check(context: click.Context, name: str) -> None:
    """Try a model for half a minute: does it load, follow its template, give log-probabilities, obey a schema?

    The exit code is 1 where a trial failed.

    \b
    Examples:
      newsqa models check qwen
      newsqa models check http://localhost:11434/v1#qwen2.5:3b
    """
    from newsqa.models import find_model
    from newsqa.models.checking import check_model
    from newsqa.settings import Settings

    settings = Settings.load(model=name)
    has_failed = False
    for finding in check_model(find_model(name), threads=settings.threads):
        has_failed |= finding.is_passed is False
        click.echo(f"{MARKS[finding.is_passed]} {finding.trial:<25} {finding.detail}")
    if not has_failed:
        _try_with_evidence(name, threads=settings.threads)
    context.exit(1 if has_failed else 0)


def _try_with_evidence(name: str, *, threads: int | None) -> None:
    """Whether the model may write from evidence, and judge by it; kept in its profile."""
    from contextlib import closing
    from datetime import date

    from newsqa.models import Prompt, find_model, open_model
    from newsqa.models.profile import Trials, read_profile, update_profile
    from newsqa.settings import Settings
    from newsqa.writing import Judge, judging, may_judge, may_write, trial, try_judging, try_writing

    identity, folder = find_model(name).identity, Settings.load().prompts
    with closing(open_model(name, threads=threads)) as model:
        family = model.description.family
        wrote = try_writing(model, Prompt.load(trial.PROMPT, family=family, folder=folder))
        judged = try_judging(Judge(model, Prompt.load(judging.PROMPT, family=family, folder=folder)))
    writes, judges = (Trials(passed=p, trials=n, measured=date.today()) for p, n in (wrote, judged))
    update_profile(identity, writing=writes, judging=judges)
    profile = read_profile(identity)
    if may_write(profile):
        _tell("writes what evidence says", writes, True, "it may write answers, held to their quotes")
    else:
        _tell("writes what evidence says", writes, None, "answers are the quotes' own words")
    if may_judge(profile):
        _tell("judges what evidence says", judges, True, "newsqa check --model asks it")
    else:
        _tell("judges what evidence says", judges, None, "newsqa check does not ask it")


def _tell(trial: str, trials: "Trials", is_passed: bool | None, use: str) -> None:
    click.echo(f"{MARKS[is_passed]} {trial:<25} {trials.passed} of {trials.trials} trials: {use}")


@command.command("calibrate")
@click.argument("name")
@click.option(
    "--facts",
    type=click.Path(exists=True, path_type=Path),
    metavar="DIR",
    help="Facts to fit on, as for pytest (default: those on the sample articles).",
)
def calibrate(name: str, facts: Path | None) -> None:
    """Fit the weights that depend on a model, and keep them under its hash; some minutes.

    Fitted on half the articles and tried on the other, both ways. What does no better on articles that it was not
    fitted on is not used. Interrupted, it keeps nothing.

    \b
    Examples:
      newsqa models calibrate qwen
      newsqa models calibrate qwen --facts mine/
    """
    from newsqa.evaluation.calibrating import calibrate as fit
    from newsqa.evaluation.calibrating import render_calibration

    click.echo(render_calibration(name, fit(name, facts=facts)))
