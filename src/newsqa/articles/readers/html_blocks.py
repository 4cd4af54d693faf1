"""The text of a web page as a reader sees it, block by block."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import Literal

from lxml import etree
from lxml.html import HtmlElement

from newsqa.articles.readers.html_markup import BLOCK_TAGS

Kind = Literal["paragraph", "heading", "item", "row", "quote"]

HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
SPACES = re.compile(r"[ \t\n\r\f]+")
# Shown by no reader: soft hyphens, zero-width spaces, word joiners. (Joiners that shape letters stay.)
INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
# Letters of scripts that put no spaces between words count as words of their own.
WORD = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")
EMPTY_LINES = re.compile(r"\n[ \xa0]*(?:\n[ \xa0]*)+")
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w.-]{1,250}")
LONGEST_CELL = 200  # characters; a cell with more is a column of the page, not a value
LINK_SHARE = 0.6  # of a block's characters, the others being "Read more:" and the like
LOUD_TAGS = ("b", "strong", "big", "font")
LARGE_SIZES = frozenset("4 5 6 7 +1 +2 +3 +4".split())
LINE_BREAK, PARAGRAPH_BREAK = "\n", "\n\n"


class Block:
    """A paragraph, a heading, an item of a list, a row of a table: text that stands by itself on the page.

    `element` is the one that its text stands in, `group` the outermost list or the table it is a line of, `linked`
    the number of characters that are links. A teaser is a line that is a link, with lines of text below it.
    """

    def __init__(
        self,
        text: str,
        kind: Kind,
        element: HtmlElement,
        *,
        group: HtmlElement | None,
        linked: int,
        is_teaser: bool = False,
    ) -> None:
        self.text, self.kind, self.element = text, kind, element
        self.group, self.linked, self.is_teaser = group, linked, is_teaser

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The block's words in lower case."""
        return words_of(self.text)

    @cached_property
    def is_link(self) -> bool:
        """Whether the block is a way to another page rather than text."""
        addresses = sum(len(match[0]) for match in ADDRESS.finditer(self.text))
        return max(self.linked, addresses) > LINK_SHARE * len(self.text)

    def lines(self) -> list["Block"]:
        """Each of its lines as a block of its own."""
        share = self.linked / len(self.text)
        return [
            Block(line, self.kind, self.element, group=self.group, linked=round(share * len(line)))
            for line in self.text.split(LINE_BREAK)
            if line
        ]


