import pytest

from newsqa.grounding import counts, find_dates, find_quantities, is_count

TROOPS = ("troops", "soldiers")


def agreement(text: str, *unit: str) -> str:
    quantities = find_quantities(text)
    return counts(text, quantities[0], unit, neighbours=quantities)


@pytest.mark.parametrize(
    "text",
    [
        "5,000 troops",
        "5,000 Russian soldiers",
        "5,000 military personnel",
        "5,000 of the troops",
        "The troops number 5,000",
    ],
)
def test_a_number_counts_the_noun_beside_it_or_one_like_it(text: str) -> None:
    assert agreement(text, *TROOPS) == "same"


@pytest.mark.parametrize(
    "text", ["5,000 tanks", "5,000 aircraft", "5,000 police", "5,000 dead", "$5,000", "5,000 km"]
)
def test_a_number_of_something_else_is_told(text: str) -> None:
    assert agreement(text, *TROOPS) == "other"


@pytest.mark.parametrize("text", ["5,000", "5,000.", "5,000 people", "It is 5,000, they say"])
def test_a_number_of_nothing_in_particular_may_count_anything(text: str) -> None:
    assert agreement(text, *TROOPS) == "unknown"


def test_what_became_of_people_outweighs_who_they_were() -> None:
    assert agreement("12 passengers were killed", "dead") == "same"
    assert agreement("12 passengers were killed", "injured") == "other"


def test_a_sentence_of_eight_years_is_of_years_whatever_it_is_for() -> None:
    assert agreement("jailed for eight years", "years") == "same"


def test_money_is_counted_in_its_own_currency() -> None:
    assert agreement("£5", "£", "pounds") == "same"
    assert agreement("$5", "£", "pounds") == "other"
    assert agreement("two of the shops", "$") == "other"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("1997 people", True),
        ("1997 tonnes", True),
        ("in 1997 people fled", False),
        ("1997", False),
    ],
)
def test_four_digits_before_a_counted_noun_are_a_count(text: str, is_one: bool) -> None:
    assert is_count(text, find_dates(text)[0].span) is is_one
