from pathlib import Path

import pytest

from newsqa.answering.short_answer import ScoredSpan, ShortAnswer
from newsqa.errors import FactsError
from newsqa.evaluation.calibrating import RankingCase, SpanCase, calibrate, fit, render_calibration
from newsqa.evaluation.starting import start_suite
from newsqa.models.profile import UNCALIBRATED


def ranking(number: int, *, right_likelihood: float, wrong_likelihood: float) -> RankingCase:
    """Two candidates, of which the model-free ranking has the wrong one first in two of three cases, by little."""
    return RankingCase(
        cluster=f"article {number % 4}",
        model_free=(0.2, 0.8) if number % 3 == 0 else (0.5, 0.4),
        likelihoods=(wrong_likelihood, right_likelihood),
        is_right=(False, True),
    )


def spans(number: int, *, stop_of_right: float) -> SpanCase:
    """Two spans, of which the wrong one is the likelier, as far as its words go."""
    wrong = ScoredSpan(ShortAnswer(0, 5), likelihood=-1.0, stop_likelihood=-3.0, distance=0)
    right = ScoredSpan(ShortAnswer(6, 9), likelihood=-3.5, stop_likelihood=stop_of_right, distance=0)
    return SpanCase(f"article {number % 4}", (wrong, right), (0.0, 1.0))


def test_likelihoods_that_put_the_right_sentence_first_are_used_in_ranking() -> None:
    cases = [ranking(n, right_likelihood=0.0, wrong_likelihood=-2.0) for n in range(24)]
    fitted = fit(cases, [], facts="F")
    assert fitted.ranking is not None
    assert fitted.ranking.likelihood > 0
    assert (fitted.first_right_before, fitted.first_right, fitted.ranked_cases) == (8, 24, 24)


def test_likelihoods_that_tell_nothing_are_not_used() -> None:
    cases = [ranking(n, right_likelihood=-(n % 5), wrong_likelihood=-((n + 2) % 5)) for n in range(24)]
    assert fit(cases, [], facts="F").ranking is None


def test_a_gain_that_chance_could_give_is_not_used() -> None:
    # Four better and none worse: McNemar's exact p is 2 / 16.
    better = [ranking(n, right_likelihood=0.0, wrong_likelihood=-2.0) for n in range(6)]
    fitted = fit(better, [], facts="F")
    assert (fitted.first_right_before, fitted.first_right) == (2, 6)
    assert fitted.ranking is None


def test_one_article_leaves_nothing_to_try_the_weights_on_and_they_are_not_used() -> None:
    cases = [
        ranking(n, right_likelihood=0.0, wrong_likelihood=-2.0)._replace(cluster="the only one") for n in range(24)
    ]
    of_spans = [spans(n, stop_of_right=-0.1)._replace(cluster="the only one") for n in range(24)]
    fitted = fit(cases, of_spans, facts="F")
    assert fitted.ranking is None
    assert fitted.span == UNCALIBRATED


def test_span_weights_are_kept_where_they_find_better_answers_on_the_other_articles() -> None:
    # By the likelihood as it stands (-4 against -3.6) the wrong span wins only while stopping weighs little.
    fitted = fit([], [spans(n, stop_of_right=-0.6) for n in range(24)], facts="F")
    assert fitted.span != UNCALIBRATED
    assert (fitted.span_f1_before, fitted.span_f1) == (0.0, 1.0)
    assert "token F1 0.00 as it stands, 1.00 weighted (24 sentences): used" in render_calibration("m", fitted)


def test_facts_that_are_too_few_are_refused_before_the_model_is_loaded(tmp_path: Path) -> None:
    start_suite(tmp_path / "mine")
    with pytest.raises(FactsError, match=r"answerable cases, and fitting takes 20"):
        calibrate("smollm2-135m", facts=tmp_path / "mine")
