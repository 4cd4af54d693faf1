"""What blocks of a web page are by themselves and beside each other: prose, a date, a teaser, a repetition."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from newsqa.articles.readers.html_blocks import Block, words_of
from newsqa.articles.readers.html_dates import days_in

SHORTEST_PROSE = 12  # words; less is prose only where it ends as a sentence does
LONGEST_TEASER = 60  # words
LONGEST_HEAD_LINE = 120  # characters of a line that gives the day, with all else it gives
RUN = 4  # words; a run of as many is found in two texts by chance only rarely
AGREEMENT = 0.6  # share of a block's runs that a text holds where the block stands in it
REPEATED = 0.8  # share of a block's runs that stand in another one too where it only repeats that
LETTER = re.compile(r"[^\W\d_]")
SENTENCE_END = re.compile(r"[.!?…։。؟।:][\"'”’»“)\]]*$")
COPYRIGHT = re.compile(r"(?:copyright|\(c\)|©)\W", re.I)


def is_prose(block: Block) -> bool:
    """Whether a block reads as one sentence or several."""
    if block.kind == "heading" or block.is_link or block.linked > 0.5 * len(block.text):
        return False
    return len(block.words) >= SHORTEST_PROSE or (
        len(block.words) >= 4 and SENTENCE_END.search(block.text) is not None
    )


def is_whole_sentence(block: Block) -> bool:
    """Whether a block is prose of some length that ends as a sentence does."""
    return len(block.words) >= SHORTEST_PROSE and is_prose(block) and SENTENCE_END.search(block.text) is not None


def is_readable(block: Block) -> bool:
    """Whether a block has words that may belong to a story: not a link, not a number, not a notice of copyright."""
    has_letters = block.kind == "row" or LETTER.search(block.text) is not None
    return has_letters and not block.is_link and COPYRIGHT.match(block.text) is None


def gives_day(line: str, *, language: str | None = None) -> bool:
    """Whether a line is there to tell a day, as "Published 5 May 2024" is and a sentence of the story isn't."""
    if len(line) > LONGEST_HEAD_LINE or (len(words_of(line)) > 8 and SENTENCE_END.search(line)):
        return False
    return bool(days_in(line, language=language))


def words_in(blocks: Sequence[Block], numbers: Iterable[int]) -> int:
    """How many words some of the blocks have."""
    return sum(len(blocks[number].words) for number in numbers)


def teasers_among(blocks: Sequence[Block]) -> set[int]:
    """The blocks of lists of other stories: headline with a link, text, headline with a link, text."""
    found: set[int] = set()
    run: list[int] = []
    for number, block in enumerate(blocks):
        is_headline = block.is_link and len(block.words) > 2
        is_text = not block.is_link and block.kind != "row" and len(block.words) <= LONGEST_TEASER
        if block.is_teaser:
            run += [number, number]
        elif is_headline if len(run) % 2 == 0 else is_text:
            run.append(number)
        else:
            run = [number] if is_headline else []
        if len(run) >= 4:
            found.update(run)
    # Some papers put a link to another story below every paragraph.
    prose = [number for number, block in enumerate(blocks) if is_prose(block)]
    return found if words_in(blocks, found & set(prose)) < 0.4 * words_in(blocks, prose) else set()


def without_repeats(blocks: Sequence[Block]) -> list[Block]:
    """Without blocks that only show again what another one says: pull quotes, summaries copied from the text."""
    counts = Counter(run for block in blocks for run in set(_runs(block.words)))
    dropped = set()
    # Of two alike the later goes, but a quotation before a paragraph: it was lifted out of that.
    quotes = [block for block in blocks if block.kind == "quote"]
    for block in [*quotes, *(block for block in reversed(blocks) if block.kind == "paragraph")]:
        runs = _runs(block.words)
        if runs and _share(runs, counts) >= REPEATED:
            counts.subtract(set(runs))
            dropped.add(block)
    return [block for block in blocks if block not in dropped]


def _share(runs: Sequence[tuple[str, ...]], counts: Mapping[tuple[str, ...], int]) -> float:
    return sum(counts[run] > 1 for run in runs) / len(runs)


class Runs:
    """The runs of words in some texts, to tell which blocks stand in them."""

    def __init__(self, texts: Iterable[Sequence[str]]) -> None:
        self.runs = {run for words in texts for run in _runs(words)}

    def holds(self, words: Sequence[str]) -> bool:
        """Whether one of the texts has those words in it, but for a few."""
        runs = _runs(words)
        return len(words) >= RUN and sum(run in self.runs for run in runs) >= AGREEMENT * len(runs)


def _runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)]
