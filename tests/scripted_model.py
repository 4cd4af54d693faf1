"""A model that replies what a test gives it: for replies that a real one cannot be made to give on demand."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from newsqa.errors import CannotScoreError
from newsqa.models import Description, Message, Piece, ScoredToken


class ScriptedModel:
    """Replies in turn what it was given, and the last of it ever after; what it was asked is in `asked`."""

    def __init__(self, *replies: str) -> None:
        self._replies = list(replies)
        self.asked: list[Sequence[Message]] = []

    @property
    def description(self) -> Description:
        return Description(name="scripted", backend="scripted", obeys_schema=True)

    def generate(
        self, messages: Sequence[Message], *, most_tokens: int = 256, schema: Mapping[str, Any] | None = None
    ) -> Iterator[Piece]:
        self.asked.append(messages)
        yield Piece(self._replies.pop(0) if len(self._replies) > 1 else self._replies[0])

    def score(self, messages: Sequence[Message], continuations: Sequence[str]) -> list[list[ScoredToken]]:
        raise CannotScoreError("it is scripted")

    def count_tokens(self, messages: Sequence[Message]) -> int:
        return sum(len(message["content"].split()) for message in messages)

    def close(self) -> None:
        pass
