"""What a number counts: the nouns and verbs around it, held against the unit that is wanted."""

import re
from itertools import takewhile
from typing import Literal

from newsqa.grounding.names import tokenize
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
CLAUSE_END = re.compile(
    r"[,;:.!?()—–](?=\s|$)|\b(?:and|but|while|where|whereas|which|who|although|after|before|because|since|with)\b"
)
WORDS_AROUND = 7

Agreement = Literal["same", "other", "unknown"]


def counts(text: str, quantity: Quantity, unit: tuple[str, ...], *, neighbours: list[Quantity]) -> Agreement:
    """Whether a number counts what one of these units names, something else, or does not say.

    The words looked at are those of the number's own clause, as far as the next number on either side.
    """
    signs = {sign for word in unit if (sign := currency_or_percent(word))}
    if quantity.symbol:
        return "same" if quantity.symbol in signs else "other"
    if signs:
        return "unknown" if len(signs) == len(unit) and not _counted_noun(text, quantity) else "other"
    wanted = {GROUP_OF.get(word.casefold(), stem(word.casefold())) for phrase in unit for word in phrase.split()}
    after, before = _around(text, quantity, neighbours)
    groups = [GROUP_OF.get(key, stem(key)) for key in (*after, *before)]
    fates = FATES.intersection(groups)
    if fates and not fates & wanted:
        return "other"
    if wanted.intersection(groups):
        noun = _counted_noun(text, quantity)
        is_of_another = noun is not None and GROUP_OF.get(noun, stem(noun)) not in wanted
        is_fate_or_people = bool(fates) or (noun is not None and _is_person(noun))
        return "other" if is_of_another and not is_fate_or_people and not _follows(after, wanted) else "same"
    noun = _counted_noun(text, quantity)
    if noun is None or GROUP_OF.get(noun) == "people":
        return "unknown"
    return "other"


def _is_person(noun: str) -> bool:
    return GROUP_OF.get(noun) in ("people", "soldiers")


def _follows(after: list[str], wanted: set[str]) -> bool:
    """Whether a wanted word stands among the first words after the number: "5,000 battle-hardened troops"."""
    phrase = list(takewhile(lambda key: key not in STOP_WORDS, after[:4]))
    return any(GROUP_OF.get(key, stem(key)) in wanted for key in phrase)


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
    """The plural that directly follows a number, at most two words on: "ships" in "15 merchant ships"."""
    after = text[quantity.span.end : quantity.span.end + 60]
    if not re.match(r"[\s-]+[^\W\d_]", after):
        return None
    for token in tokenize(re.split(r"[,;:.!?()—–]", after)[0])[:3]:
        if token.key in STOP_WORDS:
            return None
        if GROUP_OF.get(token.key) or (token.key.endswith("s") and not token.key.endswith("ss")):
            return token.key
    return None
