"""Whether a confidence means what it says, and whether it tells right answers from wrong ones."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Outcomes = npt.NDArray[np.bool_]


class Bin(NamedTuple):
    """Cases whose probability lies in [low, high): how sure they are said to be, and how many are right."""

    low: float
    high: float
    total: int
    mean_probability: float
    accuracy: float


def brier_score(probabilities: Sequence[float] | Numbers, outcomes: Sequence[bool] | Outcomes) -> float | None:
    """The mean squared distance of probabilities from what happened (Brier 1950); None without cases."""
    numbers, happened = _paired(probabilities, outcomes)
    return float(((numbers - happened) ** 2).mean()) if len(numbers) else None


def reliability(
    probabilities: Sequence[float] | Numbers, outcomes: Sequence[bool] | Outcomes, *, bins: int = 10
) -> list[Bin]:
    """The cases in bins of equal width, empty ones left out; a probability of 1 is in the last bin."""
    numbers, happened = _paired(probabilities, outcomes)
    members = _bins(numbers, bins)
    totals = np.bincount(members, minlength=bins)
    sums, right = (np.bincount(members, values, minlength=bins) for values in (numbers, happened.astype(np.float64)))
    return [
        Bin(
            low=index / bins,
            high=(index + 1) / bins,
            total=int(totals[index]),
            mean_probability=float(sums[index] / totals[index]),
            accuracy=float(right[index] / totals[index]),
        )
        for index in np.flatnonzero(totals).tolist()
    ]


def expected_calibration_error(
    probabilities: Sequence[float] | Numbers, outcomes: Sequence[bool] | Outcomes, *, bins: int = 10
) -> float | None:
    """The mean gap of probability and accuracy over equal-width bins (Naeini et al. 2015), None without any."""
    numbers, happened = _paired(probabilities, outcomes)
    if not len(numbers):
        return None
    # A bin's count times its gap is the size of the sum of its cases' gaps.
    gaps = np.bincount(_bins(numbers, bins), numbers - happened, minlength=bins)
    return float(np.abs(gaps).sum() / len(numbers))


def risk_coverage(
    confidences: Sequence[float] | Numbers, is_right: Sequence[bool] | Outcomes
) -> list[tuple[float, float]]:
    """The share of wrong answers among the most confident, at each share of cases answered: (coverage, risk).

    The curve of El-Yaniv and Wiener 2010, from the most confident to all; cases of equal confidence are answered
    together, so that their order cannot change it.
    """
    coverage, risk = _curve(confidences, is_right)
    return list(zip(coverage.tolist(), risk.tolist(), strict=True))


def area_under_risk_coverage(
    confidences: Sequence[float] | Numbers, is_right: Sequence[bool] | Outcomes
) -> float | None:
    """The mean risk over all coverages (Geifman et al. 2019), lower being better; None without cases.

    A step that answers several cases of equal confidence counts with its width.
    """
    coverage, risk = _curve(confidences, is_right)
    return float((np.diff(coverage, prepend=0.0) * risk).sum()) if len(coverage) else None


def _curve(confidences: Sequence[float] | Numbers, is_right: Sequence[bool] | Outcomes) -> tuple[Numbers, Numbers]:
    numbers, right = _paired(confidences, is_right)
    order = np.argsort(-numbers, kind="stable")
    ranked = numbers[order]
    wrong = np.cumsum(~right[order])
    ends = np.flatnonzero(np.append(ranked[1:] != ranked[:-1], True)[: len(ranked)])
    answered = ends + 1
    return answered / max(len(ranked), 1), wrong[ends] / answered


def _bins(numbers: Numbers, bins: int) -> npt.NDArray[np.intp]:
    # Compared with the edges themselves: 0.29 * 100 is 28.999999999999996, and 0.29 is not below 0.29.
    return np.searchsorted(np.array([index / bins for index in range(bins)]), numbers, side="right") - 1


def _paired(numbers: Sequence[float] | Numbers, outcomes: Sequence[bool] | Outcomes) -> tuple[Numbers, Outcomes]:
    if len(numbers) != len(outcomes):
        raise ValueError(f"{len(numbers)} probabilities do not pair with {len(outcomes)} outcomes")
    return np.asarray(numbers, dtype=np.float64), np.asarray(outcomes, dtype=np.bool_)
