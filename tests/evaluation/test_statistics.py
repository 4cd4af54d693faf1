import random
from collections.abc import Sequence

import numpy as np
import pytest
import scipy.stats
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from newsqa.evaluation.statistics import (
    Interval,
    Rate,
    bootstrap_difference,
    bootstrap_interval,
    clustered_mean,
    holm,
    mcnemar,
    rate_of,
    smallest_detectable,
)

unhurried = settings(deadline=None)
counts = st.integers(0, 150)
rates = st.integers(1, 10**6).flatmap(lambda n: st.builds(Rate, st.integers(0, n), st.just(n)))
# A value in the first run, one in the second, and the article that both are about.
cases = st.tuples(st.floats(-1, 1), st.floats(-1, 1), st.sampled_from("abcde"))


def difference(
    first: Sequence[float], second: Sequence[float], clusters: Sequence[str], *, resamples: int = 199
) -> Interval | None:
    return bootstrap_difference(first, second, clusters, resamples=resamples)


@pytest.mark.parametrize(
    ("successes", "total", "low", "high"),
    [
        (8, 10, 0.490, 0.943),
        # With z * z = 3.8415: none of n goes up to z * z / (n + z * z), all of n from n / (n + z * z).
        (0, 10, 0.0, 3.8415 / 13.8415),
        (10, 10, 10 / 13.8415, 1.0),
        (0, 1, 0.0, 3.8415 / 4.8415),
    ],
)
def test_wilson_interval_of_a_rate(successes: int, total: int, low: float, high: float) -> None:
    assert Rate(successes, total).interval == pytest.approx(Interval(low, high), abs=5e-4)


@unhurried
@given(rates)
def test_the_interval_of_a_rate_holds_the_rate_and_is_within_0_and_1(rate: Rate) -> None:
    assert rate.value is not None
    assert rate.interval is not None
    assert 0 <= rate.interval.low <= rate.value <= rate.interval.high <= 1


@unhurried
@given(rates)
def test_the_interval_of_a_rate_is_that_of_scipy(rate: Rate) -> None:
    expected = scipy.stats.binomtest(*rate).proportion_ci(method="wilson")
    assert rate.interval == pytest.approx((expected.low, expected.high), abs=1e-9)


def test_a_rate_of_no_cases_has_no_value_and_no_interval() -> None:
    rate = rate_of([])
    assert rate == Rate(0, 0)
    assert (rate.value, rate.interval) == (None, None)


def test_a_rate_is_counted_from_outcomes_that_can_be_read_once() -> None:
    rate = rate_of(outcome for outcome in (True, False, True, True))
    assert rate == Rate(3, 4)
    assert rate.value == 0.75


def test_the_error_of_a_clustered_mean() -> None:
    # Mean 3/4. Deviations by cluster: a -3/4 + 1/4 = -1/2, b 1/4, c 1/4; their squares sum to 3/8.
    # sqrt(3/8 * 3/2) / 4 = 3/16. Student's t with 2 degrees of freedom: 4.302653 * 3/16 = 0.806747.
    mean = clustered_mean([0, 1, 1, 1], ["a", "a", "b", "c"])
    assert mean is not None
    assert (mean.value, mean.total, mean.clusters) == (0.75, 4, 3)
    assert mean.standard_error == pytest.approx(3 / 16)
    assert mean.interval == pytest.approx((0.75 - 0.806747, 0.75 + 0.806747), abs=1e-6)


def test_with_a_cluster_for_each_value_it_is_the_ordinary_mean() -> None:
    # Deviations -1.5, -0.5, 0.5, 1.5: their squares sum to 5, and sqrt(5 / 3 / 4) is s / sqrt(n).
    mean = clustered_mean([1, 2, 3, 4], ["a", "b", "c", "d"])
    assert mean is not None
    assert mean.standard_error == pytest.approx((5 / 12) ** 0.5)
    assert mean.interval == pytest.approx(scipy.stats.ttest_1samp([1, 2, 3, 4], 0).confidence_interval())


