import pytest

from newsqa.library import content_words, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("5,000 troops", "5 000 Troops"),
        ("1,250.5", "1250.5"),
        ("Baïramov", "BAIRAMOV"),
        ("Russia’s bases", "russia base"),
        ("U.S.", "US"),
        ("e\u0301lan", "élan"),
    ],
)
def test_what_means_the_same_is_the_same_words(one: str, other: str) -> None:
    assert words(one) == words(other)


def test_numbers_are_whole_numbers() -> None:
    assert words("25 and 5,000 in 2020") == ["25", "and", "5000", "in", "2020"]


def test_a_question_is_searched_by_its_telling_words_and_by_all_where_none_tells() -> None:
    assert content_words("How many troops are in Armenia?") == ["troop", "armenia"]
    assert content_words("Who is it?") == ["who", "is", "it"]
