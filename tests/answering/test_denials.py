"""Claims and accusations that somebody denies, and those that only seem to be denied."""

import pytest

from newsqa import ask
from newsqa.answering.conflict import find_conflict
from newsqa.library import Library
from newsqa.models import LanguageModel
from newsqa.retrieval import find_evidence
from newsqa.schema import Article

BOMBED = "The rebels accused Ruritania of bombing the harbour of Lorient on Friday."
DID_RURITANIA = "Did Ruritania bomb the harbour of Lorient?"


def add(library: Library, text: str) -> None:
    library.add_articles([Article.from_text(text, title="What the Courier says")])


def sides(question: str, library: Library) -> list[str]:
    """The words of a claim and of its denial; none where there are not both."""
    found = find_conflict(question, find_evidence(question, library))
    return [side.mentions[0].evidence.text[slice(*side.mentions[0].span)] for side in found]


@pytest.mark.parametrize("denial", ["Ruritania rejected the accusation.", "Its government denies having done so."])
@pytest.mark.parametrize("question", [DID_RURITANIA, "Who bombed Lorient's harbour?"])
def test_an_accusation_and_its_denial_are_two_sides(
    library: Library, model: LanguageModel, question: str, denial: str
) -> None:
    add(library, f"{BOMBED} {denial} The port was shut for a day.")
    answer = ask(question, library, model=model)
    assert answer.status == "conflicting"
    assert answer.short_answer is None
    assert answer.answer.startswith("The article gives more than one answer: “The rebels accused Ruritania")
    assert denial in answer.answer
    text = library.article(answer.citations[0].article_id).text
    assert all(text[citation.start : citation.end] == citation.quote for citation in answer.citations)


def test_a_denial_further_on_is_of_the_accusation_whose_words_it_repeats(library: Library) -> None:
    add(library, f"{BOMBED} The port was shut for a day. Its envoy denied the reports about Lorient.")
    accused, denied = sides(DID_RURITANIA, library)
    assert accused.startswith("accused Ruritania of bombing the harbour")
    assert denied == "denied the reports"


def test_an_accused_government_is_told_from_what_it_is_accused_of(library: Library) -> None:
    add(library, "The rebels accused the government of Ruritania of bombing Lorient. It denied the claim.")
    assert sides("Did Ruritania bomb Lorient?", library)
    assert sides("Is there a government of Ruritania?", library) == []


def test_a_claim_and_whoever_disagrees_are_two_sides(library: Library, model: LanguageModel) -> None:
    add(library, "The Gazette, the mayor claims, invents its news from Lorient. The paper disagrees.")
    answer = ask("Does the Gazette report fairly, or does it invent its news?", library, model=model)
    assert answer.status == "conflicting"
    assert "“The paper disagrees.”" in answer.answer


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who accused Ruritania of bombing the harbour of Lorient?", f"{BOMBED} Ruritania rejected the accusation."),
        ("Do the rebels blame Ruritania for bombing Lorient?", f"{BOMBED} Ruritania rejected the accusation."),
        (DID_RURITANIA, f"{BOMBED} Ruritania rejected the truce."),
        (DID_RURITANIA, f"{BOMBED} Parliament rejected a bill that would have raised the tax."),
        (DID_RURITANIA, f"{BOMBED} Ruritania did not deny the accusation."),
        (DID_RURITANIA, f"{BOMBED} Ruritania has neither confirmed nor denied the claim."),
        (DID_RURITANIA, f"{BOMBED} The mayor denied reports that the dam had burst."),
        (
            DID_RURITANIA,
            "Ruritania denied claims that it bombed the harbour of Lorient. It rejected them again today.",
        ),
        ("Was the harbour of Lorient shut?", f"{BOMBED} Ruritania rejected the accusation."),
        (
            "Did the trial of the smuggler begin on Monday?",
            "The trial of the alleged smuggler Jan Weiss began in Lorient on Monday. He denies the charges.",
        ),
        (
            "Did an earthquake hit Lorient?",
            "The earthquake that hit Lorient on Friday claimed 300 lives. The mayor denied the reports.",
        ),
        (
            "Are the miners of Kolwa on strike?",
            "The union claims that 4,000 miners of Kolwa are on strike. The dispute that led to it is about pay.",
        ),
        (
            "Does the battery last 20 hours?",
            "The company claims that its new battery will last 20 hours. It is cheap. The company denied reports "
            "that it will cut jobs.",
        ),
    ],
)
def test_what_is_not_denied_has_no_two_sides(library: Library, question: str, text: str) -> None:
    add(library, text)
    assert sides(question, library) == []
