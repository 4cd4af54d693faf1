import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from tiny_gguf import write_tiny_encoder, write_tiny_model

from newsqa.errors import ModelError
from newsqa.models import BUNDLED, find_model
from newsqa.models.added import AddedModel, add_model, added_models
from newsqa.models.listing import ListedModel, add_by_reference, describe_model, list_models
from newsqa.models.profile import EvalScore, Speed, update_profile


def listed(name: str) -> ListedModel:
    (row,) = [row for row in list_models() if row.name == name]
    return row


# The list


def test_the_bundled_model_is_listed_with_what_its_header_says() -> None:
    (row,) = list_models()
    assert (row.name, row.origin, row.quantization, row.context_tokens, row.problem) == (
        BUNDLED, "bundled", "Q4_1", 8192, None,
    )  # fmt: skip


def test_what_was_measured_is_listed_once_the_model_was_used(tiny_path: Path) -> None:
    add_model("tiny", AddedModel(model=str(tiny_path)))
    assert listed("tiny").cells()[-3:] == ("—", "—", "—")
    identity = find_model("tiny").identity
    update_profile(identity, speed=Speed(reading=1234.5, writing=56.7, threads=2))
    update_profile(identity, score=EvalScore(passed=7, cases=9, facts="facts", measured=date(2026, 11, 25)))
    assert listed("tiny").cells() == ("tiny", "added", "0 MB", "F32", "512", "1,234/s", "57/s", "7/9")


def test_a_model_that_cannot_be_used_is_listed_with_the_reason() -> None:
    path = Path.home() / ".lmstudio/models/owner/repo/broken.gguf"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"GGUF0000")
    write_tiny_encoder(path.with_name("bge.gguf"))
    assert "is an embedding model (bert)" in listed("bge").cells()[-1]
    assert listed("broken").cells()[:2] == ("broken", "LM Studio")
    assert str(path) in (listed("broken").problem or "")


def test_a_file_that_is_gone_is_listed_with_the_reason() -> None:
    add_model("gone", AddedModel(model="/nowhere/gone.gguf"))
    assert listed("gone").problem == "the model /nowhere/gone.gguf cannot be read: No such file or directory"
    assert listed("gone").size_bytes is None


def test_an_endpoint_is_listed_without_being_reached() -> None:
    add_model("far", AddedModel(model="http://me:secret@nowhere.invalid/v1#big"))
    assert listed("far").problem is None
    assert listed("far").address == "http://nowhere.invalid/v1#big"


def test_listing_hashes_no_file_and_loads_no_torch(tiny_path: Path) -> None:
    add_model("tiny", AddedModel(model=str(tiny_path)))
    code = (
        "import hashlib, sys\n"
        "hashlib.file_digest = None\n"
        "from newsqa.models.listing import list_models\n"
        "assert len(list_models()) == 2\n"
        "assert not {'torch', 'sentence_transformers', 'openai', 'huggingface_hub'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


# Adding


def test_a_file_is_added_by_its_whole_path(monkeypatch: pytest.MonkeyPatch, tiny_path: Path) -> None:
    monkeypatch.chdir(tiny_path.parent)
    add_by_reference("mine", tiny_path.name)
    assert added_models()["mine"].model == str(tiny_path)


def test_a_file_without_a_template_is_added_with_one_or_not_at_all(tmp_path: Path) -> None:
    path = write_tiny_model(tmp_path / "bare.gguf", chat_template=None)
    with pytest.raises(ModelError, match=r"bare\.gguf has no chat template: give its model's own with --chat-templa"):
        add_by_reference("bare", str(path))
    assert added_models() == {}
    template = tmp_path / "own.jinja"
    template.write_text("{{ messages }}")
    add_by_reference("bare", str(path), chat_template=template)
    assert added_models()["bare"] == AddedModel(model=str(path), chat_template=template)


def test_a_file_that_is_no_language_model_is_not_added(tmp_path: Path) -> None:
    (tmp_path / "notes.gguf").write_text("Notes")
    for path in (tmp_path / "notes.gguf", write_tiny_encoder(tmp_path / "bge.gguf"), tmp_path / "gone.gguf"):
        with pytest.raises(ModelError, match=path.name):
            add_by_reference("mine", str(path))
    assert added_models() == {}


def test_the_name_of_a_model_that_is_here_is_taken(tiny_path: Path) -> None:
    with pytest.raises(
        ModelError, match=r"^smollm2-135m is the name of a model that is here already: choose another$"
    ):
        add_by_reference(BUNDLED, str(tiny_path))
    add_by_reference("mine", str(tiny_path))
    with pytest.raises(ModelError, match=r"^mine is there already, for .*tiny\.gguf: newsqa models remove mine$"):
        add_by_reference("mine", str(tiny_path))


def test_an_endpoint_is_added_as_it_was_given() -> None:
    reference = add_by_reference("far", "http://me:secret@gpu-box:8080/v1#big")
    assert (reference.name, reference.shown_address) == ("far", "http://gpu-box:8080/v1#big")
    # It is what the endpoint is reached by.
    assert added_models()["far"].model == "http://me:secret@gpu-box:8080/v1#big"


def test_an_endpoint_takes_no_template(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"^a chat template is for a GGUF file: an endpoint uses its own$"):
        add_by_reference("far", "http://gpu-box/v1#big", chat_template=tmp_path / "own.jinja")


def test_a_model_of_llm_is_added_if_llm_knows_it(llm_user_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LLM_USER_PATH", str(llm_user_folder))
    add_by_reference("mine", "llm:served")
    assert find_model("mine")[:3] == ("mine", "llm", "served")
    with pytest.raises(ModelError, match=r"did you mean served\?"):
        add_by_reference("other", "llm:serve")


# One model


def test_a_file_is_described_by_its_header_and_what_was_measured(tiny_path: Path) -> None:
    facts = describe_model(str(tiny_path))
    assert facts["name"] == "tiny"
    assert (facts["title"], facts["architecture"], facts["quantisation"]) == ("Tiny", "llama", "F32")
    assert facts["context"] == "512 tokens"
    assert facts["sha256"] == find_model(str(tiny_path)).identity
    assert facts["memory"].startswith("about 0.0 GB (weights 0.0 GB, a context of 512 tokens")
    assert facts["speed"] == f"not measured (newsqa models check {tiny_path})"
    assert facts["score"] == "not measured"
    assert facts["calibration"].startswith("none: evidence is ranked without it (newsqa models calibrate")
    update_profile(facts["sha256"], speed=Speed(reading=1000, writing=20, threads=2))
    assert describe_model(str(tiny_path))["speed"] == "reads 1,000 and writes 20 tokens a second with 2 threads"


def test_the_bundled_model_is_described_with_its_calibration() -> None:
    facts = describe_model(BUNDLED)
    assert facts["parameters"] == "135 million"
    assert facts["calibration"].startswith("on 204 cases of English XQuAD")
    assert facts["can_score"] == "yes"


def test_an_endpoint_is_described_without_its_password() -> None:
    facts = describe_model("http://me:secret@nowhere.invalid/v1?key=secret#big")
    assert facts["address"] == "http://nowhere.invalid/v1#big"
    assert facts["can_score"].startswith("no: it writes short answers")
    assert "secret" not in str(facts)
