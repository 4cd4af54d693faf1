"""What `add --explain` shows: each story of a document with what is known of it, and what was cut away and why."""

import json
import shutil
import sys
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from newsqa.cli.libraries import open_library
from newsqa.errors import LibraryError
from newsqa.plain_text import counted
from newsqa.settings import Settings

if TYPE_CHECKING:
    from newsqa.articles import Cut, Document, Problem, ReadingOptions, Story
    from newsqa.library import Library
    from newsqa.schema import Article

KNOWN = ("title", "byline", "source", "place", "published", "updated", "language", "url", "external_id")
LONGEST_SHOWN = 90  # characters of what was cut


def explain_paths(paths: Sequence[str], settings: Settings, *, options: "ReadingOptions", as_json: bool) -> int:
    """Show what would be made of paths, adding nothing; the exit code."""
    with ExitStack() as opened:
        library = None
        try:
            library = opened.enter_context(open_library(settings))
        except LibraryError as error:
            # What is read does not depend on it.
            click.echo(f"newsqa: note: {error}", err=True)
        return _explain(paths, library, options=options, as_json=as_json)


def _explain(paths: Sequence[str], library: "Library | None", *, options: "ReadingOptions", as_json: bool) -> int:
    from newsqa.articles import Problem

    is_empty = True
    read: list[Article] = []
    for reading in _read(paths, options):
        if isinstance(reading, Problem):
            mark = "note: " if reading.severity == "note" else ""
            click.echo(f"newsqa: {mark}{reading}", err=True)
            continue
        is_empty = False
        place = _place(reading.article, library, read)
        read.append(reading.article)
        shown = (
            json.dumps(_record(reading, place), ensure_ascii=False) if as_json else _rendered(reading, place) + "\n"
        )
        click.echo(shown)
    return int(is_empty)


def _read(paths: Sequence[str], options: "ReadingOptions") -> "Iterator[Story | Problem]":
    from newsqa.articles import Problem, find_documents, read_stories

    for found in find_documents(paths, allow_local=options.allow_local):
        document = found if isinstance(found, Problem) else found.load()
        if isinstance(document, Problem):
            yield document
            continue
        readings = list(read_stories(document, options=options))
        stories = [reading for reading in readings if not isinstance(reading, Problem)]
        if stories and all(story.kind == "html" for story in stories) and not options.keep_all:
            around = _around(document, stories, options)
            index = readings.index(stories[0])
            readings[index] = stories[0]._replace(cuts=(*stories[0].cuts, *around))
        yield from readings


def _around(document: "Document", stories: "Sequence[Story]", options: "ReadingOptions") -> "Iterator[Cut]":
    """The lines of a web page that are in none of its stories: its reader goes by the markup, not line by line."""
    from newsqa.articles import Cut, Problem, read_stories

    kept = {line.strip() for story in stories for line in story.article.text.split("\n")}
    for whole in read_stories(document, options=options._replace(keep_all=True)):
        if not isinstance(whole, Problem):
            for line in whole.article.text.split("\n"):
                if line.strip() and line.strip() not in kept:
                    yield Cut(line.strip(), "of the page around the story")


def _place(article: "Article", library: "Library | None", read: "Sequence[Article]") -> str:
    """What would become of an article in the library, or beside those that were read before it."""
    from newsqa.articles.copies import are_copies

    if library is not None and article in library:
        return "is there already"
    if library is not None and (original := library.original_of(article)) is not None:
        return f"would be a copy of {original.id} {original.title}"
    # Few are explained at once: each is held against all.
    for other in read:
        if other.id == article.id:
            return "is the same as one above"
        if are_copies(article.text, other.text):
            return f"would be a copy of one above: {other.title}"
    return "would be new"


def _record(story: "Story", place: str) -> dict[str, object]:
    return {
        "where": story.where,
        "kind": story.kind,
        "in_library": place,
        "article": story.article.model_dump(mode="json"),
        "cuts": [cut._asdict() for cut in story.cuts],
    }


def _rendered(story: "Story", place: str) -> str:
    article = story.article
    width = min(shutil.get_terminal_size((100, 24)).columns, 120) if sys.stdout.isatty() else 120
    lines = [f"{story.where} ({story.kind})"]
    for name in KNOWN:
        value = getattr(article, name)
        if value is not None:
            origin = article.origins.get(name)
            lines.append(f"  {name:<12}{value}{f'  ({origin})' if origin else ''}")
    paragraphs = [paragraph for paragraph in article.text.split("\n") if paragraph.strip()]
    lines.append(f"  {'in library':<12}{place}")
    words = counted(len(article.text.split()), "word")
    lines.append(f"  kept        {words} in {counted(len(paragraphs), 'line')}")
    ends = (paragraphs[0], paragraphs[-1]) if len(paragraphs) > 1 else paragraphs
    lines += [f"    | {textwrap.shorten(paragraph, width - 6, placeholder=' …')}" for paragraph in ends]
    if story.cuts:
        lines.append(f"  cut         {counted(sum(len(cut.text.split()) for cut in story.cuts), 'word')}")
    for cut in story.cuts:
        where = f"line {cut.line}" if cut.line is not None else "-"
        lines.append(f"    {where:<9} {textwrap.shorten(cut.text, LONGEST_SHOWN, placeholder=' …')}  ({cut.why})")
    return "\n".join(lines)
