"""What of a statement does not fit the sentences that it seems to rest on, with a reason for its writer."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Literal, NamedTuple

from newsqa.grounding.agreement import can_both_be_right, dates_agree
from newsqa.grounding.dates import FoundDate, PartialDate
from newsqa.grounding.lexicon import relation
from newsqa.grounding.names import Span
from newsqa.grounding.negation import NEGATION
from newsqa.grounding.numbers import Quantity
from newsqa.grounding.reading import ReadSentence, ReadText, Word
from newsqa.grounding.spelling import are_one_name
from newsqa.grounding.units import counts

Kind = Literal["number", "date", "name", "roles", "negation", "opposite", "certainty"]

NEGATED = re.compile(
    rf"{NEGATION}|\b(?:untrue|false|wrong|den(?:y|ies|ied|ying)|rul(?:e|es|ed|ing) out)\s+that\b|\bcontrary to\b",
    re.IGNORECASE,
)
# What is said to be possible, planned or claimed is not yet so.
POSSIBLE = re.compile(
    r"\b(?:(?-i:may)|might|could|would|can|should|if|whether|possibl[ey]|perhaps|plan(?:s|ned|ning)?|propos\w*"
    r"|consider\w*|expect\w*|hop(?:e[sd]?|ing)|seek\w*|want\w*|threat\w*|likely|alleg\w*|accus\w*|suspect\w*"
    r"|claim\w*|rumou?r\w*|reported(?:ly)?|reports|den(?:y|ies|ied)|will|due to|ready|prepared|offer\w*|urg\w*"
    r"|call\w* (?:for|on)|ask(?:s|ed|ing)?|demand\w*|try|tr(?:ies|ied)|attempt\w*|bid)\b",
    re.IGNORECASE,
)


LONGEST_SLOT = 4  # words
MOST_COUNTED = 12  # so many things a reader may count where the text names no number


class Mismatch(NamedTuple):
    """Words of a statement that do not fit, what kind they are, and what the text has in their place, if anything.

    `span` is in the statement. `instead` are the text's own words.
    """

    kind: Kind
    span: Span
    said: str
    instead: str | None = None

    @property
    def is_contradiction(self) -> bool:
        """Whether the text says otherwise, rather than nothing."""
        return self.kind == "negation" or (self.instead is not None and self.kind != "certainty")

    @property
    def reason(self) -> str:
        """One line for the person who wrote the statement."""
        match self.kind, self.instead:
            case "negation", str(instead):
                return f"“{self.said}” — the article says “{instead}”"
            case "negation", None:
                return f"“{self.said}” — the article does not say no"
            case "certainty", str(instead):
                return f"“{self.said}” is said as a fact — the article says “{instead}”"
            case _, str(instead):
                return f"“{self.said}” — the article says “{instead}”"
            case _:
                return f"“{self.said}” — not in the article"


PASSIVE = re.compile(r"\bby\b", re.IGNORECASE)


class Slot(NamedTuple):
    """A place where a statement and a sentence have other words or numbers, between ones that are the same."""

    sentence: ReadSentence
    ours: tuple[Word | Quantity, ...]
    theirs: tuple[Word | Quantity, ...]


def find_slots(statement: ReadSentence, sentence: ReadSentence) -> list[Slot]:
    """The places where a statement differs from the sentence that is most like it."""
    ours, theirs = _items(statement), _items(sentence)
    matcher = SequenceMatcher(None, list(map(_key, ours)), list(map(_key, theirs)), autojunk=False)
    codes = matcher.get_opcodes()
    slots = []
    for number, (tag, start, end, other_start, other_end) in enumerate(codes):
        if tag != "replace" or max(end - start, other_end - other_start) > LONGEST_SLOT:
            continue
        before = number > 0 and codes[number - 1][0] == "equal"
        after = number + 1 < len(codes) and codes[number + 1][0] == "equal"
        if (before or start == other_start == 0) and (after or (end == len(ours) and other_end == len(theirs))):
            slots.append(Slot(sentence, tuple(ours[start:end]), tuple(theirs[other_start:other_end])))
    return slots


def _items(sentence: ReadSentence) -> list[Word | Quantity]:
    return sorted(
        [*sentence.words, *sentence.quantities],
        key=lambda item: item.start if isinstance(item, Word) else item.span.start,
    )


def _key(item: Word | Quantity) -> str:
    return item.stem if isinstance(item, Word) else f"{item.value:f}"


def number_mismatches(
    statement: ReadSentence, window: Sequence[ReadSentence], slots: Sequence[Slot]
) -> list[Mismatch]:
    """The statement's numbers that the window lacks, or has another one in the place of.

    A small one that the window does not speak of may be counted from it ("two ministries"), and is let pass.
    """
    found = []
    near = [(sentence, quantity) for sentence in window for quantity in sentence.quantities]
    for quantity in statement.quantities:
        slot = next((slot for slot in slots if quantity in slot.ours), None)
        instead = next((other for other in slot.theirs if isinstance(other, Quantity)), None) if slot else None
        if slot and instead is not None:
            if not _fits(quantity, instead):
                found.append(_number(statement, quantity, slot.sentence.text[slice(*instead.span)]))
            continue
        if any(_fits(quantity, other) for _, other in near):
            continue
        unit = _unit(statement, quantity)
        words = next(
            (
                sentence.text[slice(*other.span)]
                for sentence, other in near
                if unit and counts(sentence.text, other, unit, neighbours=list(sentence.quantities)) == "same"
            ),
            None,
        )
        if words is not None or quantity.value > MOST_COUNTED or quantity.symbol:
            found.append(_number(statement, quantity, words))
    return found


def _number(statement: ReadSentence, quantity: Quantity, instead: str | None) -> Mismatch:
    return Mismatch("number", quantity.span, statement.text[slice(*quantity.span)], instead)


def _fits(quantity: Quantity, other: Quantity) -> bool:
    """Whether a number may be told for another; "60 per cent" is not 60, and "some 6,000" not "about 5,000"."""
    if quantity.symbol != other.symbol and (
        None not in (quantity.symbol, other.symbol) or "%" in (quantity.symbol, other.symbol)
    ):
        return False
    hedge = None if quantity.hedge and other.hedge else quantity.hedge
    # "2.1 million" may be told of dollars; 400 may not, because there are dollars.
    return can_both_be_right(quantity._replace(hedge=hedge, symbol=other.symbol), other)


def _unit(statement: ReadSentence, quantity: Quantity) -> tuple[str, ...]:
    """The first telling words after a number, which it may count."""
    if quantity.symbol:
        return (quantity.symbol,)
    after = [word.surface for word in statement.words if word.start >= quantity.span.end]
    return tuple(after[:2])


def date_mismatches(statement: ReadSentence, window: Sequence[ReadSentence], text: ReadText) -> list[Mismatch]:
    """The statement's dates that neither the window nor the day of publishing agrees with."""
    near = [(sentence, date) for sentence in window for date in sentence.dates]
    found = []
    for date in statement.dates:
        if any(_agree(date.date, other.date) for _, other in near) or _is_published(date, text, near):
            continue
        instead = next(
            (sentence.text[slice(*other.span)] for sentence, other in near if _is_of_kind(date.date, other.date)),
            None,
        )
        found.append(Mismatch("date", date.span, statement.text[slice(*date.span)], instead))
    return found


