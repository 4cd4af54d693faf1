"""Models behind an OpenAI-compatible endpoint: llama-server, Ollama, vLLM, LM Studio and their like."""

import ssl
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from difflib import get_close_matches
from typing import Any, TypeVar

from newsqa.errors import CannotScoreError, ModelError
from newsqa.models.http_endpoint import Endpoint, client_of
from newsqa.models.http_errors import failure, is_cut_off, kind_of, refusal, refused_wish, some_of, wait_before_retry
from newsqa.models.http_stream import BrokenOffError, CharactersLostError, EmptyStreamError, read_reply
from newsqa.models.protocol import Description, Message, Piece, ScoredToken
from newsqa.models.thinking import without_thinking

# A large model on a CPU may read a long prompt for a minute before its first token.
TIMEOUT_SECONDS = 120.0
RETRIES = 2
BACKOFF_SECONDS = 0.5

# Fewer bytes than tokenizers have to a token of prose, on average, so that estimates are rather too high.
BYTES_PER_TOKEN = 3
TOKENS_PER_MESSAGE = 8
TOKENS_OF_TEMPLATE = 32  # some templates put in a system message of their own

T = TypeVar("T")


class HttpModel:
    """A model that is reached over HTTP.

    The key in the environment variable NEWSQA_API_KEY is sent where it is set; OPENAI_API_KEY never is. Nothing
    goes through a proxy to this computer itself.

    Args:
        url: the address that has /chat/completions below it, as "http://localhost:11434/v1".
        model_name: what the endpoint calls the model; its only one where not given.
        name: what to call the model here; model_name where not given.
        timeout_s: how long to wait for anything to come.
        retries: how often to ask again after a connection that failed or an answer that says "not now".
        backoff_s: how long to wait before asking again; twice as long each time after.

    Raises:
        ModelError: nothing answers there, it wants a key, or it has no such model.
    """

    def __init__(
        self,
        url: str,
        model_name: str | None = None,
        *,
        name: str | None = None,
        timeout_s: float = TIMEOUT_SECONDS,
        retries: int = RETRIES,
        backoff_s: float = BACKOFF_SECONDS,
    ) -> None:
        self._endpoint = Endpoint.of(url, timeout_s=timeout_s)
        self._client = client_of(url, self._endpoint)
        self._retries = retries
        self._backoff_s = backoff_s
        # The parts of a request that this endpoint does not take.
        self._refused: set[str] = set()
        self._listed: list[str] = []
        self._model_name = model_name or ""
        self._name = name or self._model_name
        try:
            self._model_name = self._find(model_name or None)
        except BaseException:
            self.close()
            raise
        self._name = name or self._model_name

    @property
    def description(self) -> Description:
        """Which model this is. It is taken to obey schemas until its endpoint refuses one."""
        return Description(
            name=self._name,
            backend="http",
            obeys_schema="response_format" not in self._refused,
            sent_to=self._endpoint.sent_to,
        )

    def close(self) -> None:
        """Close the connections. Closing twice is harmless."""
        self._client.close()

    def count_tokens(self, messages: Sequence[Message]) -> int:
        """An estimate, rather too high: a token for three bytes of UTF-8, and some for the template."""
        texts = sum(-(-len(message["content"].encode()) // BYTES_PER_TOKEN) for message in messages)
        return texts + TOKENS_PER_MESSAGE * len(messages) + TOKENS_OF_TEMPLATE

    def score(self, messages: Sequence[Message], continuations: Sequence[str]) -> list[list[ScoredToken]]:
        """Never works: see LanguageModel.score.

        Raises:
            CannotScoreError: always.
        """
        raise CannotScoreError(
            f"{self._name} does not say how likely a given reply is: "
            "over HTTP a model rates only what it writes itself, so choose a GGUF file for this"
        )

    def generate(
        self, messages: Sequence[Message], *, most_tokens: int = 256, schema: Mapping[str, Any] | None = None
    ) -> Iterator[Piece]:
        """The reply, piece by piece; see LanguageModel.generate.

        A piece has a log-probability where the endpoint tells it. How exactly "the same call gives the same
        reply" holds is up to the endpoint, which is asked for temperature 0 and seed 0.
        """
        request: dict[str, Any] = {
            "model": self._model_name,
            "messages": list(messages),
            "max_tokens": most_tokens,
            "temperature": 0,
            "stream": True,
        }
        # In the order in which they are given up where a refusal does not say which of them it is about.
        wishes: dict[str, dict[str, Any]] = {
            # Of 0 alternatives llama-server gives no log-probabilities at all.
            "logprobs": {"logprobs": True, "top_logprobs": 1},
            "seed": {"seed": 0},
        }
        if schema is not None:
            form = {"name": "reply", "schema": dict(schema), "strict": True}
            wishes["response_format"] = {"response_format": {"type": "json_schema", "json_schema": form}}
        with closing(self._retried(lambda: self._reply(request, wishes))) as pieces:
            yield from without_thinking(pieces)

    def _find(self, wanted: str | None) -> str:
        """The endpoint's name for the model that is wanted, which is checked where the endpoint lists its models."""
        (names,) = self._retried(lambda: iter([self._list_models(is_needed=wanted is None)]))
        self._listed = names
        where = self._endpoint.shown
        if wanted is None:
            match names:
                case []:
                    raise ModelError(f"{where} lists no models: {self._endpoint.doubt} Else name one: {where}#NAME")
                case [only]:
                    return only
                case _:
                    raise ModelError(
                        f"{where} has several models: choose one, as in {where}#NAME, of {some_of(names)}"
                    )
        # Ollama lists llama3:latest and takes llama3.
        if names and not {wanted, f"{wanted}:latest"} & set(names):
            near = get_close_matches(wanted, names, n=3)
            meant = f" (did you mean {' or '.join(near)}?)" if near else ""
            raise ModelError(f"{where} has no model called {wanted!r}{meant}: it has {some_of(names)}")
        return wanted

    def _list_models(self, *, is_needed: bool) -> list[str]:
        """What the endpoint calls its models; none where it does not tell."""
        import httpx2
        import openai

        try:
            response = self._client.get("/models", cast_to=httpx2.Response)
            listed = response.json()["data"] or []
            return [str(model["id"]) for model in listed]
        except openai.APIStatusError as error:
            lists_none = error.status_code in (404, 405, 501)
            if error.status_code in (401, 403) or (is_needed and not lists_none):
                raise
        except (ValueError, LookupError, TypeError):
            if is_needed:
                self._endpoint.reject(kind_of(response))
        return []

    def _retried(self, attempt: Callable[[], Iterator[T]]) -> Generator[T, None, None]:
        """What an attempt yields, attempted again after a failure that may pass, while it has yielded nothing."""
        import httpx2
        import openai

        for number in range(self._retries + 1):
            has_begun = False
            try:
                for item in attempt():
                    has_begun = True
                    yield item
                return
            except (openai.OpenAIError, httpx2.HTTPError, ssl.SSLError, BrokenOffError) as error:
                wait_s = wait_before_retry(error, self._backoff_s * 2**number)
                if has_begun or number == self._retries or wait_s is None:
                    raise self._explained(error, has_begun=has_begun) from None
            time.sleep(wait_s)

    def _reply(self, request: dict[str, Any], wishes: dict[str, dict[str, Any]]) -> Iterator[Piece]:
        """The pieces of one reply. Begins it anew, without log-probabilities, where these cost it characters."""
        given = ""
        try:
            for piece in self._pieces(request, wishes):
                given += piece.text
                yield piece
        except CharactersLostError:
            self._refused.add("logprobs")
            yield from self._after(given, self._pieces(request, wishes))

    def _after(self, given: str, pieces: Iterator[Piece]) -> Iterator[Piece]:
        """What comes after the text that was given already."""
        text = ""
        for piece in pieces:
            start = max(len(given), len(text))
            text += piece.text
            if not text.startswith(given[: len(text)]):
                break
            if len(text) > start:
                yield Piece(text[start:], piece.logprob)
        if not text.startswith(given):
            raise ModelError(
                f"{self._endpoint.shown} dropped characters of a reply and then gave another reply: ask again"
            )

    def _pieces(self, request: dict[str, Any], wishes: dict[str, dict[str, Any]]) -> Iterator[Piece]:
        """The pieces of one response. Asks for no stream any more where that gives nothing.

        llama_cpp.server fails in this way: only an answer that is no stream has its error in it. The connection is
        dead then too, so that the next attempt may be the first to get through.

        Raises:
            BrokenOffError: it ended before the reply did.
        """
        import httpx2
        import openai

        if request["stream"]:
            has_begun = False
            try:
                with self._response(request, wishes) as response:
                    for piece in read_reply(response, self._endpoint, name=self._name):
                        has_begun = True
                        yield piece
                    return
            except EmptyStreamError:
                pass
            except (openai.APIConnectionError, httpx2.HTTPError) as error:
                if has_begun or not is_cut_off(error):
                    raise
            request["stream"] = False
        with self._response(request, wishes) as response:
            yield from read_reply(response, self._endpoint, name=self._name)

    @contextmanager
    def _response(self, request: dict[str, Any], wishes: dict[str, dict[str, Any]]) -> Iterator[Any]:
        """The endpoint's response, asked without what it refuses; what that is is remembered."""
        import openai

        create: Any = self._client.chat.completions.with_streaming_response.create
        refused = set(self._refused)
        while True:
            asked = {wish: parameters for wish, parameters in wishes.items() if wish not in refused}
            parameters = {key: value for wish in asked.values() for key, value in wish.items()}
            with ExitStack() as stack:
                try:
                    response = stack.enter_context(create(**request, **parameters))
                except openai.APIStatusError as error:
                    wish = refused_wish(error, list(asked))
                    if wish is None:
                        raise
                    refused.add(wish)
                    continue
                self._refused |= refused
                yield response
                return

    def _explained(self, error: Exception, *, has_begun: bool) -> ModelError:
        """An error in the words of the person who meets it."""
        import openai

        if isinstance(error, openai.APIStatusError):
            return refusal(error, self._endpoint, name=self._name, asked=self._model_name, listed=self._listed)
        return failure(error, self._endpoint, has_begun=has_begun)
