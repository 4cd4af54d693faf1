"""A text read once, sentence by sentence, so that any number of statements can be held against it."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from newsqa.grounding.countries import countries_in
from newsqa.grounding.dates import FoundDate, find_dates
from newsqa.grounding.lexicon import is_known
from newsqa.grounding.names import SENTENCE_OPENERS
from newsqa.grounding.numbers import Quantity, find_quantities
from newsqa.library import STOP_WORDS, split_sentences, stem, surface_words

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[.'’-][^\W_]+)*")  # "U.S." is one word
# These have a capital where a sentence begins, and are everyday words.
OPENERS = frozenset(
    "according after alongside although amid among amongst an another anybody anyone anything as at because "
    "before besides both but by concerning despite during each earlier elsewhere even everybody everyone "
    "everything few following for from given hence herself himself how if in indeed instead it its itself last "
    "later many more most much neither nevertheless next nobody nonetheless nor nothing of on once one only "
    "onto other otherwise over per perhaps regarding several since so some somebody someone something such "
    "than that the their themselves then there thereafter these they this those though through thus to toward "
    "towards two under unless unlike until up versus via we what whatever when where whereas whether which "
    "whichever while who whoever whose with within without yet".split()
)


class Word(NamedTuple):
    """A telling word of a sentence: where it stands, and its form in lower case, without accents; `stem` of it."""

    start: int
    end: int
    surface: str
    stem: str
    is_name: bool


class ReadSentence:
    """What a sentence says, as far as code can tell, each part found when it is first asked for.

    `start` and `end` are its place in the text that it was read from.
    """

    def __init__(self, text: str, start: int = 0) -> None:
        self.text = text
        self.start = start
        self.end = start + len(text)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The telling words in order: no stop words, no numbers or dates."""
        taken = [quantity.span for quantity in self.quantities] + [found.span for found in self.dates]
        found = []
        for match in WORD.finditer(self.text):
            start, end = match.span()
            if any(start < span.end and span.start < end for span in taken):
                continue
            for plain in surface_words(match.group()):
                if plain in STOP_WORDS or (len(plain) == 1 and not plain.isdigit()):
                    continue
                found.append(Word(start, end, plain, stem(plain), self._is_name(match.group(), start, plain)))
        return tuple(found)

    def _is_name(self, word: str, start: int, plain: str) -> bool:
        if not word[0].isupper() or plain in OPENERS or plain in SENTENCE_OPENERS:
            return False
        begins = not any(character.isalnum() for character in self.text[:start])
        follows_name = bool(re.match(r"\S*\s+[^\W\d_a-z]", self.text[start:]))
        if not begins or follows_name or not is_known(plain):
            return True
        return plain in self._country_words

    @cached_property
    def _country_words(self) -> frozenset[str]:
        mentions = countries_in(self.text)
        return frozenset(word for one in mentions for word in surface_words(self.text[one.start : one.end]))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its telling words."""
        return frozenset(word.stem for word in self.words)

    @cached_property
    def all_words(self) -> frozenset[str]:
        """Every word of it in lower case without accents."""
        return frozenset(surface_words(self.text))

    @cached_property
    def countries(self) -> frozenset[str]:
        """The countries that it names."""
        return frozenset(one.country for one in countries_in(self.text))

    def country_at(self, place: int) -> str | None:
        """The country that is named at a place of the sentence."""
        return next((one.country for one in countries_in(self.text) if one.start <= place < one.end), None)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Its numbers, but not those that only are years."""
        return tuple(quantity for quantity in find_quantities(self.text) if not quantity.is_year)

    @cached_property
    def dates(self) -> tuple[FoundDate, ...]:
        """Its dates, weekdays and years."""
        return tuple(find_dates(self.text))


class ReadText:
    """An article, or a text that is given instead of one, with its sentences read."""

    def __init__(
        self,
        text: str,
        *,
        title: str = "",
        published: date | None = None,
        sentences: Sequence[ReadSentence] | None = None,
    ) -> None:
        self.text = text
        self.title = ReadSentence(title)
        self.published = published
        if sentences is None:
            sentences = [ReadSentence(text[start:end], start) for start, end in split_sentences(text)]
        self.sentences = tuple(sentences)

    @cached_property
    def all_words(self) -> frozenset[str]:
        """Every word of the text and its title."""
        return self.title.all_words.union(*(sentence.all_words for sentence in self.sentences))

    @cached_property
    def sentence_counts(self) -> Counter[str]:
        """In how many of its sentences each stem stands."""
        return Counter(stem for sentence in self.sentences for stem in sentence.stems)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the telling words of the text and its title."""
        return self.title.stems.union(self.sentence_counts)

    @cached_property
    def countries(self) -> frozenset[str]:
        """The countries that the text names."""
        return self.title.countries.union(*(sentence.countries for sentence in self.sentences))
