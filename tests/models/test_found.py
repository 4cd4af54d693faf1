import json
import os
import platform
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from newsqa.models import found
from newsqa.models.found import FoundModel, find_models, parts_of

VARIABLES = (
    "OLLAMA_MODELS",
    "HF_HUB_CACHE",
    "HUGGINGFACE_HUB_CACHE",
    "HF_HOME",
    "LLAMA_CACHE",
    "LOCALAPPDATA",
    "XDG_CACHE_HOME",
)
HUB = ".cache/huggingface/hub"
WEIGHTS = "application/vnd.ollama.image.model"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home on a Linux computer where nothing is configured and no service runs."""
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    monkeypatch.setattr(found, "OLLAMA_SERVICE_FOLDER", tmp_path / "service")
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


def gguf(path: Path, size_bytes: int = 8) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"GGUF".ljust(size_bytes, b"\0"))
    return path


def text(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")
    return path


def layer(kind: str, digest: str) -> dict[str, Any]:
    return {"mediaType": f"application/vnd.ollama.image.{kind}", "digest": f"sha256:{digest}", "size": 8}


def ollama_model(
    store: Path, tag: str, *, digest: str = "a" * 64, beside: Sequence[dict[str, Any]] = (), blob: bytes = b"GGUF0000"
) -> Path:
    """A model pulled by Ollama, by its place in manifests/; returns the blob of its weights."""
    manifest = {"schemaVersion": 2, "layers": [*beside, layer("model", digest), layer("template", "e" * 64)]}
    text(store / "manifests" / tag, json.dumps(manifest))
    path = store / "blobs" / f"sha256-{digest}"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(blob)
    return path


def cached(hub: Path, revision: str, file: str, *, blob: str, owner: str = "Qwen") -> Path:
    """A file in the Hugging Face layout, a link to a blob; returns the link."""
    repository = hub / f"models--{owner}--Repo-GGUF"
    target = gguf(repository / "blobs" / blob)
    link = repository / "snapshots" / revision / file
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(os.path.relpath(target, link.parent))
    return link


def changed(path: Path, seconds: int) -> None:
    os.utime(path, (seconds, seconds))


def names() -> list[str]:
    return [model.name for model in find_models()]


def state(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Everything below a folder: when it was changed, its mode and what it holds."""
    return {str(path): (path.lstat().st_mtime_ns, path.lstat().st_mode, held(path)) for path in folder.rglob("*")}


def held(path: Path) -> bytes:
    if path.is_symlink():
        return os.fsencode(path.readlink())
    return path.read_bytes() if path.is_file() else b""


def refuse(monkeypatch: pytest.MonkeyPatch, *forbidden: Path) -> None:
    """These paths and what is below them may not be read. (Where root runs the tests, chmod forbids nothing.)"""
    for method in ("stat", "iterdir", "open"):
        allowed = getattr(Path, method)

        def guarded(path: Path, *args: Any, allowed: Any = allowed, **options: Any) -> Any:
            if any(path == one or one in path.parents for one in forbidden):
                raise PermissionError(13, "Permission denied", str(path))
            return allowed(path, *args, **options)

        monkeypatch.setattr(Path, method, guarded)


# All stores


def test_a_computer_without_models_has_none_and_gets_no_folders(home: Path) -> None:
    assert find_models() == []
    assert list(home.iterdir()) == []


def test_the_models_of_all_stores_come_sorted_by_name(home: Path) -> None:
    blob = ollama_model(home / ".ollama/models", "registry.ollama.ai/library/qwen2.5/3b")
    studio = gguf(home / ".lmstudio/models/Qwen/Repo-GGUF/b.gguf", 20)
    hub = cached(home / HUB, "1" * 40, "c.gguf", blob="c")
    llama = gguf(home / ".cache/llama.cpp/Qwen_Repo-GGUF_a.gguf", 30)
    assert find_models() == [
        FoundModel("Qwen_Repo-GGUF_a", "llama.cpp", llama, 30),
        FoundModel("b", "LM Studio", studio, 20),
        FoundModel("c", "Hugging Face", hub, 8),
        FoundModel("qwen2.5:3b", "Ollama", blob, 8),
    ]


