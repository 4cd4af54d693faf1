"""Articles to a searchable library on disk."""

from newsqa.library.adding import AddReport
from newsqa.library.embedding import EmbeddedQuestion, Embedder, Signs, Vectors, sign_cosines
from newsqa.library.library import Library
from newsqa.library.manifest import FORMAT_VERSION
from newsqa.library.rebuilding import rebuild
from newsqa.library.sentences import split_sentences
from newsqa.library.store import Store, StoredPassage
from newsqa.library.vectors import VectorIndex
from newsqa.library.words import STOP_WORDS, content_words, stem, surface_words, words
from newsqa.threads import wait_briefly

__all__ = [
    "FORMAT_VERSION",
    "STOP_WORDS",
    "AddReport",
    "EmbeddedQuestion",
    "Embedder",
    "Library",
    "Signs",
    "Store",
    "StoredPassage",
    "VectorIndex",
    "Vectors",
    "content_words",
    "rebuild",
    "sign_cosines",
    "split_sentences",
    "stem",
    "surface_words",
    "words",
]

# Before the libraries are loaded that read it.
wait_briefly()
