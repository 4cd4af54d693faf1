import pytest

from newsqa.grounding import countries_in
from newsqa.retrieval.other_country import speaks_of_other_country


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "How many Russian troops are stationed in Georgia?",
            "Russian troops stationed in Armenia number about 5,000.",
        ),
        (
            "When was Russia's military base in Azerbaijan opened?",
            "Russia’s military base in Armenia dates from 1941.",
        ),
        ("How many soldiers did France send?", "The spokesman said Russia had “sent several hundred soldiers.”"),
        ("How high a rate did Norway's bank set?", "Sweden's bank set its rate at 3 per cent."),
    ],
)
def test_what_is_said_of_another_country_is_of_another(question: str, text: str) -> None:
    assert speaks_of_other_country(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        # The country itself, by its people, its capital, or beside another.
        ("How many Russian troops are stationed in Armenia?", "Some 5,000 Russians are stationed on Armenian soil."),
        ("Has Moscow openly taken Armenia's side?", "Even so, Moscow has not openly taken Yerevan's side."),
        ("How many troops did Rwanda send?", "Both Russia and Rwanda had sent troops."),
        # No country, or another one in another place.
        ("How many troops are stationed in Georgia?", "Some 5,000 are stationed there, officials in Moscow said."),
        ("How many troops are stationed in Georgia?", "The troops number 5,000."),
        ("Where is the base?", "The base in Armenia is in Gyumri."),
        # The answer.
        ("Where did Armenia's president fly on Monday?", "The president flew to France on Monday."),
        ("With whom did Turkey sign the gas deal?", "It signed the deal with Russia in May."),
        ("Who is Michael Jordan's coach?", "Chad Smith, the coach of France, was there."),
        ("Which country besides Russia sent troops to Bangui?", "Rwanda sent several hundred troops too."),
    ],
)
def test_what_is_said_of_the_same_country_or_of_none_is_not(question: str, text: str) -> None:
    assert not speaks_of_other_country(question, text)


def test_a_country_is_named_in_many_ways_and_not_within_other_words() -> None:
    text = "The Kremlin, South Koreans, U.S. and Niger's envoys met Nigerians, not Malians or Chadwick."
    assert [one.country for one in countries_in(text)] == [
        "Russia", "South Korea", "United States", "Niger", "Nigeria", "Mali",
    ]  # fmt: skip
