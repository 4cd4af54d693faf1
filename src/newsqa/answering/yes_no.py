"""Yes or no, where the evidence settles it."""

import re
from collections.abc import Sequence
from typing import Literal

from newsqa.grounding.reading import ReadSentence, ReadText
from newsqa.grounding.support_features import find_mismatches, find_window, support_features
from newsqa.schema import Evidence

AUXILIARY = re.compile(
    r"\s*(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might)(?:n[’']t)?\s+(?P<rest>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
CHOICE = re.compile(r"\bor\b", re.IGNORECASE)
# What a sentence says instead of what is asked settles that it is not so; another name may be true beside it.
SETTLES = frozenset({"number", "negation", "opposite"})
COVERED = 0.8  # share of the question's telling words that the evidence has to have, the rare ones weighing more

YesOrNo = Literal["Yes", "No"]


def asks_whether(question: str) -> bool:
    """Whether a question asks if something is so, or which of two things is."""
    return bool(AUXILIARY.fullmatch(question.rstrip(" ?!.")))


def yes_or_no(question: str, evidence: Sequence[Evidence]) -> YesOrNo | None:
    """What evidence says to a question that asks whether something is so; None to others, and where it does not tell.

    The question without its first word and its mark is held against the evidence as a statement.

    Args:
        question: as it was asked.
        evidence: sentences that an answer is given from.
    """
    found = AUXILIARY.fullmatch(question.rstrip(" ?!."))
    if found is None or CHOICE.search(question) or not evidence:
        return None
    text = ReadText("\n\n".join(one.text for one in evidence))
    statement = ReadSentence(found["rest"])
    window = find_window(statement, text)
    mismatches = find_mismatches(statement, window, text)
    if any(one.kind not in SETTLES or not one.is_contradiction for one in mismatches):
        return None
    # All but what is otherwise has to be there.
    rest = statement.text
    for one in sorted(mismatches, key=lambda mismatch: -mismatch.span.start):
        rest = f"{rest[: one.span.start]}{one.instead or ''}{rest[one.span.end :]}"
    covered = support_features(ReadSentence(rest), window, text, ())["coverage"]
    if covered < COVERED:
        return None
    return "No" if mismatches else "Yes"
