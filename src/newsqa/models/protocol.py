"""What newsqa asks of a language model. Any implementation of LanguageModel can be swapped for another.

docs/models.md tells how to write one; tests/models/conformity.py holds every implementation to what is said here.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple, Protocol, TypedDict


class Message(TypedDict):
    """One turn of a conversation, as chat templates take it."""

    role: Literal["system", "user", "assistant"]
    content: str


class Piece(NamedTuple):
    """Some text of a reply as it comes, and its log-probability (natural) where the model tells it."""

    text: str
    logprob: float | None = None


class ScoredToken(NamedTuple):
    """A token of a continuation: where it ends in it, its log-probability, and that of stopping after it.

    Natural logarithms, given everything before the token. `end` counts characters of the continuation.
    """

    end: int
    logprob: float
    stop_logprob: float


class Description(NamedTuple):
    """Which model this is, and what can be asked of it.

    Attributes:
        name: what to call it.
        backend: what runs it: "llama.cpp", "http" or "llm".
        sha256: the hash of its weights; None where they are not on this computer.
        quantization: how the weights are stored, as "Q4_1"; None where that is not known.
        family: the architecture, as "qwen2", by which prompts can be chosen; None where it is not known.
        context_tokens: how much a conversation and its reply may have together; None where it is not known.
        can_score: whether `score` works; if not, it raises CannotScoreError.
        obeys_schema: whether `generate` holds a reply to a JSON schema; if not, a schema is only passed on.
        sent_to: the host that is sent the conversation where that is not this computer; else None.
    """

    name: str
    backend: str
    sha256: str | None = None
    quantization: str | None = None
    family: str | None = None
    context_tokens: int | None = None
    can_score: bool = False
    obeys_schema: bool = False
    sent_to: str | None = None


class LanguageModel(Protocol):
    """A language model that continues a conversation, and may say how likely a given reply is."""

    @property
    def description(self) -> Description:
        """Which model this is, and what can be asked of it. Takes no time and no network."""

    def generate(
        self, messages: Sequence[Message], *, most_tokens: int = 256, schema: Mapping[str, Any] | None = None
    ) -> Iterator[Piece]:
        """The reply, piece by piece, the likeliest token each time: the same call gives the same reply.

        What a model thinks aloud before it replies (`<think>`) is left out. The pieces' texts joined are the
        reply; a caller may stop taking them at any time.

        Args:
            messages: the conversation, which ends with a user's turn.
            most_tokens: where the reply is cut off.
            schema: a JSON schema that the reply has to follow, where the model's description says it obeys one.

        Raises:
            PromptTooLongError: the conversation does not fit the model's context; found before it is run.
            ModelError: the model cannot be run or reached, or breaks off.
        """

    def score(self, messages: Sequence[Message], continuations: Sequence[str]) -> list[list[ScoredToken]]:
        """How likely each continuation is as the beginning of the reply, token by token.

        Raises:
            PromptTooLongError: the conversation with a continuation does not fit the model's context.
            CannotScoreError: the model does not tell (most HTTP endpoints do not).
            ModelError: the model cannot be run.
        """

    def count_tokens(self, messages: Sequence[Message]) -> int:
        """How many tokens the conversation has, with its template.

        An estimate, rather too high, where the model's tokenizer is not on this computer.
        """

    def close(self) -> None:
        """Free the model. It is not used afterwards; closing twice is harmless."""
