"""Which blocks of a web page are its story, by several opinions: trafilatura's, the page's own, and its layout."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from lxml.html import HtmlElement

from newsqa.articles.readers.html_blocks import LINE_BREAK, Block, blocks_of, is_bold, words_of
from newsqa.articles.readers.html_markup import ARTICLE_BODY
from newsqa.articles.readers.html_notices import BY, closes, interrupts
from newsqa.articles.readers.html_prose import (
    SENTENCE_END,
    Runs,
    gives_day,
    is_prose,
    is_readable,
    is_whole_sentence,
    teasers_among,
    without_repeats,
    words_in,
)

SHORTEST_STANDFIRST = 5  # words of a heading under the headline
SHORTEST_POINT = 4  # words of a line in a list there: "Share on Facebook" is none
MANY_BLOCKS = 3000  # jusText's time grows with their square; the page of a long read has a few hundred
MOST_ELEMENTS = 30_000  # it takes seconds for more, and is but one opinion
FOOT_LINES = 2
FEWEST_IN_HEADLINE, MOST_IN_HEADLINE = 3, 25  # words of a headline told by its bold letters
SUBTITLE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:sub-?title|standfirst|stand-first|dek|deck|subhead(?:line)?)(?:$|[\s_-])", re.I
)
REGION_SHARE = 0.9  # of the story, in the element that is taken for its region
STORY_CLASS = re.compile(
    r"(?:^|\s)(?:hentry|h-entry|post|blog-?post|story|live-?(?:entry|post|update|blog-post))(?:\s|$)", re.I
)
STORY_TYPE = re.compile(r"schema\.org/(?:\w*Article|BlogPosting|LiveBlogPosting|Report)$")


class Story(NamedTuple):
    """A story on a page: headline, standfirst, text, and the lines above and below the text that are none of them.

    Those lines give bylines and dates. `scope` is the element that holds it all.
    """

    headline: Block | None = None
    standfirst: Sequence[Block] = ()
    text: Sequence[Block] = ()
    head: Sequence[Block] = ()
    foot: Sequence[Block] = ()
    scope: HtmlElement | None = None

    @property
    def blocks(self) -> list[Block]:
        """All that a reader of the story reads."""
        headline = [] if self.headline is None else [self.headline]
        return [*headline, *without_repeats([*self.standfirst, *self.text])]


def main_story(
    tree: HtmlElement, *, titles: Sequence[str], body: str, without: Collection[HtmlElement] = ()
) -> Story:
    """The one story of a page, where `titles` and `body` are what the page itself declares to be its title and text.

    Chosen are the blocks that trafilatura finds or that the declared body holds. To these come blocks that were
    overlooked among them and above them; teasers, labels and repeated lines go, and so does all in the elements
    `without`.
    """
    blocks = _with_titles_apart((block for block in blocks_of(tree) if block.element not in without), titles)
    teasers = teasers_among(blocks)
    opinion = Runs([words_of(trafilatura_text(tree, fast=len(blocks) > MANY_BLOCKS)), words_of(body)])
    chosen = {n for n, block in enumerate(blocks) if is_readable(block) and opinion.holds(block.words)} - teasers
    region = _declared_region(tree, blocks) or _region(tree, blocks, chosen)
    region = _with_boxes_alike(blocks, region, chosen)
    prose = {number for number in region if is_prose(blocks[number])} - teasers
    if words_in(blocks, prose) > 2 * words_in(blocks, chosen):
        chosen |= prose
    chosen = {number for number in chosen if number in region or is_whole_sentence(blocks[number])}
    chosen -= _in_other_columns(blocks, chosen)
    first = min((number for number in chosen if is_prose(blocks[number])), default=None)
    if first is None:
        return Story()

    title = _headline(blocks, first, titles, until=_middle(blocks, chosen))
    headline = None if title is None else blocks[title]
    start = 0 if title is None else title + 1
    chosen = {number for number in chosen if number >= start}
    chosen |= _overlooked(blocks, chosen, region, start) - teasers
    chosen = _without_notices(blocks, chosen)
    text_start = _text_start(blocks, chosen)
    above = range(start, text_start)
    standfirst = _standfirst(blocks, above, chosen, headline)
    end = max(chosen, default=text_start) + 1
    return Story(
        headline,
        standfirst=[blocks[number] for number in sorted(standfirst)],
        text=without_labels(blocks, sorted(number for number in chosen if number >= text_start)),
        head=[blocks[number] for number in above if number not in standfirst],
        foot=blocks[end : end + FOOT_LINES],
        scope=_scope(tree, headline),
    )


def trafilatura_text(tree: HtmlElement, *, fast: bool) -> str:
    """What trafilatura takes for the text of a page; fast, without holding its own rules against jusText's."""
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        return ""
    import trafilatura

    try:
        # It works on a copy. Comments are other people's words, not the story's.
        found = trafilatura.bare_extraction(tree, include_comments=False, fast=fast)
    except Exception:
        # Its rules may trip over anything in a damaged page. They are one opinion of several.
        return ""
    if found is None or isinstance(found, dict) or found.body is None:
        return ""
    return " ".join(str(text) for text in found.body.itertext())


