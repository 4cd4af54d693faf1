"""A question and some sentences as the reader reads them: word pieces in windows, shared words marked."""

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from newsqa.library import STOP_WORDS, stem, surface_words

if TYPE_CHECKING:
    from tokenizers import Tokenizer

# In word pieces. A passage is read in parts of about this size: in longer ones more is read than is needed.
WINDOW = 112
LONGEST_WINDOW = 300  # for a single long sentence; what exceeds it is not read
LONGEST_CONTEXT = 40  # the end of the sentence before, which may say whom "he" means
LONGEST_QUESTION = 128
LONGEST_TITLE = 20
WORD = re.compile(r"\w+")


class Pieces(NamedTuple):
    """A text in word pieces: their numbers, (start, end) of each in the text, and the stem of the word each is of.

    The stem is empty for punctuation and for words that are not searched for.
    """

    ids: tuple[int, ...]
    places: tuple[tuple[int, int], ...]
    stems: tuple[str, ...]

    def part(self, start: int | None, end: int | None) -> "Pieces":
        """Some of the word pieces."""
        return Pieces(self.ids[start:end], self.places[start:end], self.stems[start:end])


class Window(NamedTuple):
    """Neighbouring sentences that are read at once; `first` is the number of the first in its passage."""

    title: Pieces
    before: Pieces
    sentences: tuple[Pieces, ...]
    first: int


class ReaderInput(NamedTuple):
    """One row for the reader, a number a word piece.

    `segments` is 0 for the question and 1 for what is read; `sentences` the number in the window of the sentence that
    a piece is of, or -1; `hints` 1 where the word's stem stands on the other side too; `places` the (start, end) in
    the sentence.
    """

    ids: list[int]
    segments: list[int]
    sentences: list[int]
    hints: list[int]
    places: list[tuple[int, int]]


def split_pieces(text: str, tokenizer: "Tokenizer") -> Pieces:
    """A text in word pieces."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    words = [(match.start(), match.end(), _searched_stem(match.group())) for match in WORD.finditer(text)]
    stems, number = [], 0
    for start, _ in encoding.offsets:
        while number < len(words) and words[number][1] <= start:
            number += 1
        stems.append(words[number][2] if number < len(words) and words[number][0] <= start else "")
    return Pieces(tuple(encoding.ids), tuple(encoding.offsets), tuple(stems))


def split_windows(title: str, sentences: Sequence[str], tokenizer: "Tokenizer") -> list[Window]:
    """The sentences of a passage in windows of about equal size, each with the sentence before it as context."""
    heading = split_pieces(title, tokenizer).part(None, LONGEST_TITLE)
    pieces = [split_pieces(sentence, tokenizer) for sentence in sentences]
    windows = []
    for first, end in _bounds([len(one.ids) for one in pieces]):
        before = pieces[first - 1].part(-LONGEST_CONTEXT, None) if first else Pieces((), (), ())
        windows.append(Window(heading, before, tuple(pieces[first:end]), first))
    return windows


def reader_input(question: Pieces, window: Window, tokenizer: "Tokenizer") -> ReaderInput:
    """Question, title and sentences in one row, as BERT reads two texts (Devlin et al. 2019)."""
    question = question.part(None, LONGEST_QUESTION)
    read = [(-1, window.before), *enumerate(window.sentences)]
    body = [
        (number, piece, place, stem) for number, pieces in read for piece, place, stem in zip(*pieces, strict=True)
    ]
    body = body[: len(window.before.ids) + LONGEST_WINDOW]
    asked, said = set(question.stems) - {""}, {stem for _, _, _, stem in body}
    begin, between = (tokenizer.token_to_id(mark) or 0 for mark in ("[CLS]", "[SEP]"))
    ids = [begin, *question.ids, between, *window.title.ids, between, *(piece for _, piece, _, _ in body), between]
    before = len(question.ids) + len(window.title.ids) + 3
    return ReaderInput(
        ids=ids,
        segments=[0] * (len(question.ids) + 2) + [1] * (len(ids) - len(question.ids) - 2),
        sentences=[-1] * before + [number for number, _, _, _ in body] + [-1],
        hints=[
            0,
            *(int(stem in said) if stem else 0 for stem in question.stems),
            *[0] * (len(window.title.ids) + 2),
            *(int(stem in asked) for _, _, _, stem in body),
            0,
        ],
        places=[(0, 0)] * before + [place for _, _, place, _ in body] + [(0, 0)],
    )


def _bounds(lengths: Sequence[int]) -> list[tuple[int, int]]:
    """The first sentence of each window and the one after its last, from the sentences' lengths in word pieces."""
    windows = max(1, math.ceil(sum(lengths) / WINDOW))
    aim = sum(lengths) / windows
    bounds, first, size = [], 0, 0
    for number, length in enumerate(lengths):
        if number > first and (size + length > 1.25 * WINDOW or size + length / 2 > aim):
            bounds.append((first, number))
            first, size = number, 0
        size += length
    return [*bounds, (first, len(lengths))] if lengths else []


@lru_cache(maxsize=100_000)
def _searched_stem(word: str) -> str:
    plain = next(iter(surface_words(word)), "")
    is_searched = plain and plain not in STOP_WORDS and (len(plain) > 1 or plain.isdigit())
    return stem(plain) if is_searched else ""
