"""The few words of a sentence that answer a question, found by scoring its words and never by writing any."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from newsqa.library import STOP_WORDS, words
from newsqa.models import LanguageModel, Prompt
from newsqa.retrieval import answer_type, words_of_type

PROMPT = "short-answer"
LONGEST_SPAN = 8  # words
STARTS = 6  # places where an answer may begin that are followed to its end
WORD = re.compile(r"\S+")


class ShortAnswer(NamedTuple):
    """A span of a sentence, `sentence[start:end]`."""

    start: int
    end: int


def find_short_answer(question: str, sentence: str, *, model: LanguageModel, prompt: Prompt) -> ShortAnswer | None:
    """The span of up to eight words that the model finds likeliest as the whole reply; None where none can be.

    All words where an answer may begin are scored, then every end of the likeliest beginnings: the likelihood
    of a span is that of its words and of stopping after them. Where the question asks for a number, a date or
    a name and the sentence has some that the question does not name itself, the span holds one.
    """
    spots = _words(sentence)
    spans = _admissible_spans(question, sentence, spots)
    if not spans:
        return None
    messages = prompt.render(evidence=sentence, question=question)
    starts = sorted({first for first, _ in spans})
    if len(starts) > STARTS:
        beginnings = model.score(messages, [sentence[slice(*spots[first])] for first in starts])
        likelihood = {
            first: sum(token.logprob for token in tokens) for first, tokens in zip(starts, beginnings, strict=True)
        }
        starts = sorted(starts, key=lambda first: -likelihood[first])[:STARTS]
    ends = {first: max(last for f, last in spans if f == first) for first in starts}
    continuations = [sentence[spots[first][0] : spots[ends[first]][1]] for first in starts]
    best: tuple[float, ShortAnswer] | None = None
    for first, tokens in zip(starts, model.score(messages, continuations), strict=True):
        by_end = {spots[last][1] - spots[first][0]: last for f, last in spans if f == first}
        likelihood_so_far = 0.0
        for token in tokens:
            likelihood_so_far += token.logprob
            if token.end in by_end:
                score = likelihood_so_far + token.stop_logprob
                if best is None or score > best[0]:
                    best = score, ShortAnswer(spots[first][0], spots[by_end[token.end]][1])
    return best[1] if best else None


def _words(sentence: str) -> list[tuple[int, int]]:
    """The places of the words, without the punctuation around them."""
    spots = []
    for match in WORD.finditer(sentence):
        start, end = match.span()
        while start < end and not (sentence[start].isalnum() or sentence[start] in "$£€"):
            start += 1
        while end > start and not (sentence[end - 1].isalnum() or sentence[end - 1] == "%"):
            end -= 1
        if start < end:
            spots.append((start, end))
    return spots


def _admissible_spans(
    question: str, sentence: str, spots: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Spans as (first word, last word): of the kind asked for, not repeating the question, no loose ends."""
    asked = set(words(question))
    surface = [sentence[start:end].casefold() for start, end in spots]
    stems = [set(words(sentence[start:end])) for start, end in spots]
    is_new = [not stem <= asked for stem in stems]
    typed = [
        any(start < kind_end and kind_start < end for kind_start, kind_end in _places_of_type(question, sentence))
        and new
        for (start, end), new in zip(spots, is_new, strict=True)
    ]
    spans = []
    for first in range(len(spots)):
        for last in range(first, min(len(spots), first + LONGEST_SPAN)):
            inside = range(first, last + 1)
            ends_loosely = surface[last] in STOP_WORDS
            if ends_loosely or not any(is_new[i] and surface[i] not in STOP_WORDS for i in inside):
                continue
            if any(typed) and not any(typed[i] for i in inside):
                continue
            spans.append((first, last))
    return spans


def _places_of_type(question: str, sentence: str) -> list[tuple[int, int]]:
    return list(words_of_type(sentence, answer_type(question)))
