"""What is known of a statement and the sentences that it seems to rest on, as numbers for the verifier."""

import math
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from newsqa.grounding.lexicon import relation
from newsqa.grounding.mismatches import (
    Mismatch,
    certainty_mismatch,
    date_mismatches,
    find_slots,
    name_mismatches,
    negation_mismatch,
    number_mismatches,
    opposites,
    role_mismatch,
)
from newsqa.grounding.reading import ReadSentence, ReadText, Word
from newsqa.grounding.same_meaning import are_alike

FEATURES = (
    "coverage",  # share of the statement's telling words that the window has, the rarer ones weighing more
    "strange",  # words with no relation to any of the text's: something else is spoken of
    "strange_nearby",  # words that only sentences beyond the window have: facts of two places mixed
    "synonyms",  # words in other words: how a paraphrase differs
    "broader",  # "vehicles" for cars: the text says so
    "narrower",  # "cars" for vehicles: the text does not say so
    "siblings",  # "laptop" for phone
    "names",  # names that the window lacks
    "names_absent",  # names that the whole text lacks
    "numbers",  # numbers that the window lacks
    "dates",
    "opposites",  # "rose" for fell
    "negation",  # one says "not" and the other does not
    "certainty",  # done, where the text says it may be
    "roles",  # two names the other way round
    "order",  # share of the pairs of neighbouring words that stand in another order: who did what to whom
    "spread",  # sentences beyond the first that are needed to cover the words
    "close",  # share of the words that the first sentence has in their order: nearly its own words
    "swapped",  # of these, places where it has another word, of another meaning
    "reworded",  # or of the same
    "length",  # logarithm of the count of telling words: a longer statement has more to go wrong
)
MOST_FURTHER = 2  # sentences of a window beside the first
LEAST_GAIN = 0.08  # share of the statement's words that a further sentence has to add


def find_window(statement: ReadSentence, text: ReadText) -> list[int]:
    """The sentences that a statement seems to rest on, by their numbers in the text, the one most alike first."""
    words = statement.words
    if not text.sentences:
        return []
    if not words:
        return [0]
    weights = _weights(words, text)
    credits = [[_credit(word, sentence) for word in words] for sentence in text.sentences]
    total = sum(weights)

    def gain(number: int, had: Sequence[float]) -> float:
        return sum(w * max(0.0, c - h) for w, c, h in zip(weights, credits[number], had, strict=True)) / total

    numbers = range(len(text.sentences))
    first = max(numbers, key=lambda number: (gain(number, [0.0] * len(words)), -number))
    window, had = [first], credits[first]
    while len(window) <= MOST_FURTHER:
        best = max(numbers, key=lambda number: (gain(number, had), -abs(number - first)))
        if gain(best, had) < LEAST_GAIN:
            break
        window.append(best)
        had = [max(pair) for pair in zip(had, credits[best], strict=True)]
    return window


def _weights(words: Sequence[Word], text: ReadText) -> list[float]:
    """How much each word tells of where a statement is from: rare ones and names the most."""
    counts = Counter(stem for sentence in text.sentences for stem in sentence.stems)
    return [(1.5 if word.is_name else 1.0) / math.sqrt(1 + counts[word.stem]) for word in words]


def _credit(word: Word, sentence: ReadSentence) -> float:
    if word.stem in sentence.stems:
        return 1.0
    if any(are_alike(word.stem, other) for other in sentence.stems):
        return 0.7
    return 0.0


def find_mismatches(statement: ReadSentence, window: Sequence[int], text: ReadText) -> list[Mismatch]:
    """What of a statement the window does not bear out, in the order in which it is told."""
    sentences = [text.sentences[number] for number in window]
    if not sentences:
        return []
    slots = find_slots(statement, sentences[0])
    found = [
        *number_mismatches(statement, sentences, slots),
        *name_mismatches(statement, sentences, slots, text.title),
        *date_mismatches(statement, sentences, text),
        *opposites(statement, sentences[0]),
    ]
    found += [one for one in (negation_mismatch(statement, sentences[0]),) if one]
    found += [one for one in (role_mismatch(statement, sentences[0]),) if one]
    found += [one for one in (certainty_mismatch(statement, sentences[0]),) if one]
    return found


