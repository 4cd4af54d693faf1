"""What kind of answer a question asks for, and which words of a text are of that kind."""

import re
from collections.abc import Iterator
from typing import Literal

from newsqa.library import STOP_WORDS, words

AnswerType = Literal["number", "date", "name", "other"]

NUMBER_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands "
    "million millions billion billions trillion dozen dozens half third quarter once twice several"
).split()
NUMBER = re.compile(
    rf"[$£€]?\d(?:[\d,.\u00a0\u202f]*\d)?(?:\s?%|[½¼¾])?|\b(?:{'|'.join(NUMBER_WORDS)})\b", re.IGNORECASE
)
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = re.compile(
    rf"\b(?:{MONTHS}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b"
    r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"|\b(?:1[0-9]|20)\d\ds?\b|\b\d{1,2}(?:st|nd|rd|th) century\b|\b(?:yester|to)day\b|\btomorrow\b",
)
CAPITALISED = re.compile(r"\b[^\W\d_a-z][\w’'.-]*")

HOW_MANY = re.compile(
    r"\bhow (?:many|much|old|tall|long|far|big|large|high|deep|wide|heavy|fast|often)\b"
    r"|\bwhat (?:percentage|percent|number|amount|share|proportion|fraction|size|price|age)\b"
    r"|\b(?:number|percentage|amount|population|cost|price|death toll) (?:of|for)\b",
    re.IGNORECASE,
)
WHEN = re.compile(
    r"\bwhen\b|\bhow long ago\b"
    r"|\b(?:what|which) (?:\w+ )?(?:year|years|date|day|month|century|decade|season|time|era)\b",
    re.IGNORECASE,
)
WHO_OR_WHERE = re.compile(
    r"\b(?:who|whom|whose|where)\b"
    r"|\b(?:what|which) (?:\w+ )?(?:country|countries|city|cities|town|state|states|region|river|place|person|people"
    r"|man|woman|company|organi[sz]ation|team|party|group|church|university|school|president|minister|leader|king"
    r"|queen|language|nation|nations|capital|continent|island|spokesman|spokesperson)\b"
    r"|\bname of\b|\bwhat is the name\b|\bnamed\b",
    re.IGNORECASE,
)


def answer_type(question: str) -> AnswerType:
    """What kind of answer a question asks for; "other" where its wording does not tell."""
    if HOW_MANY.search(question):
        return "number"
    if WHEN.search(question):
        return "date"
    if WHO_OR_WHERE.search(question):
        return "name"
    return "other"


def words_of_type(text: str, kind: AnswerType) -> Iterator[tuple[int, int]]:
    """The places of a text, as (start, end), that hold a number, a date or a name; none for "other".

    A name is a word with a capital that is none of STOP_WORDS; the first word of a sentence may be taken for one.
    """
    match kind:
        case "number":
            yield from (found.span() for found in NUMBER.finditer(text))
        case "date":
            yield from (found.span() for found in DATE.finditer(text))
        case "name":
            for found in CAPITALISED.finditer(text):
                if found.group()[0].isupper() and found.group().casefold() not in STOP_WORDS:
                    yield found.span()
        case "other":
            return


def holds_answer_of_type(text: str, question: str, kind: AnswerType) -> bool:
    """Whether a text holds a number, date or name that the question does not name itself."""
    asked = set(words(question))
    return any(not asked.issuperset(words(text[start:end])) for start, end in words_of_type(text, kind))
