"""Sentences held against the articles of a library, or against one text."""

import math
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from newsqa.checking.draft import DraftSentence
from newsqa.errors import PromptTooLongError
from newsqa.grounding.mismatches import Mismatch
from newsqa.grounding.reading import ReadSentence, ReadText
from newsqa.grounding.support import Support, hold
from newsqa.library import Library, StoredPassage
from newsqa.retrieval.search import search_passages
from newsqa.schema import Article, CheckedStatement, Citation, DraftCheck, Filter
from newsqa.writing import Judge

SOURCE = "source"  # the id of a text that is in no library
ARTICLES = 6  # of the library that a sentence is held against: those with the passages nearest to it
MOST_CITATIONS = 3
MOST_REASONS = 3
JUDGED = 3  # articles, by a model where one judges
SURE_ENOUGH = 0.5  # of its probability
LONGEST_READ_WHOLE = 60_000  # characters; of a longer article only the passages that were found are read


class _Source(NamedTuple):
    """An article, read."""

    article: Article
    text: ReadText


def check_draft(
    sentences: Sequence[DraftSentence],
    library: Library,
    *,
    judge: Judge | None = None,
    where: Filter | None = None,
) -> Iterator[CheckedStatement]:
    """Each sentence of a draft held against the articles of a library that are nearest to it and pass a filter.

    Raises:
        LibraryError: the library cannot be read, or the filter names a source or an article that is not here.
    """
    read: dict[str, _Source] = {}
    for sentence in sentences:
        found: dict[str, list[StoredPassage]] = {}
        for stored in search_passages(sentence.text, library, where=where).passages:
            found.setdefault(stored.article.id, []).append(stored)
        sources = []
        for article_id, passages in list(found.items())[:ARTICLES]:
            article = passages[0].article
            if len(article.text) > LONGEST_READ_WHOLE:
                sources.append(_Source(article, _read_passages(article, passages)))
            else:
                if article_id not in read:
                    text = ReadText(article.text, title=article.title, published=article.published)
                    read[article_id] = _Source(article, text)
                sources.append(read[article_id])
        checked = _checked(sentence, sources, judge)
        yield checked.model_copy(update={"citations": library.with_copies(checked.citations)})


def check_against_source(
    sentences: Sequence[DraftSentence],
    source: str,
    *,
    title: str = "",
    published: date | None = None,
    check_id: str | int | None = None,
    judge: Judge | None = None,
) -> DraftCheck:
    """A draft held against one text."""
    text = ReadText(source, title=title, published=published)
    article = Article(id=SOURCE, title=title or SOURCE, published=published, text=source or " ")
    return summed_up(
        [_checked(sentence, [_Source(article, text)], judge) for sentence in sentences], check_id=check_id
    )


def summed_up(
    statements: Sequence[CheckedStatement], *, path: str | None = None, check_id: str | int | None = None
) -> DraftCheck:
    """What the verdicts on its sentences make of a draft."""
    return DraftCheck(
        id=check_id,
        path=path,
        supported=all(statement.verdict == "supported" for statement in statements),
        score=round(math.prod(statement.score for statement in statements), 6),
        statements=tuple(statements),
    )


def _read_passages(article: Article, passages: Sequence[StoredPassage]) -> ReadText:
    """Those sentences of a long article that stand in passages which were found."""
    places = sorted({(s.start, s.end) for stored in passages for s in stored.passage.sentences})
    sentences = [ReadSentence(article.text[start:end], start) for start, end in places]
    return ReadText(article.text, title=article.title, published=article.published, sentences=sentences)


def _checked(sentence: DraftSentence, sources: Sequence[_Source], judge: Judge | None) -> CheckedStatement:
    """The verdict of the article that bears a sentence out best; of none, that of the one which says otherwise."""
    held = [(hold(sentence.text, source.text), source) for source in sources]
    held.sort(key=lambda pair: _order(pair[0]))
    if judge is not None:
        near = [(_judged(sentence.text, support, source, judge), source) for support, source in held[:JUDGED]]
        held = sorted([*near, *held[JUDGED:]], key=lambda pair: _order(pair[0]))
    if not held:
        return CheckedStatement(line=sentence.line, text=sentence.text, verdict="not_found", score=0.0)
    best, _ = held[0]
    # Several articles may bear it out; what says otherwise, or comes nearest, is shown of one.
    shown = [pair for pair in held if pair[0].verdict == "supported"][:MOST_CITATIONS] or held[:1]
    citations: list[Citation] = []
    for support, source in shown:
        citations += _citations(support, source, first=len(citations) + 1)
    return CheckedStatement(
        line=sentence.line,
        text=sentence.text,
        verdict=best.verdict,
        score=round(best.score, 4),
        reasons=() if best.verdict == "supported" else _reasons(best),
        citations=tuple(citations[:MOST_CITATIONS]),
    )


def _judged(statement: str, support: Support, source: _Source, judge: Judge) -> Support:
    """What a model makes of it, where code has found nothing that does not fit and no verbatim words."""
    if support.score == 1 or support.verdict == "contradicted" or support.never_fits:
        return support
    with suppress(PromptTooLongError):
        evidence = [source.text.sentences[number].text for number in sorted(support.window)]
        score = judge.probability(statement, evidence)
        return support._replace(score=score, verdict="supported" if score >= SURE_ENOUGH else "not_found")
    return support


def _order(support: Support) -> tuple[int, float]:
    rank = {"supported": 0, "contradicted": 1, "not_found": 2}[support.verdict]
    return rank, -(support.closeness if support.verdict == "contradicted" else support.score)


def _reasons(support: Support) -> tuple[str, ...]:
    """What does not fit, what says otherwise first; a general word where no single one can be named."""
    telling: list[Mismatch] = sorted(support.mismatches, key=lambda one: not one.is_contradiction)
    reasons = tuple(dict.fromkeys(one.reason for one in telling))[:MOST_REASONS]
    return reasons or ("no sentence of the articles says this",)


def _citations(support: Support, source: _Source, *, first: int) -> list[Citation]:
    """The sentences that a statement seems to rest on, as quotes; of a contradiction the one that says otherwise."""
    article = source.article
    window = support.window if support.verdict == "supported" else support.window[:1]
    sentences = [source.text.sentences[number] for number in window]
    return [
        Citation.of(article, sentence.start, sentence.end, number=number)
        for number, sentence in enumerate(sentences, start=first)
    ]
