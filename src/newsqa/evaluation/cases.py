"""Facts to the cases that a model is asked: each as written and reworded, and three more that follow from it."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from newsqa.evaluation.answer_scoring import judge_answer
from newsqa.evaluation.claims import AnyClaim, EvidenceQuote, NameClaim, NumberClaim
from newsqa.evaluation.corpus import Place
from newsqa.evaluation.facts import Fact
from newsqa.evaluation.suite import GroundedFact, Suite
from newsqa.grounding import Span, find_name, find_quantities
from newsqa.schema import Article, Record, Status

Variant = Literal["fact", "leave-out", "noise", "counterfactual"]
VARIANTS: tuple[Variant, ...] = ("fact", "leave-out", "noise", "counterfactual")

COUNTERFACTUAL_SOURCE = "The Other Gazette"
# Invented, so that no article has them and they can be taken for a town or a country.
OTHER_PLACES = ("Velmora", "Castrine", "Ondara")
OTHER_VALUES = (Decimal("1.6"), Decimal("2.3"), Decimal("3.4"))


class Ingredients(Record):
    """What the library of a case is made of, beside the suite's articles."""

    left_out: tuple[str, ...] = ()
    has_noise: bool = False
    altered: Article | None = None


class Case(Record):
    """One question to a model, with what a right answer to it is.

    `gold` has for each claim the places that show it. `cluster` is what cases are grouped by where intervals
    are worked out: the article that their evidence is in.
    """

    variant: Variant
    name: str
    question: str
    fact: Fact
    claims: tuple[AnyClaim, ...]
    gold: tuple[tuple[Place, ...], ...]
    ingredients: Ingredients = Ingredients()
    cluster: str

    @property
    def key(self) -> str:
        """What a case is called in runs and baselines."""
        return f"{self.variant}/{self.name}"

    @property
    def wanted(self) -> Status:
        """The status of a right answer."""
        return "answered" if len(self.claims) == 1 else "conflicting" if self.claims else "not_found"


def derive_cases(suite: Suite) -> list[Case]:
    """All cases of a suite, by variant, then in the order of the facts."""
    cases = [case for grounded in suite.facts for case in _cases(grounded, suite)]
    return sorted(cases, key=lambda case: VARIANTS.index(case.variant))


def _cases(grounded: GroundedFact, suite: Suite) -> Iterator[Case]:
    fact, gold = grounded
    case = Case(
        variant="fact",
        name=fact.id,
        question=fact.question,
        fact=fact,
        claims=fact.claims,
        gold=gold,
        cluster=_cluster(grounded, suite),
    )
    yield case
    for number, wording in enumerate(fact.wordings, start=2):
        yield case.model_copy(update={"name": f"{fact.id}-wording-{number}", "question": wording})
    if not fact.is_answerable:
        return
    articles = tuple(dict.fromkeys(place.article_id for place in gold[0]))
    if len(articles) < len(suite.corpus.articles):
        yield _varied(case, "leave-out", Ingredients(left_out=articles), claims=(), gold=())
    yield _varied(case, "noise", Ingredients(has_noise=True), claims=case.claims, gold=case.gold)
    if counterfactual := _counterfactual(case, suite):
        yield counterfactual


def _varied(
    case: Case,
    variant: Variant,
    ingredients: Ingredients,
    *,
    claims: tuple[AnyClaim, ...],
    gold: tuple[tuple[Place, ...], ...],
) -> Case:
    return case.model_copy(update={"variant": variant, "ingredients": ingredients, "claims": claims, "gold": gold})


def _cluster(grounded: GroundedFact, suite: Suite) -> str:
    if grounded.gold:
        return suite.corpus.by_id[grounded.gold[0][0].article_id].title
    # Other articles than the facts' own need not hold the one that an unanswerable fact is near to.
    near = suite.corpus.called(grounded.fact.near) if grounded.fact.near else []
    return near[0].title if near else f"fact {grounded.fact.id}"


def _counterfactual(case: Case, suite: Suite) -> Case | None:
    """The case in which another source says another number or place; None for other kinds of claim."""
    claim, place = case.claims[0], case.gold[0][0]
    article = suite.corpus.by_id[place.article_id]
    changed: tuple[AnyClaim, Article, Span] | None
    if isinstance(claim, NumberClaim):
        changed = _with_other_number(claim, place, article)
    elif isinstance(claim, NameClaim) and claim.kind == "place":
        changed = _with_other_place(claim, place, article, case.fact.counterfactual, suite)
    else:
        return None
    if changed is None:
        return None
    other, altered, span = changed
    quote = altered.text[span.start : span.end]
    other = other.model_copy(update={"reject": (), "evidence": (EvidenceQuote(article=altered.id, quote=quote),)})
    other_gold = (Place(article_id=altered.id, start=span.start, end=span.end),)
    original = claim.model_copy(update={"reject": ()})
    return _varied(
        case,
        "counterfactual",
        Ingredients(altered=altered),
        claims=(original, other),
        gold=(case.gold[0], other_gold),
    )


def _with_other_number(
    claim: NumberClaim, place: Place, article: Article
) -> tuple[NumberClaim, Article, Span] | None:
    value = claim.accept.value
    quote = article.text[place.start : place.end]
    spans = judge_answer(claim, quote, trusted=[quote]).matches
    if value <= 0 or value != value.to_integral() or not spans:
        return None
    taken = {quantity.value for quantity in find_quantities(article.text)}
    other = next((o for o in (_one_figure(value * factor) for factor in OTHER_VALUES) if o not in taken), None)
    if other is None:
        return None
    symbol = next(quantity.symbol for quantity in find_quantities(quote) if quantity.span == spans[0])
    written = f"{other:,}%" if symbol == "%" else f"{symbol or ''}{other:,}"
    text, span = _replaced(article.text, place, [_moved(spans[0], place.start)], written)
    accept = claim.accept.model_copy(update={"value": other, "tolerance": Decimal(0)})
    return claim.model_copy(update={"accept": accept}), _altered(article, text), span


def _with_other_place(
    claim: NameClaim, place: Place, article: Article, given: str | None, suite: Suite
) -> tuple[NameClaim, Article, Span] | None:
    texts = [known.text for known in suite.corpus.articles]
    free = (name for name in OTHER_PLACES if not any(find_name(name, text) for text in texts))
    other = given or next(free, None)
    if other is None:
        return None
    spans = sorted({span for name in claim.accept for span in find_name(name, article.text)})
    apart = [span for i, span in enumerate(spans) if i == 0 or span.start >= spans[i - 1].end]
    text, span = _replaced(article.text, place, apart, other)
    return claim.model_copy(update={"accept": (other,)}), _altered(article, text), span


def _one_figure(value: Decimal) -> Decimal:
    """A number rounded to its first figure: 8,000 for 8,240."""
    return value.quantize(Decimal(1).scaleb(value.adjusted())).quantize(Decimal(1))


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _replaced(text: str, place: Place, spans: list[Span], other: str) -> tuple[str, Span]:
    """The text with other words at these places, and where the evidence is in it then."""
    ends = [Span(0, 0), *spans, Span(len(text), len(text))]
    changed = other.join(text[one.end : next_one.start] for one, next_one in pairwise(ends))

    def moved(position: int) -> int:
        return position + sum(len(other) - (s.end - s.start) for s in spans if s.end <= position)

    return changed, Span(moved(place.start), moved(place.end))


def _altered(article: Article, text: str) -> Article:
    return Article.from_text(
        text,
        title=article.title,
        source=COUNTERFACTUAL_SOURCE,
        published=article.published,
        path=None,
    )
