"""What each paragraph of a copied page is, judged by itself first and then by what stands around it."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from itertools import pairwise

from newsqa.articles.appeals import APPEAL, cut_appeals
from newsqa.articles.furniture_words import BUTTONS
from newsqa.articles.line_shapes import Paragraph, ends_sentence, is_headline, is_prose, topic_of, words_of
from newsqa.articles.other_stories import cut_sections, cut_teasers
from newsqa.articles.page_boxes import cut_boxes
from newsqa.articles.page_headlines import LONGEST_DECK, author_above_date, find_title, keep_headline, settle_head
from newsqa.articles.page_lines import bids, made_of_page_words, page_line
from newsqa.articles.page_parts import FEW, Kind, Part, begins_story, normalised_line, prose_of, share_of
from newsqa.articles.page_tail import cut_tail
from newsqa.articles.text_details import LABEL_ALONE, DetailLine, dateline, detail_line

TIME_ALONE = re.compile(r"\d{1,2}[:.h]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?", re.IGNORECASE)
SHORTEST_ENTRY = 10  # words of a chronicle's entry under a time of day; a ticker's is shorter
COUNTED = re.compile(r"(?:list|item|slide) \d+ of \d+|list of \d+ items?|end of list", re.IGNORECASE)


def parts_of(paragraphs: Sequence[Paragraph], *, repeated: Collection[str] = ()) -> list[Part]:
    """What each paragraph of a page is, in order.

    A paragraph is judged by itself first, then by its neighbours. In doubt it is the story's.
    """
    parts = [_by_itself(paragraph) for paragraph in paragraphs]
    _join_labels_and_values(parts)
    keep_headline(parts)
    _keep_timeline(parts)
    _cut_counted(parts)
    cut_boxes(parts)
    title = find_title(parts)
    cut_appeals(parts, title)
    _cut_repeated(parts, repeated, title)
    title = find_title(parts)
    cut_sections(parts, title)
    cut_teasers(parts, title)
    settle_head(parts, title)
    cut_tail(parts, title)
    _cut_slogans(parts)
    _settle_lines(parts, title)
    if title is not None:
        parts[title] = parts[title]._replace(is_title=True)
    _settle_details(parts)
    return parts


def _by_itself(paragraph: Paragraph) -> Part:
    text = paragraph.text
    if (told := detail_line(text)) is not None:
        return Part(paragraph, "detail", told=told)
    page = page_line(text)
    if page is not None and not page.is_weak:
        return Part(paragraph, "furniture", page.why, page)
    is_call = text.endswith(("?", "!")) and len(words_of(text)) <= 10
    return Part(paragraph, "prose" if is_prose(text) and not is_call else "line", page=page)


def _join_labels_and_values(parts: list[Part]) -> None:
    """Make one detail of "Published by" and of the name on the next line."""
    for index, (part, value) in enumerate(pairwise(parts)):
        if LABEL_ALONE.fullmatch(part.text) and len(words_of(value.text)) <= 6 and not ends_sentence(value.text):
            told = detail_line(f"{part.text} {value.text}")
            if told is not None:
                parts[index] = part._replace(kind="detail", told=DetailLine({}, is_labelled=True))
                parts[index + 1] = value._replace(kind="detail", told=told)


def _keep_timeline(parts: list[Part]) -> None:
    """Dates, or times of day, that head one paragraph each, below another, are a chronicle's."""
    entries = [
        index
        for index in range(1, len(parts) - 1)
        if _heads_entry(parts, index) and parts[index - 1].kind == "prose" and parts[index + 1].kind == "prose"
    ]
    if len(entries) < 2:
        return
    above_first = prose_of(parts)[0] - 1
    if above_first >= 0 and _heads_entry(parts, above_first):
        entries.append(above_first)
    for index in entries:
        parts[index] = parts[index]._replace(kind="line", why="", page=None, told=None)


def _heads_entry(parts: Sequence[Part], index: int) -> bool:
    """Whether a date stands here, or a time of day above more than a teaser."""
    is_time = TIME_ALONE.fullmatch(parts[index].text) is not None
    return parts[index].is_dated or (is_time and len(words_of(parts[index + 1].text)) >= SHORTEST_ENTRY)


