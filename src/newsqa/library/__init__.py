"""Articles to a searchable library on disk."""

from newsqa.library.embedding import Embedder, Vectors
from newsqa.library.library import AddReport, Library
from newsqa.library.store import Store, StoredPassage
from newsqa.library.vectors import VectorIndex
from newsqa.library.words import STOP_WORDS, content_words, stem, surface_words, words

__all__ = [
    "STOP_WORDS",
    "AddReport",
    "Embedder",
    "Library",
    "Store",
    "StoredPassage",
    "VectorIndex",
    "Vectors",
    "content_words",
    "stem",
    "surface_words",
    "words",
]
