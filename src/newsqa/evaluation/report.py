"""One or several runs as a single HTML file that opens without a network."""

import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from newsqa.errors import RunError
from newsqa.evaluation.comparing import compare_pairs, in_words
from newsqa.evaluation.figures import Figure
from newsqa.evaluation.runs import CaseRecord, Run, mean_seconds, names_of
from newsqa.evaluation.scorecard import score

PAGE = "report.html"
PLACEHOLDER = "__NEWSQA_DATA__"


def write_report(
    path: Path, runs: Sequence[Run], *, table: Sequence[Sequence[str]] = (), tables: Sequence[str] = ()
) -> None:
    """Write the report of these runs, side by side, to a file.

    Args:
        path: of the file; what was there is replaced.
        runs: at least one.
        table: rows of text to show above all else, the first being their heading.
        tables: of the summaries and of the verifier, as they are printed.

    Raises:
        RunError: the file cannot be written.
    """
    page = (files("newsqa.evaluation") / PAGE).read_text("utf-8")
    # "</script>" or "<!--" within a quote would end or swallow the script that holds the data.
    data = json.dumps(report_data(runs, table=table, tables=tables), ensure_ascii=False).replace("<", "\\u003c")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.replace(PLACEHOLDER, data), "utf-8")
    except OSError as error:
        raise RunError(f"the report {path} cannot be written: {error.strerror}") from None


def report_data(
    runs: Sequence[Run], *, table: Sequence[Sequence[str]] = (), tables: Sequence[str] = ()
) -> dict[str, Any]:
    """What the page shows, as JSON."""
    names = names_of(runs)
    cases: dict[str, dict[str, Any]] = {}
    for number, run in enumerate(runs):
        for record in run.records.values():
            case = cases.setdefault(record.key, {**_case(record), "results": [None] * len(runs)})
            result = case["results"][number]
            if result is None:
                case["results"][number] = _result(record)
            else:
                _add_repeat(result, record)
    return {
        "runs": [_run(run, name) for run, name in zip(runs, names, strict=True)],
        "table": table,
        "tables": tables,
        "comparisons": [in_words(pair) for pair in compare_pairs(runs)],
        "cases": list(cases.values()),
    }


def _run(run: Run, name: str) -> dict[str, Any]:
    manifest = run.manifest
    scorecard = score(name, list(run.records.values()), seconds={})
    return {
        "name": name,
        "model": manifest.identity.model,
        "quantization": manifest.quantization,
        "identity": manifest.identity.model_identity,
        "began": manifest.began.isoformat(timespec="minutes"),
        "newsqa": manifest.newsqa,
        "articles": manifest.identity.articles,
        "min_confidence": manifest.identity.min_confidence,
        "answers": len(run.records),
        "wanted_answers": run.wanted_answers,
        "repeats": manifest.identity.repeats,
        "figures": [_figure(figure) for figure in scorecard.figures if figure.value is not None or figure.count],
        "risk_coverage": scorecard.risk_coverage,
        "stages": scorecard.stages,
        "seconds_per_question": mean_seconds(run.records.values()),
    }


def _figure(figure: Figure) -> dict[str, Any]:
    """A figure with its numbers, and with the words in which they are shown."""
    shown = {"text": figure.text, "interval": figure.interval, "counted": figure.counted, "few": figure.is_of_few}
    return {**figure.model_dump(), **shown}


def _case(record: CaseRecord) -> dict[str, Any]:
    return {
        "key": record.key,
        "variant": record.variant,
        "kind": record.fact.kind,
        "tags": record.fact.tags,
        "question": record.question,
        "wanted": record.wanted,
        "article": record.cluster,
    }


def _result(record: CaseRecord) -> dict[str, Any]:
    answer, verdict = record.answer, record.verdict
    return {
        "passed": verdict.is_passed,
        "stage": verdict.stage,
        "reason": verdict.reason,
        "status": answer.status,
        "answer": answer.answer,
        "short_answer": answer.short_answer,
        "short_answer_right": verdict.is_short_answer_right,
        "confidence": answer.confidence,
        "token_f1": verdict.token_f1,
        "credit": verdict.credit if record.fact.kind == "list" and record.gold else None,
        "ranks": verdict.ranks,
        "ranked": len(record.ranking),
        "seconds": record.seconds,
        "cached": record.is_cached,
        "answers": 1,
        "passes": int(verdict.is_passed),
        "quotes": [
            {
                "number": citation.number,
                "title": citation.title,
                "source": citation.source,
                "published": citation.published.isoformat() if citation.published else None,
                "paragraph": paragraph,
                "start": start,
                "end": start + len(citation.quote),
                "answer_start": start + citation.answer_start - citation.start
                if citation.answer_start is not None
                else None,
                "answer_end": start + citation.answer_end - citation.start
                if citation.answer_end is not None
                else None,
                "tier": tier,
            }
            for citation, (paragraph, start), tier in zip(
                answer.citations, record.paragraphs, verdict.tiers, strict=True
            )
        ],
    }


def _add_repeat(result: dict[str, Any], record: CaseRecord) -> None:
    """Count a further answer to a case; a failed one is what is shown."""
    passes, answers = result["passes"] + record.verdict.is_passed, result["answers"] + 1
    if result["passed"] and not record.verdict.is_passed:
        result.update(_result(record))
    result.update(passes=passes, answers=answers)
