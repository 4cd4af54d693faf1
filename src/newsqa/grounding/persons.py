"""Whose surname it is: "Christopher Cavanaugh" does not name Carey Cavanaugh, "Ambassador Cavanaugh" may."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from newsqa.grounding.dates import WEEKDAYS
from newsqa.grounding.names import CAPITALISED, SENTENCE_OPENERS, Span, tokenize
from newsqa.library import STOP_WORDS

TITLES = frozenset(
    "mr mrs ms miss dr sir dame lord lady president vice premier minister secretary chancellor ambassador envoy "
    "general colonel major captain lieutenant sergeant commander marshal admiral senator congressman congresswoman "
    "deputy representative king queen prince princess pope bishop archbishop judge justice professor chair chairman "
    "chairwoman spokesman spokeswoman spokesperson leader mediator negotiator commissioner governor mayor director "
    "chief head coach republican democrat".split()
)
NO_FIRST_NAMES = TITLES | STOP_WORDS | SENTENCE_OPENERS | set(WEEKDAYS)
FIRST_NAME = re.compile(rf"(?P<word>{CAPITALISED})\s(?:[A-Z]\.\s?)*$")  # "Robert F. " too
OFFICE = re.compile(rf"{CAPITALISED}\s(?:of|for)\s(?:{CAPITALISED}\s)+$")  # "Secretary of State "
# "Sergei" is "Sergey" (0.83) and "Jeyhun" is "Ceyhun" (0.83); "Jens" is not "Jean" (0.75).
SPELLED_ALIKE = 0.75


def is_of_another(span: Span, text: str, names: Iterable[str]) -> bool:
    """Whether the word before a surname is the first name of someone whom none of these names means.

    `names` are all the forms of the name that is looked for. Where none is longer than what stands at `span`, no
    first name is known, and nobody is taken for another. Nor is one with a title, an office or a country before it.
    """
    found = [token.key for token in tokenize(text[slice(*span)])]
    forms = [[token.key for token in tokenize(name)] for name in names]
    before = text[max(0, span.start - 60) : span.start]
    match = FIRST_NAME.search(before)
    if match is None or not any(len(form) > len(found) and form[-len(found) :] == found for form in forms):
        return False
    word = match["word"]
    if word.endswith(("'s", "’s")) or OFFICE.search(before):
        return False
    own = {key for form in forms for key in form}
    return not any(
        token.key in NO_FIRST_NAMES or any(_is_spelled_alike(token.key, key) for key in own)
        for token in tokenize(word)
    )


def _is_spelled_alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other).ratio() > SPELLED_ALIKE
