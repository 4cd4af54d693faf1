"""How alike two words are in meaning: the same word, one of a group of news words, or near as vectors."""

from collections.abc import Sequence

import numpy as np

from newsqa.grounding import groups_of
from newsqa.library import Embedder, Vectors, stem

SAME_GROUP = 0.8
# However near two vectors are, another word is not the same word.
NEAREST = 0.9


def similarities(asked: Sequence[str], said: Sequence[str], embedder: Embedder) -> Vectors:
    """How alike each word of a question is to each of a text, from 0 to 1, shape (len(asked), len(said)).

    Words are in lower case without accents (surface_words). The same stem is 1.
    """
    if not asked or not said:
        return np.zeros((len(asked), len(said)), dtype=np.float32)
    cosines = embedder.word_vectors(asked) @ embedder.word_vectors(said).T
    alike = np.clip(cosines, 0, NEAREST)
    said_stems = [stem(word) for word in said]
    for row, word in enumerate(asked):
        asked_stem = stem(word)
        groups = groups_of(asked_stem)
        for column, said_stem in enumerate(said_stems):
            if said_stem == asked_stem:
                alike[row, column] = 1.0
            elif any(said_stem in group for group in groups):
                alike[row, column] = max(alike[row, column], SAME_GROUP)
    return np.asarray(alike, dtype=np.float32)
