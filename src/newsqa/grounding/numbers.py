"""Numbers in English text: about 5,000 troops, £5bn, 60 per cent, twenty-five, half a million."""

import re
import unicodedata
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from newsqa.grounding.dates import find_dates
from newsqa.grounding.names import Span
from newsqa.grounding.qualifiers import Hedge, Role, hedge_of, role_of, role_of_both

SCALES = {
    "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12,
    "k": 1_000, "mn": 10**6, "m": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12,
}  # fmt: skip
ONES = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {word: 10 * i for i, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_SCALE_WORD = r"(?:hundred|thousand|million|billion|trillion|dozen)\b"
# What may follow digits without a space. "5m" is five million.
_UNIT = r"(?:[kcm]m|km/h|kph|mph|kg|ft|mi|ha|[kmg]w|[mgt]b|h|hrs?|min)\b"
_SYMBOL = r"(?P<currency>(?:US|A|C|HK|NZ)?\$|£|€|¥|₹|\b(?:USD|EUR|GBP)\s?)?"
# A space may part thousands where three digits follow: 5 000, also with the no-break and thin spaces of print.
DIGITS = re.compile(
    rf"(?<![\w.,/])(?<![A-Za-z]-){_SYMBOL}\s?(?P<sign>[-−–])?{_SYMBOL.replace('currency', 'currency_after_sign')}"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d,])|\d+|(?=[½¼¾]))"
    r"(?P<fraction>\.\d+)?(?:[ \u2009]?(?P<fraction_sign>[½¼¾]))?"
    rf"(?P<short>(?:k|mn?|bn?|tn)(?![\w]))?(?P<scale>(?:[\s-]{_SCALE_WORD})*)(?:(?!\w)|(?={_UNIT}))(?!,\d)(?!/\d)",
    re.IGNORECASE,
)
# "A day old" says one; "24 hours a day" does not.
_TIME_THAT_IS_OLD = r"(?:minute|hour|day|week|month|year)\s(?:old|ago|long|later|earlier)\b"
_UNIT_WORD = rf"(?:{'|'.join([*TENS, *ONES])})"
WORDS = re.compile(
    rf"\b(?:(?P<half>half)\s+an?\s+(?P<half_scale>{_SCALE_WORD})"
    rf"|(?P<quarter>(?:a|one) quarter of an?|three quarters of an?)\s+(?P<quarter_scale>{_SCALE_WORD})"
    rf"|(?P<number>(?:{_UNIT_WORD}|an?(?=\s+(?:{_SCALE_WORD}|{_TIME_THAT_IS_OLD})))"
    rf"(?:(?:[\s-]+(?:and[\s-]+)?)(?:{_UNIT_WORD}|{_SCALE_WORD}))*)\b"
    rf"(?P<and_half>[\s-]+and[\s-]a[\s-]half(?:\s+{_SCALE_WORD})?)?)",
    re.IGNORECASE,
)
PERCENT = re.compile(r"\s?(?:%|per\s?cent\b|percent\b)(?!age points?)", re.IGNORECASE)
CURRENCY_AFTER = re.compile(
    r"\s?(?:U\.?S\.?\s)?(dollars?|bucks|pounds?(?: sterling)?|euros?|yen|rupees|USD|EUR|GBP)\b", re.I
)
CURRENCIES = {
    "$": "$", "us$": "$", "usd": "$", "dollar": "$", "dollars": "$", "bucks": "$", "£": "£", "gbp": "£", "pound": "£",
    "pounds": "£", "pounds sterling": "£", "sterling": "£", "€": "€", "eur": "€", "euro": "€", "euros": "€",
    "¥": "¥", "yen": "¥", "₹": "₹", "rupees": "₹", "%": "%", "percent": "%", "per cent": "%",
}  # fmt: skip
ORDINAL_AFTER = re.compile(
    r"^[\s-]*(?:(?:st|nd|rd|th)\b|(?:hundred|thousand|million)th\b|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b)"
)
MINUS_BEFORE = re.compile(r"\b(?:minus|negative)\s$", re.IGNORECASE)
BELOW_ZERO_AFTER = re.compile(
    r"^\s?(?:°\s?C?|degrees?(?:\s(?:Celsius|centigrade))?)?\s?below\s(?:zero|freezing)\b", re.I
)


class Quantity(NamedTuple):
    """A number and where it stands: its value, a currency sign or "%" if it has one, and how it is hedged.

    `is_year` marks a bare number of four digits that reads as a year. `role` says what a number is that is not
    itself the quantity meant: a bound of a range, one of two alternatives, what something fell from.
    """

    value: Decimal
    span: Span
    symbol: str | None = None
    hedge: Hedge | None = None
    is_year: bool = False
    role: Role | None = None