def test_looking_changes_nothing(home: Path) -> None:
    ollama_model(home / ".ollama/models", "registry.ollama.ai/library/qwen2.5/3b")
    text(home / ".ollama/models/manifests/registry.ollama.ai/library/qwen2.5/7b", "{")
    gguf(home / ".lmstudio/models/Qwen/Repo-GGUF/b.gguf")
    text(home / ".lmstudio/settings.json", "{}")
    text(home / ".lmstudio-home-pointer", str(home / "elsewhere"))
    cached(home / HUB, "1" * 40, "c.gguf", blob="c")
    gguf(home / ".cache/llama.cpp/a.gguf")
    for path in sorted(home.rglob("*")):
        os.utime(path, (1_600_000_000, 1_600_000_000), follow_symlinks=False)
    before = state(home)
    assert len(find_models()) == 4
    assert state(home) == before


def test_stores_that_may_not_be_read_are_passed_over(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ollama_model(home / ".ollama/models", "registry.ollama.ai/library/qwen2.5/3b")
    cached(home / HUB, "1" * 40, "c.gguf", blob="c")
    gguf(home / ".lmstudio/models/Qwen/Repo-GGUF/b.gguf")
    refuse(monkeypatch, home / ".ollama", home / HUB)
    assert names() == ["b"]


def test_what_may_not_be_read_in_a_store_does_not_hide_the_rest(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = home / ".ollama/models"
    forbidden_blob = ollama_model(store, "registry.ollama.ai/library/private/1b", digest="b" * 64)
    ollama_model(store, "registry.ollama.ai/library/secret/1b")
    ollama_model(store, "registry.ollama.ai/library/open/1b")
    old = cached(home / HUB, "1" * 40, "old.gguf", blob="old")
    cached(home / HUB, "2" * 40, "new.gguf", blob="new")
    forbidden_file = gguf(home / ".cache/llama.cpp/forbidden.gguf")
    gguf(home / ".cache/llama.cpp/allowed.gguf")
    refuse(
        monkeypatch,
        forbidden_blob,
        store / "manifests/registry.ollama.ai/library/secret",
        old.parent,
        forbidden_file,
    )
    assert names() == ["allowed", "new", "open:1b"]


@pytest.mark.parametrize("store", [".ollama/models", ".lmstudio/models", HUB, ".cache/llama.cpp"])
def test_a_file_in_place_of_a_store_is_no_store(home: Path, store: str) -> None:
    text(home / store, "not a folder")
    assert find_models() == []


def test_a_process_without_a_home_finds_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert find_models() == []


def test_only_what_begins_as_gguf_is_a_model(home: Path) -> None:
    folder = home / ".lmstudio/models/Qwen/Repo-GGUF"
    gguf(folder / "model.gguf")
    gguf(folder / "LOUD.GGUF")
    text(folder / "page.gguf", "<!DOCTYPE html>")
    text(folder / "empty.gguf", "")
    gguf(folder / "folder.gguf" / "README.md")
    (folder / "gone.gguf").symlink_to(folder / "nowhere")
    assert names() == ["LOUD", "model"]


def test_projectors_and_unfinished_downloads_are_no_models(home: Path) -> None:
    for name in (
        "mmproj-model-f16.gguf",
        "qwen-mmproj-f16.gguf",
        "owner_repo_mmproj-f16.gguf",
        "Qwen.mmproj-Q8_0.gguf",
        "qwen.gguf.downloadInProgress",
        "qwen.gguf.incomplete",
        "qwen.gguf.part",
        "qwen.gguf.json",
    ):
        gguf(home / ".cache/llama.cpp" / name)
    assert find_models() == []


def test_a_pipe_does_not_make_it_wait(home: Path) -> None:
    gguf(home / ".cache/llama.cpp/model.gguf")
    os.mkfifo(home / ".cache/llama.cpp/pipe.gguf")
    assert names() == ["model"]


def test_links_in_a_circle_end(home: Path) -> None:
    models = home / ".lmstudio/models"
    gguf(models / "Qwen/Repo-GGUF/model.gguf")
    (models / "Qwen/all").symlink_to(models)
    (models / "Qwen/up").symlink_to(models / "Qwen")
    (models / "itself").symlink_to(models / "itself")
    (models / "Qwen/Repo-GGUF/itself.gguf").symlink_to(models / "Qwen/Repo-GGUF/itself.gguf")
    assert names() == ["model"]


# Several parts


def test_a_model_in_parts_is_one_by_its_first_part(home: Path) -> None:
    folder = home / ".lmstudio/models/Qwen/Repo-GGUF/Q8_0"
    first = gguf(folder / "big-00001-of-00003.gguf", 10)
    gguf(folder / "big-00002-of-00003.gguf", 20)
    gguf(folder / "big-00003-of-00003.gguf", 30)
    assert find_models() == [FoundModel("big", "LM Studio", first, 60)]


@pytest.mark.parametrize("missing", [1, 2, 3])
def test_a_model_of_which_a_part_is_missing_is_left_out(home: Path, missing: int) -> None:
    for number in {1, 2, 3} - {missing}:
        gguf(home / f".cache/llama.cpp/big-0000{number}-of-00003.gguf")
    assert find_models() == []


def test_a_model_of_which_a_part_is_damaged_is_left_out(home: Path) -> None:
    gguf(home / ".cache/llama.cpp/big-00001-of-00002.gguf")
    text(home / ".cache/llama.cpp/big-00002-of-00002.gguf", "")
    assert find_models() == []


def test_a_single_part_is_called_by_the_name_before_it(home: Path) -> None:
    path = gguf(home / ".cache/llama.cpp/small-00001-of-00001.gguf")
    assert find_models() == [FoundModel("small", "llama.cpp", path, 8)]


@pytest.mark.parametrize("opened", [1, 2, 3])
def test_any_part_leads_to_all_of_them(opened: int) -> None:
    assert parts_of(Path(f"models/big-q8-0000{opened}-of-00003.gguf")) == [
        Path("models/big-q8-00001-of-00003.gguf"),
        Path("models/big-q8-00002-of-00003.gguf"),
        Path("models/big-q8-00003-of-00003.gguf"),
    ]


def test_parts_keep_the_spelling_of_their_ending() -> None:
    assert parts_of(Path("big-00002-of-00002.GGUF"))[0] == Path("big-00001-of-00002.GGUF")


@pytest.mark.parametrize(
    "name",
    [
        "model.gguf",
        "model-1-of-3.gguf",
        "model-00004-of-00003.gguf",
        "model-00000-of-00003.gguf",
        "model-00000-of-00000.gguf",
        "model-00001-of-00003.bin",
        "-00001-of-00003.gguf",
    ],
)
def test_other_names_are_a_model_in_one_part(name: str) -> None:
    assert parts_of(Path("models", name)) == [Path("models", name)]


# Ollama


@pytest.mark.parametrize(
    ("manifest", "name"),
    [
        ("registry.ollama.ai/library/qwen2.5/3b", "qwen2.5:3b"),
        ("registry.ollama.ai/library/llama3.2/latest", "llama3.2:latest"),
        ("registry.ollama.ai/someone/qwen-news/latest", "someone/qwen-news:latest"),
        ("hf.co/bartowski/Qwen2.5-3B-GGUF/Q4_K_M", "hf.co/bartowski/Qwen2.5-3B-GGUF:Q4_K_M"),
        ("localhost:5000/library/qwen2.5/3b", "localhost:5000/library/qwen2.5:3b"),
    ],
)
def test_an_ollama_model_is_called_as_ollama_calls_it(home: Path, manifest: str, name: str) -> None:
    ollama_model(home / ".ollama/models", manifest)
    assert names() == [name]


def test_each_tag_of_the_same_weights_is_a_name(home: Path) -> None:
    store = home / ".ollama/models"
    ollama_model(store, "registry.ollama.ai/library/qwen2.5/3b")
    blob = ollama_model(store, "registry.ollama.ai/library/qwen2.5/latest")
    assert find_models() == [
        FoundModel("qwen2.5:3b", "Ollama", blob, 8),
        FoundModel("qwen2.5:latest", "Ollama", blob, 8),
    ]


def test_ollama_projectors_are_not_mistaken_for_the_weights(home: Path) -> None:
    store = home / ".ollama/models"
    gguf(store / "blobs" / f"sha256-{'c' * 64}")
    blob = ollama_model(
        store, "registry.ollama.ai/library/llava/7b", beside=[layer("projector", "c" * 64)], blob=b"GGUF the weights"
    )
    assert find_models() == [FoundModel("llava:7b", "Ollama", blob, 16)]


def test_an_ollama_model_that_needs_an_adapter_is_not_its_weights(home: Path) -> None:
    ollama_model(home / ".ollama/models", "registry.ollama.ai/me/tuned/latest", beside=[layer("adapter", "d" * 64)])
    assert find_models() == []


def test_ollama_weights_in_other_formats_are_left_out(home: Path) -> None:
    ollama_model(home / ".ollama/models", "registry.ollama.ai/library/mlx/1b", blob=b"{safetensors}")
    assert find_models() == []


def test_an_ollama_model_whose_weights_are_missing_is_left_out(home: Path) -> None:
    ollama_model(home / ".ollama/models", "registry.ollama.ai/library/qwen2.5/3b").unlink()
    assert find_models() == []


@pytest.mark.parametrize(
    "manifest",
    [
        pytest.param("", id="empty"),
        pytest.param('{"layers": [{"mediaType": "appl', id="half written"),
        pytest.param("\0\0\0\0", id="zeros"),
        pytest.param("[" * 100_000, id="nested without end"),
        pytest.param("[]", id="a list"),
        pytest.param("null", id="null"),
        pytest.param("{}", id="no layers"),
        pytest.param('{"layers": null}', id="layers null"),
        pytest.param('{"layers": ["model"]}', id="a layer that is text"),
        pytest.param('{"layers": [{"mediaType": ["x"], "digest": "y"}]}', id="a type that is a list"),
        pytest.param(f'{{"layers": [{{"mediaType": "{WEIGHTS}"}}]}}', id="no digest"),
        pytest.param(f'{{"layers": [{{"mediaType": "{WEIGHTS}", "digest": 5}}]}}', id="digest a number"),
        pytest.param(f'{{"layers": [{{"mediaType": "{WEIGHTS}", "digest": "sha256:../x"}}]}}', id="digest a path"),
        pytest.param(f'{{"layers": [{{"mediaType": "{WEIGHTS}", "digest": "sha256:\\u0000"}}]}}', id="digest null"),
    ],
)
def test_a_broken_ollama_manifest_does_not_hide_the_others(home: Path, manifest: str) -> None:
    store = home / ".ollama/models"
    ollama_model(store, "registry.ollama.ai/library/qwen2.5/3b")
    text(store / "manifests/registry.ollama.ai/library/broken/latest", manifest)
    assert names() == ["qwen2.5:3b"]


def test_an_ollama_manifest_cannot_name_a_file_outside_the_store(home: Path) -> None:
    store = home / ".ollama/models"
    gguf(home / "outside.gguf")
    (store / "blobs/sha256-x").mkdir(parents=True)
    manifest = {"layers": [layer("model", "x/../../../../outside.gguf")]}
    text(store / "manifests/registry.ollama.ai/library/sly/latest", json.dumps(manifest))
    assert find_models() == []


def test_files_out_of_place_among_ollama_manifests_are_ignored(home: Path) -> None:
    store = home / ".ollama/models"
    ollama_model(store, "registry.ollama.ai/library/qwen2.5/3b")
    for place in ("stray", "registry.ollama.ai/stray", "registry.ollama.ai/library/a/b/stray"):
        ollama_model(store, place)
    (store / "manifests/registry.ollama.ai/library/gone").symlink_to(store / "nowhere")
    assert names() == ["qwen2.5:3b"]


def test_ollama_models_is_looked_in_instead_of_home(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ollama_model(home / ".ollama/models", "registry.ollama.ai/library/home/1b")
    ollama_model(tmp_path / "disk", "registry.ollama.ai/library/disk/1b")
    monkeypatch.setenv("OLLAMA_MODELS", str(tmp_path / "disk"))
    assert names() == ["disk:1b"]
    monkeypatch.setenv("OLLAMA_MODELS", "")
    assert names() == ["home:1b"]


def test_the_models_of_the_ollama_service_are_found_where_home_has_none(tmp_path: Path, home: Path) -> None:
    ollama_model(tmp_path / "service", "registry.ollama.ai/library/service/1b")
    (home / ".ollama/models/manifests").mkdir(parents=True)
    assert names() == ["service:1b"]
    ollama_model(home / ".ollama/models", "registry.ollama.ai/library/home/1b")
    assert names() == ["home:1b"]


# LM Studio


def test_all_folders_that_lm_studio_ever_used_are_looked_in(tmp_path: Path, home: Path) -> None:
    gguf(home / ".lmstudio/models/Qwen/Repo-GGUF/now.gguf")
    gguf(home / ".cache/lm-studio/models/Qwen/Repo-GGUF/before.gguf")
    gguf(tmp_path / "moved/models/Qwen/Repo-GGUF/moved.gguf")
    gguf(tmp_path / "disk/Qwen/Repo-GGUF/disk.gguf")
    text(home / ".lmstudio-home-pointer", f"{tmp_path / 'moved'}\n")
    text(tmp_path / "moved/settings.json", json.dumps({"downloadsFolder": str(tmp_path / "disk")}))
    assert names() == ["before", "disk", "moved", "now"]


def test_a_folder_that_lm_studio_names_twice_is_looked_in_once(home: Path) -> None:
    gguf(home / ".lmstudio/models/Qwen/Repo-GGUF/model.gguf")
    (home / ".cache").mkdir()
    (home / ".cache/lm-studio").symlink_to(home / ".lmstudio")
    text(home / ".lmstudio-home-pointer", str(home / ".lmstudio"))
    text(home / ".lmstudio/settings.json", json.dumps({"downloadsFolder": str(home / ".lmstudio/models")}))
    assert names() == ["model"]


@pytest.mark.parametrize(
    "settings",
    [
        '{"downloadsFolder": ',
        '["downloadsFolder"]',
        '{"downloadsFolder": 5}',
        '{"downloadsFolder": ""}',
        '{"downloadsFolder": "models"}',
        '{"downloadsFolder": "/nowhere\\u0000"}',
        '{"downloadsFolder": "/\\ud800"}',
    ],
)
def test_unusable_lm_studio_settings_leave_its_own_folder(
    home: Path, monkeypatch: pytest.MonkeyPatch, settings: str
) -> None:
    monkeypatch.chdir(home)
    gguf(home / "models/Qwen/Repo-GGUF/relative.gguf")
    gguf(home / ".lmstudio/models/Qwen/Repo-GGUF/model.gguf")
    text(home / ".lmstudio/settings.json", settings)
    assert names() == ["model"]


@pytest.mark.parametrize("pointer", [b"", b"\n", b".", b"\xff\xfe\0", b"/nowhere\0"])
def test_an_unusable_lm_studio_pointer_points_nowhere(
    home: Path, monkeypatch: pytest.MonkeyPatch, pointer: bytes
) -> None:
    monkeypatch.chdir(home)
    gguf(home / "models/Qwen/Repo-GGUF/relative.gguf")
    gguf(home / ".lmstudio/models/Qwen/Repo-GGUF/model.gguf")
    (home / ".lmstudio-home-pointer").write_bytes(pointer)
    assert names() == ["model"]


# Hugging Face


@pytest.mark.parametrize(
    ("variables", "hub"),
    [
        ({}, "home/.cache/huggingface/hub"),
        ({"XDG_CACHE_HOME": "xdg"}, "xdg/huggingface/hub"),
        ({"XDG_CACHE_HOME": "xdg", "HF_HOME": "hf"}, "hf/hub"),
        ({"HF_HOME": "hf", "HUGGINGFACE_HUB_CACHE": "older"}, "older"),
        ({"HF_HOME": "hf", "HUGGINGFACE_HUB_CACHE": "older", "HF_HUB_CACHE": "newer"}, "newer"),
    ],
    ids=lambda value: value if isinstance(value, str) else ",".join(value) or "none",
)
def test_the_hugging_face_cache_is_where_the_environment_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], hub: str
) -> None:
    folders = ["home/.cache/huggingface/hub", "xdg/huggingface/hub", "hf/hub", "older", "newer"]
    links = {folder: cached(tmp_path / folder, "1" * 40, "model.gguf", blob="b") for folder in folders}
    for variable, folder in variables.items():
        monkeypatch.setenv(variable, str(tmp_path / folder))
    assert find_models() == [FoundModel("model", "Hugging Face", links[hub], 8)]


def test_the_hugging_face_cache_may_be_given_from_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cached(home / "hub", "1" * 40, "model.gguf", blob="b")
    monkeypatch.setenv("HF_HUB_CACHE", "~/hub")
    assert names() == ["model"]


@pytest.mark.parametrize(("newer", "older"), [("1" * 40, "2" * 40), ("2" * 40, "1" * 40)])
def test_a_file_in_several_revisions_is_one_model_of_the_newest(home: Path, newer: str, older: str) -> None:
    new = cached(home / HUB, newer, "same.gguf", blob="same")
    old = cached(home / HUB, older, "same.gguf", blob="same")
    changed(old.parent, 1_600_000_000)
    changed(new.parent, 1_700_000_000)
    assert find_models() == [FoundModel("same", "Hugging Face", new, 8)]


def test_a_file_that_differs_between_revisions_is_two_models(home: Path) -> None:
    old = cached(home / HUB, "1" * 40, "model.gguf", blob="old")
    new = cached(home / HUB, "2" * 40, "model.gguf", blob="new")
    assert [model.path for model in find_models()] == [old, new]


def test_a_new_revision_without_all_parts_does_not_hide_an_old_one(home: Path) -> None:
    first = cached(home / HUB, "1" * 40, "big-00001-of-00002.gguf", blob="first")
    cached(home / HUB, "1" * 40, "big-00002-of-00002.gguf", blob="second")
    cached(home / HUB, "2" * 40, "big-00001-of-00002.gguf", blob="first")
    changed(first.parent, 1_600_000_000)
    assert find_models() == [FoundModel("big", "Hugging Face", first, 16)]


def test_revisions_that_share_only_the_first_part_are_two_models(home: Path) -> None:
    for revision in ("1" * 40, "2" * 40):
        cached(home / HUB, revision, "big-00001-of-00002.gguf", blob="first")
        cached(home / HUB, revision, "big-00002-of-00002.gguf", blob=f"second of {revision}")
    assert names() == ["big", "big"]


def test_files_in_folders_of_a_revision_are_found(home: Path) -> None:
    cached(home / HUB, "1" * 40, "UD-Q4_K_XL/model.gguf", blob="b")
    assert names() == ["model"]


def test_the_same_file_in_two_repositories_is_two_models(home: Path) -> None:
    cached(home / HUB, "1" * 40, "model.gguf", blob="b", owner="Qwen")
    cached(home / HUB, "1" * 40, "model.gguf", blob="b", owner="bartowski")
    assert names() == ["model", "model"]


def test_unfinished_and_foreign_things_in_the_hugging_face_cache_are_ignored(home: Path) -> None:
    cached(home / HUB, "1" * 40, "model.gguf", blob="b")
    cached(home / HUB, "1" * 40, "gone.gguf", blob="gone").resolve().unlink()
    gguf(home / HUB / "models--Qwen--Repo-GGUF/blobs/half.incomplete")
    gguf(home / HUB / "datasets--Qwen--Data/snapshots/1/data.gguf")
    (home / HUB / "models--empty--Repo").mkdir()
    text(home / HUB / "models--Qwen--File", "not a folder")
    text(home / HUB / "version.txt", "1")
    assert names() == ["model"]


# llama.cpp


@pytest.mark.parametrize(
    ("system", "variables", "folder"),
    [
        ("Linux", {}, "home/.cache/llama.cpp"),
        ("Linux", {"XDG_CACHE_HOME": "xdg"}, "xdg/llama.cpp"),
        ("Linux", {"XDG_CACHE_HOME": "xdg", "LLAMA_CACHE": "llama"}, "llama"),
        ("FreeBSD", {"LOCALAPPDATA": "local"}, "home/.cache/llama.cpp"),
        ("Darwin", {"XDG_CACHE_HOME": "xdg"}, "home/Library/Caches/llama.cpp"),
        ("Darwin", {"LLAMA_CACHE": "llama"}, "llama"),
        ("Windows", {"LOCALAPPDATA": "local"}, "local/llama.cpp"),
        ("Windows", {}, "home/AppData/Local/llama.cpp"),
    ],
    ids=lambda value: ",".join(value) or "none" if isinstance(value, dict) else value,
)
def test_the_llama_cpp_cache_is_where_the_system_keeps_caches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: str, variables: dict[str, str], folder: str
) -> None:
    monkeypatch.setattr(platform, "system", lambda: system)
    folders = ["home/.cache", "xdg", "local", "home/Library/Caches", "home/AppData/Local"]
    for one in [*(f"{cache}/llama.cpp" for cache in folders), "llama"]:
        gguf(tmp_path / one / "owner_repo_model.gguf")
    for variable, place in variables.items():
        monkeypatch.setenv(variable, str(tmp_path / place))
    path = tmp_path / folder / "owner_repo_model.gguf"
    assert find_models() == [FoundModel("owner_repo_model", "llama.cpp", path, 8)]


def test_only_files_directly_in_the_llama_cpp_cache_are_its_models(home: Path) -> None:
    gguf(home / ".cache/llama.cpp/model.gguf")
    gguf(home / ".cache/llama.cpp/deeper/other.gguf")
    assert names() == ["model"]


def test_newer_llama_cpp_keeps_the_hugging_face_layout_in_its_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = cached(tmp_path / "llama", "1" * 40, "model.gguf", blob="b")
    monkeypatch.setenv("LLAMA_CACHE", str(tmp_path / "llama"))
    assert find_models() == [FoundModel("model", "llama.cpp", link, 8)]
