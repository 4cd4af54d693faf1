"""Sentences in which a news page speaks to its reader about itself: appeals, newsletter boxes, cookie notices.

What is quoted does not count: people in the news ask for help too. Neither does one cue alone: a column says "we", a
guide says "you", and the news tells of subscribers and donations.
"""

import re
from collections.abc import Sequence

from newsqa.articles.furniture_words import (
    BUTTONS,
    FIRST_PERSON,
    FUNCTION_WORDS,
    IMPERATIVES,
    OUTLET,
    OUTLET_ALONE,
    SECOND_PERSON,
    THIRD_PERSON,
)
from newsqa.articles.line_shapes import is_prose, outside_quotes, words_of
from newsqa.articles.page_lines import is_page_word

_AMOUNT = r"(?:[$€£₽¥]\s?\d|\d[\d.,]*\s?(?:[$€£₽]|dollars?|euros?|eur|usd|pounds?|рубл))"
_PERIOD = (
    r"(?:\b(?:a|per|each|every)\s+(?:month|year|week|day)\b|/\s?mo|\bmonthly\b"
    r"|\bfor (?:the )?(?:first )?(?:\d+|one|two|three|six) (?:months|weeks)\b"
    r"|\bpar mois\b|\b(?:pro|im) Monat\b|\bal mes\b|в месяц)"
)
MONEY_BY_TIME = re.compile(
    rf"{_AMOUNT}.{{0,25}}?{_PERIOD}|{_PERIOD}.{{0,25}}?{_AMOUNT}"
    r"|(?:monthly|regular|one-time)\s(?:gift|donation|contribution|support|membership)",
    re.IGNORECASE | re.DOTALL,
)
CONTACT = re.compile(r"\S+@\S+\.\w{2,}")
SALUTATION = re.compile(
    r"(?:dear|chères|chers?|liebe|estimad[oa]s|querid[oa]s|дорогие|уважаемые)\s(?:\S+\s){0,3}"
    r"(?:readers?|subscribers?|supporters?|friends?|lecteurs|lectrices|leser\w*|lector\w*|читатели|друзья)\s?[,!:.]?",
    re.IGNORECASE,
)
UNMISTAKABLE = frozenset(
    "please abonnez-vous inscrivez-vous suscríbete suscríbase abbonati подписывайтесь подпишитесь поддержите".split()
)
GIVING = frozenset(
    """
    help give gave gift pay pays paid donate donation support contribute contribution member members join
    subscribe dollars
    euros pounds money cost costs aider don dons soutien helfen spende spenden unterstützen geld ayuda apoyo donación
    помощь помочь поддержать деньги
    """.split()
)
COSTING = frozenset("costs expensive funding funded afford".split())
SUBSCRIBING = frozenset("subscribe subscriber subscribing subscription member".split())
TERMS = frozenset("free paid receive posts support unlimited access inbox trial newsletter".split())
# "Support for the paper has grown" begins with a noun.
AFTER_A_NOUN = frozenset(
    "for of among from between has is was are were have had will would and in with at came".split()
)
BEGINNING = 3  # paragraphs
LONGEST_FORM = 40  # words; what is longer and made of a page's words alone tells of a page
ALMOST_ALL, MOSTLY, PARTLY = 0.75, 0.6, 0.34  # of the words that carry meaning


def speaks_in_person(text: str) -> bool:
    """Whether a paragraph, outside what it quotes, says "we" or "you"."""
    words = words_of(outside_quotes(text))
    return any(word in FIRST_PERSON or word in SECOND_PERSON for word in words)


def speaks_of_the_page(text: str) -> bool:
    """Whether a paragraph, outside what it quotes, has a word for the page, its readers or what it asks of them."""
    return any(word in OUTLET for word in words_of(outside_quotes(text)))


def leads_to_an_appeal(text: str) -> bool:
    """Whether a paragraph speaks of journalism and of what it costs, to nobody: "Good journalism costs money."."""
    words = set(words_of(outside_quotes(text)))
    return bool(words & OUTLET_ALONE) and bool(words & GIVING | words & COSTING)


def is_plea(texts: Sequence[str]) -> bool:
    """Whether paragraphs together speak of "us" to "you", and of giving, though none does so by itself."""
    words = {word for text in texts for word in words_of(outside_quotes(text))}
    return bool(words & FIRST_PERSON) and bool(words & SECOND_PERSON) and bool(words & GIVING)


