from pathlib import Path

import pytest
from platformdirs import user_data_path

from newsqa.errors import ModelError
from newsqa.models.added import AddedModel, add_model, added_models, remove_model


def test_nothing_is_added_at_first_and_no_folder_made() -> None:
    assert added_models() == {}
    assert not user_data_path("newsqa").exists()


def test_what_is_added_is_there_until_it_is_removed() -> None:
    qwen = AddedModel(model="/models/qwen.gguf", chat_template=Path("/models/qwen.jinja"))
    add_model("qwen", qwen)
    add_model("big-one:70b", AddedModel(model="http://localhost/v1#big"))
    assert added_models() == {"qwen": qwen, "big-one:70b": AddedModel(model="http://localhost/v1#big")}
    assert remove_model("qwen") == qwen
    assert list(added_models()) == ["big-one:70b"]


@pytest.mark.parametrize(
    "name", ["", " ", "-x", "a b", "a/b", "../a", "hf:a", "llm:a", "http:a", "HTTPS:a", "a.gguf", "a.GGUF", "naïve"]
)
def test_what_could_be_taken_for_something_else_is_no_name(name: str) -> None:
    with pytest.raises(ModelError, match=r"is no name for a model: use letters, digits and \. _ : \+ -"):
        add_model(name, AddedModel(model="x.gguf"))
    assert added_models() == {}


def test_a_name_is_taken_once() -> None:
    add_model("qwen", AddedModel(model="a.gguf"))
    with pytest.raises(ModelError, match=r"^qwen is there already, for a\.gguf: newsqa models remove qwen$"):
        add_model("qwen", AddedModel(model="b.gguf"))
    assert added_models()["qwen"].model == "a.gguf"


def test_an_unknown_name_cannot_be_removed() -> None:
    with pytest.raises(ModelError, match=r"^no model was added as 'x' \(added: none\)$"):
        remove_model("x")
    add_model("b", AddedModel(model="b.gguf"))
    add_model("a", AddedModel(model="a.gguf"))
    with pytest.raises(ModelError, match=r"\(added: a, b\)$"):
        remove_model("x")


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"a": {}}', b'{"a": {"model": "x", "y": 1}}', b"\xff"])
def test_a_damaged_file_of_names_is_told_and_not_overwritten(content: bytes) -> None:
    path = user_data_path("newsqa") / "models.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    for call in (added_models, lambda: add_model("b", AddedModel(model="b.gguf")), lambda: remove_model("a")):
        with pytest.raises(ModelError, match=r"models\.json, which keeps the names of models, is damaged: mend it"):
            call()
    assert path.read_bytes() == content
