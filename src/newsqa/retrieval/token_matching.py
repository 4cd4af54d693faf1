"""How well each word of a question is matched in a sentence, by the vectors of their tokens.

Every token of the question takes the token of the sentence that is nearest to it ("late interaction", Khattab and
Zaharia 2020, ColBERT). The vectors are the embedder's own, read in the question and in the passage, so "speaks for"
finds "spokesman", and "how many" finds a count.
"""

from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from newsqa.library import EmbeddedQuestion, Signs, sign_cosines, stem, surface_words


class TokenMatches(NamedTuple):
    """A number a sentence, each an array of shape (sentences,), about a cosine.

    `small_words` is the mean over the question's words that are not searched for (who, how many, did), which tell
    what kind of answer is asked for; `worst` is of the searched word that is matched worst.
    """

    small_words: npt.NDArray[np.float64]
    worst: npt.NDArray[np.float64]


def match_tokens(
    question: str, embedded: EmbeddedQuestion, searched: Collection[str], sentences: Sequence[Signs]
) -> TokenMatches:
    """Match the tokens of a question with those of sentences.

    Args:
        question: its text.
        embedded: its tokens.
        searched: the stems that are searched for.
        sentences: the signs of each sentence's token vectors.
    """
    matches = np.zeros((len(sentences), len(embedded.token_places)))
    filled = [number for number, signs in enumerate(sentences) if len(signs)]
    if filled:
        cosines = sign_cosines(embedded.token_vectors, np.concatenate([sentences[number] for number in filled]))
        starts = np.cumsum([0, *(len(sentences[number]) for number in filled[:-1])])
        matches[filled] = np.maximum.reduceat(cosines, starts, axis=1).T
    words = [_stems_at(question, start, end) for start, end in embedded.token_places]
    is_searched = np.array([not stems.isdisjoint(searched) for stems in words], dtype=bool)
    is_small = np.array([bool(stems) for stems in words], dtype=bool) & ~is_searched
    return TokenMatches(
        small_words=matches[:, is_small].mean(axis=1) if is_small.any() else np.zeros(len(sentences)),
        worst=matches[:, is_searched].min(axis=1) if is_searched.any() else np.zeros(len(sentences)),
    )


def _stems_at(question: str, start: int, end: int) -> set[str]:
    """The stems of the words between two spaces that a token is a piece of; none for punctuation."""
    if not any(character.isalnum() for character in question[start:end]):
        return set()
    while start > 0 and not question[start - 1].isspace():
        start -= 1
    while end < len(question) and not question[end].isspace():
        end += 1
    return {stem(word) for word in surface_words(question[start:end])}
