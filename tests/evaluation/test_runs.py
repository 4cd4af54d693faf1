import subprocess
import sys
from pathlib import Path

import pytest
from case_records import identity, record, run_of

from newsqa.errors import RunError
from newsqa.evaluation.baseline import Baseline
from newsqa.evaluation.runs import Run, check_runs_folder


def keys(run: Run | None) -> list[str]:
    assert run is not None
    return [key for key, _ in run.records]


def test_a_run_goes_on_after_a_record_that_lost_only_its_line_break(tmp_path: Path) -> None:
    stopped = run_of(tmp_path, [record("a"), record("b")], cases=3)
    stopped.close()
    path = stopped.folder / "cases.jsonl"
    path.write_bytes(path.read_bytes().removesuffix(b"\n"))
    resumed = Run.unfinished(tmp_path, identity())
    assert keys(resumed) == ["fact/a"]
    assert resumed is not None
    resumed.add(record("b"))
    resumed.add(record("c"))
    assert keys(Run.read(stopped.folder)) == ["fact/a", "fact/b", "fact/c"]


def test_an_unfinished_run_is_gone_on_with_by_one_process_only(tmp_path: Path) -> None:
    stopped = run_of(tmp_path, [record("a")], cases=2)
    code = (
        "from case_records import identity; from newsqa.evaluation.runs import Run; from pathlib import Path\n"
        f"print(Run.unfinished(Path({str(tmp_path)!r}), identity()) is not None)"
    )

    def is_taken_up() -> str:
        command = [sys.executable, "-c", code]
        return subprocess.run(command, cwd=Path(__file__).parent, capture_output=True, text=True, check=True).stdout

    assert is_taken_up() == "False\n"
    stopped.close()
    assert is_taken_up() == "True\n"


def test_a_finished_run_and_one_of_something_else_are_not_gone_on_with(tmp_path: Path) -> None:
    finished = run_of(tmp_path, [record("a")])
    finished.finish({})
    finished.close()
    run_of(tmp_path, [record("a")], model="other", cases=2).close()
    assert Run.unfinished(tmp_path, identity()) is None


def test_a_damaged_record_is_named_with_its_line(tmp_path: Path) -> None:
    run = run_of(tmp_path, [record("a"), record("b")])
    path = run.folder / "cases.jsonl"
    path.write_bytes(path.read_bytes().replace(b'{"key":"fact/b"', b'{"key":7'))
    with pytest.raises(RunError, match=r"cases\.jsonl:2: this record is damaged"):
        Run.read(run.folder)


def test_what_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    run = run_of(tmp_path, [record("a")])
    (run.folder / "summary.json").mkdir()
    with pytest.raises(RunError, match=r"summary\.json cannot be written: "):
        run.finish({})
    (run.folder / "cases.jsonl").unlink()
    (run.folder / "cases.jsonl").mkdir()
    with pytest.raises(RunError, match=r"cases\.jsonl cannot be written: Is a directory"):
        run.add(record("b"))
    (tmp_path / "baselines").write_text("")
    with pytest.raises(RunError, match=r"baselines/m\.json cannot be written: "):
        Baseline.of(run).write(tmp_path)


def test_runs_below_a_file_are_refused(tmp_path: Path) -> None:
    check_runs_folder(tmp_path / "not" / "there" / "yet")
    (tmp_path / "file").write_text("")
    with pytest.raises(RunError, match=r"runs cannot be kept in .*file/runs: .*file is a file"):
        check_runs_folder(tmp_path / "file" / "runs")


def test_a_baseline_that_is_not_utf_8_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "baselines").mkdir()
    (tmp_path / "baselines" / "m.json").write_bytes("{“".encode("utf-16"))
    with pytest.raises(RunError, match=r"m\.json:1: is not UTF-8: write a new one with --update-baseline"):
        Baseline.read(tmp_path, model="m", identity="i")
