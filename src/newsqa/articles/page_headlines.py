"""The headline of a page, and what stands above it and between it and the story."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from newsqa.articles.furniture_words import FUNCTION_WORDS
from newsqa.articles.line_shapes import is_headline, is_title_case, topic_of, words_of
from newsqa.articles.other_stories import ABOUT_AUTHOR
from newsqa.articles.page_lines import PATH, bids, is_caption, is_page_word, made_of_page_words, shown
from newsqa.articles.page_parts import FEW, LONGEST_TEASER, MOST, Part, normalised_line, prose_of, share_of
from newsqa.articles.reader_address import speaks_for_the_page
from newsqa.articles.text_details import NAME, DetailLine, detail_line, is_name

LONGEST_SLOGAN = 15  # words
LONGEST_MASTHEAD = 4
LONGEST_SENTENCES = 24  # of a headline that is made of sentences
LONGEST_VERSE = 60  # characters

# "Denise Appiah, Lakeland Tribune"
AUTHOR_OF = re.compile(r"(?P<who>[^,]{5,40}), (?:[A-Z][\w'’.-]+)(?: [A-Z][\w'’.-]+){0,3}")


def find_title(parts: Sequence[Part]) -> int | None:
    """The headline: the first line before the prose whose words the prose takes up, or else the first such line."""
    if (known := next((index for index, part in enumerate(parts) if part.is_title), None)) is not None:
        return known
    prose = prose_of(parts)
    topics = topic_of(" ".join(parts[index].text for index in prose))
    longest: Counter[int] = Counter()
    for part in parts:
        longest[part.paragraph.block] = max(longest[part.paragraph.block], len(part.text))
    candidates = [
        index
        for index, part in enumerate(parts[: _first_of_story(parts, prose)])
        if part.kind == "line"
        and part.page is None
        and is_headline(part.text)
        and not is_caption(part.text)
        and not _is_in_verse(parts, index, longest)
    ]
    candidates = [index for index in candidates if not speaks_for_the_page(parts[index].text)] or candidates
    taken_up = [
        index
        for index in candidates
        if (topic := topic_of(parts[index].text)) and len(topic & topics) >= FEW * len(topic)
    ]
    for index in taken_up:
        if not any(_is_masthead(parts, index, other) for other in candidates):
            return index
    if candidates:
        return next((index for index in candidates if taken_up and _is_above_byline(parts, index)), candidates[0])
    if parts and parts[0].kind == "line" and parts[0].page is None and len(words_of(parts[0].text)) >= 2:
        return 0
    return None


def _is_masthead(parts: Sequence[Part], index: int, other: int) -> bool:
    """Whether a line is a name, as a paper's, or stands above a slogan, and another is above a byline."""
    between = parts[index + 1 : other]
    is_like_a_name = (
        len(words_of(parts[index].text)) <= LONGEST_MASTHEAD and NAME.fullmatch(parts[index].text) is not None
    )
    return (
        any(part.kind == "furniture" for part in between)
        and (is_like_a_name or any(part.kind == "prose" for part in between))
        and not any(part.told and "byline" in part.told.details for part in between)
        and _is_above_byline(parts, other)
    )


def _is_above_byline(parts: Sequence[Part], index: int) -> bool:
    return any(part.told and "byline" in part.told.details for part in parts[index + 1 : index + 3])


def _first_of_story(parts: Sequence[Part], prose: Sequence[int]) -> int:
    """Where the prose of the story begins: below a slogan ("All the news of the coast."), if there is one."""
    for index in prose[:3]:
        below = next((part for part in parts[index + 1 :] if part.kind not in ("furniture", "detail")), None)
        is_slogan = (
            len(words_of(parts[index].text)) <= LONGEST_SLOGAN
            and below is not None
            and below.kind == "line"
            and (
                _is_of_the_page(parts[index].text)
                or share_of(parts[index].text, topic_of(" ".join(parts[i].text for i in prose if i > index))) < FEW
            )
        )
        if not is_slogan:
            return index
    return prose[0] if prose else len(parts)


def _is_of_the_page(text: str) -> bool:
    """Whether a sentence speaks to the reader in a page's words: "You are the owner of this article."."""
    others = [word for word in words_of(text) if not is_page_word(word) and word not in FUNCTION_WORDS]
    return bids(text) and len(others) <= 1 and any(map(is_page_word, words_of(text)))


def _is_in_verse(parts: Sequence[Part], index: int, longest: Mapping[int, int]) -> bool:
    """Whether a line is of verse or of a list: others like it follow in a block that has no long one.

    `longest` are the blocks' longest paragraphs, in characters.
    """
    block = parts[index].paragraph.block
    near = parts[index : index + 3]
    return (
        index > 0
        and len(near) == 3
        and all(part.is_kept and part.paragraph.block == block for part in near)
        and (longest[block] <= LONGEST_VERSE)
    )


