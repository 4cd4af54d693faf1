import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from case_records import record, run_of

from newsqa.errors import RunError
from newsqa.evaluation.comparing import compare_runs, in_words, render_comparison
from newsqa.evaluation.runs import Run


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return run_of(tmp_path / "runs", [record(f"case-{n}", cluster=str(n % 3)) for n in range(7)])


def turned(run: Run, *keys: str) -> Run:
    """The run with other outcomes for these cases."""
    other = Run(run.folder.with_name("other"), run.manifest)
    for place, kept in run.records.items():
        verdict = kept.verdict.model_copy(update={"is_passed": kept.verdict.is_passed ^ (kept.key in keys)})
        other.records[place] = kept.model_copy(update={"verdict": verdict})
    return other


def test_equal_runs_are_said_to_be_equal(run: Run) -> None:
    comparison = compare_runs(run, turned(run))
    assert "get the same 7 of 7 cases right" in in_words(comparison)
    assert comparison.whole.p == 1.0


def test_cases_that_differ_are_listed_and_too_few_are_said_to_be_too_few(run: Run) -> None:
    comparison = compare_runs(run, turned(run, "fact/case-3"))
    assert comparison.whole.only_first == ("fact/case-3",)
    assert comparison.whole.difference == -1
    assert "too few to tell which is better" in in_words(comparison)
    assert "  fact/case-3" in render_comparison(comparison).splitlines()


def test_no_difference_has_no_interval_and_no_end_of_one_is_minus_nothing(run: Run) -> None:
    same = compare_runs(run, turned(run))
    assert same.whole.interval is None
    assert "  —  " in render_comparison(same)
    other = render_comparison(compare_runs(run, turned(run, "fact/case-3")))
    assert "95 % interval 0 to" in other
    assert ", +0]" in other


def test_a_partial_run_is_named_and_runs_without_a_common_case_are_refused(run: Run) -> None:
    partial = Run(run.folder, run.manifest)
    (place, kept), *_ = run.records.items()
    partial.records[place] = kept
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

    shutil.copytree(run.folder, again := tmp_path / "again")
    same = newsqa("compare", str(run.folder), str(again))
    assert (same.returncode, same.stderr) == (0, "")
    assert "get the same 7 of 7 cases right" in same.stdout
    twice = newsqa("compare", str(run.folder), f"{run.folder}/")
    assert twice.returncode == 2
    assert "is given twice" in twice.stderr
    wrong = newsqa("compare", str(run.folder), str(tmp_path))
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert "is no run (it has no manifest.json)" in wrong.stderr
