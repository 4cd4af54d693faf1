import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from newsqa.cli.main import cli
from newsqa.errors import NewsqaError
from newsqa.evaluation.model_comparison import compare_models
from newsqa.evaluation.model_runs import Request
from newsqa.evaluation.runs import Run
from newsqa.evaluation.starting import start_suite
from newsqa.models import bundled_model_path, find_model
from newsqa.models.profile import read_profile


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    start_suite(tmp_path / "mine")
    return tmp_path / "mine"


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Another model: the bundled one with a byte after its end, so that nothing is known of its weights."""
    path = tmp_path / "other.gguf"
    shutil.copyfile(bundled_model_path(), path)
    with path.open("ab") as file:
        file.write(b"\0")
    return path


def newsqa(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def test_models_are_run_in_turn_compared_and_not_asked_again(
    suite: Path, other: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    given = ("compare", "smollm2-135m", other, "--facts", suite, "--runs", tmp_path / "runs")
    first = newsqa(*given, "--report", tmp_path / "out.html")
    assert first.exit_code == 0, first.output
    lines = first.stdout.splitlines()
    assert lines[0].split()[:2] == ["MODEL", "RIGHT"]
    assert lines[1].startswith("smollm2-135m  ")
    assert lines[2].startswith("other *")
    assert "* not calibrated" in first.stdout
    assert "smollm2-135m and other get the same 7 of 7 cases right." in first.stdout
    assert "Ada Berg" in (tmp_path / "out.html").read_text("utf-8")
    profile = read_profile(find_model(str(other)).identity)
    assert profile.score is not None
    assert (profile.score.passed, profile.score.cases) == (7, 7)
    assert profile.speed is not None
    assert profile.peak_memory_bytes is not None
    assert profile.peak_memory_bytes > other.stat().st_size

    second = newsqa(*given, "--json")
    data = json.loads(second.stdout)
    assert data["pairs"][0]["groups"][0]["difference"] == 0
    assert all(record.is_cached for folder in data["runs"] for record in Run.read(Path(folder)).records.values())
    # What llama.cpp has to say is not for the terminal; the bar of progress is for terminals only.
    assert capfd.readouterr().err == ""

    runs = sorted((tmp_path / "runs").iterdir())
    again = newsqa("compare", runs[0], runs[-2])
    assert "get the same 7 of 7 cases right." in again.stdout
    of_one_model = sorted(run for run in runs if run.name.endswith("smollm2-135m"))
    again = newsqa("compare", *of_one_model)
    assert [line.split()[0] for line in again.stdout.splitlines()[1:3]] == [run.name for run in of_one_model]


def test_a_model_that_cannot_be_used_is_found_before_any_is_run(suite: Path, tmp_path: Path) -> None:
    (tmp_path / "text.gguf").write_text("Not a model.")
    request = Request(facts=str(suite), runs=str(tmp_path / "runs"))
    with pytest.raises(NewsqaError, match=r"text\.gguf is not a GGUF file"):
        compare_models(["smollm2-135m", str(tmp_path / "text.gguf")], request)
    assert not (tmp_path / "runs").exists()


def test_two_models_of_one_name_are_refused(suite: Path, other: Path, tmp_path: Path) -> None:
    (tmp_path / "twin").mkdir()
    twin = shutil.copyfile(other, tmp_path / "twin" / other.name)
    request = Request(facts=str(suite), runs=str(tmp_path / "runs"))
    with pytest.raises(NewsqaError, match="two models are called other"):
        compare_models([str(other), str(twin)], request)


def test_a_run_and_a_model_are_not_compared(suite: Path, tmp_path: Path) -> None:
    run = tmp_path / "run"
    run.mkdir()
    (run / "manifest.json").write_text("{}")
    result = newsqa("compare", run, "smollm2-135m")
    assert result.exit_code == 2
    assert "smollm2-135m is no run, as the others are" in result.stderr
