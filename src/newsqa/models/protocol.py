"""What newsqa asks of a language model. Any implementation of LanguageModel can be swapped for another."""

from collections.abc import Sequence
from typing import Literal, NamedTuple, Protocol, TypedDict


class Message(TypedDict):
    """One turn of a conversation, as chat templates take it."""

    role: Literal["system", "user", "assistant"]
    content: str


class ScoredToken(NamedTuple):
    """A token of a continuation: where it ends in it, its log-probability, and that of stopping after it.

    Natural logarithms, given everything before the token. `end` counts characters of the continuation.
    """

    end: int
    logprob: float
    stop_logprob: float


class Description(NamedTuple):
    """Which model this is: what to call it, what runs it, and the hash and quantisation of its file, if any."""

    name: str
    backend: str
    sha256: str | None
    quantization: str | None


class LanguageModel(Protocol):
    """A language model that reads a conversation and says how likely a reply is."""

    @property
    def description(self) -> Description:
        """Which model this is."""

    def score(self, messages: Sequence[Message], continuations: Sequence[str]) -> list[list[ScoredToken]]:
        """How likely each continuation is as the beginning of the reply, token by token.

        Raises:
            PromptTooLongError: the conversation with a continuation does not fit the model's context.
        """

    def close(self) -> None:
        """Free the model. It is not used afterwards."""
