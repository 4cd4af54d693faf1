"""Whether a text says of another country what a question asks of one: troops stationed in Armenia, not in Georgia."""

import re
from collections.abc import Collection, Sequence

from newsqa.grounding import CountryMention, are_alike, countries_in
from newsqa.library import STOP_WORDS, stem, surface_words
from newsqa.retrieval.answer_types import answer_type
from newsqa.retrieval.asked_names import WORD

PREPOSITIONS = frozenset("in at on of from near to for by against with into inside around outside".split())
FARTHEST = 3  # words between a name and what is said of it: "troops are stationed in Armenia"
CLAUSE_ENDS = re.compile(r"[,;:!?—–()]|\.(?=\s|$)")


def speaks_of_other_country(question: str, text: str) -> bool:
    """Whether a text lacks a country of the question, and has another one in its place.

    Only of questions for a number or a date: where somebody or something is asked for, a country may be the answer.
    The place is a word that stands beside the name: "stationed in Georgia" and "stationed in Armenia", "France send"
    and "Russia had sent". A text that merely names another country does not count.
    """
    asked = countries_in(question)
    if not asked or answer_type(question) not in ("number", "date"):
        return False
    said = countries_in(text)
    missing = {one.country for one in asked} - {one.country for one in said}
    others = {one.country for one in said} - {one.country for one in asked}
    if not missing or not others:
        return False
    said_of_others = _said_of(others, said, text)
    return any(are_alike(one, other) for one in _said_of(missing, asked, question) for other in said_of_others)


def _said_of(countries: Collection[str], mentions: Sequence[CountryMention], text: str) -> set[str]:
    """The stems of the telling words beside the names of some countries."""
    stems = set()
    words = [(match.start(), match.end(), match.group()) for match in WORD.finditer(text)]
    for mention in mentions:
        if mention.country not in countries:
            continue
        first, last = _clause(text, mention)
        after = [word for start, end, word in words if mention.end <= start and end <= last][:FARTHEST]
        stems.update([_stem(word) for word in after if _tells(word)][:1])
        before = [word for start, end, word in words if first <= start and end <= mention.start]
        # "in southern Armenia": the preposition may stand one word further off.
        for place in (len(before) - 1, len(before) - 2):
            if place >= 0 and before[place].casefold() in PREPOSITIONS:
                told = [word for word in before[max(0, place - FARTHEST) : place] if _tells(word)]
                stems.update(_stem(word) for word in told[-2:])
                break
    return stems


def _clause(text: str, mention: CountryMention) -> tuple[int, int]:
    """From the mark of punctuation before a mention to the one after it."""
    before = [match.end() for match in CLAUSE_ENDS.finditer(text, 0, mention.start)]
    after = CLAUSE_ENDS.search(text, mention.end)
    return (before[-1] if before else 0), (after.start() if after else len(text))


def _tells(word: str) -> bool:
    plain = word.casefold()
    return word[0].islower() and plain not in STOP_WORDS and plain not in PREPOSITIONS


def _stem(word: str) -> str:
    return stem(next(iter(surface_words(word)), ""))
