"""Several stories in one text: where each begins."""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from newsqa.articles.line_shapes import (
    Paragraph,
    is_headline,
    is_prose,
    is_title_case,
    topic_of,
    words_of,
)
from newsqa.articles.page_lines import is_caption
from newsqa.articles.text_details import NAME, dateline

THRESHOLD = 3.0
MOST_PARAGRAPHS = 80  # of a story that are weighed; a book is told from the next by its first chapters as well
LEAD = 4  # paragraphs after a headline that take up its words, if it is one
WEEKDAY = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|Montag|Dienstag"
    r"|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    r"|понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)\b"
)
QUESTION_WORDS = frozenset("how why what who when where which is are can does".split())


def story_starts(
    paragraphs: Sequence[Paragraph], *, after_page: Collection[int] = (), above_details: Collection[int] = ()
) -> list[int]:
    """The indices of the paragraphs with which stories begin; the first is 0.

    `after_page` are the paragraphs with lines of the page directly above, `above_details` those with a byline or a
    date below: both stand where a story begins more often than within one.
    """
    texts = [paragraph.text for paragraph in paragraphs]
    candidates = [
        index for index in range(1, len(texts)) if _may_begin(texts, index, is_after_page=index in after_page)
    ]
    starts = [0]
    for position, index in enumerate(candidates):
        end = candidates[position + 1] if position + 1 < len(candidates) else len(texts)
        before, after = texts[starts[-1] : index][:MOST_PARAGRAPHS], texts[index:end][:MOST_PARAGRAPHS]
        if not _is_complete(before) or not _is_complete(after):
            continue
        evidence = _change_of_subject(before, after)
        evidence += 2.0 * (index in above_details) + 1.5 * (index in after_page)
        if evidence >= THRESHOLD:
            starts.append(index)
    return starts


def _may_begin(texts: Sequence[str], index: int, *, is_after_page: bool) -> bool:
    """Whether a headline with its lead could stand here."""
    text = texts[index]
    if (
        is_prose(text)
        or is_caption(text)
        or not is_headline(text)
        or len(words_of(text)) < 4
        or re.match(r"[“\"«„].*[”\"»“]$", text)
    ):
        return False
    return any(is_prose(below) for below in texts[index + 1 : index + 3]) and (
        is_after_page or is_prose(texts[index - 1])
    )


def _is_complete(story: Sequence[str]) -> bool:
    """Whether paragraphs make a story: a headline and two sentences or more."""
    prose = [text for text in story if is_prose(text)]
    sentences = sum(len(re.findall(r"[.!?…][\"”’»]?(?=\s+[\"“‘«„]?[^\W\d_a-zа-я]|$)", text)) for text in prose)
    return sentences >= 2 and len(story) > len(prose) and is_headline(story[0])


def _change_of_subject(before: Sequence[str], after: Sequence[str]) -> float:
    """How much speaks for a new story at the headline `after[0]`, and how much against it."""
    headline, *below = after
    told = topic_of(" ".join(before))
    lead = next(text for text in below if is_prose(text))
    evidence = 0.0
    if dateline(lead):
        evidence += 2.0
    topic = topic_of(headline)
    if topic:
        new = len(topic - told) / len(topic)
        taken_up = len(topic & topic_of(" ".join(below[:LEAD]))) / len(topic)
        if new >= 0.5 and taken_up >= 0.4:
            evidence += 1.5
        elif new >= 0.75 and taken_up > 0:
            evidence += 1.0
        elif new < 0.34:
            evidence -= 1.5
    recurring = {
        stem for stem, count in Counter(stem for text in before for stem in topic_of(text)).items() if count > 1
    }
    if recurring:
        still = len(recurring & topic_of(" ".join(after))) / len(recurring)
        evidence += 1.5 if still < 0.15 else 0.5 if still < 0.35 else -1.5 if still >= 0.5 else 0.0
    evidence += 0.5 * bool(WEEKDAY.search(lead))
    evidence += 1.0 * _introduces_again(before, below)
    length = len(words_of(headline))
    evidence += 0.5 * (length >= 5) + 0.5 * (length >= 7)
    if is_title_case(before[0]):
        evidence += 0.5 if is_title_case(headline) else -0.5
    if words_of(headline)[0] in QUESTION_WORDS or headline.endswith("?"):
        evidence -= 1.0
    return evidence


def _introduces_again(before: Sequence[str], below: Sequence[str]) -> bool:
    """Whether somebody is named in full once more: within one story, the surname does after the first time."""
    return bool(_full_names(before) & _full_names(below))


def _full_names(texts: Sequence[str]) -> set[str]:
    return {
        name
        for text in texts
        if is_prose(text)
        # The first word of a sentence has a capital in any case.
        for name in re.findall(r"(?<=[a-zа-яß-öø-ÿ,] )[A-ZÀ-ÞА-Я][\w’'-]+ [A-ZÀ-ÞА-Я][\w’'-]+", text)
        if NAME.fullmatch(name)
    }
