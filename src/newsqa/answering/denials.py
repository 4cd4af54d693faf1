"""What one side says and another denies: "accused Azerbaijan of bombing", "Baku rejected the accusations".

A denial that is not there is worse than one that is missed, so both sides must be put in few plain ways.
"""

import re
from collections.abc import Iterator, Sequence

from newsqa.answering.answering_values import Mention
from newsqa.answering.yes_no import CHOICE, asks_whether
from newsqa.grounding import Span, are_alike
from newsqa.library import content_words
from newsqa.schema import Evidence

# The deed begins with a verb, so that "accused the government of Ruritania of bombing" is of a bombing.
ACCUSATION = re.compile(r"\b[Aa]ccus(?:e[sd]?|ing)\s[^.;:!?]{1,100}?\bof\s(?P<deed>[a-z]+ing\b(?:\s[\w’'-]+){0,3})")
BLAME = re.compile(r"\b[Bb]lam(?:e[sd]?|ing)\s[^.;:!?]{1,100}?\bfor\s(?P<deed>[\w’'-]+(?:\s[\w’'-]+){0,3})")
_CLAIMS = r"(?:claim(?:s|ed)?|alleg(?:e[sd]?)|assert(?:s|ed)?|insist(?:s|ed)?)"
CLAIM = re.compile(rf"\b{_CLAIMS}\sthat\s(?P<clause>.*)|^(?P<whole>.*,\s[^,.;:!?]{{1,60}}\s{_CLAIMS},.*)", re.DOTALL)
_CHARGE = r"(?:accusations?|allegations?|charges?|claims?|reports)"
DENIAL = re.compile(
    r"\b(?:"
    r"(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)|dismiss(?:es|ed|ing)|refut(?:es|ed|ing)|disput(?:es|ed|ing))\s"
    r"(?:"
    r"(?:it|this|that)(?=\s*(?:[.,;!?”\"]|$|as\b|and\b))"
    rf"|(?:(?:the|these|those|its|his|her|their|such|all|any|both)\s)?(?:\w+\s)?{_CHARGE}\b"
    r"|(?:(?:all|any)\s)?(?:responsibility|involvement|wrongdoing|role|part|guilt)\b"
    r"|(?:having|doing)\b"
    r"|(?=that\s)"
    r")"
    r"|disagree[sd]?(?=\s*(?:[.,;!?]|$|with (?:him|her|them|this|that)\b))"
    rf"|call(?:s|ed)\s(?:it|this|that|(?:the|these|those)\s{_CHARGE})\s"
    r"(?:false|untrue|baseless|unfounded|fabricated|absurd|a lie|lies)"
    r")",
    re.IGNORECASE,
)
# "Did not deny", "has neither confirmed nor denied", "would reject": no denial.
NO_DENIAL = re.compile(
    r"(?:\b(?:not|never|nobody|none|neither|nor|no one|without|if|whether|would|could|may|might"
    r"|(?:declin|refus)\w+ to)|n[’']t)\b(?:\s[\w’'-]+){0,3}\s$",
    re.IGNORECASE,
)
OF_WHAT = re.compile(r"^(?:\s\w+)?\s*(?:that|of|about|over|regarding|against)\s(?P<what>[^.;:!?]+)", re.IGNORECASE)
GUILT = re.compile(r"\b(?:responsible|guilty|to blame|behind)\b", re.IGNORECASE)
# A question that asks who said what is answered by what was said.
ABOUT_WORDS = re.compile(
    rf"\b(?:accus\w+|(?<!to )blam\w+|{_CLAIMS}|alleg\w+|den(?:y|ies|ied)|reject\w*|dismiss\w*|refut\w*|disput\w*"
    r"|disagree\w*|call\w*|sa(?:y|ys|id)|told|think\w*|believ\w*|argu\w+|according)\b",
    re.IGNORECASE,
)
WHO = re.compile(r"\s*(?:who|which (?:country|side|party|state|group))\b", re.IGNORECASE)
COVERED = 0.8  # share of the telling words of what is asked that a claim has to have
FEWEST_COVERED = 2
REPORTING = frozenset(
    content_words("said says told year years day days people new also accused denied claimed report")
)


def find_denied(
    question: str, likely: Sequence[Evidence], evidence: Sequence[Evidence]
) -> tuple[Mention, Mention] | None:
    """An accusation or a claim of what is asked about, and its denial in the same article; None without both.

    Their values are the words by which somebody accuses, claims or denies.

    Args:
        question: whether something is so, or who did it.
        likely: sentences good enough to answer from, of which one has to be the claim.
        evidence: all that were ranked, best first; a denial need not repeat what is asked about.
    """
    if not (asks_whether(question) or WHO.match(question)) or ABOUT_WORDS.search(question):
        return None
    for claimed in _claimed(question, likely):
        for other in evidence:
            is_of_the_article = other.article.id == claimed.evidence.article.id
            if is_of_the_article and other.sentence != claimed.evidence.sentence:
                denial = _denial(other.text)
                if denial and _is_of(claimed.evidence, other, denial):
                    return claimed, _mention(other, denial)
    return None


def _claimed(question: str, likely: Sequence[Evidence]) -> Iterator[Mention]:
    """Where sentences accuse somebody of what the question asks about, then where they claim it."""
    for find in (_accusation, _claim):
        for one in likely:
            if (span := find(question, one.text)) and not _denial(one.text):
                yield _mention(one, span)


def _accusation(question: str, text: str) -> Span | None:
    asked = content_words(question)
    asks_for_guilt = bool(GUILT.search(question))
    found = ACCUSATION.search(text) or (BLAME.search(text) if asks_for_guilt else None)
    if found is None:
        return None
    # "Of bombing Stepanakert" is of a bombing; of "carrying out an attack", only who asks for guilt is told.
    deed = content_words(found["deed"])[: None if asks_for_guilt else 1]
    return Span(*found.span()) if any(are_alike(word, other) for word in deed for other in asked) else None


def _claim(question: str, text: str) -> Span | None:
    found = CLAIM.search(text) if asks_whether(question) else None
    if found is None:
        return None
    said = content_words(found["clause"] or found["whole"])
    # Of "Is it this, or is it that?" either is enough.
    for asked in map(content_words, CHOICE.split(question)):
        covered = sum(any(are_alike(word, other) for other in said) for word in asked)
        if covered >= max(FEWEST_COVERED, COVERED * len(asked)):
            return Span(*found.span())
    return None


def _denial(text: str) -> Span | None:
    """Where a sentence denies something."""
    for found in DENIAL.finditer(text):
        if not NO_DENIAL.search(text[: found.start()]):
            return Span(*found.span())
    return None


def _is_of(claim: Evidence, denial: Evidence, span: Span) -> bool:
    """Whether a denial is of this claim: it says so, or stands right after it and says nothing else."""
    if of_what := OF_WHAT.match(denial.text[span.end :]):
        named = set(content_words(of_what["what"])) - REPORTING
        return not named.isdisjoint(content_words(claim.text))
    between = denial.article.text[claim.sentence.end : denial.sentence.start]
    return denial.sentence.start >= claim.sentence.end and not between.strip() and "\n\n" not in between


def _mention(evidence: Evidence, span: Span) -> Mention:
    return Mention(evidence, span, evidence.text[slice(*span)])
