import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsqa.grounding import find_name, further_items


def further(text: str, *items: str) -> list[str]:
    return [text[slice(*span)] for span in further_items(text, [s for item in items for s in find_name(item, text)])]


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("France, Russia and Italy", ["Italy"]),
        ("Italy, France and Russia", ["Italy"]),
        ("France, Italy, Russia", ["Italy"]),
        ("France & Russia & Italy", ["Italy"]),
        ("- France\n- Russia\n- Italy", ["Italy"]),
        ("1. **France**\n2. **Russia**\n3. **Italy**", ["Italy"]),
        ("France, Russia, Italy and the Republic of Korea", ["Italy", "Republic of Korea"]),
        ("France, Russia and Italy signed it", ["Italy"]),
    ],
)
def test_another_item_of_the_same_enumeration_is_found(text: str, others: list[str]) -> None:
    assert further(text, "France", "Russia") == others


@pytest.mark.parametrize(
    "text",
    [
        "France and Russia",
        "In Geneva, France and Russia met.",
        "On behalf of the OSCE, France and Russia mediate",
        "France and Russia mediate between Armenia and Azerbaijan",
        "France and Russia (the Minsk Group)",
        "France and Russia. Italy joined later",
        "France and Russia, Europe’s oldest rivals, met",
        "France, Russia and, later, others",
    ],
)
def test_what_a_sentence_says_beside_its_list_is_no_item(text: str) -> None:
    assert further(text, "France", "Russia") == []


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("ozone, methane and radon", ["radon"]),
        ("copper, ozone and methane", []),  # may be what the items are: "minerals, gold and diamonds"
        ("ozone, methane and much more", []),
        ("ozone and methane, they said", []),
    ],
)
def test_items_without_capitals_are_one_or_two_words_that_follow(text: str, others: list[str]) -> None:
    assert further(text, "ozone", "methane") == others


def test_without_items_nothing_is_further() -> None:
    assert further("France, Russia and Italy") == []


@given(st.text(alphabet="AaBb ,.;&\n-and"))
def test_further_items_lie_in_the_text_and_apart_from_those_given(text: str) -> None:
    given_items = find_name("aa", text)
    for span in further_items(text, given_items):
        assert 0 <= span.start < span.end <= len(text)
        assert all(span.end <= item.start or item.end <= span.start for item in given_items)
