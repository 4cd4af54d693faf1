"""What stands below a story: sentences strewn among lines of the page are of the page as well."""

import re
from collections.abc import Sequence

from newsqa.articles.line_shapes import topic_of, words_of
from newsqa.articles.page_parts import FEW, Part, begins_story, share_of

ENOUGH_OF_A_STORY = 60  # words of prose above the end of a story
ENOUGH_LINES = 3  # of the page one under another, that end a story; one or two interrupt it
READING_TIME = re.compile(r"\d+[ -]min\w*(?: read)?", re.IGNORECASE)
LONGEST_LAST_WORD = 25  # words of a sentence below such lines; a longer one may be the story's


def cut_tail(parts: list[Part], title: int | None) -> None:
    """Teasers, rules for comments and notices below a story, where no other story begins."""
    words, start = 0, (title or 0) + 1
    for index in range(start, len(parts)):
        if parts[index].kind == "prose":
            words += len(words_of(parts[index].text))
        elif words >= ENOUGH_OF_A_STORY and _ends_story(parts, index):
            if any(begins_story(parts, below) for below in range(index, len(parts))):
                continue
            topics = topic_of(" ".join(part.text for part in parts[start:index] if part.kind == "prose"))
            if _is_strewn(parts, index, topics):
                spared = _spared(parts, index)
                for below in range(index, len(parts)):
                    if below != spared and parts[below].kind == "prose" and share_of(parts[below].text, topics) < FEW:
                        parts[below] = parts[below].cut("below the story, among lines of the page")
                return


def _ends_story(parts: Sequence[Part], index: int) -> bool:
    part = parts[index]
    if part.kind != "furniture" or part.is_gap:
        return False
    near = parts[index : index + ENOUGH_LINES]
    is_run = len(near) == ENOUGH_LINES and all(other.kind == "furniture" for other in near)
    return is_run or (part.page is not None and part.page.opens is not None)


def _is_strewn(parts: Sequence[Part], start: int, topics: set[str]) -> bool:
    """Whether what stands here is mostly lines, and does not begin as a story that goes on."""
    prose = [index for index in range(start, len(parts)) if parts[index].kind == "prose"]
    if not prose:
        return False
    if (page := parts[start].page) is not None and page.opens == "comments":
        return all(share_of(parts[index].text, topics) < FEW for index in prose)
    if 2 * len(prose) > len(parts) - start:
        return False
    first = parts[prose[0]]
    goes_on = share_of(first.text, topics) >= FEW / 2 or len(words_of(first.text)) > LONGEST_LAST_WORD
    return not goes_on and prose[0] + 1 not in prose


def _spared(parts: Sequence[Part], start: int) -> int | None:
    """The first sentence here: it may be the story's last, unless comments or a teaser's age stand beside it."""
    first = next(index for index in range(start, len(parts)) if parts[index].kind == "prose")
    below = parts[first + 1 : first + 2]
    is_comment = any(part.page is not None and part.page.opens == "comments" for part in parts[start:first])
    is_teaser = any(part.is_dated or READING_TIME.fullmatch(part.text) for part in below)
    return None if is_teaser or is_comment else first
