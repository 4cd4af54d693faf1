"""Sentences of two articles that are the same but for a value."""

import re
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import combinations
from typing import NamedTuple

from newsqa.answering.answering_values import Mention, Value, can_differ, is_at_beginning, may_answer, values
from newsqa.answering.short_answer import HEDGES
from newsqa.grounding import Span, find_name, is_same_name, tokenize
from newsqa.grounding.names import Token
from newsqa.grounding.negation import DENIAL, NEGATION
from newsqa.grounding.persons import TITLES
from newsqa.grounding.same_meaning import SAME_MEANING
from newsqa.library import STOP_WORDS, stem
from newsqa.schema import Evidence

# How much of two sentences is the same, and how many of their words at least.
SAME_WORDS = 0.7
FEWEST_SAME_WORDS = 4
SAYING_LITTLE = STOP_WORDS | HEDGES | TITLES


class _Slot(NamedTuple):
    """The words that stand at one place of two sentences that are otherwise the same."""

    one: Span
    other: Span


def differing_twins(
    question: str, evidence: Sequence[Evidence], kinds: Collection[type[Value]]
) -> Iterator[tuple[Mention, Mention]]:
    """Values that may answer the question, in which sentences of two articles differ that are otherwise the same.

    The articles, not the sentences, are two: one article that says a thing twice speaks of two things.
    """
    for one, other in combinations(evidence, 2):
        if one.sentence.article_id != other.sentence.article_id and (slots := _slots(one.text, other.text)):
            for kind in kinds:
                if pair := _different(question, one, other, slots, kind):
                    yield pair


def _slots(one: str, other: str) -> list[_Slot]:
    """Where two sentences differ in words that one has in place of the other's; none where they are no twins."""
    tokens, other_tokens = tokenize(one), tokenize(other)
    matcher = SequenceMatcher(None, [t.key for t in tokens], [t.key for t in other_tokens], autojunk=False)
    if matcher.real_quick_ratio() < SAME_WORDS or matcher.quick_ratio() < SAME_WORDS:
        return []
    same = sum(block.size for block in matcher.get_matching_blocks())
    if matcher.ratio() < SAME_WORDS or same < FEWEST_SAME_WORDS:
        return []
    return [
        _Slot(_stretch(tokens[start:end]), _stretch(other_tokens[other_start:other_end]))
        for tag, start, end, other_start, other_end in matcher.get_opcodes()
        if tag != "equal"
    ]


def _stretch(tokens: Sequence[Token]) -> Span:
    return Span(tokens[0].start, tokens[-1].end) if tokens else Span(0, 0)


def _different(
    question: str, one: Evidence, other: Evidence, slots: Sequence[_Slot], kind: type[Value]
) -> tuple[Mention, Mention] | None:
    """The values of a kind in which twins differ, if these are all that sets them apart."""
    pairs = [pair for slot in slots if (pair := _in_slot(question, one, other, slot, kind))]
    if not pairs:
        return None
    first = pairs[0]
    for slot in slots:
        is_value = any(_overlap(slot.one, m.span) and _overlap(slot.other, n.span) for m, n in pairs)
        if not is_value and _sets_apart(one.text, other.text, slot):
            return None
    # Where more than one place differs, it is by the same two values: "Gyumri" and "Velmora" twice.
    if any(can_differ(m.value, first[0].value) or can_differ(n.value, first[1].value) for m, n in pairs[1:]):
        return None
    return first


def _in_slot(
    question: str, one: Evidence, other: Evidence, slot: _Slot, kind: type[Value]
) -> tuple[Mention, Mention] | None:
    """The two values at one place, if they are answers to the question and cannot both be right."""
    found = []
    for evidence, span in ((one, slot.one), (other, slot.other)):
        values = [v for v in _values_in(evidence.text, span, kind) if may_answer(question, evidence.text, *v)]
        if len(values) != 1:
            return None
        found.append(Mention(evidence, *values[0]))
    here, there = found
    if not can_differ(here.value, there.value):
        return None
    if isinstance(here.value, str) and isinstance(there.value, str) and _may_be_synonyms(here, there):
        return None
    return here, there


def _values_in(text: str, span: Span, kind: type[Value]) -> list[tuple[Span, Value]]:
    if kind is not str:
        return [(found, value) for found, value in values(text, kind) if _overlap(found, span)]
    inside = [
        Span(max(found.start, span.start), min(found.end, span.end)) for found, _ in values(text, str)
        if _overlap(found, span)
    ]  # fmt: skip
    # Of "Nikol Pashinyan" in place of "Mr. Pashinyan" only a part differs: these need not be two people.
    if not inside or re.match(r"[\s-]+[^\W\d_a-z]", text[span.end :]):
        return []
    start, end = inside[0].start, inside[-1].end
    # Of "Democratic Republic of the Congo (DRC)" the name.
    whole = Span(start, start + len(re.split(r"\s*[(,;:—–]", text[start:end])[0]))
    return [(whole, text[slice(*whole)])]


def _may_be_synonyms(one: Mention, other: Mention) -> bool:
    """Whether two names may stand for one: both articles use both, as "Russia" and "Moscow"; or one is no name."""
    texts = one.evidence.article.text, other.evidence.article.text
    names = str(one.value), str(other.value)
    if all(find_name(name, text) for name in names for text in texts):
        return True
    return any(
        is_at_beginning(mention.evidence.text, mention.span.start)
        and _is_an_everyday_word(str(mention.value), mention.evidence.article.text)
        for mention in (one, other)
    )


def _is_an_everyday_word(name: str, text: str) -> bool:
    """Whether one word that begins a sentence is in the article nowhere with a capital within one."""
    return " " not in name and not re.search(rf"[^\W\d_][,’']?\s{re.escape(name)}\b", text)


def _sets_apart(one: str, other: str, slot: _Slot) -> bool:
    """Whether sentences may speak of two things, for words that only one has, beside the value.

    What may differ are words that say nothing of a subject, hedges, titles, the order of words, one name's spelling
    and words of one meaning; "in the first quarter" and "in the second quarter" are two things.
    """
    here, there = one[slice(*slot.one)], other[slice(*slot.other)]
    if any(re.search(NEGATION, text, re.IGNORECASE) or DENIAL.search(text) for text in (here, there)):
        return True
    keys, other_keys = ([token.key for token in tokenize(text)] for text in (one, other))
    strange = [_strange(here, other_keys, there), _strange(there, keys, here)]
    if not any(strange):
        return False
    are_names = all(token.text[0].isupper() for words in strange for token in words)
    return not (all(strange) and are_names and is_same_name(here, there))


def _strange(text: str, sentence: Sequence[str], instead: str) -> list[Token]:
    """The words of one place that say something which the other sentence does not."""
    stems = {stem(key) for key in sentence}
    replaced = {stem(token.key) for token in tokenize(instead)}
    return [
        token
        for token in tokenize(text)
        if token.key not in SAYING_LITTLE
        and stem(token.key) not in stems
        and not any(stem(token.key) in group and group & replaced for group in SAME_MEANING)
    ]


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
