"""An answer to a case: whether it is right, what its citations are worth, and where it went wrong."""

from collections.abc import Callable, Sequence
from typing import Literal

from newsqa.evaluation.answer_scoring import expected, judge_answer, token_f1
from newsqa.evaluation.cache import Answered, RankedSentence
from newsqa.evaluation.cases import Case
from newsqa.evaluation.claims import AnyClaim
from newsqa.evaluation.corpus import Place, tells_the_same
from newsqa.grounding import tokenize
from newsqa.schema import Answer, Article, Citation, Record

Stage = Literal[
    "not retrieved",  # no evidence of the answer among the sentences that were ranked
    "retrieved but not chosen",  # ranked, and not cited
    "chosen but answered wrongly",  # cited, and the answer says something else
    "wrongly refused",
    "wrongly answered",
]
STAGES: tuple[Stage, ...] = (
    "not retrieved", "retrieved but not chosen", "chosen but answered wrongly", "wrongly refused", "wrongly answered",
)  # fmt: skip
# Which test says that a quote shows the answer: it holds the gold evidence, or makes the claim in words like its.
Tier = Literal["gold", "value"]


class Verdict(Record):
    """What is to be said of one answer.

    `ranks` gives for each claim the rank, from 1, of the first sentence that shows it. `tiers` gives for each
    citation why it shows the answer, None where it does not. Of its statements, `statements_in_quotes` stand word
    for word in a quote that they cite, and `statements_on_evidence` cite a quote that shows the answer.
    `is_first_right` says whether the likeliest sentence, cited or not, shows it.
    """

    is_passed: bool
    stage: Stage | None
    reason: str
    credit: float
    token_f1: float | None
    is_short_answer_right: bool | None
    ranks: tuple[int | None, ...]
    tiers: tuple[Tier | None, ...]
    are_offsets_valid: tuple[bool, ...]
    statements: int
    statements_in_quotes: int
    statements_on_evidence: int
    is_first_right: bool

    @property
    def is_misattributed(self) -> bool:
        """Whether the answer says the right thing and rests it on quotes that do not."""
        return self.credit == 1 and bool(self.tiers) and not any(self.tiers)


def judge(case: Case, answered: Answered, article: Callable[[str], Article]) -> Verdict:
    """Judge the answer to a case.

    Args:
        case: what was asked, and what is wanted.
        answered: the answer, and the ranking that it was made from.
        article: the article of an id, from the library that was asked.
    """
    answer = answered.answer
    tiers = [_tier(_place(citation), citation.quote, case) for citation in answer.citations]
    offsets = [
        article(citation.article_id).text[citation.start : citation.end] == citation.quote
        for citation in answer.citations
    ]
    ranks = [_rank(places, answered) for places in case.gold]
    said = [_judge_said(claim, places, answer) for claim, places in zip(case.claims, case.gold, strict=True)]
    credit = sum(verdict.credit for verdict in said) / len(said) if said else float(answer.status == "not_found")
    stage = _stage(case, answer, ranks, is_said=all(v.is_correct for v in said))
    if stage is None and not all(offsets):
        stage = "chosen but answered wrongly"
    statements = (*answer.statements, *answer.alternatives)
    quotes = {citation.number: citation.quote for citation in answer.citations}
    showing = {citation.number for citation, tier in zip(answer.citations, tiers, strict=True) if tier}
    return Verdict(
        is_passed=stage is None,
        stage=stage,
        reason=_reason(case, answer, [v.reason for v in said], offsets),
        credit=credit,
        token_f1=_token_f1(case, answer),
        is_short_answer_right=_is_short_answer_right(case, answer),
        ranks=tuple(ranks),
        tiers=tuple(tiers),
        are_offsets_valid=tuple(offsets),
        statements=len(statements),
        statements_in_quotes=sum(
            any(_stands_in(statement.text, quotes[number]) for number in statement.citations)
            for statement in statements
        ),
        statements_on_evidence=sum(not showing.isdisjoint(statement.citations) for statement in statements),
        is_first_right=_is_first_right(case, answered, article),
    )


def _tier(place: Place, words: str, case: Case) -> Tier | None:
    """Why words that stand at a place show the answer to a case; of a conflict, one of its sides."""
    shown = {_shows(place, words, claim, gold) for claim, gold in zip(case.claims, case.gold, strict=True)}
    return "gold" if "gold" in shown else "value" if "value" in shown else None


