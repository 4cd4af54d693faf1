"""How the articles spell a name, where a question asks for it: "How is the prime minister's name spelt?"."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from newsqa.answering.answering_values import Mention
from newsqa.answering.short_answer import ShortAnswer
from newsqa.grounding import Span, countries_in, tokenize
from newsqa.grounding.agreement import consonants
from newsqa.grounding.names import Token
from newsqa.library import STOP_WORDS
from newsqa.schema import Evidence

# Not a dry spell, a spelling bee, a field of spelt or what was spelled out.
ASKS_FOR_SPELLING = re.compile(
    r"\b(?:how|ways?)\b.*\b(?:is|are|was|were|be|been)\b.*\bspel(?:t|led)\b(?! out)|\bspellings? (?:of|for)\b"
    r"|\b(?:they|we|you|articles|papers|newspapers|reports|sources|agencies|outlets) spell\b",
    re.IGNORECASE,
)
ENDINGS = frozenset({"", "n", "an", "ian", "ese", "i", "ish"})  # of a name's people; each may take an s
ALIKE = 0.75  # of the letters of two names that may be one
SHORTEST = 4
SHORTEST_ALIKE = 6  # letters that a name has at least, to be compared by its letters and not its consonants


def find_spellings(question: str, evidence: Sequence[Evidence], short: ShortAnswer | None) -> list[list[Mention]]:
    """The sentences that spell the name asked for in one way, for each way; none where all spell it alike.

    The name is one of the short answer, else of the first sentence, else of the question ("How is Gyumri spelt?").

    Args:
        question: what was asked.
        evidence: ranked sentences, best first.
        short: the short answer within the first of them.
    """
    if not ASKS_FOR_SPELLING.search(question):
        return []
    asked = _names(question)
    known = {name.key for name in asked}
    answering = evidence[0].text[short.start : short.end] if short else ""
    found = ([n for n in _names(text) if n.key not in known] for text in (answering, evidence[0].text))
    for name in next(filter(None, found), asked):
        ways: dict[str, list[Mention]] = {}
        for one in evidence:
            for other in _names(one.text):
                if _letters(other) == _letters(name) or may_be_spellings(name, other):
                    mention = Mention(one, Span(other.start, other.end), other.text)
                    ways.setdefault(_letters(other), []).append(mention)
        if len(ways) > 1:
            # A sentence that has several shows each less plainly than one that has this alone.
            shared = Counter(mention.evidence.sentence for mentions in ways.values() for mention in mentions)
            return [sorted(mentions, key=lambda m: shared[m.evidence.sentence]) for mentions in ways.values()]
    return []


def may_be_spellings(one: Token, other: Token) -> bool:
    """Whether two names that differ may be one name in two spellings, rather than two names or forms of one."""
    if one.key == other.key:
        return _letters(one) != _letters(other)  # Bozize and Bozizé
    shorter, longer = sorted((one.key, other.key), key=len)
    if len(shorter) < SHORTEST or shorter[0] != longer[0]:
        return False
    if longer.startswith(shorter) and longer[len(shorter) :].removesuffix("s") in ENDINGS:
        return False
    countries = [{found.country for found in countries_in(name.text)} for name in (one, other)]
    if all(countries) and countries[0] != countries[1]:
        return False  # Niger and Nigeria
    if consonants(shorter) == consonants(longer):
        return True
    return len(shorter) >= SHORTEST_ALIKE and SequenceMatcher(None, shorter, longer).ratio() >= ALIKE


def _names(text: str) -> list[Token]:
    return [token for token in tokenize(text) if token.text[0].isupper() and token.key not in STOP_WORDS]


def _letters(name: Token) -> str:
    """A name's letters with their accents, without what a possessive adds."""
    return re.sub(r"['’]s?$", "", unicodedata.normalize("NFC", name.text).casefold())