def test_values_that_are_alike_within_clusters_tell_less() -> None:
    alike = clustered_mean([0, 0, 1, 1], ["a", "a", "b", "b"])
    apart = clustered_mean([0, 0, 1, 1], ["a", "b", "c", "d"])
    assert alike is not None
    assert apart is not None
    # sqrt((1 + 1) * 2) / 4 = 1/2 against sqrt(4 * 1/4 * 4/3) / 4 = 0.289.
    assert alike.standard_error == pytest.approx(1 / 2)
    assert apart.standard_error == pytest.approx(0.288675)


def test_a_mean_over_one_cluster_has_no_error() -> None:
    mean = clustered_mean([1, 2], ["a", "a"])
    assert mean is not None
    assert (mean.value, mean.standard_error, mean.interval, mean.total, mean.clusters) == (1.5, None, None, 2, 1)


@pytest.mark.parametrize("value", [0, 1])
def test_shares_that_are_all_none_or_all_one_have_wilsons_interval_over_clusters(value: int) -> None:
    mean = clustered_mean([value] * 6, list("aabbcc"))
    assert mean is not None
    assert mean.interval == Rate(3 * value, 3).interval
    assert mean.standard_error is None


@pytest.mark.parametrize("values", [[0.5] * 4, [0.1, 0.3, 0.3, 0.1]], ids=["equal", "equal means"])
def test_clusters_that_do_not_differ_give_no_interval(values: list[float]) -> None:
    mean = clustered_mean(values, list("aabb"))
    assert mean is not None
    assert mean.interval is None


def test_no_values_have_no_mean() -> None:
    assert clustered_mean([], []) is None


@unhurried
@given(st.lists(cases, min_size=1), st.randoms(use_true_random=False))
def test_a_clustered_mean_does_not_depend_on_order_or_on_names(
    drawn: list[tuple[float, float, str]], shuffle: random.Random
) -> None:
    mean = clustered_mean([value for value, _, _ in drawn], [cluster for _, _, cluster in drawn])
    shuffle.shuffle(drawn)
    other = clustered_mean([value for value, _, _ in drawn], [f"article {cluster}" for _, _, cluster in drawn])
    assert mean is not None
    assert other is not None
    assert other.value == pytest.approx(mean.value, abs=1e-9)
    assert (other.total, other.clusters) == (mean.total, mean.clusters)
    assert other.standard_error == (mean.standard_error and pytest.approx(mean.standard_error, abs=1e-9))
    if mean.interval:
        assert mean.interval.low <= mean.value <= mean.interval.high


def test_two_clusters_are_drawn_together_or_alone() -> None:
    # a: one case, difference 1; b: three cases, difference 0. Drawn: aa 1, ab and ba 1/4, bb 0, so that a
    # quarter of the means lies at either end.
    assert difference([0, 1, 1, 1], [1, 1, 1, 1], ["a", "b", "b", "b"]) == (0, 1)


def test_cases_of_one_cluster_widen_the_interval() -> None:
    first, second = [0.0] * 20, [1.0] * 10 + [0.0] * 10
    alike = difference(first, second, ["a"] * 10 + ["b"] * 10)
    apart = difference(first, second, [str(number) for number in range(20)])
    assert alike == (0, 1)
    assert apart is not None
    assert 0 < apart.low < 0.5 < apart.high < 1


