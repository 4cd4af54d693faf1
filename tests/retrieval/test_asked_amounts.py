import pytest

from newsqa.retrieval.asked_amounts import lacks_amount


@pytest.mark.parametrize(
    ("question", "text", "lacking"),
    [
        ("How many troops are there?", "About 5,000 Russian troops are there.", 0.0),
        ("How many troops are there?", "The clashes left 5,000 people dead.", 1.0),
        ("How many troops are there?", "Turkey was warned on Tuesday.", 1.0),
        ("How many troops are there?", "They came in 1997.", 1.0),
        ("How much money was raised?", "Readers gave $2 each.", 0.0),
        ("How much money was raised?", "An endowment for 12 scholars was set up.", 1.0),
        ("How long did the truce hold?", "It held for two weeks.", 0.0),
        ("How long did the truce hold?", "The truce was the third.", 1.0),
        ("Who went there?", "Nobody did.", 0.0),
    ],
)
def test_a_text_lacks_the_amount_that_is_asked_for(question: str, text: str, lacking: float) -> None:
    assert lacks_amount(question, text) == lacking


def test_a_number_that_does_not_say_what_it_counts_is_half_an_answer() -> None:
    assert lacks_amount("How many troops are there?", "The ministry put it at 5,000.") == 0.5
