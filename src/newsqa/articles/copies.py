"""Whether two articles are one story: with other furniture, lightly edited, given a new lead, or cut from the end.

Candidates are found by an index: two texts whose signatures have a band in common (`bands`). They are then held
against each other sentence by sentence (`compare`), since a story that was brought up to date is no copy, although
most of its words are the same. Measured by benchmarks/measure_copies.py.
"""

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from hashlib import blake2b
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from newsqa.articles.compared_text import (
    DAYS,
    FIRST_UNSPACED,
    NAME_START,
    WORD_START,
    Sentence,
    Text,
    is_figure,
    read_text,
)

if TYPE_CHECKING:
    from datasketch import MinHash

Signature = npt.NDArray[np.uint32]

# Texts whose shingles have a Jaccard similarity of 0.45 share a band with a probability of 0.99, of 0.2 with 0.33, of
# 0.05 with 0.006: a copy cut to two thirds and edited is found, and few other stories are. Shingles of three words
# found fewer copies with as many bands, single words a hundred times as many other stories.
SHINGLE_WORDS = 2
BANDS, ROWS = 50, 3

# How much two sentences share that are the same but for edits: of both (Dice), or of the shorter, where an editor
# made two sentences of one.
SAME_SENTENCE = 0.6
SAME_CLAUSE = 0.8
FEWEST_CLAUSE_WORDS = 6
SENTENCES_TRIED = 3
# Words that stand side by side in more sentences than this say nothing of which sentence is which.
MOST_PLACES = 20
# In a text of a sentence or two, one name may be the news.
FEW_WORDS = 40
CURRENCIES = re.compile(r"[$£€¥₽₴₹₺₩]")
# How much of the shorter text stands in the longer, and how short it may be beside it.
LEAST_SHARED = 0.55
LEAST_LEFT = 0.4
# What weighs as news, and how much of it a copy may have of its own: a word that says something weighs 1.
FACT_WEIGHT = 4
FIGURE_OF_NEW_SENTENCE_WEIGHT = 12
MOST_NEWS = 12
# So many names of a sentence, or figures of an opening, are replaced by others in a story about something else: an
# editor may put Moscow for Russia.
FEWEST_OTHER_NAMES = 2
FEWEST_OTHER_FIGURES = 2
# Of a sentence in which nothing else is changed.
MOST_REPLACED_WORDS = 2
OFTEN_REPLACED = 3
OF_NAMES = frozenset({"the", "of", "and"})


class Comparison(NamedTuple):
    """What two texts share, and where they part.

    `shared` is the share of the shorter text's words that the longer has in the same sentences. `differing` are
    figures, days and names that stand in the same place of sentences that are otherwise the same; `news` are the
    sentences by which one text goes beyond the other. Copies have neither.
    """

    shared: float
    differing: tuple[tuple[str, str], ...]
    news: tuple[str, ...]
    is_copy: bool


def signature(text: str) -> Signature:
    """The MinHash (Broder 1997) of a text's pairs of words, the furniture of its page left out.

    Case, accents and punctuation do not matter. The same text has the same signature on every computer.
    """
    words = [word for sentence in read_text(text).sentences if sentence.is_prose for word in sentence.words]
    count = max(1, len(words) - SHINGLE_WORDS + 1) if words else 0
    shingles = {" ".join(words[start : start + SHINGLE_WORDS]) for start in range(count)}
    minhash = _empty_minhash().copy()
    minhash.update_batch(shingle.encode() for shingle in shingles)
    values: Signature = minhash.hashvalues
    return values


@cache
def _empty_minhash() -> "MinHash":
    # Late: only adding articles needs it.
    from datasketch import MinHash

    # crc32 is fast, and the same everywhere; MinHash mixes what it gives.
    return MinHash(num_perm=BANDS * ROWS, hashfunc=zlib.crc32)


def bands(signature: Signature) -> list[int]:
    """Signed whole numbers of 64 bits; a copy's signature has one of them or more as well.

    A band's place is part of its number, so that all fit one indexed column. A text without words has none.
    """
    if (signature == np.iinfo(np.uint32).max).all():
        return []
    rows = signature.astype("<u4").reshape(BANDS, ROWS)
    return [
        int.from_bytes(blake2b(bytes([band]) + row.tobytes(), digest_size=8).digest(), "little", signed=True)
        for band, row in enumerate(rows)
    ]


def are_copies(one: str, other: str) -> bool:
    """Whether two texts tell one story in the same words but for edits, and neither has news of its own."""
    return compare(one, other).is_copy


