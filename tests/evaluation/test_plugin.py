import json
import runpy
import shutil
from pathlib import Path

import pytest

from newsqa.evaluation.runs import Run
from newsqa.evaluation.starting import start_suite
from newsqa.models import bundled_model_path

EVALS = Path(__file__).parents[2] / "evals"


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the answers that these tests share, so that each question is answered once."""
    return tmp_path_factory.mktemp("answers")


@pytest.fixture
def suite(pytester: pytest.Pytester, answers: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that `newsqa facts new` writes."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(answers))
    folder = pytester.path / "mine"
    start_suite(folder)
    return folder


@pytest.mark.parametrize("name", ["test_facts.py", "test_summaries.py", "test_statements.py"])
def test_the_projects_own_eval_files_can_be_imported(name: str) -> None:
    assert any(key.startswith("test_") for key in runpy.run_path(str(EVALS / name)))


def run_pytest(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return pytester.runpytest_subprocess("mine", "-p", "no:cacheprovider", "-p", "no:hypothesispytest", *arguments)


def runs(suite: Path) -> list[Run]:
    return [Run.read(folder) for folder in sorted((suite / "runs").iterdir())]


def test_a_new_folder_runs_and_ends_with_a_scorecard_and_a_second_run_answers_nothing_anew(
    pytester: pytest.Pytester, suite: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(pytester.path / "cache"))
    first = run_pytest(pytester, "-v", "--report", "out.html")
    # With one article there is nothing left when it is left out: that test has no case.
    first.assert_outcomes(passed=7, skipped=1)
    first.stdout.fnmatch_lines(
        [
            "*test_fact?smollm2-135m-bridge-length? PASSED*",
            "*test_counterfactual?smollm2-135m-bridge-length? PASSED*",
            "*newsqa scorecard*",
            "*7 of 7 answers, 7 of them made now",
        ]
    )
    assert "Ada Berg" in (pytester.path / "out.html").read_text("utf-8")
    second = run_pytest(pytester)
    second.stdout.fnmatch_lines(["*7 of 7 answers, 0 of them made now", "*cached: as first measured*"])
    one, other = runs(suite)
    assert [r.answer for r in one.records.values()] == [r.answer for r in other.records.values()]
    assert not any(r.is_cached for r in one.records.values())


def test_a_failure_tells_question_expected_got_quotes_rank_and_stage(pytester: pytest.Pytester, suite: Path) -> None:
    facts = suite / "facts.yaml"
    facts.write_text(
        facts.read_text().replace("accept: [Ada Berg]", "accept: [architect Ada Berg]\n    reject: [was]")
    )
    result = run_pytest(pytester, "-k", "bridge-architect and test_fact and not wording")
    assert result.ret == pytest.ExitCode.INTERRUPTED  # its own evidence asserts what it rejects
    result.stdout.fnmatch_lines(["newsqa: *facts.yaml:*: bridge-architect: the quote itself asserts “was”*"])
    facts.write_text(facts.read_text().replace("reject: [was]", "reject: [in the town]"))
    result = run_pytest(pytester, "-k", "bridge-architect and test_fact and not wording")
    result.stdout.fnmatch_lines(
        [
            "*fact/bridge-architect: chosen but answered wrongly",
            "*question:*Who designed the harbour bridge*",
            "*expected:*architect Ada Berg",
            "*got:*answered: *",
            "*because:*asserts “in the town”*",
            "*token F1:*",
            "*evidence:*ranked *",
            "*quote ???:*designed by the architect Ada Berg*",
        ]
    )


def test_a_baseline_makes_known_failures_expected_and_lost_passes_red(pytester: pytest.Pytester, suite: Path) -> None:
    facts = suite / "facts.yaml"
    facts.write_text(facts.read_text().replace("[Ada Berg]", "[Ada Berg]\n    reject: [in the town]"))
    partial = run_pytest(pytester, "-k", "bridge-length and test_fact", "--update-baseline")
    assert partial.ret == pytest.ExitCode.USAGE_ERROR
    partial.stdout.fnmatch_lines(["*the run has 3 of 7 answers, and a baseline needs all*"])
    run_pytest(pytester, "--update-baseline")
    path = suite / "baselines" / "smollm2-135m.json"
    baseline = json.loads(path.read_text())
    assert baseline["cases"]["fact/bridge-length"] == "pass"
    assert baseline["cases"]["fact/bridge-architect"] == "fail"
    known = run_pytest(pytester)
    assert known.ret == pytest.ExitCode.OK
    outcomes = list(baseline["cases"].values())
    known.assert_outcomes(passed=outcomes.count("pass"), xfailed=outcomes.count("fail"), skipped=1)
    baseline["cases"]["fact/bridge-architect"] = "pass"
    baseline["cases"]["fact/bridge-length"] = "fail"
    path.write_text(json.dumps(baseline))
    lost = run_pytest(pytester)
    assert lost.ret == pytest.ExitCode.TESTS_FAILED
    lost.stdout.fnmatch_lines(["newly passed (1): fact/bridge-length", "no longer passed (1): fact/bridge-architect"])


def test_the_baseline_of_another_model_is_replaced_when_that_is_asked_for(
    pytester: pytest.Pytester, suite: Path
) -> None:
    (suite / "baselines").mkdir()
    path = suite / "baselines" / "smollm2-135m.json"
    path.write_text(json.dumps({"model": "m", "identity": "0" * 64, "written": "2026-11-24", "cases": {}}))
    other = run_pytest(pytester)
    assert other.ret == pytest.ExitCode.INTERRUPTED
    other.stdout.fnmatch_lines(["newsqa: *smollm2-135m.json:1: is the baseline of another model*"])
    run_pytest(pytester, "--update-baseline").stdout.fnmatch_lines(["baseline written: *smollm2-135m.json"])
    assert len(json.loads(path.read_text())["cases"]) == 7
    assert run_pytest(pytester).ret == pytest.ExitCode.OK


def test_a_baseline_that_is_refused_leaves_every_scorecard_and_the_report(
    pytester: pytest.Pytester, suite: Path
) -> None:
    copy = pytester.path / "copy.gguf"
    shutil.copy(bundled_model_path(), copy)
    models = ("--model", "smollm2-135m", "--model", str(copy))
    result = run_pytest(pytester, "-k", "another-subject", *models, "--update-baseline", "--report", "out.html")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stdout.fnmatch_lines(
        [
            "smollm2-135m *: 1 of 7 answers*",
            "facts *passed *1/1 few",
            "copy *: 1 of 7 answers*",
            "facts *passed *1/1 few",
            "report: out.html",
            "newsqa: the run has 1 of 7 answers, and a baseline needs all*",
            "newsqa: the run has 1 of 7 answers, and a baseline needs all*",
        ]
    )
    assert (pytester.path / "out.html").exists()
    assert not (suite / "baselines").exists()


def test_a_suite_that_leaves_a_test_out_is_whole_without_its_cases(pytester: pytest.Pytester, suite: Path) -> None:
    test_file = suite / "test_facts.py"
    whole = test_file.read_text()
    test_file.write_text(whole[: whole.index("def test_noise")])
    result = run_pytest(pytester, "--update-baseline")
    result.stdout.fnmatch_lines(["*: 4 of 4 answers, *", "baseline written: *"])
    selected = run_pytest(pytester, "-k", "bridge-length", "--update-baseline")
    selected.stdout.fnmatch_lines(["newsqa: the run has 1 of 4 answers, and a baseline needs all*"])


def test_a_failure_to_keep_the_run_or_the_answers_is_one_line(
    pytester: pytest.Pytester, suite: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (pytester.path / "file").write_text("")
    below_a_file = run_pytest(pytester, "--runs", "file/runs")
    assert below_a_file.ret == pytest.ExitCode.INTERRUPTED
    below_a_file.stdout.fnmatch_lines(["newsqa: runs cannot be kept in file/runs: *file is a file"])
    monkeypatch.setenv("XDG_CACHE_HOME", str(pytester.path / "file"))
    no_cache = run_pytest(pytester)
    no_cache.stdout.fnmatch_lines(["newsqa: *answers.sqlite: the answers kept there cannot be used: *--no-cache"])


def test_an_interrupted_run_goes_on_where_it_stopped(pytester: pytest.Pytester, suite: Path) -> None:
    run_pytest(pytester, "-k", "bridge-length")
    (stopped,) = runs(suite)
    records = stopped.folder / "cases.jsonl"
    with records.open("ab") as file:
        file.write(b'{"key": "fact/another-su')  # killed while it wrote
    run_pytest(pytester)
    (whole,) = runs(suite)
    assert whole.is_whole
    assert records.read_bytes().count(b"\n") == 7
    assert (whole.folder / "summary.json").exists()


def test_models_run_one_after_another_and_repeats_are_identical(pytester: pytest.Pytester, suite: Path) -> None:
    copy = pytester.path / "copy.gguf"
    shutil.copy(bundled_model_path(), copy)
    result = run_pytest(
        pytester,
        "-v",
        "-k",
        "bridge-length",
        "--repeat",
        "2",
        "--no-cache",
        "--model",
        "smollm2-135m",
        "--model",
        str(copy),
    )
    lines = [line for line in result.stdout.lines if "::test_" in line and line.endswith("%]")]
    assert ["copy" in line for line in lines] == sorted("copy" in line for line in lines)
    for run in runs(suite):
        said = {}
        for (key, _), record in run.records.items():
            said.setdefault(key, set()).add(record.answer.model_copy(update={"timings": None}).model_dump_json())
        assert {len(answers) for answers in said.values()} == {1}
        assert len(run.records) == 2 * len(said)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--model", "smollm3"], "newsqa: no model is called 'smollm3'*"),
        (["--repeat", "0"], "*--repeat is at least 1*"),
        (["--articles", "nowhere"], "newsqa: nowhere does not exist*"),
    ],
)
def test_bad_input_is_one_line(pytester: pytest.Pytester, suite: Path, arguments: list[str], message: str) -> None:
    result = run_pytest(pytester, *arguments)
    assert result.ret == pytest.ExitCode.INTERRUPTED
    result.stdout.fnmatch_lines([f"*{message}"])
    assert not (suite / "runs").exists()
