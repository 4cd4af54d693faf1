"""A line of a news page by itself: a button, an age, a credit, a link; whatever the lines around it are."""

import re
from typing import Literal, NamedTuple

from newsqa.articles.dates_in_text import MONTHS
from newsqa.articles.furniture_words import (
    BUTTONS,
    COMMENTS,
    FIRST_PERSON,
    FUNCTION_WORDS,
    IMPERATIVES,
    OTHER_STORIES,
    PAGE_WORDS,
    SECOND_PERSON,
    THIRD_PERSON,
)
from newsqa.articles.line_shapes import ends_sentence, words_of
from newsqa.articles.text_details import NAME

_NUMBER = r"(?:\d+|an?|one|two|three|une?|eine[mr]?|un[ao]?)"
AGE = re.compile(
    rf"(?:(?:updated|published|posted|last updated|mis à jour|aktualisiert|actualizado)\s*:?\s*)?(?:about |over |almost )?"
    rf"(?:{_NUMBER}\s*(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|wks?|weeks?|mos?|months?|y|yrs?|years?)"
    rf"(?:\s+ago)?|il y a (?:environ )?{_NUMBER} \w+|vor {_NUMBER} \w+|hace {_NUMBER} \w+"
    rf"|(?:{_NUMBER} )?(?:минут|час|дн|день|недел|месяц|год|лет)\w* назад|just now|yesterday|hier|gestern|ayer|вчера)\.?",
    re.IGNORECASE,
)
# "100 m" and "3 March" may be of a story as well.
AGO = re.compile(r"\d.*\bago\b|\bil y a\b|\bvor \d|\bhace \d|назад|\bmin(?:ute)?s\b", re.IGNORECASE)
DAY_OF_YEAR = re.compile(
    rf"(?:\d{{1,2}}\.?\s(?:{'|'.join(MONTHS)})\.?|(?:{'|'.join(MONTHS)})\.?\s\d{{1,2}})", re.IGNORECASE
)
NUMBERS = re.compile(r"[\d\s.,:/%+KkMm…-]+")
DIVIDER = re.compile(r"[*•·—–_=~#\s-]+")
LINK = re.compile(
    r"[\[(]?(?:(?:(?:please\s+)?(?:read|see|listen|hear|watch)(?:\s+(?:more|also|next|too|now|here))?|also (?:read|see|on)|related(?:\s+\w+)?"
    r"|more (?:on|from|about)(?:\s+\w+){0,3}|more|videos?|gallery|slideshow|podcast|in pictures|recommended|don['’]t miss|up next|(?:next|previous)(?:\s\w+)?"
    r"|lire aussi|leggi anche|à lire(?: aussi)?|voir aussi|lesen sie (?:auch|hier|dazu)|mehr zum thema|siehe auch|lea(?: también)?"
    r"|lee también|vea también|ver también|читайте также|смотрите также|по теме"
    r"|tags?|tagged(?:\s(?:with|as))?|topics?|filed under|posted in|categor(?:y|ies)|keywords?|mots[- ]clés|schlag(?:worte|wörter)"
    r"|themen|etiquetas|temas|теги|метки)\s*[:>»→|]|(?:read|see|watch)\s+(?:more|also)\s*[–—-]|(?:posted in|filed under|tagged)\s)\s*\S.*",
    re.IGNORECASE,
)
CREDIT_LABEL = re.compile(
    r"[\[(]?(?:(?:file|stock|featured|cover|lead)\s)?(?:photo(?:graph)?s?|pictures?|images?|credits?|photo credit|foto|bild|crédit(?:s| photo)?|фото|imagen"
    r"|illustration|graphic|image source)\s*(?:by|,|von|par|por|de|:|©|/|\||courtesy(?: of)?|via)+\s*\S.*",
    re.IGNORECASE,
)
PICTURE_OF = re.compile(r"(?:photo|picture|image|foto|bild|portrait|logo)\s+(?:of|von|de|du)\s\S.*", re.IGNORECASE)
_CREDITED = r"[^\W\d_a-z][\w'’.-]*(?:\s[^\W\d_a-z][\w'’.-]*){0,3}"
_PICTURE_AGENCY = r"(?:AFP|AP|Reuters|REUTERS|TASS|EPA|EPA-EFE|dpa|Getty(?: Images)?|AP Photo|Shutterstock|Unsplash|Alamy|iStock|[Ff]ile [Pp]hoto)"
# A pair of players is written like a photographer and an agency, but for the agency's name.
_AGENCY_NAME = (
    rf"(?:{_PICTURE_AGENCY}|[A-ZÀ-ÞА-Я]{{2,6}}|[\w-]+\.\w{{2,4}}"
    rf"|(?:{_CREDITED}\s)?(?:Images|Press|News|Agency|Photos?|Pool|Times|Post|Guardian|Handout|Pictures)(?:\s{_CREDITED})?)"
)
CREDIT = re.compile(
    rf"\(?(?:{_CREDITED}\s/\s{_AGENCY_NAME}|{_CREDITED}/{_PICTURE_AGENCY}|{_PICTURE_AGENCY}/{_CREDITED}|{_PICTURE_AGENCY}|(?:©|\(c\))\s?{_CREDITED}(?:\s?/\s?{_CREDITED})?)\)?"
)
CREDIT_AT_END = re.compile(
    rf"(?:(?<=[.!?\"”)])|(?=\s[\[(]))\s+(?:{_CREDITED}\s?/\s?{_AGENCY_NAME}"
    r"|©\s?[^.]{2,50}|[\[(](?:[Pp]hoto|[Ff]oto|[Ii]mage|[Cc]redit|[Pp]icture|[Ff]ile|AP Photo|AFP|Reuters|Getty)[^()]{0,60}[\])]|(?:Photo|Photograph|Foto|Credit|Image|Picture):\s[^.]{2,50})$",
)
RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright\b).{0,12}(?:\d{4}|all rights)|all rights reserved|tous droits réservés|alle rechte vorbehalten"
    r"|(?:todos los )?derechos reservados|все права защищены",
    re.IGNORECASE,
)
RIGHTS_WORDS = frozenset(
    "copyright rights reserved permission reproduced reproduction republished redistributed broadcast rewritten "
    "material published prohibited".split()
)
DISCLAIMER_WORDS = frozenset(
    "views view opinion opinions expressed reflect necessarily author author's authors editor editors editorial own "
    "position those represent column contributor contributors".split()
)
ADDRESS = re.compile(r"(?:https?://|www\.)\S+|@\w+|(?:#\w+[\s,]*)+|\S+@\S+\.\w+")
CRUMBS = re.compile(r"\s*[>»›|]\s*|\s/\s|\s[•·]\s")
READS_ON = re.compile(r"(?:\[?(?:…|\.\.\.)\]?|»|→|›|>>?)$")
COMMENTER = re.compile(r".{1,40}\s(?:says|said|wrote|writes|a dit|schreibt|sagt|dice|пишет)\s?:?$", re.IGNORECASE)
RESPONSES = re.compile(r"\d+\s(?:responses?|comments?|thoughts?|replies)\s(?:to|on)\s", re.IGNORECASE)
FILED = re.compile(
    r"this (?:entry|post|article|story) was (?:posted|published|filed|last modified|tagged) ", re.IGNORECASE
)
REACH = re.compile(r"(?:write to|contact|reach|e-?mail|follow)\s.{2,40}\s(?:at|on)\s\S*@\S+", re.IGNORECASE)
GAP_WORDS = frozenset(
    "advertisement advertising advert ad ads sponsor continues continue sponsored publicité anzeige werbung publicidad реклама".split()
)
LONGEST_PAGE_LINE = 500  # characters
LONGEST_BUTTON = 10  # words