def _with_titles_apart(blocks: Iterable[Block], titles: Sequence[str]) -> list[Block]:
    """The blocks, with a headline that a line break parts from its date, or from its text, as a block of its own."""
    sought = {words_of(title) for title in titles}
    apart: list[Block] = []
    for block in blocks:
        is_split = LINE_BREAK in block.text and any(line.words in sought for line in block.lines())
        apart.extend(block.lines() if is_split else [block])
    return apart


def _in_other_columns(blocks: Sequence[Block], chosen: Iterable[int]) -> set[int]:
    """The blocks in the columns beside the story's, where a table lays the page out."""
    cells: dict[HtmlElement, dict[HtmlElement, set[int]]] = {}
    for number in chosen:
        holder = blocks[number].element
        for element in (holder, *holder.iterancestors()):
            if element.tag in ("td", "th"):
                cells.setdefault(element.getparent(), {}).setdefault(element, set()).add(number)
    found: set[int] = set()
    for columns in cells.values():
        *others, widest = sorted(columns.values(), key=lambda numbers: words_in(blocks, numbers))
        for other in others:
            if 2 * words_in(blocks, other) <= words_in(blocks, widest):
                found |= other
    return found


def _text_start(blocks: Sequence[Block], chosen: Iterable[int]) -> int:
    """The first paragraph of the text itself: with others in its element, as a standfirst above it has not."""
    prose = [n for n in sorted(chosen) if is_prose(blocks[n]) and not gives_day(blocks[n].text)]
    for number, following in pairwise(prose):
        if blocks[number].element.getparent() is blocks[following].element.getparent():
            return number
    return prose[0] if prose else 0


def _declared_region(tree: HtmlElement, blocks: Sequence[Block]) -> range | None:
    """The blocks of the element that the page itself marks as its article's body."""
    bodies = tree.xpath(ARTICLE_BODY)
    return _range_of(bodies[0], blocks) if len(bodies) == 1 else None


def _region(tree: HtmlElement, blocks: Sequence[Block], chosen: Collection[int]) -> range:
    """The blocks of the smallest element that holds nearly all that was chosen."""
    weights: Counter[HtmlElement] = Counter()
    for number in chosen:
        for element in (blocks[number].element, *blocks[number].element.iterancestors()):
            weights[element] += len(blocks[number].text)
    region, total = tree, weights[tree]
    while smaller := [child for child in region if weights[child] > REGION_SHARE * total]:
        region = smaller[0]
    return _range_of(region, blocks)


