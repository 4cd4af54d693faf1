"""Numbers in English text: about 5,000 troops, £5bn, 60 per cent, twenty-five, half a million."""

import re
from decimal import Decimal
from typing import Literal, NamedTuple

from newsqa.grounding.dates import find_dates
from newsqa.grounding.names import Span

Hedge = Literal["about", "more than", "less than", "nearly"]

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
_SYMBOL = r"(?P<currency>(?:US|A|C|HK|NZ)?\$|£|€|¥|₹|\b(?:USD|EUR|GBP)\s?)?"
# A space may part thousands where three digits follow: 5 000, also with the no-break and thin spaces of print.
DIGITS = re.compile(
    rf"(?<![\w.,/])(?<![A-Za-z]-){_SYMBOL}\s?(?P<sign>[-−–])?{_SYMBOL.replace('currency', 'currency_after_sign')}"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d,])|\d+)(?P<fraction>\.\d+)?"
    rf"(?P<short>(?:k|mn?|bn?|tn)(?![\w]))?(?P<scale>(?:[\s-]{_SCALE_WORD})*)(?!\w)(?!,\d)(?!/\d)",
    re.IGNORECASE,
)
_UNIT_WORD = rf"(?:{'|'.join([*TENS, *ONES])})"
WORDS = re.compile(
    rf"\b(?:(?P<half>half)\s+an?\s+(?P<half_scale>{_SCALE_WORD})"
    rf"|(?P<quarter>(?:a|one) quarter of an?|three quarters of an?)\s+(?P<quarter_scale>{_SCALE_WORD})"
    rf"|(?P<number>(?:{_UNIT_WORD}|an?(?=\s+(?:{_SCALE_WORD})))"
    rf"(?:(?:[\s-]+(?:and[\s-]+)?)(?:{_UNIT_WORD}|{_SCALE_WORD}))*)\b"
    rf"(?P<and_half>\s+and a half(?:\s+{_SCALE_WORD})?)?)",
    re.IGNORECASE,
)
PERCENT = re.compile(r"\s?(?:%|per\s?cent\b|percent\b)(?!age points?)", re.IGNORECASE)
CURRENCY_AFTER = re.compile(
    r"\s?(?:U\.?S\.?\s)?(dollars?|pounds?(?: sterling)?|euros?|yen|rupees|USD|EUR|GBP)\b", re.I
)
CURRENCIES = {
    "$": "$", "us$": "$", "usd": "$", "dollar": "$", "dollars": "$", "£": "£", "gbp": "£", "pound": "£",
    "pounds": "£", "pounds sterling": "£", "sterling": "£", "€": "€", "eur": "€", "euro": "€", "euros": "€",
    "¥": "¥", "yen": "¥",
    "₹": "₹", "rupees": "₹", "%": "%", "percent": "%", "per cent": "%",
}  # fmt: skip
_NOT_NEGATED = r"(?<!\bno )(?<!\bnot )"
_HEDGE_WORDS: dict[Hedge, str] = {
    "more than": (
        rf"{_NOT_NEGATED}\b(?:more than|over|above|at least|upwards of|in excess of|exceeding|well over"
        r"|exceeds|exceeded|topped|passed|surpassed)|\bno fewer than|\bno less than"
    ),
    "less than": (
        rf"{_NOT_NEGATED}\b(?:less than|fewer than|under|below|at most|up to)"
        r"|\bno more than|\bnot more than"
    ),
    "nearly": r"\b(?:nearly|almost|approaching|close to|just under|just below|just short of)",
    "about": r"\b(?:about|around|roughly|approximately|some|circa|an estimated|estimated at|in the region of)",
}
HEDGES = {
    hedge: re.compile(rf"(?:{words})\s+(?:the |an? |its |some |of )*$", re.IGNORECASE)
    for hedge, words in _HEDGE_WORDS.items()
}
HEDGE_AFTER: tuple[tuple[Hedge, re.Pattern[str]], ...] = (
    ("about", re.compile(r"^\s(?:or so|or thereabouts)\b")),
    ("more than", re.compile(r"^(?:\+|\sor more\b|\splus\b)")),
    ("less than", re.compile(r"^\s(?:or fewer|or less)\b")),
)
RANGE_BEFORE = re.compile(
    r"\bbetween\s+(?:the\s)?$|\bbetween\s+[\w$£€,. ]{1,20}\s+and\s+$|\d(?:\s?[-–—]|\sto\s+)\s*$", re.I
)
RANGE_AFTER = re.compile(r"^\s?(?:[-–—]\s?|to\s+)[$£€]?\d")
CHANGE_BEFORE = re.compile(r"\bfrom\s+(?:\w+\s){0,2}[$£€]?$|\bfrom\s+[\w$£€,. %]{1,25}\s+to\s+$", re.IGNORECASE)
ORDINAL_AFTER = re.compile(
    r"^[\s-]*(?:(?:st|nd|rd|th)\b|(?:hundred|thousand|million)th\b|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b)"
)
MINUS_BEFORE = re.compile(r"\b(?:minus|negative)\s$", re.IGNORECASE)


class Quantity(NamedTuple):
    """A number and where it stands: its value, a currency sign or "%" if it has one, and how it is hedged.

    `is_year` marks a bare number of four digits that reads as a year; `is_range_end` one that bounds a range.
    """

    value: Decimal
    span: Span
    symbol: str | None = None
    hedge: Hedge | None = None
    is_year: bool = False
    is_range_end: bool = False


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
        if value is not None and MINUS_BEFORE.search(text[:start]):
            value = -value
        if value is not None and not is_in_date and not ORDINAL_AFTER.match(text[end:]):
            symbol, end = _symbol(match, text, end)
            found.append(_quantity(text, value, Span(start, end), symbol, is_year=start in years and symbol is None))
    return sorted(_without_overlaps(found), key=lambda quantity: quantity.span)


def currency_or_percent(unit: str) -> str | None:
    """The sign of a unit that is a currency or a share ("£", "$", "€", "¥", "₹", "%"); None for any other."""
    return CURRENCIES.get(unit.casefold())


def _quantity(text: str, value: Decimal, span: Span, symbol: str | None, *, is_year: bool) -> Quantity:
    before, after = text[max(0, span.start - 60) : span.start], text[span.end : span.end + 30]
    hedge = next((hedge for hedge, pattern in HEDGES.items() if pattern.search(before)), None)
    hedge = hedge or next((hedge for hedge, pattern in HEDGE_AFTER if pattern.match(after)), None)
    is_change = bool(CHANGE_BEFORE.search(before))
    is_range = not is_change and bool(RANGE_BEFORE.search(before) or RANGE_AFTER.match(after))
    return Quantity(value, span, symbol, hedge, is_year, is_range)


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
    value = Decimal(re.sub(r"\D", "", match["digits"]) + (match["fraction"] or ""))
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
        value = (value + Decimal("0.5")) * SCALES.get(scale, 1)
    return value


def _without_overlaps(quantities: list[Quantity]) -> list[Quantity]:
    """The longest of those that overlap: "5 million" is one number, in digits and a word."""
    kept: list[Quantity] = []
    for quantity in sorted(quantities, key=lambda q: q.span.start - q.span.end):
        if all(quantity.span.end <= k.span.start or k.span.end <= quantity.span.start for k in kept):
            kept.append(quantity)
    return kept