Opens = Literal["other stories", "comments", "author"]


class PageLine(NamedTuple):
    """Why a line is of the page, and what begins below it, if anything.

    `is_weak` is true of a line that would as well be a label within a story: it takes its neighbours to tell. `is_age`
    is true of "27 mins ago", `is_gap` of an advertisement's place, below which a story goes on.
    """

    why: str
    opens: Opens | None = None
    is_weak: bool = False
    is_age: bool = False
    is_gap: bool = False


def page_line(text: str) -> PageLine | None:
    """What makes a line, whatever stands around it, a line of the page and not of a story; else None."""
    if len(text) > LONGEST_PAGE_LINE:
        return None
    short = text if len(text) <= 40 else f"{text[:37]}…"
    of_page = f"a line of the page, not of the story ({short})"
    words = words_of(text)
    if AGE.fullmatch(text) or DAY_OF_YEAR.fullmatch(text):
        return PageLine(
            "how old something was when the page was copied", is_weak=AGO.search(text) is None, is_age=True
        )
    if NUMBERS.fullmatch(text):
        return PageLine(of_page, is_weak=True)
    if not words or (all(len(word) == 1 for word in words) and len(words) > 1):
        return PageLine("the sign of a button", is_weak=DIVIDER.fullmatch(text) is not None)
    if ADDRESS.fullmatch(text):
        return PageLine("an address, not a sentence of the story")
    if len(words) <= MOST_RIGHTS_WORDS and (
        (RIGHTS.search(text) and (len(words) <= 12 or len(RIGHTS_WORDS & set(words)) >= 3))
        or len(RIGHTS_WORDS & set(words)) >= 4
    ):
        return PageLine("a notice of copyright")
    if (
        len(words) <= MOST_RIGHTS_WORDS
        and len(DISCLAIMER_WORDS & set(words)) >= 4
        and {"reflect", "expressed", "represent"} & set(words)
    ):
        return PageLine("a notice about opinions")
    if len(words) <= 25 and not (ends_sentence(text) and len(words) > 18) and LINK.match(text):
        return PageLine("a link to something else")
    if len(words) <= 12 and "\n" not in text:
        if (
            CREDIT_LABEL.fullmatch(text)
            or CREDIT.fullmatch(text)
            or (PICTURE_OF.fullmatch(text) and not ends_sentence(text))
        ):
            return PageLine("a picture's credit")
    if made_of_page_words(text):
        return PageLine(of_page, opens=_opens(words), is_weak=_is_label(words), is_gap=bool(GAP_WORDS & set(words)))
    pieces = [piece for piece in CRUMBS.split(text) if piece]
    if len(pieces) >= 3 and all(len(words_of(piece)) <= 3 for piece in pieces) and not ends_sentence(text):
        return PageLine("a row of links", is_weak=not any(made_of_page_words(piece) for piece in pieces))
    if len(pieces) == 2 and all(made_of_page_words(piece) for piece in pieces):
        return PageLine("a row of links")
    if (
        re.match(
            r"(?:more (?:from|by|on|in|about)|(?:view|see|read) (?:all )?(?:posts?|articles?|stories|more) (?:by|from))\s",
            text,
            re.I,
        )
        and len(words) <= 9
        and not ends_sentence(text)
    ):
        return PageLine(of_page, opens="other stories")
    if re.fullmatch(
        r"(?:about the author|über den autor|à propos de l['’]auteur|sobre el autor|об авторе).{0,30}",
        text,
        re.IGNORECASE,
    ):
        return PageLine(of_page, opens="author")
    if RESPONSES.match(text) and not ends_sentence(text.rstrip('”"»')):
        return PageLine(of_page, opens="comments")
    if FILED.match(text) and len(words) <= 25:
        return PageLine("where the page was filed")
    if REACH.fullmatch(text):
        return PageLine("how to reach the author")
    return None


