"""newsqa within simonw's `llm`: `llm newsqa "..."` asks, with the options of `newsqa ask`.

It is loaded with every start of `llm`, so that nothing of newsqa's is imported before it is asked.
"""

import sys
from typing import Any

import click
import llm


@llm.hookimpl
def register_commands(cli: click.Group) -> None:
    """Add the command; `llm` calls this."""

    @cli.command(
        "newsqa",
        add_help_option=False,
        context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
        help="Answer a question from your own news articles, with the exact words (newsqa ask).",
    )
    @click.pass_context
    def newsqa(context: click.Context) -> Any:
        from newsqa.cli.main import main

        sys.argv = ["newsqa", "ask", *context.args]
        main()
