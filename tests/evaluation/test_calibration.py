import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsqa.evaluation.calibration import (
    Bin,
    area_under_risk_coverage,
    brier_score,
    expected_calibration_error,
    reliability,
    risk_coverage,
)

unhurried = settings(deadline=None)
# Few enough confidences that many are equal.
judged = st.lists(st.tuples(st.one_of(st.floats(0, 1), st.sampled_from([0.0, 0.3, 0.5, 1.0])), st.booleans()))


def apart(pairs: list[tuple[float, bool]]) -> tuple[list[float], list[bool]]:
    return [probability for probability, _ in pairs], [outcome for _, outcome in pairs]


def test_brier_score_by_hand() -> None:
    # (0.1**2 + 0.9**2 + 0.3**2) / 3 = (0.01 + 0.81 + 0.09) / 3
    assert brier_score([0.9, 0.9, 0.3], [True, False, False]) == pytest.approx(0.91 / 3)


@pytest.mark.parametrize(
    ("probability", "outcome", "score"), [(1.0, True, 0), (0.0, False, 0), (1.0, False, 1), (0.5, True, 0.25)]
)
def test_brier_score_of_one_case(probability: float, outcome: bool, score: float) -> None:
    assert brier_score([probability], [outcome]) == score


def test_calibration_error_by_hand() -> None:
    # [0.9, 1]: 0.9 against 1/2, two cases; [0.3, 0.4): 0.3 against 0, one. (2 * 0.4 + 0.3) / 3
    assert expected_calibration_error([0.9, 0.9, 0.3], [True, False, False]) == pytest.approx(1.1 / 3)


def test_gaps_of_one_bin_cancel_out_and_those_of_two_do_not() -> None:
    # In one bin 0.5 is said and half are right; in two 0.2 against 1 and 0.8 against 0.
    assert expected_calibration_error([0.2, 0.8], [True, False], bins=1) == pytest.approx(0)
    assert expected_calibration_error([0.2, 0.8], [True, False], bins=2) == pytest.approx(0.8)


def test_empty_bins_are_left_out() -> None:
    assert reliability([0.1, 0.2, 0.9], [False, True, True], bins=4) == [
        Bin(0.0, 0.25, 2, pytest.approx(0.15), 0.5),
        Bin(0.75, 1.0, 1, 0.9, 1.0),
    ]


@pytest.mark.parametrize(
    ("probability", "bins", "low"),
    [
        (0.0, 10, 0.0),
        (0.3, 10, 0.3),
        (1.0, 10, 0.9),
        (0.29, 100, 0.29),
        (math.nextafter(0.9, 0), 10, 0.8),
        (1.0, 1, 0.0),
    ],
)
def test_an_edge_belongs_to_the_bin_above_it(probability: float, bins: int, low: float) -> None:
    (found,) = reliability([probability], [True], bins=bins)
    assert found.low == low


@unhurried
@given(judged, st.integers(1, 100))
def test_each_case_is_in_the_bin_that_holds_its_probability(pairs: list[tuple[float, bool]], bins: int) -> None:
    found = reliability(*apart(pairs), bins=bins)
    assert [b.total for b in found] == [
        sum(b.low <= probability < b.high or probability == b.high == 1 for probability, _ in pairs) for b in found
    ]
    assert sum(b.total for b in found) == len(pairs)
    assert [b.low for b in found] == sorted({b.low for b in found})
    for b in found:
        assert b.low - 1e-9 <= b.mean_probability <= b.high + 1e-9
        assert 0 <= b.accuracy <= 1


def test_risk_coverage_by_hand() -> None:
    # One more is answered each time: 0 wrong of 1, 1 of 2, 1 of 3, 1 of 4.
    confidences, is_right = [0.7, 0.9, 0.6, 0.8], [True, True, True, False]
    assert risk_coverage(confidences, is_right) == [(0.25, 0), (0.5, 1 / 2), (0.75, 1 / 3), (1, 1 / 4)]
    # (0 + 1/2 + 1/3 + 1/4) / 4 = 13/48
    assert area_under_risk_coverage(confidences, is_right) == pytest.approx(13 / 48)


def test_equal_confidences_are_answered_together() -> None:
    confidences, is_right = [0.9, 0.5, 0.5], [True, False, True]
    assert risk_coverage(confidences, is_right) == [(1 / 3, 0), (1, 1 / 3)]
    # Both counts of the second step have its risk: (0 + 1/3 + 1/3) / 3
    assert area_under_risk_coverage(confidences, is_right) == pytest.approx(2 / 9)


def test_one_confidence_for_all_has_the_error_rate_for_its_area() -> None:
    assert risk_coverage([0.5] * 4, [True, False, True, True]) == [(1, 1 / 4)]
    assert area_under_risk_coverage([0.5] * 4, [True, False, True, True]) == 1 / 4


@unhurried
@given(judged, st.randoms(use_true_random=False))
def test_no_figure_depends_on_the_order_of_the_cases(pairs: list[tuple[float, bool]], shuffle: random.Random) -> None:
    shuffled = pairs.copy()
    shuffle.shuffle(shuffled)
    assert risk_coverage(*apart(shuffled)) == risk_coverage(*apart(pairs))
    assert area_under_risk_coverage(*apart(shuffled)) == area_under_risk_coverage(*apart(pairs))
    for figure in (brier_score, expected_calibration_error):
        value = figure(*apart(pairs))
        assert figure(*apart(shuffled)) == (value and pytest.approx(value, abs=1e-9))


@unhurried
@given(judged.filter(bool))
def test_every_figure_lies_between_0_and_1(pairs: list[tuple[float, bool]]) -> None:
    for figure in (brier_score, expected_calibration_error, area_under_risk_coverage):
        value = figure(*apart(pairs))
        assert value is not None
        assert 0 <= value <= 1 + 1e-9


@unhurried
@given(judged.filter(bool))
def test_the_curve_goes_up_in_coverage_and_ends_with_all_answered(pairs: list[tuple[float, bool]]) -> None:
    curve = risk_coverage(*apart(pairs))
    coverages = [coverage for coverage, _ in curve]
    assert coverages == sorted(set(coverages))
    assert len(curve) == len({probability for probability, _ in pairs})
    assert curve[-1] == (1, sum(not right for _, right in pairs) / len(pairs))


@unhurried
@given(judged.filter(bool))
def test_no_order_is_better_than_right_answers_first(pairs: list[tuple[float, bool]]) -> None:
    _, is_right = apart(pairs)
    right_first = sorted(is_right, reverse=True)
    best = area_under_risk_coverage([-float(rank) for rank in range(len(pairs))], right_first)
    found = area_under_risk_coverage(*apart(pairs))
    assert best is not None
    assert found is not None
    assert best <= found + 1e-9


def test_without_cases_there_is_no_figure() -> None:
    assert brier_score([], []) is None
    assert expected_calibration_error([], []) is None
    assert area_under_risk_coverage([], []) is None
    assert reliability([], []) == []
    assert risk_coverage([], []) == []


@pytest.mark.parametrize(
    "figure", [brier_score, expected_calibration_error, reliability, risk_coverage, area_under_risk_coverage]
)
def test_probabilities_without_their_outcome_are_refused(figure: object) -> None:
    assert callable(figure)
    with pytest.raises(ValueError, match="2 probabilities do not pair with 1 outcomes"):
        figure([0.1, 0.2], [True])
