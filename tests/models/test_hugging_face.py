import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from newsqa.errors import ModelError
from newsqa.models import find_model
from newsqa.models.hugging_face import download, split_reference

COMMIT = "a" * 40
OFFLINE = "fetch it where there is a network, or give the path of a file that is here"


class Hub(ThreadingHTTPServer):
    """What huggingface.co answers, on loopback: files by their path, errors by X-Error-Code."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), HubHandler)
        self.files: dict[str, bytes] = {}
        self.error: tuple[int, str] | None = None
        self.requests: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class HubHandler(BaseHTTPRequestHandler):
    server: Hub

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        self.server.requests.append(f"{self.command} {self.path}")
        content = self.server.files.get(self.path.replace("/resolve/main/", "/").replace(f"/resolve/{COMMIT}/", "/"))
        status, code = self.server.error or ((200, "") if content is not None else (404, "EntryNotFound"))
        self.send_response(status)
        self.send_header("X-Repo-Commit", COMMIT)
        if code:
            self.send_header("X-Error-Code", code)
        body = content or b""
        self.send_header("ETag", f'"{len(body)}-{self.path.count("0")}"')
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing is logged."""


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """A stand-in for huggingface.co, and an empty cache."""
    with Hub() as server:
        at(server.url, tmp_path / "cache", monkeypatch)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def at(url: str, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library reads its variables when it is imported."""
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "ENDPOINT", url)
    monkeypatch.setattr(
        constants, "HUGGINGFACE_CO_URL_TEMPLATE", f"{url}/{{repo_id}}/resolve/{{revision}}/{{filename}}"
    )
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(cache))
    monkeypatch.setenv("HF_HUB_CACHE", str(cache))


@pytest.mark.parametrize(
    ("reference", "parts"),
    [
        ("hf:Qwen/Repo-GGUF/qwen.gguf", ("Qwen/Repo-GGUF", "qwen.gguf")),
        ("hf:Qwen/Repo/Q4/qwen.GGUF", ("Qwen/Repo", "Q4/qwen.GGUF")),
    ],
)
def test_a_reference_is_a_repository_and_a_file_in_it(reference: str, parts: tuple[str, str]) -> None:
    assert split_reference(reference) == parts


@pytest.mark.parametrize(
    "reference",
    ["hf:", "hf:x.gguf", "hf:Qwen/x.gguf", "hf:Qwen/Repo", "hf:Qwen/Repo/x.bin", "hf:a/b/../../x.gguf", "hf:/a/b"],
)
def test_a_malformed_reference_is_told(reference: str) -> None:
    with pytest.raises(ModelError, match=r" is not of the form hf:OWNER/REPO/FILE\.gguf$") as raised:
        find_model(reference)
    assert str(raised.value).startswith(reference)


def test_what_is_no_name_of_a_repository_is_told() -> None:
    with pytest.raises(ModelError, match=r"^hf:a b/c\?/x\.gguf names no repository of Hugging Face: .+$"):
        find_model("hf:a b/c?/x.gguf")


def test_a_file_is_downloaded_once(hub: Hub) -> None:
    hub.files["/Qwen/Repo/tiny.gguf"] = b"GGUF and more"
    found = find_model("hf:Qwen/Repo/tiny.gguf")
    assert Path(found.address).read_bytes() == b"GGUF and more"
    assert (found.name, found.kind) == ("tiny", "gguf")
    asked = len(hub.requests)
    assert find_model("hf:Qwen/Repo/tiny.gguf") == found
    assert len(hub.requests) == asked


def test_what_was_downloaded_can_be_named_without_hf(hub: Hub) -> None:
    hub.files["/Qwen/Repo/tiny.gguf"] = b"GGUF and more"
    assert find_model("hf:Qwen/Repo/tiny.gguf").address == find_model("tiny").address


def test_all_parts_of_a_split_model_are_downloaded(hub: Hub) -> None:
    for number in (1, 2):
        hub.files[f"/Qwen/Repo/Q4/big-0000{number}-of-00002.gguf"] = b"GGUF" * number
    path = download("hf:Qwen/Repo/Q4/big-00002-of-00002.gguf")
    assert path.name == "big-00001-of-00002.gguf"
    assert sorted(part.name for part in path.parent.iterdir()) == [
        "big-00001-of-00002.gguf",
        "big-00002-of-00002.gguf",
    ]


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (None, "Qwen/Repo on huggingface.co has no file x.gguf"),
        ((404, "RepoNotFound"), "there is no repository Qwen/Repo on huggingface.co (or it is private)"),
        (
            (403, "GatedRepo"),
            "Qwen/Repo is gated: accept its licence on huggingface.co and set HF_TOKEN to a token of your account",
        ),
    ],
    ids=["no file", "no repository", "gated"],
)
def test_what_the_hub_refuses_is_told(
    hub: Hub, capfd: pytest.CaptureFixture[str], error: tuple[int, str] | None, message: str
) -> None:
    hub.error = error
    with pytest.raises(ModelError) as raised:
        download("hf:Qwen/Repo/x.gguf")
    assert str(raised.value) == message
    assert capfd.readouterr() == ("", "")


def test_an_error_of_the_hub_is_one_line(hub: Hub, capfd: pytest.CaptureFixture[str]) -> None:
    hub.error = (500, "")
    with pytest.raises(ModelError, match=r"^hf:Qwen/Repo/x\.gguf cannot be fetched: .*500.*$"):
        download("hf:Qwen/Repo/x.gguf")
    assert capfd.readouterr() == ("", "")


def test_without_a_network_it_is_asked_for_once_and_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
    at(url, tmp_path, monkeypatch)
    waits: list[float] = []
    monkeypatch.setattr("time.sleep", waits.append)
    with pytest.raises(ModelError) as raised:
        download("hf:Qwen/Repo/x.gguf")
    assert str(raised.value) == (
        f"hf:Qwen/Repo/x.gguf is not on this computer, and huggingface.co cannot be reached: {OFFLINE}"
    )
    assert waits == []
    assert capfd.readouterr() == ("", "")


def test_a_network_that_is_switched_off_is_not_asked(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(ModelError) as raised:
        download("hf:Qwen/Repo/x.gguf")
    assert str(raised.value) == f"hf:Qwen/Repo/x.gguf is not on this computer, and HF_HUB_OFFLINE is set: {OFFLINE}"
    assert hub.requests == []


def test_what_the_hubs_library_logs_elsewhere_is_left_as_it_was(hub: Hub) -> None:
    from huggingface_hub.utils.logging import get_verbosity

    before = get_verbosity()
    with pytest.raises(ModelError):
        download("hf:Qwen/Repo/x.gguf")
    assert get_verbosity() == before
