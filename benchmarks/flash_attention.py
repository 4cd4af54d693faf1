"""Whether flash attention is any faster on this computer.

    python benchmarks/flash_attention.py [--repetitions N] [--threads N]

The bundled model reads 1,000 tokens and writes 64, with flash attention off and on in turn, in one process.
"""

import argparse
import statistics
import time
from contextlib import closing

import numpy as np

from newsqa.models import bundled_model_path
from newsqa.models.llama_context import LlamaContext
from newsqa.models.llama_cpp import usable_cores
from newsqa.packaged import packaged_folder

READ_TOKENS = 1000
WRITTEN_TOKENS = 64


def context(*, has_flash_attention: bool, threads: int) -> LlamaContext:
    """The bundled model, loaded."""
    return LlamaContext(
        bundled_model_path(),
        name="the bundled model",
        context_tokens=2 * READ_TOKENS,
        threads=threads,
        has_flash_attention=has_flash_attention,
    )


def measure(model: LlamaContext, prompt: list[int]) -> tuple[float, float]:
    """Seconds for reading the prompt, and for writing after it."""
    began = time.perf_counter()
    logprobs = model.read_prompt(prompt)
    read = time.perf_counter()
    for _ in range(WRITTEN_TOKENS):
        logprobs = model.append(int(np.argmax(logprobs)))
    return read - began, time.perf_counter() - read


def main() -> None:
    """Print the medians, and how many times as fast it is with flash attention."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repetitions", type=int, default=5)
    parser.add_argument("--threads", type=int, default=usable_cores())
    options = parser.parse_args()
    story = " ".join(path.read_text("utf-8") for path in sorted(packaged_folder("seeds").glob("*.md")))
    with (
        closing(context(has_flash_attention=False, threads=options.threads)) as without,
        closing(context(has_flash_attention=True, threads=options.threads)) as with_it,
    ):
        tokens = without.tokenize(story, has_markers=False)
        measured: dict[bool, list[tuple[float, float]]] = {False: [], True: []}
        # The first is for warming up. Each prompt begins elsewhere, lest the cache of the one before be used.
        for number in range(options.repetitions + 1):
            prompt = tokens[number : number + READ_TOKENS]
            for has_flash_attention, model in ((False, without), (True, with_it)):
                seconds = measure(model, prompt)
                if number:
                    measured[has_flash_attention].append(seconds)
    print(f"{options.repetitions} repetitions, {options.threads} threads; medians")
    for index, (what, count) in enumerate((("reading", READ_TOKENS), ("writing", WRITTEN_TOKENS))):
        off, on = (statistics.median(seconds[index] for seconds in measured[is_on]) for is_on in (False, True))
        print(
            f"{what:<8} off {count / off:7,.0f} tokens/s   on {count / on:7,.0f} tokens/s   "
            f"{off / on:.2f} times as fast with it"
        )


if __name__ == "__main__":
    main()
