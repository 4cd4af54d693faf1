"""What a GGUF file says of itself, read in a fraction of a second and without its weights."""

import ctypes
import os
import re
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from newsqa.errors import ModelError
from newsqa.models import llama_log
from newsqa.models.found import parts_of

MAGIC = b"GGUF"
LONGEST_VALUE = 1 << 20  # bytes of one entry of the header; a chat template may have tens of thousands
ENCODER_ARCHITECTURES = re.compile(r"bert|embedding|encoder")
FILE_TYPE = "LLAMA_FTYPE_MOSTLY_"


class GgufFile(NamedTuple):
    """A language model's GGUF file, by what its header says.

    `path` is its first part, `size_bytes` that of all parts together; `metadata` has the header's single values
    as text, not its lists. `parameters` counts the weights, `vocabulary` the tokens that it knows.
    """

    path: Path
    size_bytes: int
    metadata: dict[str, str]
    parameters: int
    vocabulary: int

    @property
    def architecture(self) -> str:
        """As "llama" or "qwen2"."""
        return self.metadata.get("general.architecture", "unknown")

    @property
    def chat_template(self) -> str | None:
        """The Jinja source; None where the file has none."""
        return self.metadata.get("tokenizer.chat_template")

    @property
    def quantization(self) -> str | None:
        """How most weights are stored, as "Q4_1" or "Q4_K_M"; None where the file does not say."""
        import llama_cpp

        file_type = self.metadata.get("general.file_type")
        names = {
            str(value): key.removeprefix(FILE_TYPE) for key, value in vars(llama_cpp).items() if FILE_TYPE in key
        }
        return names.get(file_type, "F32" if file_type == "0" else None) if file_type else None

    def number(self, key: str) -> int | None:
        """A whole number that the header has of the architecture, as "context_length"; None where it has none."""
        value = self.metadata.get(f"{self.architecture}.{key}", "")
        return int(value) if value.isdigit() else None


def read_gguf(path: Path) -> GgufFile:
    """The header of a GGUF file, or of the first part of a split one.

    Raises:
        ModelError: the file is missing, is not GGUF, is incomplete, is no language model, or is of an
            architecture that the installed llama.cpp does not know.
    """
    parts = parts_of(path)
    missing = [part.name for part in parts if not part.exists()]
    if missing and len(parts) > 1:
        raise ModelError(f"{path} is part of a model in {len(parts)} files, and {', '.join(missing)} is not there")
    _check_magic(parts[0])
    import llama_cpp

    errors = llama_log.silence()
    settings = llama_cpp.llama_model_default_params()
    settings.vocab_only = True
    model = llama_cpp.llama_model_load_from_file(os.fsencode(parts[0]), settings)
    if not model:
        raise ModelError(why_not_loaded(parts[0], errors))
    try:
        metadata = dict(_metadata(llama_cpp, model))
        parameters = int(llama_cpp.llama_model_n_params(model))
        vocabulary = int(llama_cpp.llama_vocab_n_tokens(llama_cpp.llama_model_get_vocab(model)))
    finally:
        llama_cpp.llama_model_free(model)
    file = GgufFile(parts[0], sum(part.stat().st_size for part in parts), metadata, parameters, vocabulary)
    pooling = file.metadata.get(f"{file.architecture}.pooling_type", "0")
    if ENCODER_ARCHITECTURES.search(file.architecture) or pooling != "0":
        raise ModelError(f"{path} is an embedding model ({file.architecture}): it makes vectors, and writes no text")
    return file


def _check_magic(path: Path) -> None:
    try:
        with path.open("rb") as file:
            beginning = file.read(12)
    except OSError as error:
        raise ModelError(f"the model {path} cannot be read: {error.strerror}") from None
    if not beginning:
        raise ModelError(f"{path} is empty: download or copy it again")
    if not beginning.startswith(MAGIC):
        seen = beginning[:10].decode("ascii", "replace").replace("\ufffd", "?")
        raise ModelError(f"{path} is not a GGUF file (it begins with {seen!r}): was it downloaded from a web page?")


def why_not_loaded(path: Path, errors: list[str]) -> str:
    """For the person who gave the file: why llama.cpp did not load it, from the errors that it logged."""
    said = " ".join(errors)
    if "not within the file bounds" in said or "failed to read" in said:
        return f"{path} is incomplete ({path.stat().st_size:,} bytes are there, and its weights go on): copy it again"
    if "CLIP cannot be used" in said or "mmproj" in said:
        return f"{path} is the part of a model that sees pictures: name the language model's own file"
    if unknown := re.search(r"unknown model architecture: '([^']*)'", said):
        return (
            f"{path} is of the architecture {unknown[1]!r}, which llama-cpp-python {version('llama-cpp-python')} "
            "does not know: a newer one may (pip install --upgrade llama-cpp-python)"
        )
    told = [line for line in errors if "error loading model" in line] or errors
    reason = told[0].split("error loading model: ")[-1] if told else "llama.cpp does not say why"
    return f"{path} cannot be loaded: {reason}"


def _metadata(api: Any, model: Any) -> Iterator[tuple[str, str]]:
    buffer = ctypes.create_string_buffer(LONGEST_VALUE)
    for index in range(api.llama_model_meta_count(model)):
        api.llama_model_meta_key_by_index(model, index, buffer, LONGEST_VALUE)
        key = buffer.value.decode("utf-8", "replace")
        api.llama_model_meta_val_str_by_index(model, index, buffer, LONGEST_VALUE)
        yield key, buffer.value.decode("utf-8", "replace")
