"""What a summary is measured by: the key points it says, and whether its articles bear it out. No model judges."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from newsqa.evaluation.key_points import KeyPoint, recall
from newsqa.grounding.reading import ReadText
from newsqa.grounding.support import hold
from newsqa.library import words

HUNDRED = 100


class SummaryScore(NamedTuple):
    """The figures of one summary; shares are from 0 to 1.

    `misfits` are numbers and names, a hundred words, that none of the articles has. `compression` is the share of
    the articles' words that the summary has; `redundancy` the share of its pairs of words that it has said before.
    `rouge_1` and `rouge_2` are F1 against the key points' own words (Lin 2004): for reference, since wording is not
    what counts.
    """

    strict_vital: float | None
    weighted: float
    supported: float
    misfits: float
    compression: float
    redundancy: float
    verbatim: float
    is_within_budget: bool
    words: int
    rouge_1: float
    rouge_2: float
    missing: tuple[KeyPoint, ...]


def score_summary(
    statements: Sequence[str], texts: Sequence[ReadText], key_points: Sequence[KeyPoint], *, budget: int
) -> SummaryScore:
    """Hold a summary's statements, a sentence each, against its articles and the key points.

    Raises:
        ValueError: there is no statement.
    """
    if not statements:
        raise ValueError("a summary without statements has no figures")
    found = recall(key_points, statements)
    held = [max((hold(statement, text) for text in texts), key=lambda one: one.score) for statement in statements]
    misfits = sum(one.kind in ("number", "name") for support in held for one in support.mismatches)
    count = sum(len(statement.split()) for statement in statements)
    flat = [_flat(text.text) for text in texts]
    pairs = [pair for statement in statements for pair in _grams(statement, 2)]
    reference = [point.point for point in key_points]
    return SummaryScore(
        strict_vital=found.strict_vital,
        weighted=found.weighted,
        supported=sum(one.verdict == "supported" for one in held) / len(held),
        misfits=misfits * HUNDRED / count,
        compression=count / max(1, sum(len(text.text.split()) for text in texts)),
        redundancy=1 - len(set(pairs)) / len(pairs) if pairs else 0.0,
        verbatim=sum(any(_flat(statement) in text for text in flat) for statement in statements) / len(statements),
        is_within_budget=count <= budget,
        words=count,
        rouge_1=_rouge(statements, reference, 1),
        rouge_2=_rouge(statements, reference, 2),
        missing=found.missing,
    )


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _grams(text: str, length: int) -> list[tuple[str, ...]]:
    said = words(text)
    return [tuple(said[start : start + length]) for start in range(len(said) - length + 1)]


def _rouge(statements: Sequence[str], reference: Sequence[str], length: int) -> float:
    """F1 of the runs of stems that a summary and its reference share."""
    ours = Counter(gram for statement in statements for gram in _grams(statement, length))
    theirs = Counter(gram for point in reference for gram in _grams(point, length))
    shared = (ours & theirs).total()
    return 2 * shared / (ours.total() + theirs.total()) if ours or theirs else 0.0
