"""What two words have to do with one another: the same meaning, a kind of, opposites. From WordNet 3.1.

The file lexicon.tsv.gz is written by benchmarks/make_lexicon.py, which tells what it holds; its licence is
lexicon-LICENSE.txt beside it (Fellbaum 1998, "WordNet: An Electronic Lexical Database").
"""

import gzip
from functools import lru_cache
from importlib.resources import files
from typing import Literal, NamedTuple

Relation = Literal["same", "synonym", "opposite", "broader", "narrower", "sibling"]

# Forms whose base no ending gives.
IRREGULAR = {
    form: forms.split()[0]
    for forms in (
        "be was were is are been being am", "have had has having", "do did done does", "go went gone goes",
        "say said says", "make made", "take took taken", "get got gotten", "give gave given", "find found",
        "think thought", "tell told", "become became", "leave left", "feel felt", "bring brought",
        "begin began begun", "keep kept", "hold held", "write wrote written", "stand stood", "hear heard",
        "mean meant", "meet met",
        "run ran running", "pay paid", "sit sat", "speak spoke spoken", "lie lay lain lying", "lead led",
        "grow grew grown", "lose lost", "fall fell fallen", "send sent", "build built",
        "understand understood", "draw drew drawn",
        "break broke broken", "spend spent", "rise rose risen", "drive drove driven", "buy bought", "wear wore worn",
        "choose chose chosen", "throw threw thrown", "win won", "shoot shot", "sell sold", "catch caught",
        "teach taught", "fight fought", "seek sought", "steal stole stolen", "strike struck", "flee fled",
        "fly flew flown", "hide hid hidden", "see saw seen", "know knew known", "come came", "show shown",
        "beat beaten", "bear bore born", "eat ate eaten", "swear swore sworn", "child children", "person people",
        "man men", "woman women", "foot feet", "overthrow overthrew overthrown", "withdraw withdrew withdrawn",
        "forbid forbade forbidden", "die dying", "shake shook shaken", "sink sank sunk", "bind bound",
        "good better best", "bad worse worst",
    )
    for form in forms.split()[1:]
}  # fmt: skip
ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
    ("men", "man"), ("er", ""), ("er", "e"), ("est", ""), ("est", "e"), ("ier", "y"), ("iest", "y"),
    ("ly", ""), ("ily", "y"),
)  # fmt: skip
SHORTEST_BASE = 3


class _Entry(NamedTuple):
    senses: frozenset[int]
    opposites: frozenset[str]
    derived: frozenset[str]


class _Lexicon(NamedTuple):
    words: dict[str, _Entry]
    parts: list[str]  # n, v, a or r, by the number of the sense
    kinds: list[tuple[int, ...]]


@lru_cache(maxsize=100_000)
def relation(one: str, other: str) -> Relation | None:
    """What a word is to another, both in lower case; None for nothing that is known.

    "broader" is of a word for more than the other is one for: a vehicle for a car. Rare senses are passed
    over, and which sense a text means is not told: where one pair of senses is related, the words are.
    """
    if one == other:
        return "same"
    ours, theirs = _bases(one), _bases(other)
    if ours & theirs:
        return "same"
    lexicon = _lexicon()
    entries = [lexicon.words[base] for base in sorted(ours) if base in lexicon.words]
    other_entries = [lexicon.words[base] for base in sorted(theirs) if base in lexicon.words]
    if any(entry.opposites & theirs for entry in entries):
        return "opposite"
    senses = frozenset[int]().union(*(entry.senses for entry in entries))
    other_senses = frozenset[int]().union(*(entry.senses for entry in other_entries))
    if senses & other_senses or any(entry.derived & theirs for entry in entries):
        return "synonym"
    kinds, other_kinds = _kinds(senses), _kinds(other_senses)
    # Adjectives are no kinds of one another: those near one head are alike ("secret", "covert").
    if any(lexicon.parts[sense] == "a" for sense in (kinds & other_senses) | (senses & other_kinds)):
        return "synonym"
    if senses & (other_kinds | _kinds(other_kinds)):
        return "broader"
    if other_senses & (kinds | _kinds(kinds)):
        return "narrower"
    return "sibling" if kinds & other_kinds else None


def is_known(word: str) -> bool:
    """Whether a word in lower case, or one that it may be a form of, is in the lexicon, which holds few names."""
    return not _bases(word).isdisjoint(_lexicon().words)


@lru_cache(maxsize=50_000)
def _bases(word: str) -> frozenset[str]:
    """What a word may be a form of, and the word itself."""
    known = _lexicon().words
    found = {word}
    if word in IRREGULAR:
        found.add(IRREGULAR[word])
    for ending, instead in ENDINGS:
        if word.endswith(ending):
            base = word.removesuffix(ending) + instead
            for candidate in (base, base[:-1] if len(base) > 3 and base[-1:] == base[-2:-1] else base):
                if len(candidate) >= SHORTEST_BASE and candidate in known:
                    found.add(candidate)
    return frozenset(found)


def _kinds(senses: frozenset[int]) -> frozenset[int]:
    kinds = _lexicon().kinds
    return frozenset(kind for sense in senses for kind in kinds[sense])


@lru_cache(maxsize=1)
def _lexicon() -> _Lexicon:
    packed = files("newsqa.grounding").joinpath("lexicon.tsv.gz").read_bytes()
    lines = gzip.decompress(packed).decode().split("\n")
    count = int(lines[0].split()[0])
    words = {}
    for line in lines[1 : count + 1]:
        word, senses, opposites, derived = line.split("\t")
        words[word] = _Entry(
            frozenset(map(int, senses.split())), frozenset(opposites.split()), frozenset(derived.split())
        )
    parts, kinds = [], []
    for line in lines[count + 2 :]:
        part, own = line.split("\t")
        parts.append(part)
        kinds.append(tuple(map(int, own.split())))
    return _Lexicon(words, parts, kinds)
