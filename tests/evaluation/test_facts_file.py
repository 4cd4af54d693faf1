from pathlib import Path

import pytest

from newsqa.errors import FactsError
from newsqa.evaluation.facts_file import find_facts_files
from newsqa.evaluation.suite import load_suite, unlisted_evidence

ARTICLE = """---
title: Ferries
---

The harbour has 12 ferries. Ada Berg runs them.
"""
FACT = """
  - id: ferries
    question: How many ferries has the harbour?
    kind: number
    accept: {value: 12, unit: ferries}
    evidence:
      - article: ferries.md
        quote: The harbour has 12 ferries
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "ferries.md").write_text(ARTICLE)
    return tmp_path


def write(folder: Path, facts: str, name: str = "facts.yaml") -> Path:
    path = folder / name
    path.write_text(f"articles: articles\nfacts:{facts}")
    return path


def problem(folder: Path) -> str:
    with pytest.raises(FactsError) as caught:
        load_suite(folder)
    return str(caught.value).replace(f"{folder}/", "")


def test_a_sound_file_is_read_with_its_evidence_placed(folder: Path) -> None:
    write(folder, FACT)
    suite = load_suite(folder)
    ((place,),) = suite.facts[0].gold
    assert suite.corpus.articles[0].text[place.start : place.end] == "The harbour has 12 ferries"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("accept:", "acept:", "facts.yaml:6: the key acept is unknown: did you mean accept?"),
        ("value: 12", "valeu: 12", "facts.yaml:6: the key valeu is unknown: did you mean value?"),
        ("kind: number", "kind: numbr", "facts.yaml:5: kind cannot be 'numbr': did you mean number?"),
        ("kind: number", "kind: 5", "facts.yaml:5: kind cannot be '5': it is one of"),
        ("question: How many ferries has the harbour?", "tags: [a]", "facts.yaml:3: the key question is missing"),
        (
            "The harbour has 12 ferries\n",
            "The harbour has twelve ferries\n",
            "facts.yaml:9: ferries: the quote “The harbour",
        ),
        ("ferries.md", "feries.md", "facts.yaml:9: ferries: there is no article feries.md in"),
        ("value: 12", "value: 13", "facts.yaml:9: ferries: the quote itself does not say 13 ferries"),
        ("id: ferries", "id: Ferries!", "facts.yaml:3: an id is of a to z, figures and single hyphens: ferries"),
        ("kind: number", "kind: [", "facts.yaml:7: is not YAML"),
        ("kind: number", "kind: unanswerable", "facts.yaml:3: an unanswerable fact has no accept"),
        ("kind: number", "kind: number\n    kind: date", "facts.yaml:6: the key kind is written twice"),
        ("accept:", "claims:", "facts.yaml:6: the key claims is unknown: known are accept, "),
        ("{value: 12, unit: ferries}", "12", "facts.yaml:6: accept must have keys and values, and is '12'"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_line(folder: Path, old: str, new: str, expected: str) -> None:
    assert old in FACT
    write(folder, FACT.replace(old, new))
    assert expected in problem(folder)


SIDES = """
  - id: ferries
    question: How many ferries has the harbour?
    kind: conflicting
    sides:
      - kind: numbr
        accept: {value: 12}
      - accept: {value: 13}
