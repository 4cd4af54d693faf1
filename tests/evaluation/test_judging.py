from collections.abc import Sequence
from typing import Any

import pytest

from newsqa.evaluation.cache import Answered, RankedSentence
from newsqa.evaluation.cases import Case
from newsqa.evaluation.claims import EvidenceQuote
from newsqa.evaluation.corpus import Place
from newsqa.evaluation.facts import Fact
from newsqa.evaluation.judging import Verdict, judge
from newsqa.schema import Answer, Article, Citation, ModelIdentity, PromptIdentity, Statement, Timings

TEXT = "The base is in Gyumri. The embassy is in Yerevan. The choir is from Vanadzor."
ARTICLE = Article.from_text(TEXT, title="Story")
BASE, EMBASSY, CHOIR = "The base is in Gyumri.", "The embassy is in Yerevan.", "The choir is from Vanadzor."


def place(sentence: str) -> Place:
    start = TEXT.index(sentence)
    return Place(article_id=ARTICLE.id, start=start, end=start + len(sentence))


def case(**changes: Any) -> Case:
    fact = Fact.model_validate(
        {
            "id": "base",
            "question": "Where is the base?",
            "kind": "place",
            "accept": ["Gyumri"],
            "evidence": [{"article": "story", "quote": "The base is in Gyumri"}],
        }
    )
    made = Case(
        variant="fact",
        name="base",
        question=fact.question,
        fact=fact,
        claims=fact.claims,
        gold=((place(BASE),),),
        cluster="Story",
    )
    return made.model_copy(update=changes)


def answered(
    *quotes: str, ranking: Sequence[str] = (BASE, EMBASSY), text: str | None = None, status: str | None = None
) -> Answered:
    citations = [
        Citation(number=number, title="Story", quote=quote, **place(quote).model_dump())
        for number, quote in enumerate(quotes, 1)
    ]
    answer = Answer(
        question="Where is the base?",
        status=status or ("answered" if quotes else "not_found"),
        answer=text or " ".join(quotes) or "These articles do not answer this.",
        statements=tuple(Statement(text=c.quote, citations=(c.number,), verbatim=True) for c in citations),
        citations=tuple(citations),
        confidence=0.5,
        model=ModelIdentity(name="m", backend="b"),
        prompt=PromptIdentity(name="p", sha256="0"),
        timings=Timings(retrieve_s=0, answer_s=0),
    )
    ranked = tuple(RankedSentence(**place(sentence).model_dump(), probability=0.5) for sentence in ranking)
    return Answered(answer=answer, ranking=ranked, quantization=None)


def verdict_of(given: Answered, asked: Case | None = None) -> Verdict:
    return judge(asked or case(), given, {ARTICLE.id: ARTICLE}.__getitem__)


def test_a_right_answer_on_its_evidence_passes() -> None:
    verdict = verdict_of(answered(BASE))
    assert (verdict.is_passed, verdict.stage, verdict.tiers, verdict.ranks) == (True, None, ("gold",), (1,))


@pytest.mark.parametrize(
    ("given", "stage"),
    [
        pytest.param(answered(EMBASSY, ranking=(EMBASSY, CHOIR)), "not retrieved", id="not among the ranked"),
        pytest.param(answered(EMBASSY, ranking=(EMBASSY, BASE)), "retrieved but not chosen", id="not cited"),
        pytest.param(answered(BASE, text="In Yerevan."), "chosen but answered wrongly", id="cited, not said"),
        pytest.param(answered(), "wrongly refused", id="refused"),
        pytest.param(answered(ranking=(CHOIR,)), "not retrieved", id="refused, nothing to answer from"),
        pytest.param(answered(BASE, status="conflicting"), "chosen but answered wrongly", id="no conflict there"),
    ],
)
def test_a_failure_is_put_down_to_the_stage_that_failed(given: Answered, stage: str) -> None:
    verdict = verdict_of(given)
    assert (verdict.is_passed, verdict.stage) == (False, stage)


