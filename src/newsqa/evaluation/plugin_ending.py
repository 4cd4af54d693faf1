"""What is said at the end of a pytest session: scorecards, tables, baselines, and the report."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from newsqa.evaluation.plugin_session import EvalSession

if TYPE_CHECKING:
    from newsqa.evaluation.evaluating import Evaluation
    from newsqa.evaluation.runs import Run
    from newsqa.evaluation.scorecard import Scorecard
    from newsqa.evaluation.statement_evals import StatementEvaluation
    from newsqa.evaluation.summary_evals import SummaryEvaluation


def endings(evals: EvalSession, config: pytest.Config) -> Iterator[Iterator[str]]:
    """The lines of each part, which are to be read to the end: what they tell of is written meanwhile."""
    for evaluation in evals.evaluations:
        yield _finish(evaluation, config)
    for summaries in evals.summaries.values():
        yield _finish_summaries(summaries, config)
    for statements in evals.statements.values():
        yield _finish_statements(statements, config)
    yield _report(evals, config)


def _finish(evaluation: "Evaluation", config: pytest.Config) -> Iterator[str]:
    """The scorecard of a model's run, which is kept beside the run if the run is whole; and its baseline."""
    from newsqa.evaluation.scorecard import render_scorecard

    run, scorecard = evaluation.run, evaluation.scorecard()
    if run is not None and scorecard is not None:
        yield from ("", *_heading(evaluation, run), "", render_scorecard(scorecard), *_news(evaluation, scorecard))
        yield from ("", f"run: {run.folder}")
    if config.getoption("newsqa_updates_baseline"):
        yield f"baseline written: {evaluation.update_baseline()}"


def _finish_summaries(evaluation: "SummaryEvaluation", config: pytest.Config) -> Iterator[str]:
    """The table of the summaries that were made, and their baseline."""
    from newsqa.evaluation.summary_evals import render_summary_table

    if evaluation.outcomes:
        yield from ("", render_summary_table(evaluation.outcomes, model=evaluation.model))
        # What all models' summaries have to reach is the baseline of those that no model wrote.
        if config.getoption("newsqa_updates_baseline") and evaluation.model is None:
            yield f"baseline written: {evaluation.update_baseline()}"
    evaluation.close()


def _finish_statements(evaluation: "StatementEvaluation", config: pytest.Config) -> Iterator[str]:
    """The table of the verifier's verdicts, and their baseline."""
    from newsqa.evaluation.statement_evals import render_statement_table

    if evaluation.outcomes:
        yield from ("", render_statement_table(evaluation.outcomes))
        if config.getoption("newsqa_updates_baseline"):
            yield f"baseline written: {evaluation.update_baseline()}"
    evaluation.close()


def _report(evals: EvalSession, config: pytest.Config) -> Iterator[str]:
    """The runs as one HTML file, if that is asked for."""
    path = config.getoption("newsqa_report")
    runs = [evaluation.run for evaluation in evals.evaluations if evaluation.run]
    if path and runs:
        from newsqa.evaluation.report import write_report
        from newsqa.evaluation.statement_evals import render_statement_table
        from newsqa.evaluation.summary_evals import render_summary_table

        tables = [
            render_summary_table(one.outcomes, model=one.model) for one in evals.summaries.values() if one.outcomes
        ]
        tables += [render_statement_table(one.outcomes) for one in evals.statements.values() if one.outcomes]
        write_report(path, runs, tables=tables)
        yield from ("", f"report: {path}")


def _heading(evaluation: "Evaluation", run: "Run") -> list[str]:
    quantization = f" ({run.manifest.quantization})" if run.manifest.quantization else ""
    lines = [
        f"{evaluation.model.name}{quantization} on {evaluation.suite.corpus.path}: "
        f"{len(run.records)} of {run.wanted_answers} answers, {evaluation.asker.answered_anew} of them made now"
    ]
    if not run.is_whole:
        lines.append("partial: these figures are of the cases that were run; the same command goes on from here")
    if evaluation.suite.not_held:
        left_out = ", ".join(fact.id for fact in evaluation.suite.not_held)
        lines.append(f"{len(evaluation.suite.not_held)} facts do not hold in these articles: {left_out}")
    return lines


def _news(evaluation: "Evaluation", scorecard: "Scorecard") -> list[str]:
    """What differs from the baseline."""
    if evaluation.baseline is None:
        if not evaluation.suite.are_own_articles:
            return []
        return ["", f"no baseline of {evaluation.model.name} (--update-baseline writes one)"]
    known = evaluation.baseline.cases
    new_passes = [key for key in scorecard.passed if known.get(key) == "fail"]
    lost = [key for key in scorecard.failed if known.get(key) == "pass"]
    expected = sum(known.get(key) == "fail" for key in scorecard.failed)
    gone = sorted(set(known) - {case.key for case in evaluation.cases})
    lines = ["", f"against the baseline of {evaluation.baseline.written}: {expected} known failures"]
    for heading, keys in (("newly passed", new_passes), ("no longer passed", lost), ("no longer there", gone)):
        if keys:
            lines.append(f"{heading} ({len(keys)}): {', '.join(keys)}")
    return lines
