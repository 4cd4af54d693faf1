"""Whether an answer's words say what a claim wants said: by code, with no model to judge."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, assert_never

from newsqa.evaluation.claims import AnyClaim, DateClaim, ListClaim, NameClaim, NumberClaim, YesNoClaim
from newsqa.grounding import (
    DIFFERENCE_WORDS,
    Hedge,
    PartialDate,
    Quantity,
    Span,
    counts,
    find_dates,
    find_name,
    find_quantities,
    further_items,
    is_count,
    is_elsewhere,
    is_negated,
    is_of_another,
    parse_partial_date,
    tokenize,
)

# "No sooner had they met" and "No. 10" say neither yes nor no, and "Yes?" asks.
YES_OR_NO = re.compile(
    r"""
    (?:[^.!?]*\?\s+)?  # the question again
    [\W_]*(?:(?:the\s)?answer(?:\sis|:)|I(?:\swould|['’]d)?\ssay)?[\W_]*
    (?P<said>
        yes\b(?![\W_]*\?)
        |no\b(?=[\W_]*$|[*_"'”’]*\s*[,.;:!(—–](?!\s?\d)|\s+-\s|\s+(?:it|they|he|she|there|the)\b)
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
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
            wanted = [parse_partial_date(date) for date in claim.accept]
            return _verdict(_date_spans(wanted, text, trusted), expected(claim))
        case NameClaim():
            return _verdict(_name_spans(claim.accept, text, trusted, kind=claim.kind), expected(claim))
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


def _name_spans(names: Sequence[str], text: str, trusted: Sequence[str], *, kind: str = "phrase") -> list[Span]:
    regions = _trusted_regions(text, trusted)
    return [
        span
        for name in names
        for span in find_name(name, text)
        if _is_inside(span, regions)
        or not (
            is_negated(text, *span)
            or (kind == "place" and is_elsewhere(text, *span))
            or (kind == "person" and is_of_another(span, text, names))
        )
    ]


def _date_spans(wanted: Sequence[PartialDate], text: str, trusted: Sequence[str] = ()) -> list[Span]:
    regions = _trusted_regions(text, trusted)
    return [
        found.span
        for found in find_dates(text)
        if any(found.date.agrees_with(date) for date in wanted)
        and (
            _is_inside(found.span, regions)
            or not (
                found.is_loose or is_negated(text, *found.span) or (found.is_bare_year and is_count(text, found.span))
            )
        )
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
    # "5,000 more troops" is right where it was asked how many more.
    is_difference_wanted = DIFFERENCE_WORDS.intersection(" ".join(claim.accept.unit).split())
    if quantity.role is not None and not (quantity.role == "difference" and is_difference_wanted):
        return False
    if is_negated(text, *quantity.span):
        return False
    if quantity.hedge is not None and quantity.hedge not in ALLOWED_HEDGES[claim.accept.hedge]:
        return False
    unit = claim.accept.unit
    agreement = counts(text, quantity, unit, neighbours=quantities) if unit else "unknown"
    # "2020 new cases" counts cases; "in 2020, 15 cases" is a year.
    return agreement == "same" or (agreement == "unknown" and not quantity.is_year)


def _judge_yes_no(claim: YesNoClaim, text: str, trusted: Sequence[str]) -> AnswerVerdict:
    wanted, other = ("yes", "no") if claim.accept else ("no", "yes")
    stated = YES_OR_NO.match(text)
    if stated is None:
        return _verdict(_name_spans(claim.shown_by, text, trusted), expected(claim))
    said = stated["said"].casefold()
    turned = re.search(
        rf"(?:[.,;:—–]|\band|\bor|\bbut)\s*(?:(?:and|but|actually|or rather)\s+)*{other}\b(?=\s*[.,;:!]|$)",
        text,
        re.I,
    )
    is_right = said == wanted and not turned
    reason = f"says {said} and {other}" if turned else f"says {said}"
    return AnswerVerdict(is_right, float(is_right), (Span(*stated.span("said")),) if is_right else (), reason)


def _judge_list(claim: ListClaim, text: str, trusted: Sequence[str]) -> AnswerVerdict:
    """The items named, against those wanted or those listed, whichever are more: the lesser of recall and precision.

    What is listed are the items wanted and the others of the same enumeration.
    """
    named = [_name_spans(item, text, trusted) for item in claim.accept]
    every = [span for spans in named for span in spans]
    # Congo is not named by "Democratic Republic of the Congo" where that is an item too.
    named = [[span for span in spans if not _is_within_another(span, spans, every)] for spans in named]
    missing = [item[0] for item, spans in zip(claim.accept, named, strict=True) if not spans]
    regions = _trusted_regions(text, trusted)
    further = [text[slice(*span)] for span in further_items(text, every) if not _is_inside(span, regions)]
    found = len(claim.accept) - len(missing)
    credit = found / max(len(claim.accept), found + len(set(further)))
    reason = f"does not name {', '.join(missing)}" if missing else f"names {expected(claim)}"
    reason += f", lists {', '.join(further)} too" if further else ""
    spans = tuple(span for spans in named for span in spans)
    return AnswerVerdict(not missing and not further, credit, spans, reason)


def _is_within_another(span: Span, own: Sequence[Span], every: Sequence[Span]) -> bool:
    return any(_is_inside(span, [other]) and other not in own for other in every)


def _rejected(claim: AnyClaim, text: str) -> str | None:
    """The first rejected value that a text asserts."""
    return next((rejected for rejected in claim.reject if _asserts(claim, rejected, text)), None)


def _asserts(claim: AnyClaim, rejected: str, text: str) -> bool:
    if isinstance(claim, NumberClaim) and (wrong := find_quantities(rejected)):
        return _asserts_quantity(rejected, wrong[0], text)
    if isinstance(claim, DateClaim) and (date := _as_date(rejected)):
        return bool(_date_spans([date], text))
    return bool(_name_spans([rejected], text, (), kind=claim.kind))


def _asserts_quantity(rejected: str, wrong: Quantity, text: str) -> bool:
    """Whether a text asserts a rejected number; where it is rejected with a noun ("5,000 dead"), of that noun."""
    unit = tuple(token.text for token in tokenize(rejected) if not find_quantities(token.text))
    quantities = find_quantities(text)
    return any(
        quantity.value == wrong.value
        and wrong.symbol in (None, quantity.symbol)
        and not quantity.is_year
        # "Fell from 1,250 to 980" does not say that there are 1,250.
        and quantity.role in (None, "alternative")
        and not is_negated(text, *quantity.span)
        and (wrong.symbol or not unit or counts(text, quantity, unit, neighbours=quantities) == "same")
        for quantity in quantities
    )


def _as_date(text: str) -> PartialDate | None:
    """The date that a text is, as facts files write it or as articles do."""
    try:
        return parse_partial_date(text)
    except ValueError:
        found = find_dates(text)
        return found[0].date if found and found[0].span == (0, len(text)) else None
