"""One quotation that two articles give in other words: "deep concern" in one, "serious concern" in the other.

They may be two quotations, so it takes much to call them one: the question names who is quoted and has the words on
which both agree, and the word in which they differ is the answer.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from newsqa.answering.answering_values import Mention, names
from newsqa.answering.short_answer import ShortAnswer
from newsqa.grounding import Span, find_name, tokenize
from newsqa.grounding.names import Token
from newsqa.grounding.persons import TITLES
from newsqa.library import STOP_WORDS, stem
from newsqa.schema import Evidence

QUOTATIONS = re.compile(r"\"([^\"]*)\"|“([^“”]*)”|„([^„“”]*)[“”]|«([^«»]*)»")
MARKS = re.compile('["“”„«»]')
ASKS_FOR_WORDS = re.compile(
    r"\b(?:what|which) (?:kind|sort|type|words?)\b|\bexact words?\b|\bhow did\b[^?]*\b(?:describe|word|put|call)\b",
    re.IGNORECASE,
)
ENOUGH_AGREEING = 2  # words of the question beside the word that differs, where it does not ask for words
FEW_DAYS = 7
SPELT_ALIKE = 0.75  # "defence" and "defense" are one word


class _Wording(NamedTuple):
    """A word of a quotation, and the run of words of the question that it stands beside, before it or after it."""

    word: Token
    beside: tuple[str, ...]
    is_before: bool
    span: Span


def find_wordings(question: str, evidence: Sequence[Evidence], short: ShortAnswer | None) -> list[list[Mention]]:
    """The sentences that quote what is asked for in one wording, for each wording; none where there is one alone.

    Another wording is of another article, of the same days, whose sentence names nobody else.

    Args:
        question: what was asked.
        evidence: ranked sentences, best first, good enough to answer from.
        short: the short answer within the first of them, in which the word is that differs elsewhere.
    """
    asked = _names(question)
    if not evidence or not short or not asked:
        return []
    first = evidence[0]
    own_words = {stem(token.key) for token in _quoted(first.text)}
    least = 1 if ASKS_FOR_WORDS.search(question) else ENOUGH_AGREEING
    for wording in _wordings(question, first.text):
        if wording.word.start < short.start or wording.word.end > short.end:
            continue
        ways = {stem(wording.word.key): [_mention(first, wording)]}
        for one in evidence[1:]:
            if one.article.id == first.article.id or not _are_of_one_time(one, first):
                continue
            if stem(wording.word.key) in {stem(token.key) for token in _quoted(one.text)}:
                continue  # it has the word too, there or elsewhere
            for other in _wordings(question, one.text):
                is_other = stem(other.word.key) not in own_words and _differ(wording, other, least)
                if is_other and _is_by(asked, one):  # last, for it looks through the article
                    ways.setdefault(stem(other.word.key), []).append(_mention(one, other))
                    break
        if len(ways) > 1 and _is_by(asked, first):
            return list(ways.values())
    return []


def _mention(evidence: Evidence, wording: _Wording) -> Mention:
    return Mention(evidence, wording.span, evidence.text[slice(*wording.span)])


def _quoted(text: str) -> list[Token]:
    """The telling words within the quotations of a sentence; none where it is not plain which these are."""
    quotations = [found.span() for found in QUOTATIONS.finditer(text)]
    if 2 * len(quotations) != len(MARKS.findall(text)):
        return []
    return [
        token
        for token in tokenize(text)
        if token.key and token.key not in STOP_WORDS and any(start < token.start < end for start, end in quotations)
    ]


def _wordings(question: str, text: str) -> Iterator[_Wording]:
    """The words within quotations that the question lacks, beside words that it has."""
    asked = {stem(token.key) for token in tokenize(question) if token.key not in STOP_WORDS}
    for quotation in QUOTATIONS.finditer(text):
        telling = [token for token in _quoted(text) if quotation.start() < token.start < quotation.end()]
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


def _differ(one: _Wording, other: _Wording, least: int) -> bool:
    """Whether two words stand beside the same words, enough of them, and are not one word in two spellings."""
    if one.is_before != other.is_before or one.beside != other.beside or len(one.beside) < least:
        return False
    return SequenceMatcher(None, one.word.key, other.word.key).ratio() < SPELT_ALIKE


def _are_of_one_time(one: Evidence, other: Evidence) -> bool:
    """Whether two articles appeared within a few days, as far as is known: later the same words may be said anew."""
    day, other_day = one.article.published, other.article.published
    return not day or not other_day or abs((day - other_day).days) <= FEW_DAYS


def _names(text: str) -> list[str]:
    """The names of a question, without titles and its first word; of these the first is that of who is quoted."""
    tokens = [token for token in tokenize(text)[1:] if token.text[0].isupper() and token.key not in TITLES]
    return [token.text for token in tokens]


def _is_by(asked: Sequence[str], evidence: Evidence) -> bool:
    """Whether whoever is quoted in a sentence may be the one that the question names.

    The sentence has this name, or no name that the question lacks ("He called it ..."), in an article that has all.
    """
    text = QUOTATIONS.sub(" ", evidence.text)
    if not find_name(asked[0], text):
        others = [token for span in names(text) for token in tokenize(text[slice(*span)])]
        if any(not any(find_name(name, token.text) for name in asked) for token in others):
            return False
    article = f"{evidence.article.title}\n{evidence.article.text}"
    return all(find_name(name, article) for name in asked)
