"""Sentences ranked by the probability that they answer the question."""

import json
from functools import lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from newsqa.library import Library
from newsqa.retrieval.features import FEATURES, features
from newsqa.retrieval.other_country import speaks_of_other_country
from newsqa.retrieval.search import search_passages
from newsqa.schema import Evidence, Filter, Record

# What is left of the probability of a sentence that says of another country what is asked of one. Such near misses
# are too rare in the sets that the ranker is fitted on to be a feature; of their 1,047 right sentences none is one.
OF_OTHER_COUNTRY = 0.1


class Ranker(Record):
    """A logistic regression over FEATURES; `provenance` says what it was fitted on and how well it did."""

    intercept: float
    weights: dict[str, float]
    provenance: dict[str, str]

    def probabilities(self, rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """The probability of each row of features, shape (n, len(FEATURES))."""
        scores = rows @ np.array([self.weights[name] for name in FEATURES]) + self.intercept
        return np.asarray(1 / (1 + np.exp(-scores)))


@lru_cache(maxsize=1)
def default_ranker() -> Ranker:
    """The ranker that newsqa ships, as benchmarks/fit_ranker.py fitted it."""
    return Ranker.model_validate(json.loads((files("newsqa.retrieval") / "ranker.json").read_text("utf-8")))


def find_evidence(question: str, library: Library, *, limit: int = 12, where: Filter | None = None) -> list[Evidence]:
    """The sentences most likely to answer a question, most likely first; with a filter, of articles that pass it.

    Raises:
        LibraryError: the library cannot be read, or the filter names a source or an article that is not here.
    """
    candidates = search_passages(question, library, where=where)
    rows = features(candidates, library.embedder)
    probabilities = default_ranker().probabilities(rows)
    sentences = [
        (sentence, stored.article, stored.article.text[sentence.start : sentence.end])
        for stored in candidates.passages
        for sentence in stored.passage.sentences
    ]
    for index, (_, _, text) in enumerate(sentences):
        if speaks_of_other_country(question, text):
            probabilities[index] *= OF_OTHER_COUNTRY
    # Stable, so that of equals the one in the better passage comes first.
    best = np.argsort(-probabilities, kind="stable")[:limit]
    return [
        Evidence(
            sentence=sentences[index][0],
            article=sentences[index][1],
            text=sentences[index][2],
            probability=float(probabilities[index]),
            features=dict(zip(FEATURES, map(float, rows[index]), strict=True)),
        )
        for index in best
    ]
