"""Runs over the same cases, two by two: which is better, by how much, and whether these cases can tell."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from newsqa.errors import RunError
from newsqa.evaluation.cases import VARIANTS
from newsqa.evaluation.runs import CaseRecord, Run, names_of, one_a_case
from newsqa.evaluation.statistics import Interval, bootstrap_difference, holm, mcnemar, smallest_detectable

CERTAIN = 0.05
HEADING = f"{'':<16}{'cases':>6}{'first':>7}{'second':>7}{'difference':>11}  {'95 % interval':<16}{'p':>6}  Holm"


class GroupComparison(NamedTuple):
    """Two runs over one group of cases, paired.

    `difference` and `interval` are in cases, second minus first; `p` is that of McNemar's exact test, `adjusted_p`
    after Holm over what is compared with it. `detectable` is the least net difference that would be significant
    with as many cases answered differently; None where none would.
    """

    group: str
    cases: int
    first_right: int
    second_right: int
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]
    interval: Interval | None
    p: float
    adjusted_p: float
    detectable: int | None

    @property
    def difference(self) -> int:
        """How many more cases the second run gets right."""
        return self.second_right - self.first_right


class F1Comparison(NamedTuple):
    """The mean token F1 of two runs' answers to the same cases; `interval` is of the second's minus the first's."""

    cases: int
    first: float
    second: float
    interval: Interval | None


class Comparison(NamedTuple):
    """Two runs by the names they go by, compared on the cases that both have.

    `whole` is over all cases, and `short_answers` over those whose answer is a few words, which are right or wrong
    by themselves, whatever is quoted: all that a model decides where the evidence is found without it. Both are
    adjusted for the `pairs` of runs that are compared together, `variants` for being several.
    """

    first: str
    second: str
    whole: GroupComparison
    short_answers: GroupComparison | None
    f1: F1Comparison | None
    variants: tuple[GroupComparison, ...]
    pairs: int
    unpaired: int
    warnings: tuple[str, ...]

    def as_data(self) -> dict[str, Any]:
        """Everything as JSON can write it."""
        groups = (self.whole, self.short_answers, *self.variants)
        return {
            "first": self.first,
            "second": self.second,
            "in_words": in_words(self),
            "groups": [{**group._asdict(), "difference": group.difference} for group in groups if group],
            "token_f1": self.f1._asdict() if self.f1 else None,
            "pairs": self.pairs,
            "unpaired": self.unpaired,
            "warnings": self.warnings,
        }


def compare_pairs(runs: Sequence[Run]) -> list[Comparison]:
    """Every pair of runs with cases in common, p adjusted after Holm for the pairs being several."""
    asked = [{record.key for record in run.records.values()} for run in runs]
    names = names_of(runs)
    found = [
        compare_runs(runs[i], runs[j])._replace(first=names[i], second=names[j])
        for i, j in combinations(range(len(runs)), 2)
        if not asked[i].isdisjoint(asked[j])
    ]
    whole = holm([comparison.whole.p for comparison in found])
    short = iter(holm([comparison.short_answers.p for comparison in found if comparison.short_answers]))
    return [
        comparison._replace(
            whole=comparison.whole._replace(adjusted_p=p),
            short_answers=comparison.short_answers and comparison.short_answers._replace(adjusted_p=next(short)),
            pairs=len(found),
        )
        for comparison, p in zip(found, whole, strict=True)
    ]


def compare_runs(first: Run, second: Run) -> Comparison:
    """Compare two runs on the cases that both answered.

    Raises:
        RunError: they have no case in common.
    """
    ones = {record.key: record for record in one_a_case(first.records.values())}
    others = {record.key: record for record in one_a_case(second.records.values())}
    pairs = {key: (ones[key], others[key]) for key in ones if key in others}
    if not pairs:
        raise RunError(f"{first.folder} and {second.folder} have no case in common")
    short = {key: pair for key, pair in pairs.items() if any(record.has_short_answer for record in pair)}
    variants = []
    for variant in VARIANTS:
        of_variant = {key: pair for key, pair in pairs.items() if pair[0].variant == variant}
        if of_variant and len(of_variant) < len(pairs):
            variants.append(_compare(variant, of_variant, _is_passed))
    adjusted = holm([group.p for group in variants])
    names = names_of([first, second])
    return Comparison(
        first=names[0],
        second=names[1],
        whole=_compare("all cases", pairs, _is_passed),
        short_answers=_compare("short answers", short, _is_short_answer_right) if short else None,
        f1=_compare_f1(pairs),
        variants=tuple(group._replace(adjusted_p=p) for group, p in zip(variants, adjusted, strict=True)),
        pairs=1,
        unpaired=len(ones.keys() ^ others.keys()),
        warnings=tuple(_warnings(first, second)),
    )


def _is_passed(record: CaseRecord) -> bool:
    return record.verdict.is_passed


def _is_short_answer_right(record: CaseRecord) -> bool:
    return bool(record.verdict.is_short_answer_right)


