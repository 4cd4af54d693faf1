"""Whether two values can both be right: about 5,000 and 4,950, 1997 and September 1997, Gyumri and Gumri."""

from decimal import Decimal
from difflib import SequenceMatcher

from newsqa.grounding.dates import PartialDate
from newsqa.grounding.names import tokenize
from newsqa.grounding.numbers import Quantity
from newsqa.grounding.persons import TITLES
from newsqa.grounding.qualifiers import Hedge

# How far from its number a hedge may reach, as factors. "More than 1,250" is no word for 5,000.
REACH: dict[Hedge | None, tuple[Decimal, Decimal]] = {
    None: (Decimal(1), Decimal(1)),
    "about": (Decimal("0.85"), Decimal("1.15")),
    "nearly": (Decimal("0.8"), Decimal(1)),
    "more than": (Decimal(1), Decimal(2)),
    "less than": (Decimal("0.5"), Decimal(1)),
}
ROUNDED_BY = Decimal("0.1")  # 1,250 may be rounded to 1,300, but 14 not to 10
# "Choucha" is "Shusha" (0.62) and "French" is of "France" (0.67); "Geneva" is not "Vienna" (0.5).
SPELLED_ALIKE = 0.6
VOWELS = frozenset("aeiouy")


def can_both_be_right(one: Quantity, other: Quantity) -> bool:
    """Whether two numbers can both tell one quantity, for their hedges or because one is the other, rounded.

    Numbers of different units (dollars, per cent, none) cannot be compared, and so can both be right.
    """
    if one.symbol != other.symbol:
        return True
    # "More than 1,250" and "more than 2,000" are both true of 5,000, and two accounts of it.
    hedges: tuple[Hedge | None, Hedge | None] = (
        ("about", "about") if one.hedge == other.hedge is not None else (one.hedge, other.hedge)
    )
    (low, high), (other_low, other_high) = _bounds(one.value, hedges[0]), _bounds(other.value, hedges[1])
    return (low <= other_high and other_low <= high) or _is_rounded(one.value, other.value)


def dates_agree(one: PartialDate, other: PartialDate) -> bool:
    """Whether every part that both dates give is the same; weekdays, which come again, are not compared."""
    if {one.decade, other.decade} != {None}:
        decades = {_decade(one), _decade(other)}
        return None in decades or len(decades) == 1
    return all(
        part is None or other_part is None or part == other_part
        for part, other_part in zip(one[:3], other[:3], strict=True)
    )


def is_same_name(one: str, other: str) -> bool:
    """Whether two names may be one: a word in both, spellings of one word, a demonym, or initials.

    Titles are passed over; a name that has nothing else may be any.
    """
    words, other_words = _name_words(one), _name_words(other)
    if not words or not other_words:
        return True
    if _initials(words) == "".join(other_words) or _initials(other_words) == "".join(words):
        return True
    return any(_is_spelled_alike(word, other_word) for word in words for other_word in other_words)


def _bounds(value: Decimal, hedge: Hedge | None) -> tuple[Decimal, Decimal]:
    low, high = (factor * value for factor in REACH[hedge])
    return min(low, high), max(low, high)


def _is_rounded(one: Decimal, other: Decimal) -> bool:
    """Whether the number with fewer figures is the other, rounded to them."""
    rounder, exact = sorted((one, other), key=_figures)
    if _figures(rounder) == _figures(exact) or abs(rounder - exact) > ROUNDED_BY * abs(exact):
        return False
    unit = Decimal(1).scaleb(_last_place(rounder))
    # Up by half a unit at most, and down by less than one: figures are cut off as often as rounded.
    return rounder - exact <= unit / 2 if rounder > exact else exact - rounder < unit


def _figures(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def _last_place(value: Decimal) -> int:
    return int(value.normalize().as_tuple().exponent)


def _decade(date: PartialDate) -> int | None:
    return date.decade if date.decade is not None else date.year // 10 * 10 if date.year is not None else None


def _name_words(name: str) -> list[str]:
    return [token.key for token in tokenize(name) if token.text[0].isupper() and token.key not in TITLES]


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words)


def _is_spelled_alike(one: str, other: str) -> bool:
    if SequenceMatcher(None, one, other).ratio() > SPELLED_ALIKE:
        return True
    # "Kiev" is "Kyiv": the same consonants.
    return consonants(one) == consonants(other) != ""


def consonants(word: str) -> str:
    """A word's letters without vowels, which spellings of one name share: Pashinyan and Pashinian."""
    return "".join(letter for letter in word if letter not in VOWELS)
