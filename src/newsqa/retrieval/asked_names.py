"""The names and numbers that a question gives, and whether a text has them: Georgia is not Armenia."""

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

from newsqa.grounding import consonants
from newsqa.library import STOP_WORDS, stem, surface_words

WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
# Words with a capital that begin a question and name nothing.
OPENERS = frozenset(
    "according after before during since until while what who whom whose which when where why how name list give "
    "tell describe explain did do does is are was were has have had can could will would should in on at by for from "
    "to of the".split()
)
# Those that neither the stem nor the first letters bring together with their country.
DEMONYMS = {
    "american": "america", "us": "america", "usa": "america", "british": "britain", "uk": "britain",
    "chinese": "china", "danish": "denmark", "dutch": "netherlands", "english": "england", "finnish": "finland",
    "french": "france", "greek": "greece", "irish": "ireland", "polish": "poland", "scottish": "scotland",
    "spanish": "spain", "swedish": "sweden", "swiss": "switzerland", "thai": "thailand", "turkish": "turkey",
    "welsh": "wales",
}  # fmt: skip
SAME_BEGINNING = 4  # letters: Russia and Russian, Azerbaijan and Azeri
MOST_ENDING = 3
SHORTEST_TO_COMPARE = 5


class AskedName(NamedTuple):
    """A word of a question that is part of a name, or a number, in lower case without accents, and its stem."""

    word: str
    stem: str


def asked_names(question: str) -> list[AskedName]:
    """The words with a capital or a figure, each once; none where all of the question is in capitals."""
    if question.isupper():
        question = question.lower()
    found: dict[str, AskedName] = {}
    for match in WORD.finditer(question):
        word = match.group()
        is_name = word[0].isupper() and word.lower() not in OPENERS and word.lower() not in STOP_WORDS
        for plain in surface_words(word) if is_name or word[0].isdigit() else ():
            if len(plain) > 1 or plain.isdigit():  # "U.S." is two letters, which stand in any text
                found.setdefault(plain, AskedName(plain, stem(plain)))
    return list(found.values())


def share_missing(names: Sequence[AskedName], said: Collection[str], weights: dict[str, float]) -> float:
    """The weighted share of names that a text lacks, from 0 to 1; 0 where the question names nothing.

    Args:
        names: those of the question.
        said: the text's words (surface_words).
        weights: of the names, by stem.
    """
    total = sum(weights.get(name.stem, 1.0) for name in names)
    if not total:
        return 0.0
    missing = sum(weights.get(name.stem, 1.0) for name in names if not has_name(name, said))
    return missing / total


def has_name(name: AskedName, said: Collection[str]) -> bool:
    """Whether one of these words is the name, its demonym or another spelling of it."""
    return name.word in said or any(_is_same(name.word, word) for word in said)


@lru_cache(maxsize=200_000)
def _is_same(one: str, other: str) -> bool:
    one, other = DEMONYMS.get(one, one), DEMONYMS.get(other, other)
    if one == other or stem(one) == stem(other):
        return True
    shorter = min(len(one), len(other))
    if shorter < SHORTEST_TO_COMPARE or one[0] != other[0] or one[0].isdigit():
        return False
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), shorter)
    if shared >= SAME_BEGINNING and max(len(one), len(other)) - shared <= MOST_ENDING:
        return True
    # Pashinyan and Pashinian, Gyumri and Gumri; but not Austria and Australia, which letters alone bring as near.
    return consonants(one) == consonants(other)
