"""The likeliest of the sentences that search found, read by the reader."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from newsqa.library import Embedder, StoredPassage
from newsqa.retrieval.reader import AnswerPlaces, Reader, Reading, default_reader
from newsqa.retrieval.reading_input import Window
from newsqa.schema import Article, Evidence

WINDOWS = 10  # are read of a question: those that hold the likeliest sentences of the first pass
READ_FEATURES = (
    "first_pass",  # log-odds by what matches
    "reading",  # log-odds that the sentence answers against that nothing in its window does
    "span",  # the same of the likeliest answering words in it
)
MOST = 15.0  # log-odds; what is more certain is not more right
# Words that English questions have and those of few other languages.
ENGLISH = re.compile(
    r"\b(?:what|who|whom|whose|when|where|which|how|why|did|does|the|were|are|is|has)\b", re.IGNORECASE
)


def is_readable(article: Article) -> bool:
    """Whether an article may be in English, which the reader knows; of a short one the language is not known."""
    return article.language is None or article.language.partition("-")[0] == "en"


def is_question_readable(question: str, embedder: Embedder) -> bool:
    """Whether a question may be in English; of a library that knows English alone, every one is taken for it."""
    return embedder.languages == ("en",) or bool(ENGLISH.search(question))


def choose_windows(
    passages: Sequence[StoredPassage], log_odds: npt.NDArray[np.float64], reader: Reader
) -> list[tuple[int, Window]]:
    """The windows with the likeliest sentences, each with the number of its first among all passages' sentences.

    Args:
        passages: as search found them.
        log_odds: of the first pass, of each sentence of the passages, one after another.
        reader: to read them.
    """
    starts = np.cumsum([0, *(len(stored.passage.sentences) for stored in passages)])
    readable = [number for number, stored in enumerate(passages) if is_readable(stored.article)]
    likeliest = {number: float(log_odds[starts[number] : starts[number + 1]].max()) for number in readable}
    found: list[tuple[float, int, Window]] = []
    for number in sorted(readable, key=lambda number: -likeliest[number]):
        if sum(best > likeliest[number] for best, _, _ in found) >= WINDOWS:
            break  # no window of this passage is among them
        stored = passages[number]
        texts = [stored.article.text[s.start : s.end] for s in stored.passage.sentences]
        for window in reader.windows(stored.article.title, texts):
            first = int(starts[number]) + window.first
            found.append((float(log_odds[first : first + len(window.sentences)].max()), first, window))
    # Of equals the one in the better passage is read.
    found.sort(key=lambda one: (-one[0], one[1]))
    return [(first, window) for _, first, window in found[:WINDOWS]]


def read_candidates(
    question: str, passages: Sequence[StoredPassage], log_odds: npt.NDArray[np.float64], reader: Reader
) -> dict[int, Reading]:
    """What the reader makes of the sentences that it read, by their number among those of all passages, in order."""
    chosen = choose_windows(passages, log_odds, reader)
    readings: dict[int, Reading] = {}
    for (first, _), of_window in zip(chosen, reader.read(question, [window for _, window in chosen]), strict=True):
        readings.update(enumerate(of_window, start=first))
    return dict(sorted(readings.items()))


def answer_places(question: str, evidence: Evidence) -> AnswerPlaces | None:
    """Where the reader finds the answer in a sentence; None where that is in a language that it does not know."""
    if not is_readable(evidence.article):
        return None
    return default_reader().answer_places(question, evidence.article.title, evidence.text)


def read_features(log_odds: npt.NDArray[np.float64], readings: Sequence[Reading]) -> npt.NDArray[np.float64]:
    """One row a sentence that was read, one column a name in READ_FEATURES."""
    if not readings:
        return np.zeros((0, len(READ_FEATURES)))
    scores = np.clip([reading.score for reading in readings], -MOST, MOST)
    spans = np.clip([reading.span_score for reading in readings], -MOST, MOST)
    return np.stack([log_odds, scores, spans], axis=1)
