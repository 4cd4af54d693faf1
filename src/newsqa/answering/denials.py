"""What one side is accused of and denies: "accused Azerbaijan of bombing", "Baku rejected the accusations"."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsqa.answering.yes_no import asks_yes_or_no
from newsqa.grounding import Span, are_alike
from newsqa.library import content_words
from newsqa.schema import Evidence

ACCUSATION = re.compile(
    r"\b(?:accus(?:e[sd]?|ing)\b[^.;:!?]{1,80}?\bof|blam(?:e[sd]?|ing)\b[^.;:!?]{1,80}?\bfor)\b"
    r"(?P<deed>(?:\s+[\w’'-]+){1,4})",
    re.IGNORECASE,
)
DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:es?|ed|ing)|disput(?:es?|ed|ing))\s"
    r"(?:[^.;:!?]{0,60}\b)?"
    r"(?:accus\w+|alleg\w+|charges?|claims?|reports?|responsib\w+|blame|involve\w+|doing|having|it|them|this|that)\b",
    re.IGNORECASE,
)
GUILT = re.compile(r"\b(?:responsible|guilty|to blame|behind)\b", re.IGNORECASE)
# A question that asks who said what is answered by what was said.
ABOUT_WORDS = re.compile(
    r"\b(?:accus\w+|blam(?!e for)\w+|alleg\w+|claim\w*|den(?:y|ies|ied)|reject\w*|dismiss\w*|refut\w*|disput\w*"
    r"|sa(?:y|ys|id)|according)\b",
    re.IGNORECASE,
)
WHO = re.compile(r"\s*(?:who|which (?:country|side|party|state|group))\b", re.IGNORECASE)
NEAREST = 5  # characters between two sentences of which one follows the other


class Told(NamedTuple):
    """Words of a sentence by which somebody accuses or denies."""

    evidence: Evidence
    span: Span


def find_denied(question: str, likely: Sequence[Evidence], evidence: Sequence[Evidence]) -> tuple[Told, Told] | None:
    """An accusation of what is asked about, and its denial in the same article; None without both.

    Args:
        question: whether something is so, or who did it.
        likely: sentences good enough to answer from, of which one has to be the accusation.
        evidence: all that were ranked, best first; a denial need not repeat what is asked about.
    """
    if not (asks_yes_or_no(question) or WHO.match(question)) or ABOUT_WORDS.search(question):
        return None
    for accusation in _accusations(question, likely):
        for other in evidence:
            is_same = other.sentence == accusation.evidence.sentence
            if other.article.id != accusation.evidence.article.id or is_same:
                continue
            if (found := DENIAL.search(other.text)) and _is_of(accusation.evidence, other):
                return accusation, Told(other, Span(*found.span()))
    return None


def _accusations(question: str, evidence: Sequence[Evidence]) -> Iterator[Told]:
    """Sentences that accuse somebody of what the question asks about."""
    asked = content_words(question)
    for one in evidence:
        if found := ACCUSATION.search(one.text):
            # "Of bombing Stepanakert" is of a bombing; of "carrying out an attack", only who asks for guilt is told.
            deed = content_words(found["deed"])[: None if GUILT.search(question) else 1]
            if any(are_alike(word, other) for word in deed for other in asked):
                yield Told(one, Span(*found.span()))


def _is_of(accusation: Evidence, denial: Evidence) -> bool:
    """Whether a denial is of this accusation: it stands right after it, or names something of it."""
    if 0 <= denial.sentence.start - accusation.sentence.end <= NEAREST:
        return True
    return not set(content_words(DENIAL.sub(" ", denial.text))).isdisjoint(content_words(accusation.text))
