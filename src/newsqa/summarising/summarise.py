"""A summary of articles, or of what a library says of a topic: chosen sentences, each with the quotes it rests on."""

import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import NamedTuple

from newsqa.errors import PromptTooLongError, SummaryError
from newsqa.grounding.mismatches import find_slots, number_mismatches
from newsqa.grounding.reading import ReadText
from newsqa.grounding.support import hold
from newsqa.library import Library
from newsqa.models import LanguageModel, Prompt
from newsqa.retrieval import find_matches
from newsqa.schema import (
    Article,
    Citation,
    Filter,
    ModelIdentity,
    PromptIdentity,
    Summary,
    SummaryStatement,
    SummaryStyle,
    SummaryTimings,
)
from newsqa.summarising.candidates import POINTS_BACK, Candidate, find_candidates
from newsqa.summarising.extract import choose, says_the_same
from newsqa.summarising.timeline import day_of
from newsqa.writing import write_statements

PROMPT = "prose-summary"
WORDS = 100
SENTENCES = 5
MOST_COPIES = 3  # citations of one statement
# For a topic: so many sentences are taken from the library; the best has to be this likely to be about it, and the
# others this likely, measured by the best.
ABOUT = 60
LEAST_ABOUT = 0.25
SHARE_ABOUT = 0.2
UNDATED_LAST = "9999"
LONGEST_TITLE = 3  # articles named in a title of several


class Writer(NamedTuple):
    """A language model that puts each chosen sentence in words of its own, and its prompt."""

    model: LanguageModel
    prompt: Prompt


def summarise(
    articles: Sequence[Article],
    *,
    style: SummaryStyle = "brief",
    words: int = WORDS,
    sentences: int = SENTENCES,
    writer: Writer | None = None,
) -> Summary:
    """A summary of one article or of several: their own sentences, each cited.

    Args:
        articles: at least one.
        style: of a timeline, the statements stand in the order of the days they tell of.
        words: the most words; one sentence is given even if it is longer.
        sentences: the most sentences.
        writer: rewrites what was chosen; what its sentence does not bear out stands as it is.

    Raises:
        SummaryError: no sentence of theirs can stand in a summary.
        ModelError: the writer's model cannot be run.
    """
    began = time.perf_counter()
    texts = {article.id: _read(article) for article in articles}
    candidates = [candidate for article in articles for candidate in _candidates(article, texts[article.id])]
    if not candidates:
        named = articles[0].title if len(articles) == 1 else f"these {len(articles)} articles"
        raise SummaryError(f"there is no sentence to summarise in {named}: newsqa show tells what was read")
    chosen = choose(candidates, texts, words=words, sentences=sentences)
    stated = _stated(chosen, candidates, words=words, sentences=sentences)
    return _summary(_title(articles), stated, candidates, style=style, began=began, writer=writer)


def summarise_topic(
    about: str,
    library: Library,
    *,
    style: SummaryStyle = "brief",
    words: int = WORDS,
    sentences: int = SENTENCES,
    writer: Writer | None = None,
    where: Filter | None = None,
) -> Summary:
    """A summary of what the articles of a library that pass a filter say about a topic.

    Raises:
        SummaryError: nothing in the library is about it.
        LibraryError: the library cannot be read, or the filter names a source or an article that is not here.
    """
    began = time.perf_counter()
    evidence = find_matches(about, library, limit=ABOUT, where=where)
    if not evidence or evidence[0].probability < LEAST_ABOUT:
        raise SummaryError(f"nothing in the library is about “{about}” (newsqa list shows what it has)")
    retrieve_s = time.perf_counter() - began
    began = time.perf_counter()
    best = evidence[0].probability
    evidence = [one for one in evidence if one.probability >= SHARE_ABOUT * best]
    relevance = {(one.article.id, one.sentence.start): one.probability / best for one in evidence}
    articles = {one.article.id: one.article for one in evidence}
    texts = {article_id: _read(article) for article_id, article in articles.items()}
    candidates = [
        candidate
        for article in articles.values()
        for candidate in _candidates(article, texts[article.id])
        if (article.id, candidate.sentences[-1].start) in relevance
    ]
    if not candidates:
        raise SummaryError(f"no sentence about “{about}” can stand by itself: newsqa ask may find an answer")
    chosen = choose(candidates, texts, words=words, sentences=sentences, relevance=relevance)
    stated = _stated(chosen, candidates, words=words, sentences=sentences)
    summary = _summary(
        about, stated, candidates, style=style, began=began, about=about, retrieve_s=retrieve_s, writer=writer
    )
    return summary.model_copy(update={"citations": library.with_copies(summary.citations)})


