"""What is known of a sentence as evidence for a question, as numbers for the ranker."""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from newsqa.library import words
from newsqa.retrieval.answer_types import answer_type, holds_answer_of_type
from newsqa.retrieval.search import Candidates

FEATURES = (
    "cosine",  # of the sentence, read in its passage: the same meaning in other words
    "passage_cosine",  # of the whole passage: the sentence's subject may stand before it
    "words",  # share of the question's words in the sentence, the rare ones weighing more
    "passage_words",  # the same for the passage with its title
    "rarest_missing",  # weight of the rarest question word that even the passage lacks: another subject
    "neighbour_words",  # share of the words in the sentence before or after, where a "he" points to
    "holds_type",  # a number for "how many", a date for "when", a name for "who" or "where"
    "lacks_type",  # such an answer is asked for, and the sentence holds none
    "cosine_behind",  # how far behind the best candidate: a lead says more than a height
    "words_behind",
    "length",  # logarithm of the count of words: a headline or a byline says little
)


def features(candidates: Candidates) -> npt.NDArray[np.float64]:
    """One row a sentence of the candidates' passages, in their order, one column a name in FEATURES."""
    idf = inverse_document_frequencies(candidates.document_frequencies, candidates.passage_count)
    kind = answer_type(candidates.question)
    rows: list[list[float]] = []
    for stored, passage_cosine in zip(candidates.passages, candidates.cosines, strict=True):
        texts = [stored.article.text[s.start : s.end] for s in stored.passage.sentences]
        stems = [words(text) for text in texts]
        shares = [_share(idf, sentence_stems) for sentence_stems in stems]
        passage_stems = set(words(stored.article.title)).union(*stems)
        passage_share = _share(idf, passage_stems)
        rarest_missing = max((weight for stem, weight in idf.items() if stem not in passage_stems), default=0.0)
        cosines = stored.sentence_vectors @ candidates.question_vector
        for position, text in enumerate(texts):
            holds_type = kind != "other" and holds_answer_of_type(text, candidates.question, kind)
            neighbours = shares[max(0, position - 1) : position] + shares[position + 1 : position + 2]
            rows.append(
                [
                    float(cosines[position]),
                    passage_cosine,
                    shares[position],
                    passage_share,
                    rarest_missing,
                    max(neighbours, default=0.0),
                    float(holds_type),
                    float(kind != "other" and not holds_type),
                    0.0,
                    0.0,
                    math.log1p(len(stems[position])),
                ]
            )
    matrix = np.array(rows, dtype=np.float64).reshape(len(rows), len(FEATURES))
    if rows:
        for behind, column in (("cosine_behind", "cosine"), ("words_behind", "words")):
            values = matrix[:, FEATURES.index(column)]
            matrix[:, FEATURES.index(behind)] = values.max() - values
    return matrix


def inverse_document_frequencies(frequencies: dict[str, int], passage_count: int) -> dict[str, float]:
    """How much each word weighs, from 0 to 1: 1 for one that stands in no passage, 0 for one in all of them."""
    if passage_count == 0:
        return dict.fromkeys(frequencies, 1.0)
    highest = math.log1p(passage_count)
    return {
        stem: math.log((passage_count + 1) / (min(frequency, passage_count) + 1)) / highest
        for stem, frequency in frequencies.items()
    }


def _share(idf: dict[str, float], stems: Sequence[str] | set[str]) -> float:
    total = sum(idf.values())
    if total == 0:
        return 0.0
    present = set(stems)
    return sum(weight for stem, weight in idf.items() if stem in present) / total
