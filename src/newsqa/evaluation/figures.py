"""One figure of a scorecard, with its count and its interval, and how it is printed."""

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from newsqa.evaluation.calibration import Numbers, Outcomes
from newsqa.evaluation.runs import CaseRecord
from newsqa.evaluation.statistics import bootstrap_interval, clustered_mean, rate_of
from newsqa.schema import Record

FEW = 10


class Figure(Record):
    """One figure. `value` is None where there is no data; low and high are a 95 % interval where there is one.

    `successes` of `count` for a rate; `clusters` is how many articles the count is spread over, for a mean whose
    interval allows for that. `unit` is "" for a share from 0 to 1.
    """

    group: str
    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    successes: int | None = None
    count: int = 0
    clusters: int | None = None
    unit: str = ""
    note: str = ""

    @property
    def is_of_few(self) -> bool:
        """Whether there are fewer than ten cases, too few to say much."""
        return 0 < self.count < FEW and not self.unit

    @property
    def text(self) -> str:
        """The value as it is printed."""
        if self.value is None:
            return "—"
        # A variance of 0.0004 is not "0.00".
        number = f"{self.value:.2f}" if self.value == 0 or abs(self.value) >= 0.005 else f"{self.value:.1g}"
        return f"{number} {self.unit}".rstrip()

    @property
    def interval(self) -> str:
        """The 95 % interval as it is printed; nothing where the figure is one that has none."""
        if self.low is not None and self.high is not None:
            return f"[{self.low:.2f}, {self.high:.2f}]"
        return "—" if self.count and not self.unit else ""

    @property
    def counted(self) -> str:
        """What it is of, as it is printed: 3/4, or the number of cases and of the articles they are spread over."""
        if self.successes is not None:
            return f"{self.successes}/{self.count}"
        if self.clusters is not None:
            return f"n={self.count}, {self.clusters}"
        return f"n={self.count}" if self.count else ""


def rate_figure(group: str, name: str, outcomes: Iterable[bool], *, note: str = "") -> Figure:
    """The share of outcomes that are true, with Wilson's interval."""
    rate = rate_of(outcomes)
    interval = rate.interval
    return Figure(
        group=group,
        name=name,
        value=rate.value,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        successes=rate.successes,
        count=rate.total,
        note=note,
    )


def mean_figure(
    group: str, name: str, values: Sequence[float], clusters: Sequence[str], *, unit: str = "", note: str = ""
) -> Figure:
    """The mean of values, with an interval that allows for those of one cluster being alike."""
    mean = clustered_mean(values, clusters)
    if mean is None:
        return Figure(group=group, name=name, value=None, unit=unit, note=note)
    return Figure(
        group=group,
        name=name,
        value=mean.value,
        # Shares all of them: Student's interval knows no bounds.
        low=max(0.0, mean.interval.low) if mean.interval else None,
        high=min(1.0, mean.interval.high) if mean.interval else None,
        count=mean.total,
        clusters=mean.clusters,
        unit=unit,
        note=note,
    )


def mean_of_records(
    group: str, name: str, records: Sequence[CaseRecord], value: Callable[[CaseRecord], float], *, note: str = ""
) -> Figure:
    """The mean of a value of each record, the clusters being the articles that they are of."""
    return mean_figure(group, name, [value(r) for r in records], [r.cluster for r in records], note=note)


def bootstrapped_figure(
    group: str,
    name: str,
    figure: Callable[[Numbers, Outcomes], float | None],
    numbers: Sequence[float],
    outcomes: Sequence[bool],
    clusters: Sequence[str],
    *,
    note: str = "",
) -> Figure:
    """A figure of numbers and outcomes, one a case, that is no mean of anything, with its bootstrap over clusters."""
    all_numbers, all_outcomes = np.array(numbers, dtype=np.float64), np.array(outcomes, dtype=np.bool_)
    interval = bootstrap_interval(lambda drawn: figure(all_numbers[drawn], all_outcomes[drawn]), clusters)
    return Figure(
        group=group,
        name=name,
        value=figure(all_numbers, all_outcomes),
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        count=len(all_numbers),
        clusters=len(set(clusters)),
        note=note,
    )
