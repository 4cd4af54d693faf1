"""Whether an answer's words say what a claim wants said: by code, with no model to judge."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple, assert_never

from newsqa.evaluation.claims import AnyClaim, DateClaim, ListClaim, NameClaim, NumberClaim, YesNoClaim
from newsqa.grounding import (
    Quantity,
    Span,
    find_dates,
    find_name,
    find_quantities,
    is_negated,
    parse_partial_date,
    tokenize,
)
from newsqa.grounding.numbers import Hedge
from newsqa.grounding.units import counts

# "No sooner had they met" says neither yes nor no, and "Yes?" asks.
YES_OR_NO = re.compile(r"^\W*(yes|no)\b(?=\s*(?:[,.;:!—–]|$)|\s+(?:it|they|he|she|there|the)\b)", re.IGNORECASE)
# What an answer may say of a number that the articles hedge so; "5,000" alone is always right.
ALLOWED_HEDGES: dict[Hedge | None, frozenset[Hedge]] = {
    None: frozenset({"about", "nearly"}),
    "about": frozenset({"about", "nearly"}),
    "more than": frozenset({"about", "more than"}),
    "less than": frozenset({"about", "nearly", "less than"}),
    "nearly": frozenset({"about", "nearly", "less than"}),
}


class AnswerVerdict(NamedTuple):
    """Whether an answer says what a claim wants; `credit` is the share of a list's items that it names.

    `matches` are the places in the answer's text that say it. `reason` is for the person who reads a failure.
    """

    is_correct: bool
    credit: float
    matches: tuple[Span, ...]
    reason: str


def judge_answer(claim: AnyClaim, text: str, *, trusted: Sequence[str] = ()) -> AnswerVerdict:
    """Hold an answer's text against a claim.

    Args:
        claim: what has to be said, and what must not be.
        text: the answer.
        trusted: sentences known to say it; the value within one of them counts however it is put.
    """
    if wrong := _rejected(claim, text):
        return AnswerVerdict(False, 0.0, (), f"asserts “{wrong}”")
    match claim:
        case NumberClaim():
            return _verdict(_number_spans(claim, text, trusted), expected(claim))
        case DateClaim():
            return _verdict(_date_spans(claim.accept, text), expected(claim))
        case NameClaim():
            return _verdict(_name_spans(claim.accept, text, trusted), expected(claim))
        case YesNoClaim():
            return _judge_yes_no(claim, text, trusted)
        case ListClaim():
            return _judge_list(claim, text, trusted)
        case _:
            assert_never(claim)


def expected(claim: AnyClaim) -> str:
    """What a claim wants said, in a few words."""
    match claim:
        case NumberClaim(accept=accept):
            value = f"{accept.value:,}" if accept.value == accept.value.to_integral() else f"{accept.value:,f}"
            return " ".join(part for part in (accept.hedge, value, *accept.unit[:1]) if part)
        case DateClaim() | NameClaim():
            return " or ".join(claim.accept)
        case YesNoClaim():
            return f"{'yes' if claim.accept else 'no'} (“{claim.shown_by[0]}”)"
        case ListClaim():
            return ", ".join(item[0] for item in claim.accept)
        case _:
            assert_never(claim)


def token_f1(claim: AnyClaim, text: str) -> float:
    """The best F1 of the words of an answer and of a form of the claim, as SQuAD has it (Rajpurkar et al. 2016)."""
    return max(_f1(_keys(form), _keys(text)) for form in _forms(claim))


def _forms(claim: AnyClaim) -> list[str]:
    match claim:
        case NumberClaim():
            return [expected(claim), f"{claim.accept.value:,f}"]
        case DateClaim():
            return [*_written_dates(claim.accept)]
        case NameClaim():
            return [*claim.accept]
        case YesNoClaim():
            return ["yes" if claim.accept else "no", *claim.shown_by]
        case ListClaim():
            return [" ".join(item[0] for item in claim.accept)]
        case _:
            assert_never(claim)


def _written_dates(dates: Iterable[str]) -> Iterator[str]:
    months = "January February March April May June July August September October November December".split()
    for text in dates:
        date = parse_partial_date(text)
        if date.month is None:
            yield text
        else:
            yield " ".join(str(part) for part in (months[date.month - 1], date.day, date.year) if part)


def _keys(text: str) -> list[str]:
    return [token.key for token in tokenize(text)]


def _f1(wanted: list[str], given: list[str]) -> float:
    left, shared = list(given), 0
    for key in wanted:
        if key in left:
            left.remove(key)
            shared += 1
    return 2 * shared / (len(wanted) + len(given)) if shared else 0.0


def _verdict(spans: Sequence[Span], wanted: str) -> AnswerVerdict:
    if spans:
        return AnswerVerdict(True, 1.0, tuple(spans), f"says {wanted}")
    return AnswerVerdict(False, 0.0, (), f"does not say {wanted}")


def _trusted_regions(text: str, trusted: Sequence[str]) -> list[Span]:
    """Where trusted sentences stand in a text, whatever the white space between their words."""
    regions = []
    for sentence in trusted:
        pattern = r"\s+".join(map(re.escape, sentence.split()))
        regions += [Span(*match.span()) for match in re.finditer(pattern, text)]
    return regions


def _is_inside(span: Span, regions: Sequence[Span]) -> bool:
    return any(region.start <= span.start and span.end <= region.end for region in regions)


def _name_spans(names: Iterable[str], text: str, trusted: Sequence[str]) -> list[Span]:
    regions = _trusted_regions(text, trusted)
    return [
        span
        for name in names
        for span in find_name(name, text)
        if _is_inside(span, regions) or not is_negated(text, *span)
    ]


def _date_spans(dates: Iterable[str], text: str) -> list[Span]:
    wanted = [parse_partial_date(date) for date in dates]
    return [
        found.span
        for found in find_dates(text)
        if any(found.date.agrees_with(date) for date in wanted) and not is_negated(text, *found.span)
    ]


def _number_spans(claim: NumberClaim, text: str, trusted: Sequence[str]) -> list[Span]:
    quantities = find_quantities(text)
    regions = _trusted_regions(text, trusted)
    return [
        quantity.span
        for quantity in quantities
        if abs(quantity.value - claim.accept.value) <= claim.accept.tolerance
        and (_is_inside(quantity.span, regions) or _is_put_right(claim, quantity, text, quantities))
    ]


def _is_put_right(claim: NumberClaim, quantity: Quantity, text: str, quantities: list[Quantity]) -> bool:
    """Whether a number of the right value is asserted, counts the right things, and is not hedged to another."""
    if quantity.is_range_end or is_negated(text, *quantity.span):
        return False
    if quantity.hedge is not None and quantity.hedge not in ALLOWED_HEDGES[claim.accept.hedge]:
        return False
    unit = claim.accept.unit
    agreement = counts(text, quantity, unit, neighbours=quantities) if unit else "unknown"
    # "2020 new cases" counts cases; "in 2020, 15 cases" is a year.
    return agreement == "same" or (agreement == "unknown" and not quantity.is_year)


def _judge_yes_no(claim: YesNoClaim, text: str, trusted: Sequence[str]) -> AnswerVerdict:
    wanted = "yes" if claim.accept else "no"
    if stated := YES_OR_NO.match(text):
        other = "no" if claim.accept else "yes"
        turned = re.search(
            rf"[.,;:—–]\s*(?:but\s+|actually\s+|or rather\s+)*(?:{other})\b(?=\s*[.,;:!]|$)", text, re.I
        )
        is_right = stated[1].casefold() == wanted and not turned
        reason = f"says {stated[1].casefold()}" if not turned else f"says {stated[1].casefold()} and {other}"
        return AnswerVerdict(is_right, float(is_right), (Span(*stated.span(1)),) if is_right else (), reason)
    return _verdict(_name_spans(claim.shown_by, text, trusted), expected(claim))


def _judge_list(claim: ListClaim, text: str, trusted: Sequence[str]) -> AnswerVerdict:
    spans = [_name_spans(item, text, trusted) for item in claim.accept]
    missing = [item[0] for item, found in zip(claim.accept, spans, strict=True) if not found]
    credit = 1 - len(missing) / len(claim.accept)
    reason = f"does not name {', '.join(missing)}" if missing else f"names {expected(claim)}"
    return AnswerVerdict(not missing, credit, tuple(span for found in spans for span in found), reason)


def _rejected(claim: AnyClaim, text: str) -> str | None:
    """The first rejected value that a text asserts."""
    for rejected in claim.reject:
        if isinstance(claim, NumberClaim) and (wrong := find_quantities(rejected)):
            if _asserts_quantity(rejected, wrong[0].value, text):
                return rejected
        elif isinstance(claim, DateClaim) and _is_date(rejected):
            if _date_spans([rejected], text):
                return rejected
        elif any(not is_negated(text, *span) for span in find_name(rejected, text)):
            return rejected
    return None


def _asserts_quantity(rejected: str, value: Decimal, text: str) -> bool:
    """Whether a text asserts a rejected number; where it is rejected with a noun ("5,000 dead"), of that noun."""
    unit = tuple(token.text for token in tokenize(rejected) if not find_quantities(token.text))
    quantities = find_quantities(text)
    return any(
        quantity.value == value
        and not quantity.is_year
        and not is_negated(text, *quantity.span)
        and (not unit or counts(text, quantity, unit, neighbours=quantities) == "same")
        for quantity in quantities
    )


def _is_date(text: str) -> bool:
    try:
        parse_partial_date(text)
    except ValueError:
        return False
    return True