def is_addressed(story: Sequence[str]) -> bool:
    """Whether half of a story's beginning speaks to somebody, as a speech, an interview or a letter does."""
    prose = [text for text in story if is_prose(text)]
    beginning = [text for text in prose if not speaks_for_the_page(text)][:BEGINNING]
    return sum(map(speaks_in_person, beginning)) >= 0.5 * len(beginning)


def speaks_for_the_page(text: str, *, in_addressed_story: bool = False, beside_button: bool = False) -> bool:
    """Whether a paragraph is the page's own word to its reader, and not a sentence of a story.

    In a story that itself speaks to somebody, "we" and "you" tell nothing, and more of the page's words are needed;
    beside a button, fewer.
    """
    own = outside_quotes(text)
    words = words_of(own)
    if len(words) < 2 or len(words) < 0.5 * len(words_of(text)):
        return False
    first = any(word in FIRST_PERSON for word in words)
    second = any(word in SECOND_PERSON for word in words)
    asks = _asks(own)
    meaning = [word for word in words if word not in FUNCTION_WORDS]
    share = sum(map(is_page_word, meaning)) / len(meaning) if meaning else 0.0
    if (
        share >= (ALMOST_ALL if in_addressed_story and not beside_button else MOSTLY)
        and len(words) <= LONGEST_FORM
        and BUTTONS & set(words)
        and not THIRD_PERSON & set(words)
        and (asks or first or (second and share >= ALMOST_ALL) or share == 1)
    ):
        return True
    # subscribe, subscribers and subscription count once.
    about_itself = len({word[:5] for word in words if word in OUTLET})
    has_price = MONEY_BY_TIME.search(own) is not None
    if asks and words and SUBSCRIBING & set(words) and len(TERMS & set(words)) >= 2 and not THIRD_PERSON & set(words):
        return True
    if in_addressed_story and not beside_button:
        return (asks and first and about_itself >= 3) or (has_price and second and about_itself >= 2)
    if first:
        is_of_the_page = (
            beside_button or about_itself >= 2 or has_price or any(word in OUTLET_ALONE for word in words)
        )
        return (about_itself >= 1 and is_of_the_page and (second or asks)) or (
            len(words) <= LONGEST_FORM and CONTACT.search(own) is not None
        )
    is_begged = any(word in UNMISTAKABLE for word in words) and GIVING & set(words) and not THIRD_PERSON & set(words)
    if beside_button and is_begged and about_itself >= 1 and len(words) <= LONGEST_FORM:
        return True
    if has_price:
        return about_itself >= 1 and (second or asks)
    return (
        (second or asks)
        and about_itself >= 2
        and (asks or share >= PARTLY)
        and any(word in OUTLET_ALONE for word in words)
        and not THIRD_PERSON & set(words)
    )


def _asks(text: str) -> bool:
    """Whether a sentence of a text bids somebody do something."""
    for sentence in re.split(r"(?<=[.!?…:])\s+", text):
        words = words_of(sentence)
        is_verb = words[:1] == ["subscribe"] or not AFTER_A_NOUN & set(words[1:2])
        if words and words[0] in IMPERATIVES and is_verb:
            return True
        # "Every Friday, get the best of ...", "To receive new posts, consider ..."
        opening = re.match(r"(?:[^\s,]+(?:\s[^\s,]+){0,2}|To\s[^,]{5,60}),\s([a-zß-öø-ÿа-яё’'-]+)\s", sentence)
        if opening is not None and opening[1] in IMPERATIVES:
            return True
    return any(word in UNMISTAKABLE for word in words_of(text))


def is_offer(text: str) -> bool:
    """Whether a short line bids the reader do something for the page: "Support us", "Book now from €89"."""
    # "‘Click here to unsubscribe’: how one button emptied 200 accounts" bids nothing.
    words = words_of(outside_quotes(text))
    if not 1 < len(words) <= 12 or words[0] not in IMPERATIVES or is_prose(text):
        return False
    if len(words) > 2 and words[:2] in (["sign", "up"], ["log", "in"]):
        return True
    to_the_page = {"our", "us", "now", "here", "my", "notre", "nos", "unseren", "unser", "nuestro", "nuestra", "наш"}
    is_bidden = words[0] not in ("never", "don't") and to_the_page & set(words[1:])
    about_itself = sum(word in OUTLET for word in words[1:])
    share = sum(map(is_page_word, words)) / len(words)
    return bool(is_bidden) or about_itself >= 2 or (about_itself == 1 and share >= 0.5)
