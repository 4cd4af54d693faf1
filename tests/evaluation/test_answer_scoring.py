import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from newsqa.evaluation.answer_scoring import judge_answer, token_f1
from newsqa.evaluation.facts_file import parse_claim

LABELLED = yaml.safe_load((Path(__file__).parent / "labelled_answers.yaml").read_text("utf-8"))


def claim(**keys: Any) -> Any:
    return parse_claim(keys)


def labelled() -> Iterator[tuple[str, dict[str, Any], bool]]:
    """The group of each labelled answer, the answer with its labels, and whether the scorer agrees with them."""
    for entry in LABELLED:
        wanted = claim(**{key: value for key, value in entry["fact"].items() if key != "question"})
        for answer in entry["answers"]:
            verdict = judge_answer(wanted, answer["answer"])
            credit = answer.get("credit", verdict.credit)
            agrees = verdict.is_correct == answer["correct"] and abs(verdict.credit - credit) <= 0.01
            yield entry.get("group", "first"), answer, agrees


def test_the_scorer_agrees_with_the_labelled_answers_but_for_those_that_are_known() -> None:
    disagreements = {answer["answer"] for _, answer, agrees in labelled() if not agrees}
    assert disagreements == {answer["answer"] for _, answer, _ in labelled() if "known" in answer}


def test_the_page_on_evals_tells_the_agreement_of_each_group() -> None:
    page = (Path(__file__).parents[2] / "docs" / "evals.md").read_text("utf-8")
    total: Counter[str] = Counter()
    agreeing: Counter[str] = Counter()
    for group, _, agrees in labelled():
        total[group] += 1
        agreeing[group] += agrees
    for group in total:
        assert re.search(rf"^\| {group} \|.*\| {agreeing[group]} of {total[group]} ", page, re.MULTILINE), group


def test_a_trusted_sentence_counts_however_it_puts_the_value() -> None:
    deaths = claim(kind="number", accept={"value": 5000, "unit": "dead"})
    sentence = "Aid groups spoke of 5,000 tents."
    assert not judge_answer(deaths, sentence).is_correct
    assert judge_answer(deaths, f"It is grim. {sentence}", trusted=[sentence]).is_correct


def test_a_rejected_number_that_something_fell_from_is_not_asserted() -> None:
    troops = claim(kind="number", accept={"value": 980, "unit": "troops"}, reject=["1,250"])
    assert judge_answer(troops, "The troops fell from 1,250 to 980.").is_correct
    assert not judge_answer(troops, "There are 1,250 troops, then 980.").is_correct


@pytest.mark.parametrize(
    ("answer", "is_right"),
    [
        ("Yes", True),
        ("**Yes**", True),
        ("The answer is yes.", True),
        ("I’d say yes", True),
        ("Did they agree? Yes.", True),
        ("Yes? No.", False),
        ("Did they agree? No.", False),
        ("Yes and no", False),
        ("No. 10 agreed to a ceasefire", True),
        ("No sooner had they met than they agreed to a ceasefire", True),
    ],
)
def test_yes_or_no_is_taken_from_where_the_answer_begins(answer: str, is_right: bool) -> None:
    ceasefire = claim(kind="yes-no", accept=True, shown_by=["agreed to a ceasefire"])
    assert judge_answer(ceasefire, answer).is_correct is is_right


def test_near_a_place_is_right_only_where_it_is_accepted_so() -> None:
    answer = "The plane came down near Goris."
    assert not judge_answer(claim(kind="place", accept=["Goris"]), answer).is_correct
    assert judge_answer(claim(kind="place", accept=["near Goris"]), answer).is_correct


def test_a_list_with_an_item_too_many_is_wrong_and_gets_the_share_of_what_it_lists() -> None:
    several = claim(kind="list", accept=["France", "Russia"])
    verdict = judge_answer(several, "France, Russia and Italy")
    assert not verdict.is_correct
    assert verdict.credit == pytest.approx(2 / 3)
    assert verdict.reason == "names France, Russia, lists Italy too"


def test_a_failed_answer_says_what_is_missing_or_wrong() -> None:
    place = claim(kind="place", accept=["Gyumri"], reject=["Yerevan"])
    assert judge_answer(place, "Vanadzor").reason == "does not say Gyumri"
    assert judge_answer(place, "Gyumri and Yerevan").reason == "asserts “Yerevan”"
    several = claim(kind="list", accept=["Russia", ["United States", "US"]])
    assert judge_answer(several, "Russia").reason == "does not name United States"


@pytest.mark.parametrize(
    ("answer", "f1"),
    [
        ("Gyumri", 1.0),
        ("the Gyumri", 1.0),
        ("in Gyumri", 2 / 3),  # precision 1/2, recall 1
        ("Gumri", 1.0),
        ("Yerevan", 0.0),
        ("", 0.0),
    ],
)
def test_token_f1_is_that_of_the_best_alias(answer: str, f1: float) -> None:
    assert token_f1(claim(kind="place", accept=["Gyumri", "Gumri"]), answer) == pytest.approx(f1)
