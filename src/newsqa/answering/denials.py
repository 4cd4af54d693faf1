"""What one side says and another denies: "accused Azerbaijan of bombing", "Baku rejected the accusations"."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from newsqa.answering.yes_no import asks_whether
from newsqa.grounding import Span, are_alike
from newsqa.library import content_words
from newsqa.schema import Evidence

ACCUSATION = re.compile(
    r"\b(?:accus(?:e[sd]?|ing)\b[^.;:!?]{1,80}?\bof|blam(?:e[sd]?|ing)\b[^.;:!?]{1,80}?\bfor)\b"
    r"(?P<deed>(?:\s+[\w’'-]+){1,4})",
    re.IGNORECASE,
)
CLAIM = re.compile(r"\b(?:claim(?:s|ed)?|alleg(?:e[sd]?|ing)|assert(?:s|ed)?|insist(?:s|ed)?)\b", re.IGNORECASE)
_DENIES = r"(?:den(?:y|ies|ied|ying)|(?:reject|dismiss|refut|disput)(?:e?s|e?d|e|ing)?)"
DENIAL = re.compile(
    rf"\b{_DENIES}\s(?:(?:it|them|this|that|any|doing|having)\b|[^.;:!?]{{0,60}}?"
    r"\b(?:accus\w+|alleg\w+|charges?|claims?|reports|responsib\w+|blame|involve\w+)\b)"
    r"|\b(?:disagree[sd]?|contradict(?:s|ed)?)\b"
    r"|\bcall(?:s|ed)? (?:it|this|that|them|the \w+) (?:false|untrue|baseless|unfounded|fabricated|a lie|lies)\b",
    re.IGNORECASE,
)
GUILT = re.compile(r"\b(?:responsible|guilty|to blame|behind)\b", re.IGNORECASE)
# A question that asks who said what is answered by what was said.
ABOUT_WORDS = re.compile(
    r"\b(?:accus\w+|blam(?:es|ed|ing)|alleg\w+|claim\w*|den(?:y|ies|ied)|reject\w*|dismiss\w*|refut\w*|disput\w*"
    r"|sa(?:y|ys|id)|according)\b",
    re.IGNORECASE,
)
WHO = re.compile(r"\s*(?:who|which (?:country|side|party|state|group))\b", re.IGNORECASE)
COVERED = 0.5  # share of a question's telling words that a claim has to have
NEAREST = 5  # characters between two sentences of which one follows the other


class Told(NamedTuple):
    """Words of a sentence by which somebody accuses or denies."""

    evidence: Evidence
    span: Span


def find_denied(question: str, likely: Sequence[Evidence], evidence: Sequence[Evidence]) -> tuple[Told, Told] | None:
    """A claim or an accusation of what is asked about, and its denial in the same article; None without both.

    Args:
        question: whether something is so, or who did it.
        likely: sentences good enough to answer from, of which one has to be the claim.
        evidence: all that were ranked, best first; a denial need not repeat what is asked about.
    """
    if not (asks_whether(question) or WHO.match(question)) or ABOUT_WORDS.search(question):
        return None
    for one in likely:
        claim = _accusation(question, one) or _claim(question, one)
        if claim is None:
            continue
        for other in evidence:
            is_of_the_article = other.article.id == one.article.id and other.sentence != one.sentence
            if is_of_the_article and (found := DENIAL.search(other.text)) and _is_of(one, other):
                return Told(one, claim), Told(other, Span(*found.span()))
    return None


def _accusation(question: str, evidence: Evidence) -> Span | None:
    """Where a sentence accuses somebody of what the question asks about."""
    found = ACCUSATION.search(evidence.text)
    if found is None:
        return None
    # "Of bombing Stepanakert" is of a bombing; of "carrying out an attack", only who asks for guilt is told.
    deed = content_words(found["deed"])[: None if GUILT.search(question) else 1]
    is_asked = any(are_alike(word, other) for word in deed for other in content_words(question))
    return Span(*found.span()) if is_asked else None


def _claim(question: str, evidence: Evidence) -> Span | None:
    """Where a sentence says that somebody claims what the question asks about."""
    found = CLAIM.search(evidence.text)
    asked, said = content_words(question), content_words(evidence.text)
    covered = sum(any(are_alike(word, other) for other in said) for word in asked)
    return Span(*found.span()) if found and covered >= COVERED * len(asked) else None


def _is_of(claim: Evidence, denial: Evidence) -> bool:
    """Whether a denial is of this claim: it stands right after it, or names something of it."""
    if 0 <= denial.sentence.start - claim.sentence.end <= NEAREST:
        return True
    return not set(content_words(DENIAL.sub(" ", denial.text))).isdisjoint(content_words(claim.text))
