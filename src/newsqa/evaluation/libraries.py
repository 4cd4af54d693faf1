"""The library that a case is asked of: the suite's articles, without some, among noise, or with an altered one."""

import hashlib
import shutil
import tempfile
import time
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

from newsqa.articles import Problem, read_paths
from newsqa.evaluation.cases import Ingredients
from newsqa.library import Embedder, Library
from newsqa.schema import Article

NOISE_FILE = "noise.jsonl"


class CaseLibraries:
    """Libraries in a temporary folder, each made when a case first needs it; the articles are embedded once.

    `seconds` is the time that making them took.
    """

    def __init__(self, articles: tuple[Article, ...], embedder: Embedder) -> None:
        self._articles = articles
        self._embedder = embedder
        self._folder = Path(tempfile.mkdtemp(prefix="newsqa-eval-"))
        self._open: dict[str, Library] = {}
        self.seconds = 0.0

    def close(self) -> None:
        """Close the libraries and delete them."""
        for library in self._open.values():
            library.close()
        self._open.clear()
        shutil.rmtree(self._folder, ignore_errors=True)

    def library(self, ingredients: Ingredients) -> Library:
        """The library with these ingredients."""
        name = _name(ingredients)
        if name not in self._open:
            base = self.library(Ingredients()) if ingredients != Ingredients() else None
            began = time.perf_counter()
            self._forget_altered()
            self._open[name] = self._made(name, ingredients, base)
            self.seconds += time.perf_counter() - began
        return self._open[name]

    def _made(self, name: str, ingredients: Ingredients, base: Library | None) -> Library:
        folder = self._folder / name
        if base is None:
            library = Library.open(folder, embedder=self._embedder)
            library.add_articles(self._articles)
            return library
        base.close()
        shutil.copytree(base.folder, folder)
        library = Library.open(folder, embedder=self._embedder)
        if ingredients.left_out:
            library.remove(*ingredients.left_out)
        if ingredients.has_noise:
            library.add_articles(noise_articles())
        if ingredients.altered:
            library.add_articles([ingredients.altered])
        return library

    def _forget_altered(self) -> None:
        """Delete the libraries that only one case needs."""
        for name in [name for name in self._open if name.startswith("altered-")]:
            library = self._open.pop(name)
            library.close()
            shutil.rmtree(library.folder, ignore_errors=True)


def noise_articles() -> list[Article]:
    """Two hundred short invented news items, a passage each, that have nothing to do with most questions."""
    with as_file(files("newsqa.evaluation") / NOISE_FILE) as path:
        readings = list(read_paths([path]))
    # No path: where the package is installed must not change an answer.
    return [reading.model_copy(update={"path": None}) for reading in readings if not isinstance(reading, Problem)]


def library_fingerprint(articles: tuple[Article, ...], embedder: Embedder, ingredients: Ingredients) -> str:
    """A hash of what a case's library holds, known without making it."""
    ids = sorted(article.id for article in articles if article.id not in ingredients.left_out)
    parts = [embedder.sha256, *ids, _noise_fingerprint() if ingredients.has_noise else ""]
    if ingredients.altered:
        parts.append(ingredients.altered.id)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@lru_cache(maxsize=1)
def _noise_fingerprint() -> str:
    return hashlib.sha256((files("newsqa.evaluation") / NOISE_FILE).read_bytes()).hexdigest()


def _name(ingredients: Ingredients) -> str:
    if ingredients.altered:
        return f"altered-{ingredients.altered.id}"
    if ingredients.left_out:
        return f"without-{hashlib.sha256(' '.join(sorted(ingredients.left_out)).encode()).hexdigest()[:16]}"
    return "noise" if ingredients.has_noise else "all"
