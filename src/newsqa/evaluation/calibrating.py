"""Weights that depend on a language model, fitted for one model on hand-written facts and kept under its hash."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from newsqa.answering import ModelSetup
from newsqa.answering.short_answer import ScoredSpan, best_span, score_spans
from newsqa.errors import CannotScoreError, FactsError
from newsqa.evaluation.answer_scoring import token_f1
from newsqa.evaluation.cases import Case, Ingredients, derive_cases
from newsqa.evaluation.claims import AnyClaim
from newsqa.evaluation.libraries import CaseLibraries
from newsqa.evaluation.statistics import mcnemar
from newsqa.evaluation.suite import load_suite
from newsqa.library import Embedder
from newsqa.models import find_model, open_reference
from newsqa.models.profile import UNCALIBRATED, Calibration, LikelihoodWeights, SpanWeights, update_profile
from newsqa.packaged import packaged_folder
from newsqa.retrieval import answer_places, find_evidence, ranker_version
from newsqa.retrieval.likelihood import CANDIDATES, log_odds, probability, question_likelihoods
from newsqa.settings import Settings

# The kinds of fact whose answer is a few words of a sentence.
SPAN_KINDS = ("number", "date", "person", "place", "phrase")
STOP_WEIGHTS = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5)
DISTANCE_WEIGHTS = (0.0, 0.1, 0.2, 0.3, 0.5)
READING_WEIGHTS = (0.0, 0.5, 1.0, 1.5, 2.0, 3.0)
FEWEST_CASES = 20
CERTAIN = 0.05


class RankingCase(NamedTuple):
    """A question's candidates: their model-free probabilities, relative likelihoods, and which answer it."""

    cluster: str
    model_free: tuple[float, ...]
    likelihoods: tuple[float, ...]
    is_right: tuple[bool, ...]


class SpanCase(NamedTuple):
    """A sentence that answers a question: its scored spans, and the token F1 of each."""

    cluster: str
    spans: tuple[ScoredSpan, ...]
    f1: tuple[float, ...]


def calibrate(name: str, *, facts: Path | None = None) -> Calibration:
    """Fit a model's weights and keep them in its profile.

    Each half of the articles is tried with the weights that the other half gives; weights that do no better there
    than none are not used. What is kept is fitted on all.

    Args:
        name: of the model.
        facts: a folder of facts; newsqa's own on the sample articles where not given.

    Raises:
        ModelError: the model cannot be used; CannotScoreError where it has no likelihoods to weigh.
        FactsError: the facts cannot be used, or are too few.
    """
    suite = load_suite(facts or packaged_folder("evals"))
    cases = [case for case in derive_cases(suite) if case.variant == "fact" and len(case.claims) == 1]
    if len(cases) < FEWEST_CASES:
        raise FactsError(f"{suite.folder} has {len(cases)} answerable cases, and fitting takes {FEWEST_CASES}")
    settings = Settings.load(model=name)
    reference = find_model(name)
    model = open_reference(reference, threads=settings.threads)
    try:
        if not model.description.can_score:
            raise CannotScoreError(
                f"{reference.name} does not say how likely a given reply is: there are no weights to fit for it"
            )
        setup = ModelSetup.of(model, prompts=settings.prompts)
        libraries = CaseLibraries(suite.corpus.articles, Embedder.from_settings())
        try:
            rankings, spans = _try_all(cases, setup, libraries)
        finally:
            libraries.close()
    finally:
        model.close()
    facts_name = str(facts) if facts else "newsqa's own facts on the sample articles"
    calibration = fit(rankings, spans, facts=facts_name)
    update_profile(reference.identity, calibration=calibration)
    return calibration


def _try_all(
    cases: Sequence[Case], setup: ModelSetup, libraries: CaseLibraries
) -> tuple[list[RankingCase], list[SpanCase]]:
    from tqdm import tqdm

    library = libraries.library(Ingredients())
    rankings, spans = [], []
    for case in tqdm(cases, desc="calibrating", unit="question", disable=None):
        evidence = find_evidence(case.question, library, limit=CANDIDATES)
        likelihoods = question_likelihoods(case.question, evidence, model=setup.model, prompt=setup.ranking_prompt)
        is_right = tuple(
            any(
                e.sentence.article_id == place.article_id
                and e.sentence.start < place.end
                and place.start < e.sentence.end
                for places in case.gold
                for place in places
            )
            for e in evidence
        )
        best = max(likelihoods, default=0.0)
        rankings.append(
            RankingCase(
                case.cluster,
                tuple(e.probability for e in evidence),
                tuple(likelihood - best for likelihood in likelihoods),
                is_right,
            )
        )
        if case.fact.kind in SPAN_KINDS and any(is_right):
            sentence = evidence[is_right.index(True)].text
            places = answer_places(case.question, evidence[is_right.index(True)])
            scored = score_spans(case.question, sentence, model=setup.model, prompt=setup.prompt, places=places)
            f1 = tuple(_f1(case.claims[0], sentence, span) for span in scored)
            spans.append(SpanCase(case.cluster, tuple(scored), f1))
    return rankings, spans


def _f1(claim: AnyClaim, sentence: str, scored: ScoredSpan) -> float:
    return token_f1(claim, sentence[scored.span.start : scored.span.end])


