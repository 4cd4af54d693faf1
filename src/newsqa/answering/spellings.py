"""How the articles spell a name, where a question asks for it: "How is the prime minister's name spelt?".

Two people of like names are not one in two spellings: only names that are written with the same consonants are, or
with others that sound alike, and neither the forms of a name nor those of its people.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from newsqa.answering.answering_values import Mention, names
from newsqa.answering.short_answer import ShortAnswer
from newsqa.grounding import Span, countries_in, tokenize
from newsqa.grounding.agreement import consonants
from newsqa.grounding.names import CAPITALISED, Token
from newsqa.grounding.persons import TITLES
from newsqa.schema import Evidence

# Not a dry spell, a spelling bee, a field of spelt or what spelled trouble: the verb ends the question, or has the
# name asked for after it.
ASKS_FOR_SPELLING = re.compile(
    r"\bhow(?:['’]s)?\b[^?]{0,200}\bspel(?:t|led)\s*(?:\?|$|,|in (?:the|these|each)\b|by\b|differently\b)"
    r"|\bhow (?:do|does|did|should|would|can|to)\b[^?]{0,60}\bspell (?:the name|the surname|the first name|[^\W\d_])"
    r"|\b(?:what|which|different|two|other) spellings\b|\bspellings? of\b",
    re.IGNORECASE,
)
TROUBLE = re.compile(r"\bspell(?:s|ed)? (?:out|trouble|disaster|doom|danger|ruin|the end)\b", re.IGNORECASE)
NAMED = re.compile(
    rf"\b(?:is|are|was|were|spell|[sS]pellings? of) (?P<name>{CAPITALISED}(?: {CAPITALISED})*)"
    r"(?: spel(?:t|led)\b|\W*$)"
)
ENDINGS = frozenset({"", "a", "n", "an", "ian", "ese", "i", "ish"})  # of other forms of a name; each may take an s
SOUND_ALIKE = (
    ("tch", "sh"),
    ("sch", "sh"),
    ("ch", "sh"),
    ("ph", "f"),
    ("kh", "h"),
    ("c", "k"),
    ("q", "k"),
    ("w", "v"),
)
PLAIN_MARKS = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", ".": None})
SHORTEST = 4


def find_spellings(question: str, evidence: Sequence[Evidence], short: ShortAnswer | None) -> list[list[Mention]]:
    """The sentences that spell the name asked for in one way, for each way; none where all spell it alike.

    The name is the one that the question asks about ("How is Gyumri spelt?"), else that of the short answer.

    Args:
        question: what was asked.
        evidence: ranked sentences, best first.
        short: the short answer within the first of them.
    """
    if not evidence or not ASKS_FOR_SPELLING.search(question) or TROUBLE.search(question):
        return []
    known = {token.key for token in tokenize(question)}
    if named := NAMED.search(question):
        asked = list(tokenize(named["name"]))[-1:]
        known -= {token.key for token in asked}
    else:
        answer = evidence[0].text[short.start : short.end] if short else ""
        asked = [name for name in _last_names(answer) if name.key not in known]
    for name in asked:
        ways: dict[str, list[Mention]] = {}
        for one in evidence:
            for other in _last_names(one.text):
                if other.key not in known and (_letters(other) == _letters(name) or may_be_spellings(name, other)):
                    mention = Mention(one, Span(other.start, other.end), other.text)
                    ways.setdefault(_letters(other), []).append(mention)
        if found := _told_apart(list(ways.values())):
            return found
    return []


def _told_apart(ways: Sequence[list[Mention]]) -> list[list[Mention]]:
    """The ways of spelling, if two at least stand in a sentence without another: both in one may be two names."""
    spelt = Counter(sentence for mentions in ways for sentence in {m.evidence.sentence for m in mentions})
    alone = [any(spelt[m.evidence.sentence] == 1 for m in mentions) for mentions in ways]
    if sum(alone) < 2:
        return []
    # A sentence that has several shows each less plainly than one that has this alone.
    return [sorted(mentions, key=lambda m: spelt[m.evidence.sentence]) for mentions in ways]


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
    if any(countries) and (countries[0] != countries[1] or len(shorter) != len(longer)):
        return False  # Niger and Nigeria, Germany and German; but Kiev and Kyiv
    return _sounds(shorter) == _sounds(longer)


def _last_names(text: str) -> list[Token]:
    """The last word of each name of a text: the surname of a person's."""
    tokens = tokenize(text)
    ends = {span.end for span in names(text)}
    return [token for token in tokens if token.end in ends and token.key and token.key not in TITLES]


def _sounds(key: str) -> str:
    for written, sound in SOUND_ALIKE:
        key = key.replace(written, sound)
    return re.sub(r"(.)\1+", r"\1", consonants(key))


def _letters(name: Token) -> str:
    """A name's letters with their accents, without what a possessive adds, and whatever the shape of apostrophes."""
    text = unicodedata.normalize("NFC", name.text).translate(PLAIN_MARKS)
    return re.sub(r"'s?$", "", text.casefold())
