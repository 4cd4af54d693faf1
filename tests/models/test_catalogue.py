import hashlib
from pathlib import Path

import pytest
from tiny_gguf import write_tiny_model

from newsqa.errors import ModelError
from newsqa.models import BUNDLED, bundled_model_path, find_model, known_models, open_model
from newsqa.models.added import AddedModel, add_model
from newsqa.models.profile import Speed, read_profile, update_profile

SECRET = "hunter2"


def in_store(path: Path) -> Path:
    """A model in a store of another program, which has only its first bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"GGUF0000")
    return path


def studio(name: str) -> Path:
    return in_store(Path.home() / ".lmstudio/models/owner/repo" / f"{name}.gguf")


# Names


@pytest.mark.parametrize("name", [None, BUNDLED])
def test_the_default_is_the_bundled_model(name: str | None) -> None:
    found = find_model(name) if name else find_model()
    assert (found.name, found.kind, found.address) == (BUNDLED, "gguf", str(bundled_model_path()))


@pytest.mark.parametrize("name", ["", "  ", "\n"])
def test_an_empty_name_is_refused(name: str) -> None:
    with pytest.raises(ModelError, match=r"^the name of the model is empty: give one that newsqa models lists"):
        find_model(name)


def test_a_model_is_found_by_the_name_that_it_was_given(tiny_path: Path) -> None:
    add_model("mine", AddedModel(model=str(tiny_path)))
    found = find_model("mine")
    assert (found.name, found.address) == ("mine", str(tiny_path))


def test_a_model_in_another_programs_store_is_found_by_its_name() -> None:
    path = studio("qwen-3b")
    assert find_model("qwen-3b").address == str(path)


def test_a_typing_error_gets_names_that_are_near(tiny_path: Path) -> None:
    add_model("qwen-3b", AddedModel(model=str(tiny_path)))
    studio("qwen-7b")
    with pytest.raises(
        ModelError, match=r"no model is called 'Qwen-3' \(did you mean qwen-3b or qwen-7b\?\): newsqa"
    ):
        find_model("Qwen-3")


def test_a_name_that_means_two_models_is_refused_with_where_they_are(tiny_path: Path) -> None:
    path = studio("qwen")
    add_model("qwen", AddedModel(model=str(tiny_path)))
    with pytest.raises(ModelError) as raised:
        find_model("qwen")
    places = f"added: {tiny_path}; LM Studio: {path}"
    assert str(raised.value) == f"qwen means 2 models ({places}): give the path of one, or add it by another name"


def test_a_name_that_is_also_a_file_here_is_refused(tiny_path: Path) -> None:
    add_model("tiny", AddedModel(model=str(tiny_path)))
    here = write_tiny_model(Path("tiny"))
    with pytest.raises(
        ModelError, match=r"^tiny means two things: .*, and the file \./tiny \(write \./ for the file\)$"
    ):
        find_model("tiny")
    assert find_model(f"./{here}").address == "tiny"


def test_the_models_that_can_be_named_come_with_where_they_are_from(tiny_path: Path) -> None:
    add_model("mine", AddedModel(model=str(tiny_path)))
    add_model("far", AddedModel(model="http://localhost:1/v1#big"))
    add_model("gone", AddedModel(model="/nowhere/gone.gguf"))
    studio("qwen")
    listed = [(known.reference.name, known.origin, known.size_bytes) for known in known_models()]
    assert listed == [
        (BUNDLED, "bundled", bundled_model_path().stat().st_size),
        ("mine", "added", tiny_path.stat().st_size),
        ("far", "added", None),
        ("gone", "added", None),
        ("qwen", "LM Studio", 8),
    ]


# Files


def test_a_file_is_a_model_called_by_its_name(tiny_path: Path) -> None:
    assert find_model(str(tiny_path))[:3] == ("tiny", "gguf", str(tiny_path))


def test_a_file_is_found_from_home() -> None:
    write_tiny_model(Path.home() / "mine.gguf")
    assert find_model("~/mine.gguf").name == "mine"


def test_a_model_is_known_by_the_hash_of_its_weights(tiny_path: Path, tmp_path: Path) -> None:
    moved = tmp_path / "moved.gguf"
    moved.write_bytes(tiny_path.read_bytes())
    expected = hashlib.sha256(tiny_path.read_bytes()).hexdigest()
    assert find_model(str(moved)).identity == find_model(str(tiny_path)).identity == expected


def test_every_part_of_a_split_model_is_the_same_model(tmp_path: Path) -> None:
    write_tiny_model(tmp_path / "split.gguf", tensors_a_file=8)
    parts = sorted(tmp_path.glob("split-*.gguf"))
    assert len(parts) > 1
    references = [find_model(str(part)) for part in parts]
    assert {(reference.name, reference.identity) for reference in references} == {("split", references[0].identity)}
    model = open_model(str(parts[1]), threads=1)
    assert (model.description.name, model.description.sha256) == ("split", references[0].identity)
    model.close()


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    add_model("gone", AddedModel(model=str(tmp_path / "gone.gguf")))
    with pytest.raises(ModelError, match=r"the model .*gone\.gguf cannot be read: No such file or directory"):
        open_model("gone")
    with pytest.raises(ModelError, match=r"the model .*gone\.gguf cannot be read"):
        find_model("gone").identity  # noqa: B018


def test_the_chat_template_that_was_added_is_used(tmp_path: Path) -> None:
    path = write_tiny_model(tmp_path / "bare.gguf", chat_template=None)
    template = tmp_path / "own.jinja"
    template.write_text("{{ messages[-1].content }}=")
    add_model("bare", AddedModel(model=str(path), chat_template=template))
    model = open_model("bare", threads=1)
    assert model.count_tokens([{"role": "user", "content": "ABC"}]) == len("ABC=")
    model.close()
    template.unlink()
    with pytest.raises(ModelError, match=r"^the chat template .*own\.jinja cannot be read: "):
        open_model("bare", threads=1)


# Endpoints


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("http://localhost:11434/v1#qwen2.5:3b", "qwen2.5:3b"),
        ("http://localhost:11434/v1", "localhost:11434"),
        ("https://gpu.example.org/v1", "gpu.example.org"),
        ("http://[::1]:8000/v1", "[::1]:8000"),
        ("HTTP://localhost:8000/v1", "localhost:8000"),
    ],
)
def test_an_endpoint_is_called_by_its_models_name_or_its_computers(address: str, name: str) -> None:
    found = find_model(address)
    assert (found.name, found.kind, found.address) == (name, "http", address)


@pytest.mark.parametrize(
    "address",
    [
        f"http://me:{SECRET}@localhost:8000/v1#big",
        f"http://me:{SECRET}@localhost:8000/v1",
        f"http://localhost:8000/v1?key={SECRET}#big",
        f"http://{SECRET}@localhost:8000/v1?key={SECRET}",
    ],
)
def test_a_password_or_key_in_an_address_is_never_shown(address: str) -> None:
    found = find_model(address)
    for shown in (found.name, found.shown_address, found.identity):
        assert SECRET not in shown
        assert shown
    assert found.identity.startswith("http://localhost:8000/v1")
    add_model("far", AddedModel(model=address))
    with pytest.raises(ModelError, match="far is there already, for http://localhost:8000/v1") as raised:
        add_model("far", AddedModel(model=address))
    assert SECRET not in str(raised.value)


@pytest.mark.parametrize(
    "address",
    [
        f"http://me:{SECRET}@a b/v1",
        f"http://me:{SECRET}@host:port/v1",
        f"http://me:{SECRET}",
        f"http://?key={SECRET}",
    ],
)
def test_a_password_in_what_is_no_address_is_not_shown(address: str) -> None:
    with pytest.raises(ModelError, match=r"is not an address such as http://localhost:8000/v1$") as raised:
        open_model(address)
    assert SECRET not in str(raised.value)
    assert SECRET not in find_model(address).name


def test_what_is_measured_of_an_endpoint_is_kept_under_its_address() -> None:
    speed = Speed(reading=10, writing=1, threads=1)
    update_profile(find_model(f"http://me:{SECRET}@localhost:8000/v1#big").identity, speed=speed)
    assert read_profile(find_model("http://localhost:8000/v1#big").identity).speed == speed
    assert read_profile(find_model("http://localhost:8000/v1#other").identity).speed is None


# llm


def test_a_model_of_llm_is_known_by_its_name_there() -> None:
    found = find_model("llm:gpt-9")
    assert (found.name, found.kind, found.address, found.identity) == ("llm:gpt-9", "llm", "gpt-9", "llm:gpt-9")


def test_a_model_that_llm_does_not_know_gets_names_that_are_near(
    llm_user_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LLM_USER_PATH", str(llm_user_folder))
    with pytest.raises(ModelError, match=r"llm knows no model called 'serve' \(did you mean served\?\): llm models"):
        open_model("llm:serve")
