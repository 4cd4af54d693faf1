"""newsqa completion."""

import click
from click.shell_completion import get_completion_class

SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> None:
    """Print the script that completes newsqa's commands and options in your shell.

    \b
    Examples:
      newsqa completion bash >> ~/.bashrc
      newsqa completion zsh >> ~/.zshrc
      newsqa completion fish > ~/.config/fish/completions/newsqa.fish
    """
    from newsqa.cli.main import cli

    completion = get_completion_class(shell)
    assert completion is not None  # click knows all of SHELLS
    click.echo(completion(cli, {}, "newsqa", "_NEWSQA_COMPLETE").source())
