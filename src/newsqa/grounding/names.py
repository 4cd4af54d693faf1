"""Names and wordings found in a text as whole words, whatever their case, accents, articles and punctuation."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

# A letter, with the accents that some texts write as characters of their own (NFD).
LETTER = "[^\\W\\d_][\u0300-\u036f]*"
WORD = re.compile(
    rf"{LETTER}\.(?: ?{LETTER}\.)+"  # U.S., J. K.
    r"|(?<!\w)[A-Z](?: [A-Z])+(?![\w\u0300-\u036f])"  # J K
    r"|\d+(?:[.,]\d+)*"
    rf"|(?:{LETTER})+(?:['’](?:{LETTER})+)*"
)
CAPITALISED = "[^\\W\\d_a-z][\\w\u0300-\u036f’'-]*"
ARTICLES = frozenset({"a", "an", "the"})
# These have a capital where they open a sentence, and are no part of the name that follows.
SENTENCE_OPENERS = frozenset("meanwhile however moreover today yesterday later still yes no also instead now".split())
# "York" is not in "New York", nor "Korea" in "North Korea": with such a word before it, it is another place.
OTHER_PLACE = frozenset(
    "new north south east west northern southern eastern western upper lower equatorial saint st".split()
)
# In lower case these are everyday words: "US" is not in "told us".
EVERYDAY = frozenset("us it who un am is in on so".split())
# Letters that Unicode does not take apart into a plain letter and an accent.
PLAIN_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})


class Span(NamedTuple):
    """A place in a text, `text[start:end]`."""

    start: int
    end: int


class Token(NamedTuple):
    """A word of a text: where it stands, its own letters, and the form in which words are compared."""

    start: int
    end: int
    text: str
    key: str


@lru_cache(maxsize=5_000)
def tokenize(text: str) -> tuple[Token, ...]:
    """The words of a text in order, articles left out. Keys are in NFKC and lower case, without accents or 's."""
    tokens = []
    for match in WORD.finditer(text):
        key = _key(match.group())
        if key not in ARTICLES:
            tokens.append(Token(match.start(), match.end(), match.group(), key))
    return tuple(tokens)


@lru_cache(maxsize=50_000)
def _key(word: str) -> str:
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", word)).casefold().translate(PLAIN_LETTERS)
    plain = "".join(character for character in folded if not unicodedata.combining(character))
    if plain[0].isdigit():
        return plain.replace(",", "")
    if plain.endswith(("'s", "’s")) and len(plain) > 3:
        plain = plain[:-2]
    return plain.replace("'", "").replace("’", "").replace(".", "").replace(" ", "")


def find_name(name: str, text: str) -> list[Span]:
    """Where the words of a name or a wording stand in a text, one after the other, in their order.

    A full stop that ends a sentence is never inside a match; other punctuation and articles may be.
    """
    wanted, found = tokenize(name), tokenize(text)
    if not wanted:
        return []
    spans = []
    for first in range(len(found)):
        candidate = _matched(wanted, found, first)
        if candidate and not _is_broken(text, candidate):
            before = found[first - 1] if first else None
            if not (before and _makes_another_place(before, candidate[0], wanted[0], text)):
                spans.append(Span(candidate[0].start, candidate[-1].end))
    return spans


def _matched(wanted: Sequence[Token], found: Sequence[Token], first: int) -> Sequence[Token]:
    """The words found from the first on, where they are those wanted; none where they are not.

    Initials between the words of a name are passed over: "Sergey V. Lavrov" is Sergey Lavrov.
    """
    position = first
    for word in wanted:
        is_inside = first < position < len(found)
        if is_inside and _is_initial(found[position]) and word.text[0].isupper() and found[position].key != word.key:
            position += 1
        if position == len(found) or not _is_same(word, found[position]):
            return ()
        position += 1
    return found[first:position]


def _is_initial(token: Token) -> bool:
    return len(token.text) == 1 and token.text.isupper()


def _is_same(wanted: Token, found: Token) -> bool:
    if wanted.key != found.key:
        return False
    is_acronym = wanted.key in EVERYDAY and wanted.text.replace(".", "").isupper()
    return not is_acronym or found.text.replace(".", "").isupper()


def _is_broken(text: str, tokens: Sequence[Token]) -> bool:
    """Whether a sentence ends between these words."""
    # "St. Petersburg" and "J. Smith" go on after their full stop.
    return any(
        re.search(r"[.!?;:]\W*\s", text[one.end : other.start]) and len(one.text) > 3
        for one, other in pairwise(tokens)
    )


def _makes_another_place(before: Token, found: Token, wanted: Token, text: str) -> bool:
    return (
        wanted.text[0].isupper()
        and before.key in OTHER_PLACE
        and before.text[0].isupper()
        and not text[before.end : found.start].strip(" .-")
        and not _begins_sentence(before, text)
    )


def _begins_sentence(token: Token, text: str) -> bool:
    """Whether a capital may be there only because a sentence begins."""
    before = text[: token.start].rstrip("“\"'‘( ")
    return token.key == "new" and (not before or before[-1] in ".!?")
