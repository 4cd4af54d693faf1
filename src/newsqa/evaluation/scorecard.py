"""The figures of a run: each with its count and its interval, by group, kind and tag."""

from collections.abc import Callable, Iterable, Sequence

from newsqa.evaluation.calibration import (
    area_under_risk_coverage,
    brier_score,
    expected_calibration_error,
)
from newsqa.evaluation.facts import KINDS
from newsqa.evaluation.judging import STAGES
from newsqa.evaluation.runs import CaseRecord
from newsqa.evaluation.statistics import clustered_mean, rate_of
from newsqa.schema import Record

GROUPS = ("facts", "derived", "by kind", "citations", "refusal", "retrieval", "confidence", "time")


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


class Scorecard(Record):
    """All figures of a run, the stages at which cases failed, and the cases themselves by outcome."""

    model: str
    figures: tuple[Figure, ...]
    stages: dict[str, int]
    passed: tuple[str, ...]
    failed: tuple[str, ...]

    def figure(self, group: str, name: str) -> Figure:
        """A figure by its group and name.

        Raises:
            KeyError: there is none.
        """
        for figure in self.figures:
            if (figure.group, figure.name) == (group, name):
                return figure
        raise KeyError((group, name))


def score(model: str, records: Sequence[CaseRecord], *, seconds: dict[str, float]) -> Scorecard:
    """The figures of a run's records.

    Args:
        model: its name.
        records: of all repeats.
        seconds: where this run's time went, by part.
    """
    facts = [record for record in records if record.variant == "fact"]
    figures = [
        *_facts(facts),
        *_derived(records),
        *_by_kind(facts),
        *_citations(facts),
        *_refusal(records),
        *_retrieval(facts),
        *_confidence(records),
        *_times(records, seconds),
    ]
    outcomes: dict[str, bool] = {}
    for record in records:
        outcomes[record.key] = outcomes.get(record.key, True) and record.verdict.is_passed
    stages = {stage: sum(record.verdict.stage == stage for record in records) for stage in STAGES}
    return Scorecard(
        model=model,
        figures=tuple(figures),
        stages=stages,
        passed=tuple(key for key, is_passed in outcomes.items() if is_passed),
        failed=tuple(key for key, is_passed in outcomes.items() if not is_passed),
    )


def _rate(group: str, name: str, outcomes: Iterable[bool], *, note: str = "") -> Figure:
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


def _mean(
    group: str, name: str, values: Sequence[float], clusters: Sequence[str], *, unit: str = "", note: str = ""
) -> Figure:
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


def _mean_of(
    group: str, name: str, records: Sequence[CaseRecord], value: Callable[[CaseRecord], float], *, note: str = ""
) -> Figure:
    return _mean(group, name, [value(r) for r in records], [r.cluster for r in records], note=note)


def _facts(facts: Sequence[CaseRecord]) -> list[Figure]:
    group = "facts"
    answerable = [r for r in facts if r.fact.is_answerable]
    short = [r for r in answerable if r.verdict.is_short_answer_right is not None]
    return [
        _rate(group, "passed", (r.verdict.is_passed for r in facts)),
        _mean_of(
            group, "passed, by article", facts, lambda r: float(r.verdict.is_passed), note="interval over articles"
        ),
        _rate(group, "answerable passed", (r.verdict.is_passed for r in answerable)),
        _rate(
            group,
            "core passed",
            (r.verdict.is_passed for r in facts if "core" in r.fact.tags),
            note="with rewordings",
        ),
        _mean_of(group, "list credit", [r for r in answerable if r.fact.kind == "list"], lambda r: r.verdict.credit),
        _mean_of(group, "token F1", answerable, lambda r: r.verdict.token_f1 or 0.0, note="of the short answer"),
        _rate(group, "short answer right", (bool(r.verdict.is_short_answer_right) for r in short)),
    ]


def _derived(records: Sequence[CaseRecord]) -> list[Figure]:
    notes = {
        "leave-out": "its articles left out: refused",
        "noise": "among 200 unrelated passages",
        "counterfactual": "another source disagrees: conflicting",
    }
    return [
        _rate("derived", variant, (r.verdict.is_passed for r in records if r.variant == variant), note=note)
        for variant, note in notes.items()
    ]


def _by_kind(facts: Sequence[CaseRecord]) -> list[Figure]:
    return [_rate("by kind", kind, (r.verdict.is_passed for r in facts if r.fact.kind == kind)) for kind in KINDS]


def _citations(facts: Sequence[CaseRecord]) -> list[Figure]:
    group = "citations"
    answered = [r for r in facts if r.answer.status != "not_found"]
    judged = [r for r in answered if r.gold]
    supported = [r for r in judged if r.verdict.statements]
    cited = [r for r in judged if r.verdict.tiers]
    right = [r for r in judged if r.verdict.credit == 1]
    return [
        _rate(group, "offsets valid", (ok for r in facts for ok in r.verdict.are_offsets_valid), note="quotes"),
        _rate(group, "answers without citation", (not r.answer.citations for r in answered)),
        _mean_of(
            group,
            "recall",
            supported,
            lambda r: r.verdict.statements_supported / r.verdict.statements,
            note="statements whose quotes support them (ALCE)",
        ),
        _mean_of(
            group,
            "precision",
            cited,
            lambda r: sum(tier is not None for tier in r.verdict.tiers) / len(r.verdict.tiers),
            note="quotes that support (ALCE)",
        ),
        _rate(
            group,
            "supporting by gold evidence",
            (tier == "gold" for r in cited for tier in r.verdict.tiers if tier),
            note="the others by the value in the quote",
        ),
        _rate(group, "misattributed", (r.verdict.is_misattributed for r in right), note="right, on the wrong quotes"),
    ]