MOST_RIGHTS_WORDS = 45


def made_of_page_words(text: str) -> bool:
    """Whether a short line has no word but those of menus, buttons and forms, and small words between them."""
    words = words_of(text)
    if not 1 <= len(words) <= LONGEST_BUTTON or text.endswith((",", ";")) or THIRD_PERSON & set(words):
        return False
    if any(mark in text for mark in '“”«»"'):
        return False
    of_page = [word for word in words if is_page_word(word)]
    return len(of_page) >= 0.4 * len(words) and all(
        is_page_word(word) or word.removesuffix("'s") in FUNCTION_WORDS for word in words
    )


def bids(text: str) -> bool:
    """Whether a line speaks to its reader or bids something, as a button does and a heading does not."""
    words = words_of(text)
    return any(word in IMPERATIVES for word in words[:1]) or any(
        word in FIRST_PERSON or word in SECOND_PERSON for word in words
    )


def is_commenter(text: str) -> bool:
    """Whether a line names a reader whose comment follows."""
    return COMMENTER.fullmatch(text) is not None


def is_cut_off(text: str) -> bool:
    """Whether a paragraph breaks off, as a teaser does."""
    return READS_ON.search(text) is not None


def credit_at_end(text: str) -> int | None:
    """Where in a caption the credit begins that follows its sentence, or None."""
    match = CREDIT_AT_END.search(text)
    return match.start() if match and NAME.search(match[0]) else None


def is_page_word(word: str) -> bool:
    """Whether a word is one of those that a page's menus, buttons and forms are made of."""
    if word in BUTTONS or word in PAGE_WORDS:
        return True
    parts = [part for part in word.removesuffix("'s").split("-") if part not in FUNCTION_WORDS]
    return len(parts) > 0 and all(part in BUTTONS or part in PAGE_WORDS for part in parts)


def _is_label(words: list[str]) -> bool:
    """Whether words of a page could head a part of a story: nothing to press, and nothing bidden."""
    return not (BUTTONS & set(words) or _opens(words) or (words[0] in IMPERATIVES and len(words) > 1))


def _opens(words: list[str]) -> Opens | None:
    if "author" in words and "about" in words:
        return "author"
    if COMMENTS & set(words):
        return "comments"
    if OTHER_STORIES & set(words) and (len(words) > 2 or OTHER_STORIES & set(words) - {"more", "mehr"}):
        return "other stories"
    if {"keep", "reading"} <= set(words) or {"plus", "lus"} <= set(words):
        return "other stories"
    if "other" in words and {"news", "stories"} & set(words):
        return "other stories"
    return "other stories" if {"most", "read"} <= set(words) or {"you", "like"} <= set(words) else None
