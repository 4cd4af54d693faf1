"""One or several runs as a single HTML file that opens without a network."""

import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from newsqa.errors import RunError
from newsqa.evaluation.comparing import compare_runs, in_words
from newsqa.evaluation.runs import CaseRecord, Run
from newsqa.evaluation.scorecard import score

PAGE = "report.html"
PLACEHOLDER = "__NEWSQA_DATA__"


def write_report(path: Path, runs: Sequence[Run]) -> None:
    """Write the report of these runs, side by side, to a file.

    Raises:
        RunError: the file cannot be written.
    """
    page = (files("newsqa.evaluation") / PAGE).read_text("utf-8")
    # "</script>" within a quote would end the script that holds the data; U+2028 would end its line.
    data = json.dumps(report_data(runs), ensure_ascii=False).replace("</", "<\\/").replace("\u2028", "\\u2028")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.replace(PLACEHOLDER, data), "utf-8")
    except OSError as error:
        raise RunError(f"the report {path} cannot be written: {error.strerror}") from None


def report_data(runs: Sequence[Run]) -> dict[str, Any]:
    """What the page shows, as JSON."""
    names = _names(runs)
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
        "comparison": in_words(compare_runs(*runs)) if len(runs) == 2 else None,
        "cases": list(cases.values()),
    }


def _names(runs: Sequence[Run]) -> list[str]:
    models = [run.manifest.identity.model for run in runs]
    return [model if models.count(model) == 1 else run.folder.name for run, model in zip(runs, models, strict=True)]


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
        "wanted_answers": manifest.cases * manifest.identity.repeats,
        "repeats": manifest.identity.repeats,
        "figures": [figure.model_dump() for figure in scorecard.figures if figure.value is not None or figure.count],
        "stages": scorecard.stages,
    }


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
        "confidence": answer.confidence,
        "ranks": verdict.ranks,
        "ranked": len(record.ranking),
        "seconds": answer.timings.retrieve_s + answer.timings.answer_s,
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
