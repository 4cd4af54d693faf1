import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsqa.grounding import Span, is_elsewhere, is_negated


def place(text: str, word: str) -> Span:
    return Span(text.index(word), text.index(word) + len(word))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It is not 5,000.", "5,000"),
        ("No base is in Gyumri", "Gyumri"),
        ("None of them is in Gyumri", "Gyumri"),
        ("Gyumri cannot be the site", "Gyumri"),
        ("Gyumri was ruled out", "Gyumri"),
        ("The claim of 5,000 troops is false", "5,000"),
        ("5,000 is the wrong figure", "5,000"),
        ("It is not the case that the base is in Gyumri", "Gyumri"),
        ("Contrary to reports of 5,000 troops", "5,000"),
        ("There were not about 5,000 of them", "5,000"),
        ("Gyumri is not the site", "Gyumri"),
        ("The base isn’t in Gyumri", "Gyumri"),
        ("not Gyumri but Vanadzor", "Gyumri"),
        ("Vanadzor rather than Gyumri", "Gyumri"),
        ("without Gyumri", "Gyumri"),
    ],
)
def test_a_denial_is_seen(text: str, word: str) -> None:
    assert is_negated(text, *place(text, word))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("not only in Gyumri", "Gyumri"),
        ("not Vanadzor but Gyumri", "Gyumri"),
        ("Yerevan is not the site, Gyumri is", "Gyumri"),
        ("It was Gyumri, not Yerevan, that they chose", "Gyumri"),
        ("Peskov did not comment", "Peskov"),
        ("Peskov could not be reached", "Peskov"),
        ("Peskov said it was wrong", "Peskov"),
        ("5,000 refugees were denied entry", "5,000"),
        ("There is no doubt that it is in Gyumri", "Gyumri"),
        ("It was not until 1968", "1968"),
        ("Women could not vote until 1968", "1968"),
        ("No. 10 said so", "10"),
        ("It does not matter. Gyumri it is", "Gyumri"),
    ],
)
def test_an_assertion_is_not_taken_for_a_denial(text: str, word: str) -> None:
    assert not is_negated(text, *place(text, word))


@pytest.mark.parametrize(
    "text",
    [
        "It is unclear whether it is in Gyumri",
        "The text does not say that the base is in Gyumri",
        "I cannot tell from the article if it is Gyumri",
        "Either Gyumri or Vanadzor",
        "Is it in Gyumri?",
    ],
)
def test_what_is_left_open_is_not_asserted(text: str) -> None:
    assert is_negated(text, *place(text, "Gyumri"))


def test_doubt_of_one_clause_says_nothing_of_the_next() -> None:
    text = "It does not say when, but the base is in Gyumri"
    assert not is_negated(text, *place(text, "Gyumri"))


@pytest.mark.parametrize("text", ["all but France, Russia and Italy", "everywhere except in France and Italy"])
def test_an_exception_denies_every_name_of_its_list(text: str) -> None:
    assert is_negated(text, *place(text, "France"))
    assert is_negated(text, *place(text, "Italy"))


@pytest.mark.parametrize(
    "text",
    [
        "near Gyumri",
        "20 km north of Gyumri",
        "far from Gyumri",
        "It moved from Gyumri to Vanadzor",
        "Gyumri has no base",
        "Gyumri does not host it",
    ],
)
def test_beside_a_place_or_gone_from_it_is_elsewhere(text: str) -> None:
    assert is_elsewhere(text, *place(text, "Gyumri"))


@pytest.mark.parametrize(
    "text", ["in the north of Gyumri", "The base in Gyumri has no airfield", "It moved from Vanadzor to Gyumri"]
)
def test_what_is_in_a_place_is_not_elsewhere(text: str) -> None:
    assert not is_elsewhere(text, *place(text, "Gyumri"))


@given(st.text(), st.data())
def test_any_place_of_any_text_can_be_asked_about(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    is_negated(text, start, end)
    is_elsewhere(text, start, end)
