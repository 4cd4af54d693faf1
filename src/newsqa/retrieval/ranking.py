"""Sentences ranked by the probability that they answer: by what matches, then by what is read in them."""

import hashlib
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from newsqa.library import Library, StoredPassage
from newsqa.retrieval.features import FEATURES, features
from newsqa.retrieval.other_country import speaks_of_other_country
from newsqa.retrieval.reader import Reading, default_reader
from newsqa.retrieval.reading import (
    READ_FEATURES,
    is_question_readable,
    is_readable,
    read_candidates,
    read_features,
)
from newsqa.retrieval.search import search_passages
from newsqa.schema import Article, Evidence, Filter, Record, Sentence

# What is left of the probability of a sentence that says of another country what is asked of one. Such near misses
# are too rare in the sets that the ranker is fitted on to be a feature; of their 1,047 right sentences none is one.
OF_OTHER_COUNTRY = 0.1


class Ranker(Record):
    """A logistic regression; `provenance` says what it was fitted on and how well it did."""

    intercept: float
    weights: dict[str, float]
    provenance: dict[str, str]

    def probabilities(self, rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """The probability of each row of features, shape (n, len(weights)), in the order of the weights."""
        return probabilities_of(self.log_odds(rows))

    def log_odds(self, rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """The log-odds of the probability of each row."""
        return np.asarray(rows @ np.array(list(self.weights.values())) + self.intercept)


def probabilities_of(log_odds: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The probabilities of log-odds."""
    return np.asarray(1 / (1 + np.exp(-log_odds)))


class Rankers(Record):
    """Of all sentences that search found, over FEATURES; and of those that the reader read, over READ_FEATURES."""

    first_pass: Ranker
    with_reading: Ranker


@lru_cache(maxsize=1)
def default_rankers() -> Rankers:
    """The rankers that newsqa ships, as benchmarks/fit_ranker.py fitted them."""
    return Rankers.model_validate_json((files("newsqa.retrieval") / "ranker.json").read_bytes())


@lru_cache(maxsize=1)
def ranker_version() -> str:
    """What weights that were fitted to its probabilities are kept with: another ranker's would not fit them."""
    return hashlib.sha256((files("newsqa.retrieval") / "ranker.json").read_bytes()).hexdigest()[:12]


def find_evidence(question: str, library: Library, *, limit: int = 12, where: Filter | None = None) -> list[Evidence]:
    """The sentences most likely to answer a question, most likely first; with a filter, of articles that pass it.

    Those that match it best are read, and ranked by that; the others come after them. Sentences in a language that
    the reader does not know keep the probability that matching gives them.

    Raises:
        LibraryError: the library cannot be read, or the filter names a source or an article that is not here.
        ModelError: the reader is missing or broken.
    """
    found = _match(question, library, where)
    readings = _read(question, library, found)
    if not readings:
        return _likeliest(question, found, limit)
    read = list(readings)
    rows = read_features(found.log_odds[read], list(readings.values()))
    log_odds = found.log_odds.copy()
    log_odds[read] = default_rankers().with_reading.log_odds(rows)
    least = log_odds[read].min()
    for number, (_, article, _) in enumerate(found.sentences):
        if number not in readings and is_readable(article):
            log_odds[number] = min(log_odds[number], least)
    named = [*found.features]
    for number, row in zip(read, rows, strict=True):
        named[number] = {**named[number], **dict(zip(READ_FEATURES, map(float, row), strict=True))}
    return _likeliest(question, found._replace(log_odds=log_odds, features=named), limit)


def find_matches(topic: str, library: Library, *, limit: int = 12, where: Filter | None = None) -> list[Evidence]:
    """The sentences that match a topic best, with the probability that matching alone gives them.

    Raises:
        LibraryError: the library cannot be read, or the filter names a source or an article that is not here.
    """
    return _likeliest(topic, _match(topic, library, where), limit)


class _Found(NamedTuple):
    """The sentences of the passages found, one after another, and of each its features and log-odds of answering."""

    passages: tuple[StoredPassage, ...]
    sentences: list[tuple[Sentence, Article, str]]
    features: list[dict[str, float]]
    log_odds: npt.NDArray[np.float64]


def _match(question: str, library: Library, where: Filter | None) -> _Found:
    candidates = search_passages(question, library, where=where)
    rows = features(candidates, library.embedder)
    return _Found(
        candidates.passages,
        [
            (sentence, stored.article, stored.article.text[sentence.start : sentence.end])
            for stored in candidates.passages
            for sentence in stored.passage.sentences
        ],
        [dict(zip(FEATURES, map(float, row), strict=True)) for row in rows],
        default_rankers().first_pass.log_odds(rows),
    )


def _read(question: str, library: Library, found: _Found) -> dict[int, Reading]:
    """What the reader makes of the likeliest sentences; nothing where it cannot read the question or any of them."""
    is_to_read = any(is_readable(stored.article) for stored in found.passages)
    if not is_to_read or not is_question_readable(question, library.embedder):
        return {}
    return read_candidates(question, found.passages, found.log_odds, default_reader())


def _likeliest(question: str, found: _Found, limit: int) -> list[Evidence]:
    probabilities = probabilities_of(found.log_odds)
    for number, (_, _, text) in enumerate(found.sentences):
        if speaks_of_other_country(question, text):
            probabilities[number] *= OF_OTHER_COUNTRY
    evidence = []
    # Stable, so that of equals the one in the better passage comes first.
    for number in np.argsort(-probabilities, kind="stable")[:limit]:
        sentence, article, text = found.sentences[number]
        evidence.append(
            Evidence(
                sentence=sentence,
                article=article,
                text=text,
                probability=float(probabilities[number]),
                features=found.features[number],
            )
        )
    return evidence
