"""The values of a sentence that may answer a question: its numbers, dates or names."""

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from newsqa.grounding import (
    PartialDate,
    Quantity,
    Span,
    can_both_be_right,
    counts,
    dates_agree,
    find_dates,
    find_quantities,
    is_count,
    is_elsewhere,
    is_negated,
    is_same_name,
    tokenize,
)
from newsqa.grounding.names import SENTENCE_OPENERS, Token
from newsqa.grounding.units import FATES, GROUP_OF, MEASURES, UNMARKED_PLURALS
from newsqa.library import STOP_WORDS, words
from newsqa.retrieval import AnswerType
from newsqa.retrieval.answer_types import NUMBER_WORDS
from newsqa.schema import Evidence

Value = Quantity | PartialDate | str
VALUE_KINDS: dict[AnswerType, type[Value]] = {"number": Quantity, "date": PartialDate, "name": str}

# These have a capital only because a sentence begins.
NO_NAMES = frozenset(
    {*STOP_WORDS, *SENTENCE_OPENERS, *NUMBER_WORDS}
    | set("according although amid because despite during following only since though while".split())
)
HOW_MANY = re.compile(r"\b(?:how many|number of)\s+(?P<rest>[^?]*)", re.IGNORECASE)
SAYING = re.compile(
    r"\b(?:said|says|told|according|announced|reported|claimed|stated|added|quoted|spoke|accus)", re.I
)
SAYS_AFTER = re.compile(r"^\W*(?:said|says|told|announced|reported|claimed|stated|added)\b", re.IGNORECASE)
SAYS_BEFORE = re.compile(r"\b(?:[Aa]ccording to|said|says|told)\s+(?:[^\W\d_a-z][\w’'.-]*\s)*$")
PLACE_BEFORE = re.compile(
    r"\b(?:in|at|on|to|from|into|near|inside|outside|around|towards?|through|over|reached|left|visited|entered"
    r"|(?:city|town|village|port|district|province|region) of)\s+(?:the\s)?(?-i:[^\W\d_a-z][\w’'.-]*\s)*$",
    re.IGNORECASE,
)


class Mention(NamedTuple):
    """A value in a sentence: where it stands in the sentence's text, and what it is."""

    evidence: Evidence
    span: Span
    value: Value


def can_differ(one: Value, other: Value) -> bool:
    """Whether two values are of one kind and cannot both be right."""
    match one, other:
        case Quantity(), Quantity():
            return not can_both_be_right(one, other)
        case PartialDate(), PartialDate():
            return not dates_agree(one, other)
        case str(), str():
            return not is_same_name(one, other)
        case _:
            return False


def answers(question: str, text: str, kind: type[Value]) -> Iterator[tuple[Span, Value]]:
    """The values of a kind that a text asserts and that may answer the question."""
    return ((span, value) for span, value in values(text, kind) if may_answer(question, text, span, value))


def values(text: str, kind: type[Value]) -> Iterator[tuple[Span, Value]]:
    """The values of a kind that a text asserts, and where they stand."""
    found: list[tuple[Span, Value]]
    if kind is Quantity:
        found = [(q.span, q) for q in find_quantities(text) if not q.role and not is_only_a_year(q, text)]
    elif kind is PartialDate:
        found = [(d.span, d.date) for d in find_dates(text) if not (d.is_loose or is_count(text, d.span))]
    else:
        found = [(span, text[slice(*span)]) for span in names(text)]
    for span, value in found:
        if not is_negated(text, *span):
            yield span, value


def is_only_a_year(quantity: Quantity, text: str) -> bool:
    """Whether a number of four digits counts nothing."""
    return quantity.is_year and not is_count(text, quantity.span)


def names(text: str) -> list[Span]:
    """The runs of words with capitals, without a first word that need not be a name, days and months."""
    spans: list[Span] = []
    dates = [found.span for found in find_dates(text)]
    for token in tokenize(text):
        if not _is_name(token, text) or any(date.start <= token.start < date.end for date in dates):
            continue
        if spans and not text[spans[-1].end : token.start].strip(" .-"):
            spans[-1] = Span(spans[-1].start, token.end)
        else:
            spans.append(Span(token.start, token.end))
    return spans


def _is_name(token: Token, text: str) -> bool:
    if not token.text[0].isupper() or len(token.text) < 2:
        return False
    return token.key not in NO_NAMES or not is_at_beginning(text, token.start)


def is_at_beginning(text: str, place: int) -> bool:
    """Whether nothing but punctuation stands before a place of a sentence."""
    return not any(character.isalnum() for character in text[:place])


def may_answer(question: str, text: str, span: Span, value: Value) -> bool:
    """Whether a value answers what was asked, as far as code can tell."""
    said = words(text[slice(*span)])
    if not said or set(words(question)).issuperset(said):
        return False
    if isinstance(value, Quantity):
        unit = counted_unit(question)
        neighbours = find_quantities(text)
        return not unit or counts(text, value, unit, neighbours=neighbours) != "other"
    if isinstance(value, str):
        before, after = text[: span.start], text[span.end :]
        is_speaker = SAYS_AFTER.match(after) or SAYS_BEFORE.search(before)
        if is_speaker and not SAYING.search(question):
            return False
        is_where = re.search(r"\bwhere\b", question, re.IGNORECASE)
        return (
            not is_where
            or is_at_beginning(text, span.start)
            or (bool(PLACE_BEFORE.search(before)) and not is_elsewhere(text, *span))
        )
    return True


def counted_unit(question: str) -> tuple[str, ...]:
    """What a question counts, as units of `counts`: what became of people before what they are; else the noun."""
    tokens = [token.key for token in tokenize(question)]
    fates = [key for key in tokens if GROUP_OF.get(key) in FATES]
    if fates:
        return (fates[0],)
    found = HOW_MANY.search(question)
    if not found:
        return ()
    phrase = takewhile(lambda key: key not in STOP_WORDS, (token.key for token in tokenize(found["rest"])))
    noun = next((key for key in phrase if GROUP_OF.get(key) or key in UNMARKED_PLURALS or key.endswith("s")), None)
    return (noun,) if noun and GROUP_OF.get(noun) not in MEASURES else ()
