"""Whether a text bears a statement out: one verifier for answers, summaries and drafts."""

import json
import math
import re
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from newsqa.grounding.mismatches import Mismatch
from newsqa.grounding.negation import is_negated
from newsqa.grounding.reading import ReadSentence, ReadText
from newsqa.grounding.support_features import (
    closeness,
    find_mismatches,
    find_window,
    support_features,
)
from newsqa.schema import Record, Verdict

CONDITION = re.compile(r"\b(?:if|whether|unless)\W+$", re.IGNORECASE)
QUOTATION_MARKS = str.maketrans("“”„«»‘’", '"""""\'\'')
# What says otherwise is near the statement's own words: a sentence of another matter contradicts nothing.
CLOSE_ENOUGH = 0.5
# A number or a name that the text does not have anywhere is never borne out, whatever else fits.
NEVER_FITS = frozenset({"number", "name"})


class Support(NamedTuple):
    """A statement held against a text.

    `score` is the probability that the text bears it out. `window` are the sentences that it seems to rest on, by
    their numbers in the text, the one most alike first, and `closeness` is the share of its words that this one has
    in their order.
    """

    verdict: Verdict
    score: float
    window: tuple[int, ...]
    mismatches: tuple[Mismatch, ...]
    closeness: float

    @property
    def never_fits(self) -> bool:
        """Whether it has a number or a name that the text lacks, so that nothing else can make up for it."""
        return any(one.kind in NEVER_FITS for one in self.mismatches)


class Weights(Record):
    """A logistic regression over some of the features."""

    intercept: float
    weights: dict[str, float]

    def probability(self, features: dict[str, float]) -> float:
        """For features by name."""
        total = self.intercept + sum(weight * features[name] for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


class Verifier(Record):
    """The probability that a text speaks of a statement's matter (ABOUT), times that it then says the same (FITS).

    `threshold` is the product from which a statement is called supported; `provenance` says what the weights were
    fitted on and how well they did.
    """

    about: Weights
    fits: Weights
    threshold: float
    provenance: dict[str, str]

    def probability(self, features: dict[str, float]) -> float:
        """The probability that a statement is borne out."""
        return self.about.probability(features) * self.fits.probability(features)


@lru_cache(maxsize=1)
def default_verifier() -> Verifier:
    """The verifier that newsqa ships, as benchmarks/fit_verifier.py fitted it."""
    return Verifier.model_validate(json.loads((files("newsqa.grounding") / "verifier.json").read_text("utf-8")))


def hold(statement: str, text: ReadText) -> Support:
    """Whether a text bears a statement out, contradicts it, or does not tell.

    Args:
        statement: one sentence.
        text: what it is held against; a text without sentences bears nothing out.
    """
    read = ReadSentence(statement)
    window = find_window(read, text)
    near = closeness(read, text.sentences[window[0]]) if window else 0.0
    if verbatim := [number for number in window if _is_part(statement, text.sentences[number].text)]:
        return Support("supported", 1.0, (verbatim[0],), (), near)
    mismatches = find_mismatches(read, window, text)
    features = support_features(read, window, text, mismatches)
    verifier = default_verifier()
    score = verifier.probability(features) if read.words and window else 0.0
    says_otherwise = near >= CLOSE_ENOUGH and any(one.is_contradiction for one in mismatches)
    if says_otherwise or any(one.kind in NEVER_FITS for one in mismatches):
        score = min(score, verifier.threshold / 2)
    verdict: Verdict = "contradicted" if says_otherwise else "not_found"
    if score >= verifier.threshold:
        verdict = "supported"
    return Support(verdict, score, tuple(window), tuple(mismatches), near)


def _is_part(statement: str, sentence: str) -> bool:
    """Whether a sentence says a statement in these very words, and does not deny them or make them a condition.

    "200 dockers" is no part of "1,200 dockers".
    """
    part, whole = _folded(statement), _folded(sentence)
    if not part or part == whole:
        return bool(part)
    places = re.finditer(rf"(?<!\w)(?<!\d[.,]){re.escape(part)}(?![.,]?\d)(?!\w)", whole)
    return any(not (is_negated(whole, *one.span()) or CONDITION.search(whole[: one.start()])) for one in places)


def _folded(text: str) -> str:
    return " ".join(text.translate(QUOTATION_MARKS).split()).strip(" .!\"'")