def _compare(
    name: str, pairs: Mapping[str, tuple[CaseRecord, CaseRecord]], is_right: Callable[[CaseRecord], bool]
) -> GroupComparison:
    outcomes = {key: (is_right(one), is_right(other)) for key, (one, other) in pairs.items()}
    only_first = tuple(key for key, (one, other) in outcomes.items() if one and not other)
    only_second = tuple(key for key, (one, other) in outcomes.items() if other and not one)
    share = bootstrap_difference(
        [float(one) for one, _ in outcomes.values()],
        [float(other) for _, other in outcomes.values()],
        [one.cluster for one, _ in pairs.values()],
    )
    p = mcnemar(len(only_first), len(only_second))
    return GroupComparison(
        group=name,
        cases=len(outcomes),
        first_right=sum(one for one, _ in outcomes.values()),
        second_right=sum(other for _, other in outcomes.values()),
        only_first=only_first,
        only_second=only_second,
        interval=Interval(share.low * len(outcomes), share.high * len(outcomes)) if share else None,
        p=p,
        adjusted_p=p,
        detectable=smallest_detectable(len(only_first) + len(only_second)),
    )


def _compare_f1(pairs: Mapping[str, tuple[CaseRecord, CaseRecord]]) -> F1Comparison | None:
    scored = [
        (one.verdict.token_f1, other.verdict.token_f1, one.cluster)
        for one, other in pairs.values()
        if one.verdict.token_f1 is not None and other.verdict.token_f1 is not None
    ]
    if not scored:
        return None
    first, second, clusters = map(list, zip(*scored, strict=True))
    return F1Comparison(
        cases=len(scored),
        first=sum(first) / len(first),
        second=sum(second) / len(second),
        interval=bootstrap_difference(first, second, clusters),
    )


def _warnings(first: Run, second: Run) -> Iterator[str]:
    for run in (first, second):
        if not run.is_whole:
            yield f"{run.folder.name} is partial: {len(run.records)} of {run.wanted_answers} answers"
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
    """What the comparison comes to, as plain sentences: of all cases, then of the short answers where they differ."""
    sentences = _in_words(comparison, comparison.whole, "cases")
    short = comparison.short_answers
    if short and (short.only_first or short.only_second):
        sentences += f" Of short answers: {_in_words(comparison, short, 'short answers')}"
    return sentences


def _p_value(p: float) -> str:
    return "< 0.001" if p < 0.0005 else f"= {p:.3f}"


def _in_words(comparison: Comparison, group: GroupComparison, what: str) -> str:
    apart = len(group.only_first) + len(group.only_second)
    first, second = comparison.first, comparison.second
    if not apart:
        return f"{first} and {second} get the same {group.first_right} of {group.cases} {what} right."
    ahead, behind, by = (
        (second, first, group.difference) if group.difference >= 0 else (first, second, -group.difference)
    )
    interval = ""
    if group.interval:
        low, high = group.interval if group.difference >= 0 else (-group.interval.high, -group.interval.low)
        interval = f", 95 % interval {round(low)} to {round(high)}"
    if group.difference == 0:
        sentence = (
            f"{first} and {second} both get {group.first_right} of {group.cases} {what} right, not the same ones"
        )
    else:
        sentence = f"{ahead} gets {by} more of {group.cases} {what} right than {behind}"
    several = f", after Holm over {comparison.pairs} pairs" if comparison.pairs > 1 else ""
    sentence += f"{interval} (McNemar exact p {_p_value(group.adjusted_p)}{several})"
    if group.detectable is None:
        return f"{sentence}; they differ on {apart} of these only, too few to tell which is better."
    verdict = "more than chance would give" if group.adjusted_p < CERTAIN else "which chance alone could give"
    return (
        f"{sentence}, {verdict}; with {apart} of these answered differently, differences under {group.detectable} "
        "cannot be told from chance."
    )


def render_comparison(comparison: Comparison) -> str:
    """The comparison as text: the sentences, a line a group, and the cases on which the runs differ."""
    lines = [f"note: {warning}" for warning in comparison.warnings]
    if comparison.unpaired:
        lines.append(f"note: {comparison.unpaired} cases are in one run only, and are left out")
    lines += [in_words(comparison), "", HEADING]
    whole, short = comparison.whole, comparison.short_answers
    lines.append(_line(whole, is_adjusted=False))
    lines += [_line(group, is_adjusted=True) for group in comparison.variants]
    if short:
        lines.append(_line(short, is_adjusted=False))
    if f1 := comparison.f1:
        interval = f"[{f1.interval.low:+.2f}, {f1.interval.high:+.2f}]" if f1.interval else "—"
        means = f"{f1.first:>7.2f}{f1.second:>7.2f}{f1.second - f1.first:>+11.2f}"
        lines.append(f"{'token F1':<16}{f1.cases:>6}{means}  {interval}")
    lines += _differing(comparison, whole, "")
    if short:
        lines += _differing(comparison, short, "'s short answer")
    return "\n".join(lines)


def _differing(comparison: Comparison, group: GroupComparison, what: str) -> Iterator[str]:
    for name, keys in ((comparison.first, group.only_first), (comparison.second, group.only_second)):
        if keys:
            yield from ("", f"only {name}{what} is right ({len(keys)}):", *(f"  {key}" for key in keys))


def _line(group: GroupComparison, *, is_adjusted: bool) -> str:
    interval = f"[{round(group.interval.low):+d}, {round(group.interval.high):+d}]" if group.interval else "—"
    return (
        f"{group.group:<16}{group.cases:>6}{group.first_right:>7}{group.second_right:>7}{group.difference:>+11}"
        f"  {interval:<16}{group.p:>6.3f}  {f'{group.adjusted_p:.3f}' if is_adjusted else '—'}"
    )
