"""Lines as they stand on printed pages, to the text that they print: furniture cut, wrapped lines rejoined."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Literal, NamedTuple

from newsqa.articles.documents import Cut

LINES_AT_EDGE = 3  # a running head or foot stands among so many lines at the top or the bottom of a page
SAME_PLACE = 6  # points up or down
FEWEST_REPEATS = 2
FEWEST_COUNTS = 3  # of lines that have nothing in common but a number that counts the pages
SHARE_OF_PAGES = 0.4  # left and right pages may have heads of their own, and the first page often has none
USUAL_LEADING = 1.2  # from line to line, in sizes of the letters, where a document does not tell
LONG_LINE = 15  # characters, of a line of running text
FEWEST_RUNNING = 3
LEAST_LEADING, MOST_LEADING = 0.8, 3.5
WIDER_GAP = 1.25  # what parts paragraphs is so much wider than what parts their lines
FULL_LINE = 0.8  # of the characters of the longest lines near it; letters differ in width
LINES_NEAR = 3
LONGEST_FURNITURE, LONGEST_WORD = 300, 80  # characters
INDENT = 0.6  # in sizes of the letters
SENTENCE_END = re.compile(r"[.!?:…։。]['\"’”»)\]]*$")
# What browsers print above and below a page: the time and its title, its address and "1/3".
BROWSER_MARK = re.compile(
    r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}:\d{2}(?: [AP]M)?\s.{3,}|(?:https?|file)://\S+\s+\d{1,4}/\d{1,4})"
)
BULLET = re.compile(r"[•◦▪●‣■○]")
HYPHEN_AT_END = re.compile(r"\w[-‐]")
BROKEN_WORD = re.compile(r"(?P<left>[^\W\d_]+)[-‐]$")
# "pre- and post-war": the hyphen stands for what follows later.
AFTER_SUSPENDED_HYPHEN = {"and", "or", "to", "und", "oder", "bis", "et", "ou", "y", "o", "e", "og", "och", "en", "of"}


class Line(NamedTuple):
    """A line of a page: `x` and `y` of its beginning, upwards and rightwards, and its letters' size, in points."""

    text: str
    x: float
    y: float
    size: float


Edge = Literal["head", "foot"]


class Place(NamedTuple):
    """The number of a page, and of a line on it, from 0."""

    page: int
    line: int


class Pattern(NamedTuple):
    """What lines of several pages have in common, and how many of them make it furniture."""

    text: str
    fewest: int


def cut_furniture(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], tuple[Cut, ...]]:
    """The pages without their running heads, feet and page numbers, and what those were, each once.

    A line is furniture if it stands at the same place near the edge of at least two pages and two fifths of all, the
    same but for at most one number, which counts the pages; or, from three pages on, if it begins or ends with that
    number, whatever else it says. What a browser adds to its prints goes from a lone page too.
    """
    filled = sum(bool(lines) for lines in pages)
    furniture: set[Place] = set()
    cuts: dict[str, Cut] = {}
    edges: tuple[Edge, ...] = ("head", "foot")
    for edge in edges:
        for fewest, places in _repeated(pages, edge):
            on_pages = len({place.page for place in places})
            if on_pages < max(fewest, SHARE_OF_PAGES * filled):
                continue
            if new := sorted(set(places) - furniture):
                furniture.update(new)
                text = pages[new[0].page][new[0].line].text
                cuts.setdefault(text, Cut(text, f"repeated at the {edge} of {on_pages} of {filled} pages"))
    for page, lines in enumerate(pages):
        for number in {*_edge(lines, "head"), *_edge(lines, "foot")}:
            if Place(page, number) not in furniture and BROWSER_MARK.fullmatch(text := lines[number].text):
                furniture.add(Place(page, number))
                cuts.setdefault(text, Cut(text, "added by the browser that printed the page"))
    kept = [
        [line for number, line in enumerate(lines) if Place(page, number) not in furniture]
        for page, lines in enumerate(pages)
    ]
    return kept, tuple(cuts.values())


