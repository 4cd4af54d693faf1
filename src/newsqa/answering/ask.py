"""A question to an answer: evidence first, and every quote cut from its article by code."""

import time
from collections.abc import Sequence
from contextlib import closing, suppress
from typing import Literal, NamedTuple

from newsqa.answering.conflict import Side, disagreement, find_conflict
from newsqa.answering.quoting import Quote
from newsqa.answering.setup import ModelSetup
from newsqa.answering.short_answer import (
    ShortAnswer,
    asks_for_list,
    find_short_answer,
    is_list_of_names,
)
from newsqa.answering.yes_no import yes_or_no
from newsqa.errors import PromptTooLongError, QuestionError
from newsqa.grounding.attribution import find_attribution
from newsqa.library import Library, words
from newsqa.models import LanguageModel, open_model
from newsqa.retrieval import answer_places, find_evidence
from newsqa.schema import (
    Answer,
    Citation,
    Evidence,
    Filter,
    Method,
    ModelIdentity,
    PromptIdentity,
    Statement,
    Timings,
)
from newsqa.settings import Settings
from newsqa.writing import WrittenStatement, write_statements

LONGEST_QUESTION = 2000  # characters
MOST_CITATIONS = 3
MOST_CITED_WORDS = 100  # in all quotes together, but for the first
MOST_NEAREST = 2  # quotes shown where nothing answers
# A further sentence is cited, joins a quote that it adjoins, or is part of the answer itself, if it is this likely to
# answer, measured by the probability of the first.
SHARE_TO_CITE = 0.2
SHARE_TO_JOIN = 0.4
SHARE_TO_ANSWER = 0.7
LONGEST_ANSWER = 60  # words
LONGEST_SIDE = 40  # words of a quote in an answer that tells of a conflict
ENDS_OF_SENTENCES = ".!?…\"”’')"
NOT_FOUND = "These articles do not answer this."


class _Support(NamedTuple):
    """A quote that goes into the answer, its copies in other articles, and its answering words.

    `span` is of the words of the sentence that the quote was chosen for.
    """

    quote: Quote
    copies: list[Quote]
    span: tuple[int, int] | None = None


def ask(
    question: str,
    library: Library,
    *,
    model: LanguageModel | None = None,
    setup: ModelSetup | None = None,
    min_confidence: float | None = None,
    question_id: str | int | None = None,
    where: Filter | None = None,
) -> Answer:
    """Answer a question from the articles of a library, or say that they do not answer it.

    Args:
        question: in plain words.
        library: the articles.
        model: finds the short answer within the evidence; the model of the settings where not given, opened
            and closed for this one question.
        setup: in place of `model`, one with its prompts and its calibration, made once for many questions.
        min_confidence: the probability under which the answer is `not_found`; that of the settings where not
            given.
        question_id: returned with the answer.
        where: which of the articles to look at.

    Raises:
        QuestionError: the question is empty or too long.
        LibraryError: the library cannot be read.
        ModelError: the model cannot be used.
    """
    question = check_question(question)
    if setup is None and model is None:
        settings = Settings.load()
        with closing(open_model(settings.model, threads=settings.threads)) as opened:
            return ask(
                question,
                library,
                model=opened,
                min_confidence=min_confidence,
                question_id=question_id,
                where=where,
            )
    if setup is None:
        assert model is not None
        settings = Settings.load()
        setup = ModelSetup.of(model, prompts=settings.prompts, prose=settings.prose)
    threshold = Settings.load().min_confidence if min_confidence is None else min_confidence
    began = time.perf_counter()
    evidence = find_evidence(question, library, where=where)
    retrieve_s = time.perf_counter() - began
    answer = answer_from_evidence(
        question,
        evidence,
        setup=setup,
        min_confidence=threshold,
        question_id=question_id,
        retrieve_s=retrieve_s,
    )
    return answer.model_copy(
        update={name: library.with_copies(getattr(answer, name)) for name in ("citations", "nearest")}
    )


