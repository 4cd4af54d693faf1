"""Appeals, newsletter boxes and notices among the paragraphs of a page: runs of words to its reader."""

from collections.abc import Sequence

from newsqa.articles.line_shapes import is_prose, topic_of, words_of
from newsqa.articles.page_lines import bids, made_of_page_words
from newsqa.articles.page_parts import FEW, HALF, Part, share_of
from newsqa.articles.reader_address import (
    SALUTATION,
    is_addressed,
    is_offer,
    is_plea,
    leads_to_an_appeal,
    speaks_for_the_page,
    speaks_in_person,
    speaks_of_the_page,
)

APPEAL = "an appeal to the reader"
LONGEST_CALL = 6  # words: "Before you go ..."
LONGEST_HEADING = 15  # words


def cut_appeals(parts: list[Part], title: int | None) -> None:
    """Appeals, boxes and notices: paragraphs that speak for the page, and what goes on with them."""
    story = [part.text for part in parts if part.kind == "prose" and not speaks_for_the_page(part.text)]
    topics = topic_of(" ".join(story))
    is_talk = is_addressed([part.text for part in parts[title or 0 :] if part.kind == "prose"])
    for index, part in enumerate(parts):
        is_about_story = share_of(part.text, topics) >= FEW
        if part.kind == "line" and part.page is None and is_offer(part.text) and not is_about_story:
            parts[index] = part.cut(APPEAL)
        if index not in (title, 0) and _is_box(parts, index) and not is_about_story:
            parts[index] = part.cut(APPEAL)
    spoken = {
        index
        for index, part in enumerate(parts)
        if part.is_kept
        and (index != title or share_of(part.text, topics) < FEW)
        and (part.kind == "prose" or len(words_of(part.text)) >= 4)
        and speaks_for_the_page(part.text, in_addressed_story=is_talk, beside_button=_is_beside_button(parts, index))
    }
    appeal = set(spoken)
    if not is_talk:
        appeal |= _pleas(parts, title)
        for index in spoken:
            appeal |= _grown(parts, index, title)
    kept = [part for index, part in enumerate(parts) if part.is_kept and index not in appeal and index != title]
    if not kept:
        # Everything speaks to the reader: that is the story, a letter from its editors.
        return
    topics = topic_of(" ".join(part.text for part in kept if part.kind == "prose"))
    for index in appeal:
        is_alone = index - 1 not in appeal and index + 1 not in appeal
        if not is_alone or share_of(parts[index].text, topics) < HALF:
            parts[index] = parts[index].cut(APPEAL)


def _is_box(parts: Sequence[Part], index: int) -> bool:
    """Whether a line names a newsletter, above a form or a notice of the page."""
    part, below = parts[index], parts[index + 1 : index + 2]
    return (
        part.kind == "line"
        and {"newsletter", "newsletters", "rundbrief", "boletín"} & set(words_of(part.text)) != set()
        and any(other.kind == "furniture" and not other.is_gap for other in below)
    )


def _is_beside_button(parts: Sequence[Part], index: int) -> bool:
    return any(
        part.kind == "furniture" and not part.is_gap and (part.page is None or made_of_page_words(part.text))
        for part in [*parts[max(0, index - 1) : index], *parts[index + 1 : index + 2]]
    )


def _pleas(parts: Sequence[Part], title: int | None) -> set[int]:
    """Runs of paragraphs, below a line that heads them, that all speak in person and together ask for something."""
    found: set[int] = set()
    index = 0
    while index < len(parts):
        end = index
        while end < len(parts) and parts[end].kind == "prose" and _goes_on(parts[end].text):
            end += 1
        texts = [part.text for part in parts[index:end]]
        above = index - 1 if index and index - 1 != title and parts[index - 1].kind == "line" else None
        if texts and len(words_of(texts[0])) <= LONGEST_CALL:
            above = index
        if len(texts) >= 2 and above is not None and is_plea(texts):
            others = [part.text for part in [*parts[:index], *parts[end:]] if part.kind == "prose"]
            topics = topic_of(" ".join(others))
            if others and share_of(" ".join(texts), topics) < FEW / 2:
                found |= set(range(above, end))
        index = max(end, index + 1)
    return found


def _grown(parts: Sequence[Part], seed: int, title: int | None) -> set[int]:
    """The appeal around a paragraph of it: what goes on speaking in person, and the heading and greeting above.

    Above, it has to begin somewhere: a columnist's "we" that goes over into an appeal without a break stays.
    """

    def may_go_on(index: int) -> bool:
        part = parts[index]
        if _goes_on(part.text):
            return True
        others = [other.text for other in parts if other.kind == "prose" and other not in (part, parts[seed])]
        is_below_lead = any(other.kind == "prose" for other in parts[(title or 0) : index])
        is_apart = share_of(part.text, topic_of(" ".join(others))) < FEW
        return part.kind == "prose" and leads_to_an_appeal(part.text) and is_below_lead and is_apart

    def reach(step: int) -> int:
        index = seed + step
        while 0 <= index < len(parts) and index != title and parts[index].is_kept and may_go_on(index):
            index += step
        return index

    def is_break(index: int) -> bool:
        return not 0 <= index < len(parts) or index == title or parts[index].kind != "prose"

    grown = {seed}
    above, below = reach(-1), reach(1)
    heading = parts[above] if above >= 0 and above != title and parts[above].is_kept else None
    if heading is not None and _heads_appeal(heading, parts[above + 1]):
        grown |= set(range(above, seed))
    elif is_break(above) or _is_apart(parts, above + 1, seed, below):
        grown |= set(range(above + 1, seed))
    if is_break(below):
        grown |= set(range(seed + 1, below))
    else:
        grown |= {index for index in range(seed + 1, below) if speaks_of_the_page(parts[index].text)}
    return grown


def _is_apart(parts: Sequence[Part], start: int, seed: int, end: int) -> bool:
    """Whether what leads over to an appeal begins with a word for the page and says nothing of the story."""
    if start >= seed or not speaks_of_the_page(parts[start].text):
        return False
    others = [part.text for part in [*parts[:start], *parts[end:]] if part.kind == "prose"]
    return share_of(" ".join(part.text for part in parts[start:seed]), topic_of(" ".join(others))) < FEW


def _heads_appeal(part: Part, below: Part) -> bool:
    """Whether a line, or a short sentence about the page, is the heading of an appeal."""
    if part.kind == "prose":
        return len(words_of(part.text)) <= LONGEST_HEADING and speaks_of_the_page(part.text)
    is_call = part.text.endswith((":", "!", "?")) or bids(part.text)
    return is_call or SALUTATION.fullmatch(below.text) is not None


def _goes_on(text: str) -> bool:
    return SALUTATION.fullmatch(text) is not None or (is_prose(text) and speaks_in_person(text))
