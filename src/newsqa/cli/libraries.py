"""What the commands share: the --library option, and the library that it names."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newsqa.errors import LibraryError
from newsqa.settings import Settings

if TYPE_CHECKING:
    from newsqa.library import Library


def library_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """The option --library of every command that reads or writes one."""
    return click.option(
        "--library",
        "folder",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="The library's folder (default: NEWSQA_LIBRARY, or one in your data directory).",
    )(function)


def open_library(settings: Settings, *, must_exist: bool = False) -> "Library":
    """The library that the settings name.

    Raises:
        LibraryError: it cannot be used or, where it must exist, does not.
    """
    from newsqa.library import Library

    if must_exist and not Path(os.path.expanduser(settings.library)).exists():
        raise LibraryError(f"there is no library in {settings.library}: newsqa add PATH makes one")
    return Library.open(settings.library)


@contextmanager
def opened_library(settings: Settings, *, is_given: bool, what: str = "this is answered from") -> "Iterator[Library]":
    """The library to ask, or the sample articles in place of an empty one, said on standard error.

    Raises:
        LibraryError: it cannot be used or, where it was given, does not exist.
    """
    from newsqa.answering.samples import open_samples

    with ExitStack() as opened:
        library = opened.enter_context(open_library(settings, must_exist=is_given))
        if not len(library):
            click.echo(
                f"newsqa: nothing has been added yet, so {what} the sample articles (newsqa add PATH adds yours)",
                err=True,
            )
            library = opened.enter_context(open_samples(library.embedder))
        yield library
