"""The sentences of a draft that claim something, and the lines on which they stand."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from newsqa.grounding.reading import ReadSentence
from newsqa.library import split_sentences

FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
FEWEST_WORDS = 2  # telling ones, numbers and dates; with fewer, nothing is claimed


class DraftSentence(NamedTuple):
    """A sentence without the marks that format it, and the line, counted from 1, on which it begins."""

    line: int
    text: str


def read_draft(text: str, *, is_markdown: bool) -> list[DraftSentence]:
    """The sentences of a draft that can be checked, in order.

    Left out are questions, headings, code, tables and front matter, and sentences that say too little.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    blocks = _markdown_blocks(text) if is_markdown else [(1, text)]
    return [
        DraftSentence(line + block.count("\n", 0, start), " ".join(block[start:end].split()))
        for line, block in blocks
        for start, end in split_sentences(block)
        if _claims(block[start:end])
    ]


def _claims(sentence: str) -> bool:
    if sentence.rstrip("”\"’') ").endswith("?"):
        return False
    read = ReadSentence(sentence)
    return len(read.words) + len(read.quantities) + len(read.dates) >= FEWEST_WORDS


def _markdown_blocks(text: str) -> Iterator[tuple[int, str]]:
    """Each paragraph, item or quotation with its first line's number."""
    matter = FRONT_MATTER.match(text)
    skipped = matter.group().count("\n") if matter else 0
    body = text[matter.end() :] if matter else text
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    outside: list[str] = []
    for token in tokens:
        if token.type in ("heading_open", "table_open"):
            outside.append(token.type)
        elif token.type in ("heading_close", "table_close"):
            outside.pop()
        elif token.type == "inline" and not outside and token.map:
            yield skipped + token.map[0] + 1, _plain(token)


def _plain(token: Token) -> str:
    """A block's words, each line break where the draft has it."""
    pieces = []
    for child in token.children or []:
        if child.type in ("text", "code_inline"):
            pieces.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            pieces.append("\n")
    return "".join(pieces)
