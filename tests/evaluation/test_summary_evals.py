import json
from pathlib import Path

import pytest

from newsqa.errors import FactsError, RunError
from newsqa.evaluation.summary_evals import SummaryEvaluation, SummaryOutcome, render_summary_table
from newsqa.library import Embedder

STRIKE = "On Monday 1,234 dockers of Lorient went on strike over their pay."
FERRY = "The ferry between Brest and Quimper was sold to a bank of the region."
POINTS = """
articles: ../pages
summaries:
  - id: strike
    of: [strike.md]
    key_points:
      - {id: dockers, point: Dockers struck., worth: vital, said: [[dockers, strike]], quotes: ["dockers of Lorient"]}
  - id: ferry
    of: [ferry.md]
    key_points:
      - {id: sale, point: The ferry was sold., worth: vital, said: [[ferry, sold]], quotes: ["ferry between Brest"]}
      - {id: bank, point: A bank bought it., worth: okay, said: [[bank]], quotes: ["sold to a bank"]}
"""
TOPIC = POINTS.replace("id: ferry\n    of: [ferry.md]", "id: ferry\n    about: ferry of Quimper\n    of: [ferry.md]")
UNSAID = "      - {id: fares, point: Fares., worth: vital, said: [[fares]], quotes: ['The fares']}\n"
LONG = f"{FERRY} {' '.join(f'Guests of the ferry dined on fish number {n} from Groix.' for n in range(30, 50))}"
TEST_FILE = "def test_summary(summary_case):\n    summary_case.check()\n"


def suite(folder: Path, points: str = POINTS, *, ferry: str = FERRY) -> Path:
    for name in ("pages", "key_points"):
        (folder / name).mkdir(parents=True)
    (folder / "pages/strike.md").write_text(f"# Dockers out\n\n{STRIKE}\n")
    (folder / "pages/ferry.md").write_text(f"# Ferry sold\n\n{ferry}\n")
    (folder / "key_points/points.yaml").write_text(points)
    (folder / "test_summaries.py").write_text(TEST_FILE)
    return folder


def evaluated(folder: Path) -> tuple[SummaryEvaluation, list[SummaryOutcome]]:
    evaluation = SummaryEvaluation(folder)
    outcomes = [evaluation.evaluate(articles, case) for articles, case in evaluation.cases]
    evaluation.close()
    return evaluation, outcomes


def test_each_case_is_summarised_by_newsqa_and_by_two_baselines(tmp_path: Path) -> None:
    evaluation, (strike, _) = evaluated(suite(tmp_path))
    assert list(strike.scores) == ["newsqa", "first 3 sentences", "random sentences"]
    assert strike.statements["newsqa"] == [STRIKE]
    assert strike.missing == []
    assert evaluation.outcomes[0] is strike


def test_a_baseline_takes_what_there_is_of_an_article_of_fragments(tmp_path: Path) -> None:
    points = POINTS.replace("ferry between Brest", "The ferry sold").replace("sold to a bank", "bank")
    _, (_, ferry) = evaluated(suite(tmp_path, points.replace("[[bank]]", "[[ferry]]"), ferry="The ferry sold: bank"))
    assert ferry.statements["first 3 sentences"] == ["Ferry sold", "The ferry sold: bank"]
    assert sorted(ferry.statements["random sentences"]) == ferry.statements["first 3 sentences"]


def test_a_topic_is_summarised_from_a_library_of_its_folder_that_is_gone_afterwards(
    tmp_path: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Embedder, "from_settings", lambda made_with=None: embedder)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    _, (_, ferry) = evaluated(suite(tmp_path / "suite", TOPIC))
    assert FERRY in ferry.statements["newsqa"]
    assert list(tmp_path.glob("newsqa-*")) == []


@pytest.mark.parametrize(
    ("points", "message"),
    [
        (POINTS.replace("strike.md", "nowhere.md"), r"strike: .*nowhere\.md does not exist"),
        (
            POINTS.replace("dockers of Lorient", "dockers of Brest"),
            "strike: dockers: no article has “dockers of Brest”",
        ),
        (
            POINTS.replace("[[bank]]", "[[banker]]"),
            "ferry: bank: its `said` does not match the sentence of “sold to a",
        ),
        (POINTS.replace("id: ferry", "id: strike"), "two summaries are called strike"),
    ],
    ids=["no article", "no such quote", "quote that does not say it", "two of one name"],
)
def test_key_points_that_cannot_be_are_an_error(tmp_path: Path, points: str, message: str) -> None:
    with pytest.raises(FactsError, match=message):
        _ = SummaryEvaluation(suite(tmp_path, points)).cases


