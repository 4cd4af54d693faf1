"""What amount a question asks for (how many troops, how much money, how long), and whether a text gives one."""

import re

from newsqa.grounding import counts, find_quantities
from newsqa.library import STOP_WORDS, words

COUNTED = re.compile(
    r"\bhow many\s+(?P<many>.*)|\b(?:number|share|percentage|proportion|amount|total) of\s+(?P<of>.*)", re.IGNORECASE
)
# What is counted ends where the question goes on to say what became of it.
COUNTED_ENDS = re.compile(
    r"\b(?:did|do|does|are|is|was|were|have|has|had|can|could|will|would|in|on|of|at|from|to|that|who|which|per)\b"
    r"|[?,]",
    re.IGNORECASE,
)
MONEY = re.compile(
    r"\bhow much money\b|\bhow (?:high|large|big) (?:was|is) the fine\b"
    r"|\bhow much .*\b(?:cost|pay|paid|earn|spend|spent|worth|raised?|donated?)\b",
    re.IGNORECASE,
)
DURATION = re.compile(r"\bhow long (?:did|has|have|had|does|will|would|ago)\b|\bhow old\b", re.IGNORECASE)
SPAN_OF_TIME = re.compile(
    r"\b(?:year|month|week|day|hour|minute|second|decade|centur(?:y|ie))s?\b|\b(?:aged?|old)\b", re.IGNORECASE
)
UNFIT = {"same": 0.0, "unknown": 0.5, "other": 1.0}


def lacks_amount(question: str, text: str) -> float:
    """1 where an amount is asked for and a text gives none of its kind, 0.5 where it gives one of an unsaid kind.

    0 where it gives one, and for questions that ask for no amount.
    """
    if MONEY.search(question):
        return float(not any(q.symbol and q.symbol != "%" for q in find_quantities(text)))
    if DURATION.search(question):
        return float(not SPAN_OF_TIME.search(text))
    unit = _counted_noun(question)
    if not unit:
        return 0.0
    quantities = [quantity for quantity in find_quantities(text) if not quantity.is_year]
    return min((UNFIT[counts(text, q, unit, neighbours=quantities)] for q in quantities), default=1.0)


def _counted_noun(question: str) -> tuple[str, ...]:
    """The noun that a question counts ("Russian troops" -> troops), as a unit of grounding's `counts`."""
    if not (found := COUNTED.search(question)):
        return ()
    phrase = COUNTED_ENDS.split(found["many"] or found["of"])[0]
    nouns = [word for word in words(phrase) if word not in STOP_WORDS]
    return tuple(nouns[-1:])
