import pytest

from newsqa.library import surface_words
from newsqa.retrieval.asked_names import asked_names, has_name, share_missing


def names(question: str) -> list[str]:
    return [name.word for name in asked_names(question)]


def test_names_and_numbers_of_a_question_are_found_and_its_first_word_is_none() -> None:
    assert names("How many Russian troops were in Georgia in 2008?") == ["russian", "georgia", "2008"]
    assert names("During the talks, who spoke for Baku?") == ["baku"]


def test_a_question_in_capitals_or_without_any_names_nothing() -> None:
    assert names("HOW MANY TROOPS ARE IN GEORGIA?") == []
    assert names("how many troops are in georgia?") == []


@pytest.mark.parametrize(
    ("asked", "said"),
    [("Georgia", "Georgian"), ("France", "French"), ("Pashinyan", "Pashinian"), ("Azerbaijan", "Azerbaijani")],
)
def test_a_name_is_in_its_demonym_and_in_another_spelling(asked: str, said: str) -> None:
    (name,) = asked_names(f"Is {asked} there?")
    assert has_name(name, surface_words(said))


@pytest.mark.parametrize(
    ("asked", "said"), [("Georgia", "Armenia"), ("Austria", "Australia"), ("1997", "1998"), ("Iran", "Iraq")]
)
def test_another_name_or_year_is_another(asked: str, said: str) -> None:
    (name,) = asked_names(f"Is {asked} there?")
    assert not has_name(name, surface_words(said))


def test_what_is_missing_weighs_by_how_rare_it_is() -> None:
    asked = asked_names("Are Russian troops in Georgia?")
    said = surface_words("Russian troops stationed in Armenia number about 5,000.")
    assert share_missing(asked, said, {"russian": 0.25, "georgia": 0.75}) == 0.75
    assert share_missing([], said, {}) == 0.0
