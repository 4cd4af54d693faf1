"""A GGUF model in memory with its cache of what it has read, by the low-level calls of llama-cpp-python."""

import ctypes
import os
import re
from collections.abc import Sequence
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from newsqa.errors import ModelError
from newsqa.models import llama_log
from newsqa.models.gguf import why_not_loaded

# What is read at once; a batch of half the size is computed at a time, which keeps the logits of a large
# vocabulary within bounds.
BATCH_TOKENS = 1024
UBATCH_TOKENS = 512
# A prompt is read in blocks of so many tokens, and of the prompt before only whole blocks are kept: on some
# processors what comes of a token depends on how many are read with it, and the same call would give another reply.
BLOCK_TOKENS = 16
# Continuations that are decoded side by side on the prompt's shared cache.
SEQUENCES = 32
# Tokens that are held to a grammar before all others are.
LIKELIEST = 64


class LlamaContext:
    """A loaded model. Sequence 0 of its cache holds the prompt; others branch off it.

    Args:
        path: the GGUF file, or the first part of a split one.
        name: what to call it in errors.
        context_tokens: how many tokens its cache holds.
        threads: how many threads compute.
        has_flash_attention: whether attention is computed in one pass; where not given, llama.cpp's choice on a GPU
            and no on a CPU.

    Raises:
        ModelError: it cannot be loaded.
    """

    def __init__(
        self, path: Path, *, name: str, context_tokens: int, threads: int, has_flash_attention: bool | None = None
    ) -> None:
        self._name = name
        self._exit = ExitStack()
        self._cached_prompt: list[int] = []
        self._kept = 0  # how many of its tokens were read in whole blocks
        try:
            self._load(path, context_tokens, threads, has_flash_attention)
        except BaseException:
            self._exit.close()
            raise

    def _load(self, path: Path, context_tokens: int, threads: int, has_flash_attention: bool | None) -> None:
        import llama_cpp

        self._api: Any = llama_cpp
        errors = llama_log.silence()
        has_gpu = bool(llama_cpp.llama_supports_gpu_offload())
        loading = llama_cpp.llama_model_default_params()
        loading.n_gpu_layers = 999 if has_gpu else 0
        # GCC 12 drops the stores that set up AMX's tiles (its _tile_loadconfig names 8 of their 64 bytes), and the
        # first product kills the process. AMX comes with the weights' extra buffers, so those stay off beside it.
        loading.use_extra_bufts = b"AMX_INT8 = 1" not in llama_cpp.llama_print_system_info()
        model = llama_cpp.llama_model_load_from_file(os.fsencode(path), loading)
        if not model:
            raise ModelError(why_not_loaded(path, errors))
        self._exit.callback(llama_cpp.llama_model_free, model)
        self._vocabulary = llama_cpp.llama_model_get_vocab(model)
        self._vocabulary_size = int(llama_cpp.llama_vocab_n_tokens(self._vocabulary))
        settings = llama_cpp.llama_context_default_params()
        settings.n_ctx = context_tokens
        settings.n_batch, settings.n_ubatch = BATCH_TOKENS, UBATCH_TOKENS
        settings.n_seq_max = SEQUENCES + 1
        settings.kv_unified = True  # the continuations share the prompt's part of the cache
        settings.n_threads = settings.n_threads_batch = threads
        settings.no_perf = True
        # On a GPU llama.cpp knows best; benchmarks/flash_attention.py tells whether it is any faster on a CPU.
        settings.flash_attn_type = (-1 if has_gpu else 0) if has_flash_attention is None else int(has_flash_attention)
        self._context = llama_cpp.llama_init_from_model(model, settings)
        if not self._context:
            reason = f": {errors[-1]}" if errors else ""
            raise ModelError(f"{path} cannot be run{reason}")
        self._exit.callback(llama_cpp.llama_free, self._context)
        self._memory = llama_cpp.llama_get_memory(self._context)
        # llama.cpp rounds what was asked for up to a multiple of its own.
        self.tokens = min(context_tokens, int(llama_cpp.llama_n_ctx(self._context)))
        self._batch = llama_cpp.llama_batch_init(BATCH_TOKENS, 0, 1)
        self._exit.callback(llama_cpp.llama_batch_free, self._batch)

    def close(self) -> None:
        """Free the model and its memory. Closing twice is harmless."""
        self._exit.close()

    @cached_property
    def eos_token(self) -> str:
        """The text of the token that ends a text; "" where there is none."""
        return self.piece(self._api.llama_vocab_eos(self._vocabulary)).decode("utf-8", "replace")

    @cached_property
    def bos_token(self) -> str:
        """The text of the token that begins one; "" where there is none."""
        return self.piece(self._api.llama_vocab_bos(self._vocabulary)).decode("utf-8", "replace")

    @cached_property
    def stop_tokens(self) -> list[int]:
        """The tokens that end a reply, as the file names them."""
        is_end = self._api.llama_vocab_is_eog
        return [token for token in range(self._vocabulary_size) if is_end(self._vocabulary, token)]

    def without_markers(self, text: str) -> str:
        """The text with a space in each word that would be read as a special token, such as <|im_end|>.

        An article that holds one would else end the turn in which it is quoted, and could begin another.
        """
        if self.tokenize(text, has_markers=True) == self.tokenize(text, has_markers=False):
            return text
        return self._markers.sub(lambda found: f"{found[0][0]} {found[0][1:]}", text)

    @cached_property
    def _markers(self) -> re.Pattern[str]:
        is_control = self._api.llama_vocab_is_control
        tokens = (token for token in range(self._vocabulary_size) if is_control(self._vocabulary, token))
        texts = {self.piece(token).decode("utf-8", "replace") for token in tokens} - {""}
        return re.compile("|".join(map(re.escape, sorted(texts, key=len, reverse=True))))

    def tokenize(self, text: str, *, has_markers: bool) -> list[int]:
        """The text's tokens; with `has_markers`, a template's markers are read as the special tokens they name."""
        encoded = text.encode()
        room = len(encoded) + 8
        tokens = (self._api.llama_token * room)()
        # The template writes its own beginning-of-text marker where the model wants one.
        count = self._api.llama_tokenize(self._vocabulary, encoded, len(encoded), tokens, room, False, has_markers)
        return list(tokens[:count])

    def piece(self, token: int) -> bytes:
        """The bytes that a token stands for, which may be part of a character."""
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

    def read_prompt(self, prompt: Sequence[int]) -> npt.NDArray[np.float32]:
        """Put the prompt into the cache as sequence 0; the log-probabilities of what may come next, shape (tokens,).

        The whole blocks that the prompt before began with too (the template's instructions, the examples) are not
        read again.
        """
        shared = 0
        for old, new in zip(self._cached_prompt[: self._kept], prompt[:-1], strict=False):
            if old != new:
                break
            shared += 1
        shared -= shared % BLOCK_TOKENS
        # Forgotten first: if reading fails, the next prompt must not trust what is half there.
        self._cached_prompt = []
        if not self._api.llama_memory_seq_rm(self._memory, 0, shared, -1):
            # A recurrent model's state cannot be taken back to an earlier token.
            self._api.llama_memory_clear(self._memory, True)
            shared = 0
        part: Sequence[int] = ()
        for start in range(shared, len(prompt), BLOCK_TOKENS):
            part = prompt[start : start + BLOCK_TOKENS]
            for index, token in enumerate(part):
                self._put(index, token, start + index, sequence=0, wants_logits=start + index == len(prompt) - 1)
            self._decode(len(part))
        self._kept = len(prompt) - len(prompt) % BLOCK_TOKENS
        self._cached_prompt = list(prompt)
        return np.asarray(self._logprobs([len(part) - 1])[0])

    def append(self, token: int) -> npt.NDArray[np.float32]:
        """Read one token more after the prompt; the log-probabilities of what may come next, shape (tokens,)."""
        self._put(0, token, len(self._cached_prompt), sequence=0, wants_logits=True)
        self._decode(1)
        self._cached_prompt.append(token)
        return np.asarray(self._logprobs([0])[0])

    def read_branches(self, branches: Sequence[Sequence[int]]) -> list[npt.NDArray[np.float32]]:
        """Read continuations of the prompt side by side, at most SEQUENCES of them in BATCH_TOKENS together.

        Returns:
            For each, the log-probabilities of what may come after each of its tokens, shape (its tokens, tokens).
            The cache is left as it was.
        """
        index = 0
        for sequence, tokens in enumerate(branches, start=1):
            self._api.llama_memory_seq_cp(self._memory, 0, sequence, 0, -1)
            for position, token in enumerate(tokens, start=len(self._cached_prompt)):
                self._put(index, token, position, sequence=sequence, wants_logits=True)
                index += 1
        self._decode(index)
        read, row = [], 0
        for sequence, tokens in enumerate(branches, start=1):
            read.append(self._logprobs(range(row, row + len(tokens))))
            row += len(tokens)
            self._api.llama_memory_seq_rm(self._memory, sequence, -1, -1)
        return read

    def grammar(self, source: str) -> "Grammar":
        """A GBNF grammar that what comes next can be held to.

        Raises:
            ModelError: llama.cpp does not take it.
        """
        return Grammar(self._api, self._vocabulary, source)

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
        if not rows:
            return np.empty((0, self._vocabulary_size), np.float32)
        shape = (self._vocabulary_size,)
        logits = np.stack(
            [np.ctypeslib.as_array(self._api.llama_get_logits_ith(self._context, row), shape=shape) for row in rows]
        )
        logits -= logits.max(axis=1, keepdims=True)
        return np.asarray(logits - np.log(np.exp(logits).sum(axis=1, keepdims=True)))