def _refusal(records: Sequence[CaseRecord]) -> list[Figure]:
    group = "refusal"
    asked = [r for r in records if r.variant == "fact" and r.fact.kind != "conflicting"]
    unanswerable = [r for r in asked if not r.gold]
    answerable = [r for r in asked if r.gold]
    refused = [r for r in asked if r.answer.status == "not_found"]
    answered = [r for r in asked if r.answer.status != "not_found"]
    hits = sum(not r.gold for r in refused)
    f1 = 2 * hits / (len(refused) + len(unanswerable)) if refused or unanswerable else None
    left_out = [r for r in records if r.variant == "leave-out"]
    return [
        _rate(group, "precision", (not r.gold for r in refused), note="refusals that were right"),
        _rate(
            group, "recall", (r.answer.status == "not_found" for r in unanswerable), note="negative rejection rate"
        ),
        Figure(group=group, name="F1", value=f1, count=len(asked)),
        _rate(group, "recall, leave-out", (r.answer.status == "not_found" for r in left_out)),
        _rate(group, "over-refusal", (r.answer.status == "not_found" for r in answerable)),
        _rate(group, "right of what was answered", (r.verdict.is_passed for r in answered)),
    ]


def _retrieval(facts: Sequence[CaseRecord]) -> list[Figure]:
    from newsqa.evaluation.retrieval_scoring import MEASURES, retrieval_scores

    group = "retrieval"
    answerable = [r for r in facts if r.fact.is_answerable]
    ranks = [r.verdict.ranks[0] for r in answerable]
    scores = retrieval_scores(answerable)
    return [
        *(
            _rate(group, f"evidence in first {k}", (rank is not None and rank <= k for rank in ranks))
            for k in (1, 3, 10)
        ),
        *(
            _mean(group, measure, [s[measure] for s in scores], [r.cluster for r in answerable])
            for measure in MEASURES
        ),
    ]


def _confidence(records: Sequence[CaseRecord]) -> list[Figure]:
    group = "confidence"
    asked = [r for r in records if r.variant == "fact" and r.fact.kind != "conflicting"]
    confidences = [r.answer.confidence for r in asked]
    is_right = [bool(r.gold) and r.verdict.is_first_right for r in asked]
    return [
        Figure(group=group, name="Brier score", value=brier_score(confidences, is_right), count=len(asked)),
        Figure(
            group=group,
            name="expected calibration error",
            value=expected_calibration_error(confidences, is_right),
            count=len(asked),
            note="10 bins",
        ),
        Figure(
            group=group,
            name="area under risk-coverage",
            value=area_under_risk_coverage(confidences, is_right),
            count=len(asked),
            note="lower is better",
        ),
    ]


def _times(records: Sequence[CaseRecord], seconds: dict[str, float]) -> list[Figure]:
    group = "time"
    latencies = sorted(r.answer.timings.retrieve_s + r.answer.timings.answer_s for r in records)
    is_cached = any(r.is_cached for r in records)
    note = "cached: as first measured" if is_cached else ""
    figures = [
        Figure(
            group=group,
            name=f"answer, {name}",
            value=latencies[min(len(latencies) - 1, int(share * len(latencies)))] if latencies else None,
            count=len(latencies),
            unit="s",
            note=note,
        )
        for name, share in (("median", 0.5), ("95th percentile", 0.95))
    ]
    return [
        *figures,
        *(Figure(group=group, name=part, value=spent, unit="s", note="this run") for part, spent in seconds.items()),
    ]


def render_scorecard(scorecard: Scorecard) -> str:
    """The scorecard as text, a figure a line, with the stages at which cases failed."""
    lines = []
    for group in GROUPS:
        figures = [figure for figure in scorecard.figures if figure.group == group]
        for number, figure in enumerate(figures):
            value, interval, count = _columns(figure)
            note = f"  {figure.note}" if figure.note else ""
            heading = group if number == 0 else ""
            lines.append(f"{heading:<11} {figure.name:<28} {value:>7}  {interval:<15} {count:<13}{note}".rstrip())
    failed = ", ".join(f"{count} {stage}" for stage, count in scorecard.stages.items() if count)
    lines.append(f"{'failures':<11} {failed or 'none'}")
    return "\n".join(lines)


def _columns(figure: Figure) -> tuple[str, str, str]:
    """The value, its interval and its count as they are printed."""
    value = "—" if figure.value is None else f"{figure.value:.2f}{f' {figure.unit}' if figure.unit else ''}"
    has_interval = figure.low is not None and figure.high is not None
    interval = f"[{figure.low:.2f}, {figure.high:.2f}]" if has_interval else ""
    if figure.successes is not None:
        count = f"{figure.successes}/{figure.count}"
    elif figure.clusters is not None:
        count = f"n={figure.count}, {figure.clusters}"
    else:
        count = f"n={figure.count}" if figure.count else ""
    is_small = 0 < figure.count < 10 and not figure.unit
    return value, interval, f"{count}{' few' if is_small else ''}"