def _agree(one: PartialDate, other: PartialDate) -> bool:
    if one.weekday is not None or other.weekday is not None:
        return one.weekday == other.weekday
    return dates_agree(one, other)


def _is_of_kind(one: PartialDate, other: PartialDate) -> bool:
    """Whether two dates give the same parts."""
    return any(a is not None and b is not None for a, b in zip(one, other, strict=True))


def _is_published(date: FoundDate, text: ReadText, near: Sequence[tuple[ReadSentence, FoundDate]]) -> bool:
    """Whether a date is within the week up to the article's own, so that it may be its "Monday"."""
    published, said = text.published, date.date
    if published is None:
        return False
    if said.weekday is not None:
        return said.weekday == published.weekday() and not any(other.date.weekday is not None for _, other in near)
    parts = (published.year, published.month)
    return (said.year in (None, parts[0])) and (said.month in (None, parts[1])) and (
        said.day is None or 0 <= published.day - said.day <= 7
    )  # fmt: skip


def name_mismatches(
    statement: ReadSentence, window: Sequence[ReadSentence], slots: Sequence[Slot], title: ReadSentence
) -> list[Mismatch]:
    """The statement's names that the window and the title lack, or that stand where the best sentence has others.

    Words that follow each other are one name.
    """
    said = title.all_words.union(*(sentence.all_words for sentence in window))
    countries = title.countries.union(*(sentence.countries for sentence in window))
    found: list[Mismatch] = []
    for word in statement.words:
        if not word.is_name:
            continue
        country = statement.country_at(word.start)
        is_missing = not _has_name(word, country, said, countries)
        instead = _name_instead(word, country, slots)
        if not is_missing and instead is None:
            continue
        if found and not statement.text[found[-1].span.end : word.start].strip(" .-’'"):
            span = Span(found[-1].span.start, word.end)
            found[-1] = found[-1]._replace(
                span=span, said=statement.text[slice(*span)], instead=found[-1].instead or instead
            )
        else:
            text = statement.text[word.start : word.end]
            found.append(Mismatch("name", Span(word.start, word.end), text, instead))
    return found


def _name_instead(word: Word, country: str | None, slots: Sequence[Slot]) -> str | None:
    """The names that the best sentence has in the place of one that it has nowhere."""
    slot = next((slot for slot in slots if word in slot.ours), None)
    if slot is None or _has_name(word, country, slot.sentence.all_words, slot.sentence.countries):
        return None
    names = [other for other in slot.theirs if isinstance(other, Word) and other.is_name]
    return slot.sentence.text[names[0].start : names[-1].end] if names else None


