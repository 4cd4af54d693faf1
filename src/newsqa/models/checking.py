"""Whether a model does here what newsqa asks of one: a handful of short trials, half a minute at most."""

import json
import math
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from newsqa.errors import CannotScoreError, ModelError
from newsqa.models.catalogue import ModelReference, open_reference
from newsqa.models.profile import Speed, update_profile
from newsqa.models.protocol import LanguageModel, Message

SECONDS = 30.0
WRITTEN_TOKENS = 48
# Long enough that starting takes little of the time, short enough for a slow model.
READ_WORDS = 300
TEXT = "Russia has a military base in Gumri, the second largest city of Armenia."
TALK: list[Message] = [
    {"role": "system", "content": "Answer with a few words copied from the text."},
    {"role": "user", "content": f"{TEXT}\n\nIn which city is the base?"},
]
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"city": {"type": "string", "maxLength": 40}, "is_capital": {"type": "boolean"}},
    "required": ["city", "is_capital"],
    "additionalProperties": False,
}


class Finding(NamedTuple):
    """What a trial showed: whether it was passed (None: the model does not offer it), and what came of it."""

    trial: str
    is_passed: bool | None
    detail: str


def check_model(reference: ModelReference, *, threads: int | None = None) -> Iterator[Finding]:
    """Load a model and try it, a finding at a time; its speed is kept in its profile.

    A model that cannot be loaded or reached gives one failed finding, and nothing is tried after it. No trial is
    begun once half a minute is over.
    """
    began = time.perf_counter()
    try:
        model = open_reference(reference, threads=threads)
    except ModelError as error:
        yield Finding("loads", False, str(error))
        return
    try:
        yield Finding("loads", True, f"in {time.perf_counter() - began:.1f} s")
        trials: list[tuple[str, Callable[[], Finding]]] = [
            ("follows its template", lambda: _replies(model)),
            ("gives log-probabilities", lambda: _scores(model)),
            ("obeys a schema", lambda: _obeys(model)),
            ("repeats itself", lambda: _repeats(model)),
            ("speed", lambda: _speed(model, reference, threads)),
        ]
        for name, trial in trials:
            if time.perf_counter() - began > SECONDS:
                yield Finding(name, None, f"not tried: {SECONDS:.0f} s were over")
                continue
            try:
                yield trial()
            except ModelError as error:
                yield Finding(name, False, str(error))
    finally:
        model.close()


def measure_speed(model: LanguageModel, *, threads: int) -> Speed | None:
    """Tokens a second in reading and in writing; None where the model writes nothing."""
    long = _long_talk(READ_WORDS)
    context, words = model.description.context_tokens, READ_WORDS
    while context and words > 1 and model.count_tokens(long) + WRITTEN_TOKENS > context:
        words //= 2
        long = _long_talk(words)
    began = time.perf_counter()
    pieces = model.generate(long, most_tokens=WRITTEN_TOKENS)
    if next(pieces, None) is None:
        return None
    first = time.perf_counter()
    count = sum(1 for _ in pieces)
    last = time.perf_counter()
    reading = model.count_tokens(long) / max(first - began, 1e-9)
    writing = count / max(last - first, 1e-9) if count else 0.0
    return Speed(reading=round(reading, 1), writing=round(writing, 1), threads=threads)


def _long_talk(count: int) -> list[Message]:
    # Other words each time, lest a cache of the prompt before be measured.
    words = " ".join(f"word{number}" for number in range(count))
    return [{"role": "user", "content": f"{time.perf_counter_ns()} {words}\n\nSay something about it."}]


def _replies(model: LanguageModel) -> Finding:
    reply = _written(model, most_tokens=24)
    detail = f"replied {_quoted(reply)}" if reply else "replied nothing"
    # Markers in a reply are a template that is not the model's own.
    is_clean = bool(reply) and not any(mark in reply for mark in ("<|", "|>", "[/INST]", "<end_of_turn>"))
    return Finding("follows its template", is_clean, detail)


def _scores(model: LanguageModel) -> Finding:
    try:
        right, wrong = model.score(TALK, ["Gumri", "Lisbon"])
    except CannotScoreError as error:
        return Finding(
            "gives log-probabilities", None, f"no ({error}): it writes short answers, which code then finds"
        )
    sums = [sum(token.logprob for token in tokens) for tokens in (right, wrong)]
    is_sane = all(math.isfinite(total) and total <= 0 for total in sums) and sums[0] > sums[1]
    return Finding(
        "gives log-probabilities", is_sane, f"the right city {sums[0]:.1f} nats, a wrong one {sums[1]:.1f}"
    )


def _obeys(model: LanguageModel) -> Finding:
    if not model.description.obeys_schema:
        return Finding("obeys a schema", None, "does not offer it")
    reply = _written(model, most_tokens=80, schema=SCHEMA)
    try:
        said = json.loads(reply)
    except ValueError:
        return Finding("obeys a schema", False, f"replied {_quoted(reply)}, which is not JSON")
    is_right = isinstance(said, dict) and set(said) == set(SCHEMA["properties"])
    return Finding("obeys a schema", is_right, _quoted(reply))


def _repeats(model: LanguageModel) -> Finding:
    replies = {_written(model, most_tokens=16) for _ in range(2)}
    return Finding(
        "repeats itself", len(replies) == 1, "the same reply twice" if len(replies) == 1 else "it does not"
    )


def _speed(model: LanguageModel, reference: ModelReference, threads: int | None) -> Finding:
    from newsqa.models.llama_cpp import usable_cores

    speed = measure_speed(model, threads=threads or usable_cores())
    if speed is None:
        return Finding("speed", False, "it wrote nothing")
    update_profile(reference.identity, speed=speed)
    return Finding("speed", True, f"reads {speed.reading:,.0f} and writes {speed.writing:,.0f} tokens a second")


def _written(model: LanguageModel, *, most_tokens: int, schema: dict[str, Any] | None = None) -> str:
    return "".join(piece.text for piece in model.generate(TALK, most_tokens=most_tokens, schema=schema)).strip()


def _quoted(text: str) -> str:
    folded = " ".join(text.split())
    return f"“{folded[:60]}{'…' if len(folded) > 60 else ''}”"