def _cut_counted(parts: list[Part]) -> None:
    """Headlines that stand in a list whose items are counted aloud ("list 2 of 3"), as for a screen reader."""
    for index, (counter, item) in enumerate(pairwise(parts)):
        if COUNTED.fullmatch(counter.text):
            parts[index] = counter.cut("a number of the page")
            if not item.text.endswith(".") and COUNTED.fullmatch(parts[min(index + 2, len(parts) - 1)].text):
                parts[index + 1] = item.cut("a link to something else")


def _cut_repeated(parts: list[Part], repeated: Collection[str], title: int | None) -> None:
    """Lines of several files are the page's, unless so much is repeated that it is the story that was copied."""
    if not repeated:
        return
    is_repeated = [normalised_line(part.text) in repeated for part in parts]
    prose = prose_of(parts)
    if 2 * sum(is_repeated[index] for index in prose) > len(prose):
        return
    topics = topic_of(" ".join(parts[index].text for index in prose if not is_repeated[index]))
    for index, part in enumerate(parts):
        # The background of a long affair is repeated in many files, too, but shares the story's words.
        if (
            is_repeated[index]
            and index != title
            and (part.kind == "line" or (part.kind == "prose" and share_of(part.text, topics) < FEW))
        ):
            parts[index] = part.cut("a line that stands in other files as well")


def _settle_lines(parts: list[Part], title: int | None) -> None:
    """Lines that could be of the story or of the page, by what surrounds them."""
    prose = prose_of(parts)
    last = prose[-1] if prose else len(parts)
    end = next(
        (i for i in range(last + 1, len(parts)) if parts[i].kind == "furniture" and not parts[i].is_gap), len(parts)
    )
    words = Counter(word for index in prose for word in set(words_of(parts[index].text)))
    sources = {
        normalised_line(str(part.told.details["source"].value))
        for part in parts
        if part.told is not None and "source" in part.told.details
    }
    authors = {
        normalised_line(str(part.told.details["byline"].value))
        for part in parts
        if part.told is not None and "byline" in part.told.details
    }
    lines = Counter(normalised_line(part.text) for part in parts if part.kind == "line" and is_headline(part.text))
    names = Counter(normalised_line(part.text) for part in parts if not is_headline(part.text))
    first = prose[0] if prose else len(parts)
    below = _kinds_below(parts)
    above: Kind | None = None
    for index, part in enumerate(parts):
        beside = (above, below[index])
        if part.kind == "furniture" and _is_heading_of_story(parts, index, words):
            parts[index] = part._replace(kind="line", why="")
        elif part.kind == "line" and index != title:
            if (author := author_above_date(parts, index)) is not None:
                parts[index] = part._replace(kind="detail", told=author)
            elif normalised_line(part.text) in sources:
                parts[index] = part.cut("the name of the page")
            elif index > first and normalised_line(part.text) in authors and not _is_speaker(parts, index):
                parts[index] = part.cut("the name of the author")
            elif names[normalised_line(part.text)] > 1 and _is_name_of_page(parts, part.text):
                parts[index] = part.cut("the name of the page")
            elif lines[normalised_line(part.text)] > 1 and _touches_furniture(parts, index):
                parts[index] = part.cut("a line that the page repeats")
            elif index < first and beside == ("furniture", "detail") and len(words_of(part.text)) == 1:
                parts[index] = part.cut("a label of the page")
            elif index > end:
                parts[index] = part.cut(part.page.why if part.page else "below the story, among lines of the page")
            elif part.page is not None and (index > last or "furniture" in beside or "detail" in beside):
                parts[index] = part.cut(part.page.why)
            elif words_of(part.text)[:1] and words_of(part.text)[0] in BUTTONS and _touches_furniture(parts, index):
                parts[index] = part.cut(APPEAL)
            elif beside == ("furniture", "furniture") and not begins_story(parts, index):
                parts[index] = part.cut("among lines of the page")
            elif beside == ("prose", "prose") and _is_shouted_link(parts, index, title):
                parts[index] = part.cut("a link to something else")
        if parts[index].kind != "line":
            above = parts[index].kind


