"""newsqa models, as a person or a program meets it: each call is a process of its own."""

import json
import subprocess
from pathlib import Path

import pytest

from cli.process import newsqa, one_line
from models.tiny_gguf import write_tiny_model


def models(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return newsqa("models", *arguments, NEWSQA_THREADS="1")


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_model(tmp_path_factory.mktemp("tiny") / "tiny.gguf")


def test_the_list_begins_with_the_bundled_model() -> None:
    run = models()
    heading, bundled = run.stdout.splitlines()
    assert heading.split() == ["NAME", "FROM", "SIZE", "QUANTISATION", "CONTEXT", "READS", "WRITES", "SCORE"]
    assert bundled.split()[:2] == ["smollm2-135m", "bundled"]
    assert "Q4_1" in bundled
    assert (run.returncode, run.stderr) == (0, "")


def test_a_model_is_added_listed_and_removed(tiny: Path) -> None:
    added = models("add", "mine", tiny)
    assert one_line(added) == f"newsqa: mine is {tiny} (newsqa models check mine tries it)"
    rows = json.loads(models("--json").stdout)
    assert [(row["name"], row["origin"]) for row in rows] == [("smollm2-135m", "bundled"), ("mine", "added")]
    assert (rows[1]["address"], rows[1]["problem"]) == (str(tiny), None)
    removed = models("remove", "mine")
    assert one_line(removed) == f"newsqa: mine is forgotten; {tiny} was left as it is"
    assert tiny.exists()
    assert len(json.loads(models("--json").stdout)) == 1


def test_a_model_without_a_template_is_added_with_one(tmp_path: Path) -> None:
    path = write_tiny_model(tmp_path / "bare.gguf", chat_template=None)
    run = models("add", "bare", path)
    assert run.returncode == 1
    assert one_line(run).endswith("has no chat template: give its model's own with --chat-template FILE.jinja")
    (tmp_path / "own.jinja").write_text("{{ messages[-1].content }}")
    assert models("add", "bare", path, "--chat-template", tmp_path / "own.jinja").returncode == 0
    assert str(tmp_path / "own.jinja") in models("info", "bare").stdout


def test_a_password_in_an_address_is_never_shown() -> None:
    address = "http://me:secret@nowhere.invalid/v1?key=secret#big"
    runs = [
        models("add", "far", address),
        models("add", "far", address),
        models(),
        models("--json"),
        models("info", "far"),
        models("info", address),
        models("check", address),
        models("remove", "far"),
    ]
    assert [run.returncode for run in runs] == [0, 1, 0, 0, 0, 0, 1, 0]
    for run in runs:
        assert "secret" not in run.stdout + run.stderr


def test_info_says_what_a_model_is(tiny: Path) -> None:
    run = models("info", tiny)
    lines = dict(line.split(maxsplit=1) for line in run.stdout.splitlines() if len(line.split()) > 1)
    assert (lines["name"], lines["title"], lines["quantisation"]) == ("tiny", "Tiny", "F32")
    assert lines["licence"] == "—"
    assert lines["chat"].endswith("…")
    facts = json.loads(models("info", tiny, "--json").stdout)
    assert facts["sha256"] == lines["sha256"]
    assert facts["chat_template"].startswith("{% for message in messages %}")


def test_check_tries_a_model_and_keeps_its_speed(tiny: Path) -> None:
    run = models("check", tiny)
    lines = run.stdout.splitlines()
    assert [line[0] for line in lines[:1]] == ["✓"]
    assert [line[2:].split("  ")[0] for line in lines] == [
        "loads", "follows its template", "gives log-probabilities", "obeys a schema", "repeats itself", "speed",
    ]  # fmt: skip
    assert lines[-2].startswith("✓ repeats itself")
    assert "tokens a second" in lines[-1]
    # A model of random weights does not find the right city likelier but by chance.
    assert run.returncode == (1 if any(line.startswith("✗") for line in lines) else 0)
    assert "tokens a second with 1 thread\n" in models("info", tiny).stdout


def test_check_passes_the_bundled_model() -> None:
    run = models("check", "smollm2-135m")
    # What half a minute was too short for is not tried, and no failure.
    assert [line for line in run.stdout.splitlines() if not line.startswith(("✓", "– "))] == []
    assert [line[2:27].rstrip() for line in run.stdout.splitlines()] == [
        "loads", "follows its template", "gives log-probabilities", "obeys a schema", "repeats itself", "speed",
        "writes what evidence says", "judges what evidence says",
    ]  # fmt: skip
    assert (run.returncode, run.stderr) == (0, "")


def test_check_of_what_cannot_be_reached_fails_with_the_reason() -> None:
    run = models("check", "http://127.0.0.1:9/v1#big")
    assert (
        run.stdout == "✗ loads                     nothing answers at http://127.0.0.1:9/v1: is the server running?\n"
    )
    assert run.returncode == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["info", "smolm2"], "newsqa: no model is called 'smolm2' (did you mean smollm2-135m?): newsqa models lists"),
        (["info", ""], "newsqa: the name of the model is empty"),
        (["check", "nowhere.gguf"], "newsqa: there is no file nowhere.gguf"),
        (["add", "a/b", "smollm2-135m"], "newsqa: 'a/b' is no name for a model"),
        (["add", "x", "hf:x.gguf"], "newsqa: hf:x.gguf is not of the form hf:OWNER/REPO/FILE.gguf"),
        (["remove", "x"], "newsqa: no model was added as 'x' (added: none)"),
        (["remove", "smollm2-135m"], "newsqa: no model was added as 'smollm2-135m' (added: none)"),
    ],
)
def test_a_mistake_is_one_line(arguments: list[str], message: str) -> None:
    run = models(*arguments)
    assert one_line(run).startswith(message)
    assert run.returncode == 1


def test_wrong_usage_is_exit_code_2() -> None:
    for arguments in (["add", "x"], ["add", "x", "y", "--chat-template", "nowhere.jinja"], ["nonsense"]):
        assert models(*arguments).returncode == 2
