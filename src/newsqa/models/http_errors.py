"""What goes wrong between an endpoint and us: whether it may pass, what it is about, and words for the person."""

import json
import re
import socket
import ssl
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from newsqa.errors import ModelError, PromptTooLongError
from newsqa.models.http_endpoint import KEY_VARIABLE, Endpoint, one_line

if TYPE_CHECKING:
    import openai

LONGEST_WAIT_SECONDS = 30.0
MOST_NAMES = 10
CONTEXT_OVERFLOW = re.compile(
    r"context[ _](length|size|window)|maximum context|exceeds?_context|context the overflows|n_ctx|max_new_tokens",
    re.IGNORECASE,
)


def wait_before_retry(error: Exception, backoff_s: float) -> float | None:
    """How long to wait before asking again, in seconds; None where asking again is of no use."""
    import httpx2
    import openai

    if isinstance(error, (openai.APITimeoutError, httpx2.TimeoutException)):
        return None
    if not isinstance(error, openai.APIStatusError):
        return backoff_s
    if error.status_code != 429 and (error.status_code < 500 or error.status_code == 501):
        return None
    try:
        wait_s = float(error.response.headers.get("retry-after", backoff_s))
    except ValueError:
        wait_s = backoff_s
    return wait_s if 0 <= wait_s <= LONGEST_WAIT_SECONDS else None


def is_cut_off(error: Exception) -> bool:
    """Whether the endpoint closed the connection, or spoke nonsense, where an answer was due."""
    import httpx2

    return any(isinstance(cause, (httpx2.RemoteProtocolError, httpx2.ReadError)) for cause in _causes(error))


def refused_wish(error: "openai.APIStatusError", asked: Sequence[str]) -> str | None:
    """Which of what was asked for an endpoint's error is about; None where it is about something else."""
    if _is_overflow(error) or _is_unknown_model(error):
        return None
    named = [wish for wish in asked if wish in json.dumps(error.body)]
    if error.status_code in (400, 422):
        return next(iter([*named, *asked]), None)
    # llama_cpp.server calls a parameter that it cannot read an error of its own.
    return named[0] if named and error.status_code >= 500 else None


def failure(error: Exception, endpoint: Endpoint, *, has_begun: bool) -> ModelError:
    """Why no answer came, or not all of it."""
    import httpx2
    import openai

    causes = _causes(error)
    shown = endpoint.shown

    def among(*kinds: type[BaseException]) -> BaseException | None:
        return next((cause for cause in causes if isinstance(cause, kinds)), None)

    if among(httpx2.ConnectTimeout):
        return ModelError(f"nothing answers at {shown}: is the server running?")
    if among(openai.APITimeoutError, httpx2.TimeoutException):
        waited = f"{endpoint.timeout_s:g} s"
        if has_begun:
            return ModelError(f"{shown} stopped in the middle of its reply, {waited} ago: ask again")
        return ModelError(f"{shown} has not answered within {waited}: is it busy, or its model too large?")
    if among(socket.gaierror):
        return ModelError(f"no computer is called {endpoint.host}: is the address {shown} right?")
    if secure := among(ssl.SSLError):
        said = one_line(str(secure))
        return ModelError(f"{shown} makes no secure connection ({said}): is it http rather than https?")
    if among(httpx2.ProxyError):
        return ModelError(f"the proxy on the way to {shown} fails: is it set rightly in the environment?")
    if among(httpx2.ConnectError):
        return ModelError(f"nothing answers at {shown}: is the server running?")
    if has_begun:
        return ModelError(f"{shown} broke off in the middle of its reply: its log may tell why")
    if "disconnected" in str(among(httpx2.ProtocolError) or "disconnected"):
        return ModelError(f"{shown} closed the connection without an answer: its log may tell why")
    return ModelError(f"{shown} does not speak HTTP: is its address right?")


def refusal(
    error: "openai.APIStatusError", endpoint: Endpoint, *, name: str, asked: str, listed: Sequence[str]
) -> ModelError:
    """Why the endpoint answered with an error.

    Args:
        error: its answer.
        endpoint: where it came from.
        name: what the model is called here.
        asked: what the endpoint was asked for as.
        listed: what the endpoint calls its models, as far as it tells.
    """
    status, shown = error.status_code, endpoint.shown
    said = endpoint.quoted(message_of(error.body))
    if status in (401, 403):
        # What is said may hold a part of the key.
        wants = f"refuses the key in {KEY_VARIABLE}" if endpoint.key else f"wants a key: set {KEY_VARIABLE}"
        return ModelError(f"{shown} {wants}")
    if _is_overflow(error):
        return too_long(said, endpoint, name=name)
    if _is_unknown_model(error):
        has = f": it has {some_of(listed)}" if listed else ": is that its name there?"
        return ModelError(f"{shown} has no model called {asked!r}{has}")
    if status in (404, 405, 501):
        return ModelError(f"{shown} answers as no OpenAI-compatible server does ({status}): {endpoint.doubt}")
    if status < 400:
        address = endpoint.quoted(error.response.headers.get("location", ""))
        return ModelError(f"{shown} sends on to {address}: give the address that it sends to")
    if status == 429:
        return ModelError(f"{shown} has too much to do ({status}): ask again later")
    return ModelError(f"{shown} answered with an error ({status}): {said or 'its log may tell more'}")


def told_failure(told: dict[str, Any], endpoint: Endpoint, *, name: str) -> ModelError:
    """Why there is no reply, or not all of it, as told in place of one."""
    said = endpoint.quoted(message_of(told))
    if CONTEXT_OVERFLOW.search(said):
        return too_long(said, endpoint, name=name)
    return ModelError(f"{endpoint.shown} failed: {said}")


def too_long(said: str, endpoint: Endpoint, *, name: str) -> PromptTooLongError:
    """The conversation was too long for the model, as the endpoint says."""
    return PromptTooLongError(f"the conversation does not fit the context of {name} at {endpoint.shown}: {said}")


def message_of(body: object) -> str:
    """What a server says of an error, out of the forms that servers put it in."""
    while isinstance(body, dict):
        body = body.get("error") or body.get("message") or body.get("detail") or ""
    text = body if isinstance(body, str) else json.dumps(body or "")
    return "" if text.lstrip().startswith("<") else text


def kind_of(response: Any) -> str:
    """What kind of thing a response is, for a person."""
    content_type = str(response.headers.get("content-type", "")).partition(";")[0].strip()
    if "html" in content_type:
        return "a web page"
    return "JSON of another kind" if "json" in content_type else one_line(content_type) or "something unknown"


def some_of(names: Sequence[str]) -> str:
    """The first few names, and how many more there are."""
    shown = [one_line(name) for name in names[:MOST_NAMES]]
    return ", ".join(shown) + (f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else "")


def _is_overflow(error: "openai.APIStatusError") -> bool:
    return error.status_code in (400, 413, 422, 500) and bool(CONTEXT_OVERFLOW.search(json.dumps(error.body)))


def _is_unknown_model(error: "openai.APIStatusError") -> bool:
    said = json.dumps(error.body).lower()
    return "model_not_found" in said or (error.status_code == 404 and "model" in said and "<html" not in said)


def _causes(error: BaseException | None) -> list[BaseException]:
    causes: list[BaseException] = []
    while error is not None and error not in causes:
        causes.append(error)
        error = error.__cause__ or error.__context__
    return causes
