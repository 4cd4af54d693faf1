import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsqa.grounding.lexicon import IRREGULAR, relation

WORDS = st.sampled_from("rise fell car vehicle bus train banana doctor physician win lost children best qwxz".split())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("studies", "study"),
        ("stopped", "stop"),
        ("closing", "close"),
        ("larger", "large"),
        ("heavier", "heavy"),
        ("happiest", "happy"),
        ("quickly", "quick"),
    ],
)
def test_two_forms_of_a_word_are_the_same(one: str, other: str) -> None:
    assert relation(one, other) == "same"


@pytest.mark.parametrize(
    ("one", "other"),
    [("rose", "rise"), ("sank", "sunk"), ("went", "gone"), ("men", "man"), ("children", "child"), ("best", "good")],
)
def test_irregular_forms_are_the_same(one: str, other: str) -> None:
    assert relation(one, other) == "same"


@pytest.mark.parametrize("form", sorted(IRREGULAR))
def test_an_irregular_form_is_the_same_as_its_base(form: str) -> None:
    assert relation(form, IRREGULAR[form]) == "same"


def test_a_word_that_no_dictionary_has_is_the_same_as_itself_alone() -> None:
    assert relation("qwxz", "qwxz") == "same"
    assert relation("qwxz", "parliament") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [("car", "automobile"), ("doctors", "physician"), ("bought", "purchased"), ("secret", "covert")],
)
def test_two_words_of_one_meaning_are_synonyms(one: str, other: str) -> None:
    assert relation(one, other) == "synonym"


def test_a_noun_is_a_synonym_of_the_verb_that_it_is_made_of() -> None:
    assert relation("destruction", "destroyed") == "synonym"


@pytest.mark.parametrize(("one", "other"), [("rise", "fall"), ("win", "lose"), ("hot", "cold"), ("accept", "reject")])
def test_opposites_are_told(one: str, other: str) -> None:
    assert relation(one, other) == "opposite"


def test_opposites_are_told_in_irregular_forms() -> None:
    assert relation("rose", "fell") == "opposite"


def test_a_vehicle_is_more_than_a_car_and_an_apple_less_than_fruit() -> None:
    assert relation("vehicles", "cars") == "broader"
    assert relation("apple", "fruit") == "narrower"


def test_two_of_one_kind_are_siblings() -> None:
    assert relation("bus", "train") == "sibling"
    assert relation("monday", "tuesday") == "sibling"


def test_words_of_different_matters_are_nothing_to_each_other() -> None:
    assert relation("banana", "parliament") is None


@given(WORDS, WORDS)
def test_a_relation_turned_round_is_its_converse(one: str, other: str) -> None:
    turned = {"broader": "narrower", "narrower": "broader"}
    there = relation(one, other)
    assert relation(other, one) == turned.get(there or "", there)