def compare(one: str, other: str) -> Comparison:
    """What two texts share and where they part, whichever of them comes first.

    The shorter is a copy if most of it stands in the longer, no fact is another in the same place, and neither has
    facts of its own. What the longer has after the last thing they share is left out of account: copies are cut from
    the end. So is much of an opening, which editors rewrite, as long as it brings nothing new.
    """
    shorter, longer = sorted((read_text(one), read_text(other)), key=lambda text: (text.prose_words, text.sentences))
    matches, reverse = _matches(shorter, longer), _matches(longer, shorter)
    matched = zip(shorter.sentences, matches, strict=True)
    shared_words = sum(match.common for sentence, match in matched if match and sentence.is_prose)
    shared = shared_words / shorter.prose_words if shorter.prose_words else 0.0
    if shared < LEAST_SHARED or shorter.prose_words < LEAST_LEFT * longer.prose_words:
        return Comparison(shared, (), (), is_copy=False)
    last_shared = max((index for index, match in enumerate(reverse) if match), default=-1)
    sides = (_beyond(shorter, longer, matches), _beyond(longer, shorter, reverse[: last_shared + 1]))
    differing = (
        *_differing(shorter, longer, matches),
        *_differing_throughout(shorter, longer, matches),
        *_differing_openings(*sides),
    )
    news = tuple(sentence.text for side in sides if side.weight > MOST_NEWS for sentence in side.sentences)
    return Comparison(shared, differing, news, is_copy=not differing and not news)


class _Match(NamedTuple):
    """The sentence of the other text that is most like one, by its place, and how many words the two share."""

    place: int
    common: int


class _Beyond(NamedTuple):
    """What a text has that another has not: the sentences, what they weigh as news, and figures of the opening."""

    sentences: list[Sentence]
    weight: int
    opening_figures: set[str]


# An article is read once for all that it is held against.
def _matches(text: Text, other: Text) -> list[_Match | None]:
    """For each sentence of a text, the sentence of the other that is the same but for edits."""
    verbatim = {sentence.words: place for place, sentence in reversed(list(enumerate(other.sentences)))}
    places = defaultdict(list)
    for place, sentence in enumerate(other.sentences):
        for pair in _pairs(sentence.words):
            places[pair].append(place)
    counts = [Counter(sentence.words) for sentence in other.sentences]
    return [
        _Match(verbatim[sentence.words], len(sentence.words))
        if sentence.words in verbatim
        else _edited(sentence.words, places, counts)
        for sentence in text.sentences
    ]


def _pairs(words: Sequence[str]) -> set[tuple[str, ...]]:
    return set(pairwise(words)) or {tuple(words)}


def _edited(
    words: Sequence[str], places: Mapping[tuple[str, ...], list[int]], counts: Sequence[Counter[str]]
) -> _Match | None:
    found = [places[pair] for pair in _pairs(words) if pair in places]
    votes = Counter(chain.from_iterable(where for where in found if len(where) <= MOST_PLACES))
    count = Counter(words)
    best, likeness = None, 0.0
    for place, _ in votes.most_common(SENTENCES_TRIED):
        other = counts[place]
        common, shorter = (count & other).total(), min(len(words), other.total())
        dice = 2 * common / (len(words) + other.total())
        is_clause = common >= max(FEWEST_CLAUSE_WORDS, SAME_CLAUSE * shorter)
        if dice > likeness and (dice >= SAME_SENTENCE or is_clause):
            best, likeness = _Match(place, common), dice
    return best


def _differing(text: Text, other: Text, matches: Sequence[_Match | None]) -> Iterator[tuple[str, str]]:
    """Facts of one text and those of the other in their place: 12 people and 17 people.

    A fact that the other text gives elsewhere has been moved rather than replaced, unless the words beside it are the
    same in both.
    """
    for sentence, match in zip(text.sentences, matches, strict=True):
        if not match or not sentence.is_prose:
            continue
        twin = other.sentences[match.place]
        ours = sentence.figures - twin.figures - other.figures
        theirs = twin.figures - sentence.figures - text.figures
        if ours and theirs:
            yield ", ".join(sorted(ours)), ", ".join(sorted(theirs))
            continue
        yield from _differing_in_place(sentence, twin)
        money, other_money = ("".join(sorted(set(CURRENCIES.findall(s.text)))) for s in (sentence, twin))
        if money and other_money and set(money).isdisjoint(other_money):
            yield money, other_money
        ours, theirs = _new_names(sentence, other), _new_names(twin, text)
        if replaced := _replaced(sentence, twin, text, other):
            yield replaced
        elif min(len(ours), len(theirs)) >= (1 if text.prose_words < FEW_WORDS else FEWEST_OTHER_NAMES):
            yield ", ".join(sorted(ours)), ", ".join(sorted(theirs))


