"""The SHA-256 of large files, remembered between runs so that a model of gigabytes is read once."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from platformdirs import user_cache_path


def file_sha256(path: Path) -> str:
    """The hex SHA-256 of a file, computed anew only when its size or time of change is not the remembered one.

    Raises:
        OSError: the file cannot be read.
    """
    key, memory = _place(path)
    if remembered := _remembered(key, memory):
        return remembered
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    try:
        memory.parent.mkdir(parents=True, exist_ok=True)
        memory.write_text(json.dumps({"file": key, "sha256": digest}), "utf-8")
    except OSError:
        pass  # a cache that cannot be written costs time, not correctness
    return digest


def is_remembered(path: Path) -> bool:
    """Whether the hash of a file is known without reading it."""
    try:
        return _remembered(*_place(path)) is not None
    except OSError:
        return False


def _place(path: Path) -> tuple[str, Path]:
    """What tells that a file is still the same, and where its hash is kept."""
    status = path.stat()
    key = f"{path.resolve()}:{status.st_size}:{status.st_mtime_ns}"
    return key, user_cache_path("newsqa") / "sha256" / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.json"


def _remembered(key: str, memory: Path) -> str | None:
    try:
        remembered = json.loads(memory.read_text("utf-8"))
        return str(remembered["sha256"]) if remembered["file"] == key else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def files_sha256(paths: Sequence[Path]) -> str:
    """The SHA-256 of a file, or one of those of several in this order.

    Raises:
        OSError: one of them cannot be read.
    """
    digests = [file_sha256(path) for path in paths]
    return digests[0] if len(digests) == 1 else hashlib.sha256("\n".join(digests).encode()).hexdigest()