def answer_from_evidence(
    question: str,
    evidence: Sequence[Evidence],
    *,
    setup: ModelSetup,
    min_confidence: float,
    question_id: str | int | None = None,
    retrieve_s: float = 0.0,
) -> Answer:
    """The answer that evidence gives, ranked without the model; `retrieve_s` are the seconds that finding it took.

    Raises:
        ModelError: the model cannot be used.
    """
    began = time.perf_counter()
    evidence = setup.rank(question, evidence)
    confidence = evidence[0].probability if evidence else 0.0
    is_found = bool(evidence) and confidence >= min_confidence
    support = _choose(evidence) if is_found else []
    short = None
    told = yes_or_no(question, [support[0].quote.first]) if support else None
    if support and told is None:
        short = _short_answer(question, support[0], setup)
    # Of a conflict no short answer is given: it would be that of one side.
    sides = find_conflict(question, evidence, short, min_confidence=min_confidence) if is_found else []
    if sides:
        support, short, told = [_side_support(side, evidence) for side in sides], None, None
    elif support:
        support[0] = support[0]._replace(span=short)
        if short and asks_for_list(question):
            support[1:] = [_with_items(question, item, support[0], setup) for item in support[1:]]
    statements, citations = _cite(support)
    written = _write(question, support, setup) if setup.writes and support and not sides else []
    stated = _stated(written, statements) if written else tuple(statements[:1] if sides else statements)
    nearest = [] if is_found else [Quote(one) for one in evidence[:MOST_NEAREST]]
    description = setup.model.description
    return Answer(
        id=question_id,
        question=question,
        status="conflicting" if sides else "answered" if is_found else "not_found",
        answer=_text(support, stated if written else (), is_conflict=bool(sides), told=told)
        if is_found
        else NOT_FOUND,
        short_answer=told or (_said_in_short(support) if short else None),
        statements=stated,
        citations=tuple(citations),
        alternatives=tuple(statements[1:] if sides else ()),
        nearest=tuple(Citation.of(q.article, q.start, q.end, number=n) for n, q in enumerate(nearest, start=1)),
        attribution=_attribution(support[0].quote.first.text) if support and not sides else None,
        fell_back=sum(one.reason is not None for one in written),
        confidence=round(confidence, 4),
        model=ModelIdentity(name=description.name, backend=description.backend, sha256=description.sha256),
        prompt=PromptIdentity(name=setup.prompt.name, sha256=setup.prompt.sha256),
        method=Method(
            ranking="with likelihoods" if setup.likelihood_weights else "model-free",
            short_answer="yes or no" if told else _way(setup) if short else None,
            statements="written" if written else "quoted",
            is_calibrated=setup.calibration is not None,
        ),
        timings=Timings(retrieve_s=round(retrieve_s, 4), answer_s=round(time.perf_counter() - began, 4)),
    )


def _short_answer(question: str, item: _Support, setup: ModelSetup) -> ShortAnswer | None:
    """The few words of a quote's sentence that answer. They may be missing; the answer may not."""
    with suppress(PromptTooLongError):
        return find_short_answer(
            question,
            item.quote.first.text,
            model=setup.model,
            prompt=setup.prompt,
            weights=setup.span_weights,
            places=answer_places(question, item.quote.first) if setup.model.description.can_score else None,
        )
    return None


def _with_items(question: str, item: _Support, first: _Support, setup: ModelSetup) -> _Support:
    """A further quote with the names that it adds to a list of names, if it is about as likely to answer."""
    if item.quote.first.probability < SHARE_TO_ANSWER * first.quote.first.probability:
        return item
    span = _short_answer(question, item, setup)
    both = [(first, first.span), (item, span)]
    are_names = all(place and is_list_of_names(one.quote.first.text[slice(*place)]) for one, place in both)
    return item._replace(span=span) if are_names else item


