"""Any model that the package `llm` and its plugins know, as llm:NAME."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from newsqa.errors import CannotScoreError, ModelError
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
        """Which model this is. A model that needs a key is taken for one that runs elsewhere."""
        key = getattr(self._model, "needs_key", None)
        return Description(
            name=self._name,
            backend="llm",
            obeys_schema=bool(self._model.supports_schema),
            sent_to=f"the service of {key}" if key else None,
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
        import llm

        try:
            response = self._model.prompt(prompt, system=system, **options)
            for number, text in enumerate(response):
                if number == most_tokens:
                    break
                yield Piece(text)
        except llm.NeedsKeyException as error:
            raise ModelError(f"{self._name} wants a key: {error}") from None
        except Exception as error:  # a plugin may raise anything
            raise ModelError(f"{self._name} broke off: {type(error).__name__}: {_shortened(error)}") from error


def _as_text(messages: Sequence[Message]) -> str:
    turns = [message for message in messages if message["role"] != "system"]
    if len(turns) == 1:
        return turns[0]["content"]
    parts = [
        turn["content"] if turn["role"] == "user" else f"Answer: {turn['content']}\n\n---" for turn in turns
    ]
    return "\n\n".join([*parts, "Answer:"])


def _shortened(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
