"""newsqa check."""

from pathlib import Path

import click

from newsqa.cli.libraries import library_option, opened_library
from newsqa.cli.rendering import render_check, render_checked
from newsqa.settings import Settings

FILE = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)
MARKDOWN = frozenset({".md", ".markdown"})


@click.command("check")
@click.argument("file", type=FILE, required=False, metavar="[FILE]")
@library_option
@click.option("--against", type=FILE, metavar="FILE", help="Hold it against this text in place of the library.")
@click.option("--strict", is_flag=True, help="Exit with 1 where a sentence is contradicted or not found.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option(
    "--batch",
    type=FILE,
    metavar="FILE",
    help='Check each line of a JSON Lines file: {"id": ..., "source": ..., "text": ...}.',
)
def command(
    file: Path | None, folder: Path | None, against: Path | None, strict: bool, as_json: bool, batch: Path | None
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
    if str(file) == str(against) == "-":
        raise click.UsageError("standard input is one text: give the draft or --against as a file")
    from newsqa.checking import check_against_source, check_draft, read_draft
    from newsqa.checking.batch import check_batch, read_drafts, read_text
    from newsqa.checking.check import summed_up
    from newsqa.errors import DraftError

    if batch is not None:
        is_all_supported = True
        for check in check_batch(read_drafts(batch)):
            click.echo(check.model_dump_json(exclude={"path"}))
            is_all_supported = is_all_supported and check.supported
        return int(strict and not is_all_supported)
    assert file is not None
    name = "-" if str(file) == "-" else str(file)
    is_markdown = file.suffix.lower() in MARKDOWN or name == "-"
    sentences = read_draft(read_text(file), is_markdown=is_markdown)
    if not sentences:
        raise DraftError(f"{name} has no sentence to check: newsqa reads Markdown and plain text")
    if against is not None:
        check = check_against_source(sentences, read_text(against)).model_copy(update={"path": name})
        if not as_json:
            for statement in check.statements:
                click.echo(render_checked(statement, name))
    else:
        statements = []
        settings = Settings.load(library=folder)
        with opened_library(settings, is_given=folder is not None, what="this is held against") as library:
            for statement in check_draft(sentences, library):
                statements.append(statement)
                if not as_json:
                    click.echo(render_checked(statement, name))
        check = summed_up(statements, path=name)
    click.echo(check.model_dump_json(indent=1) if as_json else render_check(check))
    return int(strict and not check.supported)