def find_quantities(text: str) -> list[Quantity]:
    """The numbers of a text in order, in digits or in words; not those of dates, ordinals or vague words.

    "Dozens", "hundreds" and "several thousand" name no number. A year that stands alone is given, and marked.
    """
    dates = find_dates(text)
    taken = [date.span for date in dates if not date.is_bare_year]
    years = {date.span.start for date in dates if date.is_bare_year}
    found = []
    for match in (*DIGITS.finditer(text), *WORDS.finditer(text)):
        value = _digits_value(match) if "digits" in match.groupdict() else _words_value(match)
        start, end = match.span()
        while text[start] == " ":
            start += 1
        is_in_date = any(start < date.end and date.start < end for date in taken)
        if value is not None and (
            MINUS_BEFORE.search(text[max(0, start - 10) : start]) or BELOW_ZERO_AFTER.match(text[end:])
        ):
            value = -value
        if value is not None and not is_in_date and not ORDINAL_AFTER.match(text[end:]):
            symbol, end = _symbol(match, text, end)
            span, is_year = Span(start, end), start in years and symbol is None
            found.append(Quantity(value, span, symbol, hedge_of(text, span), is_year, role_of(text, span)))
    return _with_shared_roles(sorted(_without_overlaps(found), key=lambda quantity: quantity.span), text)


def currency_or_percent(unit: str) -> str | None:
    """The sign of a unit that is a currency or a share ("£", "$", "€", "¥", "₹", "%"); None for any other."""
    return CURRENCIES.get(unit.casefold())


def _with_shared_roles(found: list[Quantity], text: str) -> list[Quantity]:
    """The numbers with the role that two of them have together: "4,000 or 5,000"."""
    shared = list(found)
    for i, (one, following) in enumerate(pairwise(found)):
        if role := role_of_both(text, one.span, following.span):
            shared[i], shared[i + 1] = shared[i]._replace(role=role), following._replace(role=role)
    return shared


def _symbol(match: re.Match[str], text: str, end: int) -> tuple[str | None, int]:
    groups = match.groupdict()
    sign = (groups.get("currency") or groups.get("currency_after_sign") or "").strip().casefold()
    if sign:
        return CURRENCIES.get(sign, sign), end
    if percent := PERCENT.match(text, end):
        return "%", percent.end()
    if named := CURRENCY_AFTER.match(text, end):
        return CURRENCIES[named[1].casefold()], named.end()
    return None, end


def _digits_value(match: re.Match[str]) -> Decimal:
    value = Decimal(re.sub(r"\D", "", match["digits"]) + (match["fraction"] or "") or 0)
    if match["fraction_sign"]:
        value += Decimal(unicodedata.numeric(match["fraction_sign"]))
    if match["short"]:
        value *= SCALES[match["short"].casefold()]
    for scale in re.findall(r"[a-z]+", match["scale"].casefold()):
        value *= SCALES[scale]
    return -value if match["sign"] else value


def _words_value(match: re.Match[str]) -> Decimal | None:
    if match["half"]:
        return Decimal(SCALES[match["half_scale"].casefold()]) / 2
    if match["quarter"]:
        quarters = 3 if match["quarter"].casefold().startswith("three") else 1
        return Decimal(SCALES[match["quarter_scale"].casefold()]) * quarters / 4
    words = re.findall(r"[a-z]+", match["number"].casefold())
    total, current = 0, 0
    for word in words:
        if word in ("a", "an"):
            current = 1
        elif word in ONES:
            current += ONES[word]
        elif word in TENS:
            current += TENS[word]
        elif word in ("hundred", "dozen"):
            current *= SCALES[word]
        elif word != "and":
            total, current = total + current * SCALES[word], 0
    value = Decimal(total + current)
    if match["and_half"]:
        scale = re.findall(r"[a-z]+", match["and_half"].casefold())[-1]
        if scale in SCALES:
            return (value + Decimal("0.5")) * SCALES[scale]
        # "A million and a half" is half a million more.
        value += Decimal(SCALES.get(words[-1], 1)) / 2
    return value


def _without_overlaps(quantities: list[Quantity]) -> list[Quantity]:
    """The longest of those that overlap: "5 million" is one number, in digits and a word."""
    kept: list[Quantity] = []
    for quantity in sorted(quantities, key=lambda q: q.span.start - q.span.end):
        if all(quantity.span.end <= k.span.start or k.span.end <= quantity.span.start for k in kept):
            kept.append(quantity)
    return kept