def support_features(
    statement: ReadSentence, window: Sequence[int], text: ReadText, mismatches: Sequence[Mismatch]
) -> dict[str, float]:
    """The numbers of FEATURES for a statement held against a window of a text."""
    sentences = [text.sentences[number] for number in window]
    near = [*text.title.words, *(word for sentence in sentences for word in sentence.words)]
    near_stems = {word.stem for word in near}
    kinds = Counter(mismatch.kind for mismatch in mismatches)
    found: Counter[str] = Counter()
    covered = 0.0
    weights = _weights(statement.words, text)
    missing_names = {
        word.start
        for word in statement.words
        for one in mismatches
        if one.kind == "name" and one.span.start <= word.start < one.span.end
    }
    for word, weight in zip(statement.words, weights, strict=True):
        if word.stem in near_stems or (word.is_name and word.start not in missing_names):
            covered += weight
        elif word.is_name:
            found["names_absent"] += word.surface not in text.all_words
        elif word.stem in text.stems:
            found["strange_nearby"] += 1
        else:
            how = _relation(word, near)
            found[how] += 1
            covered += weight * (0.7 if how in ("synonyms", "broader") else 0.0)
    return {
        "coverage": covered / sum(weights) if weights else 0.0,
        **{name: min(float(found[name]), 4.0) for name in (
            "strange", "strange_nearby", "synonyms", "broader", "narrower", "siblings", "names_absent"
        )},
        "names": float(kinds["name"]),
        "numbers": float(kinds["number"]),
        "dates": float(kinds["date"]),
        "opposites": float(kinds["opposite"]),
        "negation": float(kinds["negation"]),
        "certainty": float(kinds["certainty"]),
        "roles": float(kinds["roles"]),
        "order": _share_turned(statement, sentences),
        "spread": float(len(window) - 1),
        **_slots(statement, sentences),
        "length": math.log1p(len(statement.words)),
    }  # fmt: skip


def _relation(word: Word, near: Sequence[Word]) -> str:
    relations = {relation(word.surface, other.surface) for other in near if not other.is_name}
    if relations & {"same", "synonym"} or any(are_alike(word.stem, other.stem) for other in near):
        return "synonyms"
    for name, plural in (("broader", "broader"), ("narrower", "narrower"), ("sibling", "siblings")):
        if name in relations:
            return plural
    return "strange"


def _share_turned(statement: ReadSentence, sentences: Sequence[ReadSentence]) -> float:
    """The share of neighbouring words of a statement that the best sentence has the other way round."""
    if not sentences:
        return 0.0
    places = {word.stem: number for number, word in reversed(list(enumerate(sentences[0].words)))}
    kept = [places[word.stem] for word in statement.words if word.stem in places]
    pairs = list(pairwise(dict.fromkeys(kept)))
    return sum(one > other for one, other in pairs) / len(pairs) if pairs else 0.0


def _slots(statement: ReadSentence, sentences: Sequence[ReadSentence]) -> dict[str, float]:
    counts = {"close": 0.0, "swapped": 0.0, "reworded": 0.0}
    if not sentences or not statement.words:
        return counts
    best = sentences[0]
    matcher = SequenceMatcher(None, [w.stem for w in statement.words], [w.stem for w in best.words], autojunk=False)
    counts["close"] = sum(block.size for block in matcher.get_matching_blocks()) / len(statement.words)
    for slot in find_slots(statement, best):
        ours = [item for item in slot.ours if isinstance(item, Word) and not item.is_name]
        theirs = [item for item in slot.theirs if isinstance(item, Word)]
        if ours and theirs:
            is_same = any(
                relation(one.surface, other.surface) in ("same", "synonym", "broader")
                or are_alike(one.stem, other.stem)
                for one in ours
                for other in theirs
            )
            counts["reworded" if is_same else "swapped"] += 1
    return counts
