import json
from pathlib import Path

import pytest

from newsqa.errors import FactsError, RunError
from newsqa.evaluation.statement_evals import (
    Held,
    JudgedStatement,
    StatementEvaluation,
    StatementOutcome,
    render_statement_table,
)
from newsqa.schema import Verdict

STRIKE = "On Monday 1,234 dockers of Lorient went on strike over their pay."
STATEMENTS = f"""
articles: ../pages
statements:
  - {{id: own-words, article: strike.md, verdict: supported, kind: verbatim, text: "{STRIKE}"}}
  - {{id: brest, article: strike.md, verdict: contradicted, kind: name, text: "{STRIKE.replace("Lorient", "Brest")}"}}
"""
WRONG = STATEMENTS.replace("verdict: contradicted", "verdict: supported")
TEST_FILE = "def test_statement(statement_case):\n    statement_case.check()\n"


def suite(folder: Path, statements: str = STATEMENTS) -> Path:
    for name in ("pages", "statements"):
        (folder / name).mkdir(parents=True)
    (folder / "pages/strike.md").write_text(f"# Dockers out\n\n{STRIKE}\n")
    (folder / "statements/judged.yaml").write_text(statements)
    (folder / "test_statements.py").write_text(TEST_FILE)
    return folder


def outcome(by_hand: Verdict, given: Verdict, *reasons: str, kind: str = "name") -> StatementOutcome:
    statement = JudgedStatement(id="s", article="a.md", text="A ferry sank.", verdict=by_hand, kind=kind)
    return StatementOutcome(statement, Held(verdict=given, score=0.25, reasons=reasons))


def evaluated(folder: Path) -> StatementEvaluation:
    evaluation = StatementEvaluation(folder)
    for statement in evaluation.statements:
        evaluation.evaluate(statement)
    return evaluation


def test_each_statement_is_held_against_its_article(tmp_path: Path) -> None:
    own, brest = evaluated(suite(tmp_path)).outcomes
    assert (own.support.verdict, own.is_right) == ("supported", True)
    assert (brest.support.verdict, brest.is_right) == ("contradicted", True)


@pytest.mark.parametrize(
    ("by_hand", "given", "is_right"),
    [
        ("supported", "supported", True),
        ("supported", "not_found", False),
        ("supported", "contradicted", False),
        ("contradicted", "supported", False),
        ("contradicted", "not_found", True),
        ("not_found", "contradicted", True),
    ],
)
def test_what_is_right_tells_supported_from_the_rest(by_hand: Verdict, given: Verdict, is_right: bool) -> None:
    assert outcome(by_hand, given).is_right is is_right


def test_an_explanation_has_both_verdicts_and_the_reasons() -> None:
    wrong = outcome("supported", "contradicted", "“Brest” — the article says “Lorient”")
    assert wrong.explanation.splitlines() == [
        "s: supported by hand, contradicted by the verifier (0.25)",
        "  says:    A ferry sank.",
        "  article: a.md",
        "  reasons: “Brest” — the article says “Lorient”",
    ]
    assert outcome("supported", "not_found").explanation.endswith("reasons: none")


def test_the_table_is_worked_out_by_verdict_and_by_kind() -> None:
    table = render_statement_table(
        [
            outcome("supported", "supported", kind="verbatim"),
            outcome("supported", "supported", kind="verbatim"),
            outcome("supported", "not_found", kind="paraphrase"),
            outcome("supported", "not_found", kind="paraphrase"),
            outcome("contradicted", "contradicted"),
            outcome("not_found", "contradicted"),
            outcome("contradicted", "supported"),
            outcome("not_found", "not_found"),
        ]
    )
    lines = [" ".join(line.split()) for line in table.splitlines()]
    assert lines == [
        "8 statements held against their articles",
        "",
        "supported ones kept 2 of 4 0.500",
        "others caught 3 of 4 0.750",
        "balanced accuracy 0.625",
        "",
        "by hand supported contradicted not_found",
        "supported 2 0 2",
        "contradicted 1 1 0",
        "not_found 0 1 1",
        "",
        "right by kind: name 3/4, paraphrase 0/2, verbatim 2/2",
    ]


