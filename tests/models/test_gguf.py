from pathlib import Path

import pytest
from tiny_gguf import CHAT_TEMPLATE, CONTEXT_TOKENS, WIDTH, write_header, write_tiny_encoder, write_tiny_model

from newsqa.errors import ModelError
from newsqa.models import bundled_model_path, open_model
from newsqa.models.gguf import read_gguf


def refusal(path: Path) -> str:
    """Why a file is refused, which is the same however it is opened."""
    with pytest.raises(ModelError) as raised:
        read_gguf(path)
    with pytest.raises(ModelError) as raised_too:
        open_model(str(path))
    assert str(raised.value) == str(raised_too.value)
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_a_file_tells_what_it_is(tiny_path: Path) -> None:
    file = read_gguf(tiny_path)
    assert (file.path, file.size_bytes) == (tiny_path, tiny_path.stat().st_size)
    assert (file.architecture, file.quantization) == ("llama", "F32")
    assert file.metadata["general.name"] == "Tiny"
    assert file.chat_template == CHAT_TEMPLATE
    assert file.number("context_length") == CONTEXT_TOKENS
    assert file.number("no_such_thing") is None
    assert file.parameters * 4 < file.size_bytes < file.parameters * 4 + 20_000
    assert file.vocabulary * WIDTH < file.parameters


def test_the_bundled_model_tells_its_quantisation_and_licence() -> None:
    file = read_gguf(bundled_model_path())
    assert (file.architecture, file.quantization) == ("llama", "Q4_1")
    assert file.number("context_length") == 8192
    assert 134e6 < file.parameters < 135e6


def test_a_file_without_a_template_tells_none(tmp_path: Path) -> None:
    assert read_gguf(write_tiny_model(tmp_path / "bare.gguf", chat_template=None)).chat_template is None


def test_a_text_called_a_model_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.gguf"
    path.write_text("Notes of Monday")
    assert refusal(path).startswith(f"{path} is not a GGUF file (it begins with 'Notes of M'): was it downloaded")


def test_bytes_that_are_no_text_are_refused_too(tmp_path: Path) -> None:
    (tmp_path / "x.gguf").write_bytes(bytes(range(200, 255)))
    assert "is not a GGUF file (it begins with '??????????')" in refusal(tmp_path / "x.gguf")


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.gguf").touch()
    assert refusal(tmp_path / "x.gguf").endswith("x.gguf is empty: download or copy it again")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"^the model .*x\.gguf cannot be read: No such file or directory$"):
        read_gguf(tmp_path / "x.gguf")


@pytest.mark.parametrize("share", [0.001, 0.2, 0.6, 0.999])
def test_a_truncated_file_is_refused(tmp_path: Path, tiny_path: Path, share: float) -> None:
    whole = tiny_path.read_bytes()
    (tmp_path / "half.gguf").write_bytes(whole[: int(len(whole) * share)])
    assert "half.gguf is incomplete" in refusal(tmp_path / "half.gguf")


def test_an_embedding_model_is_refused(tmp_path: Path) -> None:
    path = write_tiny_encoder(tmp_path / "bge.gguf")
    assert refusal(path) == f"{path} is an embedding model (bert): it makes vectors, and writes no text"


def test_a_projector_for_pictures_is_refused(tmp_path: Path) -> None:
    path = write_header(tmp_path / "mmproj.gguf", architecture="clip")
    assert refusal(path) == f"{path} is the part of a model that sees pictures: name the language model's own file"


def test_an_architecture_that_is_too_new_is_refused(tmp_path: Path) -> None:
    path = write_tiny_model(tmp_path / "new.gguf", architecture="llama99")
    assert "is of the architecture 'llama99', which llama-cpp-python " in refusal(path)
    assert refusal(path).endswith("does not know: a newer one may (pip install --upgrade llama-cpp-python)")


def test_a_file_without_a_tokenizer_is_refused(tmp_path: Path) -> None:
    path = write_header(tmp_path / "odd.gguf", architecture="llama")
    assert refusal(path).startswith(f"{path} cannot be loaded: ")


@pytest.mark.parametrize("opened", [0, 1, -1])
def test_a_model_in_parts_is_opened_by_any_of_them(tmp_path: Path, tiny_path: Path, opened: int) -> None:
    write_tiny_model(tmp_path / "split.gguf", tensors_a_file=8)
    parts = sorted(tmp_path.glob("split-*.gguf"))
    file = read_gguf(parts[opened])
    assert file.path == parts[0]
    assert file.size_bytes == sum(part.stat().st_size for part in parts)
    assert file.parameters == read_gguf(tiny_path).parameters


def test_a_missing_part_is_named(tmp_path: Path) -> None:
    write_tiny_model(tmp_path / "split.gguf", tensors_a_file=8)
    first, second, *_ = parts = sorted(tmp_path.glob("split-*.gguf"))
    second.unlink()
    assert refusal(first) == f"{first} is part of a model in {len(parts)} files, and {second.name} is not there"