def test_the_bootstrap_is_that_of_scipy() -> None:
    drawn = random.Random(7)
    first = [drawn.random() for _ in range(60)]
    second = [value + drawn.gauss(0.1, 0.3) for value in first]
    clusters = [str(number * number % 23) for number in range(60)]
    names = sorted(set(clusters))
    sums = [sum(b - a for a, b, c in zip(first, second, clusters, strict=True) if c == name) for name in names]
    expected = scipy.stats.bootstrap(
        (sums, [clusters.count(name) for name in names]),
        lambda sums, sizes, axis: sums.sum(axis=axis) / sizes.sum(axis=axis),
        paired=True,
        vectorized=True,
        n_resamples=2999,
        method="percentile",
        # The tails that stand for Student's t with 22 degrees of freedom.
        confidence_level=1 - 2 * scipy.stats.norm.cdf(-((23 / 22) ** 0.5) * scipy.stats.t.ppf(0.975, 22)),
        rng=1,
    ).confidence_interval
    found = difference(first, second, clusters, resamples=2999)
    # The draws are others: the ends of 2,999 vary by some hundredths of the interval's width.
    assert found == pytest.approx((expected.low, expected.high), abs=0.1 * (expected.high - expected.low))


def test_the_same_seed_gives_the_same_interval_and_another_seed_another() -> None:
    first, second, clusters = [0.0] * 30, [number / 30 for number in range(30)], [str(n) for n in range(30)]
    one, again, other = (bootstrap_difference(first, second, clusters, resamples=99, seed=seed) for seed in (0, 0, 1))
    assert one == again != other


@pytest.mark.parametrize("by", [0.0, 0.1, -1.0])
def test_differences_that_are_all_equal_give_no_interval(by: float) -> None:
    assert difference([0.0] * 7, [by] * 7, list("aabbbcd")) is None


def test_with_few_articles_the_interval_holds_the_true_difference_as_often_as_it_says() -> None:
    drawn = random.Random(3)
    held, draws = 0, 300
    for _ in range(draws):
        clusters = [str(n) for n in range(8) for _ in range(drawn.randint(2, 20))]
        first, second = ([float(drawn.random() < 0.5) for _ in clusters] for _ in range(2))
        interval = difference(first, second, clusters, resamples=499)
        assert interval is not None
        held += interval.low <= 0 <= interval.high
    assert 0.91 <= held / draws <= 0.98


def test_the_interval_of_any_figure_is_drawn_by_cluster() -> None:
    numbers, clusters = np.array([1, 2, 3, 4, 9, 9]), list("aabbcc")

    def largest(drawn: NDArray[np.intp]) -> float:
        return float(numbers[drawn].max())

    assert bootstrap_interval(largest, clusters, resamples=200) == (2, 9)
    assert bootstrap_interval(largest, ["a"] * 6) is None
    assert bootstrap_interval(len, clusters) is None
    assert bootstrap_interval(lambda _: None, clusters) is None


@pytest.mark.parametrize("clusters", ["", "a", "aaa"], ids=["no case", "one case", "one cluster"])
def test_fewer_than_two_clusters_give_no_interval(clusters: str) -> None:
    assert difference([0.0] * len(clusters), [1.0] * len(clusters), list(clusters)) is None


@unhurried
@given(st.lists(cases, min_size=2), st.randoms(use_true_random=False))
def test_a_difference_is_bounded_and_does_not_depend_on_order(
    drawn: list[tuple[float, float, str]], shuffle: random.Random
) -> None:
    interval = difference(*zip(*drawn, strict=True))
    differences = [second - first for first, second, _ in drawn]
    shuffle.shuffle(drawn)
    assert difference(*zip(*drawn, strict=True)) == (interval and pytest.approx(interval, abs=1e-9))
    if interval:
        assert min(differences) - 1e-9 <= interval.low <= interval.high <= max(differences) + 1e-9


@unhurried
@given(st.lists(cases, min_size=2))
def test_the_other_way_round_a_difference_changes_its_sign(drawn: list[tuple[float, float, str]]) -> None:
    first, second, clusters = zip(*drawn, strict=True)
    there, back = difference(first, second, clusters), difference(second, first, clusters)
    assert (there is None) == (back is None)
    if there and back:
        assert back == pytest.approx((-there.high, -there.low), abs=1e-9)


