"""What a number counts: the nouns and verbs around it, held against the unit that is wanted."""

import re
from itertools import takewhile
from typing import Literal

from newsqa.grounding.names import Span, tokenize
from newsqa.grounding.numbers import Quantity, currency_or_percent
from newsqa.library import STOP_WORDS, stem

# Words that count the same things. What became of people ("dead") says more than what they were ("soldiers").
GROUPS = {
    "soldiers": "troop troops soldier soldiers serviceman servicemen servicewomen servicemembers fighters military",
    "people": "people persons person individuals men women citizens residents inhabitants civilians",
    "deaths": "dead death deaths died die dying kill kills killed fatality fatalities toll lives perished slain",
    "injuries": "wounded injured injuries hurt casualties",
    "displacement": "displaced refugees fled evacuated homeless",
    "captivity": "arrested detained captured prisoners missing jailed",
    "years": "year years",
    "months": "month months monthly",
    "weeks": "week weeks",
    "days": "day days",
    "hours": "hour hours",
    "minutes": "minute minutes min mins",
    "kilometres": "km kilometre kilometres kilometer kilometers",
    "metres": "metre metres meter meters",
    "miles": "mile miles",
    "tonnes": "tonne tonnes ton tons",
}  # fmt: skip
GROUP_OF = {word: group for group, words in GROUPS.items() for word in words.split()}
FATES = frozenset({"deaths", "injuries", "displacement", "captivity"})
MEASURES = frozenset("years months weeks days hours minutes kilometres metres miles tonnes".split())
CLAUSE_END = re.compile(
    r"[,;:.!?()—–](?=\s|$)|\b(?:and|but|while|where|whereas|which|who|although|after|before|because|since|with)\b"
)
WORDS_AROUND = 7
PARTITIVE = re.compile(r"^\s+of\s+(?:all\s+)?(?:the|these|those|its|his|her|their|our)\s+(?:\d[\d,.]*\s+)?")
# Plurals that do not end in s.
UNMARKED_PLURALS = frozenset(
    "aircraft spacecraft hovercraft cattle sheep deer fish livestock poultry police staff personnel crew children "
    "infantry cavalry offspring oxen geese mice teeth feet".split()
)

Agreement = Literal["same", "other", "unknown"]


def counts(text: str, quantity: Quantity, unit: tuple[str, ...], *, neighbours: list[Quantity]) -> Agreement:
    """Whether a number counts what one of these units names, something else, or does not say.

    The words looked at are those of the number's own clause, as far as the next number on either side.
    """
    signs = {sign for word in unit if (sign := currency_or_percent(word))}
    if quantity.symbol:
        return "same" if quantity.symbol in signs else "other"
    if signs:
        is_only_money = all(currency_or_percent(word) for word in unit)
        return "unknown" if is_only_money and not _words_after(text, quantity) else "other"
    wanted = {GROUP_OF.get(word.casefold(), stem(word.casefold())) for phrase in unit for word in phrase.split()}
    after, before = _around(text, quantity, neighbours)
    groups = [GROUP_OF.get(key, stem(key)) for key in (*after, *before)]
    fates = FATES.intersection(groups)
    # "Jailed for eight years" is of years all the same.
    if fates and not fates & wanted and not wanted <= MEASURES:
        return "other"
    noun = _counted_noun(text, quantity)
    is_of_another = noun is not None and GROUP_OF.get(noun, stem(noun)) not in wanted
    if wanted.intersection(groups):
        is_fate_or_people = bool(fates) or (noun is not None and _is_person(noun))
        return "other" if is_of_another and not is_fate_or_people else "same"
    if noun is not None and not is_of_another:
        return "same"
    return "unknown" if noun is None or GROUP_OF.get(noun) == "people" else "other"


def is_count(text: str, year: Span) -> bool:
    """Whether four digits that could be a year are a count: "1997 people", but not "in 1997 people fled"."""
    before = text[max(0, year.start - 10) : year.start]
    if re.search(r"\b(?:in|since|of|by|the|during|from|until|to|after|before)\s$", before, re.IGNORECASE):
        return False
    noun = tokenize(text[year.end : year.end + 30])[:1]
    return bool(noun) and noun[0].key in GROUP_OF


def _is_person(noun: str) -> bool:
    return GROUP_OF.get(noun) in ("people", "soldiers")


def _around(text: str, quantity: Quantity, neighbours: list[Quantity]) -> tuple[list[str], list[str]]:
    """The words after the number and, nearest first, those before it."""
    start = max((n.span.end for n in neighbours if n.span.end <= quantity.span.start), default=0)
    end = min((n.span.start for n in neighbours if n.span.start >= quantity.span.end), default=len(text))
    before, after = text[start : quantity.span.start], text[quantity.span.end : end]
    before = before[max((match.end() for match in CLAUSE_END.finditer(before)), default=0) :]
    if clause_end := CLAUSE_END.search(after):
        after = after[: clause_end.start()]
    return (
        [token.key for token in tokenize(after)][:WORDS_AROUND],
        [token.key for token in tokenize(before)][::-1][:WORDS_AROUND],
    )


def _counted_noun(text: str, quantity: Quantity) -> str | None:
    """The noun that follows a number, at most two words on: "ships" in "15 merchant ships"."""
    words = _words_after(text, quantity)
    if quantity.value == 1 and words:
        return words[0]  # a singular, which nothing marks
    return next((word for word in words if GROUP_OF.get(word) or _is_plural(word)), None)


def _is_plural(word: str) -> bool:
    return word in UNMARKED_PLURALS or (word.endswith("s") and not word.endswith("ss"))


def _words_after(text: str, quantity: Quantity) -> list[str]:
    """Up to three words that follow a number directly or after "of the", before any stop word and punctuation."""
    after = PARTITIVE.sub(" ", text[quantity.span.end : quantity.span.end + 60])
    if not re.match(r"[\s-]*[^\W\d_]", after):
        return []
    phrase = (token.key for token in tokenize(re.split(r"[,;:.!?()—–]", after)[0])[:3])
    return list(takewhile(lambda word: word not in STOP_WORDS, phrase))
