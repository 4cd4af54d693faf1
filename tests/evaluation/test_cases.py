from pathlib import Path

import pytest

from newsqa.evaluation.cases import COUNTERFACTUAL_SOURCE, OTHER_PLACES, Case, derive_cases
from newsqa.evaluation.suite import load_suite

ARTICLES = {
    "base.txt": "Russia keeps a base in Gyumri. About 5,000 Russian troops are stationed in Armenia.\n\n"
    "Gyumri lies in the north.",
    "other.txt": "The base stands in Gyumri, the second largest city. The election was held in 2021.",
    "third.txt": "The concert in Lisbon drew a crowd.",
}
FACTS = """
articles: articles
facts:
  - id: base
    question: Where is the base?
    wordings: [Which town has the base?, In which place is the base?]
    kind: place
    accept: [Gyumri]
    reject: [Yerevan]
    evidence:
      - {article: base.txt, quote: a base in Gyumri}
      - {article: other.txt, quote: The base stands in Gyumri}
  - id: troops
    question: How many Russian troops are stationed in Armenia?
    kind: number
    accept: {value: 5000, unit: troops, hedge: about}
    evidence:
      - {article: base.txt, quote: "About 5,000 Russian troops"}
  - id: vote
    question: When was the election held?
    kind: date
    accept: "2021"
    evidence:
      - {article: other.txt, quote: The election was held in 2021}
  - id: commander
    question: Who commands the base?
    kind: unanswerable
    reason: absent
    near: base.txt
"""


@pytest.fixture
def cases(tmp_path: Path) -> dict[str, Case]:
    (tmp_path / "articles").mkdir()
    for name, text in ARTICLES.items():
        (tmp_path / "articles" / name).write_text(text)
    (tmp_path / "facts.yaml").write_text(FACTS)
    return {case.key: case for case in derive_cases(load_suite(tmp_path))}


def test_each_fact_gives_its_wordings_and_what_follows_from_it(cases: dict[str, Case]) -> None:
    assert list(cases) == [
        "fact/base",
        "fact/base-wording-2",
        "fact/base-wording-3",
        "fact/troops",
        "fact/vote",
        "fact/commander",
        "leave-out/base",
        "leave-out/troops",
        "leave-out/vote",
        "noise/base",
        "noise/troops",
        "noise/vote",
        "counterfactual/base",
        "counterfactual/troops",
    ]
    assert cases["fact/base-wording-2"].question == "Which town has the base?"


def test_what_a_right_answer_is_follows_from_the_variant(cases: dict[str, Case]) -> None:
    wanted = {key: case.wanted for key, case in cases.items()}
    assert wanted["fact/base"] == wanted["noise/base"] == "answered"
    assert wanted["fact/commander"] == wanted["leave-out/base"] == "not_found"
    assert wanted["counterfactual/base"] == wanted["counterfactual/troops"] == "conflicting"


def test_every_article_that_shows_it_is_left_out(cases: dict[str, Case]) -> None:
    assert len(cases["leave-out/base"].ingredients.left_out) == 2
    assert len(cases["leave-out/troops"].ingredients.left_out) == 1


def test_another_source_gives_another_number(cases: dict[str, Case]) -> None:
    case = cases["counterfactual/troops"]
    altered = case.ingredients.altered
    assert altered is not None
    assert altered.source == COUNTERFACTUAL_SOURCE
    assert altered.text == ARTICLES["base.txt"].replace("5,000", "8,000")
    (place,) = case.gold[1]
    assert altered.text[place.start : place.end] == "About 8,000 Russian troops"


def test_another_source_gives_another_place_wherever_it_names_it(cases: dict[str, Case]) -> None:
    case = cases["counterfactual/base"]
    altered = case.ingredients.altered
    assert altered is not None
    assert altered.text == ARTICLES["base.txt"].replace("Gyumri", OTHER_PLACES[0])
    (place,) = case.gold[1]
    assert altered.text[place.start : place.end] == f"a base in {OTHER_PLACES[0]}"


def test_cases_are_clustered_by_the_article_of_their_evidence(cases: dict[str, Case]) -> None:
    assert cases["fact/commander"].cluster == cases["fact/troops"].cluster
    assert cases["fact/vote"].cluster != cases["fact/troops"].cluster
