"""The models that tests share, each loaded once: the bundled one, served over HTTP too, and a tiny one.

Each computes with one thread: threads of llama.cpp wait for one another, which takes long where cores are shared.
"""

import gc
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tiny_gguf import write_tiny_model

from newsqa.models import LanguageModel
from newsqa.models.llama_cpp import LlamaCppModel


@pytest.fixture(scope="session")
def served_url() -> Iterator[str]:
    """The address of a llama_cpp.server that serves the bundled model."""
    for package in ("fastapi", "uvicorn", "sse_starlette", "starlette_context"):
        pytest.importorskip(package)
    script = Path(__file__).with_name("serve_bundled_model.py")
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}/v1"
        finally:
            process.kill()


@pytest.fixture(scope="session")
def llm_user_folder(served_url: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of `llm` in which the served model is called "served"."""
    folder = tmp_path_factory.mktemp("llm")
    (folder / "extra-openai-models.yaml").write_text(
        f"- model_id: served\n  model_name: smollm2-135m\n  api_base: {served_url}\n"
    )
    return folder


@pytest.fixture(scope="session")
def open_llm_model(llm_user_folder: Path) -> Callable[[], LanguageModel]:
    """Opens the served model by way of `llm`."""

    def opened() -> LanguageModel:
        from newsqa.models.llm import LlmModel

        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("LLM_USER_PATH", str(llm_user_folder))
            return LlmModel("served")

    return opened


@pytest.fixture(scope="session")
def connections_of_llm() -> Iterator[None]:
    """llm leaves the connections of its clients to the garbage collector, which is called in the end."""
    yield
    with warnings.catch_warnings(action="ignore", category=ResourceWarning):
        gc.collect()


@pytest.fixture(scope="session")
def tiny_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A GGUF file of 200 kB."""
    return write_tiny_model(tmp_path_factory.mktemp("tiny") / "tiny.gguf")


@pytest.fixture(scope="session")
def tiny(tiny_path: Path) -> Iterator[LlamaCppModel]:
    with closing(LlamaCppModel(tiny_path, threads=1)) as model:
        yield model