def _shows(place: Place, words: str, claim: AnyClaim, gold: Sequence[Place]) -> Tier | None:
    """Why words that stand at a place show a claim: the gold evidence is in them, or they tell the same."""
    if any(_holds(place, evidence) for evidence in gold):
        return "gold"
    return "value" if tells_the_same(claim, words) else None


def _holds(one: Place, other: Place) -> bool:
    return one.article_id == other.article_id and one.start <= other.start and other.end <= one.end


def _stands_in(statement: str, quote: str) -> bool:
    """Whether the words of a statement are a run of those of a quote."""
    said, given = ([token.key for token in tokenize(text)] for text in (statement, quote))
    return any(given[start : start + len(said)] == said for start in range(len(given) - len(said) + 1))


def _overlap(one: Place, other: Place) -> bool:
    return one.article_id == other.article_id and one.start < other.end and other.start < one.end


def _rank(places: Sequence[Place], answered: Answered) -> int | None:
    for rank, sentence in enumerate(answered.ranking, start=1):
        if any(_overlap(_place(sentence), place) for place in places):
            return rank
    return None


class _Said(Record):
    is_correct: bool
    credit: float
    reason: str


def _judge_said(claim: AnyClaim, places: Sequence[Place], answer: Answer) -> _Said:
    """Whether the answer says a claim and cites something for it."""
    text = " ".join([answer.answer, *(statement.text for statement in answer.alternatives)])
    if answer.status == "not_found":
        return _Said(is_correct=False, credit=0.0, reason="says that the articles do not answer this")
    shown = [(citation, _shows(_place(citation), citation.quote, claim, places)) for citation in answer.citations]
    verdict = judge_answer(claim, text, trusted=[citation.quote for citation, tier in shown if tier == "gold"])
    if verdict.is_correct and not any(tier for _, tier in shown):
        return _Said(is_correct=False, credit=1.0, reason=f"{verdict.reason}, and no quote shows it")
    return _Said(is_correct=verdict.is_correct, credit=verdict.credit, reason=verdict.reason)


def _place(spot: Citation | RankedSentence) -> Place:
    return Place(article_id=spot.article_id, start=spot.start, end=spot.end)


def _stage(case: Case, answer: Answer, ranks: Sequence[int | None], *, is_said: bool) -> Stage | None:
    """Where the answer went wrong; None where it did not."""
    if case.wanted == "not_found":
        return None if answer.status == "not_found" else "wrongly answered"
    if any(rank is None for rank in ranks):
        # The claim may have been found elsewhere than where the fact knows it to be.
        return None if is_said and answer.status == case.wanted else "not retrieved"
    if answer.status == "not_found":
        return "wrongly refused"
    if is_said and answer.status == case.wanted:
        return None
    is_chosen = all(
        any(_shows(_place(citation), citation.quote, claim, places) for citation in answer.citations)
        for claim, places in zip(case.claims, case.gold, strict=True)
    )
    return "chosen but answered wrongly" if is_chosen else "retrieved but not chosen"


def _reason(case: Case, answer: Answer, said: Sequence[str], offsets: Sequence[bool]) -> str:
    if not all(offsets):
        return "a quote is not the article's own words at the place that it names"
    if case.wanted == "not_found":
        return "says that the articles do not answer this" if answer.status == "not_found" else "gives an answer"
    if case.wanted == "conflicting" and answer.status == "answered":
        return f"does not say that the articles disagree; {'; '.join(said)}"
    return "; ".join(said)


def _token_f1(case: Case, answer: Answer) -> float | None:
    """Of the short answer, or of the whole where there is none; None where no answer is wanted."""
    if len(case.claims) != 1:
        return None
    if answer.status == "not_found":
        return 0.0
    return token_f1(case.claims[0], answer.short_answer or answer.answer)


def _is_short_answer_right(case: Case, answer: Answer) -> bool | None:
    if len(case.claims) != 1 or answer.short_answer is None:
        return None
    return judge_answer(case.claims[0], answer.short_answer).is_correct


def _is_first_right(case: Case, answered: Answered, article: Callable[[str], Article]) -> bool:
    if not answered.ranking:
        return False
    first = answered.ranking[0]
    text = article(first.article_id).text[first.start : first.end]
    return _tier(_place(first), text, case) is not None


def wanted_text(case: Case) -> str:
    """What a right answer to a case says, for a person to read."""
    match case.wanted:
        case "not_found":
            return f"not_found ({case.fact.reason or 'its evidence is left out'})"
        case "conflicting":
            return f"conflicting: {' / '.join(expected(claim) for claim in case.claims)}"
        case _:
            return expected(case.claims[0])
