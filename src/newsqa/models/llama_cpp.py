"""GGUF models through llama.cpp, by the low-level calls of llama-cpp-python."""

import ctypes
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from newsqa.errors import ModelError, PromptTooLongError
from newsqa.fingerprint import file_sha256
from newsqa.models.protocol import Description, Message, ScoredToken

# Enough for a prompt of a sentence or two and a batch of continuations; the KV cache grows with it.
CONTEXT_TOKENS = 4096
BATCH_TOKENS = 1024
# Continuations that are decoded side by side on the prompt's shared cache.
SEQUENCES = 32
GGUF_MAGIC = b"GGUF"


class LlamaCppModel:
    """A language model in a GGUF file.

    Args:
        path: the file.
        name: what to call it; the file's name without suffix where not given.
        threads: how many threads compute; as many as this process may use where not given.

    Raises:
        ModelError: the file is missing, is not GGUF, cannot be loaded, or has no usable chat template.
    """

    def __init__(self, path: Path, *, name: str | None = None, threads: int | None = None) -> None:
        _check_gguf(path)
        self._path = path
        self._name = name or path.stem
        self._exit = ExitStack()
        self._cached_prompt: list[int] = []
        try:
            self._load(threads or usable_cores())
        except BaseException:
            self._exit.close()
            raise

    def _load(self, threads: int) -> None:
        import llama_cpp
        from llama_cpp.llama_chat_format import Jinja2ChatFormatter

        self._api: Any = llama_cpp
        llama_cpp.llama_log_set(_discard_log(), ctypes.c_void_p(0))
        loading = llama_cpp.llama_model_default_params()
        # GCC 12 drops the stores that set up AMX's tiles (its _tile_loadconfig names 8 of their 64 bytes), and the
        # first product kills the process. AMX comes with the weights' extra buffers, so those stay off beside it.
        loading.use_extra_bufts = b"AMX_INT8 = 1" not in llama_cpp.llama_print_system_info()
        model = llama_cpp.llama_model_load_from_file(os.fsencode(self._path), loading)
        if not model:
            raise ModelError(
                f"{self._path} cannot be loaded: it is damaged, or llama-cpp-python is too old for its kind of model"
            )
        self._exit.callback(llama_cpp.llama_model_free, model)
        self._quantization = _quantization(llama_cpp, model)
        self._vocabulary = llama_cpp.llama_model_get_vocab(model)
        self._vocabulary_size = int(llama_cpp.llama_vocab_n_tokens(self._vocabulary))
        settings = llama_cpp.llama_context_default_params()
        settings.n_ctx = min(CONTEXT_TOKENS, int(llama_cpp.llama_model_n_ctx_train(model)))
        settings.n_batch = settings.n_ubatch = BATCH_TOKENS
        settings.n_seq_max = SEQUENCES + 1
        settings.kv_unified = True  # the continuations share the prompt's part of the cache
        settings.n_threads = settings.n_threads_batch = threads
        settings.no_perf = True
        self._context = llama_cpp.llama_init_from_model(model, settings)
        if not self._context:
            raise ModelError(f"{self._path} cannot be run: there is too little memory, or it is no language model")
        self._exit.callback(llama_cpp.llama_free, self._context)
        self._memory = llama_cpp.llama_get_memory(self._context)
        self._context_tokens = int(llama_cpp.llama_n_ctx(self._context))
        self._batch = llama_cpp.llama_batch_init(BATCH_TOKENS, 0, 1)
        self._exit.callback(llama_cpp.llama_batch_free, self._batch)
        template = llama_cpp.llama_model_chat_template(model, None)
        if not template:
            raise ModelError(f"{self._path} has no chat template, so newsqa cannot tell how to talk to it")
        self._template = Jinja2ChatFormatter(
            template=template.decode("utf-8", "replace"),
            eos_token=self._piece(llama_cpp.llama_vocab_eos(self._vocabulary)).decode("utf-8", "replace"),
            bos_token=self._piece(llama_cpp.llama_vocab_bos(self._vocabulary)).decode("utf-8", "replace"),
        )

    @cached_property
    def description(self) -> Description:
        """Which model this is."""
        return Description(self._name, "llama.cpp", file_sha256(self._path), self._quantization)

    def close(self) -> None:
        """Free the model and its memory. Closing twice is harmless."""
        self._exit.close()

    def score(self, messages: Sequence[Message], continuations: Sequence[str]) -> list[list[ScoredToken]]:
        """How likely each continuation is as the beginning of the reply; see LanguageModel.score."""
        prompt = self._tokenize(self._render(messages), is_template=True)
        # Continuations are tokenized alone: a reply starts with a token of its own.
        tokens = [self._tokenize(continuation, is_template=False) for continuation in continuations]
        longest = max(map(len, tokens), default=0)
        if len(prompt) + longest > self._context_tokens or longest > BATCH_TOKENS:
            raise PromptTooLongError(
                f"the prompt has {len(prompt) + longest} tokens and {self._name} takes {self._context_tokens}"
            )
        if not longest:
            return [[] for _ in continuations]
        first_logprobs = self._read_prompt(prompt)
        scored: list[list[ScoredToken]] = []
        for group in self._groups(tokens, room=self._context_tokens - len(prompt)):
            scored += self._score_group(group, len(prompt), first_logprobs)
        return scored

    def _render(self, messages: Sequence[Message]) -> str:
        import jinja2

        try:
            return str(self._template(messages=list(messages)).prompt)
        except (jinja2.TemplateError, ValueError) as error:
            raise ModelError(f"the chat template of {self._name} cannot be used: {error}") from error

    def _groups(self, tokens: list[list[int]], *, room: int) -> Iterator[list[list[int]]]:
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

    def _read_prompt(self, prompt: list[int]) -> npt.NDArray[np.float32]:
        """Put the prompt into the cache as sequence 0; the log-probabilities of what may come next.

        What the prompt before began with too (the template's instructions, the examples) is not read again.
        """
        shared = 0
        for old, new in zip(self._cached_prompt, prompt[:-1], strict=False):
            if old != new:
                break
            shared += 1
        # Forgotten first: if reading fails, the next prompt must not trust what is half there.
        self._cached_prompt = []
        self._api.llama_memory_seq_rm(self._memory, 0, shared, -1)
        for start in range(shared, len(prompt), BATCH_TOKENS):
            part = prompt[start : start + BATCH_TOKENS]
            for index, token in enumerate(part):
                self._put(index, token, start + index, sequence=0, wants_logits=start + index == len(prompt) - 1)
            self._decode(len(part))
        self._cached_prompt = prompt
        return np.asarray(self._logprobs([len(part) - 1])[0])

    def _score_group(
        self, group: list[list[int]], prompt_tokens: int, first_logprobs: npt.NDArray[np.float32]
    ) -> list[list[ScoredToken]]:
        index = 0
        for sequence, tokens in enumerate(group, start=1):
            self._api.llama_memory_seq_cp(self._memory, 0, sequence, 0, -1)
            for position, token in enumerate(tokens):
                self._put(index, token, prompt_tokens + position, sequence=sequence, wants_logits=True)
                index += 1
        self._decode(index)
        scored = []
        row = 0
        for sequence, tokens in enumerate(group, start=1):
            logprobs = self._logprobs(range(row, row + len(tokens)))
            row += len(tokens)
            before = [first_logprobs, *logprobs]
            ends = np.cumsum([len(self._piece(token)) for token in tokens])
            text = b"".join(map(self._piece, tokens))
            scored.append(
                [
                    ScoredToken(
                        end=len(text[: ends[i]].decode("utf-8", "ignore")),
                        logprob=float(before[i][token]),
                        stop_logprob=float(logprobs[i][self._stop_tokens].max()),
                    )
                    for i, token in enumerate(tokens)
                ]
            )
            self._api.llama_memory_seq_rm(self._memory, sequence, -1, -1)
        return scored

    @cached_property
    def _stop_tokens(self) -> list[int]:
        is_end = self._api.llama_vocab_is_eog
        return [token for token in range(self._vocabulary_size) if is_end(self._vocabulary, token)]

    def _put(self, index: int, token: int, position: int, *, sequence: int, wants_logits: bool) -> None:
        batch = self._batch
        batch.token[index] = token
        batch.pos[index] = position
        batch.n_seq_id[index] = 1
        batch.seq_id[index][0] = sequence
        batch.logits[index] = wants_logits

    def _decode(self, count: int) -> None:
        self._batch.n_tokens = count
        if self._api.llama_decode(self._context, self._batch) != 0:
            raise ModelError(f"{self._name} failed to read {count} tokens: there may be too little memory")

    def _logprobs(self, rows: Sequence[int]) -> npt.NDArray[np.float32]:
        """Log-probabilities of all tokens after each of these places of the last batch, shape (rows, tokens)."""
        logits = np.stack(
            [
                np.ctypeslib.as_array(
                    self._api.llama_get_logits_ith(self._context, row), shape=(self._vocabulary_size,)
                )
                for row in rows
            ]
        )
        logits -= logits.max(axis=1, keepdims=True)
        return np.asarray(logits - np.log(np.exp(logits).sum(axis=1, keepdims=True)))

    def _tokenize(self, text: str, *, is_template: bool) -> list[int]:
        """The text's tokens; in a template, its markers are read as the special tokens they name."""
        encoded = text.encode()
        room = len(encoded) + 8
        tokens = (self._api.llama_token * room)()
        # The template writes its own beginning-of-text marker where the model wants one.
        count = self._api.llama_tokenize(self._vocabulary, encoded, len(encoded), tokens, room, False, is_template)
        return list(tokens[:count])

    def _piece(self, token: int) -> bytes:
        if token < 0:
            return b""
        if token not in self._pieces:
            buffer = ctypes.create_string_buffer(256)
            length = self._api.llama_token_to_piece(self._vocabulary, token, buffer, 256, 0, True)
            self._pieces[token] = buffer.raw[: max(0, length)]
        return self._pieces[token]

    @cached_property
    def _pieces(self) -> dict[int, bytes]:
        return {}


