"""One quotation that two articles give in other words: "deep concern" in one, "serious concern" in the other.

What differs must be what is asked for: the question has the words beside it, of which the quotations agree.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsqa.answering.answering_values import Mention
from newsqa.answering.short_answer import ShortAnswer
from newsqa.grounding import Span, find_name, tokenize
from newsqa.grounding.names import Token
from newsqa.grounding.persons import TITLES
from newsqa.library import STOP_WORDS, stem
from newsqa.schema import Evidence

QUOTATION = re.compile(r"[\"“”„«]([^\"“”„«»]{3,300})[\"“”»]")
FEW_DAYS = 7


class _Wording(NamedTuple):
    """A word of a quotation, and the run of words of the question that it stands beside, before it or after it."""

    word: Token
    beside: tuple[str, ...]
    is_before: bool
    span: Span


def find_wordings(question: str, evidence: Sequence[Evidence], short: ShortAnswer | None) -> list[list[Mention]]:
    """The sentences that quote what is asked for in one wording, for each wording; none where there is one alone.

    Another wording is of another article, which has every name of the question too and is of the same days.

    Args:
        question: what was asked.
        evidence: ranked sentences, best first, good enough to answer from.
        short: the short answer within the first of them, in which the word is that differs elsewhere.
    """
    if not evidence or not short:
        return []
    first = evidence[0]
    for wording in _wordings(question, first):
        if wording.word.start < short.start or wording.word.end > short.end:
            continue
        ways: dict[str, list[Mention]] = {}
        for one in evidence:
            if one is not first and not (_is_about(question, one) and _are_of_one_time(one, first)):
                continue
            for other in _wordings(question, one):
                if other.is_before == wording.is_before and _agree(other, wording):
                    mention = Mention(one, other.span, one.text[slice(*other.span)])
                    ways.setdefault(stem(other.word.key), []).append(mention)
                    break
        articles = {mention.evidence.article.id for mentions in ways.values() for mention in mentions}
        if len(ways) > 1 and len(articles) > 1:
            return list(ways.values())
    return []


def _wordings(question: str, evidence: Evidence) -> Iterator[_Wording]:
    """The words within quotations that the question lacks, beside words that it has."""
    asked = {stem(token.key) for token in tokenize(question) if token.key not in STOP_WORDS}
    for quotation in QUOTATION.finditer(evidence.text):
        tokens = [t for t in tokenize(evidence.text) if quotation.start(1) <= t.start < quotation.end(1)]
        telling = [token for token in tokens if token.key not in STOP_WORDS]
        for number, token in enumerate(telling):
            if stem(token.key) in asked or token.key[0].isdigit():
                continue
            for is_before, beside in ((False, telling[:number][::-1]), (True, telling[number + 1 :])):
                run: list[Token] = []
                for other in beside:
                    if stem(other.key) not in asked:
                        break
                    run.append(other)
                if run:
                    ends = [token, *run]
                    span = Span(min(t.start for t in ends), max(t.end for t in ends))
                    yield _Wording(token, tuple(stem(other.key) for other in run), is_before, span)


def _agree(one: _Wording, other: _Wording) -> bool:
    """Whether the runs beside two words are the same as far as both go."""
    return all(a == b for a, b in zip(one.beside, other.beside, strict=False))


def _are_of_one_time(one: Evidence, other: Evidence) -> bool:
    """Whether two articles appeared within a few days, as far as is known: later the same words may be said anew."""
    day, other_day = one.article.published, other.article.published
    return not day or not other_day or abs((day - other_day).days) <= FEW_DAYS


def _is_about(question: str, evidence: Evidence) -> bool:
    """Whether an article has the names of a question."""
    article = evidence.article
    text = f"{article.title}\n{article.text}"
    names = [token for token in tokenize(question)[1:] if token.text[0].isupper() and token.key not in TITLES]
    return all(find_name(name.text, text) for name in names)
