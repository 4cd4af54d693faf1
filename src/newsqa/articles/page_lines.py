"""A line of a news page by itself: a button, an age, a credit, a link; whatever the lines around it are."""

import re
import unicodedata
from collections.abc import Iterable
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
from newsqa.articles.line_shapes import WORD, ends_sentence, words_of
from newsqa.articles.page_notices import notice
from newsqa.articles.text_details import NAME

LONGEST_PAGE_LINE = 500  # characters
LONGEST_BUTTON = 10  # words
LONGEST_CREDIT = 12
LONGEST_LINK = 25
LONGEST_MENU = 40
MOST_LANGUAGES = 8
LONGEST_LANGUAGE = 12  # characters
SHORTEST_ICONS = 10  # characters; "XX" is a Roman number

_NUMBER = r"(?:\d+|an?|one|two|three|une?|eine[mr]?|un[ao]?)"
AGE = re.compile(
    r"(?:(?:updated|published|posted|last updated|mis à jour|aktualisiert|actualizado)\s*:?\s*)?"
    rf"(?:(?:about |over |almost )?{_NUMBER}\s*(?:s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?"
    rf"|d|days?|w|wks?|weeks?|mos?|months?|y|yrs?|years?)(?:\s+ago)?"
    rf"|il y a (?:environ )?{_NUMBER} \w+|vor {_NUMBER} \w+|hace {_NUMBER} \w+"
    rf"|(?:{_NUMBER} )?(?:минут|час|дн|день|недел|месяц|год|лет)\w* назад|just now|yesterday|hier|gestern|ayer"
    r"|вчера)\.?|last updated?:?\s\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s?\(?[A-Z]{2,4}\)?)?",
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
    r"[\[(]?(?:(?:(?:please\s)?(?:read|see|listen|hear|watch)(?:\s(?:more|also|next|too|now|here))?"
    r"(?:\s(?:about|on|in))?"
    r"|also (?:read|see|on)|related(?:\s\w+)?|more (?:on|from|about)(?:\s\w+){0,3}|more|videos?"
    r"|gallery|slideshow|podcast|in pictures"
    r"|recommended|don['’]t miss|up next|(?:next|previous)(?:\s\w+)?"
    r"|lire aussi|à lire(?: aussi)?|voir aussi|leggi anche|lesen sie (?:auch|hier|dazu)|mehr zum thema|siehe auch"
    r"|lea(?: también)?|lee también|vea también|ver también|читайте также|смотрите также|по теме"
    r"|tags?|tagged(?:\s(?:with|as))?|topics?|filed under|posted in|categor(?:y|ies)|key ?words?|mots[- ]clés"
    r"|schlag(?:worte|wörter)|themen|etiquetas|temas|теги|метки)\s*[:>»→|]"
    r"|(?:read|see|watch)\s(?:more|also)\s*[–—-]|(?:(?:posted|published) in|filed under|tagged)\s)\s*\S.*",
    re.IGNORECASE,
)
_CREDITED = r"[^\W\d_a-z][\w'’.-]*(?:\s[^\W\d_a-z][\w'’.-]*){0,3}"
_PICTURE_AGENCY = (
    r"(?:AFP|AP Photo|AP|Reuters|REUTERS|TASS|EPA-EFE|EPA|dpa|Getty(?: Images)?|Shutterstock|Unsplash|Alamy|iStock"
    r"|[Ff]ile [Pp]hoto)"
)
# A pair of players is written like a photographer and an agency, but for the agency's name.
_AGENCY_NAME = (
    rf"(?:{_PICTURE_AGENCY}|[A-ZÀ-ÞА-Я]{{2,6}}|[\w-]+\.\w{{2,4}}"
    rf"|(?:{_CREDITED}\s)?(?:Images|Press|News|Agency|Photos?|Pool|Times|Post|Guardian|Handout|Pictures)"
    rf"(?:\s{_CREDITED})?)"
)
CREDITS = (
    re.compile(
        r"[\[(]?(?:(?:file|stock|featured|cover|lead)\s)?(?:photo(?:graph)?s?|pictures?|images?|credits?"
        r"|photo credit|foto|bild|crédit(?:s| photo)?|фото|imagen|illustration|graphic|image source)"
        r"\s*(?:by|,|von|par|por|de|:|©|/|\||courtesy(?: of)?|via)+\s*\S.*",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\(?(?:{_CREDITED}\s/\s{_AGENCY_NAME}|{_CREDITED}/{_PICTURE_AGENCY}|{_PICTURE_AGENCY}/{_CREDITED}"
        rf"|{_PICTURE_AGENCY}|(?:©|\(c\))\s?{_CREDITED}(?:\s?/\s?{_CREDITED})?)\)?"
    ),
    re.compile(r"(?:photo|picture|image|foto|bild|portrait|logo)\s+(?:of|von|de|du)\s\S.*[^.!?]", re.IGNORECASE),
)
CREDIT_AT_END = re.compile(
    rf"(?:(?<=[.!?\"”)])|(?=\s[\[(]))\s+(?:{_CREDITED}\s?/\s?{_AGENCY_NAME}|©\s?[^.]{{2,50}}"
    r"|[\[(](?:[Pp]hoto|[Ff]oto|[Ii]mage|[Cc]redit|[Pp]icture|[Ff]ile|AP Photo|AFP|Reuters|Getty)[^()]{0,60}[\])]"
    r"|(?:Photo|Photograph|Foto|Credit|Image|Picture):\s[^.]{2,50})$"
)
CAPTION = re.compile(
    rf"(?i:(?:image |photo |picture )?caption)\s?[,:]|.*[|(\[]\s?{_CREDITED}\s?/\s?{_PICTURE_AGENCY}[)\]]?$"
    r"|.*\S\s©\s?\S.{1,40}$"
)
ADDRESS = re.compile(
    r"(?:(?:[\w-]+\s){0,2}[\w-]+:?\s[\"“]?)?(?:https?://|www\.)\S+|@\w+|(?:#\w+[\s,]*)+|\S+@\S+\.\w+"
)
SITE = re.compile(r"\w[\w-]+(?:\.[\w-]+)*\.[a-z]{2,8}")
BETWEEN_LINKS = re.compile(r"\s*[>»›|]\s*|\s/\s|\s[•·]\s")
# "Home/work balance" is none.
PATH = re.compile(r"(?:home|accueil|startseite|inicio|главная)(?:\s*[>»›→]\s*|\s+[/|]\s+)\S.*", re.IGNORECASE)
OPENS_ELSEWHERE = re.compile(
    r".{1,80}(?:[,(]\s?opens (?:in )?|\bopens in )(?:a )?new (?:tab|window)\)?", re.IGNORECASE
)
OTHER_VERSION = re.compile(
    r"read (?:the (?:original|full) (?:article|story|text|version)\b|(?:it |this \w+ )?in [A-Z]\w+ on\b).{0,50}",
    re.IGNORECASE,
)
# The names of buttons run together: "facebooktwittercopylink"
ICONS = re.compile(
    r"(?:facebook|twitter|whatsapp|telegram|linkedin|youtube|instagram|email|share|copy-?link|-?stroke|x|print){2,}",
    re.IGNORECASE,
)
FILED_IN = re.compile(r"in (?:[A-Z][\w&-]+(?: [A-Z&][\w&-]*)*, )+[A-Z][\w&-]+(?: [A-Z&][\w&-]*)*")
SPECIAL = re.compile(r"special (?:to|for) (?:the )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3}", re.IGNORECASE)
MORE_FROM = re.compile(
    r"(?:(?:discover )?more (?:(?:news|stories) )?(?:from|by|on|in|about)"
    r"|(?:view|see|read) (?:all )?(?:posts?|articles?|stories|more)"
    r" (?:by|from)|(?:recommended|powered|promoted|sponsored) by)\s.{1,50}|don['’]t miss|most watched.{0,30}",
    re.IGNORECASE,
)
ABOUT_AUTHOR = re.compile(
    r"(?:about the author|über den autor|à propos de l['’]auteur|sobre el autor|об авторе).{0,30}", re.IGNORECASE
)
RESPONSES = re.compile(r"\d+\s(?:responses?|comments?|thoughts?|replies)\s(?:to|on)\s.*", re.IGNORECASE)
READS_ON = re.compile(r"(?:\[?(?:…|\.\.\.)\]?|»|→|›|>>?)$")
COMMENTER = re.compile(r".{1,40}\s(?:says|said|wrote|writes|a dit|schreibt|sagt|dice|пишет)\s?:?$", re.IGNORECASE)
KEY_POINTS = re.compile(r"what you need to know\s*:?", re.IGNORECASE)
ADVERT = re.compile(r"(?:[A-Z][\w-]+ ){1,2}Advert(?:isement)?")
# Where the names of buttons run together without a space: "About usContact", "TweetShare"
GLUE = re.compile(r"(?<=[a-zß-öø-ÿа-яё])(?=[A-ZÀ-ÞА-Я])")
NAMES_WITH_CAPITALS = re.compile(r"(?i:whatsapp|youtube|linkedin|tiktok)")
GAP_WORDS = frozenset(
    """
    advertisement advertising advert ad ads sponsor sponsored continues continue publicité anzeige werbung publicidad
    реклама
    """.split()
)

Opens = Literal["other stories", "comments", "author"]


class PageLine(NamedTuple):
    """Why a line is of the page, and what begins below it, if anything.

    `is_weak` is true of a line that would as well be a label within a story: it takes its neighbours to tell.
    `is_age` is true of "27 mins ago", `is_gap` of an advertisement's place, below which a story goes on.
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
    words = words_of(text)
    if (found := _sign(text, words)) is not None:
        return found
    if (why := notice(text)) is not None:
        return PageLine(why)
    if (found := _link_or_credit(text, words)) is not None:
        return found
    of_page = "a line of the page"
    if made_of_page_words(text.rstrip("»› ")):
        return PageLine(of_page, _opens(words), is_weak=_is_label(words), is_gap=bool(GAP_WORDS & set(words)))
    if _is_glued(text):
        return PageLine("a row of links")
    if KEY_POINTS.fullmatch(text):
        return PageLine(of_page, is_weak=True)
    if ADVERT.fullmatch(text):
        return PageLine(of_page, is_gap=True)
    if ABOUT_AUTHOR.fullmatch(text):
        return PageLine(of_page, "author")
    if MORE_FROM.fullmatch(text) and not ends_sentence(text):
        return PageLine(of_page, "other stories")
    if RESPONSES.fullmatch(text) and not ends_sentence(text.rstrip('”"»')):
        return PageLine(of_page, "comments")
    return None


def _sign(text: str, words: list[str]) -> PageLine | None:
    """A line that hardly has words: an age, a count, a sign, an address."""
    if AGE.fullmatch(text) or DAY_OF_YEAR.fullmatch(text):
        return PageLine("how old something was when the page was copied", is_weak=not AGO.search(text), is_age=True)
    if NUMBERS.fullmatch(text):
        return PageLine("a number of the page", is_weak=True)
    if not words or (len(words) > 1 and all(len(word) == 1 for word in words)):
        return PageLine("the sign of a button", is_weak=DIVIDER.fullmatch(text) is not None)
    if SITE.fullmatch(text):
        return PageLine("an address, not a sentence of the story", is_weak=True)
    if _is_choice_of_languages(text, words):
        return PageLine("a choice of languages", is_weak=len(words) == 2)
    if ADDRESS.fullmatch(text):
        return PageLine("an address, not a sentence of the story")
    return None


def _is_choice_of_languages(text: str, words: list[str]) -> bool:
    """Whether a line is of a few words in several scripts: "Eng | Рус | Հայ"."""
    scripts = {unicodedata.name(letter, "").partition(" ")[0] for letter in text if letter.isalpha()}
    return (
        len(scripts) > 1
        and len(words) <= MOST_LANGUAGES
        and not ends_sentence(text)
        and all(len(word) <= LONGEST_LANGUAGE and word not in FUNCTION_WORDS for word in words)
        and all(word[0].isupper() or not word[0].islower() for word in WORD.findall(text))
    )


def _link_or_credit(text: str, words: list[str]) -> PageLine | None:
    # "Watch: the dam, which broke at four, had been repaired twice since the flood." is a sentence.
    if len(words) <= LONGEST_LINK and not (ends_sentence(text) and len(words) > 12) and LINK.fullmatch(text):
        return PageLine("a link to something else")
    # "Photo: The bridge was closed on Monday." is a caption, and a sentence.
    is_short = len(words) <= LONGEST_CREDIT and not (ends_sentence(text) and len(words) > 6)
    if is_short and any(credit.fullmatch(text) for credit in CREDITS):
        return PageLine("a picture's credit")
    if PATH.fullmatch(text) and len(words) <= LONGEST_LINK and not ends_sentence(text):
        return PageLine("where the page stands on its site")
    if len(words) <= LONGEST_CREDIT and OPENS_ELSEWHERE.fullmatch(text):
        return PageLine("a link to something else")
    # "Read in court on Monday, the letter moved many." is a sentence.
    is_other_version = OTHER_VERSION.fullmatch(text) and not (ends_sentence(text) and len(words) > 7)
    if is_other_version or (len(text) >= SHORTEST_ICONS and ICONS.fullmatch(text)):
        return PageLine("a link to something else")
    if FILED_IN.fullmatch(text) or SPECIAL.fullmatch(text):
        return PageLine("where the page was filed", is_weak=True)
    pieces = [piece for piece in BETWEEN_LINKS.split(text) if piece]
    of_page = [made_of_page_words(piece) for piece in pieces]
    if len(pieces) >= 3 and all(len(words_of(piece)) <= 3 for piece in pieces) and not ends_sentence(text):
        return PageLine("a row of links", is_weak=not any(of_page))
    if len(pieces) == 2 and all(of_page):
        return PageLine("a row of links")
    if _is_menu_in_a_row(text, words):
        return PageLine("a row of links", is_weak=True)
    return None


def _is_menu_in_a_row(text: str, words: list[str]) -> bool:
    """Whether a line runs the words of a menu together: "News Opinion Climate Podcasts Archive"."""
    capitals = [word for word in text.split() if word[0].isupper()]
    return (
        5 <= len(words) <= LONGEST_MENU
        and len(capitals) == len(text.split())
        and not re.search(r"[.,:;!?’'\"“”\d]", text)
        and sum(map(is_page_word, words)) >= 0.7 * len(words)
    )


def _is_glued(text: str) -> bool:
    """Whether a line runs the names of links together, with no space between them: "About usContactNewsletter"."""
    pieces = GLUE.split(NAMES_WITH_CAPITALS.sub(lambda name: name[0].capitalize(), text))
    return len(pieces) > 1 and not ends_sentence(text) and all(made_of_page_words(piece.strip()) for piece in pieces)


def is_page_word(word: str) -> bool:
    """Whether a word is one of those that a page's menus, buttons and forms are made of."""
    if word in BUTTONS or word in PAGE_WORDS:
        return True
    parts = [part for part in word.removesuffix("'s").split("-") if part not in FUNCTION_WORDS]
    return len(parts) > 0 and all(part in BUTTONS or part in PAGE_WORDS for part in parts)


def made_of_page_words(text: str) -> bool:
    """Whether a short line has no word but those of menus, buttons and forms, and small words between them."""
    words = words_of(text)
    if not 1 <= len(words) <= LONGEST_BUTTON or text.endswith((",", ";")) or THIRD_PERSON & set(words):
        return False
    if any(mark in text for mark in '“”«»"'):
        return False
    return sum(map(is_page_word, words)) >= 0.4 * len(words) and all(
        is_page_word(word) or word.removesuffix("'s") in FUNCTION_WORDS for word in words
    )


def bids(text: str) -> bool:
    """Whether a line speaks to its reader or bids something, as a button does and a heading does not."""
    words = words_of(text)
    return _any_in(words[:1], IMPERATIVES) or _any_in(words, FIRST_PERSON) or _any_in(words, SECOND_PERSON)


def is_commenter(text: str) -> bool:
    """Whether a line names a reader whose comment follows."""
    return COMMENTER.fullmatch(text) is not None


def is_cut_off(text: str) -> bool:
    """Whether a paragraph breaks off, as a teaser does."""
    return READS_ON.search(text) is not None


def is_caption(text: str) -> bool:
    """Whether a line says that it is a picture's caption, or ends with the picture's credit."""
    credit = credit_at_end(text)
    # A headline may end with "(Reuters)", or with "(Photo Report)".
    return CAPTION.match(text) is not None or (credit is not None and re.search(r"[/:©]", text[credit:]) is not None)


def credit_at_end(text: str) -> int | None:
    """Where in a caption the credit begins that follows its sentence, or None."""
    match = CREDIT_AT_END.search(text)
    return match.start() if match and NAME.search(match[0]) else None


def _any_in(words: Iterable[str], vocabulary: frozenset[str]) -> bool:
    return any(word in vocabulary for word in words)


def _is_label(words: list[str]) -> bool:
    """Whether words of a page could head a part of a story: nothing to press, and nothing bidden."""
    return not (BUTTONS & set(words) or _opens(words) or (words[0] in IMPERATIVES and len(words) > 1))


def _opens(words: list[str]) -> Opens | None:
    """What a heading made of page words stands above."""
    said = set(words)
    if {"about", "author"} <= said:
        return "author"
    if COMMENTS & said:
        return "comments"
    # "More" alone, and "Read more", open the rest of this story; "More stories" others.
    if OTHER_STORIES & said and (len(words) > 2 or OTHER_STORIES & said - {"more", "mehr"}):
        return "other stories"
    pairs = (
        {"keep", "reading"},
        {"plus", "lus"},
        {"most", "read"},
        {"you", "like"},
        {"other", "news"},
        {"other", "stories"},
    )
    return "other stories" if any(pair <= said for pair in pairs) else None
