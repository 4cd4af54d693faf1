"""Every implementation of LanguageModel, held to docs/models.md. A new one belongs in IMPLEMENTATIONS."""

from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest
from conformity import Conformity

from newsqa.models import LanguageModel, open_model
from newsqa.models.http import HttpModel
from newsqa.models.llama_cpp import LlamaCppModel

pytestmark = [pytest.mark.usefixtures("connections_of_llm"), pytest.mark.filterwarnings("ignore:unclosed")]
Opener = Callable[[], LanguageModel]


def bundled(fixture: Callable[[str], Any]) -> Opener:
    return lambda: open_model(threads=1)


def tiny(fixture: Callable[[str], Any]) -> Opener:
    path = fixture("tiny_path")
    return lambda: LlamaCppModel(path, threads=1)


def over_http(fixture: Callable[[str], Any]) -> Opener:
    url = fixture("served_url")
    return lambda: HttpModel(url)


def of_llm(fixture: Callable[[str], Any]) -> Opener:
    opener: Opener = fixture("open_llm_model")
    return opener


IMPLEMENTATIONS = [bundled, tiny, over_http, of_llm]


@pytest.fixture(scope="session", params=IMPLEMENTATIONS, ids=lambda function: function.__name__)
def open_subject(request: pytest.FixtureRequest) -> Opener:
    opener: Opener = request.param(request.getfixturevalue)
    return opener


@pytest.fixture(scope="session")
def subject(open_subject: Opener) -> Iterator[LanguageModel]:
    with closing(open_subject()) as model:
        yield model


class TestConformity(Conformity):
    """The tests of conformity.py, for each implementation."""