def _read(article: Article) -> ReadText:
    return ReadText(article.text, title=article.title, published=article.published)


def _candidates(article: Article, text: ReadText) -> list[Candidate]:
    """What can stand in a summary; of an article of fragments, its first sentence all the same."""
    found = list(find_candidates(article, text))
    return found or [Candidate(article, [s], n) for n, s in enumerate(text.sentences) if s.words][:1]


def _title(articles: Sequence[Article]) -> str:
    titles = [article.title for article in articles[:LONGEST_TITLE]]
    more = len(articles) - len(titles)
    return "; ".join(titles) + (f"; and {more} more" if more else "")


def _summary(
    title: str,
    stated: Sequence[tuple[Candidate, Candidate | None]],
    candidates: Sequence[Candidate],
    *,
    style: SummaryStyle,
    began: float,
    about: str | None = None,
    retrieve_s: float = 0.0,
    writer: Writer | None = None,
) -> Summary:
    """What is stated, each with its citations, among them sentences of other articles that say the same."""
    if style == "timeline":
        stated = sorted(stated, key=lambda pair: day.text if (day := day_of(pair[0])) else UNDATED_LAST)
    statements: list[SummaryStatement] = []
    citations: list[Citation] = []
    fell_back = 0
    numbers = {id(one): number for number, (one, _) in enumerate(stated, start=1)}
    for one, other in stated:
        cited = [one, *_copies(one, candidates)][:MOST_COPIES]
        day = day_of(one) if style == "timeline" else None
        written = _written(one, writer) if writer else None
        fell_back += writer is not None and written is None
        statements.append(
            SummaryStatement(
                text=written or " ".join(one.text.split()),
                citations=tuple(range(len(citations) + 1, len(citations) + 1 + len(cited))),
                verbatim=written is None,
                day=day.text if day else None,
                is_day_inferred=bool(day and day.is_inferred),
                disagrees_with=(numbers[id(other)],) if other is not None else (),
            )
        )
        citations += [
            Citation.of(c.article, c.start, c.end, number=n) for n, c in enumerate(cited, start=len(citations) + 1)
        ]
    return Summary(
        title=title,
        style=style,
        about=about,
        statements=tuple(statements),
        citations=tuple(citations),
        articles=tuple(dict.fromkeys(citation.article_id for citation in citations)),
        fell_back=fell_back,
        model=_identity(writer.model) if writer else None,
        prompt=PromptIdentity(name=writer.prompt.name, sha256=writer.prompt.sha256) if writer else None,
        words=sum(len(statement.text.split()) for statement in statements),
        timings=SummaryTimings(retrieve_s=round(retrieve_s, 4), summarise_s=round(time.perf_counter() - began, 4)),
    )


def _stated(
    chosen: Sequence[Candidate], candidates: Sequence[Candidate], *, words: int, sentences: int
) -> list[tuple[Candidate, Candidate | None]]:
    """The chosen sentences in their order, each with what says otherwise after it.

    For this the sentences worth least make room; where that is not enough, it is left out.
    """
    for count in range(len(chosen), 0, -1):
        stated = _with_disagreements(_ordered(chosen[:count]), candidates)
        length = sum(one.length for one, _ in stated)
        if length <= words and sum(len(one.sentences) for one, _ in stated) <= sentences:
            return stated
    return [(one, None) for one in _ordered(chosen)]


