import json
from pathlib import Path

import pytest

from cli.process import newsqa, one_line

STRIKE = "On Monday 1,234 dockers of Lorient went on strike over their pay."
STORM = "The harbour of Brest was closed after a heavy storm with rain and hail."
FERRY = "The ferry between Groix and Quimper was sold to a bank of the region."


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two articles."""
    folder = tmp_path_factory.mktemp("pages")
    matter = "---\ntitle: Dockers Out\nsource: Courier\npublished: 2024-05-03\n---\n"
    (folder / "strike.md").write_text(f"{matter}{STRIKE} {STORM}\n")
    (folder / "ferry.md").write_text(f"# Ferry Sold\n\n{FERRY}\n")
    return folder


@pytest.fixture(scope="module")
def port(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the two articles."""
    library = tmp_path_factory.mktemp("port") / "library"
    assert newsqa("add", pages, "--library", library).returncode == 0
    return library


def texts(output: str) -> list[str]:
    return [statement["text"] for statement in json.loads(output)["statements"]]


def test_a_file_is_summarised_with_its_source(pages: Path) -> None:
    run = newsqa("summarise", pages / "strike.md")
    assert (run.returncode, run.stderr) == (0, "")
    title, _, *body, _, source = run.stdout.splitlines()
    assert title == "Dockers Out"
    assert " ".join(body) == f"{STRIKE} [1] {STORM} [2]"
    assert source.startswith("[1][2] Dockers Out (Courier, 2024-05-03 · article ")


def test_summarize_is_the_same_command(pages: Path) -> None:
    assert newsqa("summarize", pages / "ferry.md").stdout == newsqa("summarise", pages / "ferry.md").stdout != ""


def test_a_summary_is_one_json_object_with_exact_quotes(pages: Path, port: Path) -> None:
    summary = json.loads(newsqa("summarise", "--json", pages / "strike.md").stdout)
    assert (summary["title"], summary["style"], summary["words"]) == ("Dockers Out", "brief", 26)
    (article_id,) = summary["articles"]
    text = json.loads(newsqa("show", article_id, "--json", "--library", port).stdout)["text"]
    assert [text[c["start"] : c["end"]] for c in summary["citations"]] == [c["quote"] for c in summary["citations"]]


def test_an_article_is_named_by_its_id(port: Path) -> None:
    rows = json.loads(newsqa("list", "--json", "--library", port).stdout)
    (article_id,) = [row["id"] for row in rows if row["title"] == "Ferry Sold"]
    run = newsqa("summarise", "--json", article_id[:6], "--library", port)
    assert texts(run.stdout) == [FERRY]


def test_a_folder_is_summarised_as_one_and_a_file_of_it_counts_once(pages: Path) -> None:
    folder = newsqa("summarise", "--json", pages)
    assert set(texts(folder.stdout)) == {STRIKE, STORM, FERRY}
    again = newsqa("summarise", "--json", pages, pages / "ferry.md")
    assert texts(again.stdout) == texts(folder.stdout)


def test_bullets_and_a_timeline_are_lines(pages: Path) -> None:
    bullets = newsqa("summarise", "--style", "bullets", pages / "strike.md").stdout.splitlines()
    assert bullets[2:4] == [f"- {STRIKE} [1]", f"- {STORM} [2]"]
    timeline = newsqa("summarise", "--style", "timeline", pages / "strike.md").stdout.splitlines()
    assert timeline[2:6] == [
        "2024-04-29 (inferred)", f"  {STRIKE} [1]", "2024-05-03 (inferred)", f"  {STORM} [2]",
    ]  # fmt: skip


def test_a_budget_of_three_words_gives_one_sentence_and_says_so(pages: Path) -> None:
    run = newsqa("summarise", "--json", "--words", "3", pages / "strike.md")
    assert run.returncode == 0
    assert len(texts(run.stdout)) == 1
    assert run.stderr == "newsqa: note: no sentence has 3 words or fewer\n"


def test_a_topic_is_summarised_from_the_library(port: Path) -> None:
    run = newsqa("summarise", "--json", "--about", "strike of the dockers of Lorient", "--library", port)
    summary = json.loads(run.stdout)
    assert summary["about"] == summary["title"] == "strike of the dockers of Lorient"
    assert STRIKE in texts(run.stdout)
    assert FERRY not in texts(run.stdout)


@pytest.mark.parametrize("name", ["nowhere.txt", "nowhere/at/all", "~nobody/story.txt"])
def test_a_wrong_path_is_one_line(name: str) -> None:
    run = newsqa("summarise", name)
    assert (run.returncode, one_line(run)) == (1, f"newsqa: {name} does not exist")


def test_a_wrong_id_is_one_line(port: Path) -> None:
    run = newsqa("summarise", "ffff", "--library", port)
    assert run.returncode == 1
    assert one_line(run).startswith("newsqa: ffff is no file, and no article here has the id 'ffff'")


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"", "is empty"), (b"\x89PNG\0\0", "is a binary file, not a text")],
    ids=["empty", "picture"],
)
def test_a_file_without_an_article_is_said_to_be_one(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(content)
    run = newsqa("summarise", path)
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr.splitlines() == [f"newsqa: {path} {message}", f"newsqa: {path} holds no article to summarise"]


def test_a_file_that_is_not_utf_8_is_read_with_a_note(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(
        "Le café de la gare de Lorient a fermé après une grande tempête. C’était prévu.".encode("cp1252")
    )
    run = newsqa("summarise", "--json", path)
    assert run.returncode == 0
    assert run.stderr.startswith(f"newsqa: {path} is not UTF-8; read as Windows-1252")
    assert "café" in texts(run.stdout)[0]


def test_an_article_that_says_nothing_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("It is so.")
    run = newsqa("summarise", tmp_path / "story.txt")
    assert run.returncode == 1
    assert one_line(run) == "newsqa: there is no sentence to summarise in story: newsqa show tells what was read"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["story.txt", "--about", "storm"],
        ["--about", " "],
        ["story.txt", "--words", "0"],
        ["story.txt", "--style", "long"],
    ],
    ids=["nothing", "file and topic", "empty topic", "no words", "style"],
)
def test_wrong_usage_is_exit_code_2(arguments: list[str]) -> None:
    run = newsqa("summarise", *arguments)
    assert (run.returncode, run.stdout) == (2, "")
    assert "Error: " in run.stderr
