"""newsqa library."""

from pathlib import Path

import click

from newsqa.cli.libraries import library_option
from newsqa.errors import SettingsError
from newsqa.plain_text import counted
from newsqa.settings import FILE_NAME, Settings


@click.group("library")
def command() -> None:
    """Look after a library."""


@command.command("rebuild")
@library_option
@click.option(
    "--embedder",
    "embedder_folder",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="A sentence-transformers model in a folder (default: the one that comes with newsqa).",
)
def rebuild(folder: Path | None, embedder_folder: Path | None) -> None:
    """Make the library anew with another embedder, as for articles in other languages than English.

    All articles are embedded again, and keep their ids. It takes as long as adding them did; until it is done, the
    library is as it was.

    \b
    Examples:
      newsqa library rebuild --embedder ~/models/paraphrase-multilingual-MiniLM-L12-v2
      newsqa library rebuild
    """
    from newsqa.cli.adding import shown_adding
    from newsqa.library import Embedder, Library
    from newsqa.library import rebuild as rebuild_library

    settings = Settings.load(library=folder)
    if settings.embedder and (embedder_folder is None or settings.embedder.resolve() != embedder_folder.resolve()):
        raise SettingsError(
            f"NEWSQA_EMBEDDER or {FILE_NAME} names {settings.embedder}, with which the library could not be opened "
            "afterwards: leave it unset, since a library remembers its embedder"
        )
    embedder = Embedder(embedder_folder.expanduser()) if embedder_folder else Embedder.default()
    with shown_adding("embedding", interrupted=lambda: "the library is as it was") as shown:
        rebuild_library(settings.library, embedder, **shown._asdict())
    with Library.open(settings.library, embedder=embedder) as library:
        click.echo(f"{counted(len(library), 'article')} embedded anew by {embedder.name}: {library.folder}")
