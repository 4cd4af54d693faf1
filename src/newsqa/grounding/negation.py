"""Whether a text asserts what it mentions: "not 5,000", "Gyumri is not the site"."""

import re

# "not only in Gyumri" asserts Gyumri.
NEGATION = (
    r"(?:\b(?:not|never|neither|nor|without|cannot|hardly)\b(?!\s+(?:only|just|merely|least)\b)"
    r"|\b\w+n[’']t\b(?!\s+(?:only|just|merely)\b)"
    r"|\bno\b(?=\s+(?:evidence|proof|sign|doubt|longer)\b)|\bno\s+longer\b"
    r"|\b(?:rather|other) than\b|\binstead of\b|\bexcept(?: for)?\b|\bno such\b)"
)
# "denied that the base had moved to Yerevan" reaches further than "not" does.
DENIAL = re.compile(
    r"\b(?:not true|untrue|false|wrong|den(?:y|ies|ied|ying)|rul(?:e|es|ed|ing) out|any(?:where|one|thing) but)\b"
    r"[^.;:!?]{0,60}$",
    re.IGNORECASE,
)
NO = re.compile(r"\bno\s+(?:\w+\s+)?$", re.IGNORECASE)
BEFORE = re.compile(NEGATION + r"(?P<between>(?:[^\w.,;:!?]+[\w’'-]+(?:[.,]\d+)*){0,4}?)[^\w.,;:!?]*$", re.IGNORECASE)
# A copula and "not" after it, as in "Gyumri is not the site"; "Peskov did not comment" says nothing against Peskov.
AFTER = re.compile(
    r"^[’']?s?\W{0,2}(?:\s*(?:is|was|are|were|has been|have been)\s+(?:not|never|no longer)\b"
    r"(?!\s+(?:only|just|merely)\b)"
    r"|\s*(?:is|was|are|were)n[’']t\b(?!\s+(?:only|just|merely)\b))",
    re.IGNORECASE,
)
FALSE_AFTER = re.compile(
    r"^\W{0,2}\s*(?:is|was|are|were|would be)\s+(?:wrong|false|incorrect|untrue|mistaken)\b", re.I
)
QUESTION = re.compile(r"[^.!?]*\?")
# What follows one of these is asserted again: "not Gyumri but Vanadzor".
TURN = re.compile(r"\b(?:but|that|which|who|and|as|because|if|when|where|although)\b", re.IGNORECASE)


def is_negated(text: str, start: int, end: int) -> bool:
    """Whether the clause around `text[start:end]` says that it is not so, or only asks.

    A negation counts within four words before it, or as a copula with "not" directly after it, and never across
    punctuation or a conjunction that begins another clause; a verb of denial counts within its clause.
    """
    if QUESTION.match(text[end:]):
        return True
    preceding = text[max(0, start - 120) : start]
    if DENIAL.search(preceding) or NO.search(preceding):
        return True
    before = BEFORE.search(preceding)
    if before and not TURN.search(before["between"] or ""):
        return True
    rest = text[end : end + 60]
    return bool(AFTER.match(rest) or FALSE_AFTER.match(rest))
