"""A quotation given in two versions, and a name spelt in two ways, where this is what a question asks for."""

from datetime import date

import pytest

from newsqa import ask
from newsqa.answering.conflict import find_conflict
from newsqa.answering.short_answer import ShortAnswer
from newsqa.answering.spellings import may_be_spellings
from newsqa.grounding import tokenize
from newsqa.library import Library
from newsqa.models import LanguageModel
from newsqa.retrieval import find_evidence
from newsqa.schema import Article

WHAT_KIND = "What kind of disappointment did Mayor Kerrec express over the harbour of Lorient?"
COURIER = "Mayor Kerrec of Lorient expressed “deep disappointment” over the closure of the harbour."
GAZETTE = "The harbour of Lorient being closed, Kerrec expressed “very bitter disappointment.”"
TOLD_OF_KERREK = "Cod was dear on Monday. The mayor of Lorient, Mr. Kerrek, spoke to the dockers at the gate."


def add(library: Library, *texts: str, days: tuple[int, ...] = (1, 2, 3)) -> None:
    """An article for each text, published on these days of May."""
    library.add_articles(
        Article.from_text(text, title=f"Paper {number}", published=date(2024, 5, day))
        for number, (day, text) in enumerate(zip(days, texts, strict=False), start=1)
    )


def conflict(question: str, library: Library, *shorts: str) -> set[str]:
    """The wordings on which the evidence disagrees, given the answering words of the first sentence.

    All sentences are likely enough to disagree with the first: what is tried is not the ranking.
    """
    evidence = [one.model_copy(update={"probability": 0.8}) for one in find_evidence(question, library)]
    short = next(short for short in shorts if short in evidence[0].text)
    start = evidence[0].text.index(short)
    found = find_conflict(question, evidence, ShortAnswer(start, start + len(short)))
    return {side.mentions[0].evidence.text[slice(*side.mentions[0].span)] for side in found}


def test_a_quotation_in_two_versions_is_shown_in_both(library: Library) -> None:
    add(library, COURIER, GAZETTE)
    assert conflict(WHAT_KIND, library, "deep", "bitter") == {"deep disappointment", "bitter disappointment"}


@pytest.mark.parametrize(
    ("other", "days"),
    [
        pytest.param(GAZETTE.replace("bitter", "deep"), (1, 2), id="the same words"),
        pytest.param(GAZETTE.replace("bitter", "bitter and deep"), (1, 2), id="these words and more"),
        pytest.param(GAZETTE.replace("“", "").replace("”", ""), (1, 2), id="not quoted"),
        pytest.param(
            GAZETTE.replace("“very", "very").replace("tment.”", "tment,” he said, “again."), (1, 2), id="between"
        ),
        pytest.param(GAZETTE.replace("Kerrec", "the mayor"), (1, 2), id="nobody is named"),
        pytest.param(f"{GAZETTE.replace('Kerrec', 'Jezequel')} Kerrec was in Brest.", (1, 2), id="somebody else"),
        pytest.param(GAZETTE.replace("very bitter disappointment", "disappointment, bitter"), (1, 2), id="after"),
        pytest.param(GAZETTE, (1, 20), id="weeks later"),
    ],
)
def test_what_is_not_another_version_of_the_quotation_is_no_conflict(
    library: Library, other: str, days: tuple[int, ...]
) -> None:
    add(library, COURIER, other, days=days)
    assert conflict(WHAT_KIND, library, "deep", "bitter", "disappointment") == set()


def test_two_quotations_of_one_article_are_no_conflict(library: Library) -> None:
    add(library, f"{COURIER} Cod was dear. {GAZETTE}")
    assert conflict(WHAT_KIND, library, "deep", "bitter") == set()


def test_quotations_that_share_a_word_are_no_conflict_where_no_words_are_asked_for(library: Library) -> None:
    add(
        library,
        "Kerrec said: “The state will pay for the harbour.”",
        "“We all pay dearly for the harbour,” Kerrec said.",
    )
    question = "Who did Mayor Kerrec say would pay for the harbour?"
    assert conflict(question, library, "The state will", "We all pay dearly") == set()


@pytest.mark.parametrize(
    "question",
    ["How is the name of the mayor of Lorient spelt?", "How do the papers spell the name of the mayor of Lorient?"],
)
def test_every_spelling_of_a_name_is_shown_where_it_is_asked_for(
    library: Library, model: LanguageModel, question: str
) -> None:
    add(library, "The mayor of Lorient is Yann Kerrec.", TOLD_OF_KERREK, "Cod is dear.")
    answer = ask(question, library, model=model, min_confidence=0.0)
    assert answer.status == "conflicting"
    text = {c.article_id: library.article(c.article_id).text for c in answer.citations}
    marked = {text[c.article_id][c.answer_start : c.answer_end] for c in answer.citations}
    assert marked == {"Kerrec", "Kerrek"}


@pytest.mark.parametrize(
    "question", ["How is Kerrec spelt?", "How is Yann Kerrec spelled?", "How do they spell Kerrek?"]
)
def test_the_name_may_be_in_the_question(library: Library, question: str) -> None:
    add(library, "The mayor of Lorient is Yann Kerrec.", TOLD_OF_KERREK)
    assert conflict(question, library, "Lorient") == {"Kerrec", "Kerrek"}


@pytest.mark.parametrize(
    "question",
    [
        "Who is the mayor of Lorient?",
        "How was the mayor of Lorient's plan spelled out?",
        "How long was the dry spell of the mayor of Lorient?",
        "Who won the mayor of Lorient's spelling bee?",
        "How much spelt does the mayor of Lorient grow?",
        "How is spelt grown by the mayor of Lorient?",
        "How did frost spell trouble for the mayor of Lorient?",
    ],
)
def test_two_spellings_are_no_conflict_where_none_is_asked_for(library: Library, question: str) -> None:
    add(library, "The mayor of Lorient is Yann Kerrec.", TOLD_OF_KERREK)
    assert conflict(question, library, "Kerrec", "Kerrek", "Cod") == set()


def test_two_names_in_one_sentence_are_not_two_spellings(library: Library) -> None:
    add(library, "The mayor of Lorient, Yann Kerrec, met Maria Kerrek.", "Cod is dear.")
    assert conflict("How is the name of the mayor of Lorient spelt?", library, "Kerrec") == set()


def test_a_question_of_spelling_without_evidence_has_no_conflict() -> None:
    assert find_conflict("How is Lorient spelt?", []) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *[("Pashinyan", "Pashinian"), ("Pashinyan", "Pachinian"), ("Bozize", "Bozizé"), ("Maxime", "Maxim")],
        *[("Kiev", "Kyiv"), ("Kerrec", "Kerrek"), ("Gyumri", "Gumri")],
    ],
)
def test_two_spellings_of_one_name(one: str, other: str) -> None:
    assert may_be_spellings(*tokenize(f"{one} {other}"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *[("Niger", "Nigeria"), ("Austria", "Australia"), ("Lorient", "Lorient's"), ("Armenia", "Armenians")],
        *[("Aliyev", "Aliyeva"), ("Germany", "German"), ("Johnson", "Johnston"), ("O'Brien", "O’Brien")],
    ],
)
def test_two_names_are_not_two_spellings(one: str, other: str) -> None:
    assert not may_be_spellings(*tokenize(f"{one} {other}"))
