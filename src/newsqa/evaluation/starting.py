"""A folder of facts to start from, with comments that explain every key."""

from importlib.resources import files
from pathlib import Path

from newsqa.errors import FactsError

TEMPLATES = "templates"
SAMPLE_ARTICLE = "harbour-bridge.md"


def start_suite(folder: Path, *, articles: Path | None = None) -> list[Path]:
    """Write a facts file, a test file and, where no articles are given, a sample article; the files written.

    Args:
        folder: where to write; made if need be.
        articles: the articles that the facts are to be about. The sample facts, which are about the sample
            article, are then written as comments.

    Raises:
        FactsError: a file is there already (then nothing is written), or the articles are not.
    """
    if articles is not None and not articles.exists():
        raise FactsError(f"{articles} does not exist: give the folder of the articles")
    if folder.exists() and not folder.is_dir():
        raise FactsError(f"{folder} is a file: give a folder")
    facts = _template("facts.yaml")
    if articles is None:
        texts = {
            "facts.yaml": facts.replace("ARTICLES", "articles"),
            f"articles/{SAMPLE_ARTICLE}": _template(SAMPLE_ARTICLE),
        }
    else:
        texts = {"facts.yaml": _with_samples_commented(facts.replace("ARTICLES", str(articles.resolve())))}
    texts["test_facts.py"] = _template("test_facts.py")
    taken = [folder / name for name in texts if (folder / name).exists()]
    if taken:
        raise FactsError(f"{taken[0]} is there already: nothing was written")
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return [folder / name for name in texts]


def _with_samples_commented(facts: str) -> str:
    """The facts file with every fact a comment that names the sample article, which is all but the first."""
    head, *samples = facts.split("\n\n")
    commented = ["\n".join(f"  # {line[2:]}".rstrip() for line in sample.splitlines()) for sample in samples]
    return "\n\n".join([head, *commented]) + "\n"


def _template(name: str) -> str:
    return (files("newsqa.evaluation") / TEMPLATES / f"{name}.template").read_text("utf-8")
