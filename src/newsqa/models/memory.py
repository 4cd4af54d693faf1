"""Whether a model fits the memory that is free, reckoned before it is loaded."""

from pathlib import Path
from typing import NamedTuple

from newsqa.errors import ModelError
from newsqa.models.gguf import GgufFile

GIGABYTE = 1e9
BYTES_PER_VALUE = 2  # of the cache of keys and values: float16
# llama.cpp's buffers beside the weights: what a layer computes for a batch, and the logits for its tokens.
VALUES_PER_TOKEN = 12  # of the model's width
SHORTEST_CONTEXT = 1024
CGROUP = Path("/sys/fs/cgroup")


class MemoryNeed(NamedTuple):
    """Bytes that a model takes with a context of so many tokens."""

    context_tokens: int
    weights: int
    cache: int
    working: int

    @property
    def total(self) -> int:
        """All of it."""
        return self.weights + self.cache + self.working

    def __str__(self) -> str:
        return (
            f"{_gigabytes(self.total)} (weights {_gigabytes(self.weights)}, a context of {self.context_tokens:,} "
            f"tokens {_gigabytes(self.cache)}, working memory {_gigabytes(self.working)})"
        )


def memory_need(file: GgufFile, *, context_tokens: int, batch_tokens: int) -> MemoryNeed:
    """What a model takes with this context, read in batches of so many tokens."""
    width = file.number("embedding_length") or 0
    heads = file.number("attention.head_count") or 0
    # Where the layers differ the header has a list, which is not read: as many as there are heads is the most.
    key_value_heads = file.number("attention.head_count_kv") or heads
    head_width = width // heads if heads else 0
    keys = file.number("attention.key_length") or head_width
    values = file.number("attention.value_length") or head_width
    per_token = (file.number("block_count") or 0) * key_value_heads * (keys + values) * BYTES_PER_VALUE
    working = 4 * batch_tokens * (VALUES_PER_TOKEN * width + 2 * file.vocabulary)
    return MemoryNeed(context_tokens, file.size_bytes, context_tokens * per_token, working)


def fitting_context(file: GgufFile, *, name: str, wanted_tokens: int, batch_tokens: int) -> int:
    """The longest context up to the wanted one with which a model fits the free memory.

    Raises:
        ModelError: it does not fit with 1,024 tokens either; with the numbers.
    """
    trained = file.number("context_length") or wanted_tokens
    tokens = min(wanted_tokens, trained)
    free = free_memory()
    while True:
        need = memory_need(file, context_tokens=tokens, batch_tokens=batch_tokens)
        if need.total <= free:
            return tokens
        if tokens // 2 < SHORTEST_CONTEXT:
            raise ModelError(
                f"{name} needs about {need} and {_gigabytes(free)} are free: choose a smaller model or a stronger "
                "quantisation, or close other programs"
            )
        tokens //= 2


def free_memory() -> int:
    """Bytes that this process may still take: those free on the computer, or left to its container."""
    import psutil

    free = int(psutil.virtual_memory().available)
    try:
        limit, used = ((CGROUP / name).read_text().strip() for name in ("memory.max", "memory.current"))
        return min(free, int(limit) - int(used)) if limit.isdigit() else free
    except OSError:
        return free  # no container, or not of this kind


def _gigabytes(count: int) -> str:
    return f"{count / GIGABYTE:.1f} GB"