def _has_name(word: Word, country: str | None, said: frozenset[str], countries: frozenset[str]) -> bool:
    """Whether words that were said have a name, or name its country: Niger, by its spelling, might be Nigeria."""
    if word.surface in said or country is not None:
        return word.surface in said or country in countries
    return any(are_one_name(word.surface, other) for other in said)


def opposites(statement: ReadSentence, best: ReadSentence) -> list[Mismatch]:
    """Words whose opposite the best sentence has, beside words that both have."""
    found = []
    for place, word in enumerate(statement.words):
        if word.is_name or word.stem in best.stems:
            continue
        beside = {other.stem for other in statement.words[max(0, place - 2) : place + 3]}
        for number, other in enumerate(best.words):
            there = {near.stem for near in best.words[max(0, number - 2) : number + 3]}
            if beside & there and relation(word.surface, other.surface) == "opposite":
                instead = best.text[other.start : other.end]
                found.append(Mismatch("opposite", Span(word.start, word.end), _said(statement, word), instead))
                break
    return found


def negation_mismatch(statement: ReadSentence, best: ReadSentence) -> Mismatch | None:
    """A negation that only one of two sentences has, before words that both have."""
    ours, theirs = _negations(statement), _negations(best)
    for match in ours:
        if _is_of_both(statement, match, best) and not any(_is_of_both(best, other, statement) for other in theirs):
            start, end = _stretch(statement.text, match)
            return Mismatch("negation", Span(start, end), statement.text[start:end])
    for match in theirs:
        if _is_of_both(best, match, statement) and not ours:
            start, end = _stretch(best.text, match)
            said = next(word for word in statement.words if word.stem in best.stems)
            return Mismatch("negation", Span(said.start, said.end), _said(statement, said), best.text[start:end])
    return None


def _is_of_both(sentence: ReadSentence, negation: re.Match[str], other: ReadSentence) -> bool:
    """Whether the other sentence has the first telling word after a negation, and most words around it."""
    after = [word for word in sentence.words if word.start >= negation.end()][:1]
    around = [word for word in sentence.words if negation.start() - 40 <= word.start <= negation.end() + 40]
    shared = [word for word in around if _is_in(word, other)]
    return bool(after) and _is_in(after[0], other) and 2 * len(shared) >= len(around)


def _is_in(word: Word, sentence: ReadSentence) -> bool:
    """Whether a sentence has a word in any of its forms."""
    return word.stem in sentence.stems or any(
        relation(word.surface, other.surface) == "same" for other in sentence.words
    )


def _negations(sentence: ReadSentence) -> list[re.Match[str]]:
    return list(NEGATED.finditer(sentence.text))


def _stretch(text: str, match: re.Match[str]) -> tuple[int, int]:
    """A word with those after it, as far as they are needed to understand it."""
    after = re.match(r"(?:\s+[\w’'-]+){0,3}", text[match.end() :])
    return match.start(), match.end() + (after.end() if after else 0)


def certainty_mismatch(statement: ReadSentence, best: ReadSentence) -> Mismatch | None:
    """A thing told as done that the text says may be, is planned, or is claimed."""
    theirs = POSSIBLE.search(best.text)
    if theirs is None or POSSIBLE.search(statement.text):
        return None
    said = next((word for word in statement.words if not word.is_name and word.stem in best.stems), None)
    if said is None:
        return None
    start, end = _stretch(best.text, theirs)
    return Mismatch("certainty", Span(said.start, said.end), _said(statement, said), best.text[start:end])


def role_mismatch(statement: ReadSentence, best: ReadSentence) -> Mismatch | None:
    """Two names in the other order, with the same words between them in the same voice: who did it to whom."""
    if bool(PASSIVE.search(statement.text)) != bool(PASSIVE.search(best.text)):
        return None
    ours = [word for word in statement.words if word.is_name]
    for one, other in pairwise(ours):
        theirs = [_same_name(one, best), _same_name(other, best)]
        if theirs[0] is None or theirs[1] is None or theirs[0].start <= theirs[1].start:
            continue
        between = {word.stem for word in statement.words if one.end <= word.start < other.start and not word.is_name}
        there = {w.stem for w in best.words if theirs[1].end <= w.start < theirs[0].start and not w.is_name}
        if between & there:
            return Mismatch(
                "roles",
                Span(one.start, other.end),
                statement.text[one.start : other.end],
                best.text[theirs[1].start : theirs[0].end],
            )
    return None


def _same_name(word: Word, sentence: ReadSentence) -> Word | None:
    return next(
        (other for other in sentence.words if other.is_name and are_one_name(word.surface, other.surface)), None
    )


def _said(statement: ReadSentence, word: Word) -> str:
    return statement.text[word.start : word.end]
