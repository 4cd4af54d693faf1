"""What a model thinks aloud before it replies: recognised, and not taken for the reply."""

from collections.abc import Iterable, Iterator

from newsqa.models.protocol import Piece

# How models mark it: DeepSeek-R1, Qwen3 and most others; Magistral; Seed-OSS; gpt-oss.
MARKS = (
    ("<think>", "</think>"),
    ("<thinking>", "</thinking>"),
    ("[THINK]", "[/THINK]"),
    ("<seed:think>", "</seed:think>"),
    ("<|channel|>analysis<|message|>", "<|channel|>final<|message|>"),
)


def without_thinking(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces of a reply without the block of thinking that it begins with, and without white space before it.

    A block that is never closed is all there was: nothing is left.
    """
    held: list[Piece] = []
    stream = iter(pieces)
    for piece in stream:
        held.append(piece)
        text = "".join(p.text for p in held).lstrip()
        if mark := next((mark for mark in MARKS if text.startswith(mark[0])), None):
            yield from _after(mark[1], held, stream)
            return
        if text and not any(opening.startswith(text) for opening, _ in MARKS):
            break
    yield from _trimmed(held, stream)


def _after(closing: str, held: list[Piece], stream: Iterator[Piece]) -> Iterator[Piece]:
    seen = "".join(piece.text for piece in held)
    while closing not in seen:
        piece = next(stream, None)
        if piece is None:
            return
        seen += piece.text
    yield from _trimmed([Piece(seen.split(closing, 1)[1])], stream)


def _trimmed(held: list[Piece], stream: Iterator[Piece]) -> Iterator[Piece]:
    """The pieces from the first that is more than white space, which loses the white space it begins with."""
    has_begun = False
    for source in (held, stream):
        for piece in source:
            text = piece.text if has_begun else piece.text.lstrip()
            if text:
                has_begun = True
                yield Piece(text, piece.logprob)


def opening_left_open(prompt: str) -> str | None:
    """The mark that closes the thinking which a template has already begun for the model; None where it has not."""
    end = prompt.rstrip()
    return next((closing for opening, closing in MARKS if end.endswith(opening)), None)
