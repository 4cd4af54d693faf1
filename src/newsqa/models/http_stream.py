"""The reply in an endpoint's response: a stream of events, or one JSON object where the endpoint sends no stream."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from newsqa.models.http_endpoint import Endpoint
from newsqa.models.http_errors import kind_of, told_failure
from newsqa.models.protocol import Piece


class BrokenOffError(Exception):
    """A stream ended before its reply did."""


class EmptyStreamError(BrokenOffError):
    """A stream ended before anything came."""


class CharactersLostError(Exception):
    """A stream of tokens with log-probabilities, each decoded by itself: characters of several tokens are lost."""


def read_reply(response: Any, endpoint: Endpoint, *, name: str) -> Iterator[Piece]:
    """The pieces of the reply.

    Args:
        response: as httpx gives it, its body not read.
        endpoint: where it came from, for errors.
        name: what the model is called here, for errors.

    Raises:
        BrokenOffError: it ended before the reply did.
        CharactersLostError: see there.
        ModelError: it is no reply, or tells of a failure.
    """
    content_type = response.headers.get("content-type", "").lower()
    if "html" in content_type:
        endpoint.reject(kind_of(response))
    is_whole = "json" in content_type
    is_empty = True
    events = iter([response.read()]) if is_whole else _events(response.iter_bytes())
    for data in events:
        if data == b"[DONE]":
            # llama_cpp.server also says this when it drops a reply for another request, and then breaks off.
            for _ in events:
                pass
            return
        is_empty = False
        choice = _choice(data, endpoint, name=name)
        if is_whole and not _dict(choice.get("message")):
            endpoint.reject("JSON without a reply")
        is_last = is_whole or bool(choice.get("finish_reason"))
        text = _dict(choice.get("message" if is_whole else "delta")).get("content")
        # Also asked of an event without text, which may have lost it.
        logprob = None if is_last and not text else _logprob(choice, is_stream=not is_whole)
        if isinstance(text, str) and text:
            yield Piece(text, logprob)
        if is_last:
            return
    if is_empty and "event-stream" not in content_type:
        endpoint.reject(kind_of(response))
    raise EmptyStreamError if is_empty else BrokenOffError


def _events(stream: Iterable[bytes]) -> Iterator[bytes]:
    """The data of each of a stream's events. Older llama-servers have a field `error` of their own."""
    rest = b""
    for received in stream:
        *lines, rest = (rest + received).split(b"\n")
        for line in lines:
            field, _, value = line.partition(b":")
            if field in (b"data", b"error") and value.strip():
                yield value.strip()


def _choice(data: bytes, endpoint: Endpoint, *, name: str) -> dict[str, Any]:
    """The part of an event, or of a whole answer, that holds the reply; empty where it tells other things."""
    try:
        chunk = json.loads(data)
    except ValueError:
        endpoint.reject("something that is not JSON")
    if not isinstance(chunk, dict):
        endpoint.reject("JSON without a reply")
    if chunk.get("error"):
        raise told_failure(chunk, endpoint, name=name)
    choices = chunk.get("choices")
    if not isinstance(choices, list) or not all(isinstance(choice, dict) for choice in choices):
        endpoint.reject("JSON without a reply")
    return choices[0] if choices else {}


def _logprob(choice: Mapping[str, Any], *, is_stream: bool) -> float | None:
    """The log-probability of a choice's text: the sum of its tokens'.

    Raises:
        CharactersLostError: the text cannot be relied on. llama_cpp.server decodes each token by itself when it is
            asked for log-probabilities and drops what is not a whole character, so that “Привет” becomes ривет; a
            server that tells a token's bytes knows better.
    """
    tokens = _dict(choice.get("logprobs")).get("content")
    if not isinstance(tokens, list) or not tokens or not all(isinstance(token, dict) for token in tokens):
        return None
    for token in tokens:
        text = str(token.get("token") or "")
        if is_stream and token.get("bytes") is None and (not text or not text.isascii()):
            raise CharactersLostError
    logprobs = [token.get("logprob") for token in tokens]
    return float(sum(logprobs)) if all(isinstance(logprob, (int, float)) for logprob in logprobs) else None


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