def _ordered(chosen: Sequence[Candidate]) -> list[Candidate]:
    """As the articles have them, that of the sentence worth most first."""
    ranks = {article_id: rank for rank, article_id in enumerate(dict.fromkeys(one.article.id for one in chosen))}
    return sorted(_joined(chosen), key=lambda one: (ranks[one.article.id], one.position))


def _written(one: Candidate, writer: Writer) -> str | None:
    """A candidate in the model's words; None where it does not bear them out, or they are longer than its own."""
    with suppress(PromptTooLongError):
        written = write_statements(
            [one.text], model=writer.model, prompt=writer.prompt, published=one.article.published
        )
        if written and all(statement.reason is None for statement in written):
            text = " ".join(statement.text for statement in written)
            return text if len(text.split()) <= one.length else None
    return None


def _identity(model: LanguageModel) -> ModelIdentity:
    description = model.description
    return ModelIdentity(name=description.name, backend=description.backend, sha256=description.sha256)


def _joined(chosen: Iterable[Candidate]) -> list[Candidate]:
    """The sentences that were chosen, one that points back joined with the one before it."""
    sentences = sorted(
        ((one.article, one.position + n, s) for one in chosen for n, s in enumerate(one.sentences)),
        key=lambda item: (item[0].id, item[1]),
    )
    joined: list[Candidate] = []
    for article, position, sentence in sentences:
        last = joined[-1] if joined else None
        follows = last and last.article.id == article.id and last.position + len(last.sentences) == position
        if last and follows and POINTS_BACK.match(sentence.text):
            joined[-1] = Candidate(article, [*last.sentences, sentence], last.position)
        else:
            joined.append(Candidate(article, [sentence], position))
    return joined


def _copies(one: Candidate, candidates: Iterable[Candidate]) -> list[Candidate]:
    """Sentences of other articles, one of each, that say the same and bear it out."""
    copies: dict[str, Candidate] = {}
    for other in candidates:
        if other.article.id not in copies and _is_elsewhere(one, other) and _bears_out(other, one):
            copies[other.article.id] = other
    return list(copies.values())


def _bears_out(other: Candidate, one: Candidate) -> bool:
    text = ReadText(other.article.text, published=other.article.published, sentences=other.sentences)
    return all(hold(sentence.text, text).verdict == "supported" for sentence in one.sentences)


def _with_disagreements(
    stated: Sequence[Candidate], candidates: Sequence[Candidate]
) -> list[tuple[Candidate, Candidate | None]]:
    """The statements, and after each the sentence of another article that gives its figure otherwise, if any."""
    result: list[tuple[Candidate, Candidate | None]] = []
    taken = {(one.article.id, sentence.start) for one in stated for sentence in one.sentences}
    for one in stated:
        other = next(
            (
                other
                for other in candidates
                if (other.article.id, other.start) not in taken
                and _is_elsewhere(one, other)
                and _figures_differ(one, other)
            ),
            None,
        )
        if other is None:
            result.append((one, None))
        else:
            taken.add((other.article.id, other.start))
            result += [(one, other), (other, one)]
    return result


def _is_elsewhere(one: Candidate, other: Candidate) -> bool:
    """Whether a sentence of another article says the same."""
    return other.article.id != one.article.id and len(other.sentences) == 1 and says_the_same(one, other)


def _figures_differ(one: Candidate, other: Candidate) -> bool:
    """Whether two sentences that say the same have another number at the same place."""
    ours, theirs = one.sentences[0], other.sentences[0]
    found = number_mismatches(ours, [theirs], find_slots(ours, theirs))
    return any(mismatch.instead is not None for mismatch in found)
