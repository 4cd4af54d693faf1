"""What adding costs: many articles in one command, and one more to a library of many.

    python benchmarks/measure_adding.py many [--articles 2000] [--words 800]
    python benchmarks/measure_adding.py one [--articles 20000] [--words 800]

`many` writes articles of made-up sentences to files and adds them in one call: seconds, the share of them that the
embedder took, and the most memory. `one` fills a library with as many articles, whose vectors are random to spare an
hour, and then adds one, and a copy of one, with the real embedder: seconds beyond loading, and what was written.
"""

import argparse
import random
import re
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from newsqa.library import Embedder, Library
from newsqa.library.embedding import EmbeddedPassage, signs_of
from newsqa.schema import Article

# Words of the sample articles, as often as they stand there, so that they have as many tokens as news has.
WORDS = [
    word
    for path in sorted((Path(__file__).parent.parent / "seeds").glob("*.md"))
    for word in re.findall(r"[^\W\d_]+", path.read_text(encoding="utf-8"))
]


class TimedEmbedder(Embedder):
    """The default embedder, with the seconds that it took to embed."""

    seconds = 0.0

    def embed_passages(self, passages: Sequence[tuple[str, Sequence[tuple[int, int]]]]) -> list[EmbeddedPassage]:
        """As the embedder does."""
        began = time.perf_counter()
        embedded = super().embed_passages(passages)
        self.seconds += time.perf_counter() - began
        return embedded


class RandomEmbedder(Embedder):
    """The default embedder's name and tokens, and vectors that say nothing."""

    generator = np.random.default_rng(7)

    def embed_passages(self, passages: Sequence[tuple[str, Sequence[tuple[int, int]]]]) -> list[EmbeddedPassage]:
        """Random unit vectors."""
        return [
            EmbeddedPassage(
                self._vectors(1)[0],
                self._vectors(len(sentences)),
                tuple(signs_of(self._vectors(len(text[start:end].split()))) for start, end in sentences),
            )
            for text, sentences in passages
        ]

    def _vectors(self, count: int) -> np.ndarray:
        vectors = self.generator.standard_normal((count, self.dimension), dtype=np.float32)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def made_up(number: int, words: int) -> str:
    """A text of about so many words, in paragraphs of some sentences, unlike every other."""
    chance = random.Random(number)
    paragraphs, written = [f"Report {number} on the {chance.choice(WORDS)} of {chance.choice(WORDS).title()}"], 0
    while written < words:
        sentences = []
        for _ in range(chance.randint(2, 4)):
            length = chance.randint(12, 28)
            sentences.append(" ".join(chance.choices(WORDS, k=length)).capitalize() + ".")
            written += length
        paragraphs.append(" ".join(sentences))
    return "\n\n".join(paragraphs)


def measure_many(articles: int, words: int) -> None:
    """Print what adding many files takes."""
    embedder = TimedEmbedder.default()
    assert isinstance(embedder, TimedEmbedder)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "articles")
        folder.mkdir()
        for number in range(articles):
            (folder / f"{number:06d}.txt").write_text(made_up(number, words))
        embedder.embed_question("Loaded?")
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        began = time.perf_counter()
        with Library.open(Path(place, "library"), embedder=embedder) as library:
            report = library.add(folder)
            seconds = time.perf_counter() - began
            began = time.perf_counter()
            again = library.add(folder)
            seconds_again = time.perf_counter() - began
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"{len(report.added):,} articles of {words} words added in {seconds:.0f} s "
        f"({articles / seconds:.1f} a second)"
    )
    print(f"embedding took {embedder.seconds / seconds:.0%} of it")
    print(f"most memory {most / 1e6:.2f} GB, {before / 1e6:.2f} GB of it before")
    print(f"added again: {len(again.unchanged):,} unchanged in {seconds_again:.2f} s")


def measure_one(articles: int, words: int) -> None:
    """Print what adding one more takes."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "library")
        began = time.perf_counter()
        with Library.open(folder, embedder=RandomEmbedder.default()) as library:
            library.add_articles(_articles(articles, words))
        print(f"filled with {articles:,} articles in {time.perf_counter() - began:.0f} s")
        embedder = Embedder.default()
        embedder.embed_question("Loaded?")
        for what, path_text in (
            ("one more", made_up(articles, words)),
            ("a copy of one", made_up(articles // 2, words)),
        ):
            path = Path(place, f"{what}.txt")
            path.write_text(path_text + "\n\nThis line is new." * (what != "one more"))
            before = {file.name: file.stat().st_mtime_ns for file in folder.iterdir()}
            began = time.perf_counter()
            with Library.open(folder, embedder=embedder) as library:
                report = library.add(path)
            seconds = time.perf_counter() - began
            written = [file for file in folder.glob("*.faiss") if before.get(file.name) != file.stat().st_mtime_ns]
            size = sum(file.stat().st_size for file in written)
            print(
                f"{what}: {len(report.added)} added, {len(report.copies)} copies, {seconds:.2f} s, "
                f"{size:,} bytes of vectors written"
            )
        sizes = {file.name: file.stat().st_size for file in folder.iterdir() if file.suffix in (".faiss", ".sqlite")}
        print("files:", ", ".join(f"{name} {size / 1e6:.0f} MB" for name, size in sorted(sizes.items())))


def _articles(count: int, words: int) -> Iterator[Article]:
    for number in range(count):
        yield Article.from_text(made_up(number, words), title=f"Report {number}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["many", "one"])
    parser.add_argument("--articles", type=int)
    parser.add_argument("--words", type=int, default=800)
    given = parser.parse_args()
    if given.what == "many":
        measure_many(given.articles or 2000, given.words)
    else:
        measure_one(given.articles or 20_000, given.words)
