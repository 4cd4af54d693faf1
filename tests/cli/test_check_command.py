import json
import subprocess
import sys
from pathlib import Path

import pytest

from cli.process import newsqa, one_line

STRIKE = "On Monday 1,234 dockers of Lorient went on strike over their pay."
FERRY = "The ferry between Brest and Quimper was sold to a bank."
BREST = STRIKE.replace("Lorient", "Brest")


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """An article to hold drafts against."""
    path = tmp_path / "story.txt"
    path.write_text(f"Dockers Out\n\n{STRIKE} {FERRY}\n")
    return path


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of one article."""
    folder = tmp_path_factory.mktemp("port")
    (folder / "strike.md").write_text(f"---\ntitle: Dockers Out\nsource: Courier\n---\n{STRIKE}\n")
    assert newsqa("add", folder / "strike.md", "--library", folder / "library").returncode == 0
    return folder / "library"


def batch(*records: object) -> str:
    return "".join(f"{json.dumps(record)}\n" for record in records)


def test_each_sentence_is_a_line_with_its_verdict_reason_and_quote(tmp_path: Path, story: Path) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text(f"# Draft\n\n{FERRY}\n{BREST}\n")
    run = newsqa("check", draft, "--against", story)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.splitlines() == [
        f"{draft}:3: supported",
        f"    {FERRY}",
        f"    “{FERRY}” (source)",
        f"{draft}:4: contradicted: “Brest” — the article says “Lorient”",
        f"    {BREST}",
        f"    “{STRIKE}” (source)",
        "2 sentences: 1 supported, 1 contradicted",
    ]


@pytest.mark.parametrize(
    ("draft", "code"),
    [(STRIKE, 0), (BREST, 1), ("On Monday Zelensky spoke in Oslo.", 1)],
    ids=["supported", "contradicted", "not found"],
)
def test_strict_is_exit_code_1_unless_all_is_supported(story: Path, draft: str, code: int) -> None:
    assert newsqa("check", "-", "--strict", "--against", story, stdin=draft).returncode == code


def test_a_check_is_one_json_object(story: Path) -> None:
    run = newsqa("check", "-", "--json", "--against", story, stdin=f"{STRIKE}\n\n{BREST}\n")
    check = json.loads(run.stdout)
    assert (check["path"], check["supported"]) == ("-", False)
    assert [(s["line"], s["verdict"]) for s in check["statements"]] == [(1, "supported"), (3, "contradicted")]
    (citation,) = check["statements"][0]["citations"]
    assert story.read_text()[citation["start"] : citation["end"]] == citation["quote"] == STRIKE


def test_a_draft_is_held_against_the_library(port: Path) -> None:
    run = newsqa("check", "-", "--library", port, stdin=STRIKE)
    assert run.stdout.splitlines() == [
        "-:1: supported", f"    {STRIKE}", f"    “{STRIKE}” (Courier)", "1 sentence: 1 supported",
    ]  # fmt: skip


def test_standard_input_is_markdown_and_a_text_file_is_not(tmp_path: Path, story: Path) -> None:
    table = f"| Port |\n|---|\n| {STRIKE} |\n\n{FERRY}\n"
    assert "1 sentence: 1 supported" in newsqa("check", "-", "--against", story, stdin=table).stdout
    (tmp_path / "draft.txt").write_text(table)
    assert "2 sentences" in newsqa("check", tmp_path / "draft.txt", "--against", story).stdout


def test_a_batch_is_checked_in_order_with_its_ids(tmp_path: Path) -> None:
    records = batch(
        {"id": "b", "source": STRIKE, "text": STRIKE},
        {"id": 7, "source": STRIKE, "text": BREST},
        {"source": STRIKE, "text": "Why?"},
    )
    (tmp_path / "drafts.jsonl").write_text(records)
    run = newsqa("check", "--batch", tmp_path / "drafts.jsonl")
    assert run.returncode == 0
    checks = [json.loads(line) for line in run.stdout.splitlines()]
    assert [(c["id"], c["supported"], len(c["statements"])) for c in checks] == [
        ("b", True, 1), (7, False, 1), (None, True, 0),
    ]  # fmt: skip
    piped = newsqa("check", "--batch", "-", "--strict", stdin=records)
    assert (piped.returncode, piped.stdout) == (1, run.stdout)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "has no sentence to check: newsqa reads Markdown and plain text"),
        (b"Why? Yes.", "has no sentence to check"),
        ("Le café a fermé.".encode("cp1252"), "draft.txt is not UTF-8 text (byte 6)"),
        (b"\x89PNG\0", "draft.txt is not UTF-8 text (byte 0)"),
    ],
    ids=["empty", "no claim", "Windows-1252", "picture"],
)
def test_a_draft_that_cannot_be_checked_is_one_line(
    tmp_path: Path, story: Path, content: bytes, message: str
) -> None:
    (tmp_path / "draft.txt").write_bytes(content)
    run = newsqa("check", tmp_path / "draft.txt", "--against", story)
    assert run.returncode == 1
    assert message in one_line(run)


def test_standard_input_that_is_not_utf_8_is_one_line(story: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "newsqa", "check", "-", "--against", str(story)],
        input=b"caf\xe9", capture_output=True, check=False,
    )  # fmt: skip
    assert (run.returncode, run.stderr) == (1, b"newsqa: standard input is not UTF-8 text (byte 3)\n")


@pytest.mark.parametrize(
    ("stdin", "message"),
    [
        ("", "newsqa: standard input has no drafts"),
        (batch({"source": STRIKE, "text": STRIKE}) + "{", "newsqa: standard input:2: not JSON"),
        (batch({"text": STRIKE}), 'newsqa: standard input:1: needs a JSON object with a "source" and a "text"'),
    ],
    ids=["empty", "second line", "no source"],
)
def test_a_batch_that_cannot_be_used_is_one_line_before_anything_is_checked(stdin: str, message: str) -> None:
    run = newsqa("check", "--batch", "-", stdin=stdin)
    assert run.returncode == 1
    assert one_line(run).startswith(message)


def test_a_library_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    run = newsqa("check", "-", "--library", tmp_path / "nowhere", stdin=STRIKE)
    assert run.returncode == 1
    assert "there is no library in" in one_line(run)


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["check", "nowhere.md"],
        ["check", "."],
        ["check", "-", "--batch", "-"],
        ["check", "-", "--against", "nowhere.txt"],
        ["check", "-", "--against", "-"],
        ["check", "--batch", "-", "--against", "-"],
    ],
    ids=["nothing", "wrong path", "folder", "draft and batch", "wrong source", "one input twice", "batch and source"],
)
def test_wrong_usage_is_exit_code_2(arguments: list[str]) -> None:
    run = newsqa(*arguments)
    assert (run.returncode, run.stdout) == (2, "")
    assert "Error: " in run.stderr
