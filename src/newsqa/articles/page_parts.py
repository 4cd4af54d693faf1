"""A paragraph of a copied page and what it is: of a story, a detail of it, or the furniture of the page around it."""

import re
from collections.abc import Collection, Sequence
from typing import Literal, NamedTuple

from newsqa.articles.line_shapes import Paragraph, is_headline, outside_quotes, topic_of, words_of
from newsqa.articles.page_lines import PageLine, is_cut_off
from newsqa.articles.text_details import DetailLine

Kind = Literal["prose", "line", "detail", "furniture"]
# Of a text's topic words: where it shares fewer than that with a story, it is about something else.
FEW, HALF, MOST = 0.34, 0.5, 0.66
LONGEST_TEASER = 60  # words
ENOUGH_WITHOUT_A_SECOND = 50  # words of a story's only paragraph


class Part(NamedTuple):
    """A paragraph and what it is.

    "line" is what is no prose and may be of the story: a headline, a sub-heading, an item of a list. `why` is said of
    furniture; `page` is what the paragraph alone has of a page's line, `told` what it says of the story.
    """

    paragraph: Paragraph
    kind: Kind
    why: str = ""
    page: PageLine | None = None
    told: DetailLine | None = None
    is_title: bool = False

    @property
    def text(self) -> str:
        """The paragraph's text."""
        return self.paragraph.text

    @property
    def is_kept(self) -> bool:
        """Whether it is of the story."""
        return self.kind in ("prose", "line")

    @property
    def is_dated(self) -> bool:
        """Whether it says when something else was written: an age, or a date without a word beside it."""
        return self.is_date or (self.page is not None and self.page.is_age)

    @property
    def is_date(self) -> bool:
        """Whether it is a date that no word says to be the story's."""
        return self.told is not None and not self.told.is_labelled

    @property
    def is_gap(self) -> bool:
        """Whether it only interrupts a story, as an advertisement does."""
        return self.page is not None and self.page.is_gap

    def cut(self, why: str) -> "Part":
        """The same as furniture."""
        return self._replace(kind="furniture", why=why)


def normalised_line(line: str) -> str:
    """A line as lines of several files are compared: in one case, with single spaces."""
    return " ".join(line.casefold().split())


def prose_of(parts: Sequence[Part]) -> list[int]:
    """Where the paragraphs of prose stand among some parts."""
    return [index for index, part in enumerate(parts) if part.kind == "prose"]


def share_of(text: str, topics: Collection[str]) -> float:
    """How much of what a text is about, outside what it quotes, is among some topics, from 0 to 1."""
    topic = topic_of(outside_quotes(text))
    return sum(stem in topics for stem in topic) / len(topic) if topic else 0.0


def begins_story(parts: Sequence[Part], index: int) -> bool:
    """Whether a headline stands here with two paragraphs or a long one below it, none of them a teaser."""
    if parts[index].kind != "line" or not is_headline(parts[index].text):
        return False
    words = paragraphs = 0
    for position, part in enumerate(parts[index + 1 :], index + 1):
        if part.kind == "prose":
            paragraphs += 1
            words += len(words_of(part.text))
            if is_cut_off(part.text) or paragraphs >= 2:
                break
        elif paragraphs or (part.kind == "line" and is_headline(part.text) and not _is_above_date(parts, position)):
            break
    return paragraphs >= 2 or words > ENOUGH_WITHOUT_A_SECOND


def _is_above_date(parts: Sequence[Part], index: int) -> bool:
    """Whether a date stands directly below a line, which then names an author ("Jane Roe, Paris")."""
    is_name = re.match(r"[^\W\d_]\S+ [^\W\d_]\S+, ", parts[index].text) is not None
    return is_name and index + 1 < len(parts) and parts[index + 1].kind == "detail"