def test_without_statements_of_both_sorts_there_is_no_balanced_accuracy() -> None:
    table = render_statement_table([outcome("supported", "supported")])
    assert "balanced accuracy" not in table
    assert "others caught              0 of 0" in table


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "judged.yaml is no file of statements"),
        ("articles: [", "judged.yaml is no file of statements: while parsing"),
        ("articles: .", "judged.yaml is no file of statements: it has no 'statements'"),
        (STATEMENTS.replace("contradicted", "wrong"), "judged.yaml: verdict: Input should be 'supported'"),
        (STATEMENTS.replace("kind: name", "sort: name"), "judged.yaml: kind: Field required"),
        (STATEMENTS.replace("id: brest, article: strike", "id: brest, article: gone"), r"brest: .*gone\.md does not"),
        (STATEMENTS.replace("id: brest", "id: own-words"), "two statements are called own-words"),
    ],
    ids=["empty", "no YAML", "no statements", "verdict", "misspelt", "no article", "two of one name"],
)
def test_a_file_that_cannot_be_used_is_one_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(FactsError, match=message) as error:
        _ = StatementEvaluation(suite(tmp_path, text)).statements
    assert len(str(error.value).splitlines()) == 1


def test_a_folder_without_statements_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FactsError, match=r"statements holds no statements \(\*\.yaml\)"):
        _ = StatementEvaluation(tmp_path).statements


def test_an_article_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (suite(tmp_path) / "pages/strike.md").write_bytes(b"")
    with pytest.raises(FactsError, match=r"strike\.md is empty"):
        evaluated(tmp_path)


def test_a_baseline_holds_what_is_wrong_and_needs_every_statement(tmp_path: Path) -> None:
    evaluation = StatementEvaluation(suite(tmp_path, WRONG))
    assert evaluation.known is None
    evaluation.evaluate(evaluation.statements[0])
    with pytest.raises(RunError, match="1 of 2 statements were held: a baseline needs all"):
        evaluation.update_baseline()
    path = evaluated(tmp_path).update_baseline()
    assert json.loads(path.read_text()) == ["brest"]
    assert StatementEvaluation(tmp_path).known == {"brest"}


@pytest.mark.parametrize("content", ["", "{}", "[1]"])
def test_a_baseline_that_is_none_is_an_error(tmp_path: Path, content: str) -> None:
    (suite(tmp_path) / "baselines").mkdir()
    (tmp_path / "baselines/statements.json").write_text(content)
    with pytest.raises(RunError, match=r"statements\.json is no baseline: write a new one with --update-baseline"):
        _ = StatementEvaluation(tmp_path).known


def run_pytest(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return pytester.runpytest_subprocess("mine", "-p", "no:cacheprovider", "-p", "no:hypothesispytest", *arguments)


def test_a_folder_of_statements_runs_and_ends_with_the_table(pytester: pytest.Pytester) -> None:
    suite(pytester.path / "mine")
    result = run_pytest(pytester, "-v")
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(["*test_statement?own-words? PASSED*", "2 statements held against their articles"])


def test_a_wrong_verdict_fails_until_the_baseline_knows_it(pytester: pytest.Pytester) -> None:
    suite(pytester.path / "mine", WRONG)
    failed = run_pytest(pytester)
    failed.assert_outcomes(passed=1, failed=1)
    failed.stdout.fnmatch_lines(["brest: supported by hand, contradicted by the verifier*", "*“Brest” — *“Lorient”*"])
    run_pytest(pytester, "--update-baseline").stdout.fnmatch_lines(["baseline written: *statements.json"])
    run_pytest(pytester).assert_outcomes(passed=1, xfailed=1)


def test_a_baseline_of_some_statements_is_refused(pytester: pytest.Pytester) -> None:
    suite(pytester.path / "mine")
    result = run_pytest(pytester, "-k", "brest", "--update-baseline")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stdout.fnmatch_lines(["newsqa: 1 of 2 statements were held: a baseline needs all"])


def test_statements_that_cannot_be_used_are_one_line(pytester: pytest.Pytester) -> None:
    suite(pytester.path / "mine", "articles: [")
    result = run_pytest(pytester)
    assert result.ret == pytest.ExitCode.INTERRUPTED
    result.stdout.fnmatch_lines(["newsqa: *judged.yaml is no file of statements: while parsing*"])
