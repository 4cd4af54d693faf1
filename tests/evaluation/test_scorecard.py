import pytest
from case_records import record

from newsqa.evaluation.figures import Figure
from newsqa.evaluation.runs import CaseRecord
from newsqa.evaluation.scorecard import render_scorecard, score


def figure(records: list[CaseRecord], group: str, name: str) -> Figure:
    return score("m", records, seconds={}).figure(group, name)


def ten(repeats: int = 1) -> list[CaseRecord]:
    """Ten cases of five articles, the first two failing, each answered so often."""
    return [
        record(f"case-{n}", is_passed=n > 1, repeat=repeat, cluster=str(n % 5), confidence=0.1 + n / 20)
        for n in range(10)
        for repeat in range(repeats)
    ]


def test_repeats_make_no_interval_narrower() -> None:
    for group, name in (("facts", "passed"), ("facts", "token F1"), ("confidence", "Brier score")):
        assert figure(ten(3), group, name) == figure(ten(), group, name)


def test_a_case_passes_when_all_its_repeats_do() -> None:
    records = [record("a"), record("a", is_passed=False, repeat=1), record("b"), record("b", repeat=1)]
    card = score("m", records, seconds={})
    assert (card.passed, card.failed) == (("fact/b",), ("fact/a",))
    assert card.figure("facts", "passed").counted == "1/2"
    assert card.stages["chosen but answered wrongly"] == 1


def test_repeats_tell_how_much_agrees_and_how_the_pass_rate_varies() -> None:
    records = [record("a"), record("a", is_passed=False, repeat=1), record("b"), record("b", repeat=1)]
    assert figure(records, "repeats", "same outcome").counted == "1/2"
    assert figure(records, "repeats", "same answer").counted == "1/2"
    assert figure(records, "repeats", "pass rate").value == 0.75
    # The pass rates are 1 and 1/2: their variance is 1/4 ** 2 + 1/4 ** 2.
    assert figure(records, "repeats", "variance of pass rate").value == pytest.approx(1 / 8)
    assert not [f for f in score("m", ten(), seconds={}).figures if f.group == "repeats"]


def test_a_small_variance_is_not_printed_as_none() -> None:
    assert Figure(group="repeats", name="variance of pass rate", value=0.00042).text == "0.0004"


@pytest.mark.parametrize(
    ("group", "name"),
    [
        ("refusal", "F1"),
        ("confidence", "Brier score"),
        ("confidence", "expected calibration error"),
        ("confidence", "area under risk-coverage"),
    ],
)
def test_figures_that_are_no_shares_have_an_interval_too(group: str, name: str) -> None:
    records = ten()
    if group == "refusal":
        refused = {"status": "not_found"}
        records = [
            r.model_copy(
                update={
                    "gold": () if n % 3 else r.gold,
                    "answer": r.answer.model_copy(update=refused if n % 2 else {}),
                }
            )
            for n, r in enumerate(records)
        ]
    found = figure(records, group, name)
    assert found.low is not None
    assert found.value is not None
    assert found.high is not None
    assert 0 <= found.low <= found.value <= found.high <= 1
    assert found.clusters == 5


def test_an_interval_that_cannot_be_told_is_a_dash() -> None:
    found = figure([record("a"), record("b", cluster="Other")], "facts", "token F1")
    assert (found.value, found.interval) == (0.5, "—")


def test_each_tag_has_its_figure_which_is_not_printed() -> None:
    card = score("m", [record("a", tags=["bridge"]), record("b", tags=["bridge"], is_passed=False)], seconds={})
    assert card.figure("by tag", "bridge").counted == "1/2"
    assert "bridge" not in render_scorecard(card)


def test_the_scorecard_keeps_the_risk_coverage_curve() -> None:
    records = [record("sure", confidence=0.9), record("unsure", confidence=0.2, is_passed=False)]
    assert score("m", records, seconds={}).risk_coverage == ((0.5, 0), (1, 0.5))


@pytest.mark.parametrize(("cases", "is_few"), [(1, True), (9, True), (10, False)])
def test_fewer_than_ten_cases_are_marked(cases: int, is_few: bool) -> None:
    found = figure([record(str(n)) for n in range(cases)], "facts", "passed")
    assert found.is_of_few is is_few
    printed = next(line for line in render_scorecard(score("m", [record("a")], seconds={})).splitlines())
    assert printed.endswith("1/1 few")
