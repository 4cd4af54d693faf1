"""Whether a confidence means what it says, and whether it tells right answers from wrong ones."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple


class Bin(NamedTuple):
    """Cases whose probability lies in [low, high): how sure they are said to be, and how many are right."""

    low: float
    high: float
    total: int
    mean_probability: float
    accuracy: float


def brier_score(probabilities: Sequence[float], outcomes: Sequence[bool]) -> float | None:
    """The mean squared distance of probabilities from what happened (Brier 1950); None without cases."""
    pairs = _paired(probabilities, outcomes)
    return sum((probability - outcome) ** 2 for probability, outcome in pairs) / len(pairs) if pairs else None


def reliability(probabilities: Sequence[float], outcomes: Sequence[bool], *, bins: int = 10) -> list[Bin]:
    """The cases in bins of equal width, empty ones left out; a probability of 1 is in the last bin."""
    # Compared with the edges themselves: 0.29 * 100 is 28.999999999999996, and 0.29 is not below 0.29.
    edges = [index / bins for index in range(bins)]
    members: dict[int, list[tuple[float, bool]]] = {}
    for probability, outcome in _paired(probabilities, outcomes):
        members.setdefault(bisect_right(edges, probability) - 1, []).append((probability, outcome))
    return [
        Bin(
            low=index / bins,
            high=(index + 1) / bins,
            total=len(pairs),
            mean_probability=sum(probability for probability, _ in pairs) / len(pairs),
            accuracy=sum(outcome for _, outcome in pairs) / len(pairs),
        )
        for index, pairs in sorted(members.items())
    ]


def expected_calibration_error(
    probabilities: Sequence[float], outcomes: Sequence[bool], *, bins: int = 10
) -> float | None:
    """The mean gap of probability and accuracy over equal-width bins (Naeini et al. 2015), None without any."""
    found = reliability(probabilities, outcomes, bins=bins)
    if not found:
        return None
    return sum(b.total * abs(b.mean_probability - b.accuracy) for b in found) / sum(b.total for b in found)


def risk_coverage(confidences: Sequence[float], is_right: Sequence[bool]) -> list[tuple[float, float]]:
    """The share of wrong answers among the most confident, at each share of cases answered: (coverage, risk).

    The curve of El-Yaniv and Wiener 2010, from the most confident to all; cases of equal confidence are answered
    together, so that their order cannot change it.
    """
    pairs = sorted(_paired(confidences, is_right), reverse=True)
    curve = []
    wrong = 0
    for answered, (confidence, right) in enumerate(pairs, start=1):
        wrong += not right
        if answered == len(pairs) or pairs[answered][0] != confidence:
            curve.append((answered / len(pairs), wrong / answered))
    return curve


def area_under_risk_coverage(confidences: Sequence[float], is_right: Sequence[bool]) -> float | None:
    """The mean risk over all coverages (Geifman et al. 2019), lower being better; None without cases.

    A step that answers several cases of equal confidence counts with its width.
    """
    area, covered = 0.0, 0.0
    for coverage, risk in risk_coverage(confidences, is_right):
        area += (coverage - covered) * risk
        covered = coverage
    return area if covered else None


def _paired(numbers: Sequence[float], outcomes: Sequence[bool]) -> list[tuple[float, bool]]:
    if len(numbers) != len(outcomes):
        raise ValueError(f"{len(numbers)} probabilities do not pair with {len(outcomes)} outcomes")
    return list(zip(numbers, outcomes, strict=True))
