"""What is known of a sentence as evidence for a question, as numbers for the ranker."""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from newsqa.library import STOP_WORDS, Embedder, Vectors, stem, surface_words
from newsqa.retrieval.answer_types import answer_type, holds_answer_of_type
from newsqa.retrieval.asked_amounts import lacks_amount
from newsqa.retrieval.asked_names import asked_names, share_missing
from newsqa.retrieval.search import Candidates
from newsqa.retrieval.token_matching import match_tokens
from newsqa.retrieval.word_similarity import similarities

FEATURES = (
    "cosine",  # of the sentence, read in its passage: the same meaning in other words
    "words",  # how well the sentence's words match the question's, the rare ones weighing more
    "passage_words",  # the same for the passage with its title
    "neighbour_words",  # share of the words in the sentence before or after, where a "he" points to
    "lacks_type",  # a number is asked for ("how many"), or a date, or a name, and the sentence holds none
    "words_behind",  # how far behind the best candidate: a lead says more than a height
    "small_words_match",  # token by token, of who, when, how many: what kind of answer the sentence holds
    "small_words_match_behind",
    "worst_match_behind",  # of the searched word that no token matches well: what the sentence says nothing of
    "lacks_names",  # share of the question's names and numbers that the sentence has not: it may say "he" for them
    "passage_lacks_names",  # nor its passage and title: another country, another year
    "lacks_amount",  # "how many troops" is asked, and the sentence counts none, or other things
    "length",  # logarithm of the count of words: a headline or a byline says little
)
BACKGROUND_PASSAGES = 50


def features(candidates: Candidates, embedder: Embedder) -> npt.NDArray[np.float64]:
    """One row a sentence of the candidates' passages, in their order, one column a name in FEATURES."""
    asked = _asked_words(candidates.question, candidates.document_frequencies)
    idf = inverse_document_frequencies(candidates.document_frequencies, candidates.passage_count)
    weights = np.array([idf[stem(word)] for word in asked])
    kind = answer_type(candidates.question)
    names = asked_names(candidates.question)
    surface = [
        [
            surface_words(text)
            for text in (
                stored.article.title,
                *(stored.article.text[s.start : s.end] for s in stored.passage.sentences),
            )
        ]
        for stored in candidates.passages
    ]
    said = [[_said_words(words, asked) for words in passage] for passage in surface]
    # In the order of the texts, not of a set: the same question gives the same numbers to the last bit.
    distinct = dict.fromkeys(word for passage in said for text in passage for word in text)
    vocabulary = {word: column for column, word in enumerate(distinct)}
    alike = similarities(asked, list(vocabulary), embedder)
    tokens = match_tokens(
        candidates.question,
        candidates.embedded,
        candidates.document_frequencies,
        [signs for stored in candidates.passages for signs in stored.token_signs],
    )
    rows: list[list[float]] = []
    for stored, passage_words, (title_words, *sentence_words) in zip(candidates.passages, said, surface, strict=True):
        texts = [stored.article.text[s.start : s.end] for s in stored.passage.sentences]
        title_match, *matches = [
            alike[:, [vocabulary[word] for word in text]].max(axis=1, initial=0.0) for text in passage_words
        ]
        shares = [_weighted_mean(match, weights) for match in matches]
        passage_match = np.max([title_match, *matches], axis=0)
        passage_share = _weighted_mean(passage_match, weights)
        published = surface_words(str(stored.article.published or ""))
        passage_lacks_names = share_missing(names, {*title_words, *published}.union(*sentence_words), idf)
        cosines = stored.sentence_vectors @ candidates.embedded.vector
        for position, text in enumerate(texts):
            lacks_type = kind != "other" and not holds_answer_of_type(text, candidates.question, kind)
            neighbours = shares[max(0, position - 1) : position] + shares[position + 1 : position + 2]
            rows.append(
                [
                    float(cosines[position]),
                    shares[position],
                    passage_share,
                    max(neighbours, default=0.0),
                    float(lacks_type),
                    shares[position],
                    tokens.small_words[len(rows)],
                    tokens.small_words[len(rows)],
                    tokens.worst[len(rows)],
                    share_missing(names, sentence_words[position], idf),
                    passage_lacks_names,
                    lacks_amount(candidates.question, text),
                    math.log1p(len(text.split())),
                ]
            )
    matrix = np.array(rows, dtype=np.float64).reshape(len(rows), len(FEATURES))
    behind = [number for number, name in enumerate(FEATURES) if name.endswith("_behind")]
    if rows:
        matrix[:, behind] = matrix[:, behind].max(axis=0) - matrix[:, behind]
    return matrix


def _asked_words(question: str, frequencies: dict[str, int]) -> list[str]:
    """One word of the question for each stem that is searched for."""
    by_stem = {stem(word): word for word in surface_words(question)}
    return [by_stem[searched] for searched in frequencies]


def _said_words(words: Sequence[str], asked: Sequence[str]) -> list[str]:
    return [word for word in dict.fromkeys(words) if word not in STOP_WORDS or word in asked]


def _weighted_mean(match: Vectors, weights: npt.NDArray[np.float64]) -> float:
    return float(match @ weights / weights.sum())


def inverse_document_frequencies(frequencies: dict[str, int], passage_count: int) -> dict[str, float]:
    """How much each word weighs, from 0 to 1: 1 for one that stands in no passage, near 0 for one in all of many.

    The passages are counted together with some that hold none of the words: in a library of one article every word
    of it would else weigh nothing.
    """
    count = passage_count + BACKGROUND_PASSAGES
    return {
        stem: math.log((count + 1) / (min(frequency, passage_count) + 1)) / math.log(count + 1)
        for stem, frequency in frequencies.items()
    }