@pytest.mark.parametrize(
    ("only_first", "only_second", "p"),
    [
        (0, 0, 1.0),
        (1, 0, 1.0),
        (5, 5, 1.0),
        (0, 5, 2 / 32),
        (6, 0, 2 / 64),
        # 2 * (1 + 12 + 66) / 2**12 = 158 / 4096 = 0.0386
        (10, 2, 158 / 4096),
    ],
)
def test_mcnemar_by_hand(only_first: int, only_second: int, p: float) -> None:
    assert mcnemar(only_first, only_second) == p


@unhurried
@given(counts, counts)
def test_mcnemar_is_the_binomial_test_and_is_symmetric(only_first: int, only_second: int) -> None:
    p = mcnemar(only_first, only_second)
    assert 0 <= p <= 1
    assert p == mcnemar(only_second, only_first)
    if only_first + only_second:
        expected = scipy.stats.binomtest(only_first, only_first + only_second).pvalue
        assert p == pytest.approx(expected, rel=1e-6, abs=1e-12)


def test_mcnemar_of_more_cases_than_a_float_has_powers_of_two() -> None:
    assert mcnemar(600, 700) == pytest.approx(scipy.stats.binomtest(600, 1300).pvalue)
    assert mcnemar(0, 1100) == 0.0


def test_holm_by_hand() -> None:
    # In order: 4 * 0.005 = 0.02, 3 * 0.01 = 0.03, 2 * 0.03 = 0.06, and 0.04, which may not be under 0.06.
    assert holm([0.01, 0.04, 0.03, 0.005]) == pytest.approx([0.03, 0.06, 0.06, 0.02])


def test_holm_of_none_and_of_one() -> None:
    assert holm([]) == []
    assert holm([0.2]) == [0.2]
    assert holm([0.5, 0.9]) == [1.0, 1.0]


@unhurried
@given(st.lists(st.floats(0, 1)))
def test_adjusted_p_values_keep_their_order_and_lie_between_p_and_bonferroni(p_values: list[float]) -> None:
    adjusted = holm(p_values)
    for p, after in zip(p_values, adjusted, strict=True):
        assert p <= after <= min(1.0, p * len(p_values))
    pairs = sorted(zip(p_values, adjusted, strict=True))
    assert [after for _, after in pairs] == sorted(adjusted)


@pytest.mark.parametrize(
    ("discordant", "alpha", "smallest"),
    [
        (0, 0.05, None),
        (5, 0.05, None),  # 5 to 0: 2/32 = 0.0625
        (6, 0.05, 6),  # 6 to 0: 2/64 = 0.031
        (8, 0.05, 8),  # 7 to 1: 2 * 9 / 256 = 0.070
        (9, 0.05, 7),  # 8 to 1: 2 * 10 / 512 = 0.039
        (12, 0.05, 8),  # 10 to 2: 0.0386
        (7, 0.01, None),  # 7 to 0: 2/128 = 0.0156
        (8, 0.01, 8),  # 8 to 0: 2/256 = 0.0078
    ],
)
def test_the_smallest_net_difference_that_can_be_told(discordant: int, alpha: float, smallest: int | None) -> None:
    assert smallest_detectable(discordant, alpha=alpha) == smallest


@unhurried
@given(st.integers(6, 400))
def test_one_case_fewer_in_its_direction_could_not_be_told(discordant: int) -> None:
    net = smallest_detectable(discordant)
    assert net is not None
    behind = (discordant - net) // 2
    assert 2 * behind + net == discordant
    assert mcnemar(behind, behind + net) < 0.05
    assert net <= 1 or mcnemar(behind + 1, behind + net - 1) >= 0.05


def test_values_without_their_cluster_are_refused() -> None:
    with pytest.raises(ValueError, match="2 values do not pair with 1"):
        clustered_mean([1, 2], ["a"])
    with pytest.raises(ValueError, match="2 values do not pair with 3"):
        difference([1, 2], [1, 2, 3], ["a", "b"])
    with pytest.raises(ValueError, match="2 values do not pair with 0"):
        difference([1, 2], [1, 2], [])
