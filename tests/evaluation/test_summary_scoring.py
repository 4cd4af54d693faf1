import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsqa.evaluation.key_points import KeyPoint
from newsqa.evaluation.summary_scoring import score_summary
from newsqa.grounding.reading import ReadText

SOLD = "The ferry of Brest was sold to a bank."
OSLO = "The ferry of Brest was sold in Oslo for 99 million."
FERRY = ReadText(f"{SOLD} It was built in 1930.\nThe mayor spoke.")  # 17 words
STORM = ReadText("A storm closed the harbour of Lorient on Friday.")


def point(name: str, worth: str) -> KeyPoint:
    return KeyPoint.model_validate(
        {"id": name, "point": "The ferry was sold to a bank.", "worth": worth, "said": [[name]], "quotes": [name]}
    )


POINTS = (point("bank", "vital"), point("mayor", "okay"))


def test_key_points_that_are_said_are_counted() -> None:
    score = score_summary([SOLD], [FERRY], POINTS, budget=10)
    assert score.strict_vital == 1.0
    assert score.weighted == pytest.approx(1 / 1.5)
    assert [missing.id for missing in score.missing] == ["mayor"]


def test_words_are_counted_and_held_to_the_budget() -> None:
    assert score_summary([SOLD], [FERRY], POINTS, budget=9).is_within_budget
    score = score_summary([SOLD, OSLO], [FERRY], POINTS, budget=19)
    assert (score.words, score.is_within_budget) == (20, False)
    assert score.compression == pytest.approx(20 / 17)


def test_statements_of_the_articles_own_words_are_supported_and_verbatim() -> None:
    score = score_summary([SOLD, OSLO], [FERRY], POINTS, budget=20)
    assert (score.supported, score.verbatim) == (0.5, 0.5)


def test_a_line_break_in_an_article_leaves_words_verbatim() -> None:
    score = score_summary(["It was built in 1930. The mayor spoke."], [FERRY], POINTS, budget=20)
    assert score.verbatim == 1.0


def test_a_statement_is_held_against_the_article_that_bears_it_out() -> None:
    score = score_summary(
        [SOLD, "A storm closed the harbour of Lorient on Friday."], [FERRY, STORM], POINTS, budget=30
    )
    assert (score.supported, score.misfits) == (1.0, 0.0)


def test_names_and_numbers_that_no_article_has_are_misfits_by_the_hundred_words() -> None:
    # Oslo and 99 million, in 20 words.
    assert score_summary([SOLD, OSLO], [FERRY], POINTS, budget=20).misfits == pytest.approx(10)


def test_pairs_of_words_that_come_again_are_redundant() -> None:
    # Of 8 + 10 pairs five come again: the ferry, ferry of, of Brest, Brest was, was sold.
    assert score_summary([SOLD, OSLO], [FERRY], POINTS, budget=20).redundancy == pytest.approx(5 / 18)
    assert score_summary([SOLD], [FERRY], POINTS, budget=20).redundancy == 0.0


def test_rouge_is_f1_against_the_key_points_words() -> None:
    score = score_summary([SOLD, OSLO], [FERRY], POINTS, budget=20)
    # 20 words and 2 x 7 of the points share 11; 18 pairs and 2 x 6 share 7.
    assert score.rouge_1 == pytest.approx(2 * 11 / (20 + 14))
    assert score.rouge_2 == pytest.approx(2 * 7 / (18 + 12))


def test_the_key_points_themselves_have_the_whole_of_rouge() -> None:
    score = score_summary(["The ferry was sold to a bank."], [FERRY], POINTS[:1], budget=20)
    assert (score.rouge_1, score.rouge_2) == (1.0, 1.0)


def test_a_statement_of_one_word_has_no_pairs() -> None:
    score = score_summary(["Sold."], [FERRY], POINTS, budget=20)
    assert (score.redundancy, score.rouge_2) == (0.0, 0.0)


def test_a_summary_without_statements_has_no_figures() -> None:
    with pytest.raises(ValueError, match="without statements"):
        score_summary([], [FERRY], POINTS, budget=20)


@settings(max_examples=40)
@given(st.lists(st.sampled_from([SOLD, OSLO, "The mayor spoke.", "Sold."]), min_size=1, max_size=5))
def test_shares_are_shares(statements: list[str]) -> None:
    score = score_summary(statements, [FERRY, STORM], POINTS, budget=20)
    shares = (score.weighted, score.supported, score.verbatim, score.redundancy, score.rouge_1, score.rouge_2)
    assert all(0 <= share <= 1 for share in shares)
    assert score.misfits >= 0