def test_an_answer_where_none_is_to_be_had_is_wrong_and_a_refusal_right() -> None:
    nothing = case(variant="leave-out", claims=(), gold=())
    assert verdict_of(answered(EMBASSY), nothing).stage == "wrongly answered"
    assert verdict_of(answered(), nothing).is_passed


def test_the_right_words_on_quotes_that_do_not_show_them_are_misattributed() -> None:
    verdict = verdict_of(answered(EMBASSY, text="It is in Gyumri."))
    assert not verdict.is_passed
    assert verdict.is_misattributed
    assert (verdict.statements, verdict.statements_on_evidence) == (1, 0)


def test_a_quote_that_is_not_the_articles_words_fails_the_answer() -> None:
    given = answered(BASE)
    moved = given.answer.citations[0].model_copy(update={"start": 1, "end": 1 + len(BASE)})
    verdict = verdict_of(given.model_copy(update={"answer": given.answer.model_copy(update={"citations": (moved,)})}))
    assert (verdict.is_passed, verdict.are_offsets_valid) == (False, (False,))
    assert "not the article's own words" in verdict.reason


def test_each_quote_is_judged_by_itself() -> None:
    verdict = verdict_of(answered(BASE, CHOIR))
    assert verdict.tiers == ("gold", None)
    assert (verdict.statements, verdict.statements_on_evidence) == (2, 1)


@pytest.mark.parametrize(
    ("sentence", "tier"),
    [
        ("The mayor of Gyumri likes football.", None),
        ("The old Russian base stands in Gyumri.", "value"),
        ("The old Russian base stands in Yerevan.", None),
    ],
)
def test_another_sentence_shows_the_answer_only_if_it_tells_the_same(sentence: str, tier: str | None) -> None:
    evidence = EvidenceQuote(article="story", quote="The Russian base stands in Gyumri")
    claim = case().claims[0].model_copy(update={"evidence": (evidence,)})
    given = answered(BASE)
    citation = given.answer.citations[0].model_copy(update={"quote": sentence, "article_id": "another"})
    other = Article.from_text(sentence, title="Another").model_copy(update={"id": "another"})
    answer = given.answer.model_copy(update={"citations": (citation,)})
    verdict = judge(
        case(claims=(claim,)),
        given.model_copy(update={"answer": answer}),
        {ARTICLE.id: ARTICLE, other.id: other}.__getitem__,
    )
    assert verdict.tiers == (tier,)


def test_a_quote_with_only_a_part_of_the_evidence_is_not_the_evidence() -> None:
    assert verdict_of(answered("The base")).tiers == (None,)
    assert verdict_of(answered(f"{BASE} {EMBASSY}")).tiers == ("gold",)


@pytest.mark.parametrize(
    ("statement", "is_supported"),
    [("the base is in Gyumri", True), ("The base is not in Gyumri", False), ("Gyumri is in the base", False)],
)
def test_a_statement_is_supported_by_a_quote_that_says_it_word_for_word(statement: str, is_supported: bool) -> None:
    given = answered(BASE)
    said = (Statement(text=statement, citations=(1,), verbatim=False),)
    verdict = verdict_of(given.model_copy(update={"answer": given.answer.model_copy(update={"statements": said})}))
    assert verdict.statements_in_quotes == int(is_supported)


def test_a_conflict_needs_its_status_and_every_side_said_and_quoted() -> None:
    other = case().claims[0].model_copy(update={"accept": ("Yerevan",)})
    both = case(variant="counterfactual", claims=(*case().claims, other), gold=((place(BASE),), (place(EMBASSY),)))
    assert verdict_of(answered(BASE, EMBASSY, status="conflicting"), both).is_passed
    assert verdict_of(answered(BASE, EMBASSY), both).stage == "chosen but answered wrongly"
    one_sided = verdict_of(answered(BASE, status="conflicting"), both)
    assert one_sided.stage == "retrieved but not chosen"
    assert one_sided.credit == 0.5
