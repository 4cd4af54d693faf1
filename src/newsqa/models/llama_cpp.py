"""GGUF models through llama.cpp."""

import codecs
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from newsqa.errors import ModelError, PromptTooLongError
from newsqa.fingerprint import files_sha256
from newsqa.models.chat_template import ChatTemplate
from newsqa.models.found import name_of, parts_of
from newsqa.models.gguf import read_gguf
from newsqa.models.llama_context import BATCH_TOKENS, SEQUENCES, LlamaContext
from newsqa.models.memory import fitting_context
from newsqa.models.protocol import Description, Message, Piece, ScoredToken
from newsqa.models.thinking import without_thinking

# Enough for a prompt of several passages and its reply; the cache of keys and values grows with it.
CONTEXT_TOKENS = 4096


class LlamaCppModel:
    """A language model in a GGUF file.

    Args:
        path: the file, or any part of a split one.
        name: what to call it; the file's name without its ending where not given.
        threads: how many threads compute; as many as this process may use where not given.
        chat_template: the Jinja source to use instead of that in the file.
        context_tokens: how much a conversation and its reply may have together; less where the model was trained
            on less, or memory is short.

    Raises:
        ModelError: the file is missing, is not GGUF, is no language model, does not fit the free memory, cannot be
            loaded, or has no usable chat template.
    """

    def __init__(
        self,
        path: Path,
        *,
        name: str | None = None,
        threads: int | None = None,
        chat_template: str | None = None,
        context_tokens: int = CONTEXT_TOKENS,
    ) -> None:
        self._file = read_gguf(path)
        self._name = name or name_of(path)
        template = chat_template or self._file.chat_template
        if not template:
            raise ModelError(
                f"{path} has no chat template, so newsqa cannot tell how to talk to it: give its model's own with "
                f"newsqa models add NAME {path} --chat-template FILE.jinja"
            )
        fitting = fitting_context(
            self._file, name=self._name, wanted_tokens=context_tokens, batch_tokens=BATCH_TOKENS
        )
        self._context = LlamaContext(
            self._file.path, name=self._name, context_tokens=fitting, threads=threads or usable_cores()
        )
        try:
            self._template = ChatTemplate(
                template, name=self._name, eos_token=self._context.eos_token, bos_token=self._context.bos_token
            )
        except ModelError:
            self.close()
            raise
        self._calls = 0

    @cached_property
    def description(self) -> Description:
        """Which model this is."""
        return Description(
            name=self._name,
            backend="llama.cpp",
            sha256=files_sha256(parts_of(self._file.path)),
            quantization=self._file.quantization,
            family=self._file.architecture,
            context_tokens=self._context.tokens,
            can_score=True,
            obeys_schema=True,
        )

    def close(self) -> None:
        """Free the model and its memory. Closing twice is harmless."""
        self._context.close()

    def count_tokens(self, messages: Sequence[Message]) -> int:
        """How many tokens the conversation has, with its template."""
        return len(self._prompt(messages))

    def generate(
        self, messages: Sequence[Message], *, most_tokens: int = 256, schema: Mapping[str, Any] | None = None
    ) -> Iterator[Piece]:
        """The reply, piece by piece; see LanguageModel.generate."""
        prompt = self._prompt(messages)
        self._check_length(len(prompt) + 1)
        grammar = _as_grammar(schema) if schema is not None else None
        most = min(most_tokens, self._context.tokens - len(prompt))
        return without_thinking(self._stream(prompt, most, grammar))

    def score(self, messages: Sequence[Message], continuations: Sequence[str]) -> list[list[ScoredToken]]:
        """How likely each continuation is as the beginning of the reply; see LanguageModel.score."""
        self._calls += 1
        prompt = self._prompt(messages)
        # Continuations are tokenized alone: a reply starts with a token of its own.
        tokens = [self._context.tokenize(continuation, has_markers=False) for continuation in continuations]
        longest = max(map(len, tokens), default=0)
        self._check_length(len(prompt) + longest)
        if longest > BATCH_TOKENS:
            raise PromptTooLongError(f"a reply of {longest:,} tokens cannot be scored: {BATCH_TOKENS:,} can")
        if not longest:
            return [[] for _ in continuations]
        first_logprobs = self._context.read_prompt(prompt)
        scored: list[list[ScoredToken]] = []
        for group in _groups(tokens, room=self._context.tokens - len(prompt)):
            for sequence, logprobs in zip(group, self._context.read_branches(group), strict=True):
                scored.append(self._scored(sequence, [first_logprobs, *logprobs]))
        return scored

    def _prompt(self, messages: Sequence[Message]) -> list[int]:
        plain: list[Message] = [
            {"role": message["role"], "content": self._context.without_markers(message["content"])}
            for message in messages
        ]
        prompt = self._context.tokenize(self._template.render(plain), has_markers=True)
        if not prompt:
            raise ModelError(f"the chat template of {self._name} makes nothing of this conversation")
        return prompt

    def _check_length(self, tokens: int) -> None:
        if tokens > self._context.tokens:
            raise PromptTooLongError(
                f"the prompt has {tokens:,} tokens and {self._name} takes {self._context.tokens:,}: give it less "
                "text, or choose a model with a longer context"
            )

    def _stream(self, prompt: list[int], most_tokens: int, grammar_source: str | None) -> Iterator[Piece]:
        grammar = self._context.grammar(grammar_source) if grammar_source else None
        try:
            self._calls += 1
            call = self._calls
            # A character may be spread over several tokens.
            decoder = codecs.getincrementaldecoder("utf-8")("replace")
            logprobs = self._context.read_prompt(prompt)
            for number in range(most_tokens):
                token = grammar.likeliest(logprobs) if grammar else int(np.argmax(logprobs))
                if token in self._stop_tokens:
                    break
                yield Piece(decoder.decode(self._context.piece(token)), float(logprobs[token]))
                if call != self._calls:
                    raise ModelError(f"{self._name} was asked something else before its reply was at an end")
                if number + 1 < most_tokens:
                    logprobs = self._context.append(token)
            if rest := decoder.decode(b"", final=True):
                yield Piece(rest)
        finally:
            if grammar:
                grammar.close()

    @cached_property
    def _stop_tokens(self) -> frozenset[int]:
        return frozenset(self._context.stop_tokens)

    def _scored(self, tokens: Sequence[int], logprobs: Sequence[Any]) -> list[ScoredToken]:
        """`logprobs` are those of what may come before the first token, and after each."""
        pieces = [self._context.piece(token) for token in tokens]
        ends = np.cumsum([len(piece) for piece in pieces])
        text = b"".join(pieces)
        return [
            ScoredToken(
                end=len(text[: ends[i]].decode("utf-8", "ignore")),
                logprob=float(logprobs[i][token]),
                stop_logprob=float(logprobs[i + 1][self._context.stop_tokens].max()),
            )
            for i, token in enumerate(tokens)
        ]


def usable_cores() -> int:
    """How many cores this process may use; llama.cpp's own default is half of them."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _groups(tokens: list[list[int]], *, room: int) -> Iterator[list[list[int]]]:
    """The continuations in groups that fit one batch and the cache."""
    group: list[list[int]] = []
    size = 0
    for sequence in tokens:
        if group and (len(group) == SEQUENCES or size + len(sequence) > min(BATCH_TOKENS, room)):
            yield group
            group, size = [], 0
        group.append(sequence)
        size += len(sequence)
    if group:
        yield group


def _as_grammar(schema: Mapping[str, Any]) -> str:
    from llama_cpp.llama_grammar import json_schema_to_gbnf

    try:
        return str(json_schema_to_gbnf(json.dumps(schema)))
    except (ValueError, KeyError, TypeError, AssertionError) as error:
        raise ModelError(f"the reply cannot be held to this schema: {error}") from None
