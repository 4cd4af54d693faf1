"""The sentences of articles that can stand in a summary by themselves, or with the one before them."""

import re
from collections.abc import Hashable, Iterator, Sequence
from functools import cached_property

from newsqa.grounding.reading import ReadSentence, ReadText
from newsqa.schema import Article

FEWEST_WORDS = 5
LONGEST = 70  # words of a sentence, beyond which it is a list or a passage without full stops
# A sentence that begins with one of these speaks of what the one before it names.
POINTS_BACK = re.compile(
    r"[“\"'‘]?"
    r"(?:(?:But|And|Yet|So|Also|Still|However|Meanwhile|Moreover|Instead|Even so|Nevertheless|Nor|Then),?\s+)?"
    r"(?:He|She|They|It|His|Her|Their|Its|This|That|These|Those|Both|Neither|Such|Another|Others|The (?:latter|former"
    r"|request|appeal|move|statement|remarks|accusation|decision|figure|two|three))\b"
    r"|[“\"'‘]?(?:But|And|Yet|So|Nor|Instead|Even so|Nevertheless|That evening|There)\b",
)
WEEKDAY = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:yesterday|today|tomorrow|last week|this week)\b", re.I
)
CAPTION = re.compile(r"(?:Photo|Photograph|Picture|Image|Video|Caption|Credit|File photo)s?\s*[:—–-]", re.IGNORECASE)
ENDS = (".", "!", "”", '"', "’", "'", ")")


class Candidate:
    """Sentences of an article that follow each other, as the article has them: one, or one with what it points to."""

    def __init__(self, article: Article, sentences: Sequence[ReadSentence], position: int) -> None:
        self.article = article
        self.sentences = tuple(sentences)
        self.position = position  # of the first, among the article's sentences

    @property
    def start(self) -> int:
        """Where it begins in the article's text."""
        return self.sentences[0].start

    @property
    def end(self) -> int:
        """Where it ends in the article's text."""
        return self.sentences[-1].end

    @property
    def text(self) -> str:
        """Its words, cut from the article."""
        return self.article.text[self.start : self.end]

    @cached_property
    def length(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its telling words, and its numbers."""
        numbers = {f"{quantity.value:f}" for sentence in self.sentences for quantity in sentence.quantities}
        return frozenset(numbers).union(*(sentence.stems for sentence in self.sentences))

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """The stems of telling words that follow each other."""
        return frozenset(
            (one.stem, other.stem)
            for sentence in self.sentences
            for one, other in zip(sentence.words, sentence.words[1:], strict=False)
        )

    @cached_property
    def concepts(self) -> frozenset[Hashable]:
        """What it says, as far as it is counted: its stems, and its pairs of them."""
        return frozenset[Hashable](self.stems) | frozenset[Hashable](self.pairs)


def find_candidates(article: Article, text: ReadText) -> Iterator[Candidate]:
    """What can stand in a summary, in the article's order.

    Left out are questions, headlines, bylines, captions and fragments. A sentence that points back ("He said ...") is
    offered together with the one before it, if that stands by itself; else not at all.
    """
    for position, sentence in enumerate(text.sentences):
        if not _is_whole(sentence):
            continue
        if not POINTS_BACK.match(sentence.text):
            yield Candidate(article, [sentence], position)
            continue
        before = text.sentences[position - 1] if position else None
        is_next = before is not None and "\n\n" not in article.text[before.end : sentence.start]
        if before is not None and is_next and _is_whole(before) and not POINTS_BACK.match(before.text):
            yield Candidate(article, [before, sentence], position - 1)


def _is_whole(sentence: ReadSentence) -> bool:
    length = len(sentence.text.split())
    if not FEWEST_WORDS <= length <= LONGEST or not sentence.text.endswith(ENDS) or CAPTION.match(sentence.text):
        return False
    return "?" not in sentence.text[-3:] and len(sentence.words) >= FEWEST_WORDS - 1


def needs_a_date(candidate: Candidate) -> bool:
    """Whether it names a day that only the article's date would tell ("on Monday")."""
    return candidate.article.published is None and bool(WEEKDAY.search(candidate.text))
