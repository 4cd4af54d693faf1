"""The headline of a page, and what stands above it and between it and the story."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from newsqa.articles.furniture_words import FUNCTION_WORDS
from newsqa.articles.line_shapes import is_headline, is_title_case, topic_of, words_of
from newsqa.articles.other_stories import ABOUT_AUTHOR
from newsqa.articles.page_lines import PATH, bids, is_caption, is_page_word, made_of_page_words
from newsqa.articles.page_parts import (
    FEW,
    LONGEST_TEASER,
    MOST,
    Part,
    begins_story,
    normalised_line,
    prose_of,
    share_of,
)
from newsqa.articles.reader_address import is_plea, speaks_for_the_page
from newsqa.articles.text_details import NAME, DetailLine, detail_line, is_desk, is_name

LONGEST_SLOGAN = 15  # words
LONGEST_MASTHEAD = 4
LONGEST_SENTENCES = 24  # of a headline that is made of sentences
LONGEST_DECK = 40
LONGEST_VERSE = 60  # characters

# "Before you read on: a word from our editor"
WORD_FROM = re.compile(
    r"(?:[^.]{3,40}[:—–-]\s)?(?:an? )?(?:\w+ )?(?:message|word|note|letter|appeal)"
    r" (?:from|to) (?:our|the|your)\s.{3,40}[^.]",
    re.IGNORECASE,
)
# "Denise Appiah, Lakeland Tribune", "Elif Demir - VAN"
AUTHOR_OF = re.compile(r"(?P<who>[^,]{5,40}?)(?:, | [–—-] )(?:[A-Z][\w'’.-]+)(?: [A-Z][\w'’.-]+){0,3}")


def find_title(parts: Sequence[Part]) -> int | None:
    """The headline: the first line before the prose whose words the prose takes up, or else the first such line."""
    if (known := next((index for index, part in enumerate(parts) if part.is_title), None)) is not None:
        return known
    prose = prose_of(parts)
    topics = topic_of(" ".join(parts[index].text for index in prose))
    longest: Counter[int] = Counter()
    for part in parts:
        longest[part.paragraph.block] = max(longest[part.paragraph.block], len(part.text))
    first = _first_of_story(parts, prose)
    candidates = [
        index
        for index, part in enumerate(parts[:first])
        if part.kind == "line"
        and part.page is None
        and is_headline(part.text)
        and not is_caption(part.text)
        and not _is_in_verse(parts, index, longest)
    ]
    candidates = [
        index
        for index in candidates
        if not speaks_for_the_page(parts[index].text)
        and not WORD_FROM.fullmatch(parts[index].text)
        and not _is_path_to(parts, index)
    ] or candidates
    candidates = [index for index in candidates if not _is_repeated_name(parts, index, candidates)] or candidates
    taken_up = [
        index
        for index in candidates
        if (topic := topic_of(parts[index].text)) and len(topic & topics) >= FEW * len(topic)
    ]
    for index in taken_up:
        if not any(_is_masthead(parts, index, other) for other in candidates):
            return _nearest_to_story(parts, index, first)
    if candidates:
        return next((index for index in candidates if taken_up and _is_above_byline(parts, index)), candidates[0])
    if parts and parts[0].kind == "line" and parts[0].page is None:
        is_dated = len(parts) > 1 and parts[1].kind == "detail" and words_of(parts[0].text) != []
        return 0 if is_dated or len(words_of(parts[0].text)) >= 2 else None
    return None


def _is_path_to(parts: Sequence[Part], index: int) -> bool:
    """Whether a line is the way on the site to the headline below it: "News / City / Onion growers dump crop"."""
    pieces = re.split(r"\s[/»>›|]\s", parts[index].text)
    return len(pieces) > 1 and normalised_line(pieces[-1]) in {
        normalised_line(part.text) for part in parts[index + 1 : index + 4]
    }


def _is_repeated_name(parts: Sequence[Part], index: int, candidates: Sequence[int]) -> bool:
    """Whether a line of few words, as a channel's name, stands twice above a longer one, and apart from it.

    A headline that stands twice has its deck directly below.
    """
    name = normalised_line(parts[index].text)
    same = [other for other in candidates if normalised_line(parts[other].text) == name]
    below = next((other for other in candidates if other > same[-1]), same[-1])
    return len(words_of(name)) <= LONGEST_MASTHEAD and len(same) > 1 and below > same[-1] + 1


def _nearest_to_story(parts: Sequence[Part], index: int, end: int) -> int:
    """The last of the places where a headline stands, with nothing but lines of the page from one to the next."""
    headline = normalised_line(parts[index].text)
    for other in range(index + 1, end):
        if parts[other].kind == "detail":
            break
        if normalised_line(parts[other].text) == headline and any(
            part.kind == "furniture" for part in parts[index + 1 : other]
        ):
            index = other
    return index


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
    if (end := _end_of_letter(parts, prose)) is not None:
        return end
    for index in prose[:3]:
        below = next((part for part in parts[index + 1 :] if part.kind not in ("furniture", "detail")), None)
        is_slogan = (
            len(words_of(parts[index].text)) <= LONGEST_SLOGAN
            and below is not None
            and below.kind == "line"
            and (
                _is_of_the_page(parts[index].text)
                or any(normalised_line(part.text) == normalised_line(below.text) for part in parts[:index])
                or share_of(parts[index].text, topic_of(" ".join(parts[i].text for i in prose if i > index))) < FEW
            )
        )
        if not is_slogan:
            return index
    return prose[0] if prose else len(parts)


def _end_of_letter(parts: Sequence[Part], prose: Sequence[int]) -> int | None:
    """Where the prose begins below a headline above which an editor's letter asks the readers for money.

    The headline has to have a date or a byline of its own.
    """
    above = range(prose[0] if prose else 0)
    if not any(parts[index].kind == "line" and WORD_FROM.fullmatch(parts[index].text) for index in above):
        return None
    for index in range(prose[0], len(parts) - 3):
        is_dated = any(part.kind == "detail" for part in parts[index + 1 : index + 4])
        if parts[index].page is None and is_dated and begins_story(parts, index):
            letter = [part.text for part in parts[:index] if part.kind == "prose"]
            return next((i for i in prose if i > index), None) if is_plea(letter) else None
    return None


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
        or (bids(parts[0].text) and not _is_watched(parts))
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


def _is_watched(parts: Sequence[Part]) -> bool:
    """Whether a text begins with "Watch: the hours of a keeper" and has no other headline."""
    is_kind = re.match(r"(?:watch|listen|see)\s?:", parts[0].text, re.IGNORECASE) is not None
    return is_kind and find_title(parts) is None


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
    has_menu = any(part.kind == "furniture" or part.page is not None for part in parts[:title])
    topics = topic_of(" ".join(part.text for part in parts[title:] if part.is_kept))
    for index, part in enumerate(parts[:title]):
        if part.kind == "detail":
            # A page's own date stands at its top and is today's, whatever the story's.
            if sum(words_of(other.text) != [] for other in parts[index + 1 : title]) > 1:
                parts[index] = part.cut("a date of the page")
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
                parts[index] = part.cut("a label of the page")
    above = {normalised_line(part.text) for part in parts[:title]} | {name}
    common = {word for part in parts if part.kind == "prose" for word in part.text.split()}
    first = next((index for index in range(title + 1, len(parts)) if parts[index].kind == "prose"), len(parts))
    first = _below_deck(parts, title, first)
    counts = Counter(normalised_line(part.text) for part in parts[title + 1 : first] if part.kind == "line")
    for index in range(title + 1, first):
        part = parts[index]
        if part.kind != "line":
            continue
        if part.page is not None:
            parts[index] = part.cut(part.page.why)
        elif normalised_line(part.text) in above or counts[normalised_line(part.text)] > 1:
            parts[index] = part.cut("a line that the page repeats")
        elif is_desk(part.text) and _is_beside_date(parts, index):
            parts[index] = part._replace(kind="detail", told=DetailLine({}, is_labelled=True))
        elif is_name(part.text) and (biography := _biography(parts, part.text)) is not None:
            parts[index] = part._replace(kind="detail", told=detail_line(f"By {part.text}"))
            parts[biography] = parts[biography].cut(ABOUT_AUTHOR)
        elif (named := AUTHOR_OF.fullmatch(part.text)) and is_name(named["who"]) and _is_beside_date(parts, index):
            parts[index] = part._replace(kind="detail", told=detail_line(f"By {named['who']}"))
        elif is_name(part.text) and not common & set(words_of(part.text)) and _is_beside_date(parts, index):
            has_byline = any("byline" in other.told.details for other in parts if other.told)
            told = None if has_byline else detail_line(f"By {part.text}")
            parts[index] = part._replace(kind="detail", told=told or DetailLine({}, is_labelled=True))


def _below_deck(parts: Sequence[Part], title: int, first: int) -> int:
    """Where the prose begins below a sentence between the headline and the byline, if there is one; else `first`."""
    if first >= len(parts) or len(words_of(parts[first].text)) > LONGEST_DECK or first > title + 2:
        return first
    second = next((index for index in range(first + 1, len(parts)) if parts[index].kind == "prose"), len(parts))
    between = parts[first + 1 : second]
    is_headed = any(part.kind == "detail" for part in between[:3])
    is_other = any(part.kind == "line" and is_headline(part.text) for part in between[:2])
    return second if is_headed and not is_other else first


def author_above_date(parts: Sequence[Part], index: int) -> DetailLine | None:
    """The author that a line between a headline and a date names, alone or with a paper or a place after the name."""
    text = parts[index].text
    named = AUTHOR_OF.fullmatch(text)
    who = named["who"] if named else text
    near = [parts[index - 1].kind, *(part.kind for part in parts[index + 1 : index + 2])]
    if not is_name(who) or near != ["line", "detail"] or (named is None and not begins_story(parts, index - 1)):
        return None
    return detail_line(f"By {who}")


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
