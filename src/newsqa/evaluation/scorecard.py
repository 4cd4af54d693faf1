"""The figures of a run: each with its count and its interval, by group, kind and tag."""

from collections import defaultdict
from collections.abc import Sequence
from statistics import variance

from newsqa.evaluation.calibration import (
    Numbers,
    Outcomes,
    area_under_risk_coverage,
    brier_score,
    expected_calibration_error,
    risk_coverage,
)
from newsqa.evaluation.facts import KINDS
from newsqa.evaluation.figures import Figure, bootstrapped_figure, mean_figure, mean_of_records, rate_figure
from newsqa.evaluation.judging import STAGES
from newsqa.evaluation.runs import CaseRecord, one_a_case
from newsqa.schema import Record

# Those that are printed: "by tag" is long, and is in the JSON and the HTML report.
PRINTED_GROUPS = (
    "facts", "derived", "by kind", "citations", "refusal", "retrieval", "confidence", "repeats", "time",
)  # fmt: skip


class Scorecard(Record):
    """All figures of a run, the stages at which cases failed, and the cases themselves by outcome.

    `risk_coverage` is the curve of (share of cases answered, share of those that is wrong), most confident first.
    """

    model: str
    figures: tuple[Figure, ...]
    risk_coverage: tuple[tuple[float, float], ...]
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
    cases = one_a_case(records)
    facts = [case for case in cases if case.variant == "fact"]
    figures = [
        *_facts(facts),
        *_derived(cases),
        *_by_kind(facts),
        *_by_tag(facts),
        *_citations(facts),
        *_refusal(cases),
        *_retrieval(facts),
        *_confidence(facts),
        *_repeats(records),
        *_times(records, seconds),
    ]
    return Scorecard(
        model=model,
        figures=tuple(figures),
        risk_coverage=tuple(risk_coverage(*_confidence_and_outcome(facts))),
        stages={stage: sum(case.verdict.stage == stage for case in cases) for stage in STAGES},
        passed=tuple(case.key for case in cases if case.verdict.is_passed),
        failed=tuple(case.key for case in cases if not case.verdict.is_passed),
    )


def _facts(facts: Sequence[CaseRecord]) -> list[Figure]:
    group = "facts"
    answerable = [r for r in facts if r.fact.is_answerable]
    short = [r for r in answerable if r.has_short_answer]
    return [
        rate_figure(group, "passed", (r.verdict.is_passed for r in facts)),
        mean_of_records(
            group,
            "passed, by article",
            facts,
            lambda r: float(r.verdict.is_passed),
            note="the interval to go by: rewordings, and facts of an article, are alike",
        ),
        rate_figure(group, "answerable passed", (r.verdict.is_passed for r in answerable)),
        rate_figure(
            group,
            "core passed",
            (r.verdict.is_passed for r in facts if "core" in r.fact.tags),
            note="with rewordings",
        ),
        mean_of_records(
            group, "list credit", [r for r in answerable if r.fact.kind == "list"], lambda r: r.verdict.credit
        ),
        mean_of_records(
            group, "token F1", answerable, lambda r: r.verdict.token_f1 or 0.0, note="of the short answer"
        ),
        rate_figure(group, "short answer right", (bool(r.verdict.is_short_answer_right) for r in short)),
    ]


def _derived(records: Sequence[CaseRecord]) -> list[Figure]:
    notes = {
        "leave-out": "its articles left out: refused",
        "noise": "among 200 unrelated passages",
        "counterfactual": "another source disagrees: conflicting",
    }
    return [
        rate_figure("derived", variant, (r.verdict.is_passed for r in records if r.variant == variant), note=note)
        for variant, note in notes.items()
    ]


def _by_kind(facts: Sequence[CaseRecord]) -> list[Figure]:
    return [
        rate_figure("by kind", kind, (r.verdict.is_passed for r in facts if r.fact.kind == kind)) for kind in KINDS
    ]


def _by_tag(facts: Sequence[CaseRecord]) -> list[Figure]:
    tags = sorted({tag for r in facts for tag in r.fact.tags})
    return [rate_figure("by tag", tag, (r.verdict.is_passed for r in facts if tag in r.fact.tags)) for tag in tags]


def _citations(facts: Sequence[CaseRecord]) -> list[Figure]:
    group = "citations"
    answered = [r for r in facts if r.answer.status != "not_found"]
    judged = [r for r in answered if r.gold]
    stated = [r for r in judged if r.verdict.statements]
    cited = [r for r in judged if r.verdict.tiers]
    right = [r for r in judged if r.verdict.credit == 1]
    return [
        rate_figure(group, "offsets valid", (ok for r in facts for ok in r.verdict.are_offsets_valid), note="quotes"),
        rate_figure(group, "answers without citation", (not r.answer.citations for r in answered)),
        mean_of_records(
            group,
            "statements supported",
            stated,
            lambda r: r.verdict.statements_in_quotes / r.verdict.statements,
            note="ALCE's recall; tier: word for word in a quote of their own",
        ),
        mean_of_records(
            group,
            "statements on the evidence",
            stated,
            lambda r: r.verdict.statements_on_evidence / r.verdict.statements,
            note="a quote of theirs shows the answer",
        ),
        mean_of_records(
            group,
            "quotes that show the answer",
            cited,
            lambda r: sum(tier is not None for tier in r.verdict.tiers) / len(r.verdict.tiers),
            note="tier: gold evidence, or the claim in like words",
        ),
        rate_figure(
            group,
            "of those, gold evidence",
            (tier == "gold" for r in cited for tier in r.verdict.tiers if tier),
            note="the others make the claim in like words",
        ),
        rate_figure(
            group, "misattributed", (r.verdict.is_misattributed for r in right), note="right, on the wrong quotes"
        ),
    ]


