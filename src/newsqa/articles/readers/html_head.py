"""What stands around a story on its page that tells who wrote it and when: bylines, dates, in markup or in words."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import takewhile
from typing import Literal

from lxml.html import HtmlElement

from newsqa.articles.dates_in_text import is_believable
from newsqa.articles.documents import Detail
from newsqa.articles.readers.html_blocks import Block, visible
from newsqa.articles.readers.html_dates import days_in, declared_day
from newsqa.articles.readers.html_notices import BY
from newsqa.articles.readers.html_prose import LONGEST_HEAD_LINE, gives_day
from newsqa.articles.readers.html_story import Story

HeadField = Literal["byline", "published", "updated"]

MARKUP, HEAD, FOOT = "the page's markup", "the lines under the headline", "the line under the text"
LONGEST_BYLINE = 100  # characters
MOST_WORDS_IN_BYLINE = 12
NAMELESS = frozenset("admin administrator editor root webmaster redaktion user author unknown staff".split())

BY_LATER = re.compile(
    r"(?:(?<=\s)(?:by|von|par|por)|记者|記者|作者)[\s:：]+(?=[^\W\d_a-z])"
)  # "Posted on 5 May 2024 by Jo Hill"
AFTER_NAME = re.compile(r"\s*[|•·\n—–(]\s*|\s+-(?:\s+|$)|\s+@|\s+(?:on|published|updated)\b|\s*\d", re.IGNORECASE)
NAME = re.compile(r"[^\W\d_][\w.'’՛-]*(?: [^\W\d_][\w.'’՛-]*)+")
OFFICE = re.compile(r"\b(?:staff|writer|reporter|editor|correspondent|chief|desk|news|of|the)\b", re.IGNORECASE)
JOINED = re.compile(r"^(?:,|&|and\b|und\b|et\b|y\b|и\b|և)|(?:,|&|\b(?:and|und|et|y|и)|և)$")
BYLINE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:by-?line|author|autor|p-author|username|writer|auteur|reader-credits)(?:s|[_-]?name)?(?:$|[\s_-])",
    re.IGNORECASE,
)
PUBLISHED_CLASS = re.compile(
    r"(?:^|[\s_-])(?:published|entry-date|dt-published|post-date|pub-?date|date-published)(?:$|[\s_])", re.IGNORECASE
)
UPDATED_CLASS = re.compile(r"(?:^|[\s_-])(?:updated|modified|dt-updated|lastmod)(?:$|[\s_-])", re.IGNORECASE)
UPDATED_WORD = re.compile(
    r"""\b(?:updated?|modified|aktualisiert|geändert|stand|mis\ à\ jour|modifié|actualizad[oa]|atualizado|aggiornato
    |обновлено|оновлено|թարմացվել|արդիացվել|تحديث)\b""",
    re.IGNORECASE | re.VERBOSE,
)
# Parts of a page that were taken out of its text and may yet tell of the story.
HEAD_WORDS = re.compile(
    r"(?<![a-z])(?:by-?line|author|autor|meta|date|time|posted|published|submitted|info|dateline|timestamp"
    r"|reader-credits|(?:post|entry|article)-?_*footer)|(?:^|\s)footer(?:\s|$)",
    re.IGNORECASE,
)


def head_details(
    story: Story, removed: Mapping[HtmlElement, HtmlElement], *, language: str | None
) -> Iterator[tuple[HeadField, Detail]]:
    """Bylines and days from the story's own element and from between headline and text, the surest first.

    Nothing of it is from teasers beside the story. `removed` maps the empty elements of the page's tree to those that
    stood in their place.
    """
    near = list(_near_headline(story, removed))
    own = near if story.scope is None or story.scope.tag == "html" else near + list(_elements(story.scope, removed))
    for element in own:
        if byline := _marked_byline(element):
            yield "byline", Detail(byline, MARKUP)
    for element in own:
        if (field := _marked_field(element)) and (day := _marked_day(element, language)):
            yield field, Detail(day, MARKUP)
    for element in near:
        if element.tag == "time" and (day := _marked_day(element, language)):
            yield ("updated" if _says_updated(element) else "published"), Detail(day, MARKUP)
    for element in near:
        if element.tag != "time" and HEAD_WORDS.search(_names(element)):
            yield from _days_of_line(visible(" ".join(element.itertext())), language, MARKUP)
    for block in story.head:
        for line in block.text.split("\n"):
            match = BY.match(line) or BY_LATER.search(line)
            if match and (byline := byline_in(line[match.start() :])):
                yield "byline", Detail(byline, HEAD)
            yield from _days_of_line(line, language, HEAD)
    for last in (last for block in story.foot for last in block.lines()):
        is_byline = len(last.text) <= LONGEST_BYLINE and (BY.match(last.text) or _is_signature(last))
        if is_byline and (byline := byline_in(last.text)):
            yield "byline", Detail(byline, FOOT)


def byline_in(text: str) -> str | None:
    """The names in a byline, without "By" and without what follows them: an office, a day, an address."""
    name, *others = AFTER_NAME.split(BY.sub("", visible(text)))[0].strip(" ,;:/").split(", ")
    # "Jo Hill, Ann Poe", but "Jo Hill, Staff Writer" and "Jo Hill, Dublin"
    name = ", ".join([name, *takewhile(_is_full_name, others)]).strip(" ,;:/")
    is_name = 1 < len(name) <= LONGEST_BYLINE and len(name.split()) <= MOST_WORDS_IN_BYLINE
    return name if is_name and "@" not in name and name.lower() not in NAMELESS else None


def _is_signature(line: Block) -> bool:
    """Whether a line is a name and stands to the right, as the last line of many stories does."""
    holder = line.element
    style = f"{holder.get('style', '')} {holder.get('align', '')}".lower()
    is_apart = re.search(r"\b(?:right|end)\b", style) is not None
    return is_apart and len(line.words) <= 4 and NAME.fullmatch(line.text) is not None and _is_full_name(line.text)


def _is_full_name(text: str) -> bool:
    words = text.split()
    return len(words) > 1 and words[0][:1].isupper() and words[-1][:1].isupper() and OFFICE.search(text) is None


def _marked_byline(element: HtmlElement) -> str | None:
    if not _is_byline(element):
        return None
    marked = [part for part in element.iter() if _is_byline(part) or part.get("itemprop") == "name"]
    around = {outer for part in marked for outer in part.iterancestors()}
    # The innermost holds no name in <div class="author"><div class="author-by">By</div> <a>Jo Hill</a></div>.
    names = [byline_in(_first_names(part)) for part in marked if part not in around]
    if not any(names):
        names = [byline_in(_first_names(element))]
    return ", ".join(dict.fromkeys(name for name in names if name)) or None


def _is_byline(element: HtmlElement) -> bool:
    is_marked = element.get("rel") == "author" or element.get("itemprop") == "author"
    return is_marked or BYLINE_CLASS.search(element.get("class", "")) is not None


def _first_names(element: HtmlElement) -> str:
    """The first name in an element, after any "By", and others joined to it; an office may stand in a part below."""
    names = ""
    for part in (visible(text) for text in element.itertext()):
        if not BY.sub("", f"{names} ").strip():
            names = f"{names} {part}".strip()
        elif JOINED.search(names) or JOINED.match(part):
            names = f"{names} {part}"
        elif part:
            break
    return names


def _marked_field(element: HtmlElement) -> Literal["published", "updated"] | None:
    """What an element says that its day is, by its microdata, its RDFa, or its class."""
    properties = f"{element.get('itemprop', '')} {element.get('property', '')}".lower()
    classes = element.get("class", "")
    if re.search(r"datepublished|dc:(?:date|created|issued)|published_time", properties):
        return "published"
    if re.search(r"datemodified|dc:modified|modified_time", properties):
        return "updated"
    if element.get("pubdate") is not None or PUBLISHED_CLASS.search(classes):
        return "published"
    return "updated" if element.tag == "time" and UPDATED_CLASS.search(classes) else None


def _marked_day(element: HtmlElement, language: str | None) -> date | None:
    written = visible(" ".join(element.itertext()))
    for value in (element.get("datetime"), element.get("content"), element.get("title"), written):
        if value and len(value) <= LONGEST_HEAD_LINE:
            day = declared_day(value, language=language)
            if day is not None and is_believable(day):
                return day
    return None


def _says_updated(element: HtmlElement) -> bool:
    """Whether the words before a day on its line say that it is the day of a change."""
    parent = element.getparent()
    if parent is None:
        return False
    before = visible(" ".join(parent.itertext())).split(visible(" ".join(element.itertext())) or "\n")[0]
    return len(before) <= LONGEST_HEAD_LINE and UPDATED_WORD.search(before) is not None


def _days_of_line(line: str, language: str | None, origin: str) -> Iterator[tuple[HeadField, Detail]]:
    """The days of a line like "Published 5 May 2024, updated 7 May 2024"."""
    if not gives_day(line, language=language):
        return
    parts = UPDATED_WORD.split(line, maxsplit=1)
    fields: tuple[HeadField, ...] = ("published", "updated")
    for field, part in zip(fields, parts, strict=False):
        days = [day for day in days_in(part, language=language) if is_believable(day)]
        if len(days) == 1:
            yield field, Detail(days[0], origin)


def _near_headline(story: Story, removed: Mapping[HtmlElement, HtmlElement]) -> Iterator[HtmlElement]:
    """The elements from just above the headline to the first paragraph."""
    if story.headline is None or not story.text:
        return
    start, end = story.headline.element, story.text[0].element
    while (parent := start.getparent()) is not None and parent.tag not in ("body", "html", "td"):
        is_more = len(visible(" ".join(parent.itertext()))) > len(story.headline.text) + LONGEST_HEAD_LINE
        if parent is story.scope or is_more or end in parent.iter():
            break
        start = parent
    above = start.getprevious()
    is_inside = False
    for element in start.getroottree().getroot().iter():
        if element is end:
            # "<div><span class='date'>5 May 2024</span>The text, with nothing around it,": the day was taken out.
            if not (end.text or "").strip() and (first := next(iter(end), None)) is not None:
                yield from _as_it_was(first, removed) if first in removed else ()
            break
        is_inside = is_inside or element is start
        if is_inside:
            yield from _as_it_was(element, removed)
    # Some papers put the day right above the headline.
    if above is not None and HEAD_WORDS.search(_names(removed.get(above, above))):
        yield from removed.get(above, above).iter()


def _elements(scope: HtmlElement, removed: Mapping[HtmlElement, HtmlElement]) -> Iterator[HtmlElement]:
    for element in scope.iter():
        yield from _as_it_was(element, removed)


def _as_it_was(element: HtmlElement, removed: Mapping[HtmlElement, HtmlElement]) -> Iterator[HtmlElement]:
    if (original := removed.get(element)) is None:
        yield element
    elif HEAD_WORDS.search(_names(original)) or original.tag == "footer" or original.get("itemprop"):
        yield from original.iter()


def _names(element: HtmlElement) -> str:
    return f"{element.get('class', '')} {element.get('id', '')}"
