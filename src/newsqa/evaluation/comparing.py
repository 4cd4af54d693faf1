"""Two runs over the same cases: which is better, by how much, and whether these cases can tell."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsqa.errors import RunError
from newsqa.evaluation.cases import VARIANTS
from newsqa.evaluation.runs import Run, passed
from newsqa.evaluation.statistics import Interval, bootstrap_difference, holm, mcnemar, smallest_detectable

CERTAIN = 0.05


class GroupComparison(NamedTuple):
    """Two runs over one group of cases, paired.

    `difference` and `interval` are in cases, second minus first; `p` is that of McNemar's exact test, `adjusted_p`
    after Holm over the groups that are compared together. `detectable` is the least net difference that would be
    significant with as many cases answered differently; None where none would.
    """

    group: str
    cases: int
    first_passed: int
    second_passed: int
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    interval: Interval | None
    p: float
    adjusted_p: float
    detectable: int | None

    @property
    def difference(self) -> int:
        """How many more cases the second run gets right."""
        return self.second_passed - self.first_passed


class Comparison(NamedTuple):
    """Two runs by the names they go by, compared on the cases that both have, by group, the whole first."""

    first: str
    second: str
    groups: tuple[GroupComparison, ...]
    unpaired: int
    warnings: tuple[str, ...]


def compare_runs(first: Run, second: Run) -> Comparison:
    """Compare two runs on the cases that both answered.

    Raises:
        RunError: they have no case in common.
    """
    outcomes = passed(first.records.values()), passed(second.records.values())
    shared = [key for key in outcomes[0] if key in outcomes[1]]
    if not shared:
        raise RunError(f"{first.folder} and {second.folder} have no case in common")
    clusters = {record.key: record.cluster for record in first.records.values()}
    groups = [("all cases", shared)]
    for variant in VARIANTS:
        keys = [key for key in shared if key.startswith(f"{variant}/")]
        if keys and len(keys) < len(shared):
            groups.append((variant, keys))
    compared = [_compare(name, keys, outcomes[0], outcomes[1], clusters) for name, keys in groups]
    # The whole is one question, its parts are several: only the parts are adjusted for being many.
    adjusted = [compared[0].p, *holm([group.p for group in compared[1:]])]
    return Comparison(
        first=_name(first, second),
        second=_name(second, first),
        groups=tuple(group._replace(adjusted_p=p) for group, p in zip(compared, adjusted, strict=True)),
        unpaired=len(set(outcomes[0]) ^ set(outcomes[1])),
        warnings=tuple(_warnings(first, second)),
    )


def _compare(
    name: str, keys: Sequence[str], first: dict[str, bool], second: dict[str, bool], clusters: dict[str, str]
) -> GroupComparison:
    only_first = tuple(key for key in keys if first[key] and not second[key])
    only_second = tuple(key for key in keys if second[key] and not first[key])
    share = bootstrap_difference(
        [float(first[key]) for key in keys], [float(second[key]) for key in keys], [clusters[key] for key in keys]
    )
    return GroupComparison(
        group=name,
        cases=len(keys),
        first_passed=sum(first[key] for key in keys),
        second_passed=sum(second[key] for key in keys),
        only_first=only_first,
        only_second=only_second,
        interval=Interval(share.low * len(keys), share.high * len(keys)) if share else None,
        p=mcnemar(len(only_first), len(only_second)),
        adjusted_p=1.0,
        detectable=smallest_detectable(len(only_first) + len(only_second)),
    )


def _name(run: Run, other: Run) -> str:
    """The model's name, or the run's where both are of one model."""
    model = run.manifest.identity.model
    return model if model != other.manifest.identity.model else run.folder.name


def _warnings(first: Run, second: Run) -> Iterator[str]:
    for run in (first, second):
        if not run.is_whole:
            total = run.manifest.cases * run.manifest.identity.repeats
            yield f"{run.folder.name} is partial: {len(run.records)} of {total} answers"
    one, other = first.manifest.identity, second.manifest.identity
    for what, differs in (
        ("articles", one.library != other.library),
        ("facts", one.facts != other.facts),
        ("prompts", sorted(one.prompts.values()) != sorted(other.prompts.values())),
        ("min_confidence", one.min_confidence != other.min_confidence),
        ("newsqa's code", one.code != other.code),
        ("package versions", one.packages != other.packages),
    ):
        if differs:
            yield f"the runs differ in {what}"


def in_words(comparison: Comparison) -> str:
    """What the comparison of all cases comes to, as a plain sentence or two."""
    group = comparison.groups[0]
    apart = len(group.only_first) + len(group.only_second)
    first, second = comparison.first, comparison.second
    if not apart:
        return f"{first} and {second} answer the same {group.first_passed} of {group.cases} right."
    ahead, behind, by = (
        (second, first, group.difference) if group.difference >= 0 else (first, second, -group.difference)
    )
    interval = ""
    if group.interval:
        low, high = group.interval if group.difference >= 0 else (-group.interval.high, -group.interval.low)
        interval = f", 95 % interval {low:.0f} to {high:.0f}"
    if group.difference == 0:
        sentence = f"{first} and {second} both answer {group.first_passed} of {group.cases} right, not the same ones"
    else:
        sentence = f"{ahead} answers {by} more of {group.cases} right than {behind}"
    sentence += f"{interval} (McNemar exact p = {group.p:.3f})"
    if group.detectable is None:
        return (
            f"{sentence}; they differ on {apart} {'case' if apart == 1 else 'cases'} only, too few to tell which is "
            "better."
        )
    verdict = "more than chance would give" if group.p < CERTAIN else "which chance alone could give"
    return (
        f"{sentence}, {verdict}; with {apart} cases answered differently, these facts cannot tell differences "
        f"under {group.detectable} apart."
    )


def render_comparison(comparison: Comparison) -> str:
    """The comparison as text: the sentence, a line a group, and the cases on which the runs differ."""
    lines = [f"note: {warning}" for warning in comparison.warnings]
    if comparison.unpaired:
        lines.append(f"note: {comparison.unpaired} cases are in one run only, and are left out")
    lines += [in_words(comparison), ""]
    lines.append(
        f"{'':<16}{'cases':>6}{'first':>7}{'second':>7}{'difference':>11}  {'95 % interval':<16}{'p':>6}  Holm"
    )
    for number, group in enumerate(comparison.groups):
        interval = f"[{group.interval.low:+.0f}, {group.interval.high:+.0f}]" if group.interval else "—"
        adjusted = f"{group.adjusted_p:.3f}" if number else "—"
        lines.append(
            f"{group.group:<16}{group.cases:>6}{group.first_passed:>7}{group.second_passed:>7}{group.difference:>+11}"
            f"  {interval:<16}{group.p:>6.3f}  {adjusted}"
        )
    whole = comparison.groups[0]
    for name, keys in ((comparison.first, whole.only_first), (comparison.second, whole.only_second)):
        if keys:
            lines += ["", f"only {name} is right ({len(keys)}):", *(f"  {key}" for key in keys)]
    return "\n".join(lines)
