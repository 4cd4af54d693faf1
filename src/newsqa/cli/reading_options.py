"""The options that say how files are read, shared by the commands that read them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click


def reading_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options --encoding, --source, --keep-all and --allow-local, given to the command as one, `options`."""

    @wraps(function)
    def with_options(
        *arguments: Any, encoding: str | None, source: str | None, keep_all: bool, allow_local: bool, **others: Any
    ) -> Any:
        from newsqa.articles import ReadingOptions

        options = ReadingOptions(encoding=encoding, keep_all=keep_all, source=source, allow_local=allow_local)
        return function(*arguments, options=options, **others)

    for option in (
        click.option("--allow-local", is_flag=True, help="Fetch addresses on this computer and its network too."),
        click.option("--keep-all", is_flag=True, help="Keep menus, appeals and teasers: cut nothing, split nothing."),
        click.option("--source", metavar="NAME", help="Where articles are from that do not say so themselves."),
        click.option("--encoding", metavar="NAME", help="How the files are encoded, if newsqa cannot tell."),
    ):
        with_options = option(with_options)
    return with_options
