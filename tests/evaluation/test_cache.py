import shutil
from pathlib import Path

import pytest

import newsqa.evaluation.cache as cache_module
from newsqa.errors import RunError
from newsqa.evaluation.cache import AnswerCache, code_fingerprint


def test_a_damaged_cache_is_one_line_that_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    path.write_text("This is no database, and it is long enough to be taken for one. " * 20)
    with pytest.raises(RunError, match=r"answers\.sqlite: .* file is not a database: delete the file, or use --no-c"):
        AnswerCache(path)


def test_a_cache_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RunError, match=r"cannot be used: Not a directory: .* use --no-cache"):
        AnswerCache(tmp_path / "file" / "evaluation" / "answers.sqlite")


@pytest.mark.parametrize(
    ("changed", "is_asked_anew"),
    [
        ("retrieval/features.py", True),
        ("evaluation/asking.py", True),
        ("evaluation/libraries.py", True),
        ("evaluation/judging.py", False),
        ("evaluation/report.html", False),
        ("cli/ask.py", False),
    ],
)
def test_answers_are_kept_until_code_that_makes_them_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str, is_asked_anew: bool
) -> None:
    package = tmp_path / "newsqa"
    shutil.copytree(Path(cache_module.__file__).parents[1], package, ignore=shutil.ignore_patterns("*.gguf"))
    monkeypatch.setattr(cache_module, "__file__", str(package / "evaluation" / "cache.py"))
    code_fingerprint.cache_clear()
    before = code_fingerprint()
    with (package / changed).open("a") as file:
        file.write("\n# changed\n")
    code_fingerprint.cache_clear()
    assert (code_fingerprint() != before) is is_asked_anew
    code_fingerprint.cache_clear()
