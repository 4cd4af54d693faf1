"""Sentences that a page's machinery says: whose rights, how many articles are left, what went wrong."""

import re

from newsqa.articles.furniture_words import THIRD_PERSON
from newsqa.articles.line_shapes import words_of

LONGEST_CREDIT = 12  # words
LONGEST_NOTICE = 45
LONGEST_DISCLAIMER = 80
RIGHTS = re.compile(
    r"(?:©|\(c\)|copyright\b).{0,12}(?:\d{4}|all rights)|all rights reserved|tous droits réservés"
    r"|alle rechte vorbehalten|(?:todos los )?derechos reservados|все права защищены",
    re.IGNORECASE,
)
RIGHTS_WORDS = frozenset(
    """
    copyright rights reserved permission reproduced reproduction republished redistributed broadcast rewritten
    material published prohibited
    """.split()
)
LICENCE = re.compile(
    r"(?:(?:(?:all|this) (?:text|content|work|article|story)|licensed)\b.{0,80})?"
    r"\bcreative commons\b.*\b(?:licen[cs]e|attribution|CC[ -]BY)\b.*",
    re.IGNORECASE,
)
OPINION_WORDS = frozenset(
    """
    views view opinion opinions expressed reflect necessarily author author's authors editor editors editorial own
    position those represent column contributor contributors ideas
    """.split()
)
HOLDS = frozenset("reflect expressed represent coincide".split())
# "This entry was posted in ...", "The post ... appeared first on ...", "This page was last edited on ..."
FILED = re.compile(
    r"this (?:entry|post|article|story|page) was"
    r" (?:posted|published|filed|tagged|last (?:modified|edited|updated)) .*"
    r"|the post .+ (?:first appeared|appeared first) on .+|.*\byou can follow any responses to this\b.*",
    re.IGNORECASE,
)
REACH = re.compile(r"(?:write to|contact|reach|e-?mail|follow)\s.{2,40}\s(?:at|on)\s\S*@\S+", re.IGNORECASE)
TOO_OLD = re.compile(r"this (?:article|story|post) is (?:more than|over|at least) .{1,15} old\.?", re.IGNORECASE)
METER = re.compile(
    r"(?:you(?:'|’)?(?:ve| have)\s)(?:\w+\s){0,5}(?:free\s)?(?:articles?|stories|story)\s"
    r"(?:left|remaining|this month)\b.{0,40}",
    re.IGNORECASE,
)
# "Something went wrong." by itself may be a story's.
FAULT = re.compile(
    r"(?:oops[!,.]?(?: something went wrong)?"
    r"|(?:something went wrong|an error (?:has )?occurred)[.,] please try.{0,25}"
    r"|please try again(?: later)?|please enter a valid .{1,30}|veuillez saisir .{1,40}valide)[.!]?",
    re.IGNORECASE,
)
DISCLAIMER = re.compile(
    r"\bctrl\s?\+\s?enter\b|\bprotected by reCAPTCHA\b|not responsible for the content of (?:external|other|third)"
    r"|\btranscripts?\b.*\bmay not be in (?:its|their) final form\b",
    re.IGNORECASE | re.DOTALL,
)
# What a page's machinery says in set phrases, whoever runs it.
MACHINERY = re.compile(
    r"your browser (?:does not|doesn['’]t) support .{0,60}|view (?:this|the) e-?mail in (?:your|a) (?:web )?browser.?"
    r"|view in (?:your )?browser|forward (?:this )?to a (?:friend|colleague).?"
    r"|not included, change data exporting settings.*|last edited by [^.]{1,60}|click to (?:expand|enlarge)\W*"
    r"|(?:this|the) (?:post|article|story|page|text) is also available in\b.{0,80}|short(?:ened)? (?:link|url)\s*:?"
    r"|by (?:subscribing|signing up|registering|continuing|submitting|clicking)\b.{0,60}\b(?:you|I) agree\b.{0,120}"
    r"|stay (?:up to date|informed|connected|in the loop)\b[^,]{0,80}"
    r"|(?:download (?:as )?pdf|cite (?:this|as)|upgrade to (?:paid|premium)|reset|expand full comment)"
    r"|(?:pages?:?\s|[«‹]\s)?\d+(?:[\s|…·.]+\d+){2,}\s+(?:next|older|last)\b.{0,10}",
    re.IGNORECASE,
)
# "Thanks for reading! Leave a comment if you liked this one."; a speech ends with "Thank you for listening" as well.
THANKS = re.compile(
    r"(?:thanks|thank you)(?: so much)? for (?:reading|subscribing|watching|listening)\b", re.IGNORECASE
)
THANKS_WORDS = frozenset("comment comments subscribe subscribing newsletter share forward support heart".split())
_CHANNEL = r"(?i:facebook|twitter|telegram|google news|instagram|whatsapp|youtube|vkontakte|viber|linkedin)"
# "Join protests on Facebook, the group told its members." is of a story.
FOLLOW = re.compile(
    rf"(?i:for (?:all )?(?:the )?(?:latest|more) [^,]{{0,40}}, )?(?i:follow|join|subscribe to) "
    rf"(?:[^,]{{2,50}}? on (?:our )?{_CHANNEL}(?:(?:,| and| &|, and) [A-Z]\w+)*\.?"
    rf"|[^,]{{2,50}}?\b{_CHANNEL} (?:channel|page|group)\.?)"
)


def notice(text: str) -> str | None:
    """Why a line is a sentence about the page: whose rights, whose opinions, where it was filed; else None."""
    words = words_of(text)
    if len(words) > LONGEST_DISCLAIMER:
        return None
    of_opinion = len(OPINION_WORDS & set(words))
    is_long = len(words) > LONGEST_NOTICE
    if of_opinion >= (6 if is_long else 4) and HOLDS & set(words):
        return "a notice about opinions"
    if DISCLAIMER.search(text):
        return "a notice of the page"
    if is_long:
        return None
    of_rights = len(RIGHTS_WORDS & set(words))
    if of_rights >= 4 or (RIGHTS.search(text) and (of_rights >= 3 or len(words) <= LONGEST_CREDIT)):
        return "a notice of copyright"
    if len(words) <= 2 * LONGEST_CREDIT and LICENCE.fullmatch(text):
        return "a notice of copyright"
    if MACHINERY.fullmatch(text) or (
        THANKS.match(text) and THANKS_WORDS & set(words) and not THIRD_PERSON & set(words)
    ):
        return "a notice of the page"
    if len(words) <= 2 * LONGEST_CREDIT and FOLLOW.fullmatch(text):
        return "a link to something else"
    if FILED.fullmatch(text):
        return "where the page was filed"
    if REACH.fullmatch(text):
        return "how to reach the author"
    if TOO_OLD.fullmatch(text) or METER.fullmatch(text) or FAULT.fullmatch(text):
        return "a notice of the page"
    return None
