"""The details of a web page's story: declared in the page's head and its JSON-LD, else found around the story."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from newsqa.articles.dates_in_text import is_believable
from newsqa.articles.documents import Detail, Field
from newsqa.articles.readers.html_blocks import visible, words_of
from newsqa.articles.readers.html_dates import declared_day
from newsqa.articles.readers.html_head import MARKUP, byline_in, head_details
from newsqa.articles.readers.html_json_ld import (
    Record,
    article_body,
    names_in,
    record_of_page,
    story_records,
    text_in,
)
from newsqa.articles.readers.html_story import Story

JSON_LD, META, HEADLINE = "the page's JSON-LD", "the page's metadata", "the headline on the page"
ADDRESS, PAGE_TITLE = "the page's address", "the page's title"

# Names of meta elements, the surest first.
TITLE_NAMES = (
    "og:title twitter:title dc.title dcterms.title parsely-title sailthru.title citation_title title".split()
)
BYLINE_NAMES = """
    author article:author og:article:author dc.creator dcterms.creator parsely-author sailthru.author byl
    """.split()
SOURCE_NAMES = "og:site_name application-name dc.publisher dcterms.publisher publisher citation_journal_title".split()
PUBLISHED_NAMES = """
    article:published_time article:published og:published_time og:article:published_time datepublished
    parsely-pub-date sailthru.date dc.date.issued dcterms.issued dcterms.created dc.date.created pubdate
    publishdate publish-date
    publish_date publication_date published_date published_at citation_publication_date
    cxenseparse:recs:publishtime ptime dc.date dcterms.date date
    """.split()
UPDATED_NAMES = """
    article:modified_time article:modified og:updated_time og:article:modified_time datemodified dcterms.modified
    dc.date.modified lastmod last-modified
    """.split()
LANGUAGE_NAMES = "content-language og:locale dc.language language".split()

SEPARATOR = re.compile(r"\s+[|–—·•:»«›‹/-]+(?:\s+|$)|\s*[|_]\s*|:(?:\s+|$)")
PRINTED = re.compile(r"(?:print(?:er|able|ing)?|drucken|druckansicht|imprimer|imprimir|печать)\b", re.IGNORECASE)
LONGEST_SOURCE = 60  # characters
# Browsers write the address into the pages that they save.
SAVED_FROM = re.compile(
    r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url:\s*)(\S{1,2000})", re.IGNORECASE
)
DAY_IN_ADDRESS = re.compile(r"/(\d{4})([/-])(\d{1,2})\2(\d{1,2})(?=[/-])|/(\d{4})()(\d{2})(\d{2})(?=[/-])")


class Declared(NamedTuple):
    """What a page declares in its head and its JSON-LD.

    `titles` are those it goes by, the surest first and the one of its window last; `body` is the story's text, as far
    as it is given; `records` describe its stories; `language` may name a country too ("en-GB").
    """

    details: dict[Field, Detail]
    titles: list[str]
    body: str
    records: list[Record]
    language: str | None


def declared_details(tree: HtmlElement, markup: str, *, url: str | None) -> Declared:
    """What a page declares, each detail with where. `url` is the address that it is known to come from."""
    meta = _meta(tree)
    records = story_records(tree)
    window_title = [text for title in tree.iter("title") if (text := visible(title.text_content()))][:1]
    titles = [value for name in TITLE_NAMES for value in meta.get(name, [])[:1]] + window_title
    record = record_of_page(records, titles)
    language = _language(tree, meta, record)
    details = _details_in_record(record, language)
    for field, detail in _details_in_meta(meta, language):
        details.setdefault(field, detail)
    if (page := _address(tree, meta, record, markup, url)) is not None:
        details["url"] = page
        if day := _day_in_address(str(page.value)):
            details.setdefault("published", Detail(day, ADDRESS))
    if language is not None:
        details["language"] = Detail(language.split("-")[0].lower(), MARKUP)
    if "source" in details and "byline" in details and details["byline"].value == details["source"].value:
        del details["byline"]
    headline = text_in(record, "headline") or text_in(record, "name")
    return Declared(details, [headline, *titles] if headline else titles, article_body(record), records, language)


def story_details(
    story: Story, declared: Declared, removed: Mapping[HtmlElement, HtmlElement], *, is_alone: bool
) -> dict[Field, Detail]:
    """A story's details: what its page declares of it, then what its own markup and the lines around it say.

    `removed` maps the empty elements of the page's tree to those that stood in their place. A story that isn't alone
    on its page has a byline, days and an address of its own.
    """
    details = dict(declared.details) if is_alone else _details_of_one(story, declared)
    for field, detail in head_details(story, removed, language=declared.language):
        details.setdefault(field, detail)
    if (title := _title(story, declared, details)) is not None:
        details["title"] = title
    if is_alone and "source" not in details and (source := _source(details, declared.titles)) is not None:
        details["source"] = source
    return details


def believable(details: Mapping[Field, Detail]) -> tuple[dict[Field, Detail], list[str]]:
    """The details without days that no article can be of, and what to tell its owner of those."""
    kept, notes = dict(details), []
    fields: tuple[Field, ...] = ("published", "updated")
    for field in fields:
        if (detail := details.get(field)) and isinstance(detail.value, date) and not is_believable(detail.value):
            del kept[field]
            notes.append(f"gives {detail.value} as the day it was {field} ({detail.origin}): left out")
    days = [kept[field].value for field in fields if field in kept]
    if days != sorted(days, key=str):
        del kept["updated"]
    return kept, notes


def _meta(tree: HtmlElement) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = visible(element.get("content") or "")
        for attribute in ("property", "name", "http-equiv"):
            if content and (name := element.get(attribute)):
                values.setdefault(name.lower(), []).append(content)
    return values


def _details_in_record(record: Record, language: str | None) -> dict[Field, Detail]:
    details: dict[Field, Detail] = {}
    if byline := _bylines(names_in(record, "author") or names_in(record, "creator")):
        details["byline"] = Detail(byline, JSON_LD)
    if source := text_in(record, "publisher"):
        details["source"] = Detail(source, JSON_LD)
    if place := text_in(record, "contentLocation") or text_in(record, "locationCreated"):
        details["place"] = Detail(place, JSON_LD)
    days: tuple[tuple[Field, str], ...] = (("published", "datePublished"), ("updated", "dateModified"))
    for field, key in days:
        if (value := text_in(record, key)) and (day := declared_day(value, language=language)):
            details[field] = Detail(day, JSON_LD)
    return details


def _details_in_meta(meta: Mapping[str, Sequence[str]], language: str | None) -> Iterator[tuple[Field, Detail]]:
    for source in _values(meta, SOURCE_NAMES):
        yield "source", Detail(source, META)
    if byline := _bylines(_values(meta, BYLINE_NAMES)):
        yield "byline", Detail(byline, META)
    days: tuple[tuple[Field, list[str]], ...] = (("published", PUBLISHED_NAMES), ("updated", UPDATED_NAMES))
    for field, names in days:
        for value in _values(meta, names):
            if day := declared_day(value, language=language):
                yield field, Detail(day, META)


def _values(meta: Mapping[str, Sequence[str]], names: Iterable[str]) -> Iterator[str]:
    return (value for name in names for value in meta.get(name, []))


def _bylines(names: Iterable[str]) -> str | None:
    # "article:author" is the address of a profile on many pages.
    found = [byline_in(name) for name in names if not name.startswith(("http:", "https:", "//", "/", "www."))]
    return ", ".join(dict.fromkeys(name for name in found if name)) or None


def _language(tree: HtmlElement, meta: Mapping[str, Sequence[str]], record: Record) -> str | None:
    marked = [element.get(name) for element in (tree, *tree.iter("body")) for name in ("lang", "xml:lang")]
    for value in (*marked, text_in(record, "inLanguage"), *_values(meta, LANGUAGE_NAMES)):
        if value and (match := re.match(r"\s*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)\s*(?:,|$)", value)):
            return match[1].replace("_", "-")
    return None


def _address(
    tree: HtmlElement, meta: Mapping[str, Sequence[str]], record: Record, markup: str, url: str | None
) -> Detail | None:
    saved = SAVED_FROM.search(markup[:5000])
    page = url or (saved and saved[1])
    base = page or next((element.get("href") for element in tree.iter("base") if element.get("href")), "")
    canonical = [link.get("href") for link in tree.iter("link") if "canonical" in link.get("rel", "").lower().split()]
    entity = record.get("mainEntityOfPage")
    candidates = [
        *((href, MARKUP) for href in canonical),
        *((value, META) for value in meta.get("og:url", [])),
        (entity.get("@id") if isinstance(entity, Mapping) else entity, JSON_LD),
        (text_in(record, "url"), JSON_LD),
        (page, ADDRESS),
    ]
    for value, origin in candidates:
        address = _absolute(value, base) if isinstance(value, str) and value.strip() else None
        # Some sites name their front page as the address of every page.
        if address and (origin == ADDRESS or urlsplit(address).path.strip("/") or urlsplit(address).query):
            return Detail(address, origin)
    return None


def _absolute(address: str, base: str) -> str | None:
    try:
        absolute = urljoin(base, address.strip())
        is_web = urlsplit(absolute).scheme in ("http", "https") and urlsplit(absolute).hostname
    except ValueError:
        return None
    return absolute if is_web else None


def _day_in_address(address: str) -> date | None:
    if (match := DAY_IN_ADDRESS.search(urlsplit(address).path)) is None:
        return None
    year, month, day = match.group(1, 3, 4) if match[1] else match.group(5, 7, 8)
    found = declared_day(f"{year}-{month}-{day}")
    return found if found is not None and is_believable(found) else None


def _title(story: Story, declared: Declared, details: Mapping[Field, Detail]) -> Detail | None:
    if story.headline is not None:
        return Detail(visible(story.headline.text), HEADLINE)
    if not declared.titles:
        return None
    title = declared.titles[0]
    if "source" in details:
        # "Headline | Site", "Site: Headline"
        source = words_of(str(details["source"].value))
        parts = [part for part in SEPARATOR.split(title) if words_of(part) != source]
        title = parts[0] if len(parts) == 1 else title
    return Detail(title.split(" | ")[0].strip(), PAGE_TITLE)


def _source(details: Mapping[Field, Detail], titles: Sequence[str]) -> Detail | None:
    """The site by what its window's title says beside the headline, else by its address."""
    headline = str(details["title"].value) if "title" in details else ""
    if headline and titles and headline in titles[-1]:
        before, _, after = titles[-1].partition(headline)
        # "Headline | Politics | Site", "Site: Headline"
        name = SEPARATOR.split(after)[-1].strip() or SEPARATOR.split(before)[0].strip()
        if PRINTED.match(name) is None and 1 < len(name) <= LONGEST_SOURCE:
            return Detail(name, PAGE_TITLE)
    if "url" in details and (host := urlsplit(str(details["url"].value)).hostname):
        return Detail(host.removeprefix("www."), ADDRESS)
    return None


def _details_of_one(story: Story, declared: Declared) -> dict[Field, Detail]:
    """What a page with several stories declares of one of them, and of all."""
    headline = story.headline.words if story.headline else ()
    record = next(
        (r for r in declared.records if headline and words_of(text_in(r, "headline") or "") == headline), {}
    )
    details = _details_in_record(record, declared.language)
    shared: tuple[Field, ...] = ("source", "language", "url")
    for field in shared:
        if field in declared.details:
            details.setdefault(field, declared.details[field])
    page = str(declared.details["url"].value) if "url" in declared.details else ""
    links = [] if story.headline is None else [link.get("href") for link in story.headline.element.iter("a")]
    for value, origin in ((text_in(record, "url"), JSON_LD), *((href, MARKUP) for href in links)):
        if value and (address := _absolute(value, page)):
            details["url"] = Detail(address, origin)
            break
    return details
