"""Whether a text asserts what it mentions: "not 5,000", "Gyumri is not the site", "near Gyumri"."""

import re

# "not only in Gyumri" asserts Gyumri, and "not until 1968" asserts 1968.
_ALL_THE_SAME = r"(?!\s+(?:only|just|merely|least|until)\b)"
NEGATION = (
    rf"(?:\b(?:not|never|neither|nor|without|cannot|hardly)\b{_ALL_THE_SAME}|\b\w+n[’']t\b{_ALL_THE_SAME}"
    r"|\b(?:no|none|nobody)\b(?!\s+(?:doubt|fewer|less|more|later|sooner|earlier)\b)"
    r"|\b(?:rather|other) than\b|\binstead of\b|\bexcept\b)"
)
# "Denied that the base had moved to Yerevan" reaches further than "not" does, and so does what is left open: "the
# text does not say whether the talks were in Geneva".
DENIAL = re.compile(
    r"\b(?:not true|untrue|false|wrong|den(?:y|ies|ied|ying)|rul(?:e|es|ed|ing) out|not the case"
    r"|(?:wrongly|falsely) (?:said|reported|claimed|stated|believed)|no (?:evidence|proof|sign)"
    r"|nothing to (?:say|show|suggest)|(?:unclear|uncertain|unknown|doubtful|nobody knows|(?:(?:not|n[’']t|cannot)"
    r" (?:clear|certain|sure|known?|say|state|mention|tell|specify)))\b[^.,;:!?]{0,30}\b(?:whether|if|that))\b"
    r"(?:[^.;:!?]|[.](?=\d)){0,60}$"
    r"|\bcontrary to\b(?:[^.,;:!?]|[.,](?=\d)){0,60}$",
    re.IGNORECASE,
)
# All names of a list after it: "all but France, Russia and the US".
EXCEPTION = re.compile(
    r"\b(?:(?:all|any\w+|every\w*)(?:\s\w+)?\sbut|except(?:\sfor)?)\b"
    r"(?:\W|\b(?:in|on|at|the|and|or)\b|(?-i:\b[^\W\d_a-z][\w’'-]*)){0,30}$",
    re.IGNORECASE,
)
EITHER = re.compile(r"\beither\b(?P<between>[^.;:!?]{0,40})$", re.IGNORECASE)
OR = re.compile(r"[^.;:!?]{0,40}\bor\b")
BEFORE = re.compile(NEGATION + r"(?P<between>(?:[^\w.,;:!?]+[\w’'-]+(?:[.,]\d+)*){0,4}?)[^\w.,;:!?]*$", re.IGNORECASE)
# A copula and "not" after it, as in "Gyumri is not the site"; "Peskov did not comment" says nothing against Peskov.
AFTER = re.compile(
    r"^[’']?s?\W{0,2}(?:\s*(?:is|was|are|were|has been|have been)\s+(?:not|never|no longer)\b"
    r"(?!\s+(?:only|just|merely)\b)"
    r"|\s*(?:is|was|are|were)n[’']t\b(?!\s+(?:only|just|merely)\b)"
    r"|\s*(?:can|could)(?: ?not|n[’']t) (?:be (?:an?|the|at|in)|have been)\b)",
    re.IGNORECASE,
)
# "5,000 troops is wrong", but not of Peskov in "Peskov said it was wrong".
FALSE_AFTER = re.compile(
    r"^\W{0,2}(?:\s*(?!sa(?:id|ys?)\b)[\w-]+){0,2}?\s*"
    r"\b(?:is|was|are|were|would be|has been|proved|proved to be|turned out to be)\s+"
    r"(?:the |a )?(?:wrong|false|incorrect|untrue|mistaken|ruled out)\b",
    re.IGNORECASE,
)
QUESTION = re.compile(r"[^.!?]*\?")
# What follows one of these is asserted again: "not Gyumri but Vanadzor".
TURN = re.compile(r"\b(?:but|that|which|who|and|as|because|if|when|where|although|until)\b", re.IGNORECASE)

BESIDE = re.compile(
    r"\b(?:near|outside|close to|far from|next to"
    r"|(?<!\bin the )(?:north|south|east|west)(?:-?(?:east|west))?(?:ern)? of"  # "in the north of Mali" is in Mali
    r"|(?:km|kilomet(?:re|er)s|miles) from)\s+$",
    re.IGNORECASE,
)
PREPOSITION = re.compile(r"\b(?:in|at|from|to|of|for|around|inside)\s+(?:the\s+)?$", re.IGNORECASE)
HAS_NOT = re.compile(
    r"^\s+(?:ha[sd] no\b|(?:does|did)(?: not|n[’']t)\s+(?:have|host|house)\b)",
    re.IGNORECASE,
)
MOVED = re.compile(r"\b(?:mov|relocat|transfer|shift|switch)\w*\s[^.;:!?]{0,40}?\bfrom\s+$", re.IGNORECASE)


def is_negated(text: str, start: int, end: int) -> bool:
    """Whether the clause around `text[start:end]` says that it is not so, leaves it open, or only asks.

    A negation counts within four words before it, or as a copula with "not" directly after it, and never across
    punctuation or a conjunction that begins another clause; a verb of denial counts within its clause.
    """
    if QUESTION.match(text[end:]):
        return True
    preceding, following = text[max(0, start - 120) : start], text[end : end + 60]
    if DENIAL.search(preceding) or EXCEPTION.search(preceding):
        return True
    either = EITHER.search(preceding)
    if either and (OR.match(following) or OR.match(either["between"])):
        return True
    before = BEFORE.search(preceding)
    if before and not TURN.search(before["between"] or ""):
        return True
    return bool(AFTER.match(following) or FALSE_AFTER.match(following))


def is_elsewhere(text: str, start: int, end: int) -> bool:
    """Whether a text puts something not in the place that it names, but near it, or no longer there.

    So do "near Gyumri", "moved from Gyumri to Vanadzor" and, of its subject, "Gyumri has no base".
    """
    preceding, following = text[max(0, start - 80) : start], text[end : end + 60]
    if BESIDE.search(preceding):
        return True
    if MOVED.search(preceding) and re.match(r"\s+to\b", following):
        return True
    return bool(HAS_NOT.match(following)) and not PREPOSITION.search(preceding)
