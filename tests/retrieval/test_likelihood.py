import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsqa.errors import PromptTooLongError
from newsqa.models import LanguageModel, Prompt
from newsqa.models.profile import LikelihoodWeights
from newsqa.retrieval.likelihood import (
    LIKELIHOOD,
    PROMPT,
    log_odds,
    probability,
    question_likelihoods,
    with_likelihoods,
)
from newsqa.schema import Article, Evidence, Sentence

# A sentence's probability stays as it is; a nat less likely costs a nat of log-odds.
PLAIN = LikelihoodWeights(intercept=0, log_odds=1, likelihood=1)


def evidence(text: str, probability: float) -> Evidence:
    article = Article(id="a", title="T", text=text)
    sentence = Sentence(article_id="a", start=0, end=len(text))
    return Evidence(sentence=sentence, article=article, text=text, probability=probability, features={"length": 1.0})


def texts(ranked: list[Evidence]) -> list[str]:
    return [candidate.text for candidate in ranked]


# What the model finds likely


def test_a_question_is_likelier_after_the_sentence_that_answers_it(model: LanguageModel) -> None:
    candidates = [
        evidence("The weather in Lisbon was mild on Tuesday.", 0.5),
        evidence("Russia has a military base in Gumri, the second largest city of Armenia.", 0.5),
    ]
    about_lisbon, about_gumri = question_likelihoods(
        "Where is Russia's military base in Armenia?", candidates, model=model, prompt=Prompt.load(PROMPT)
    )
    assert about_lisbon < about_gumri < 0


def test_no_evidence_has_no_likelihoods(model: LanguageModel) -> None:
    assert question_likelihoods("Where?", [], model=model, prompt=Prompt.load(PROMPT)) == []


def test_a_question_without_tokens_tells_nothing(model: LanguageModel) -> None:
    likelihoods = question_likelihoods("", [evidence("It rained.", 0.5)], model=model, prompt=Prompt.load(PROMPT))
    assert likelihoods == [0.0]


def test_a_sentence_that_the_model_cannot_take_is_told(model: LanguageModel) -> None:
    with pytest.raises(PromptTooLongError):
        question_likelihoods("Where?", [evidence("word " * 5000, 0.5)], model=model, prompt=Prompt.load(PROMPT))


# What is made of it


def test_the_probability_is_that_of_the_regression() -> None:
    weights = LikelihoodWeights(intercept=0.5, log_odds=2, likelihood=3)
    # 0.5 + 2 * ln(0.8 / 0.2) + 3 * -0.25 = 0.5 + 2.772589 - 0.75
    assert probability(0.8, -0.25, weights) == pytest.approx(1 / (1 + math.exp(-2.522589)), abs=1e-6)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_certainty_is_kept_finite(share: float) -> None:
    assert math.isfinite(log_odds(share))
    assert probability(share, 0, PLAIN) == pytest.approx(share, abs=1e-5)


def test_what_is_next_to_impossible_is_nought_and_no_overflow() -> None:
    assert probability(0.5, -1e6, PLAIN) == 0.0


def test_even_odds_are_nought() -> None:
    assert log_odds(0.5) == 0


def test_a_likelier_question_brings_a_sentence_forward() -> None:
    ranked = with_likelihoods([evidence("first", 0.6), evidence("second", 0.5)], [-5.0, -2.0], PLAIN)
    assert texts(ranked) == ["second", "first"]
    assert ranked[0].probability == pytest.approx(0.5)
    # ln(0.6 / 0.4) - 3
    assert ranked[1].probability == pytest.approx(1 / (1 + math.exp(3 - math.log(1.5))))


def test_what_the_model_was_not_asked_of_stays_behind() -> None:
    asked = [evidence("a", 0.6), evidence("b", 0.5)]
    others = [evidence("c", 0.45), evidence("d", 0.001)]
    ranked = with_likelihoods([*asked, *others], [-1.0, -4.0], PLAIN)
    assert texts(ranked) == ["a", "b", "c", "d"]
    assert ranked[2].probability == ranked[1].probability < 0.45
    assert ranked[3].probability == 0.001


def test_the_likelihood_is_a_feature_beside_the_others() -> None:
    first, second = with_likelihoods([evidence("a", 0.6), evidence("b", 0.5)], [-1.0, -1.5], PLAIN)
    assert first.features == {"length": 1.0, LIKELIHOOD: 0.0}
    assert second.features == {"length": 1.0, LIKELIHOOD: -0.5}


def test_without_likelihoods_nothing_changes() -> None:
    given = [evidence("a", 0.6), evidence("b", 0.5)]
    assert with_likelihoods(given, [], PLAIN) == given
    assert with_likelihoods([], [], PLAIN) == []


@given(
    rows=st.lists(st.tuples(st.floats(0, 1), st.floats(-50, 0)), min_size=1, max_size=12),
    count=st.integers(1, 12),
    weights=st.builds(
        LikelihoodWeights, intercept=st.floats(-5, 5), log_odds=st.floats(-2, 2), likelihood=st.floats(-2, 2)
    ),
)
def test_ranking_anew_loses_and_makes_up_nothing(
    rows: list[tuple[float, float]], count: int, weights: LikelihoodWeights
) -> None:
    given_evidence = [evidence(str(number), share) for number, (share, _) in enumerate(rows)]
    ranked = with_likelihoods(given_evidence, [likelihood for _, likelihood in rows[:count]], weights)
    assert sorted(texts(ranked)) == sorted(texts(given_evidence))
    assert sorted(texts(ranked)[:count]) == sorted(texts(given_evidence)[:count])
    probabilities = [candidate.probability for candidate in ranked]
    assert probabilities[:count] == sorted(probabilities[:count], reverse=True)
    assert all(0 <= share <= 1 for share in probabilities)
