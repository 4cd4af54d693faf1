"""The words by which passages are found: one analysis for what is indexed and for what is asked."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., C.A.R.: one word without its full stops
    r"|\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?!\d)(?:\.\d+)?"  # 5,000 and 5 000: one number
    r"|\d+(?:\.\d+)?"
    r"|[^\W\d_]+"
)
# Words that say nothing of a subject. Question words among them say what kind of answer is wanted.
STOP_WORDS = frozenset(
    """a about an and any are as at be been being but by can could did do does for from had has have he her
    his how i if in into is it its many may me might much must my no nor not of off on or our out over own s
    shall she should so some such t than that the their them then there these they this those to under up
    was we were what when where whether which while who whom whose why will with would you your""".split()
)


def words(text: str) -> list[str]:
    """The words of a text in order: lower case, without accents, possessive endings or inflection.

    Stems are by the English Snowball stemmer (Porter 2); a word of another script comes through unchanged.
    """
    return [stem(word) for word in surface_words(text)]


def surface_words(text: str) -> list[str]:
    """The words of a text in lower case without accents, not stemmed."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    plain = re.sub(r"['’]s\b", "", plain)
    return [re.sub(r"[,.\s](?=\d{3})|(?<=[^\W\d])\.", "", match) for match in WORD.findall(plain)]


def content_words(text: str) -> list[str]:
    """The distinct stems of a text that say something of its subject, in order; all of them if none does."""
    surface = surface_words(text)
    telling = [word for word in surface if word not in STOP_WORDS]
    return list(dict.fromkeys(stem(word) for word in telling or surface))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of one lower-case word."""
    stemmed: str = _stemmer().stemWord(word)
    return stemmed


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")