"""


def test_the_sides_and_their_kinds_are_checked(folder: Path) -> None:
    write(folder, "\n  - {id: ferries, question: How many?, kind: conflicting, sides: hello}\n")
    assert problem(folder) == "facts.yaml:3: sides must be a list, and is 'hello'"
    write(folder, SIDES)
    assert problem(folder).splitlines() == [
        "facts.yaml:7: kind cannot be 'numbr': did you mean number?",
        "facts.yaml:9: the key kind is missing",
    ]


DATE = FACT.replace("kind: number", "kind: date").replace("The harbour has 12 ferries", "opened on 27 September 2020")


@pytest.mark.parametrize(
    "written", ["2020-09-27", "'2020-09-27'", "[2020-09-27]", "2020", "2020-09", "[2019, 09-27]"]
)
def test_a_date_needs_no_quotation_marks(folder: Path, written: str) -> None:
    (folder / "articles" / "ferries.md").write_text("It opened on 27 September 2020.")
    write(folder, DATE.replace("{value: 12, unit: ferries}", written))
    assert load_suite(folder).facts[0].fact.kind == "date"


def test_a_date_that_is_none_is_named_with_its_line(folder: Path) -> None:
    write(folder, DATE.replace("{value: 12, unit: ferries}", "2020-13-45"))
    assert "facts.yaml:6: '2020-13-45' is no date" in problem(folder)


def test_a_single_wording_needs_no_brackets(folder: Path) -> None:
    write(folder, f"{FACT}    wordings: How many?\n    tags: harbour\n")
    fact = load_suite(folder).facts[0].fact
    assert (fact.wordings, fact.tags) == (("How many?",), ("harbour",))


@pytest.mark.parametrize(("encoding", "line"), [("latin-1", 4), ("utf-16", 1)])
def test_another_encoding_is_named_with_its_line(folder: Path, encoding: str, line: int) -> None:
    write(folder, FACT).write_bytes(f"articles: articles\nfacts:{FACT}".replace("many", "mäny").encode(encoding))
    assert problem(folder) == f"facts.yaml:{line}: is not UTF-8: save the file with that encoding"


def test_facts_beside_the_folder_facts_are_read_too(folder: Path) -> None:
    write(folder, FACT)
    (folder / "facts").mkdir()
    more = FACT.replace("id: ferries", "id: more-ferries")
    (folder / "facts" / "more.yaml").write_text(f"articles: ../articles\nfacts:{more}")
    assert [fact.fact.id for fact in load_suite(folder).facts] == ["ferries", "more-ferries"]


def test_an_article_whose_name_two_have_is_named_by_its_path(folder: Path) -> None:
    for name in ("2019", "2020"):
        (folder / "articles" / name).mkdir()
        (folder / "articles" / name / "ferries.md").write_text(f"In {name} the harbour had 12 ferries.")
    (folder / "articles" / "ferries.md").unlink()
    fact = FACT.replace("The harbour has 12", "the harbour had 12")
    write(folder, fact)
    assert problem(folder) == (
        "facts.yaml:9: ferries: 2 articles are called ferries.md: write 2019/ferries.md or 2020/ferries.md"
    )
    write(folder, fact.replace("article: ferries.md", "article: 2020/ferries.md"))
    ((place,),) = load_suite(folder).facts[0].gold
    assert load_suite(folder).corpus.by_id[place.article_id].text.startswith("In 2020")


def test_every_problem_is_named_at_once(folder: Path) -> None:
    write(folder, FACT.replace("accept:", "acept:") + FACT.replace("kind: number", "kind: numbr"))
    assert len(problem(folder).splitlines()) >= 2


def test_an_id_is_taken_once_over_all_files(folder: Path) -> None:
    write(folder, FACT, "a.yaml")
    write(folder, FACT, "b.yaml")
    assert problem(folder) == "b.yaml:3: the id ferries is taken by the fact at " + f"{folder}/a.yaml:3".replace(
        f"{folder}/", ""
    )


def test_a_folder_without_facts_and_one_that_is_not_there_say_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(FactsError, match="newsqa facts new"):
        find_facts_files(tmp_path)
    with pytest.raises(FactsError, match="does not exist"):
        find_facts_files(tmp_path / "nowhere")


def test_an_empty_list_of_facts_is_refused(folder: Path) -> None:
    write(folder, " []")
    assert problem(folder) == "facts.yaml:2: there are no facts in it"


def test_an_unlisted_article_that_says_the_same_is_noted(folder: Path) -> None:
    (folder / "articles" / "again.md").write_text("# Again\n\nNow the harbour has 12 ferries.\n")
    write(folder, FACT)
    ((fact, article, sentence),) = unlisted_evidence(load_suite(folder))
    assert (fact.id, article, sentence) == ("ferries", "again.md", "Now the harbour has 12 ferries.")


def test_with_other_articles_a_fact_is_kept_where_it_holds_in_similar_words(folder: Path, tmp_path: Path) -> None:
    berg = FACT.replace("id: ferries", "id: berg").replace(
        "How many ferries has the harbour?", "Who runs the ferries?"
    )
    berg = berg.replace("kind: number", "kind: person").replace("{value: 12, unit: ferries}", "[Ada Berg]")
    write(folder, FACT + berg.replace("The harbour has 12 ferries", "Ada Berg runs them"))
    others = tmp_path / "others"
    others.mkdir()
    (others / "retold.txt").write_text("Twelve ferries serve the town: the harbour has 12 ferries in all.")
    suite = load_suite(folder, articles=others)
    assert [fact.fact.id for fact in suite.facts] == ["ferries"]
    assert [fact.id for fact in suite.not_held] == ["berg"]
