"""The command line as a person or a program meets it: each call is a process of its own."""

import codecs
import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.process import newsqa, one_line

STORY = "The harbour of Lorient was closed on Friday after a storm. Nobody was hurt, the mayor said.\n"


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of one article."""
    folder = tmp_path_factory.mktemp("harbour")
    (folder / "storm.txt").write_text(f"Storm Closes Harbour Of Lorient\n\n{STORY}")
    run = newsqa("add", folder / "storm.txt", "--library", folder / "library")
    assert run.returncode == 0
    assert run.stdout == f"1 article added: {folder / 'library'}\n"
    return folder / "library"


def test_the_first_question_is_answered_from_the_samples_and_says_so() -> None:
    run = newsqa("ask", "Where is Russia's military base in Armenia?")
    assert run.returncode == 0
    assert run.stderr.splitlines() == [
        "newsqa: nothing has been added yet, so this is answered from the sample articles "
        "(newsqa add PATH adds yours)"
    ]
    assert "second largest city" in run.stdout.splitlines()[0]
    assert "AFP, 2020-10-31 · article " in run.stdout
    assert "\x1b" not in run.stdout


def test_an_answer_is_one_json_object(harbour: Path) -> None:
    run = newsqa("ask", "--json", "Which harbour was closed?", "--library", harbour)
    answer = json.loads(run.stdout)
    assert run.stderr == ""
    assert answer["status"] == "answered"
    (citation,) = [c for c in answer["citations"] if "Lorient was closed" in c["quote"]]
    shown = json.loads(newsqa("show", citation["article_id"], "--json", "--library", harbour).stdout)
    assert shown["text"][citation["start"] : citation["end"]] == citation["quote"]
    assert shown["title"] == citation["title"] == "Storm Closes Harbour Of Lorient"


def test_a_batch_is_answered_in_order_with_its_ids(harbour: Path, tmp_path: Path) -> None:
    (tmp_path / "q.jsonl").write_text(
        '{"id": "b", "question": "Which harbour was closed?"}\n{"id": "a", "question": "Who is king of Norway?"}\n'
    )
    run = newsqa("ask", "--batch", tmp_path / "q.jsonl", "--library", harbour)
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    assert [(a["id"], a["status"]) for a in answers] == [("b", "answered"), ("a", "not_found")]
    piped = newsqa("ask", "--batch", "-", "--library", harbour, stdin=(tmp_path / "q.jsonl").read_text())
    assert [json.loads(line)["answer"] for line in piped.stdout.splitlines()] == [a["answer"] for a in answers]


def test_not_found_is_an_answer(harbour: Path) -> None:
    run = newsqa("ask", "Who is the king of Norway?", "--library", harbour)
    assert run.returncode == 0
    assert run.stdout.startswith("These articles do not answer this.\n")


def test_list_show_and_remove(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: Storm\nsource: Le Télégramme\npublished: 2021-02-03\n---\n" + STORY)
    newsqa("add", tmp_path / "a.md", "--library", tmp_path / "l")
    (row,) = json.loads(newsqa("list", "--json", "--library", tmp_path / "l").stdout)
    assert (row["title"], row["published"], row["characters"]) == ("Storm", "2021-02-03", len(STORY) - 1)
    assert "text" not in row
    assert newsqa("list", "--library", tmp_path / "l").stdout == (
        f"{row['id']}  Storm  (Le Télégramme, 2021-02-03)\n"
    )
    assert STORY in newsqa("show", row["id"][:5], "--library", tmp_path / "l").stdout
    assert newsqa("remove", row["id"][:5], "--library", tmp_path / "l").stdout == f"removed {row['id']}  Storm\n"
    run = newsqa("list", "--library", tmp_path / "l")
    assert (run.returncode, run.stdout) == (0, "")
    assert "has no articles yet" in run.stderr


def test_what_cannot_be_read_is_named_and_the_rest_goes_in(tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "good.txt").write_text(STORY)
    (articles / "russian.txt").write_text(
        "Президент приехал в Ереван. Он встретился с премьером.\n", encoding="utf-8"
    )
    (articles / "empty.txt").write_text("")
    (articles / "picture.txt").write_bytes(b"\x89PNG\0\0")
    (articles / "western.txt").write_bytes("Le café de la gare a fermé. C’était prévu.".encode("cp1252"))
    (articles / "lines.jsonl").write_text('{"text": "A line that is fine."}\n{"text": \n')
    run = newsqa("add", articles, tmp_path / "missing", "--library", tmp_path / "l")
    assert run.returncode == 0
    assert run.stdout == f"4 articles added, 4 problems (see above): {tmp_path / 'l'}\n"
    assert sorted(run.stderr.splitlines()) == sorted(
        [
            f"newsqa: {articles / 'empty.txt'} is empty",
            f"newsqa: {articles / 'lines.jsonl'}:2 is not JSON: Expecting value at column 10",
            f"newsqa: {articles / 'picture.txt'} is a binary file, not a text",
            "newsqa: note: 1 article in Russian: the embedder all-MiniLM-L6-v2 was made for English, so questions "
            "find little in them. With a multilingual sentence-transformers model in a folder: newsqa library "
            "rebuild --embedder FOLDER",
            f"newsqa: note: {articles / 'western.txt'} is not UTF-8; read as Windows-1252 "
            "(give --encoding if that is wrong)",
            f"newsqa: {tmp_path / 'missing'} does not exist",
        ]
    )


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        pytest.param(["ask", ""], 1, "newsqa: the question is empty", id="empty-question"),
        pytest.param(["ask", "x" * 10_000], 1, "newsqa: the question has 10,000 characters, and at most", id="long"),
        pytest.param(["ask", "Who?", "--model", "gpt-9"], 1, "newsqa: no model is called 'gpt-9'", id="model"),
        pytest.param(
            ["ask", "Who?", "--model", "{page}"], 1, "is not a GGUF file (it begins with '<!DOCTYPE", id="page"
        ),
        pytest.param(["ask", "Who?", "--library", "{nowhere}"], 1, "newsqa: there is no library in", id="library"),
        pytest.param(["ask", "Who?", "--library", "{page}"], 1, "is a file: a library is a folder", id="file"),
        pytest.param(["list", "--library", "{other}"], 1, "is no newsqa library and holds other files", id="other"),
        pytest.param(["ask", "--batch", "{page}"], 1, "page.gguf:1: not JSON", id="batch"),
        pytest.param(["show", "ffff", "--library", "{library}"], 1, "newsqa: no article here has the id", id="show"),
        pytest.param(
            ["remove", "ffff", "--library", "{library}"], 1, "newsqa: no article here has the id", id="remove"
        ),
    ],
)
def test_bad_input_is_one_line(harbour: Path, tmp_path: Path, arguments: list[str], code: int, message: str) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other/thesis.doc").write_text("mine")
    page = tmp_path / "page.gguf"
    page.write_text("<!DOCTYPE html>")
    places = {"page": page, "nowhere": tmp_path / "nowhere", "other": tmp_path / "other", "library": harbour}
    run = newsqa(*(argument.format(**places) if "{" in argument else argument for argument in arguments))
    assert run.returncode == code
    assert message in one_line(run)


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask"],
        ["ask", "Who?", "--batch", __file__],
        ["ask", "--batch", "nowhere"],
        ["add"],
        ["nonsense"],
        ["list", "-x"],
    ],
)
def test_wrong_usage_is_exit_code_2(arguments: list[str]) -> None:
    run = newsqa(*arguments)
    assert run.returncode == 2
    assert run.stdout == ""
    assert "Error: " in run.stderr


def test_a_bad_setting_is_one_line(tmp_path: Path) -> None:
    line = one_line(newsqa("list", NEWSQA_MIN_CONFIDENCE="often"))
    assert "the setting min_confidence (in newsqa.toml or NEWSQA_MIN_CONFIDENCE) cannot be 'often'" in line
    Path("newsqa.toml").write_text("modle = 'x'\n")
    assert "newsqa.toml sets modle, which is no setting" in one_line(newsqa("list"))
    Path("newsqa.toml").write_text("model = \n")
    assert "newsqa.toml cannot be read" in one_line(newsqa("list"))


def test_settings_come_from_the_file_the_environment_and_the_command_line(harbour: Path, tmp_path: Path) -> None:
    Path("newsqa.toml").write_text(f"library = '{harbour}'\n")
    assert "Storm Closes Harbour" in newsqa("list").stdout
    assert "has no articles yet" in newsqa("list", NEWSQA_LIBRARY=str(tmp_path / "new")).stderr


def test_debug_shows_the_traceback() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "newsqa", "ask", "", "--debug"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 1
    assert "Traceback" in run.stderr


@pytest.mark.parametrize(
    "command",
    [
        "add",
        "list",
        "show",
        "remove",
        "ask",
        "summarise",
        "check",
        "facts",
        "models",
        "models add",
        "models remove",
        "models info",
        "models check",
        "models calibrate",
        "compare",
        "completion",
    ],
)
def test_every_command_has_help_with_an_example_on_a_line_of_its_own(command: str) -> None:
    run = newsqa(*command.split(), "--help")
    assert run.returncode == 0
    lines = [line.strip() for line in run.stdout.splitlines()]
    examples = lines[next(number for number, line in enumerate(lines) if line in ("Example:", "Examples:")) :]
    assert any(line.startswith(f"newsqa {command}") for line in examples)


def test_a_question_need_not_be_in_quotation_marks(harbour: Path) -> None:
    run = newsqa("ask", "Which", "harbour", "was", "closed?", "--json", "--library", harbour)
    assert json.loads(run.stdout)["question"] == "Which harbour was closed?"


def test_what_the_samples_were_quoted_for_can_be_shown(tmp_path: Path) -> None:
    answer = json.loads(newsqa("ask", "--json", "Where is Russia's military base in Armenia?").stdout)
    cited = answer["citations"][0]
    shown = json.loads(newsqa("show", cited["article_id"][:8], "--json").stdout)
    assert shown["text"][cited["start"] : cited["end"]] == cited["quote"]


def test_what_is_near_and_no_answer_is_told_apart(harbour: Path) -> None:
    refused = newsqa("ask", "Which harbour was closed?", "--min-confidence", "1", "--library", harbour).stdout
    assert refused.startswith("These articles do not answer this.")
    assert "Nearest to it:" in refused
    assert "The harbour of Lorient was closed on Friday after a storm." in " ".join(refused.split())


def test_completion_knows_the_commands() -> None:
    assert "_newsqa_completion" in newsqa("completion", "bash").stdout
    run = newsqa(_NEWSQA_COMPLETE="bash_complete", COMP_WORDS="newsqa re", COMP_CWORD="1")
    assert run.stdout == "plain,remove\n"


def test_a_reader_that_has_seen_enough_is_no_error(harbour: Path) -> None:
    run = subprocess.run(
        f"{sys.executable} -m newsqa show $({sys.executable} -m newsqa list --library {harbour} | cut -c-16) "
        f"--library {harbour} | head -c 5",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.stdout, run.stderr) == ("Storm", "")


def test_ctrl_c_while_adding_leaves_a_sound_library(tmp_path: Path) -> None:
    articles = tmp_path / "corpus.jsonl"
    articles.write_text("".join(json.dumps({"text": f"Story {n}. " + STORY * 20}) + "\n" for n in range(3000)))
    adding = subprocess.Popen(
        [sys.executable, "-m", "newsqa", "add", str(articles), "--library", str(tmp_path / "l")],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        # Where the tests run in the background, the shell had SIGINT ignored, and children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    while not (tmp_path / "l/library.json").exists():
        assert adding.poll() is None
        time.sleep(0.05)
    time.sleep(1)
    adding.send_signal(signal.SIGINT)
    _, errors = adding.communicate()
    assert adding.returncode == 130
    told = re.fullmatch(
        r"newsqa: interrupted: (\d+) articles? done and kept; add the same paths again for the rest",
        errors.splitlines()[-1],
    )
    assert told
    assert "Traceback" not in errors
    (tmp_path / "one.txt").write_text(STORY)
    assert newsqa("add", tmp_path / "one.txt", "--library", tmp_path / "l").returncode == 0
    listed = json.loads(newsqa("list", "--json", "--library", tmp_path / "l").stdout)
    assert sum(1 + len(article["copies"]) for article in listed) == int(told[1]) + 1


class Terminal:
    """newsqa on a pseudo-terminal, as a person sees it."""

    def __init__(self, *arguments: str | Path, **environment: str) -> None:
        self._master, slave = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "newsqa", *map(str, arguments)],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**os.environ, "TERM": "xterm", **environment},
            close_fds=True,
        )
        os.close(slave)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.seen = ""
        self._read_to = 0

    def type(self, text: str) -> None:
        os.write(self._master, text.encode())

    def wait_for(self, text: str) -> None:
        """Read until a text appears after what was waited for before."""
        while (place := self.seen.find(text, self._read_to)) < 0:
            ready, _, _ = select.select([self._master], [], [], 120)
            assert ready, f"never said {text!r}: {self.seen}"
            self.seen += self._decoder.decode(os.read(self._master, 4096))
        self._read_to = place + len(text)

    def end(self) -> int:
        code = self.process.wait()
        os.close(self._master)
        return code


def test_on_a_terminal_it_takes_one_question_after_another(harbour: Path) -> None:
    terminal = Terminal("ask", "--library", harbour)
    terminal.wait_for("? ")
    terminal.type("Which harbour was closed?\n")
    terminal.wait_for("\x1b[1;7m")  # the answering words stand out
    terminal.wait_for("? ")
    terminal.type("?!\n")
    terminal.wait_for("the question has no words")
    terminal.wait_for("? ")
    terminal.type("\x04")
    assert terminal.end() == 0


def test_no_color_is_respected_on_a_terminal(harbour: Path) -> None:
    terminal = Terminal("ask", "Which harbour was closed?", "--library", harbour, NO_COLOR="1")
    terminal.wait_for("Lorient was closed")
    terminal.wait_for("”")
    assert terminal.end() == 0
    assert "\x1b" not in terminal.seen
