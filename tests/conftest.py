"""The real parts, loaded once: the embedder, the bundled model, and a library of the sample articles."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsqa.library import Embedder, Library
from newsqa.models import LanguageModel, open_model
from newsqa.packaged import packaged_folder

pytest_plugins = ["pytester"]


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the user's own library, settings, cache or models, or a newsqa.toml here."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("OLLAMA_MODELS", str(home / "ollama"))
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(variable, str(home / variable.lower()))
    for variable in (
        "NEWSQA_LIBRARY", "NEWSQA_MODEL", "NEWSQA_EMBEDDER", "NEWSQA_THREADS", "NEWSQA_MIN_CONFIDENCE",
        "NEWSQA_PROMPTS", "NEWSQA_API_KEY", "HF_HOME", "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "LLAMA_CACHE",
    ):  # fmt: skip
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.chdir(home)


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    return Embedder.default()


@pytest.fixture(scope="session")
def model() -> Iterator[LanguageModel]:
    opened = open_model()
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Library]:
    """The sample articles; not to be changed by a test."""
    with Library.open(tmp_path_factory.mktemp("samples"), embedder=embedder) as library:
        library.add(packaged_folder("seeds"))
        yield library


@pytest.fixture
def library(tmp_path: Path, embedder: Embedder) -> Iterator[Library]:
    """An empty library of the test's own."""
    with Library.open(tmp_path / "library", embedder=embedder) as opened:
        yield opened
