"""The `newsqa` command. Each subcommand has a file of its own, imported when it is called."""

import importlib
import signal
import sys
import traceback
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

import click

from newsqa.errors import NewsqaError

COMMANDS = {
    "add": "Add articles from files, folders and web addresses.",
    "sync": "Make the library follow folders: new, changed and vanished files.",
    "list": "List the articles of the library.",
    "show": "Show an article.",
    "remove": "Remove articles with every trace of them.",
    "ask": "Answer a question from the articles, with exact quotes.",
    "summarise": "Summarise articles, or a topic across the library, each sentence with its source.",
    "check": "Hold a draft against the articles, sentence by sentence.",
    "library": "Make the library anew with another embedder.",
    "models": "List language models, add one, and see what one can do here.",
    "facts": "Write and check the hand-written facts that pytest holds a model to.",
    "compare": "Compare models, or eval runs: which is better, by how much, and can the facts tell.",
    "completion": "Print the script that completes commands in your shell.",
}
SPELLINGS = {"summarize": "summarise"}


class LazyGroup(click.Group):
    """Subcommands by name, imported when called or when their own help is asked for."""

    def list_commands(self, context: click.Context) -> list[str]:
        """The commands in the order in which a newcomer needs them."""
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command of that name, or of that spelling."""
        name = SPELLINGS.get(name, name)
        if name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"newsqa.cli.{name}").command
        return command

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, from COMMANDS, so that showing it imports none of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="newsqa", message="%(prog)s %(version)s")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def cli(debug: bool) -> None:
    """Answers from your own news articles, by a model on your own computer, with the exact words they rest on.

    \b
    Examples:
      newsqa add ~/articles
      newsqa ask "Where is Russia's military base in Armenia?"
    """


def main() -> NoReturn:
    """Run the command line: 0 for an answer, 1 for an error that the person can mend, 2 for wrong usage."""
    # A process that is told to end does so as after Ctrl-C: with its files in order, and one line.
    signal.signal(signal.SIGTERM, _interrupt)
    is_debugging = "--debug" in sys.argv
    try:
        code: Any = cli.main(args=_with_debug_first(sys.argv[1:]), prog_name="newsqa", standalone_mode=False)
        sys.stdout.flush()
        sys.exit(code if isinstance(code, int) else 0)
    except click.exceptions.Abort:
        _end(130, "interrupted")
    except KeyboardInterrupt:
        _end(130, "interrupted")
    except click.UsageError as error:
        error.show()
        sys.exit(2)
    except click.ClickException as error:
        _end(1, error.format_message())
    except NewsqaError as error:
        if is_debugging:
            traceback.print_exc()
        _end(1, str(error))
    except MemoryError:
        _end(1, "there is not enough memory")
    except OSError as error:
        if is_debugging:
            traceback.print_exc()
        where = f"{Path(str(error.filename))}: " if error.filename else ""
        _end(1, f"{where}{error.strerror or error}")


def _with_debug_first(arguments: list[str]) -> list[str]:
    """--debug belongs to the group; people write it at the end as well."""
    if "--" in arguments or "--debug" not in arguments:
        return arguments
    return ["--debug", *(argument for argument in arguments if argument != "--debug")]


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _end(code: int, message: str) -> NoReturn:
    click.echo(f"newsqa: {message}", err=True)
    sys.exit(code)