def _differing_throughout(text: Text, other: Text, matches: Sequence[_Match | None]) -> Iterator[tuple[str, str]]:
    """A word in whose place the other text has another again and again: what one says of wheat it says of corn."""
    words, other_words = ({word for s in each.sentences for word in s.words} for each in (text, other))
    replaced: Counter[tuple[str, str]] = Counter()
    for sentence, match in zip(text.sentences, matches, strict=True):
        if match and sentence.is_prose:
            ours, theirs = Counter(sentence.words), Counter(other.sentences[match.place].words)
            here, there = list((ours - theirs).keys()), list((theirs - ours).keys())
            if len(here) == len(there) == 1 and here[0] not in other_words and there[0] not in words:
                replaced[here[0], there[0]] += 1
    yield from (pair for pair, count in replaced.items() if count >= OFTEN_REPLACED)


def _replaced(sentence: Sentence, twin: Sentence, text: Text, other: Text) -> tuple[str, str] | None:
    """The few words of one sentence in whose place the other has others, a new name or a figure among them.

    Nothing else is changed in the sentence: an editor who puts Moscow for Russia seldom leaves it at that.
    """
    ours = Counter(sentence.words) - Counter(twin.words)
    theirs = Counter(twin.words) - Counter(sentence.words)
    are_names = (ours.keys() - OF_NAMES) <= sentence.names and (theirs.keys() - OF_NAMES) <= twin.names
    if not ours or not theirs or (max(ours.total(), theirs.total()) > MOST_REPLACED_WORDS and not are_names):
        return None
    names = (_new_names(sentence, other) & ours.keys()) | (_new_names(twin, text) & theirs.keys())
    figures = {word for word in (*ours, *theirs) if is_figure(word)}
    if not names and not figures:
        return None
    return " ".join(sorted(ours)), " ".join(sorted(theirs))


def _differing_in_place(sentence: Sentence, twin: Sentence) -> Iterator[tuple[str, str]]:
    """Figures that stand between the same two words, other ones in each sentence."""
    between, twin_between = defaultdict(set), defaultdict(set)
    for beside, figure in sentence.between:
        between[beside].add(figure)
    for beside, figure in twin.between:
        twin_between[beside].add(figure)
    for beside in between.keys() & twin_between.keys():
        # "A surcharge of £48 and costs of £85": both stand between the same words.
        if between[beside].isdisjoint(twin_between[beside]):
            yield ", ".join(sorted(between[beside])), ", ".join(sorted(twin_between[beside]))


def _differing_openings(one: _Beyond, other: _Beyond) -> tuple[tuple[str, str], ...]:
    """Days, or two figures and more, that stand in one opening where others stand in the other.

    An opening that is only reworded may round a figure or drop one.
    """
    days, other_days = one.opening_figures & DAYS, other.opening_figures & DAYS
    fewer = min(len(one.opening_figures), len(other.opening_figures))
    if (days and other_days) or fewer >= FEWEST_OTHER_FIGURES:
        return ((", ".join(sorted(one.opening_figures)), ", ".join(sorted(other.opening_figures))),)
    return ()


def _beyond(text: Text, other: Text, matches: Sequence[_Match | None]) -> _Beyond:
    """What a text has, as far as the matches go, that another has not."""
    sentences, weight, opening_figures = [], 0, set[str]()
    for sentence, match in zip(text.sentences, matches, strict=False):
        if not sentence.is_prose:
            continue
        new_figures = {figure for figure in sentence.figures if not _is_known(figure, other.figures)}
        if sentence.is_opening:
            opening_figures |= new_figures
            continue
        names = _new_names(sentence, other)
        words = set() if match else {word for word in sentence.words if _says_something(word, other)}
        figure_weight = FACT_WEIGHT if match else FIGURE_OF_NEW_SENTENCE_WEIGHT
        new = figure_weight * len(new_figures) + FACT_WEIGHT * len(names) + len(words - names - new_figures)
        if new:
            sentences.append(sentence)
            weight += new
    return _Beyond(sentences, weight, opening_figures)


def _new_names(sentence: Sentence, other: Text) -> frozenset[str]:
    return frozenset(name for name in sentence.names if name[:NAME_START] not in other.starts)


def _says_something(word: str, other: Text) -> bool:
    """Whether a word is more than grammar, and the other text has none that begins alike."""
    is_long = len(word) >= NAME_START or word >= FIRST_UNSPACED
    return is_long and word.isalpha() and word[:WORD_START] not in other.starts


def _is_known(figure: str, figures: Collection[str]) -> bool:
    """Whether a figure is among others, or rounds one of them: 200 for 214."""
    if figure in figures:
        return True
    if not figure.isdecimal() or not figure.endswith("0") or float(figure) < 20:
        return False
    value = float(figure)
    return any(abs(float(other) - value) <= 0.1 * value for other in figures if other[0].isdecimal())
