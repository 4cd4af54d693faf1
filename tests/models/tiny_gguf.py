"""Writes GGUF files of a few hundred kilobytes: models that load and run, and say nothing of sense."""

from pathlib import Path
from typing import Any

import gguf
import numpy as np

CONTEXT_TOKENS = 512
WIDTH, LAYERS, HEADS, FEED_FORWARD = 32, 2, 4, 64
MARKERS = ("<|im_start|>", "<|im_end|>")
CHAT_TEMPLATE = (
    "{% for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


def write_tiny_model(
    path: Path,
    *,
    chat_template: str | None = CHAT_TEMPLATE,
    architecture: str = "llama",
    context_tokens: int = CONTEXT_TOKENS,
    tensors_a_file: int = 0,
    seed: int = 1,
) -> Path:
    """Write a model with random weights; the path, which is that of the first part where it is split.

    Args:
        path: where to.
        chat_template: its Jinja source; none is written for None.
        architecture: what it says that it is; its weights are those of a Llama.
        context_tokens: how long a context it says that it was trained on.
        tensors_a_file: how many tensors a part has, where it is to be split.
        seed: of its weights.
    """
    writer = gguf.GGUFWriter(path, architecture, split_max_tensors=tensors_a_file)
    writer.add_name("Tiny")
    writer.add_context_length(context_tokens)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(FEED_FORWARD)
    writer.add_head_count(HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_file_type(gguf.LlamaFileType.ALL_F32)
    _add_tokenizer(writer)
    if chat_template is not None:
        writer.add_chat_template(chat_template)
    for name, weights in _weights(np.random.default_rng(seed), len(_vocabulary())).items():
        writer.add_tensor(name, weights)
    return _written(writer, path)


def write_header(path: Path, *, architecture: str, **numbers: int) -> Path:
    """Write a file that only says of which architecture it is, with these numbers of it."""
    writer = gguf.GGUFWriter(path, architecture)
    for key, number in numbers.items():
        writer.add_uint32(f"{architecture}.{key}", number)
    return _written(writer, path)


def write_tiny_encoder(path: Path) -> Path:
    """Write the header of an embedding model, with its tokenizer: it makes vectors, and no text."""
    writer = gguf.GGUFWriter(path, "bert")
    writer.add_context_length(CONTEXT_TOKENS)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(FEED_FORWARD)
    writer.add_head_count(HEADS)
    writer.add_layer_norm_eps(1e-5)
    writer.add_causal_attention(False)
    writer.add_pooling_type(gguf.PoolingType.MEAN)
    writer.add_tokenizer_model("bert")
    tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"▁abcdefghijklmnopqrstuvwxyz"]
    writer.add_token_list(tokens)
    writer.add_token_types([gguf.TokenType.NORMAL] * len(tokens))
    writer.add_token_type_count(2)
    return _written(writer, path)


def _written(writer: gguf.GGUFWriter, path: Path) -> Path:
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    if path.exists():
        return path
    return min(path.parent.glob(f"{path.stem}-00001-of-*.gguf"))


def _vocabulary() -> list[tuple[str, gguf.TokenType]]:
    special = [("<unk>", gguf.TokenType.UNKNOWN), ("<s>", gguf.TokenType.CONTROL), ("</s>", gguf.TokenType.CONTROL)]
    markers = [(marker, gguf.TokenType.CONTROL) for marker in MARKERS]
    any_byte = [(f"<0x{byte:02X}>", gguf.TokenType.BYTE) for byte in range(256)]
    letters = [(letter, gguf.TokenType.NORMAL) for letter in "▁abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"]
    words = [(word, gguf.TokenType.NORMAL) for word in ("th", "he", "▁t", "▁a", "in", "er", "an", "re", "on", "at")]
    return [*special, *markers, *any_byte, *letters, *words]


def _add_tokenizer(writer: gguf.GGUFWriter) -> None:
    vocabulary = _vocabulary()
    writer.add_tokenizer_model("llama")
    writer.add_token_list([text for text, _ in vocabulary])
    writer.add_token_scores([-float(number) for number in range(len(vocabulary))])
    writer.add_token_types([kind for _, kind in vocabulary])
    writer.add_unk_token_id(0)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_add_bos_token(False)
    writer.add_add_space_prefix(False)


def _weights(random: np.random.Generator, vocabulary: int) -> dict[str, Any]:
    def matrix(rows: int, columns: int) -> Any:
        return random.normal(0, columns**-0.5, (rows, columns)).astype(np.float32)

    ones = np.ones(WIDTH, np.float32)
    output = matrix(vocabulary, WIDTH)
    # It says letters: what would end its reply, and bytes that are no text, are never the likeliest.
    output[: vocabulary - 62] *= 0.1
    weights = {"token_embd.weight": matrix(vocabulary, WIDTH), "output_norm.weight": ones, "output.weight": output}
    for layer in range(LAYERS):
        weights |= {
            f"blk.{layer}.attn_norm.weight": ones,
            **{f"blk.{layer}.attn_{part}.weight": matrix(WIDTH, WIDTH) for part in ("q", "k", "v", "output")},
            f"blk.{layer}.ffn_norm.weight": ones,
            f"blk.{layer}.ffn_gate.weight": matrix(FEED_FORWARD, WIDTH),
            f"blk.{layer}.ffn_up.weight": matrix(FEED_FORWARD, WIDTH),
            f"blk.{layer}.ffn_down.weight": matrix(WIDTH, FEED_FORWARD),
        }
    return weights
