"""What the reader learns from: windows of the passages that search finds for a question."""

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsqa.retrieval.reader import Reader
from newsqa.retrieval.reading_input import ReaderInput, Window, reader_input
from reading_cases import Case, Passage

TEMPTING = 5  # windows that do not answer to choose from
UNANSWERABLE = 0.6  # questions to one that is answered, of each kind
YES_OR_NO = re.compile(
    r"\W*(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b", re.IGNORECASE
)
KINDS = {
    kind: re.compile(pattern, re.IGNORECASE)
    for kind, pattern in {
        "how many": r"\bhow (?:many|much|long|old|far|often|large|big|tall|high|wide|deep|fast)\b|\bprice\b|\bcost\b",
        "when": r"\bwhen\b|\b(?:what|which) (?:year|date|day|month|century|decade)\b",
        "where": r"\bwhere\b",
        "why": r"\bwhy\b",
        "who": r"\b(?:who|whom|whose)\b",
        "how": r"\bhow\b",
        "which": r"\bwhich\b",
        "what": r"\bwhat\b",
    }.items()
}


class Example(NamedTuple):
    """A window to learn from: its sentences that answer, and the first and last piece of the answer.

    `span` is the first piece twice where nothing answers, and None where it is not known. `log_odds` are those of the
    first pass, of each sentence.
    """

    row: ReaderInput
    log_odds: tuple[float, ...]
    right: list[int]
    span: tuple[int, int] | None


def balanced(cases: Sequence[Case], rng: random.Random) -> Iterator[Case]:
    """The cases, without some of the unanswerable ones of kinds of questions that have more of these than others."""
    kinds = [question_kind(case.question) for case in cases]
    counts = Counter((kind, case.is_answerable) for kind, case in zip(kinds, cases, strict=True))
    for kind, case in zip(kinds, cases, strict=True):
        most = UNANSWERABLE * counts[kind, True]
        if case.is_answerable or rng.random() * counts[kind, False] < most:
            yield case


def question_kind(question: str) -> str:
    """What sort of question it is, by the first of its words that says so."""
    if YES_OR_NO.match(question):
        return "yes or no"
    found = [(match.start(), kind) for kind, pattern in KINDS.items() if (match := pattern.search(question))]
    # Of two at one place the first of KINDS, which is the narrower one.
    return min(found, key=lambda one: one[0])[1] if found else "other"


def examples(case: Case, rng: random.Random, reader: Reader) -> Iterator[Example]:
    """A window that answers, and one of the likeliest that do not; two of these where nothing answers."""
    right, wrong = [], []
    for passage in case.passages:
        for window in passage.windows:
            numbers = range(window.first, window.first + len(window.sentences))
            likeliest = max(passage.log_odds[number] for number in numbers)
            (right if passage.right & set(numbers) else wrong).append((likeliest, passage, window))
    wrong.sort(key=lambda one: -one[0])
    chosen = [rng.choice(right)] if right else []
    tempting = wrong[:TEMPTING]
    for _, passage, window in chosen + rng.sample(tempting, min(1 if right else 2, len(tempting))):
        yield example(case, passage, window, reader)


def example(case: Case, passage: Passage, window: Window, reader: Reader) -> Example:
    """A window with what the reader ought to say of it."""
    row = reader_input(case.pieces, window, reader.tokenizer)
    log_odds = passage.log_odds[window.first : window.first + len(window.sentences)]
    read = set(row.sentences) - {-1}
    right = [number - window.first for number in sorted(passage.right) if number - window.first in read]
    if not right:
        return Example(row, log_odds, [], (0, 0))
    for number in right:
        sentence = passage.sentences[number + window.first]
        for answer in case.answers:
            found = re.search(rf"(?<!\w)(?<!\d[,.]){re.escape(answer)}(?!\w)", sentence, re.IGNORECASE)
            start, end = found.span() if found else (-1, -1)
            inside = [
                at
                for at, (of, (first, last)) in enumerate(zip(row.sentences, row.places, strict=True))
                if start >= 0 and of == number and first >= start and last <= end
            ]
            if inside:
                return Example(row, log_odds, right, (inside[0], inside[-1]))
    return Example(row, log_odds, right, None)
