"""The countries that a text names, by their own names, their peoples' or their capitals'."""

import re
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple


class CountryMention(NamedTuple):
    """A country where a text names it, by its own name, its people's or its capital's."""

    country: str
    start: int
    end: int


@lru_cache(maxsize=1000)
def countries_in(text: str) -> tuple[CountryMention, ...]:
    """The countries that a text names, in order."""
    names, pattern = _gazetteer()
    return tuple(CountryMention(names[match.group()], *match.span()) for match in pattern.finditer(text))


@lru_cache(maxsize=1)
def _gazetteer() -> tuple[dict[str, str], re.Pattern[str]]:
    """Each name with its country, and the pattern that finds them, longer ones first."""
    names: dict[str, str] = {}
    for line in (files("newsqa.grounding") / "countries.txt").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            country, _, rest = line.partition(":")
            for name in (country, *re.split("[,;]", rest)):
                if name.strip():
                    names[name.strip()] = country
    longest_first = sorted(map(re.escape, names), key=len, reverse=True)
    return names, re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?=s?(?:['’]s?)?(?!\w))")
