from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsqa.grounding import countries_in


def countries(text: str) -> list[str]:
    return [mention.country for mention in countries_in(text)]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Ivorians", "Ivory Coast"),
        ("Burma’s leader", "Myanmar"),
        ("talks in Paris", "France"),
        ("the U.S. envoy", "United States"),
    ],
)
def test_a_country_is_known_by_its_people_an_old_name_its_capital_and_its_letters(text: str, country: str) -> None:
    assert countries(text) == [country]


def test_both_countries_of_a_hyphenated_pair_are_named() -> None:
    assert countries("a Turkish-Greek row") == ["Turkey", "Greece"]


def test_a_name_without_a_capital_names_no_country() -> None:
    assert countries("armenia, turkey and china") == []


def test_a_text_of_nothing_names_no_country() -> None:
    assert countries("") == []


@given(st.lists(st.sampled_from(["Mali", "the Swiss", "South Koreans", "a storm", "Niger’s port"]), max_size=6))
def test_places_are_exact_in_order_and_do_not_overlap(pieces: list[str]) -> None:
    text = ", ".join(pieces)
    found = countries_in(text)
    assert [text[one.start : one.end] for one in found] == [
        name for piece in pieces for name in ("Mali", "Swiss", "South Korean", "Niger") if name in piece
    ]
    assert all(one.end <= other.start for one, other in pairwise(found))