def _with_boxes_alike(blocks: Sequence[Block], region: range, chosen: Iterable[int]) -> range:
    """The region and what follows it in boxes just like its own, as page builders make one of every few paragraphs.

    The next headline ends that: what is below it is another story, however alike.
    """
    kinds = {_box_kind(blocks[number]) for number in chosen if number in region and is_whole_sentence(blocks[number])}
    stop = region.stop
    for number in range(region.stop, len(blocks)):
        if _level(blocks[number]) in ("h1", "h2"):
            break
        if is_whole_sentence(blocks[number]) and (kind := _box_kind(blocks[number])) in kinds and all(kind):
            stop = number + 1
    return range(region.start, stop) if region else region


def _box_kind(block: Block) -> tuple[str, str]:
    """The classes of a block's element and of the box that this is in."""
    parent = block.element.getparent()
    return block.element.get("class", ""), "" if parent is None else parent.get("class", "")


def _without_notices(blocks: Sequence[Block], chosen: Iterable[int]) -> set[int]:
    """Without marks of advertisements and the like in the text, nor credits below it."""
    kept = sorted(number for number in chosen if not interrupts(blocks[number]))
    while len(kept) > 1 and closes(blocks[kept[-1]]):
        kept.pop()
    return set(kept)


def _range_of(element: HtmlElement, blocks: Sequence[Block]) -> range:
    inside = set(element.iter())
    numbers = [number for number, block in enumerate(blocks) if block.element in inside]
    return range(numbers[0], numbers[-1] + 1) if numbers else range(0)


def _middle(blocks: Sequence[Block], chosen: Iterable[int]) -> int:
    """The block that half of the chosen words come before."""
    numbers = sorted(chosen)
    total = words_in(blocks, numbers)
    return next((n for n, words in zip(numbers, _sums(blocks, numbers), strict=True) if 2 * words >= total), 0)


def _sums(blocks: Sequence[Block], numbers: Iterable[int]) -> Iterator[int]:
    return accumulate(len(blocks[number].words) for number in numbers)


def _headline(blocks: Sequence[Block], first: int, titles: Sequence[str], *, until: int) -> int | None:
    """The block that says what the page's title says, else the last heading above the first of the text.

    A notice about cookies, or a column beside the story, may read as the first of the text: the title itself may be
    below that, as the page's first heading anywhere, as another before `until`.
    """
    sought = [words_of(title) for title in titles]
    top = [number for number, block in enumerate(blocks) if _level(block) == "h1" and block.words in sought]
    if len(top) == 1 and any(is_prose(block) for block in blocks[top[0] + 1 :]):
        return top[0]
    headings = [number for number in range(until + 1) if blocks[number].kind == "heading"]
    above = [number for number in headings if number < first]
    for numbers, is_same in ((headings, _is_title), (range(first + 1), _is_title), (above, _is_like_title)):
        for number in numbers:
            if any(is_same(blocks[number].words, words) for words in sought):
                return number
    # A heading of one or two words is more often the site's name than the story's.
    for levels, fewest in ((("h1",), 3), (("h2", "h3"), 3), (("h1", "h2", "h3"), 1)):
        for number in reversed(above):
            block = blocks[number]
            if _level(block) in levels and len(block.words) >= fewest and not block.is_link:
                return number
    for number in (n for n in range(until + 1) if n < first or not is_prose(blocks[n])):
        if any(_is_like_title(blocks[number].words, words) for words in sought):
            return number
    return next((n for n in reversed(range(first)) if _is_like_headline(blocks[n])), None)


def _is_like_headline(block: Block) -> bool:
    """Whether a block stands out as a headline does in pages without headings, and reads as one."""
    is_other = (
        block.is_link
        or block.kind not in ("paragraph", "quote")
        or gives_day(block.text)
        or BY.match(block.text) is not None
    )
    return not is_other and FEWEST_IN_HEADLINE <= len(block.words) <= MOST_IN_HEADLINE and is_bold(block)


def _level(block: Block) -> str:
    return next((e.tag for e in (block.element, *block.element.iterancestors()) if e.tag in ("h1", "h2", "h3")), "")


