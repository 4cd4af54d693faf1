import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsqa.grounding.reading import ReadSentence, ReadText


def words(text: str) -> list[str]:
    return [word.surface for word in ReadSentence(text).words]


def names(text: str) -> list[str]:
    return [word.surface for word in ReadSentence(text).words if word.is_name]


def test_telling_words_are_in_lower_case_without_accents_or_stop_words() -> None:
    assert words("The Café of the Gare was closed to them.") == ["cafe", "gare", "closed"]


def test_numbers_and_dates_are_no_words() -> None:
    assert words("On Monday 1,200 dockers struck, as on 3 April 2020 and in 1998.") == ["dockers", "struck"]


def test_a_word_with_an_apostrophe_or_a_hyphen_is_at_its_place() -> None:
    sentence = ReadSentence("The mayor’s pro-Russian aide left.")
    assert [sentence.text[word.start : word.end] for word in sentence.words][:2] == ["mayor’s", "pro-Russian"]


def test_an_abbreviation_with_full_stops_is_one_word_and_a_name() -> None:
    assert names("The U.S. sent troops.") == ["us"]


def test_a_word_with_a_capital_is_a_name_within_a_sentence() -> None:
    assert names("Talks between Paris and Gyumri began.") == ["paris", "gyumri"]


@pytest.mark.parametrize("text", ["Protesters gathered.", "However they left.", "“Protesters gathered,” he said."])
def test_the_first_word_of_a_sentence_is_no_name_for_its_capital(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ada Berg designed it.", ["ada", "berg"]),
        ("Armenia is calm.", ["armenia"]),
        ("French police came.", ["french"]),
    ],
    ids=["before another name", "country", "people"],
)
def test_the_first_word_is_a_name_beside_another_or_if_it_is_a_country(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_an_opening_word_before_a_name_is_no_part_of_it() -> None:
    assert names("According to Lavrov, all is well.") == ["lavrov"]
    assert names("However Lavrov agreed.") == ["lavrov"]


def test_a_year_is_a_date_and_no_quantity() -> None:
    sentence = ReadSentence("In 1998 the storm closed 12 ports.")
    assert [quantity.value for quantity in sentence.quantities] == [12]
    assert [found.date.year for found in sentence.dates] == [1998]


def test_the_country_at_a_place_is_the_one_that_is_named_there() -> None:
    sentence = ReadSentence("Talks between Paris and Baku.")
    assert sentence.country_at(sentence.text.index("Paris")) == "France"
    assert sentence.country_at(0) is None
    assert sentence.countries == {"France", "Azerbaijan"}


def test_a_sentence_of_nothing_has_nothing() -> None:
    sentence = ReadSentence("")
    assert sentence.words == sentence.quantities == sentence.dates == ()
    assert sentence.stems == sentence.all_words == sentence.countries == frozenset()


def test_a_text_has_the_words_and_countries_of_its_title_too() -> None:
    text = ReadText("The harbour was closed.", title="Storm in Denmark")
    assert {"harbour", "storm"} <= text.all_words
    assert {"harbour", "storm"} <= text.stems
    assert text.countries == {"Denmark"}


def test_a_text_of_nothing_has_no_sentences() -> None:
    text = ReadText("")
    assert text.sentences == ()
    assert text.all_words == text.stems == text.countries == frozenset()


@given(st.text(st.sampled_from("ab B5,.’-\n U.S 1998 Mé"), max_size=60))
def test_every_word_and_sentence_is_where_it_says(text: str) -> None:
    for sentence in ReadText(text).sentences:
        assert text[sentence.start : sentence.end] == sentence.text
        spans = [(word.start, word.end) for word in sentence.words]
        assert spans == sorted(spans)
        assert all(sentence.text[start:end].strip() for start, end in spans)
