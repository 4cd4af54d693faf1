"""A text copied from a news page to the stories in it, with what it says of each and what was cut."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from newsqa.articles.cleaning import cuts_of, sorted_cuts, without_credits
from newsqa.articles.documents import Cut, Detail, Draft, Field
from newsqa.articles.labelling import parts_of
from newsqa.articles.line_shapes import is_headline, is_prose, joined, paragraphs_of, words_of
from newsqa.articles.page_parts import Part
from newsqa.articles.splitting import story_starts
from newsqa.articles.text_details import DetailLine, dateline


def clean(text: str, *, repeated: Collection[str] = ()) -> list[Draft]:
    """The stories of a text, in order, without furniture; none where it has no words but the page's.

    Each has the details that the text gives, the lines that gave them cut out of it. What was cut between two stories
    is told of the first.
    """
    parts = parts_of(paragraphs_of(text.replace("\r\n", "\n").replace("\r", "\n")), repeated=repeated)
    return [draft for group in _stories(parts) if (draft := _draft(group)) is not None]


def details_from_text(text: str) -> tuple[dict[Field, Detail], str]:
    """What a text of one story says of itself, and the text without the lines that say it."""
    parts = parts_of(paragraphs_of(text))
    details, told = _details(parts)
    return details, joined(part.paragraph for index, part in enumerate(parts) if index not in told)


def _stories(parts: Sequence[Part]) -> list[Sequence[Part]]:
    kept = [index for index, part in enumerate(parts) if part.is_kept]
    if not kept:
        return [parts]
    after_page, above_details = set(), set()
    for position, index in enumerate(kept):
        above = parts[index - 1] if index else None
        below = parts[index + 1 : index + 4]
        if above is not None and above.kind != "prose" and not above.is_kept:
            after_page.add(position)
        next_kept = next((place for place, part in enumerate(below) if part.is_kept), len(below))
        if any(part.kind == "detail" for part in below[:next_kept]):
            above_details.add(position)
    starts = story_starts([parts[i].paragraph for i in kept], after_page=after_page, above_details=above_details)
    edges = [0, *(kept[start] for start in starts[1:]), len(parts)]
    return [parts[start:end] for start, end in pairwise(edges)]


def _draft(parts: Sequence[Part]) -> Draft | None:
    details, told = _details(parts)
    kept, cuts = without_credits(
        [part for index, part in enumerate(parts) if part.kind != "furniture" and index not in told]
    )
    text = joined(part.paragraph for part in kept)
    if not words_of(text):
        return None
    cuts += [Cut(parts[index].text, _why(parts[index]), parts[index].paragraph.line) for index in told]
    return Draft(text, details, cuts=sorted_cuts([*cuts, *cuts_of(parts)]))


def _why(part: Part) -> str:
    return (part.told.doubt if part.told else None) or "told above as a detail of the story"


def _details(parts: Sequence[Part]) -> tuple[dict[Field, Detail], set[int]]:
    """The details that parts of a story give, and which parts say nothing else."""
    details: dict[Field, Detail] = {}
    told: set[int] = set()
    lines: list[DetailLine] = []
    for index, part in enumerate(parts):
        if part.kind == "detail" and part.told is not None:
            told.add(index)
            lines.append(part.told)
    # What says what it is ("Published on ...") goes before a date that merely stands there.
    for line in sorted(lines, key=lambda line: not line.is_labelled):
        for field, detail in line.details.items():
            details.setdefault(field, detail)
    if (title := _title(parts)) is not None:
        details["title"] = Detail(title, "the headline")
    lead = next((part.text for part in parts if part.kind == "prose"), None)
    if lead is not None and (line_of_place := dateline(lead)) is not None:
        details.setdefault("place", Detail(line_of_place.place, "the dateline"))
        if line_of_place.agency:
            details.setdefault("source", Detail(line_of_place.agency, "the dateline"))
        if line_of_place.day:
            details.setdefault("published", Detail(line_of_place.day, "the dateline"))
    return details, told


def _title(parts: Sequence[Part]) -> str | None:
    for part in parts:
        if part.is_title:
            return part.text
    for part in parts:
        if part.kind == "prose" or (part.kind == "line" and is_prose(part.text)):
            return None
        if part.kind == "line" and is_headline(part.text):
            return part.text
    return None