def test_a_folder_without_key_points_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FactsError, match=r"key_points holds no key points \(\*\.yaml\)"):
        _ = SummaryEvaluation(tmp_path).cases


def test_a_baseline_holds_what_is_missed_and_needs_every_case(tmp_path: Path) -> None:
    points = POINTS + UNSAID
    evaluation = SummaryEvaluation(
        suite(tmp_path, points, ferry=LONG.replace("fish number 49", "what The fares paid"))
    )
    assert evaluation.known is None
    (articles, first), *others = evaluation.cases
    evaluation.evaluate(articles, first)
    with pytest.raises(RunError, match="1 of 2 summaries were made: a baseline needs all"):
        evaluation.update_baseline()
    for articles, case in others:
        evaluation.evaluate(articles, case)
    path = evaluation.update_baseline()
    missed = {"strike": [], "ferry": evaluation.outcomes[1].missing}
    assert json.loads(path.read_text()) == missed
    assert SummaryEvaluation(tmp_path).known == missed


@pytest.mark.parametrize("content", ["", "[]", '{"strike": "dockers"}'])
def test_a_baseline_that_is_none_is_an_error(tmp_path: Path, content: str) -> None:
    (suite(tmp_path) / "baselines").mkdir()
    (tmp_path / "baselines/summaries.json").write_text(content)
    with pytest.raises(RunError, match=r"summaries\.json is no baseline: write a new one with --update-baseline"):
        _ = SummaryEvaluation(tmp_path).known


def test_the_table_has_a_line_for_each_method_and_how_far_newsqa_is_ahead(tmp_path: Path) -> None:
    lines = render_summary_table(evaluated(suite(tmp_path))[1]).splitlines()
    assert lines[0] == "2 summaries of at most 80 words"
    assert [line.split("  ")[0] for line in lines[3:6]] == ["newsqa", "first 3 sentences", "random sentences"]
    assert lines[3].split()[1:5] == ["1.00", "1.00", "1.00", "0.00"]
    assert lines[6].startswith("vital recall ahead of the first 3 sentences: +0.00")


def test_without_vital_points_the_table_has_a_dash_for_their_recall(tmp_path: Path) -> None:
    outcomes = evaluated(suite(tmp_path, POINTS.replace("vital", "okay")))[1]
    lines = render_summary_table(outcomes).splitlines()
    assert lines[3].split()[1] == "—"
    assert not any("ahead" in line for line in lines)


def run_pytest(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return pytester.runpytest_subprocess("mine", "-p", "no:cacheprovider", "-p", "no:hypothesispytest", *arguments)


def test_a_folder_of_key_points_runs_and_ends_with_the_table(pytester: pytest.Pytester) -> None:
    suite(pytester.path / "mine")
    result = run_pytest(pytester, "-v")
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(
        ["*test_summary?strike? PASSED*", "*newsqa scorecard*", "2 summaries of at most 80 words"]
    )


def test_a_vital_point_that_is_missed_fails_until_the_baseline_knows_it(pytester: pytest.Pytester) -> None:
    long = LONG.replace("Guests of the ferry dined on fish number 49 from Groix.", "The fares rise, one hears.")
    suite(pytester.path / "mine", POINTS + UNSAID, ferry=long)
    missed = run_pytest(pytester)
    missed.assert_outcomes(passed=1, failed=1)
    missed.stdout.fnmatch_lines(["*ferry: * words, vital recall 0.50, supported 1.00*", "*no vital:*fares: Fares.*"])
    run_pytest(pytester, "--update-baseline").stdout.fnmatch_lines(["baseline written: *summaries.json"])
    run_pytest(pytester).assert_outcomes(passed=1, xfailed=1)


def test_key_points_that_cannot_be_used_are_one_line(pytester: pytest.Pytester) -> None:
    suite(pytester.path / "mine", POINTS.replace("strike.md", "nowhere.md"))
    result = run_pytest(pytester)
    assert result.ret == pytest.ExitCode.INTERRUPTED
    result.stdout.fnmatch_lines(["newsqa: strike: *nowhere.md does not exist"])
