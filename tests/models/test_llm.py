import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from misbehaving_server import MisbehavingServer, drop, error, reply, said, stream

from newsqa.errors import CannotScoreError, ModelError, PromptTooLongError
from newsqa.models import LanguageModel, Message
from newsqa.models.llm import LlmModel

pytestmark = [pytest.mark.usefixtures("connections_of_llm"), pytest.mark.filterwarnings("ignore:unclosed")]
TALK: list[Message] = [
    {"role": "system", "content": "Be brief."},
    {"role": "user", "content": "Which crop?"},
    {"role": "assistant", "content": "Rice"},
    {"role": "user", "content": "Which city?"},
]
SCHEMA = {"type": "object", "properties": {"city": {"type": "string"}}}
Configure = Callable[..., LanguageModel]


@pytest.fixture
def server() -> Iterator[MisbehavingServer]:
    with closing(MisbehavingServer()) as running:
        yield running


@pytest.fixture
def configured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Configure:
    """Sets up a model in `llm` with these lines of its configuration, and opens it."""
    monkeypatch.setenv("LLM_USER_PATH", str(tmp_path))
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)

    def configure(**lines: Any) -> LanguageModel:
        lines = {"model_id": "far", "model_name": "tiny", **lines}
        text = "\n  ".join(f"{key}: {value}" for key, value in lines.items())
        (tmp_path / "extra-openai-models.yaml").write_text(f"- {text}\n")
        return LlmModel("far")

    return configure


def asked(model: LanguageModel, **options: Any) -> str:
    return "".join(piece.text for piece in model.generate(TALK, **options))


def test_an_earlier_turn_is_an_example_in_the_prompt(server: MisbehavingServer, configured: Configure) -> None:
    server.behave(reply("<think>?</think>Gum", "ri"))
    assert asked(configured(api_base=server.url), most_tokens=9) == "Gumri"
    (request,) = server.chats
    assert request.body["messages"] == [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "Which crop?\n\nAnswer: Rice\n\n---\n\nWhich city?\n\nAnswer:"},
    ]
    assert [request.body[name] for name in ("temperature", "seed", "max_tokens")] == [0, 0, 9]


def test_a_question_alone_is_the_prompt(server: MisbehavingServer, configured: Configure) -> None:
    list(configured(api_base=server.url).generate([{"role": "user", "content": "Which city?"}]))
    assert server.chats[0].body["messages"] == [{"role": "user", "content": "Which city?"}]


def test_a_schema_is_passed_on_where_the_model_takes_one(server: MisbehavingServer, configured: Configure) -> None:
    model = configured(api_base=server.url, supports_schema="true")
    assert model.description.obeys_schema
    asked(model, schema=SCHEMA)
    assert server.chats[0].body["response_format"]["json_schema"]["schema"] == SCHEMA
    model = configured(api_base=server.url)
    assert not model.description.obeys_schema
    asked(model, schema=SCHEMA)
    assert "response_format" not in server.chats[1].body


@pytest.mark.parametrize(
    ("lines", "sent_to"),
    [
        ({"api_base": "http://localhost:8000/v1"}, None),
        ({"api_base": "http://localhost:8000/v1", "api_key_name": "mine"}, None),
        ({"api_base": "http://gpu.example.org/v1"}, "gpu.example.org"),
        ({}, "the service of openai"),
    ],
    ids=["here", "here with a key", "elsewhere", "a service"],
)
def test_where_the_conversation_is_sent_is_told(
    configured: Configure, lines: dict[str, str], sent_to: str | None
) -> None:
    assert configured(**lines).description.sent_to == sent_to


def test_a_key_that_is_wanted_is_told(configured: Configure) -> None:
    with pytest.raises(ModelError, match=r"^llm:far wants a key: "):
        asked(configured())


def test_a_conversation_that_does_not_fit_is_recognised(server: MisbehavingServer, configured: Configure) -> None:
    server.behave(error(400, "This model's maximum context length is 1024 tokens"))
    with pytest.raises(PromptTooLongError, match=r"^the conversation does not fit the context of llm:far: .*1024"):
        asked(configured(api_base=server.url))


def test_a_stream_that_gives_nothing_is_asked_for_the_reason(
    server: MisbehavingServer, configured: Configure
) -> None:
    server.behave(stream("data: [DONE]\n\n"), error(400, "the server is in a bad mood"))
    with pytest.raises(ModelError, match=r"^llm:far broke off: BadRequestError: .*the server is in a bad mood"):
        asked(configured(api_base=server.url))


def test_a_failure_is_one_line(server: MisbehavingServer, configured: Configure) -> None:
    server.behave(stream(*said("Gum"), 'data: {"error": {"message": "out of\\nmemory"}}\n\n'))
    with pytest.raises(ModelError, match=r"^llm:far broke off: APIError: out of memory$"):
        asked(configured(api_base=server.url))


def test_a_server_that_does_not_answer_is_told(
    server: MisbehavingServer, configured: Configure, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    server.behave(drop)
    with pytest.raises(ModelError, match=r"^llm:far broke off: APIConnectionError: Connection error\.$"):
        asked(configured(api_base=server.url))


def test_it_gives_no_scores(server: MisbehavingServer, configured: Configure) -> None:
    with pytest.raises(CannotScoreError, match=r"^llm:far does not say how likely a given reply is: llm passes on"):
        configured(api_base=server.url).score(TALK, ["Gumri"])


def test_llm_is_not_imported_before_it_is_needed() -> None:
    code = "import newsqa.models.llm, newsqa.models.catalogue, sys; assert not {'llm', 'openai'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
