"""A failed case told to the person who has to mend it, or to judge whether it matters."""

import textwrap
from collections.abc import Collection

from newsqa.evaluation.runs import CaseRecord
from newsqa.evaluation.summary_evals import SummaryOutcome

WIDTH = 110


def explain(record: CaseRecord) -> str:
    """Question, expected, got, the quotes with their sources, the rank of the right evidence, and the stage."""
    answer, verdict = record.answer, record.verdict
    lines = [
        f"{record.key}: {verdict.stage}",
        *_field("question", record.question),
        *_field("expected", record.wanted),
        *_field("got", f"{answer.status}: {answer.answer} (confidence {answer.confidence:.2f})"),
        *_field("because", f"it {verdict.reason}"),
    ]
    if answer.short_answer:
        lines += _field("in short", answer.short_answer)
    if verdict.token_f1 is not None:
        lines += _field("token F1", f"{verdict.token_f1:.2f}")
    if record.fact.kind == "list" and record.gold:
        lines += _field("credit", f"{verdict.credit:.2f} of the list")
    if record.gold:
        ranks = ", ".join(str(rank) if rank else f"none in the first {len(record.ranking)}" for rank in verdict.ranks)
        lines += _field("evidence", f"ranked {ranks}")
    for citation, tier in zip(answer.citations, verdict.tiers, strict=True):
        support = {
            "gold": "the fact's own evidence",
            "value": "makes the claim in like words",
            None: "does not show it",
        }[tier]
        about = ", ".join(part for part in (citation.title, citation.source) if part)
        lines += _field(f"quote [{citation.number}]", f"“{citation.quote}” — {about} ({support})")
    if not answer.citations:
        lines += _field("quotes", "none")
    return "\n".join(lines)


def explain_summary(outcome: SummaryOutcome, *, known: Collection[str] | None) -> str:
    """A summary's figures, its statements, and the key points that it does not say."""
    score = outcome.scores["newsqa"]
    vital = "—" if score.strict_vital is None else f"{score.strict_vital:.2f}"
    lines = [
        f"{outcome.case.id}: {score.words} words, vital recall {vital}, supported {score.supported:.2f}",
        *_field("summary of", outcome.case.about or ", ".join(outcome.case.of)),
    ]
    for statement in outcome.statements["newsqa"]:
        lines += _field("says", statement)
    for point in score.missing:
        newly = " (was said when the baseline was written)" if known is not None and point.id not in known else ""
        lines += _field(f"no {point.worth}", f"{point.id}: {point.point}{newly if point.worth == 'vital' else ''}")
    return "\n".join(lines)


def _field(name: str, value: str) -> list[str]:
    return textwrap.wrap(value, WIDTH, initial_indent=f"  {name + ':':<12}", subsequent_indent=" " * 14)