def _edge(lines: Sequence[Line], edge: Edge) -> list[int]:
    """The numbers of the highest lines of a page, or of the lowest, the outermost first; of few lines the fewer."""
    by_height = sorted(range(len(lines)), key=lambda number: lines[number].y, reverse=edge == "head")
    at_edge = by_height[: min(LINES_AT_EDGE, 1 + len(lines) // 10)]
    return [number for number in at_edge if len(lines[number].text) <= LONGEST_FURNITURE]


def _repeated(pages: Sequence[Sequence[Line]], edge: Edge) -> list[tuple[int, list[Place]]]:
    """Lines at an edge that are alike and level, and how many make them furniture; what most pages have, first."""
    alike: defaultdict[Pattern, list[Place]] = defaultdict(list)
    for page, lines in enumerate(pages):
        for number in _edge(lines, edge):
            for pattern in _patterns(lines[number].text, page):
                alike[pattern].append(Place(page, number))
    groups = []
    for pattern, places in alike.items():
        height = median(pages[place.page][place.line].y for place in places)
        level = [place for place in places if abs(pages[place.page][place.line].y - height) <= SAME_PLACE]
        groups.append((pattern.fewest, level))
    return sorted(groups, key=lambda group: len(group[1]), reverse=True)


def _patterns(text: str, page: int) -> Iterator[Pattern]:
    """What a line is like: its words; its words around a number that may count the pages; such a number at an end."""
    text = " ".join(text.casefold().split())
    yield Pattern(text, FEWEST_REPEATS)
    for number in re.finditer(r"[0-9]{1,4}", text):
        count = int(number[0]) - page
        before, after = text[: number.start()], text[number.end() :]
        yield Pattern(f"{before}<{count}>{after}", FEWEST_REPEATS)
        if not before and after.startswith(" "):
            yield Pattern(f"<{count}> ...", FEWEST_COUNTS)
        if not after and before.endswith(" "):
            yield Pattern(f"... <{count}>", FEWEST_COUNTS)


def paragraphs_of(pages: Sequence[Sequence[Line]]) -> list[str]:
    """The paragraphs of pages in their lines' order, each one line of text however it was wrapped.

    A paragraph ends where its place on the page says so: at a wider gap, another size of letters, an indent, or a
    line that had room for the next word. One that runs on in the next column, or on the next page, is one paragraph.
    """
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    leading = _usual_leading(pages)
    words = _Words.of(lines)
    paragraphs = [[lines[0].text]]
    for number in range(1, len(lines)):
        before, line = lines[number - 1].text, lines[number].text
        if _goes_on(lines, number, leading):
            paragraphs[-1][-1] = _before_next(before, line, words)
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return ["".join(pieces) for pieces in paragraphs]


def _usual_leading(pages: Sequence[Sequence[Line]]) -> float:
    """The distance from line to line within a paragraph, in sizes of the letters.

    It is measured where a line begins with a small letter, and so surely goes on; in scripts without small letters it
    is the smallest distance that is no rarity.
    """
    running: list[float] = []
    all_leadings: Counter[float] = Counter()
    for before, line in (pair for lines in pages for pair in pairwise(lines)):
        leading = _leading(before, line)
        if _is_same_size(before, line) and LEAST_LEADING <= leading <= MOST_LEADING:
            all_leadings[round(leading, 1)] += 1
            if line.text[0].islower() and min(len(before.text), len(line.text)) >= LONG_LINE:
                running.append(leading)
    if len(running) >= FEWEST_RUNNING:
        return median(running)
    common = [leading for leading, count in all_leadings.items() if count >= 0.1 * all_leadings.total()]
    return min(common, default=USUAL_LEADING)


def _leading(before: Line, line: Line) -> float:
    return (before.y - line.y) / max(before.size, line.size)


def _is_same_size(before: Line, line: Line) -> bool:
    return abs(before.size - line.size) <= 0.06 * max(before.size, line.size)


def _goes_on(lines: Sequence[Line], number: int, leading: float) -> bool:
    """Whether a line continues the paragraph of the line before it."""
    before, line = lines[number - 1], lines[number]
    if not _is_same_size(before, line) or BULLET.match(line.text):
        return False
    starts_small = line.text[0].islower()
    near = lines[max(0, number - LINES_NEAR) : number + LINES_NEAR]
    widest = max(len(other.text) for other in near if _is_same_size(other, line))
    next_word = line.text.split(maxsplit=1)[0]
    has_room = len(before.text) + 1 + len(next_word) < FULL_LINE * widest
    if not -0.3 <= _leading(before, line) <= leading * WIDER_GAP:
        moved_up = line.y > before.y
        is_unfinished = SENTENCE_END.search(before.text[-LONGEST_WORD:]) is None
        return moved_up and is_unfinished and (starts_small or not has_room)
    if has_room and not starts_small:
        return False
    return starts_small or not _is_indented(lines, number, leading)


def _is_indented(lines: Sequence[Line], number: int, leading: float) -> bool:
    """Whether a line begins further in than the next one below it, or, as the last one, than the one above."""
    line, following = lines[number], lines[number + 1] if number + 1 < len(lines) else None
    margin = lines[number - 1].x
    if following and _is_same_size(line, following) and 0 < _leading(line, following) <= leading * WIDER_GAP:
        margin = following.x
    return line.x > margin + INDENT * line.size


class _Words(NamedTuple):
    """What the document's own lines show of its spelling, in lower case."""

    whole: frozenset[str]
    hyphenated: frozenset[str]

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "_Words":
        whole: set[str] = set()
        hyphenated: set[str] = set()
        for line in lines:
            # The first and the last word of a line may be halves of words.
            for word in re.findall(r"\w+(?:[-‐]\w+)*", line.text.casefold())[1:-1]:
                if re.search(r"[-‐]", word):
                    hyphenated.add(word.replace("‐", "-"))
                else:
                    whole.add(word)
        return cls(frozenset(whole), frozenset(hyphenated))


def _before_next(text: str, line: str, words: _Words) -> str:
    """A line as it stands before the next: with a space, or half of a word that is whole where this is safe."""
    if text.endswith("\xad"):
        return text.removesuffix("\xad")
    if not HYPHEN_AT_END.fullmatch(text[-2:]):
        return f"{text} "
    broken = BROKEN_WORD.search(text[-LONGEST_WORD:])
    right = re.match(r"\w+", line[:LONGEST_WORD])
    if right is None or right[0].casefold() in AFTER_SUSPENDED_HYPHEN:
        return f"{text} "
    if broken is None or not broken["left"][-1].islower() or not line[0].islower():
        # "Anglo-" and "American", "2019-" and "20": the hyphen is the word's own.
        return text
    return text if _keeps_hyphen(broken["left"], right[0], words) else text[:-1]


def _keeps_hyphen(left: str, right: str, words: _Words) -> bool:
    """Whether a hyphen at a line's end is one that the word has anywhere, by the words of the same document."""
    left, right = left.casefold(), right.casefold()
    if left + right in words.whole:
        return False
    # "well-" and "known" are words; of "govern-" and "ment" one is not.
    return f"{left}-{right}" in words.hyphenated or (left in words.whole and right in words.whole)
