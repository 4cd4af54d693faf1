"""Who says a thing that a text only reports: "according to Kazagui", "the Kremlin said", "by partial reports"."""

import re

from newsqa.grounding.dates import MONTHS, WEEKDAYS
from newsqa.grounding.names import Span

_SAYING = (
    r"(?:said|says|told|reported|reports|announced|claimed|claims|stated|added|noted|alleged|insisted|wrote|warned)"
)
# "Said on Friday" names no speaker.
_DAYS = "|".join(name.title() for name in (*WEEKDAYS, *MONTHS))
_NAME = rf"(?!{_DAYS})[^\W\d_a-z][\w’'-]*"
_DETERMINER = r"(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)"
# Words with capitals, with the small ones before and between them: "government spokesman Ange Kazagui".
_SPEAKER = rf"\b(?:{_DETERMINER}\s)?(?:[a-z’'-]+\s){{0,2}}{_NAME}(?:\s(?:(?:of|the|for|de|al)\s){{0,2}}{_NAME})*"
FORMS = tuple(
    re.compile(form)
    for form in (
        r"\b[Aa]ccording to (?:[^,.;:!?]|[.,](?=\d)|(?<=\b[A-Z])\.)+",
        r"\b[Bb]y (?:\w+\s)?(?:reports|accounts|estimates)\b",
        rf"\b(?:in|on) (?:the )?(?:words|view|account) of {_SPEAKER}",
        rf"{_SPEAKER}(?:\s\([^)]*\))?,?\s(?:(?:has|had|also|later)\s)?{_SAYING}\b",
        rf"\b{_DETERMINER}\s(?:[a-z’'-]+\s){{1,4}}{_SAYING}\b",
        rf"\b{_SAYING}\s{_SPEAKER}",
        rf"\b(?:[Rr]eports|[Ss]ources|[Oo]fficials|[Ww]itnesses|[Aa]nalysts|[Ee]xperts)(?:\s\w+){{0,2}}"
        rf"\s{_SAYING}\b",
        rf"\b(?:he|she|they|He|She|They)\s{_SAYING}\b",
    )
)


def find_attribution(text: str) -> Span | None:
    """Where a sentence says who says what it tells; None where it tells it itself. Of several, the first form's."""
    for form in FORMS:
        if found := form.search(text):
            return Span(*found.span())
    return None
