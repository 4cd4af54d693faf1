from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsqa.grounding import find_quantities


def values(text: str) -> list[Decimal]:
    return [quantity.value for quantity in find_quantities(text) if not quantity.is_year]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("About 5,000 Russian troops", 5000),
        ("5 000 troops", 5000),
        ("5\u00a0000 troops", 5000),
        ("5\u202f000 troops", 5000),
        ("5k", 5000),
        ("five thousand", 5000),
        ("5 thousand", 5000),
        ("5,000.00", 5000),
        ("0.5 million", 500_000),
        ("half a million", 500_000),
        ("three quarters of a million", 750_000),
        ("two and a half million", 2_500_000),
        ("one hundred and twenty thousand", 120_000),
        ("twenty-five", 25),
        ("two dozen", 24),
        ("a 5,000-strong garrison", 5000),
        ("minus 5 degrees", -5),
        ("-5 degrees", -5),
        ("£5bn", 5 * 10**9),
        ("2.5km", "2.5"),
        ("2½ km", "2.5"),
        ("1½ million", 1_500_000),
        ("a million and a half people", 1_500_000),
        ("four-and-a-half kilometres", "4.5"),
        ("5 degrees below freezing", -5),
        ("It is a day old", 1),
    ],
)
def test_a_number_is_read_in_digits_and_in_words(text: str, value: int | str) -> None:
    assert values(text) == [Decimal(value)]


@pytest.mark.parametrize(
    "text",
    [
        "dozens of ships",
        "several hundred soldiers",
        "hundreds of thousands displaced",
        "the 5th of them",
        "the twenty-fifth",
        "COVID-19",
        "on September 27, 2020",
        "27 September",
        "2020-09-27",
        "B52",
        "open 24/7",
        "every hour of a day",
    ],
)
def test_what_names_no_number_gives_none(text: str) -> None:
    assert values(text) == []


def test_a_year_that_stands_alone_is_marked() -> None:
    year, ships = find_quantities("In 2020, 15 ships were sent.")
    assert (year.is_year, ships.is_year) == (True, False)


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("£5bn", "£"),
        ("5 billion pounds", "£"),
        ("$5", "$"),
        ("US$5", "$"),
        ("5 dollars", "$"),
        ("€5", "€"),
        ("60%", "%"),
        ("60 per cent", "%"),
        ("sixty percent", "%"),
        ("60 ships", None),
    ],
)
def test_a_currency_or_a_share_is_told(text: str, symbol: str | None) -> None:
    (quantity,) = find_quantities(text)
    assert quantity.symbol == symbol


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("about 5,000", "about"),
        ("some 5,000", "about"),
        ("5,000 or so", "about"),
        ("more than 5,000", "more than"),
        ("at least 5,000", "more than"),
        ("no fewer than 5,000", "more than"),
        ("5,000 or more", "more than"),
        ("fewer than 5,000", "less than"),
        ("no more than 5,000", "less than"),
        ("up to 5,000", "less than"),
        ("nearly 5,000", "nearly"),
        ("approaching 5,000", "nearly"),
        ("exactly 5,000", None),
    ],
)
def test_a_hedge_is_told(text: str, hedge: str | None) -> None:
    (quantity,) = find_quantities(text)
    assert quantity.hedge == hedge


@given(st.integers(0, 10**12))
def test_any_whole_number_is_read_back(number: int) -> None:
    for written in (f"{number:,} ships", f"some {number:,} ships sank."):
        assert values(written) == [number]


@given(st.text())
def test_spans_lie_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for quantity in find_quantities(text):
        assert end <= quantity.span.start < quantity.span.end <= len(text)
        end = quantity.span.end
