"""Any model that the package `llm` and its plugins know, as llm:NAME."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from newsqa.errors import CannotScoreError, ModelError, PromptTooLongError
from newsqa.models.http_endpoint import host_elsewhere, one_line
from newsqa.models.http_errors import CONTEXT_OVERFLOW
from newsqa.models.protocol import Description, Message, Piece
from newsqa.models.thinking import without_thinking

BYTES_PER_TOKEN = 3  # fewer than tokenizers have on average, so that estimates are rather too high


class LlmModel:
    """A model of `llm` (llm.datasette.io), whose plugins, keys and aliases are set up as for `llm` itself.

    Args:
        model_id: its name or an alias, as `llm models` lists them.
        name: what to call it; llm:MODEL_ID where not given.

    Raises:
        ModelError: `llm` knows no such model.
    """

    def __init__(self, model_id: str, *, name: str | None = None) -> None:
        import llm

        try:
            self._model: Any = llm.get_model(model_id)
        except llm.UnknownModelError:
            near = get_close_matches(model_id, llm.get_model_aliases(), n=3)
            meant = f" (did you mean {' or '.join(near)}?)" if near else ""
            raise ModelError(
                f"llm knows no model called {model_id!r}{meant}: llm models lists those that it knows"
            ) from None
        self._name = name or f"llm:{model_id}"

    @property
    def description(self) -> Description:
        """Which model this is. A model without an address that needs a key is taken for one that runs elsewhere."""
        address = getattr(self._model, "api_base", None)
        key = getattr(self._model, "needs_key", None)
        service = f"the service of {key}" if key else None
        return Description(
            name=self._name,
            backend="llm",
            obeys_schema=bool(self._model.supports_schema),
            sent_to=host_elsewhere(address) if address else service,
        )

    def close(self) -> None:
        """Nothing is held."""

    def count_tokens(self, messages: Sequence[Message]) -> int:
        """An estimate, rather too high."""
        return -(-sum(len(message["content"].encode()) for message in messages) // BYTES_PER_TOKEN) + 8 * len(
            messages
        )

    def score(self, messages: Sequence[Message], continuations: Sequence[str]) -> list[list[Any]]:
        """Never works: `llm` passes on no log-probabilities of a given reply.

        Raises:
            CannotScoreError: always.
        """
        raise CannotScoreError(f"{self._name} does not say how likely a given reply is: llm passes on texts alone")

    def generate(
        self, messages: Sequence[Message], *, most_tokens: int = 256, schema: Mapping[str, Any] | None = None
    ) -> Iterator[Piece]:
        """The reply, piece by piece; see LanguageModel.generate.

        The turns before the last are put into the prompt as examples: older plugins read no other history.
        """
        options: dict[str, Any] = {"temperature": 0, "seed": 0, "max_tokens": most_tokens}
        known = getattr(self._model, "Options", None)
        taken = {key: value for key, value in options.items() if known and key in known.model_fields}
        if schema is not None and self._model.supports_schema:
            taken["schema"] = dict(schema)
        system = "\n\n".join(message["content"] for message in messages if message["role"] == "system")
        return without_thinking(self._stream(_as_text(messages), system or None, taken, most_tokens))

    def _stream(self, prompt: str, system: str | None, options: dict[str, Any], most_tokens: int) -> Iterator[Piece]:
        has_begun = False
        try:
            for number, text in enumerate(self._model.prompt(prompt, system=system, **options)):
                if number == most_tokens:
                    return
                has_begun = True
                yield Piece(text)
        except Exception as error:  # a plugin may raise anything
            if has_begun:
                raise self._explained(error) from error
        if not has_begun:
            # llama_cpp.server sends nothing where it fails to stream: asked for the whole, it says why.
            yield Piece(self._whole(prompt, system, options))

    def _whole(self, prompt: str, system: str | None, options: dict[str, Any]) -> str:
        try:
            return str(self._model.prompt(prompt, system=system, stream=False, **options).text())
        except Exception as error:
            raise self._explained(error) from error

    def _explained(self, error: Exception) -> ModelError:
        import llm

        said = one_line(str(error))
        if isinstance(error, llm.NeedsKeyException):
            return ModelError(f"{self._name} wants a key: {said}")
        if CONTEXT_OVERFLOW.search(said):
            return PromptTooLongError(f"the conversation does not fit the context of {self._name}: {said}")
        return ModelError(f"{self._name} broke off: {type(error).__name__}: {said}")


def _as_text(messages: Sequence[Message]) -> str:
    turns = [message for message in messages if message["role"] != "system"]
    if len(turns) == 1:
        return turns[0]["content"]
    parts = [turn["content"] if turn["role"] == "user" else f"Answer: {turn['content']}\n\n---" for turn in turns]
    return "\n\n".join([*parts, "Answer:"])
