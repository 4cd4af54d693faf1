"""Answers kept from one run to the next, so that only what changed is asked again."""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, TypeVar

from platformdirs import user_cache_path
from pydantic import TypeAdapter, ValidationError

from newsqa.errors import RunError
from newsqa.packaged import packaged_folder
from newsqa.schema import Answer, Record

# What takes no part in finding an answer; all other code does.
NOT_ANSWERING = ("cli", "evaluation", "__pycache__")
# But these two decide what is asked of which library. What a case asks, and the articles, are in an answer's key.
ASKING = ("evaluation/asking.py", "evaluation/libraries.py")
CODE_SUFFIXES = (".py", ".json", ".jsonl", ".jinja", ".txt", ".gz", ".safetensors")
# Packages whose release can change a number in an answer.
PACKAGES = (
    "llama-cpp-python", "sentence-transformers", "transformers", "tokenizers", "torch", "faiss-cpu", "numpy",
    "sentencex", "snowballstemmer",
)  # fmt: skip


Value = TypeVar("Value")


class RankedSentence(Record):
    """A sentence that retrieval ranked, where it stands, and the probability that it answers."""

    article_id: str
    start: int
    end: int
    probability: float


class Answered(Record):
    """An answer with the ranking that it was made from, as first made; `answer.timings` are of that time."""

    answer: Answer
    ranking: tuple[RankedSentence, ...]
    quantization: str | None


class AnswerCache:
    """Answers by a key of everything that could change them, in one SQLite file in the user's cache folder.

    Raises:
        RunError: the file cannot be made, read or written; any method may.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or user_cache_path("newsqa") / "evaluation" / "answers.sqlite"
        with self._usable():
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(self._path, timeout=30, isolation_level=None)
            try:
                self._connection.execute("PRAGMA journal_mode = WAL")
                self._connection.execute(
                    "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, value TEXT NOT NULL)"
                )
            except sqlite3.Error:
                self._connection.close()
                raise

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def get(self, key: str) -> Answered | None:
        """The answer kept under a key; None where there is none that can be read."""
        return self.get_value(key, Answered)

    def put(self, key: str, answered: Answered) -> None:
        """Keep an answer."""
        self.put_value(key, answered)

    def get_value(self, key: str, kind: type[Value]) -> Value | None:
        """What is kept under a key, of a type that pydantic can read; None where there is none of it."""
        with self._usable():
            row = self._connection.execute("SELECT value FROM answers WHERE key = ?", (key,)).fetchone()
        try:
            return TypeAdapter(kind).validate_json(row[0]) if row else None
        except ValidationError:
            return None  # kept by another version

    def put_value(self, key: str, value: object) -> None:
        """Keep something that pydantic can write."""
        written = TypeAdapter(type(value)).dump_json(value).decode()
        with self._usable():
            self._connection.execute("INSERT OR REPLACE INTO answers (key, value) VALUES (?, ?)", (key, written))

    @contextmanager
    def _usable(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            what = error.strerror if isinstance(error, OSError) else error
            raise RunError(
                f"{self._path}: the answers kept there cannot be used: {what}: delete the file, or use --no-cache"
            ) from None


def answer_key(**given: Any) -> str:
    """The key of an answer: the same only where the same answer would be made again.

    Args:
        given: whatever takes part in it beside newsqa's code and the packages under it, as JSON can write it.
    """
    parts = {**given, "code": code_fingerprint(), "packages": package_versions()}
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


@lru_cache(maxsize=2)
def code_fingerprint(*, with_evaluation: bool = False) -> str:
    """A hash of newsqa's code and prompts as far as they take part in an answer, or in judging it too."""
    package = Path(__file__).parents[1]
    left_out = {"cli", "data", "__pycache__"} if with_evaluation else {"data", *NOT_ANSWERING}
    digest = hashlib.sha256()
    for root in (package, packaged_folder("prompts")):
        for path in sorted(root.rglob("*")):
            inside = path.relative_to(root)
            takes_part = left_out.isdisjoint(inside.parts[:-1]) or inside.as_posix() in ASKING
            if path.suffix in CODE_SUFFIXES and takes_part:
                digest.update(f"{inside.as_posix()}\n".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def package_versions() -> dict[str, str]:
    """The releases of the packages that can change an answer."""
    versions = {}
    for name in PACKAGES:
        try:
            versions[name] = version(name)
        except PackageNotFoundError:
            versions[name] = "missing"
    return versions
