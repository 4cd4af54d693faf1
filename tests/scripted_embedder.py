"""An embedder without a model, for what would take a real one minutes: its vectors say which words a text holds."""

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from newsqa.library.embedding import EmbeddedPassage, EmbeddedQuestion, Embedder, Vectors, signs_of
from newsqa.library.passages import WordPiece


class ScriptedEmbedder(Embedder):
    name = "scripted"
    sha256 = "0" * 64
    dimension = 16
    window = 32
    chosen_folder = None
    languages = None

    def __init__(self) -> None:
        pass

    def word_pieces(self, text: str) -> list[WordPiece]:
        return [WordPiece(*match.span(), number) for number, match in enumerate(re.finditer(r"\w+|[^\w\s]", text))]

    def embed_question(self, question: str) -> EmbeddedQuestion:
        places = tuple(match.span() for match in re.finditer(r"\w+|[^\w\s]", question))
        tokens = np.stack([self._vector(question[start:end]) for start, end in places])
        return EmbeddedQuestion(self._vector(question), tokens, places)

    def embed_passages(self, passages: Sequence[tuple[str, Sequence[tuple[int, int]]]]) -> list[EmbeddedPassage]:
        return [
            EmbeddedPassage(
                self._vector(text),
                np.stack([self._vector(text[start:end]) for start, end in sentences]),
                tuple(
                    signs_of(np.stack([self._vector(word) for word in text[start:end].split()]))
                    for start, end in sentences
                ),
            )
            for text, sentences in passages
        ]

    def word_vectors(self, words: Sequence[str]) -> Vectors:
        return np.stack([self._vector(word) for word in words])

    def _vector(self, text: str) -> Vectors:
        vector = np.full(self.dimension, 0.01, dtype=np.float32)
        for word in re.findall(r"\w+", text.lower()):
            vector[hashlib.sha256(word.encode()).digest()[0] % self.dimension] += 1
        return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)