def _refusal(records: Sequence[CaseRecord]) -> list[Figure]:
    group = "refusal"
    asked = [r for r in records if r.variant == "fact" and r.fact.kind != "conflicting"]
    unanswerable = [r for r in asked if not r.gold]
    answerable = [r for r in asked if r.gold]
    refused = [r for r in asked if r.answer.status == "not_found"]
    answered = [r for r in asked if r.answer.status != "not_found"]
    left_out = [r for r in records if r.variant == "leave-out"]
    return [
        rate_figure(group, "precision", (not r.gold for r in refused), note="refusals that were right"),
        rate_figure(
            group, "recall", (r.answer.status == "not_found" for r in unanswerable), note="negative rejection rate"
        ),
        bootstrapped_figure(
            group,
            "F1",
            _f1,
            [float(r.answer.status == "not_found") for r in asked],
            [not r.gold for r in asked],
            [r.cluster for r in asked],
        ),
        rate_figure(group, "recall, leave-out", (r.answer.status == "not_found" for r in left_out)),
        rate_figure(group, "over-refusal", (r.answer.status == "not_found" for r in answerable)),
        rate_figure(group, "right of what was answered", (r.verdict.is_passed for r in answered)),
    ]


def _f1(picked: Numbers, is_wanted: Outcomes) -> float | None:
    """The F1 of cases: 1 for one that is picked, and whether it should be."""
    total = float(picked.sum() + is_wanted.sum())
    return 2 * float(picked[is_wanted].sum()) / total if total else None


def _retrieval(facts: Sequence[CaseRecord]) -> list[Figure]:
    from newsqa.evaluation.retrieval_scoring import MEASURES, retrieval_scores

    group = "retrieval"
    answerable = [r for r in facts if r.fact.is_answerable]
    ranks = [r.verdict.ranks[0] for r in answerable]
    scores = retrieval_scores(answerable)
    return [
        *(
            rate_figure(group, f"evidence in first {k}", (rank is not None and rank <= k for rank in ranks))
            for k in (1, 3, 10)
        ),
        *(
            mean_figure(group, measure, [s[measure] for s in scores], [r.cluster for r in answerable])
            for measure in MEASURES
        ),
    ]


def _confidence(facts: Sequence[CaseRecord]) -> list[Figure]:
    confidences, is_right = _confidence_and_outcome(facts)
    clusters = [r.cluster for r in facts if r.fact.kind != "conflicting"]
    figures = (
        (brier_score, "Brier score", ""),
        (expected_calibration_error, "expected calibration error", "10 bins"),
        (area_under_risk_coverage, "area under risk-coverage", "lower is better"),
    )
    return [
        bootstrapped_figure("confidence", name, figure, confidences, is_right, clusters, note=note)
        for figure, name, note in figures
    ]


def _confidence_and_outcome(facts: Sequence[CaseRecord]) -> tuple[list[float], list[bool]]:
    """How likely the first sentence was said to answer, and whether it does, of the facts that are no conflict."""
    asked = [r for r in facts if r.fact.kind != "conflicting"]
    return [r.answer.confidence for r in asked], [bool(r.gold) and r.verdict.is_first_right for r in asked]


def _repeats(records: Sequence[CaseRecord]) -> list[Figure]:
    """What repeats tell; nothing where each case was answered once."""
    answers: dict[str, list[CaseRecord]] = defaultdict(list)
    rounds: dict[int, list[bool]] = defaultdict(list)
    for record in records:
        answers[record.key].append(record)
        rounds[record.repeat].append(record.verdict.is_passed)
    if len(rounds) < 2:
        return []
    group, repeated = "repeats", [of_one for of_one in answers.values() if len(of_one) > 1]
    shares = [sum(r.verdict.is_passed for r in of_one) / len(of_one) for of_one in repeated]
    rates = [sum(outcomes) / len(outcomes) for outcomes in rounds.values()]
    return [
        rate_figure(
            group, "same answer", (len({(r.answer.status, r.answer.answer) for r in of}) == 1 for of in repeated)
        ),
        rate_figure(group, "same outcome", (share in (0, 1) for share in shares)),
        mean_figure(group, "pass rate", shares, [of_one[0].cluster for of_one in repeated], note="mean over repeats"),
        Figure(
            group=group, name="variance of pass rate", value=variance(rates), note=f"between the {len(rates)} repeats"
        ),
    ]


def _times(records: Sequence[CaseRecord], seconds: dict[str, float]) -> list[Figure]:
    group = "time"
    latencies = sorted(r.seconds for r in records)
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
    for group in PRINTED_GROUPS:
        figures = [figure for figure in scorecard.figures if figure.group == group]
        for number, figure in enumerate(figures):
            heading = group if number == 0 else ""
            count = f"{figure.counted}{' few' if figure.is_of_few else ''}"
            columns = f"{heading:<11} {figure.name:<28} {figure.text:>7}  {figure.interval:<15} {count:<13}"
            lines.append(f"{columns}  {figure.note}".rstrip())
    failed = ", ".join(f"{count} {stage}" for stage, count in scorecard.stages.items() if count)
    lines.append(f"{'failures':<11} {failed or 'none'}")
    return "\n".join(lines)
