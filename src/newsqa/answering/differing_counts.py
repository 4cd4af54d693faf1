"""Sentences that count the same things, and give another number."""

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from newsqa.answering.answering_values import (
    SAYS_AFTER,
    SAYS_BEFORE,
    Mention,
    can_differ,
    counted_unit,
    is_only_a_year,
    names,
)
from newsqa.grounding import PartialDate, Span, counts, find_dates, find_quantities, is_negated, tokenize
from newsqa.grounding.negation import NEGATION
from newsqa.grounding.persons import TITLES
from newsqa.grounding.units import FATES, GROUP_OF
from newsqa.library import STOP_WORDS, content_words, split_sentences, stem, words
from newsqa.schema import Evidence, Sentence

# How many of the question's own words both sentences must have where the dead, the wounded and the like are counted;
# for other things it is all of them.
SHARE_OF_QUESTION = 0.5
PERIOD = re.compile(
    r"\b(?:since|so far|overnight|total|altogether|(?:last|this|next|past|every|same) (?:night|week|month|year)"
    r"|seasons?|yesterday|today|tonight|spring|summer|autumn|winter|first|second|third|quarter|average|years? ago"
    r"|initial\w*|previous\w*|latest|so-called|other|another|similar|usual\w*|typical\w*|normal\w*)\b",
    re.IGNORECASE,
)
PEOPLE = frozenset("people person persons".split())  # of any kind
REPORTS = re.compile(
    r"\b(?:spoke of|speaks of|put (?:it |this |the (?:figure|number|toll) )?at|puts (?:it |this |the (?:figure|number"
    r"|toll) )?at|gave(?: the (?:figure|number) of| a figure of)?|gives|cited|reported|counted|counts|claimed"
    r"|spoken of|estimated (?:it )?at|described (?:it )?as)\s+(?:\w+(?:\s\w+)?\s)?$",
    re.IGNORECASE,
)
# Such a question wants one source's number, and another's does not disagree with it.
ASKS_A_SOURCE = re.compile(
    r"\b(?:according|report(?:s|ed)?|sa(?:y|ys|id)|g[ai]ve[ns]?|claim(?:s|ed)?|stated?|announced?|cited?|put|named?)\b",
    re.IGNORECASE,
)
# What is only possible, or is a part of what is counted, or comes every so often.
NOT_THE_COUNT_BEFORE = re.compile(
    r"\b(?:could|may|might|would|should|if|unless|expect\w*|forecast\w*|predict\w*|target\w*|plan\w*|fear\w*|up to"
    r"|includ\w*|among|of whom|of them|of which|each|every|per|initially|previous\w*|earlier|once)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
NOT_THE_COUNT_AFTER = re.compile(
    r"^(?:\s\w+){0,3}\s?\(\d[\d.]*\s?%"  # "35,064 households (22.1%)" are a part of all
    r"|^\s+of\s+(?:all|the|these|those|its|his|her|their|our)\b"
    r"|^[^.,;]{0,40}\b(?:each|every|per|an? (?:day|week|month|year|hour)|daily|weekly|monthly|annually|of them"
    r"|of whom|were expected|are expected|would|could|may|might)\b",
    re.IGNORECASE,
)


def differing_counts(
    question: str, likely: Sequence[Evidence], evidence: Sequence[Evidence], leader: Evidence
) -> list[tuple[Mention, Mention]]:
    """The leader's count of what the question counts, against each other that cannot be right beside it.

    Args:
        question: what was asked.
        likely: the sentences that may answer it.
        evidence: all that were ranked, for the probability of one that only follows the leader.
        leader: the sentence that the answer rests on.
    """
    unit = () if ASKS_A_SOURCE.search(question) else counted_unit(question)
    own = _count(question, leader, unit) if unit else None
    if own is None:
        return []
    others = [m for e in likely if e is not leader and (m := _count(question, e, unit))]
    comparable = [m for m in others if _is_comparable(question, own, m, unit)]
    if following := _reported_next(own, evidence):
        comparable.append(following)
    return [(own, m) for m in comparable if can_differ(own.value, m.value)]


def _count(question: str, evidence: Evidence, unit: tuple[str, ...]) -> Mention | None:
    """The one number of a sentence that counts these things; None where it has none, or several."""
    text, quantities = evidence.text, find_quantities(evidence.text)
    counted = [
        q
        for q in quantities
        if not is_only_a_year(q, text) and counts(text, q, unit, neighbours=quantities) == "same"
    ]
    if len(counted) != 1 or counted[0].role or _denies(text, counted[0].span):
        return None
    start, end = counted[0].span
    if NOT_THE_COUNT_BEFORE.search(text[:start]) or NOT_THE_COUNT_AFTER.match(text[end:]):
        return None
    # "In how many works" is not asked of a number that the question gives.
    if set(words(question)).issuperset(words(text[start:end])):
        return None
    return Mention(evidence, counted[0].span, counted[0])


def _denies(text: str, number: Span) -> bool:
    """Whether a sentence says that something is not so: "3,000 dockers did not strike" too."""
    return is_negated(text, *number) or bool(re.search(NEGATION, text, re.IGNORECASE))


def _is_comparable(question: str, one: Mention, other: Mention, unit: tuple[str, ...]) -> bool:
    """Whether two counts are of the same things at the same time, as far as their sentences and the question say."""
    asked = {_group(word) for word in content_words(question)} - {_group(word) for word in unit}
    said = [asked & {_group(word) for word in words(m.evidence.text)} for m in (one, other)]
    share = SHARE_OF_QUESTION if {_group(word) for word in unit} & FATES else 1.0
    if min(map(len, said)) < share * len(asked):
        return False
    question_words = set(words(question))

    def told(mention: Mention) -> tuple[set[str] | set[PartialDate], ...]:
        """What sets a count apart: further names, names of the question, dates, the period, the kind of thing."""
        text = mention.evidence.text
        asked_names = _name_words(text) & question_words
        return (
            _further_names(text, question_words),
            asked_names,
            _dates_of(mention, question),
            {found.casefold() for found in PERIOD.findall(text)},
            _kind_of_thing(mention, question_words),
            _modifiers(text, question_words),
        )

    return told(one) == told(other)


def _group(word: str) -> str:
    return GROUP_OF.get(word, stem(word))


def _name_words(text: str) -> set[str]:
    return {stem(token.key) for span in names(text) for token in tokenize(text[slice(*span)])}


def _further_names(text: str, asked: set[str]) -> set[str]:
    """The words of a sentence's names, but for those of the question and of who says it."""
    kept: set[str] = set()
    for span in names(text):
        if SAYS_AFTER.match(text[span.end :]) or SAYS_BEFORE.search(text[: span.start]):
            continue
        keys = {token.key for token in tokenize(text[slice(*span)])} - TITLES
        kept |= {stem(key) for key in keys} - asked
    return kept


def _dates_of(mention: Mention, question: str) -> set[PartialDate]:
    """The dates that a count is of: those before it, and those after it up to the next comma."""
    text, (start, end) = mention.evidence.text, mention.span
    reach = end + len(re.split(r"[,;:—–(]", text[end:])[0])
    asked = {found.date for found in find_dates(question)}
    return {found.date for found in find_dates(text) if found.span.end <= reach and found.date not in asked} - {
        found.date for found in find_dates(text) if start <= found.span.start < end
    }


def _kind_of_thing(mention: Mention, asked: set[str]) -> set[str]:
    """The words after a number that say more closely what it counts: "merchant" of "15 merchant ships"."""
    after = re.split(r"[,;:.!?()—–]", mention.evidence.text[mention.span.end :])[0]
    phrase = takewhile(lambda token: token.key not in STOP_WORDS, tokenize(after)[:3])
    kept = (token.key for token in phrase if GROUP_OF.get(token.key) not in FATES and token.key not in PEOPLE)
    return {stem(key) for key in kept} - asked


def _modifiers(text: str, asked: set[str]) -> set[str]:
    """The words before those of the question that say more closely which are meant: "northern" of "northern pier"."""
    return {
        stem(before.key)
        for before, token in pairwise(tokenize(text))
        if stem(token.key) in asked
        and token.key not in STOP_WORDS
        and token.text[0].islower()
        and text[before.end : token.start] == " "
        and before.text[0].islower()
        and before.key not in STOP_WORDS
        and GROUP_OF.get(before.key) not in FATES
    } - asked


def _reported_next(own: Mention, evidence: Sequence[Evidence]) -> Mention | None:
    """The bare number that the next sentence reports: "The minister spoke of nearly 5,000." after a count of dead."""
    article, sentence = own.evidence.article, own.evidence.sentence
    spans = [Span(*span) for span in split_sentences(article.text[sentence.end :])]
    if not spans:
        return None
    start, end = spans[0].start + sentence.end, spans[0].end + sentence.end
    if "\n" in article.text[sentence.end : start]:
        return None
    text = article.text[start:end]
    quantities = [q for q in find_quantities(text) if not is_only_a_year(q, text)]
    if len(quantities) != 1 or quantities[0].role or quantities[0].symbol or is_negated(text, *quantities[0].span):
        return None
    quantity = quantities[0]
    is_bare = re.match(r"\W*$|[,;]", text[quantity.span.end :])
    if not is_bare or not REPORTS.search(text[: quantity.span.start]):
        return None
    place = Sentence(article_id=article.id, start=start, end=end)
    known = next((e for e in evidence if e.sentence == place), None)
    known = known or Evidence(sentence=place, article=article, text=text, probability=0.0, features={})
    return Mention(known, quantity.span, quantity)
