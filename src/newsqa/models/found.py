"""Models that other programs have put on this computer: Ollama, LM Studio, the Hugging Face cache and llama.cpp.

The stores belong to those programs: nothing in them is written, made or loaded. They may be half written or not ours
to read, so what cannot be read or understood there is left out, and nothing here raises.
"""

import json
import os
import platform
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, Literal, NamedTuple

Store = Literal["Ollama", "LM Studio", "Hugging Face", "llama.cpp"]

OLLAMA_SERVICE_FOLDER = Path("/usr/share/ollama/.ollama/models")
OLLAMA_REGISTRY = "registry.ollama.ai"
OLLAMA_WEIGHTS = "application/vnd.ollama.image.model"
OLLAMA_ADAPTER = "application/vnd.ollama.image.adapter"
OLLAMA_DIGEST = re.compile(r"sha256:([0-9a-f]{64})")

PART = re.compile(r"(?P<name>.+)-(?P<number>[0-9]{5})-of-(?P<count>[0-9]{5})(?P<suffix>\.(?i:gguf))")

# Manifests and settings have a few kilobytes; of something larger the beginning is read, which is not valid JSON.
LARGEST_JSON_BYTES = 1_000_000


class FoundModel(NamedTuple):
    """A model in the store of another program.

    Attributes:
        name: as Ollama writes it ("qwen2.5:3b"), elsewhere the file's name without its ending. Not unique.
        store: whose it is.
        path: its GGUF file, the first part if there are several.
        size_bytes: of all parts together.
    """

    name: str
    store: Store
    path: Path
    size_bytes: int


def find_models() -> list[FoundModel]:
    """All models in the stores of other programs, sorted by name.

    A file counts as a model if it begins as a GGUF file does; whether newsqa can run it is not known before it is
    opened. Image projectors, unfinished downloads and models of which a part is missing are left out.
    """
    return sorted(chain(_ollama_models(), _lm_studio_models(), _hugging_face_models(), _llama_cpp_models()))


def parts_of(path: Path) -> list[Path]:
    """All parts of the model that a GGUF file is a part of, in order, whether or not they exist.

    A name that does not end in -0000N-of-0000M.gguf is that of a model in one part, the file itself.
    """
    part = _part(path)
    if part is None:
        return [path]
    count = int(part["count"])
    return [path.with_name(f"{part['name']}-{n:05}-of-{count:05}{part['suffix']}") for n in range(1, count + 1)]


def name_of(path: Path) -> str:
    """The name of the model that a GGUF file is, or is a part of: the file's name without its ending."""
    part = _part(path)
    return part["name"] if part else path.stem


def _part(path: Path) -> re.Match[str] | None:
    part = PART.fullmatch(path.name)
    return part if part and 1 <= int(part["number"]) <= int(part["count"]) else None


def _ollama_models() -> Iterator[FoundModel]:
    """Of manifests/REGISTRY/NAMESPACE/MODEL/TAG, JSON that names its files in blobs/ by their hash.

    In $OLLAMA_MODELS, else ~/.ollama/models, else where the service that Ollama installs on Linux keeps them.
    """
    configured = _configured("OLLAMA_MODELS")
    folders = [configured] if configured else [_home() / ".ollama" / "models", OLLAMA_SERVICE_FOLDER]
    # A folder that was made and never used does not hide the service's.
    folder = next((folder for folder in folders if _entries(folder / "manifests")), folders[-1])
    for manifest in _files_below([folder / "manifests"], levels=4):
        place = manifest.relative_to(folder / "manifests").parts
        digest = _ollama_weights(_json(manifest))
        if len(place) == 4 and digest is not None:
            blob = folder / "blobs" / f"sha256-{digest}"
            size_bytes = _gguf_bytes(blob)
            if size_bytes is not None:
                yield FoundModel(_ollama_name(*place), "Ollama", blob, size_bytes)


def _ollama_weights(manifest: Any) -> str | None:
    """The hash of the weights that a manifest names, none if it is not a manifest or names no weights."""
    try:
        digests = {layer["mediaType"]: layer["digest"] for layer in manifest["layers"]}
        # With an adapter applied the model is another one than its weights alone.
        digest = None if OLLAMA_ADAPTER in digests else OLLAMA_DIGEST.fullmatch(digests[OLLAMA_WEIGHTS])
    except (KeyError, TypeError):
        return None
    return digest and digest[1]


def _ollama_name(registry: str, namespace: str, model: str, tag: str) -> str:
    if registry != OLLAMA_REGISTRY:
        return f"{registry}/{namespace}/{model}:{tag}"
    return f"{model}:{tag}" if namespace == "library" else f"{namespace}/{model}:{tag}"


def _lm_studio_models() -> Iterator[FoundModel]:
    """Of OWNER/REPOSITORY/FILE.gguf, at times a folder deeper, in models/ and the "downloadsFolder" of settings.json.

    LM Studio's own folder is ~/.lmstudio, in older versions ~/.cache/lm-studio, or the one that the file
    ~/.lmstudio-home-pointer names: all are looked in, as a change of folder leaves models behind.
    """
    pointer = _beginning(_home() / ".lmstudio-home-pointer", LARGEST_JSON_BYTES).decode(errors="replace")
    homes = [_home() / ".lmstudio", _home() / ".cache" / "lm-studio", *_absolute(pointer.strip())]
    folders = [home / "models" for home in homes]
    for home in homes:
        settings = _json(home / "settings.json")
        folders += _absolute(settings.get("downloadsFolder") if isinstance(settings, dict) else None)
    yield from _models_among(_files_below(folders, levels=4), "LM Studio")