def _cut_slogans(parts: list[Part]) -> None:
    """Lines of the page that look like headlines, above that of a further story, which alone takes up its words."""
    prose = prose_of(parts)
    for index in range(prose[0] if prose else len(parts), len(parts) - 2):
        part, below = parts[index], parts[index + 1]
        if (
            part.kind == "line"
            and parts[index - 1].kind != "prose"
            and parts[index + 2].kind == "detail"
            and begins_story(parts, index + 1)
            and not topic_of(part.text) & topic_of(" ".join(other.text for other in parts[index + 1 : index + 6]))
            and below.page is None
        ):
            parts[index] = part.cut("a label of the page")


def _is_speaker(parts: Sequence[Part], index: int) -> bool:
    """Whether a name stands above several paragraphs, as that of somebody who speaks in an interview."""
    return sum(part.text == parts[index].text and below.kind == "prose" for part, below in pairwise(parts)) > 1


def _is_name_of_page(parts: Sequence[Part], text: str) -> bool:
    """Whether a line of a word or two stands only beside details and lines of the page, or at the page's top."""
    places = [index for index, part in enumerate(parts) if part.text == text]
    return (
        text[:1].isupper()
        and len(words_of(text)) < 4
        and all(
            index == 0 or any(part.kind in ("detail", "furniture") for part in parts[index - 1 : index + 2])
            for index in places
        )
    )


def _touches_furniture(parts: Sequence[Part], index: int) -> bool:
    return any(part.kind == "furniture" for part in parts[index - 1 : index + 2])


def _kinds_below(parts: Sequence[Part]) -> list[Kind | None]:
    """For each part, the kind of the nearest one below it that is no undecided line."""
    kinds: list[Kind | None] = []
    below: Kind | None = None
    for part in reversed(parts):
        kinds.append(below)
        if part.kind != "line":
            below = part.kind
    return kinds[::-1]


def _is_heading_of_story(parts: Sequence[Part], index: int, topics: Counter[str]) -> bool:
    """Whether a line of page words heads a part of a story about such things ("Cookies and privacy")."""
    if not 0 < index < len(parts) - 1 or parts[index - 1].kind != "prose" or parts[index + 1].kind != "prose":
        return False
    text = parts[index].text
    words = [word for word in words_of(text) if len(word) > 3]
    return len(words) >= 2 and made_of_page_words(text) and not bids(text) and all(topics[word] for word in words)


def _is_shouted_link(parts: Sequence[Part], index: int, title: int | None) -> bool:
    """Whether a headline in capitals stands in the prose of a story that has no others, and says nothing of it."""
    text, below = parts[index].text, parts[index + 1]
    return (
        text.isupper()
        and len(words_of(text)) >= 7
        and is_headline(text)
        and not (title is not None and parts[title].text.isupper())
        and below.kind == "prose"
        and dateline(below.text) is None
        and share_of(text, topic_of(below.text)) < FEW
    )


def _settle_details(parts: list[Part]) -> None:
    """A detail is the story's beside its headline or at its end; elsewhere it is a line, or the page's."""
    prose = prose_of(parts)
    first, last = (prose[0], prose[-1]) if prose else (len(parts), len(parts))
    is_of_others = False
    for index, part in enumerate(parts):
        if index > last and part.kind == "furniture" and part.page is not None and part.page.opens:
            is_of_others = True
        if part.kind != "detail" or part.told is None or index < first:
            continue
        if index > last:
            if is_of_others:
                parts[index] = part.cut("a date or a name of something else on the page")
            continue
        above = parts[index - 1]
        is_below_headline = above.kind in ("detail", "furniture") or (
            above.kind == "line" and is_headline(above.text)
        )
        # "Inspectors found bedsores and broken bells.", between the headline and the byline
        is_below_deck = (
            prose_of(parts[:index]) == [first]
            and len(words_of(parts[first].text)) <= LONGEST_DECK
            and any(other.is_title for other in parts[:first][-2:])
        )
        is_of_date = part.told.is_labelled and ("published" in part.told.details or "updated" in part.told.details)
        if not (is_below_headline or is_below_deck or is_of_date):
            parts[index] = part._replace(kind="prose" if is_prose(part.text) else "line", told=None)