def usable_cores() -> int:
    """How many cores this process may use; llama.cpp's own default is half of them."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _check_gguf(path: Path) -> None:
    try:
        with path.open("rb") as file:
            beginning = file.read(12)
    except OSError as error:
        raise ModelError(f"the model {path} cannot be read: {error.strerror}") from None
    if not beginning.startswith(GGUF_MAGIC):
        seen = beginning[:10].decode("ascii", "replace").replace("\ufffd", "?")
        raise ModelError(f"{path} is not a GGUF file (it begins with {seen!r}): was it downloaded from a web page?")


def _quantization(api: Any, model: Any) -> str | None:
    """How the weights are stored ("Q4_1", "Q4_K - Medium"), from llama.cpp's "llama 256M Q4_1"."""
    buffer = ctypes.create_string_buffer(256)
    api.llama_model_desc(model, buffer, 256)
    _architecture, _size, *rest = buffer.value.decode("utf-8", "replace").split(" ", 2)
    return rest[0] if rest else None


_kept_callbacks: list[Any] = []


def _discard_log() -> Any:
    """A callback that swallows llama.cpp's log; kept for ever, since llama.cpp keeps its address."""
    import llama_cpp

    if not _kept_callbacks:
        _kept_callbacks.append(llama_cpp.llama_log_callback(lambda level, text, data: None))
    return _kept_callbacks[0]