def _said_in_short(support: Sequence[_Support]) -> str:
    """The answering words of the quotes, each said once."""
    said: list[str] = []
    for item in support:
        if item.span:
            text = item.quote.first.text[slice(*item.span)]
            if not any(text.casefold() in other.casefold() for other in said):
                said.append(text)
    return "; ".join(said)


def _write(question: str, support: Sequence[_Support], setup: ModelSetup) -> list[WrittenStatement]:
    """What the model writes from the quotes, each sentence held to them; nothing where that cannot be used."""
    with suppress(PromptTooLongError):
        return write_statements(
            [item.quote.text for item in support],
            model=setup.model,
            prompt=setup.prose_prompt,
            published=support[0].quote.article.published,
            question=question,
        )
    return []


def _stated(written: Sequence[WrittenStatement], quoted: Sequence[Statement]) -> tuple[Statement, ...]:
    """What was written, on the citations of the quotes it names; the first of these where they do not bear it out.

    Each quote that falls back is said once.
    """
    statements: list[Statement] = []
    for one in written:
        quotes = [quoted[number - 1] for number in one.evidence]
        numbers = tuple(dict.fromkeys(number for quote in quotes for number in quote.citations))
        new = Statement(text=one.text, citations=numbers, verbatim=False) if one.reason is None else quotes[0]
        if new not in statements:
            statements.append(new)
    return tuple(statements)


def _text(support: Sequence[_Support], written: Sequence[Statement], *, is_conflict: bool, told: str | None) -> str:
    """The answer as it is read, in the quotes' words or those that a model wrote."""
    if is_conflict:
        return _conflict_text(support)
    text = " ".join(statement.text for statement in written) if written else _answer_text(support)
    return f"{told}. {text}" if told else text


def _attribution(text: str) -> str | None:
    span = find_attribution(text)
    return text[slice(*span)] if span else None


def _way(setup: ModelSetup) -> Literal["scored", "written"]:
    return "scored" if setup.model.description.can_score else "written"


def check_question(question: str) -> str:
    """The question without the spaces around it.

    Raises:
        QuestionError: there is none, or it is a document rather than a question.
    """
    question = question.strip()
    check_unicode(question)
    if not words(question):
        raise QuestionError("the question is empty" if not question else "the question has no words")
    if len(question) > LONGEST_QUESTION:
        raise QuestionError(
            f"the question has {len(question):,} characters, and at most {LONGEST_QUESTION:,} can be asked: "
            "shorten it, or add the text with newsqa add and ask about it"
        )
    return question


