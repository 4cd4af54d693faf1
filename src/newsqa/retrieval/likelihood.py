"""Evidence ranked anew with what a language model finds likely, for models that were shown to be good at it."""

import math
from collections.abc import Sequence

from newsqa.models import LanguageModel, Prompt
from newsqa.models.profile import LikelihoodWeights
from newsqa.schema import Evidence

PROMPT = "question-likelihood"
# A question is read once for each; those behind rarely come first.
CANDIDATES = 8
LIKELIHOOD = "question_likelihood"
LEAST, MOST = 1e-6, 1 - 1e-6  # probabilities whose log-odds are finite


def question_likelihoods(
    question: str, evidence: Sequence[Evidence], *, model: LanguageModel, prompt: Prompt
) -> list[float]:
    """For each piece of evidence, the mean log-probability (natural) of the question's tokens after it.

    The unsupervised reranking score of Sachan et al. 2022 (UPR, arXiv 2204.07496).

    Raises:
        CannotScoreError: the model does not say how likely a reply is.
        PromptTooLongError: a sentence does not fit the model's context.
    """
    likelihoods = []
    for candidate in evidence:
        (tokens,) = model.score(prompt.render(evidence=candidate.text), [question])
        likelihoods.append(sum(token.logprob for token in tokens) / len(tokens) if tokens else 0.0)
    return likelihoods


def with_likelihoods(
    evidence: Sequence[Evidence], likelihoods: Sequence[float], weights: LikelihoodWeights
) -> list[Evidence]:
    """The evidence ranked anew, likeliest first, its probabilities those of a regression with the likelihoods.

    Args:
        evidence: ranked without them.
        likelihoods: of the first so many.
        weights: fitted for the model that gave the likelihoods.
    """
    if not likelihoods:
        return list(evidence)
    best = max(likelihoods)
    ranked = [
        candidate.model_copy(
            update={
                "probability": probability(candidate.probability, likelihood - best, weights),
                "features": {**candidate.features, LIKELIHOOD: likelihood - best},
            }
        )
        for candidate, likelihood in zip(evidence, likelihoods, strict=False)
    ]
    last = min(candidate.probability for candidate in ranked)
    # The others stay behind: the model was not asked of them.
    rest = [
        candidate.model_copy(update={"probability": min(candidate.probability, last)})
        for candidate in evidence[len(ranked) :]
    ]
    return [*sorted(ranked, key=lambda candidate: -candidate.probability), *rest]


def log_odds(share: float) -> float:
    """The log-odds of a probability, kept finite."""
    share = min(max(share, LEAST), MOST)
    return math.log(share / (1 - share))


def probability(model_free: float, likelihood: float, weights: LikelihoodWeights) -> float:
    """The probability that a sentence answers, from the model-free one and the relative likelihood (0 or less)."""
    score = weights.intercept + weights.log_odds * log_odds(model_free) + weights.likelihood * likelihood
    return 1 / (1 + math.exp(-score)) if score > -700 else 0.0
