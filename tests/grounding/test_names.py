import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsqa.grounding import find_name, tokenize


def is_named(name: str, text: str) -> bool:
    return bool(find_name(name, text))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Gyumri", "the base in gyumri."),
        ("Gyumri", "Gyumri’s garrison"),
        ("Minsk Group", "the “Minsk group” mediators"),
        ("Erdoğan", "Recep Tayyip Erdogan"),
        ("Djeyhoun Bairamov", "Djeyhoun Baïramov"),
        ("Baïramov", "Bai\u0308ramov"),
        ("Bai\u0308ramov", "Baïramov"),
        ("Sergey Lavrov", "Sergey V. Lavrov"),
        ("J.K. Rowling", "J K Rowling"),
        ("Łódź", "in Lodz"),
        ("US", "said the U.S. ambassador"),
        ("political and diplomatic", "political, and diplomatic"),
        ("friend of Russia", "a friend of the Russia that was"),
    ],
)
def test_a_name_is_found_whatever_its_case_accents_and_punctuation(name: str, text: str) -> None:
    assert is_named(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Niger", "in Nigeria"),
        ("Georgia", "the Georgian army"),
        ("5", "in 25 cases"),
        ("5", "some 5,000"),
        ("US", "he told us so"),
        ("York", "in New York"),
        ("Korea", "from North Korea"),
        ("military base", "a base of the military"),
        ("Peskov said", "told Peskov. Said he"),
        ("", "anything"),
    ],
)
def test_a_name_is_never_found_in_part_or_apart(name: str, text: str) -> None:
    assert not is_named(name, text)


@given(st.text())
def test_tokens_lie_in_the_text_in_order_and_every_one_can_be_found(text: str) -> None:
    end = 0
    for token in tokenize(text):
        assert end <= token.start < token.end <= len(text)
        assert text[token.start : token.end] == token.text
        end = token.end
