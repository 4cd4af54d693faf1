"""An article to passages: runs of whole sentences that fit the embedder's window, nothing cut off."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from newsqa.library.sentences import split_sentences
from newsqa.schema import Article, Passage, Sentence

# A paragraph's end closes a passage that has this many word pieces; shorter ones take in the next paragraph.
SHORTEST_ENDED_BY_PARAGRAPH = 60


class WordPiece(NamedTuple):
    """A token of the embedder: where it stands in the text, and which word of the text it belongs to."""

    start: int
    end: int
    word: int


def split_passages(article: Article, word_pieces: Sequence[WordPiece], *, window: int) -> list[Passage]:
    """The article's sentences, in passages of at most `window` word pieces.

    A sentence longer than the window (a table, a text without full stops) is divided between words into
    sentences that fit.

    Args:
        article: the article.
        word_pieces: all tokens of its text, in order, as the embedder's tokenizer gives them.
        window: the most word pieces that the embedder takes at once, its own special tokens left out.
    """
    starts = [piece.start for piece in word_pieces]

    def pieces_in(start: int, end: int) -> int:
        return bisect_left(starts, end) - bisect_left(starts, start)

    passages: list[Passage] = []
    current: list[Sentence] = []
    current_pieces = 0

    def close() -> None:
        if current:
            passages.append(
                Passage(
                    article_id=article.id,
                    start=current[0].start,
                    end=current[-1].end,
                    sentences=tuple(current),
                )
            )
            current.clear()

    for start, end in split_sentences(article.text):
        ends_paragraph = bool(current) and "\n\n" in article.text[current[-1].end : start]
        for part_start, part_end in _parts(article.text, start, end, word_pieces, starts, window):
            needed = pieces_in(part_start, part_end)
            is_full = current_pieces + needed > window
            if current and (is_full or (ends_paragraph and current_pieces >= SHORTEST_ENDED_BY_PARAGRAPH)):
                close()
                current_pieces = 0
            current.append(Sentence(article_id=article.id, start=part_start, end=part_end))
            current_pieces += needed
    close()
    return passages


def _parts(
    text: str, start: int, end: int, word_pieces: Sequence[WordPiece], starts: Sequence[int], window: int
) -> Iterator[tuple[int, int]]:
    """The sentence itself or, where it does not fit the window, consecutive parts of it that do."""
    first, last = bisect_left(starts, start), bisect_left(starts, end)
    cuts = [start]
    begin = first
    while last - begin > window:
        cut = begin + window
        while cut > begin and word_pieces[cut].word == word_pieces[cut - 1].word:
            cut -= 1
        # A single word that fills the window by itself can only be cut inside.
        begin = cut if cut > begin else begin + window
        cuts.append(word_pieces[begin].start)
    for part_start, part_end in pairwise([*cuts, end]):
        trimmed = part_start + len(text[part_start:part_end].rstrip())
        if trimmed > part_start:
            yield part_start, trimmed
