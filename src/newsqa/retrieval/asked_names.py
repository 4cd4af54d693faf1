"""The names and numbers that a question gives, and whether a text has them: Georgia is not Armenia."""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from newsqa.grounding import are_one_name
from newsqa.library import STOP_WORDS, stem, surface_words

WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
# Words with a capital that begin a question and name nothing.
OPENERS = frozenset(
    "according after before during since until while what who whom whose which when where why how name list give "
    "tell describe explain did do does is are was were has have had can could will would should in on at by for from "
    "to of the".split()
)


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
    return name.word in said or any(are_one_name(name.word, word) for word in said)