def check_unicode(text: str) -> None:
    """Raise QuestionError for what JSON can write and no text can hold: half of a surrogate pair."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise QuestionError("half of a surrogate pair stands in it, which no text can hold") from None


def _choose(evidence: Sequence[Evidence]) -> list[_Support]:
    """The first sentence and those nearly as good, three citations at most, and a hundred words beside the first.

    Neighbours that may well answer too are one quote: which of them does, the ranker cannot tell, and the
    second often says "he" or "this" for what the first names. Quotes of the same words are one statement.
    """
    quotes: list[Quote] = []
    for candidate in evidence:
        if candidate.probability < SHARE_TO_CITE * evidence[0].probability:
            break
        if any(quote.article.id == candidate.article.id and quote.has_copy(candidate) for quote in quotes):
            continue  # the same article says it twice
        words_left = MOST_CITED_WORDS - sum(len(quote.text.split()) for quote in quotes)
        is_likely = candidate.probability >= SHARE_TO_JOIN * evidence[0].probability
        if is_likely and _join(candidate, quotes, words_left):
            continue
        if not quotes or (len(quotes) < MOST_CITATIONS and len(candidate.text.split()) <= words_left):
            quotes.append(Quote(candidate))
    support: list[_Support] = []
    for quote in quotes:
        if original := next((item for item in support if quote.is_same(item.quote)), None):
            original.copies.append(quote)
        else:
            support.append(_Support(quote, []))
    return support


def _join(candidate: Evidence, quotes: Sequence[Quote], words_left: int) -> bool:
    """Lengthen a quote by its neighbour, if it has one here and does not become longer than an answer."""
    quote = next((quote for quote in quotes if quote.adjoins(candidate)), None)
    length = len(candidate.text.split())
    if quote is None or len(quote.text.split()) + length > LONGEST_ANSWER:
        return False
    if quote is not quotes[0] and length > words_left:
        return False
    quote.add(candidate)
    return True


def _side_support(side: Side, evidence: Sequence[Evidence]) -> _Support:
    """The likeliest sentence of one side of a conflict, with its copies, three citations at most."""
    first = side.mentions[0]
    quote = Quote(first.evidence)
    copies: dict[str, Quote] = {}
    for other in evidence:
        if other.article.id != first.evidence.article.id and quote.has_copy(other):
            copies.setdefault(other.article.id, Quote(other))
    return _Support(quote, list(copies.values())[: MOST_CITATIONS - 1], first.span)


def _cite(support: Sequence[_Support]) -> tuple[list[Statement], list[Citation]]:
    """A verbatim statement for each quote, and the numbered quotes, cut from the articles themselves."""
    statements: list[Statement] = []
    citations: list[Citation] = []
    for item in support:
        numbers = []
        for quote in (item.quote, *item.copies):
            numbers.append(len(citations) + 1)
            # The place is the first quote's own: a copy's white space may differ and shift it.
            span, start = item.span, item.quote.first.sentence.start
            place = (start + span[0], start + span[1]) if span and quote is item.quote else None
            citations.append(Citation.of(quote.article, quote.start, quote.end, number=numbers[-1], answer=place))
        statements.append(Statement(text=item.quote.text, citations=tuple(numbers), verbatim=True))
    return statements, citations


def _answer_text(support: Sequence[_Support]) -> str:
    """The first quote, cut around the short answer if it is very long, and those about as likely: 60 words."""
    first = support[0]
    answer = _cut(first, LONGEST_ANSWER)
    if len(first.quote.text.split()) > LONGEST_ANSWER:
        return answer
    for item in support[1:]:
        # A headline has no full stop, and would run on into what follows.
        mark = "" if answer[-1] in ENDS_OF_SENTENCES else " —"
        longer = f"{answer}{mark} {' '.join(item.quote.text.split())}"
        is_likely = item.quote.first.probability >= SHARE_TO_ANSWER * first.quote.first.probability
        if not is_likely or len(longer.split()) > LONGEST_ANSWER:
            break
        if not any(other.quote.holds(item.quote) for other in support if other is not item):
            answer = longer
    return answer


def _conflict_text(support: Sequence[_Support]) -> str:
    """That the articles disagree, and what each says, where and when."""
    sides = []
    for item in support:
        article = item.quote.first.article
        about = ", ".join(str(part) for part in (article.source or article.title, article.published) if part)
        sides.append(f"“{_cut(item, LONGEST_SIDE)}” ({about})")
    return f"{disagreement(item.quote.first.article.id for item in support)}: {'; '.join(sides)}"


def _cut(item: _Support, longest: int) -> str:
    """A quote, or as much of a long one as may be shown: its answering words in it, and … for words left out."""
    text = item.quote.text
    all_words = text.split()
    if len(all_words) <= longest:
        return " ".join(all_words)
    first = item.quote.first.sentence.start - item.quote.start
    before = len(text[: first + item.span[0]].split()) if item.span else 0
    room = longest - 2  # one for each …
    start = max(0, min(before - room // 2, len(all_words) - room))
    shown = " ".join(all_words[start : start + room])
    return f"{'… ' if start else ''}{shown}{' …' if start + room < len(all_words) else ''}"
