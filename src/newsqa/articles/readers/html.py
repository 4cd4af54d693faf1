"""A web page: its story, or its stories, without the page around them."""

import re
from collections.abc import Iterator, Mapping, Sequence

from newsqa.articles.documents import Detail, Document, Draft, Field, Found, Problem
from newsqa.articles.readers.html_blocks import blocks_of, joined, visible, words_of
from newsqa.articles.readers.html_details import Declared, believable, declared_details, story_details
from newsqa.articles.readers.html_encoding import page_text
from newsqa.articles.readers.html_markup import parse_page, remove_furniture, remove_unseen
from newsqa.articles.readers.html_prose import Runs, is_prose
from newsqa.articles.readers.html_stories import beginnings_below, elements_of_beginnings, whole_stories
from newsqa.articles.readers.html_story import Story, main_story
from newsqa.errors import ArticleError

LARGEST_PAGE = 10_000_000  # bytes of markup; the page of a long read has half a million
SHORTEST_STORY = 25  # words in sentences, on a page that doesn't declare a story
SHORTEST_DECLARED_STORY = 8
LONGEST_LOGIN = 60  # words that a page may say around its fields for a name and a password
LONGER_BODY = 1.5  # times the words that the page shows, in the story that it declares
NO_STORY = "holds no story that could be told from the page around it"
# Pages saved as one file hold their pictures.
EMBEDDED_FILE = re.compile(rb"data:[\w.+/-]{1,100};base64,[A-Za-z0-9+/=\s%]{100,}")


def read_html(document: Document, *, encoding: str | None = None, keep_all: bool = False) -> Iterator[Found]:
    """The story of a web page; each of them where it holds several whole ones.

    The text is the headline, then the story's paragraphs as a reader sees them. Menus, boxes, captions, comments
    and whatever else stands around a story or in the middle of it is left out, except where all of a page's text is
    to be kept.

    Raises:
        ArticleError: the page is too large, no text, or not in the encoding given.
    """
    content = EMBEDDED_FILE.sub(b"data:,", document.content)
    if len(content) > LARGEST_PAGE:
        size, limit = -(-len(content) // 1_000_000), LARGEST_PAGE // 1_000_000
        raise ArticleError(f"is too large for a web page ({size} MB of markup; newsqa reads {limit} MB)")
    decoded = page_text(content, encoding=encoding)
    if decoded.note:
        yield Problem(document.where, decoded.note, "note")
    tree = parse_page(decoded.text)
    if tree is None:
        yield Problem(document.where, NO_STORY)
        return
    declared = declared_details(tree, decoded.text, url=document.url)
    frames = [address for frame in tree.iter("frame") if (address := frame.get("src"))]
    asks_password = any((field.get("type") or "").lower() == "password" for field in tree.iter("input"))
    beginnings = elements_of_beginnings(tree)
    removed = remove_furniture(tree, titles=declared.titles)
    stories = [] if keep_all else whole_stories(tree, beginnings=beginnings)
    is_alone = not stories
    if is_alone:
        story = main_story(
            tree, titles=declared.titles, body=declared.body, without=beginnings_below(tree, beginnings)
        )
        if keep_all:
            yield from _whole_page(document, decoded.text, story_details(story, declared, removed, is_alone=True))
            return
        if (text := _told_in_full(story, declared)) is not None:
            yield from _told(document, text, story_details(story, declared, removed, is_alone=True))
            return
        stories = [story] if _is_enough(story, declared, asks_password=asks_password) else []
    for story in stories:
        yield from _told(document, joined(story.blocks), story_details(story, declared, removed, is_alone=is_alone))
    if not stories:
        yield from _without_story(document, declared, frames)


def _told(document: Document, text: str, details: Mapping[Field, Detail]) -> Iterator[Found]:
    believed, notes = believable(details)
    yield from (Problem(document.where, note, "note") for note in notes)
    yield Draft(text, believed)


def _whole_page(document: Document, markup: str, details: Mapping[Field, Detail]) -> Iterator[Found]:
    if (tree := parse_page(markup)) is not None:
        remove_unseen(tree)
        if text := joined(blocks_of(tree)):
            yield from _told(document, text, details)
            return
    yield Problem(document.where, NO_STORY)


def _told_in_full(story: Story, declared: Declared) -> str | None:
    """The story as the page's JSON-LD has it, where the page itself shows only the beginning, as paywalls do."""
    shown = [block for block in story.text if is_prose(block)]
    body = words_of(declared.body)
    if not shown or len(body) < LONGER_BODY * sum(len(block.words) for block in shown):
        return None
    runs = Runs([body])
    if sum(len(block.words) for block in shown if runs.holds(block.words)) < 0.5 * sum(len(b.words) for b in shown):
        return None
    above = [block.text for block in (story.headline, *story.standfirst) if block is not None]
    return "\n\n".join([*above, *_paragraphs(declared.body)])


def _paragraphs(body: str) -> list[str]:
    return [text for line in body.split("\n") if (text := visible(line))]


def _is_enough(story: Story, declared: Declared, *, asks_password: bool) -> bool:
    """Whether what was found is a story and not, say, the sentence on a page that asks for a password."""
    words = sum(len(block.words) for block in story.text if is_prose(block))
    if asks_password and words <= LONGEST_LOGIN:
        return False
    return words >= (SHORTEST_DECLARED_STORY if declared.records else SHORTEST_STORY)


def _without_story(document: Document, declared: Declared, frames: Sequence[str]) -> Iterator[Found]:
    """What is left where the page shows no story: the one its JSON-LD gives for a script to show, or a problem."""
    if len(words_of(declared.body)) >= SHORTEST_STORY:
        details = story_details(Story(), declared, {}, is_alone=True)
        headline = [str(details["title"].value)] if "title" in details else []
        yield from _told(document, "\n\n".join([*headline, *_paragraphs(declared.body)]), details)
    elif frames:
        pages = ", ".join(frames[:3])
        yield Problem(document.where, f"holds no story itself, only frames for other pages ({pages}): add those")
    else:
        yield Problem(document.where, NO_STORY)
