"""newsqa within simonw's `llm`, as a person meets it: each call is a process of its own."""

import json
import subprocess
import sys


def llm(*arguments: str) -> subprocess.CompletedProcess[str]:
    run = subprocess.run([sys.executable, "-m", "llm", *arguments], capture_output=True, text=True, check=False)
    assert "Traceback" not in run.stderr
    return run


def newsqa_ask(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "newsqa", "ask", *arguments], capture_output=True, text=True, check=False
    )


def without_timings(run: subprocess.CompletedProcess[str]) -> dict[str, object]:
    return {key: value for key, value in json.loads(run.stdout).items() if key != "timings"}


def test_llm_answers_as_newsqa_does() -> None:
    arguments = ["Where is Russia's military base in Armenia?", "--json"]
    of_llm, of_newsqa = llm("newsqa", *arguments), newsqa_ask(*arguments)
    assert without_timings(of_llm) == without_timings(of_newsqa)
    assert (of_llm.returncode, of_llm.stderr) == (of_newsqa.returncode, of_newsqa.stderr)


def test_llm_lists_the_command() -> None:
    assert "newsqa" in llm("--help").stdout


def test_the_help_is_that_of_ask() -> None:
    run = llm("newsqa", "--help")
    assert run.stdout.startswith("Usage: newsqa ask ")
    assert run.returncode == 0


def test_a_mistake_is_one_line_and_its_exit_code() -> None:
    run = llm("newsqa", "Where?", "--model", "smolm2")
    (line,) = run.stderr.splitlines()[-1:]
    assert line.startswith("newsqa: no model is called 'smolm2' (did you mean smollm2-135m?)")
    assert run.returncode == 1
    assert llm("newsqa", "--nonsense").returncode == 2


def test_starting_llm_imports_nothing_of_newsqa_but_the_plugin() -> None:
    code = (
        "import sys, llm.plugins\n"
        "llm.plugins.load_plugins()\n"
        "print(sorted(name for name in sys.modules if name.startswith('newsqa')))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "['newsqa', 'newsqa.cli', 'newsqa.cli.llm_plugin']"
