"""What is listed beside given items: Germany and Italy in "France, Russia and Germany and Italy"."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from newsqa.grounding.names import CAPITALISED, SENTENCE_OPENERS, Span
from newsqa.library import STOP_WORDS

# "U.S. and" goes on after its full stop.
BOUNDARY = re.compile(r"(?<!\b\w)[.!?:]\s+|[()]|\Z")
JOINT = re.compile(
    r"(?P<and>,?\s+(?:and|as well as|plus)\s+|\s*&\s*)"
    r"|(?P<line>\s*;\s+|\s*\n+\s*(?:[-*•]\s|\d+[.)])?\s*)|(?P<comma>,\s+)|\Z"
)
LEAD = re.compile(r"[\s\"'“”‘’*-]*(?:both\s+|the\s+)*", re.IGNORECASE)
CLOSE = re.compile(r"[\s\"'“”‘’*.!?]*")
NAME = re.compile(rf"{CAPITALISED}(?:\s(?:(?:of|the)\s)*{CAPITALISED}){{0,4}}(?!\w)")
NOUN = re.compile(r"[^\W\d_]+(?:\s[^\W\d_]+)?(?!\w)")


class _Segment(NamedTuple):
    """What stands between two joints, and the kind of the joint before it."""

    start: int
    end: int
    joint: str | None


def further_items(text: str, items: Sequence[Span]) -> list[Span]:
    """The items that a text lists in one enumeration with these, in order.

    An item is a name where those given have capitals, one or two words otherwise. It fills the whole place between
    two joints, or follows a plain "and" ("and Rwanda signed"). So what a sentence says after its list adds nothing.
    """
    form = NAME if any(text[item.start].isupper() for item in items) else NOUN
    further: set[Span] = set()
    for segments in _stretches(text):
        for i, segment in enumerate(segments):
            inside = [item for item in items if segment.start <= item.start and item.end <= segment.end]
            if inside:
                further.update(_after(max(inside), text, segments[i:], form))
                further.update(_before(min(inside), text, segments[: i + 1], form))
    return sorted(span for span in further if all(span.end <= item.start or item.end <= span.start for item in items))


def _after(item: Span, text: str, segments: Sequence[_Segment], form: re.Pattern[str]) -> Iterator[Span]:
    for one, following in pairwise(segments):
        # "Kenya and Uganda, East Africa's largest" goes on with something else: an "and" comes before the last item.
        is_closed = one.joint == "and" and following.joint == "comma"
        if is_closed or not CLOSE.fullmatch(text, item.end, one.end):
            return
        found = _item(text, following, form)
        if found is None:
            return
        is_whole = CLOSE.fullmatch(text, found.end, following.end)
        is_after_plain_and = text[one.end : following.start].strip() in ("and", "&")
        if not is_whole and (form is NOUN or not is_after_plain_and):
            return
        yield (item := found)


def _before(item: Span, text: str, segments: Sequence[_Segment], form: re.Pattern[str]) -> Iterator[Span]:
    for one, preceding in pairwise(reversed(segments)):
        # "minerals, gold and diamonds": a noun before a comma may be what the items are.
        if (form is NOUN and one.joint == "comma") or not LEAD.fullmatch(text, one.start, item.start):
            return
        found = _item(text, preceding, form)
        if found is None or not CLOSE.fullmatch(text, found.end, preceding.end):
            return
        yield (item := found)


def _item(text: str, segment: _Segment, form: re.Pattern[str]) -> Span | None:
    """The item at the beginning of a segment, if there is one."""
    lead = LEAD.match(text, segment.start, segment.end)
    match = form.match(text, lead.end() if lead else segment.start, segment.end)
    if match is None:
        return None
    words = match.group().casefold().split()
    is_phrase = words[0] in STOP_WORDS or words[0] in SENTENCE_OPENERS or (form is NOUN and words[-1] in STOP_WORDS)
    return None if is_phrase else Span(*match.span())


def _stretches(text: str) -> Iterator[list[_Segment]]:
    """The text by sentences and brackets, each cut at commas, "and" and the ends of lines."""
    start = 0
    for boundary in BOUNDARY.finditer(text):
        segments: list[_Segment] = []
        segment_start, joint = start, None
        for match in JOINT.finditer(text, start, boundary.start()):
            segments.append(_Segment(segment_start, match.start(), joint))
            segment_start, joint = match.end(), match.lastgroup
        yield segments
        start = boundary.end()
