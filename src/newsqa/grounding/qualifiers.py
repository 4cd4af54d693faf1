"""What the words around a number make of it: about 5,000, twice 5,000, 4,000 or 5,000, from 5,000 to 3,000."""

import re
from typing import Literal

from newsqa.grounding.names import Span

Hedge = Literal["about", "more than", "less than", "nearly"]
# What a number is to the quantity that is meant, where it is not that quantity itself.
Role = Literal[
    "range",  # one of its bounds
    "alternative",  # one of two that it may be
    "former",  # what it has changed from
    "multiple",  # what it is a multiple or a fraction of
    "difference",  # how much more or less it is
]

_NOT_NEGATED = r"(?<!\bno )(?<!\bnot )"
_HEDGE_WORDS: dict[Hedge, str] = {
    "more than": (
        rf"{_NOT_NEGATED}\b(?:more than|over|above|at least|upwards of|in excess of|exceeding|well over"
        r"|exceeds|exceeded|topped|passed|surpassed)|\bno fewer than|\bno less than"
    ),
    "less than": (
        rf"{_NOT_NEGATED}\b(?:less than|fewer than|under|below|at most|up to)"
        r"|\bno more than|\bnot more than"
    ),
    "nearly": r"\b(?:nearly|almost|approaching|close to|just under|just below|just short of)",
    "about": r"\b(?:about|around|roughly|approximately|some|circa|an estimated|estimated at|in the region of)",
}
HEDGES = {
    hedge: re.compile(rf"(?:{words})\s+(?:the |an? |its |some |of )*$", re.IGNORECASE)
    for hedge, words in _HEDGE_WORDS.items()
}
# After a letter it is the end of a tag: "<b>5,000</b>".
HEDGE_SIGN = re.compile(r"(?<!\w)[>≥<≤~≈]$")
HEDGE_OF_SIGN: dict[str, Hedge] = {
    ">": "more than", "≥": "more than", "<": "less than", "≤": "less than", "~": "about", "≈": "about",
}  # fmt: skip
HEDGE_AFTER: tuple[tuple[Hedge, re.Pattern[str]], ...] = (
    ("about", re.compile(r"^\s(?:or so|or thereabouts)\b")),
    ("more than", re.compile(r"^(?:\+|\sor more\b|\splus\b)")),
    ("less than", re.compile(r"^\s(?:or fewer|or less)\b")),
)
CHANGE_FROM = re.compile(
    r"\b(?:r[io]se[ns]?|rising|f[ae]ll\w*|gr[eo]w\w*|drop\w*|(?:in|de)creas\w*|declin\w*|went|go(?:es|ne|ing)"
    r"|climb\w*|jump\w*|cut\w*|reduc\w*|rais\w*|revis\w*|correct\w*|chang\w*|shr[aiu]nk\w*|doubl\w*|lower\w*)\b"
    r"[^.;:!?]{0,40}\bfrom\s+(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
# Money "raised from 5,000 donors" has not changed: there is no "to".
CHANGE_TO = re.compile(r"^[^.;:!?]{0,20}\bto\b")
CHANGED_FROM = re.compile(r"\b(?:up|down|to\s[\w$£€,.%]+)\s+from\s+(?:\w+\s)?$", re.IGNORECASE)
MULTIPLE_BEFORE = re.compile(
    r"\b(?:twice|double|triple|treble|half(?: of)?|[\w,.]+ times|(?:third|quarter|fifth|tenth)s? of)"
    r"\s+(?:the |that |those |about )?$",
    re.IGNORECASE,
)
DIFFERENCE_WORDS = frozenset("more fewer less additional extra further another".split())
DIFFERENCE_BEFORE = re.compile(r"\b(?:additional|extra|further|another)\s+$", re.IGNORECASE)
DIFFERENCE_AFTER = re.compile(r"^\s+(?:more|fewer|less|additional|extra|further)\b(?!\s+or\b)", re.IGNORECASE)
BETWEEN = re.compile(r"\bbetween\s+(?:\w+\s)?$", re.IGNORECASE)
AND, TO = re.compile(r"(?:\s\w+)?\sand(?:\s\w+)?\s"), re.compile(r"\s?[-–—]\s?|\sto\s")
OR = re.compile(r"(?:\s\w+)?,?\sor(?:\s(?!so\b|more\b|less\b|fewer\b)\w+)?\s")


def hedge_of(text: str, span: Span) -> Hedge | None:
    """How a number is hedged by the words directly before or after it."""
    before, after = _around(text, span)
    if sign := HEDGE_SIGN.search(before):
        return HEDGE_OF_SIGN[sign.group()]
    hedge = next((hedge for hedge, pattern in HEDGES.items() if pattern.search(before)), None)
    return hedge or next((hedge for hedge, pattern in HEDGE_AFTER if pattern.match(after)), None)


def role_of(text: str, span: Span) -> Role | None:
    """What a number is to the quantity meant, as far as it is told without another number."""
    before, after = _around(text, span)
    if (CHANGE_FROM.search(before) and CHANGE_TO.match(after)) or CHANGED_FROM.search(before):
        return "former"
    if MULTIPLE_BEFORE.search(before):
        return "multiple"
    if DIFFERENCE_BEFORE.search(before) or DIFFERENCE_AFTER.match(after):
        return "difference"
    return None


def role_of_both(text: str, one: Span, following: Span) -> Role | None:
    """What two numbers that follow each other are, where they belong together."""
    before, _ = _around(text, one)
    between = text[one.end : following.start]
    if OR.fullmatch(between):
        return "alternative"
    if TO.fullmatch(between) and not CHANGE_FROM.search(before):
        return "range"
    if AND.fullmatch(between) and BETWEEN.search(before):
        return "range"
    return None


def _around(text: str, span: Span) -> tuple[str, str]:
    return text[max(0, span.start - 80) : span.start], text[span.end : span.end + 30]
