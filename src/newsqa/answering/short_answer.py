"""The few words of a sentence that answer a question, found by scoring its words and never by writing any."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from newsqa.grounding import Span, further_items
from newsqa.grounding.names import CAPITALISED
from newsqa.library import STOP_WORDS, content_words, words
from newsqa.models import LanguageModel, Prompt
from newsqa.models.profile import SpanWeights
from newsqa.retrieval import answer_type, words_of_type
from newsqa.retrieval.reader import UNREAD, AnswerPlaces

PROMPT = "short-answer"
LONGEST_SPAN = 8  # words
STARTS = 6  # places where an answer may begin that are followed to its end
FARTHEST = 10  # words
MOST_WRITTEN_TOKENS = 32
# A number, a date or a name begins its answer, but for these: "about 5,000", "early 1997".
HEDGES = frozenset(
    "about almost approximately around at early late less mid more nearly over roughly some under up".split()
)
WORD = re.compile(r"\S+")


# "Which two countries", "what minerals", "who are"; but not "what does" or "which was".
LIST = re.compile(
    r"\b(?:which|what)\s+(?:(?!(?:is|was|does|has)\b)[\w’'-]+\s+){0,3}?"
    r"(?!(?:is|was|does|has|this|his|its|as|us)\b)(?:\w+[^sui]s|people|men|women|children)\b"
    r"|\bwho (?:are|were)\b|\b(?:name|list) (?:the|all|some|two|three|four|five)\b|\bwhom? all\b",
    re.IGNORECASE,
)

JOINT = re.compile(r",\s+(?:and\s+)?|\s+and\s+")
NAMES_BEFORE = re.compile(rf"(?:{CAPITALISED}(?:\s{CAPITALISED})*,\s+)+$")


class ShortAnswer(NamedTuple):
    """A span of a sentence, `sentence[start:end]`."""

    start: int
    end: int


class ScoredSpan(NamedTuple):
    """A span, and what speaks for it.

    That is the log-likelihood of its words as the beginning of the reply, that of stopping after them, how many words
    it is from the nearest word of the question, and how likely the reader finds its two ends (0 for the likeliest).
    """

    span: ShortAnswer
    likelihood: float
    stop_likelihood: float
    distance: int
    reading: float = 0.0


def find_short_answer(
    question: str,
    sentence: str,
    *,
    model: LanguageModel,
    prompt: Prompt,
    weights: SpanWeights,
    places: AnswerPlaces | None = None,
) -> ShortAnswer | None:
    """The span of up to eight words that is the likeliest reply; None where none can be, or the model names none.

    A model that says how likely a reply is scores the spans (see score_spans); one that does not writes a reply, and
    the span is where the sentence has its words. `places` are where the reader finds an answer in the sentence.

    Raises:
        ModelError: the model cannot be used; PromptTooLongError where the sentence is too long for it.
    """
    if not model.description.can_score:
        found = _written_answer(question, sentence, model=model, prompt=prompt)
    else:
        found = best_span(score_spans(question, sentence, model=model, prompt=prompt, places=places), weights)
    return _whole_list(sentence, found) if found and asks_for_list(question) else found


def asks_for_list(question: str) -> bool:
    """Whether more than one thing is asked for: "Which countries sent troops?"."""
    return bool(LIST.search(question))


def is_list_of_names(text: str) -> bool:
    """Whether a text is names and nothing else: "Russia and the United States"."""
    return all(word[0].isupper() or word.casefold() in STOP_WORDS for word in text.split())


def _whole_list(sentence: str, span: ShortAnswer) -> ShortAnswer:
    """A span with what the sentence lists beside it: "Russia and Rwanda" for "Russia"."""
    text = sentence[slice(*span)]
    joints = [(match.start(), match.end()) for match in JOINT.finditer(text)]
    starts, ends = [0, *(end for _, end in joints)], [*(start for start, _ in joints), len(text)]
    own = [Span(span.start + start, span.start + end) for start, end in zip(starts, ends, strict=True)]
    items = [*further_items(sentence, own), *own]
    start = min(item.start for item in items)
    if sentence[start].isupper() and (before := NAMES_BEFORE.search(sentence[:start])):
        start = before.start()
    return ShortAnswer(start, max(item.end for item in items))


def best_span(spans: Sequence[ScoredSpan], weights: SpanWeights) -> ShortAnswer | None:
    """The span for which most speaks; of equals the first."""

    def score(scored: ScoredSpan) -> float:
        of_model = scored.likelihood + weights.stop * scored.stop_likelihood
        return of_model - weights.distance * scored.distance + weights.reading * scored.reading

    return max(spans, key=score).span if spans else None


def score_spans(
    question: str, sentence: str, *, model: LanguageModel, prompt: Prompt, places: AnswerPlaces | None = None
) -> list[ScoredSpan]:
    """What speaks for each span of the sentence that may be the answer.

    All words where an answer may begin are scored, then every end of the likeliest beginnings (by the model and the
    reader). Where the question
    asks for a number, a date or a name, and the sentence has some that the question does not name itself, the
    span holds one.

    Raises:
        CannotScoreError: the model does not say how likely a reply is.
    """
    spots = _words(sentence)
    spans = _admissible_spans(question, sentence, spots)
    if not spans:
        return []
    messages = prompt.render(evidence=sentence, question=question)
    starts = sorted({first for first, _ in spans})
    if len(starts) > STARTS:
        beginnings = model.score(messages, [sentence[slice(*spots[first])] for first in starts])
        likelihood = {
            first: sum(token.logprob for token in tokens)
            + (places.starts.get(spots[first][0], UNREAD) if places else 0.0)
            for first, tokens in zip(starts, beginnings, strict=True)
        }
        starts = sorted(starts, key=lambda first: -likelihood[first])[:STARTS]
    last_of = {first: max(last for f, last in spans if f == first) for first in starts}
    continuations = [sentence[spots[first][0] : spots[last_of[first]][1]] for first in starts]
    distances = _distances(question, sentence, spots)
    scored = []
    for first, tokens in zip(starts, model.score(messages, continuations), strict=True):
        by_end = {spots[last][1] - spots[first][0]: last for f, last in spans if f == first}
        likelihood_so_far = 0.0
        for token in tokens:
            likelihood_so_far += token.logprob
            if token.end in by_end:
                last = by_end[token.end]
                span = ShortAnswer(spots[first][0], spots[last][1])
                distance = min(distances[first : last + 1])
                reading = places.score(*span) if places else 0.0
                scored.append(ScoredSpan(span, likelihood_so_far, token.stop_logprob, distance, reading))
    return scored


def _written_answer(question: str, sentence: str, *, model: LanguageModel, prompt: Prompt) -> ShortAnswer | None:
    """Where the sentence has the words of the reply that the model writes, whatever their case and punctuation."""
    messages = prompt.render(evidence=sentence, question=question)
    pieces = model.generate(messages, most_tokens=MOST_WRITTEN_TOKENS)
    reply = "".join(piece.text for piece in pieces)
    first_line = next((line for line in reply.splitlines() if line.strip()), "")
    wanted = [first_line[slice(*spot)].casefold() for spot in _words(first_line)]
    spots = _words(sentence)
    words_here = [sentence[slice(*spot)].casefold() for spot in spots]
    for first in range(len(spots) - len(wanted) + 1):
        if wanted and words_here[first : first + len(wanted)] == wanted:
            return ShortAnswer(spots[first][0], spots[first + len(wanted) - 1][1])
    return None


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


def _admissible_spans(question: str, sentence: str, spots: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans as (first word, last word): of the kind asked for, saying something new, cutting no name in two."""
    asked = set(words(question))
    surface = [sentence[start:end].casefold() for start, end in spots]
    is_new = [not asked.issuperset(words(sentence[start:end])) for start, end in spots]
    says_something = [new and word not in STOP_WORDS for new, word in zip(is_new, surface, strict=True)]
    places = list(words_of_type(sentence, answer_type(question)))
    is_typed = [
        new and any(start < place_end and place_start < end for place_start, place_end in places)
        for (start, end), new in zip(spots, is_new, strict=True)
    ]
    joined = _joined_in_a_name(sentence, spots)
    spans = []
    for first in range(len(spots)):
        for last in range(first, min(len(spots), first + LONGEST_SPAN)):
            inside = slice(first, last + 1)
            if surface[last] in STOP_WORDS or not any(says_something[inside]):
                continue
            if any(is_typed) and not any(is_typed[inside]):
                continue
            if any(is_typed) and not (is_typed[first] or surface[first] in HEDGES):
                continue
            if joined[first] or (last + 1 < len(spots) and joined[last + 1]):
                continue
            spans.append((first, last))
    return spans


def _joined_in_a_name(sentence: str, spots: Sequence[tuple[int, int]]) -> list[bool]:
    """For each word, whether it goes on a name that the word before began: both capitals, only space between."""
    joined = [False]
    for (start, end), (next_start, _) in pairwise(spots):
        both = sentence[start].isupper() and sentence[next_start].isupper()
        joined.append(both and not sentence[end:next_start].strip())
    return joined[: len(spots)]


def _distances(question: str, sentence: str, spots: Sequence[tuple[int, int]]) -> list[int]:
    """For each word, how many words away the nearest word of the question is, ten at most."""
    asked = set(content_words(question))
    hits = [i for i, (start, end) in enumerate(spots) if not asked.isdisjoint(words(sentence[start:end]))]
    return [min([FARTHEST, *(abs(i - hit) for hit in hits)]) for i in range(len(spots))]