def is_bold(block: Block) -> bool:
    """Whether all of a block stands out by bold or large letters, as headlines do where the markup has none."""
    loud = 0
    for element in block.element.iter(*LOUD_TAGS):
        is_loud = element.tag != "font" or element.get("size", "") in LARGE_SIZES
        loud = max(loud, len(visible(element.text_content()))) if is_loud else loud
    around = next((e for e in block.element.iterancestors(*LOUD_TAGS) if e.tag != "font"), None)
    return around is not None or loud >= len(block.text)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, in lower case, without its punctuation."""
    return tuple(WORD.findall(text.lower()))


def blocks_of(root: HtmlElement) -> list[Block]:
    """The blocks under an element, in the order of the page; white space as browsers collapse it."""
    return list(_Walk(root).blocks())


def text_of(element: HtmlElement) -> str:
    """The text of an element on one line."""
    return visible(" ".join(block.text for block in blocks_of(element)))


def visible(text: str) -> str:
    """A text as browsers show it: white space collapsed, without invisible characters."""
    return SPACES.sub(" ", INVISIBLE.sub("", text)).strip()


def joined(blocks: Sequence[Block]) -> str:
    """Blocks as a text: the lines of one list or table below each other, all else parted by a blank line."""
    paragraphs = []
    for group, members in groupby(blocks, key=lambda block: block.group):
        texts = [block.text for block in members]
        paragraphs.extend([LINE_BREAK.join(texts)] if group is not None else texts)
    return PARAGRAPH_BREAK.join(paragraphs)


class _Walk:
    """One walk over a tree, gathering the text of the block that it is in."""

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        self.holders: list[HtmlElement] = [root]
        self.text: list[str] = []
        self.links: list[str] = []  # as long as the text, with an x for each of its characters that is in a link
        self.link_depth = self.pre_depth = 0

    def blocks(self) -> Iterator[Block]:
        walk = etree.iterwalk(self.root, events=("start", "end"))
        for event, element in walk:
            tag = element.tag
            if event == "start":
                if tag == "br":
                    self._add(LINE_BREAK, is_break=True)
                elif tag in BLOCK_TAGS:
                    yield from self._finished()
                    self.holders.append(element)
                    if tag == "table" and _is_data(element):
                        yield from _rows(element)
                        walk.skip_subtree()
                        continue
                    self.pre_depth += tag == "pre"
                self.link_depth += tag == "a"
                self._add(element.text)
            else:
                self.link_depth -= tag == "a"
                if tag in BLOCK_TAGS:
                    yield from self._finished()
                    self.holders.pop()
                    self.pre_depth -= tag == "pre"
                if element is not self.root:
                    self._add(element.tail)
        yield from self._finished()

    def _add(self, text: str | None, *, is_break: bool = False) -> None:
        if not text:
            return
        if not is_break:
            text = INVISIBLE.sub("", text)
            text = text.replace("\r\n", "\n") if self.pre_depth else SPACES.sub(" ", text)
        self.text.append(text)
        self.links.append(("x" if self.link_depth else " ") * len(text))

    def _finished(self) -> Iterator[Block]:
        text, links = "".join(self.text), "".join(self.links)
        self.text, self.links = [], []
        if not text or text.isspace():
            return
        holder = self.holders[-1]
        kind, group = _place(holder)
        for start, end in _paragraphs(text):
            lines = [
                re.sub(" {2,}", " ", line) if not self.pre_depth else line for line in text[start:end].split("\n")
            ]
            content = "\n".join(line.strip(" ") for line in lines).strip()
            if content and not content.isspace():
                first_line = text.find("\n", start, end)
                is_teaser = first_line > 0 and links.count("x", start, first_line) > LINK_SHARE * (first_line - start)
                linked = links.count("x", start, end)
                yield Block(content, kind, holder, group=group, linked=linked, is_teaser=is_teaser)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs of a block are: two line breaks in a row are how many pages part them."""
    start = 0
    for gap in EMPTY_LINES.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _place(holder: HtmlElement) -> tuple[Kind, HtmlElement | None]:
    kind: Kind = "paragraph"
    group = None
    for element in (holder, *holder.iterancestors()):
        tag = element.tag
        if tag in HEADINGS:
            return "heading", None
        if tag in ("li", "dd", "dt") and kind == "paragraph":
            kind = "item"
        if tag in ("ul", "ol", "dl") and kind == "item":
            group = element
        if tag == "blockquote" and kind == "paragraph":
            kind = "quote"
    return kind, group


def _is_data(table: HtmlElement) -> bool:
    """Whether a table holds values in rows and columns, not the columns of a page."""
    if table.get("role") in ("presentation", "none") or next(table.iterdescendants("table"), None) is not None:
        return False
    rows = list(table.iter("tr"))
    if len(rows) < 2 or sum(len(row) >= 2 for row in rows) < 2:
        return False
    return all(len(visible(cell.text_content())) <= LONGEST_CELL for row in rows for cell in row)


def _rows(table: HtmlElement) -> Iterator[Block]:
    for caption in table.iter("caption"):
        if text := visible(caption.text_content()):
            yield Block(text, "row", table, group=table, linked=0)
    for row in table.iter("tr"):
        cells = [visible(" ".join(block.text for block in blocks_of(cell))) for cell in row]
        # As browsers copy a table: cells parted by tabs.
        if text := "\t".join(cells).strip():
            linked = sum(len(link.text_content().strip()) for link in row.iter("a"))
            yield Block(text, "row", row, group=table, linked=linked)
