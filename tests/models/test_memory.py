import re
from pathlib import Path

import pytest
from tiny_gguf import CONTEXT_TOKENS, HEADS, LAYERS, WIDTH

from newsqa.errors import ModelError
from newsqa.models.gguf import GgufFile, read_gguf
from newsqa.models.memory import fitting_context, free_memory, memory_need


def model(*, size_bytes: int = 0, cache_bytes_a_token: int = 0, trained_tokens: int | None = None) -> GgufFile:
    """A model of one layer with one head of the width that gives this much cache."""
    numbers = {"block_count": 1, "attention.head_count": 1, "context_length": trained_tokens}
    numbers |= dict.fromkeys(("attention.key_length", "attention.value_length"), cache_bytes_a_token // 4)
    metadata = {f"llama.{key}": str(number) for key, number in numbers.items() if number is not None}
    return GgufFile(Path("x.gguf"), size_bytes, {"general.architecture": "llama", **metadata}, 0, 0)


def fitting(file: GgufFile, wanted_tokens: int = 4096) -> int:
    return fitting_context(file, name="big", wanted_tokens=wanted_tokens, batch_tokens=512)


def test_the_need_is_weights_and_cache_and_working_memory(tiny_path: Path) -> None:
    file = read_gguf(tiny_path)
    need = memory_need(file, context_tokens=100, batch_tokens=10)
    assert need.weights == tiny_path.stat().st_size
    # Keys and values of every layer and head, two bytes each.
    assert need.cache == 100 * LAYERS * HEADS * (WIDTH // HEADS) * 2 * 2
    assert need.working == 4 * 10 * (12 * WIDTH + 2 * file.vocabulary)
    assert need.total == need.weights + need.cache + need.working


def test_a_small_model_gets_the_context_that_is_wanted_or_all_that_it_was_trained_on(tiny_path: Path) -> None:
    file = read_gguf(tiny_path)
    assert fitting(file, 300) == 300
    assert fitting(file, 4096) == CONTEXT_TOKENS


def test_a_model_larger_than_the_free_memory_is_refused_with_the_numbers() -> None:
    with pytest.raises(ModelError) as raised:
        fitting(model(size_bytes=10**15, cache_bytes_a_token=4096))
    assert re.fullmatch(
        r"big needs about 1000000\.0 GB \(weights 1000000\.0 GB, a context of 1,024 tokens 0\.0 GB, working memory "
        r"0\.0 GB\) and \d+\.\d GB are free: choose a smaller model or a stronger quantisation, or close other "
        r"programs",
        str(raised.value),
    )


def test_a_context_that_does_not_fit_is_halved_until_it_does() -> None:
    # With 4,096 tokens it takes twice what is free, with 2,048 as much, with 1,024 half.
    assert fitting(model(cache_bytes_a_token=2 * free_memory() // 4096 + 64)) == 1024


def test_a_model_trained_on_a_short_context_is_not_refused_for_that() -> None:
    assert fitting(model(trained_tokens=256)) == 256


def test_a_header_without_numbers_counts_its_weights_alone() -> None:
    need = memory_need(GgufFile(Path("x"), 5, {}, 0, 0), context_tokens=4096, batch_tokens=512)
    assert need.total == 5


def test_the_free_memory_is_some() -> None:
    assert free_memory() > 0
