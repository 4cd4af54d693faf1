"""What of a page is of other stories or of its readers: related links, teasers, comments, a word about the author."""

from collections.abc import Sequence

from newsqa.articles.line_shapes import is_headline, topic_of, words_of
from newsqa.articles.page_lines import is_commenter, is_cut_off, made_of_page_words
from newsqa.articles.page_parts import FEW, HALF, LONGEST_TEASER, Part, begins_story, prose_of, share_of
from newsqa.articles.text_details import NAME

ENOUGH_OF_A_STORY = 25  # words of prose; what stands above them is no end of a story
SHORTEST_CARD = 5  # words of its headline
TEASER = "a teaser of another story"
ABOUT_AUTHOR = "about the author, not of the story"


def cut_sections(parts: list[Part], title: int | None) -> None:
    """What stands under "Related", under "Comments" or under "About the author", where a story stands above."""
    words, topics = 0, set[str]()
    for index, part in enumerate(parts):
        if part.kind == "prose":
            words += len(words_of(part.text))
            topics |= topic_of(part.text)
        if part.page is None or words < ENOUGH_OF_A_STORY or (title is not None and index < title):
            continue
        match part.page.opens:
            case "comments":
                _cut_comments(parts, index)
            case "author":
                _cut_author(parts, index)
            case "other stories":
                _cut_other_stories(parts, index, topics)


def _cut_comments(parts: list[Part], header: int) -> None:
    if not _is_marked(parts, header + 1):
        return
    for index in range(header + 1, len(parts)):
        if begins_story(parts, index) and not _is_comment(parts, index + 1):
            break
        if parts[index].kind != "furniture":
            parts[index] = parts[index].cut("a reader's comment")


def _is_comment(parts: Sequence[Part], start: int) -> bool:
    """Whether "somebody says" or "Reply" stands next to the paragraph below a line, which then names a reader."""
    below = next((index for index in range(start, len(parts)) if parts[index].kind == "prose"), len(parts))
    return any(
        is_commenter(part.text) or (part.page is not None and part.page.opens == "comments")
        for part in [*parts[start:below], *parts[below + 1 : below + 2]]
    )


def _is_marked(parts: Sequence[Part], start: int) -> bool:
    """Whether somebody's name with "says", a date or "Reply" stands within the next lines."""
    return any(
        is_commenter(part.text) or part.is_dated or (part.page is not None and part.page.opens == "comments")
        for part in parts[start : start + 4]
    )


def _cut_author(parts: list[Part], header: int) -> None:
    for index in range(header + 1, min(header + 4, len(parts))):
        part = parts[index]
        if part.kind == "furniture" or (part.kind == "prose" and len(words_of(part.text)) > LONGEST_TEASER):
            break
        parts[index] = part.cut(ABOUT_AUTHOR)
        if part.kind == "prose":
            break


def _cut_other_stories(parts: list[Part], header: int, before: set[str]) -> None:
    """The lines and teasers under a heading of other stories, until this one goes on or a new one begins."""
    heading: int | None = None
    for index in range(header + 1, len(parts)):
        part = parts[index]
        match part.kind:
            case "furniture":
                continue
            case "line":
                if begins_story(parts, index) and not _is_link_above_story(parts, index, before):
                    return
                heading = index
            case "detail":
                if part.told is not None and part.told.is_labelled:
                    continue
            case "prose":
                if not _is_teaser(parts, index, heading, before):
                    return
        parts[index] = part.cut(TEASER)


def _is_link_above_story(parts: Sequence[Part], index: int, before: set[str]) -> bool:
    """Whether a headline is a link, below which the story goes on without a word of it."""
    below = [part.text for part in parts[index + 1 :] if part.kind == "prose"][:4]
    new, taken_up = topic_of(parts[index].text) - before, topic_of(" ".join(below))
    if new and len(new & taken_up) >= HALF * len(new):
        return False
    if not new and below and share_of(below[0], before) < FEW:
        # The same affair once more, as another paper tells it.
        return False
    return not new & taken_up or share_of(below[0], before) >= FEW


def _is_teaser(parts: Sequence[Part], index: int, heading: int | None, before: set[str]) -> bool:
    text = parts[index].text
    if len(words_of(text)) > LONGEST_TEASER:
        return False
    if is_cut_off(text):
        return True
    if heading is None:
        return False
    below = parts[index + 1] if index + 1 < len(parts) else None
    if below is not None and below.is_dated:
        return True
    is_of_heading = bool(topic_of(text) & topic_of(parts[heading].text))
    return is_of_heading and share_of(text, before) < FEW and (below is None or below.kind != "prose")


def _is_card(parts: Sequence[Part]) -> bool:
    """Whether a headline, a paragraph and the names of a paper and an author stand here, in the midst of a story."""
    headline, paragraph, paper, author, below = parts
    return (
        headline.kind == "line"
        and is_headline(headline.text)
        and len(words_of(headline.text)) >= SHORTEST_CARD
        and paragraph.kind == "prose"
        and all(part.kind == "line" and NAME.fullmatch(part.text) for part in (paper, author))
        and below.kind == "prose"
    )


def cut_teasers(parts: list[Part], title: int | None) -> None:
    """A headline with its age, and a sentence that breaks off between them, wherever they stand."""
    for index in range(1, len(parts) - 1):
        part, above, below = parts[index], parts[index - 1], parts[index + 1]
        is_cut = part.kind == "prose" and is_cut_off(part.text) and len(words_of(part.text)) <= LONGEST_TEASER
        is_followed = below.is_dated or (below.page is not None and made_of_page_words(below.text))
        if is_cut and is_followed and index - 1 != title and above.kind in ("line", "furniture"):
            parts[index] = part.cut(TEASER)
            if above.kind == "line":
                parts[index - 1] = above.cut(TEASER)
            if below.kind != "furniture":
                parts[index + 1] = below.cut(TEASER)
    for index in range(1, len(parts) - 4):
        if index != title and _is_card(parts[index : index + 5]):
            parts[index : index + 4] = [part.cut(TEASER) for part in parts[index : index + 4]]
    # Below the story, headlines with dates are of others.
    prose = prose_of(parts)
    for index in range(prose[-1] + 1 if prose else len(parts), len(parts) - 1):
        part, below = parts[index], parts[index + 1]
        if part.kind == "line" and is_headline(part.text) and below.is_dated:
            parts[index] = part.cut(TEASER)
            parts[index + 1] = below.cut(TEASER)
