"""Sentences with exact offsets, by sentencex (Wikimedia's segmenter) on each paragraph."""

import re
from collections.abc import Iterator

PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
# Quotations are kept whole up to this many characters; longer ones are divided like any other text.
LONGEST_WHOLE_QUOTATION = 300
QUOTATION_MARKS = re.compile('["“”„‟«»]')
# A line within a paragraph goes on in the next one if it is about as long as hard-wrapped text.
WRAPPED_LINE = range(40, 121)


def split_sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a text as (start, end), in order, not overlapping, with no space at either end.

    A paragraph's end ends a sentence, and so does the end of a line that is not hard-wrapped, so a headline
    or a byline without a full stop is a sentence of its own. Everything but white space is in a sentence.
    """
    from sentencex import get_sentence_boundaries

    def boundaries(start: int, end: int, piece: str) -> Iterator[tuple[int, int]]:
        for boundary in get_sentence_boundaries("en", piece):
            span = _trimmed(text, start + boundary["start_index"], min(end, start + boundary["end_index"]))
            if span:
                yield span

    sentences: list[tuple[int, int]] = []
    for block_start, block_end in _blocks(text):
        for start, end in boundaries(block_start, block_end, text[block_start:block_end]):
            if end - start <= LONGEST_WHOLE_QUOTATION:
                sentences.append((start, end))
            else:
                # sentencex keeps a quotation together; without its marks it is divided like other text.
                unquoted = QUOTATION_MARKS.sub(" ", text[start:end])
                sentences += _closed(text, list(boundaries(start, end, unquoted)))
    return sentences


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Paragraphs, divided further at the line ends that end a headline, a byline or an item of a list."""
    paragraph_start = 0
    for gap in [*PARAGRAPH_BREAK.finditer(text), None]:
        paragraph_end = gap.start() if gap else len(text)
        yield from _lines_joined(text, paragraph_start, paragraph_end)
        if gap:
            paragraph_start = gap.end()


def _lines_joined(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    lines = [(start + m.start(), start + m.end()) for m in re.finditer(r"[^\n]+", text[start:end])]
    longest = max((line_end - line_start for line_start, line_end in lines), default=0)
    block_start = None
    for number, (line_start, line_end) in enumerate(lines, start=1):
        block_start = line_start if block_start is None else block_start
        if number < len(lines):
            length = line_end - line_start
            is_wrapped = length in WRAPPED_LINE and length >= 0.6 * longest
            next_word = text[slice(*lines[number])].lstrip()
            if is_wrapped or next_word[:1].islower():
                continue
        yield block_start, line_end
        block_start = None


def _closed(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans with a quotation mark that begins one and closes the one before given back to the latter."""
    closed: list[tuple[int, int]] = []
    for start, end in spans:
        if closed and text[start] in "”»" and (rest := _trimmed(text, start + 1, end)):
            closed[-1] = (closed[-1][0], start + 1)
            closed.append(rest)
        else:
            closed.append((start, end))
    return closed


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    return (start, end) if end > start else None