def fit(rankings: Sequence[RankingCase], spans: Sequence[SpanCase], *, facts: str) -> Calibration:
    """Weights from what a model gave on these cases.

    The ranking's are kept only if, on the articles that they were not fitted on, the right sentence comes first
    more often, by McNemar's exact test at 5 %; the span's only if token F1 is higher there.
    """
    before = [_is_first_right(case, None) for case in rankings]
    after = _held_out_ranking(rankings)
    only_before = sum(b and not a for b, a in zip(before, after, strict=True))
    only_after = sum(a and not b for b, a in zip(before, after, strict=True))
    is_better = only_after > only_before and mcnemar(only_before, only_after) < CERTAIN
    span_before = _mean_f1(spans, UNCALIBRATED)
    span_after = _held_out_f1(spans)
    are_spans_better = span_before is not None and span_after is not None and span_after > span_before
    return Calibration(
        fitted=datetime.now(UTC).date(),
        facts=facts,
        cases=len(spans),
        span=_best_span_weights(spans) if are_spans_better else UNCALIBRATED,
        span_f1=span_after,
        span_f1_before=span_before,
        ranking=_fit_ranking(rankings) if is_better else None,
        ranker=ranker_version(),
        first_right=sum(after) if rankings else None,
        first_right_before=sum(before) if rankings else None,
        ranked_cases=len(rankings),
    )


def _halves(clusters: Sequence[str]) -> list[npt.NDArray[np.bool_]]:
    """Which cases are in each half, whole articles each; one article gives one half, and nothing to try it on."""
    names = sorted(set(clusters))
    first = {name for number, name in enumerate(names) if number % 2 == 0}
    in_first = np.array([cluster in first for cluster in clusters], dtype=bool)
    return [half for half in (in_first, ~in_first) if half.any() and not half.all()]


def _held_out_ranking(cases: Sequence[RankingCase]) -> list[bool]:
    """Whether the right sentence comes first by weights that were fitted on the other half of the articles."""
    result = [_is_first_right(case, None) for case in cases]
    for half in _halves([case.cluster for case in cases]):
        weights = _fit_ranking([case for case, is_in in zip(cases, half, strict=True) if not is_in])
        for index in np.flatnonzero(half).tolist():
            result[index] = _is_first_right(cases[index], weights)
    return result


def _is_first_right(case: RankingCase, weights: LikelihoodWeights | None) -> bool:
    if not case.is_right:
        return False
    scores = [
        probability(share, likelihood, weights) if weights else share
        for share, likelihood in zip(case.model_free, case.likelihoods, strict=True)
    ]
    return case.is_right[int(np.argmax(scores))]


def _fit_ranking(cases: Sequence[RankingCase]) -> LikelihoodWeights | None:
    """A logistic regression over all candidates; None where all are right or none is.

    None too where a weight is not positive: that would turn the ranking round, or hold a likelihood against a
    sentence, and is chance in these cases.
    """
    from sklearn.linear_model import LogisticRegression

    rows = [
        (log_odds(share), likelihood)
        for case in cases
        for share, likelihood in zip(case.model_free, case.likelihoods, strict=True)
    ]
    labels = [is_right for case in cases for is_right in case.is_right]
    if len(set(labels)) < 2:
        return None
    model = LogisticRegression(C=1.0).fit(np.array(rows), np.array(labels))
    (weight_of_odds, weight_of_likelihood), intercept = model.coef_[0], model.intercept_[0]
    if min(weight_of_odds, weight_of_likelihood) <= 0:
        return None
    return LikelihoodWeights(
        intercept=float(intercept), log_odds=float(weight_of_odds), likelihood=float(weight_of_likelihood)
    )


def _best_span_weights(cases: Sequence[SpanCase]) -> SpanWeights:
    """The weights of the grid with the highest token F1; of equals those nearest to an uncalibrated model's."""
    grid = [
        SpanWeights(stop=stop, distance=distance, reading=reading)
        for stop, distance, reading in product(STOP_WEIGHTS, DISTANCE_WEIGHTS, READING_WEIGHTS)
    ]

    def distance(weights: SpanWeights) -> float:
        return abs(weights.stop - 1) + weights.distance + abs(weights.reading - 1)

    return max(grid, key=lambda weights: (round(_mean_f1(cases, weights) or 0.0, 9), -distance(weights)))


def _held_out_f1(cases: Sequence[SpanCase]) -> float | None:
    scores: list[float] = []
    for half in _halves([case.cluster for case in cases]):
        weights = _best_span_weights([case for case, is_in in zip(cases, half, strict=True) if not is_in])
        scores += [_span_f1(case, weights) for case, is_in in zip(cases, half, strict=True) if is_in]
    return sum(scores) / len(scores) if scores else None


def _mean_f1(cases: Sequence[SpanCase], weights: SpanWeights) -> float | None:
    return sum(_span_f1(case, weights) for case in cases) / len(cases) if cases else None


def _span_f1(case: SpanCase, weights: SpanWeights) -> float:
    best = best_span(case.spans, weights)
    return max((f1 for scored, f1 in zip(case.spans, case.f1, strict=True) if scored.span == best), default=0.0)


def render_calibration(name: str, calibration: Calibration) -> str:
    """What the fit gave, for the person who asked for it."""
    ranked, count = calibration.first_right, calibration.ranked_cases
    lines = [
        f"{name}, on {count} questions of {calibration.facts}, each half of the articles with the other's weights:",
        f"  right sentence first   {calibration.first_right_before} without its likelihoods, {ranked} with them: "
        f"{'used' if calibration.ranking else 'not used, being no better by more than chance gives'}",
    ]
    if calibration.span_f1 is not None and calibration.span_f1_before is not None:
        is_used = calibration.span != UNCALIBRATED
        lines.append(
            f"  short answer, token F1 {calibration.span_f1_before:.2f} as it stands, {calibration.span_f1:.2f} "
            f"weighted ({calibration.cases} sentences): {'used' if is_used else 'not used'}"
        )
    return "\n".join(lines)
