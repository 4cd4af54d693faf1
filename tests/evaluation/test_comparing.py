import subprocess
import sys
from pathlib import Path

import pytest

from newsqa.errors import RunError
from newsqa.evaluation.comparing import compare_runs, in_words, render_comparison
from newsqa.evaluation.evaluating import Evaluation, Options
from newsqa.evaluation.runs import Run
from newsqa.evaluation.starting import start_suite
from newsqa.evaluation.suite import load_suite


@pytest.fixture
def run(tmp_path: Path) -> Run:
    start_suite(tmp_path / "mine")
    evaluation = Evaluation(load_suite(tmp_path / "mine"), "smollm2-135m", Options(runs=tmp_path / "runs"))
    for case in evaluation.cases:
        evaluation.evaluate(case)
    evaluation.finish()
    assert evaluation.run is not None
    return evaluation.run


def turned(run: Run, *keys: str) -> Run:
    """The run with other outcomes for these cases."""
    other = Run(run.folder.with_name("other"), run.manifest)
    for place, record in run.records.items():
        verdict = record.verdict.model_copy(update={"is_passed": record.verdict.is_passed ^ (record.key in keys)})
        other.records[place] = record.model_copy(update={"verdict": verdict})
    return other


def test_equal_runs_are_said_to_be_equal(run: Run) -> None:
    comparison = compare_runs(run, turned(run))
    assert "answer the same" in in_words(comparison)
    assert comparison.groups[0].p == 1.0


def test_cases_that_differ_are_listed_and_too_few_are_said_to_be_too_few(run: Run) -> None:
    comparison = compare_runs(run, turned(run, "fact/bridge-length"))
    assert comparison.groups[0].only_first == ("fact/bridge-length",)
    assert comparison.groups[0].difference == -1
    assert "too few to tell which is better" in in_words(comparison)
    assert "  fact/bridge-length" in render_comparison(comparison).splitlines()


def test_a_partial_run_is_named_and_runs_without_a_common_case_are_refused(run: Run) -> None:
    partial = Run(run.folder, run.manifest)
    (place, record), *_ = run.records.items()
    partial.records[place] = record
    comparison = compare_runs(run, partial)
    assert "is partial: 1 of 7 answers" in render_comparison(comparison)
    assert comparison.unpaired == 6
    with pytest.raises(RunError, match="no case in common"):
        compare_runs(run, Run(run.folder, run.manifest))


def test_the_command_compares_two_folders_and_names_one_that_is_no_run(run: Run, tmp_path: Path) -> None:
    def newsqa(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "newsqa", *arguments], capture_output=True, text=True, check=False
        )

    same = newsqa("compare", str(run.folder), str(run.folder))
    assert (same.returncode, same.stderr) == (0, "")
    assert "answer the same" in same.stdout
    wrong = newsqa("compare", str(run.folder), str(tmp_path))
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert "is no run (it has no manifest.json)" in wrong.stderr
