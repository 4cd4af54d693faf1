"""What the commands that ask a model share: --model, --prompts, and what is to be known of the model in use."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newsqa.settings import Settings

if TYPE_CHECKING:
    from newsqa.answering import ModelSetup
    from newsqa.models import LanguageModel
    from newsqa.models.profile import ModelProfile


def model_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """The option --model."""
    return click.option(
        "--model",
        metavar="M",
        help="A name that `newsqa models` lists, a GGUF file, hf:OWNER/REPO/FILE, http://HOST/v1#NAME or llm:NAME.",
    )(function)


def prompts_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """The option --prompts."""
    return click.option(
        "--prompts",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="A folder of prompts that go before newsqa's own.",
    )(function)


def prose_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """The option --prose."""
    return click.option(
        "--prose",
        type=click.Choice(["auto", "always", "never"]),
        help="Let the model write the sentences, held to the quotes: if `models check` saw it do so well (auto).",
    )(function)


@contextmanager
def opened_if_able(
    settings: Settings, *, choice: str, may: "Callable[[ModelProfile], bool]"
) -> "Iterator[LanguageModel | None]":
    """The model of the settings, said where texts are sent to; None, and none is loaded, where it may not be used.

    Args:
        settings: name the model.
        choice: "always", "never", or "auto": if its profile says that it was seen to do this well.
        may: whether a profile says so.
    """
    from newsqa.models import find_model, open_reference
    from newsqa.models.profile import read_profile

    if choice == "never":
        yield None
        return
    reference = find_model(settings.model)
    if choice == "auto" and not may(read_profile(reference.identity)):
        yield None
        return
    with closing(open_reference(reference, threads=settings.threads)) as model:
        if model.description.sent_to:
            click.echo(
                f"newsqa: note: {model.description.name} runs on {model.description.sent_to}: sentences of your "
                "articles are sent there",
                err=True,
            )
        yield model


def tell_of_model(setup: "ModelSetup") -> None:
    """Say on standard error what the person should know of the model: where texts go, and what is not known of it."""
    description = setup.model.description
    if description.sent_to:
        click.echo(
            f"newsqa: note: {description.name} runs on {description.sent_to}: the question and sentences of your "
            "articles are sent there",
            err=True,
        )
    if description.can_score and setup.calibration is None:
        click.echo(
            f"newsqa: note: {description.name} is not calibrated: evidence is ranked without it, and its short "
            f"answers are its likeliest words as they stand (newsqa models calibrate {description.name})",
            err=True,
        )
