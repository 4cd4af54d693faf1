"""What is known of a statement and the sentences that it seems to rest on, as numbers for the verifier."""

import math
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

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

# Whether the text speaks of the matter at all, and whether it says of it what the statement says.
ABOUT = (
    "coverage",  # share of the statement's telling words that the window has, the rarer ones weighing more
    "names_absent",  # words of names that the whole text lacks
    "strange",  # words to which no word of the window is related
)
FITS = (
    "names",  # names that the window lacks, or has others in the place of
    "numbers",
    "dates",
    "opposites",  # "rose" for fell
    "negation",  # one says "not" and the other does not
    "roles",  # two names the other way round: who did what to whom
    "spread",  # sentences beyond the first that are needed to cover the words
    "synonyms",  # words in other words: how a paraphrase differs
    "broader",  # "vehicles" for cars: the text says so
)
FEATURES = tuple(dict.fromkeys((*ABOUT, *FITS)))
# More of these never speaks against a statement (1) or for it (-1); a fit on few statements may say so by chance.
SIGNS = {
    "coverage": 1,
    **dict.fromkeys(
        (
            "names", "names_absent", "strange", "numbers", "dates", "opposites", "negation", "roles",
            "spread",
        ),
        -1,
    ),
}  # fmt: skip
MOST_FURTHER = 2  # sentences of a window beside the first
OTHER_WORDS = 0.7  # how much a word of the same meaning covers
MOST_COUNTED = 3.0
LEAST_GAIN = 0.08  # share of the statement's words that a further sentence has to add


def find_window(statement: ReadSentence, text: ReadText) -> list[int]:
    """The sentences that a statement seems to rest on, by their numbers in the text, the one most alike first."""
    words = statement.words
    if not text.sentences:
        return []
    if not words:
        return [0]
    weights = _weights(words, text)
    credit = [[_credit(word, sentence) for word in words] for sentence in text.sentences]
    total = sum(weights)

    def gain(number: int, had: Sequence[float]) -> float:
        return sum(w * max(0.0, c - h) for w, c, h in zip(weights, credit[number], had, strict=True)) / total

    numbers = range(len(text.sentences))
    first = max(numbers, key=lambda number: (gain(number, [0.0] * len(words)), -number))
    window, had = [first], credit[first]
    while len(window) <= MOST_FURTHER:
        best = max(numbers, key=lambda number: (gain(number, had), -abs(number - first)))
        if gain(best, had) < LEAST_GAIN:
            break
        window.append(best)
        had = [max(pair) for pair in zip(had, credit[best], strict=True)]
    return window


def _weights(words: Sequence[Word], text: ReadText) -> list[float]:
    """How much each word tells of where a statement is from: rare ones and names the most."""
    return [(1.5 if word.is_name else 1.0) / math.sqrt(1 + text.sentence_counts[word.stem]) for word in words]


def _credit(word: Word, sentence: ReadSentence) -> float:
    if word.stem in sentence.stems:
        return 1.0
    if any(are_alike(word.stem, other) for other in sentence.stems):
        return OTHER_WORDS
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
        else:
            how = _relation(word, near)
            found[how] += 1
            covered += weight * (OTHER_WORDS if how != "strange" else 0.0)
    return {
        "coverage": covered / sum(weights) if weights else 0.0,
        "strange": min(float(found["strange"]), MOST_COUNTED),
        "names": float(kinds["name"]),
        "names_absent": min(float(found["names_absent"]), MOST_COUNTED),
        "numbers": float(kinds["number"]),
        "dates": float(kinds["date"]),
        "opposites": float(kinds["opposite"]),
        "negation": float(kinds["negation"]),
        "roles": float(kinds["roles"]),
        "spread": float(len(window) - 1),
        "synonyms": min(float(found["synonym"]), MOST_COUNTED),
        "broader": min(float(found["broader"]), MOST_COUNTED),
    }


def closeness(statement: ReadSentence, sentence: ReadSentence) -> float:
    """The share of a statement's telling words that a sentence has in their order, from 0 to 1."""
    if not statement.words:
        return 0.0
    ours, theirs = [word.stem for word in statement.words], [word.stem for word in sentence.words]
    blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(ours)


def _relation(word: Word, near: Sequence[Word]) -> str:
    """What a word is to those of a text: "synonym", "broader", or "strange" where they do not bear it out."""
    relations = {relation(word.surface, other.surface) for other in near if not other.is_name}
    if relations & {"same", "synonym"} or any(are_alike(word.stem, other.stem) for other in near):
        return "synonym"
    return "broader" if "broader" in relations else "strange"
