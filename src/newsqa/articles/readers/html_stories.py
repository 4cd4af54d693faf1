"""Which elements of a web page hold a whole story each, and which only the beginning of one."""

import re
from collections.abc import Collection

from lxml.html import HtmlElement

from newsqa.articles.readers.html_blocks import blocks_of, visible
from newsqa.articles.readers.html_prose import is_prose, words_in
from newsqa.articles.readers.html_story import FOOT_LINES, Story, is_story_element, without_labels

MOST_LEVELS = 5  # of stories within stories
SHORTEST_WHOLE_STORY = 60  # words of a story that shares its page with others
WAY_ON = re.compile(
    r"""(?:(?:read|see|show|view)\ (?:the\ )?(?:full|whole|entire|rest\ of\ (?:the|this))\ (?:story|article|post)
    |continue\ reading|(?:ganzen\ artikel|weiter)\ ?lesen|lire\ (?:la\ suite|l['’]article)
    |(?:seguir|continuar)\ leyendo
    |читать\ (?:далее|полностью)|կարդալ\ ավելին|阅读全文|اقرأ\ المزيد)\s*[→»›…]*""",
    re.IGNORECASE | re.VERBOSE,
)


def whole_stories(tree: HtmlElement, *, beginnings: Collection[HtmlElement]) -> list[Story]:
    """The stories of a page that holds several with headline and body each; none where it holds one or none.

    The elements in `beginnings` hold no whole one.
    """
    stories: dict[HtmlElement, Story] = {}
    levels: dict[HtmlElement, int] = {}
    for element in tree.iter("article", "div", "section", "li"):
        if is_story_element(element):
            levels[element] = 1 + max((levels.get(around, 0) for around in element.iterancestors()), default=0)
            if levels[element] <= MOST_LEVELS and (story := _own_story(element)) is not None:
                stories[element] = story
    # An element around other stories is the page's list of them.
    around = {ancestor for element in stories for ancestor in element.iterancestors()}
    innermost = [story for element, story in stories.items() if element not in around and element not in beginnings]
    return innermost if len(innermost) > 1 else []


def elements_of_beginnings(tree: HtmlElement) -> set[HtmlElement]:
    """The elements around a button or link that leads from the beginning of a story to all of it."""
    ways_on = (e for e in tree.iter("a", "button") if WAY_ON.fullmatch(visible(e.text_content())))
    return {around for element in ways_on for around in element.iterancestors()}


def beginnings_below(tree: HtmlElement, beginnings: Collection[HtmlElement]) -> set[HtmlElement]:
    """All that is in story elements that hold but a beginning, but for the first story element of the page."""
    if not beginnings:
        return set()
    first, *others = [e for e in tree.iter("article", "div", "section", "li") if is_story_element(e)] or [tree]
    around = {*first.iter(), *first.iterancestors()}
    return {part for e in others if e in beginnings and e not in around for part in e.iter()}


def _own_story(element: HtmlElement) -> Story | None:
    """The story of an element with a headline and a body of some length; None of another."""
    blocks = blocks_of(element)
    headline = next((number for number, block in enumerate(blocks) if block.kind == "heading"), None)
    if headline is None:
        return None
    first = next((number for number in range(headline + 1, len(blocks)) if is_prose(blocks[number])), len(blocks))
    text = [number for number in range(first, len(blocks)) if not blocks[number].is_link]
    while text and not is_prose(blocks[text[-1]]) and blocks[text[-1]].kind == "paragraph":
        text.pop()
    if words_in(blocks, (number for number in text if is_prose(blocks[number]))) < SHORTEST_WHOLE_STORY:
        return None
    return Story(
        blocks[headline],
        text=without_labels(blocks, text),
        head=blocks[headline + 1 : first],
        foot=blocks[text[-1] + 1 :][:FOOT_LINES],
        scope=element,
    )