def _is_title(words: Sequence[str], title: Sequence[str]) -> bool:
    return words == title


def _is_like_title(words: Sequence[str], title: Sequence[str]) -> bool:
    """Whether words are a title without the site's name, or with a few others as titles for search engines have."""
    common = sum((Counter(words) & Counter(title)).values())
    return common >= 2 and (common == len(words) >= 0.5 * len(title) or common >= 0.75 * max(len(words), len(title)))


def _overlooked(blocks: Sequence[Block], chosen: set[int], region: range, start: int) -> set[int]:
    """Blocks that weren't chosen though they stand among those that were, and read as they do."""
    if not chosen:
        return set()
    first, last = min(chosen), max(chosen)
    parents = {blocks[number].element.getparent() for number in chosen}
    found: set[int] = set()
    for number in region:
        block = blocks[number]
        if number < start or number in chosen or not is_readable(block):
            continue
        is_between = first < number < last
        is_beside = block.element.getparent() in parents or block.element in parents
        if is_prose(block):
            is_found = is_between or is_beside
        elif block.kind == "heading":
            is_found = is_between and (is_beside or _heads(block, blocks[number + 1]))
        else:
            # Lines of lists and tables, and '"No," he said.'
            is_line = block.kind != "paragraph" or SENTENCE_END.search(block.text) is not None or is_bold(block)
            is_next = number - 1 in chosen or number - 1 in found
            is_found = is_between and is_line and (is_beside or block.group is not None or is_next)
        if is_found:
            found.add(number)
    return found


def _standfirst(blocks: Sequence[Block], above: range, chosen: Collection[int], headline: Block | None) -> set[int]:
    """The blocks between headline and text that belong to both: a summary, the points of a list, a first sub-heading.

    The others are bylines, dates, buttons.
    """
    found: set[int] = set()
    for number in reversed(above):
        block = blocks[number]
        if not is_readable(block) or gives_day(block.text):
            continue
        if block.kind == "heading":
            is_above_found = number + 1 in found and blocks[number + 1].group is not None
            is_sub_heading = number + 1 == above.stop and _heads(block, blocks[above.stop])
            is_part = len(block.words) >= SHORTEST_STANDFIRST or is_above_found or is_sub_heading
        else:
            is_named = SUBTITLE_CLASS.search(block.element.get("class", "")) is not None
            is_line = block.group is not None or is_named
            is_part = is_prose(block) or (is_line and len(block.words) >= SHORTEST_POINT)
        if is_part and (number in chosen or (headline is not None and not block.linked)):
            found.add(number)
    return found


def _heads(heading: Block, text: Block) -> bool:
    """Whether a heading stands in an element that holds the text below it too, and isn't the page's own."""
    around = heading.element.getparent()
    if around.tag in ("header", "hgroup"):
        around = around.getparent()
    return around in list(text.element.iterancestors()) and next(around.iter("h1"), None) is None


def without_labels(blocks: Sequence[Block], numbers: Sequence[int]) -> list[Block]:
    """Without headings and short lines that have nothing of the story below them: "Related", "Comments"."""
    chosen = set(numbers)
    for number in reversed(numbers):
        block = blocks[number]
        is_label = block.kind == "heading" or (
            block.kind == "paragraph" and len(block.words) < 6 and not is_prose(block)
        )
        if is_label and number + 1 not in chosen:
            chosen.discard(number)
    return [blocks[number] for number in sorted(chosen)]


def _scope(tree: HtmlElement, headline: Block | None) -> HtmlElement:
    if headline is not None:
        for element in (headline.element, *headline.element.iterancestors()):
            if is_story_element(element):
                return element
    return tree


def is_story_element(element: HtmlElement) -> bool:
    """Whether an element's kind, class or type says that it holds a story, or the beginning of one."""
    return (
        element.tag == "article"
        or STORY_CLASS.search(element.get("class", "")) is not None
        or STORY_TYPE.search(element.get("itemtype", "")) is not None
    )