def _hugging_face_models() -> Iterator[FoundModel]:
    """In $HF_HUB_CACHE, else $HUGGINGFACE_HUB_CACHE, else $HF_HOME/hub, else huggingface/hub/ in the cache folder.

    The cache folder is $XDG_CACHE_HOME, else ~/.cache. https://huggingface.co/docs/hub/local-cache has the layout.
    """
    home = _configured("HF_HOME") or _cache_folder() / "huggingface"
    hub = _configured("HF_HUB_CACHE") or _configured("HUGGINGFACE_HUB_CACHE") or home / "hub"
    yield from _models_in_hub(hub, "Hugging Face")


def _llama_cpp_models() -> Iterator[FoundModel]:
    """Of OWNER_REPOSITORY_FILE.gguf in $LLAMA_CACHE, else llama.cpp/ in the system's folder for caches.

    That folder is ~/Library/Caches on macOS, %LOCALAPPDATA% on Windows, elsewhere $XDG_CACHE_HOME, else ~/.cache.
    Newer versions download into the Hugging Face cache instead or, in its layout, into $LLAMA_CACHE.
    """
    match platform.system():
        case "Darwin":
            caches = _home() / "Library" / "Caches"
        case "Windows":
            caches = _configured("LOCALAPPDATA") or _home() / "AppData" / "Local"
        case _:
            caches = _cache_folder()
    folder = _configured("LLAMA_CACHE") or caches / "llama.cpp"
    yield from _models_among(_files_below([folder], levels=1), "llama.cpp")
    yield from _models_in_hub(folder, "llama.cpp")


def _models_in_hub(hub: Path, store: Store) -> Iterator[FoundModel]:
    """Of models--OWNER--REPOSITORY/snapshots/REVISION/**/FILE.gguf, links to blobs that revisions share.

    What several revisions have in common is one model, by its path in the newest of them.
    """
    for repository in _entries(hub):
        if not repository.name.startswith("models--"):
            continue
        newest: dict[tuple[str, ...], FoundModel] = {}
        for revision in sorted(_entries(repository / "snapshots"), key=_changed, reverse=True):
            for model in _models_among(_files_below([revision], levels=4), store):
                newest.setdefault(tuple(_real_path(part) for part in parts_of(model.path)), model)
        yield from newest.values()


def _models_among(files: Iterable[Path], store: Store) -> Iterator[FoundModel]:
    for path in files:
        if path.suffix.lower() != ".gguf" or "mmproj" in path.name.lower():
            continue
        parts = parts_of(path)
        if path != parts[0]:
            continue
        sizes = [size for part in parts if (size := _gguf_bytes(part)) is not None]
        if len(sizes) == len(parts):
            yield FoundModel(name_of(path), store, path, sum(sizes))


def _files_below(folders: Iterable[Path], *, levels: int) -> Iterator[Path]:
    """What is in folders, sorted, then what is in the folders there, and so on for that many levels.

    A folder is looked in once, however many links lead to it, so that a link to a folder above it ends.
    """
    seen: set[str] = set()
    for _ in range(levels):
        entries: list[Path] = []
        for folder in folders:
            real_path = _real_path(folder)
            if real_path not in seen:
                seen.add(real_path)
                entries += _entries(folder)
        yield from entries
        folders = entries


def _entries(folder: Path) -> list[Path]:
    """What is in a folder, sorted; nothing if it is no folder or cannot be read."""
    try:
        return sorted(folder.iterdir())
    except (OSError, ValueError):
        return []


def _gguf_bytes(path: Path) -> int | None:
    """The size of a GGUF file; none if it is not one or cannot be read."""
    try:
        return path.stat().st_size if _beginning(path, 4) == b"GGUF" else None
    except OSError:
        return None


def _json(path: Path) -> Any:
    """What a JSON file holds; none if it is not one or cannot be read."""
    try:
        return json.loads(_beginning(path, LARGEST_JSON_BYTES))
    except (ValueError, RecursionError):
        return None


def _beginning(path: Path, size_bytes: int) -> bytes:
    """At most so many bytes of a file; nothing if it cannot be read."""
    try:
        # Opening a pipe would wait until someone writes to it.
        if not path.is_file():
            return b""
        with path.open("rb") as file:
            return file.read(size_bytes)
    except (OSError, ValueError):
        return b""


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _real_path(path: Path) -> str:
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return str(path)


def _absolute(folder: Any) -> list[Path]:
    """The folder that another program's settings name, if they do: relative to what could not be known."""
    return [Path(folder)] if isinstance(folder, str) and Path(folder).is_absolute() else []


def _configured(variable: str) -> Path | None:
    """The folder that an environment variable names, none if it is not set or empty."""
    folder = os.environ.get(variable)
    return Path(os.path.expanduser(folder)) if folder else None


def _home() -> Path:
    # Path.home() raises where a process has no home; "~" is then a folder that is not there.
    return Path(os.path.expanduser("~"))


def _cache_folder() -> Path:
    return _configured("XDG_CACHE_HOME") or _home() / ".cache"
