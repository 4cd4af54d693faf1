from pathlib import Path

import pytest
from tiny_gguf import CHAT_TEMPLATE, write_tiny_model

from newsqa.errors import ModelError
from newsqa.models import Message
from newsqa.models.chat_template import ChatTemplate
from newsqa.models.llama_cpp import LlamaCppModel

TALK: list[Message] = [
    {"role": "system", "content": "Be brief."},
    {"role": "user", "content": "Where?"},
    {"role": "assistant", "content": "Gumri"},
    {"role": "user", "content": "When?"},
]
TURNS = "{% for message in messages %}[{{ message.role }}: {{ message.content }}]{% endfor %}"
FORBIDS_SYSTEM = (
    "{% if messages[0].role == 'system' %}{{ raise_exception('System role not supported') }}{% endif %}" + TURNS
)
DROPS_SYSTEM = (
    "{% for message in messages if message.role != 'system' %}[{{ message.role }}: {{ message.content }}]{% endfor %}"
)
FOLDED = "[user: Be brief.\n\nWhere?][assistant: Gumri][user: When?]"


def render(source: str, talk: list[Message] = TALK) -> str:
    return ChatTemplate(source, name="qwen", eos_token="</s>", bos_token="<s>").render(talk)


def test_a_conversation_is_rendered_up_to_where_the_reply_begins() -> None:
    assert render(CHAT_TEMPLATE, TALK[:2]) == (
        "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nWhere?<|im_end|>\n<|im_start|>assistant\n"
    )


def test_the_template_has_the_texts_of_the_models_tokens() -> None:
    assert render("{{ bos_token }}{{ messages[0].content }}{{ eos_token }}") == "<s>Be brief.</s>"


@pytest.mark.parametrize("source", [FORBIDS_SYSTEM, DROPS_SYSTEM], ids=["forbids", "drops"])
def test_a_system_turn_that_a_template_does_not_take_goes_before_the_first_question(source: str) -> None:
    assert render(source) == FOLDED


def test_a_template_that_takes_no_conversation_at_all_is_told() -> None:
    with pytest.raises(ModelError, match=r"^the chat template of qwen cannot be used: roles must alternate$"):
        render("{{ raise_exception('roles must alternate') }}")


@pytest.mark.parametrize(
    "source",
    [
        "{{ messages[99].content }}",
        "{{ 1 / 0 }}",
        "{{ messages.nothing.at_all }}",
        "{{ ''.__class__.__mro__ }}",
        "{% include 'x' %}",
    ],
)
def test_a_template_that_fails_is_one_line(source: str) -> None:
    with pytest.raises(ModelError, match=r"^the chat template of qwen cannot be used: .+$"):
        render(source)


def test_a_template_that_is_no_jinja_is_told() -> None:
    with pytest.raises(ModelError, match=r"^the chat template of qwen cannot be read: "):
        render("{% for message in %}")


def test_a_conversation_of_a_system_turn_alone_is_left_as_it_is() -> None:
    assert render(DROPS_SYSTEM, TALK[:1]) == ""
    with pytest.raises(ModelError, match="System role not supported"):
        render(FORBIDS_SYSTEM, TALK[:1])


def test_thinking_that_a_template_begins_is_closed() -> None:
    assert render(TURNS + "<think>\n", TALK[1:2]) == "[user: Where?]<think>\n\n</think>\n\n"


def test_a_template_is_told_that_the_model_need_not_think() -> None:
    assert render("{% if enable_thinking is false %}quick{% endif %}", TALK[1:2]) == "quick"


def test_a_model_without_a_template_is_refused_with_how_to_give_one(tmp_path: Path) -> None:
    path = write_tiny_model(tmp_path / "bare.gguf", chat_template=None)
    with pytest.raises(ModelError) as raised:
        LlamaCppModel(path)
    assert str(raised.value) == (
        f"{path} has no chat template, so newsqa cannot tell how to talk to it: give its model's own with "
        f"newsqa models add NAME {path} --chat-template FILE.jinja"
    )
    LlamaCppModel(path, chat_template=CHAT_TEMPLATE, threads=1).close()


def test_a_models_template_that_is_no_jinja_is_refused(tmp_path: Path) -> None:
    path = write_tiny_model(tmp_path / "odd.gguf", chat_template="{% if %}")
    with pytest.raises(ModelError, match=r"^the chat template of odd cannot be read: "):
        LlamaCppModel(path)


def test_a_template_that_makes_nothing_of_a_conversation_is_told(tiny_path: Path) -> None:
    model = LlamaCppModel(tiny_path, chat_template="{{ messages[0].content }}", threads=1)
    with pytest.raises(ModelError, match=r"^the chat template of tiny makes nothing of this conversation$"):
        model.generate([{"role": "user", "content": ""}])
    model.close()