class Grammar:
    """A grammar and how far a reply has come in it."""

    def __init__(self, api: Any, vocabulary: Any, source: str) -> None:
        self._api = api
        self._sampler = api.llama_sampler_init_grammar(vocabulary, source.encode(), b"root")
        if not self._sampler:
            raise ModelError("the reply cannot be held to this schema: llama.cpp does not take its grammar")

    def likeliest(self, logprobs: npt.NDArray[np.float32]) -> int:
        """The likeliest token that the grammar allows next, which is then taken as said."""
        # Holding the whole vocabulary to the grammar takes long, and one of the likeliest few is nearly always in it.
        few = np.argsort(logprobs)[-LIKELIEST:]
        token = self._allowed(few, logprobs[few])
        if token is None:
            token = self._allowed(np.arange(len(logprobs)), logprobs)
        if token is None:
            raise ModelError("the reply cannot be held to this schema: the model has no token that would follow it")
        self._api.llama_sampler_accept(self._sampler, token)
        return token

    def _allowed(self, tokens: npt.NDArray[np.int64], logprobs: npt.NDArray[np.float32]) -> int | None:
        candidates = np.zeros(len(tokens), dtype=[("id", np.int32), ("logit", np.float32), ("p", np.float32)])
        candidates["id"], candidates["logit"] = tokens, logprobs
        array = self._api.llama_token_data_array(
            data=candidates.ctypes.data_as(self._api.llama_token_data_p), size=len(tokens), selected=-1, sorted=False
        )
        self._api.llama_sampler_apply(self._sampler, ctypes.byref(array))
        best = int(np.argmax(candidates["logit"]))
        return int(candidates["id"][best]) if np.isfinite(candidates["logit"][best]) else None

    def close(self) -> None:
        """Free it."""
        self._api.llama_sampler_free(self._sampler)