def keep_headline(parts: list[Part]) -> None:
    """A text's first line is its headline, though made of page words, where the text is about such things."""
    _keep_sentences(parts)
    if (
        not parts
        or (parts[0].page is not None and PATH.fullmatch(parts[0].text))
        or not is_headline(parts[0].text)
        or bids(parts[0].text)
    ):
        return
    if parts[0].is_date and find_title(parts) is None:
        # "Morning roundup: March 3, 2021", with no other headline below
        parts[0] = parts[0]._replace(kind="line", told=None)
    if parts[0].page is None:
        return
    words = {word for part in parts for word in words_of(part.text) if part.kind == "prose"}
    own = [word for word in words_of(parts[0].text) if len(word) > 3]
    needed = MOST if made_of_page_words(parts[0].text) else FEW
    if len(own) >= 2 and sum(word in words for word in own) >= needed * len(own):
        parts[0] = parts[0]._replace(kind="line", why="", page=None)


def _keep_sentences(parts: list[Part]) -> None:
    """A headline may be made of sentences: "Nursing Homes Ran Up Fines. The State Forgave Them."."""
    first = next(iter(prose_of(parts)), None)
    if first is None or not is_title_case(parts[first].text) or find_title(parts) is not None:
        return
    if len(words_of(parts[first].text)) <= LONGEST_SENTENCES:
        parts[first] = parts[first]._replace(kind="line", is_title=True)


def settle_head(parts: list[Part], title: int | None) -> None:
    """What stands above the headline is the page's; below it, down to the prose, names are details."""
    if title is None:
        return
    name = normalised_line(parts[title].text)
    has_menu = any(part.kind == "furniture" for part in parts[:title])
    topics = topic_of(" ".join(part.text for part in parts[title:] if part.is_kept))
    for index, part in enumerate(parts[:title]):
        if part.kind == "detail":
            # A page's own date stands at its top and is today's, whatever the story's.
            if index < title - 2:
                parts[index] = part.cut("a date of the page, not of the story")
        elif part.kind != "furniture":
            if normalised_line(part.text).startswith(name):
                parts[index] = part.cut("the page's own title")
            elif (
                part.kind == "prose"
                or has_menu
                or part.page is not None
                or len(words_of(part.text)) <= 3
                or not topic_of(part.text) & topics
            ):
                parts[index] = part.cut(f"a label of the page, not of the story ({shown(part.text)})")
    above = {normalised_line(part.text) for part in parts[:title]} | {name}
    common = {word for part in parts if part.kind == "prose" for word in part.text.split()}
    first = next((index for index in range(title + 1, len(parts)) if parts[index].kind == "prose"), len(parts))
    counts = Counter(normalised_line(part.text) for part in parts[title + 1 : first] if part.kind == "line")
    for index in range(title + 1, first):
        part = parts[index]
        if part.kind != "line":
            continue
        if part.page is not None:
            parts[index] = part.cut(part.page.why)
        elif normalised_line(part.text) in above or counts[normalised_line(part.text)] > 1:
            parts[index] = part.cut("a line that the page repeats")
        elif is_name(part.text) and (biography := _biography(parts, part.text)) is not None:
            parts[index] = part._replace(kind="detail", told=detail_line(f"By {part.text}"))
            parts[biography] = parts[biography].cut(ABOUT_AUTHOR)
        elif (named := AUTHOR_OF.fullmatch(part.text)) and is_name(named["who"]) and _is_beside_date(parts, index):
            parts[index] = part._replace(kind="detail", told=detail_line(f"By {named['who']}"))
        elif is_name(part.text) and not common & set(words_of(part.text)) and _is_beside_date(parts, index):
            has_byline = any("byline" in other.told.details for other in parts if other.told)
            told = None if has_byline else detail_line(f"By {part.text}")
            parts[index] = part._replace(kind="detail", told=told or DetailLine({}, is_labelled=True))


def author_above_date(parts: Sequence[Part], index: int) -> DetailLine | None:
    """The author that a line between a headline and a date names, with a paper or a place after the name."""
    named = AUTHOR_OF.fullmatch(parts[index].text)
    near = [parts[index - 1].kind, *(part.kind for part in parts[index + 1 : index + 2])]
    if named is None or not is_name(named["who"]) or near != ["line", "detail"]:
        return None
    return detail_line(f"By {named['who']}")


def _biography(parts: Sequence[Part], name: str) -> int | None:
    """The last paragraph, if it says who somebody is: "Jane Roe is a writer in Paris."."""
    last = prose_of(parts)[-1:]
    is_told = last and re.match(
        rf"{re.escape(name)} (?:is|covers|writes|reports|lives|has written)\b", parts[last[0]].text
    )
    return last[0] if is_told and len(words_of(parts[last[0]].text)) <= LONGEST_TEASER else None


def _is_beside_date(parts: Sequence[Part], index: int) -> bool:
    near = [*parts[max(0, index - 2) : index], *parts[index + 1 : index + 3]]
    return any(part.kind == "detail" or part.is_dated for part in near)
