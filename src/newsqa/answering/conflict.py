"""Evidence that disagrees on the value asked for, found by comparing sentences and never by asking a model.

Two sentences disagree if they are the same but for the value (twins), if both count the things that the question
counts, and the values cannot both be right, if one words a quotation or spells a name otherwise and that is asked
for, or if one tells of a claim and the other of its denial. A conflict that is not there is worse than one that is
missed.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from newsqa.answering.answering_values import VALUE_KINDS, Mention, Value, answers, can_differ, counted_unit
from newsqa.answering.denials import find_denied
from newsqa.answering.differing_counts import differing_counts
from newsqa.answering.quotations import find_wordings
from newsqa.answering.short_answer import ShortAnswer
from newsqa.answering.spellings import find_spellings
from newsqa.answering.twins import differing_twins
from newsqa.grounding import Quantity, counts, find_quantities
from newsqa.retrieval import answer_type
from newsqa.schema import Evidence, Sentence

CONSIDERED = 12  # sentences, as many as are ranked for an answer
# A sentence may disagree with the first if it is this likely to answer, measured by the probability of the first.
SHARE = 0.35
# The sentence that is disagreed with may be another than the first if that has no value, and it is this likely.
SHARE_TO_LEAD = 0.65
FEW = 20  # such a number stands in many sentences, and counts many things


class Side(NamedTuple):
    """One of the values on which the evidence disagrees, and the sentences that give it, the plainest first.

    Of a claim and its denial, each is a side, and its value is the words by which it is claimed or denied.
    """

    mentions: tuple[Mention, ...]

    @property
    def published(self) -> date | None:
        """When the article of the likeliest sentence was published."""
        return self.mentions[0].evidence.article.published


def find_conflict(
    question: str, evidence: Sequence[Evidence], short: ShortAnswer | None = None, *, min_confidence: float = 0.0
) -> list[Side]:
    """The values or wordings on which good evidence disagrees, newest first; else a claim and its denial, if any.

    Args:
        question: what was asked.
        evidence: ranked sentences, best first, good enough to answer from.
        short: the short answer within the first of them. It tells which value is asked for where a sentence has
            several; without it such a sentence disagrees with none.
        min_confidence: the probability under which nothing is answered from a sentence; a twin of one that is
            answered from may be less likely, for its value, and a denial as unlikely as it is.
    """
    kind = answer_type(question)
    kinds = list(VALUE_KINDS.values()) if kind == "other" else [VALUE_KINDS[kind]]
    considered = [e for e in evidence[:CONSIDERED] if e.probability >= SHARE * evidence[0].probability]
    likely = [e for e in considered if e.probability >= min_confidence]
    leading = [e for e in likely if e.probability >= SHARE_TO_LEAD * evidence[0].probability]
    found = next((m for e in leading if (m := _values_in(question, e, kinds)) or kind == "other"), [])
    asked = _asked_for(question, found, short if found and found[0].evidence is evidence[0] else None)
    pairs: list[tuple[Mention, Mention]] = []
    if asked:
        pairs += differing_twins(question, considered, {type(mention.value) for mention in asked})
    if asked and kind == "number":
        pairs += differing_counts(question, likely, evidence, asked[0].evidence)
    sides = next((sides for own in asked if (sides := _sides(question, pairs, own))), [])
    if sides:
        return sides
    worded = find_spellings(question, evidence[:CONSIDERED], short) or find_wordings(question, likely, short)
    return _newest_first(worded) or _denied_sides(question, likely, evidence[:CONSIDERED])


def disagreement(article_ids: Iterable[str]) -> str:
    """What is said of a conflict before the quotes from these articles."""
    return "The articles disagree" if len(set(article_ids)) > 1 else "The article gives more than one answer"


def _denied_sides(question: str, likely: Sequence[Evidence], evidence: Sequence[Evidence]) -> list[Side]:
    """A claim and its denial, in this order; both are of one article."""
    return [Side((mention,)) for mention in find_denied(question, likely, evidence) or ()]


def _values_in(question: str, evidence: Evidence, kinds: Sequence[type[Value]]) -> list[Mention]:
    """The values of a sentence that may answer the question."""
    return [Mention(evidence, *value) for kind in kinds for value in answers(question, evidence.text, kind)]


def _asked_for(question: str, found: Sequence[Mention], short: ShortAnswer | None) -> list[Mention]:
    """Those of a sentence's values that answer the question, as far as can be told; one, or none, of most."""
    if answer_type(question) != "other":
        counted = [mention for mention in found if _counts_the_same(question, mention)]
        if len(counted) == 1:
            return counted
        if len(found) == 1:
            return list(found)
    return [m for m in found if short and m.span.start < short.end and short.start < m.span.end]


def _counts_the_same(question: str, mention: Mention) -> bool:
    unit, text = counted_unit(question), mention.evidence.text
    return (
        bool(unit)
        and isinstance(mention.value, Quantity)
        and counts(text, mention.value, unit, neighbours=find_quantities(text)) == "same"
    )


def _sides(question: str, pairs: Sequence[tuple[Mention, Mention]], own: Mention) -> list[Side]:
    """The values that differ from one's own, or from one that is the same, a side for each; none if none does."""
    mentions: dict[Sentence, Mention] = {own.evidence.sentence: own}
    for pair in pairs:
        if any(_is_own(question, mention, own) for mention in pair):
            for mention in pair:
                mentions.setdefault(mention.evidence.sentence, mention)
    groups: list[list[Mention]] = []
    for mention in sorted(mentions.values(), key=lambda m: -m.evidence.probability):
        group = next((g for g in groups if not can_differ(g[0].value, mention.value)), None)
        if group is None:
            groups.append([mention])
        else:
            group.append(mention)
    if len(groups) < 2:
        return []
    return _newest_first(groups)


def _newest_first(groups: Iterable[Sequence[Mention]]) -> list[Side]:
    sides = [Side(tuple(group)) for group in groups]
    return sorted(sides, key=lambda side: side.published or date.min, reverse=True)


def _is_own(question: str, mention: Mention, own: Mention) -> bool:
    """Whether a value is the one that is disagreed with, there or in another sentence."""
    if mention.evidence is own.evidence:
        return mention.span.start < own.span.end and own.span.start < mention.span.end
    if type(mention.value) is not type(own.value) or can_differ(mention.value, own.value):
        return False
    if isinstance(own.value, Quantity) and own.value.value <= FEW:
        return _counts_the_same(question, mention) and _counts_the_same(question, own)
    return True
