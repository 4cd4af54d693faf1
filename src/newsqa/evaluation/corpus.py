"""The articles that facts are about, and the places in them that show an answer."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from newsqa.articles import Problem, read_paths
from newsqa.errors import FactsError
from newsqa.evaluation.answer_scoring import judge_answer
from newsqa.evaluation.claims import AnyClaim, EvidenceQuote
from newsqa.library import content_words, split_sentences
from newsqa.schema import Article, Record

# A sentence of another telling says the same if it makes the claim and shares this much of a quote's wording.
SHARE_OF_WORDS = 0.5


class Place(Record):
    """Where evidence stands: `article.text[start:end]`."""

    article_id: str
    start: int
    end: int


@dataclass(frozen=True)
class Corpus:
    """Articles, and the path that they were read from."""

    path: Path
    articles: tuple[Article, ...]

    @classmethod
    def read(cls, path: Path) -> "Corpus":
        """The articles of a file or a folder, as `newsqa add` reads them.

        Raises:
            FactsError: there are none, or one cannot be read.
        """
        readings = list(read_paths([path]))
        problems = [str(r) for r in readings if isinstance(r, Problem) and r.severity == "error"]
        if problems:
            raise FactsError("\n".join(problems))
        articles = {reading.id: reading for reading in readings if isinstance(reading, Article)}
        return cls(path, tuple(articles.values()))

    def article(self, name: str) -> Article:
        """The article of a name: the end of its file's path with or without the suffix, its title, or one of its ids.

        Raises:
            FactsError: there is none, or more than one; without the file and line of the fact.
        """
        found = self.called(name)
        if len(found) == 1:
            return found[0]
        if found:
            # Articles of several folders differ in their paths, those of one JSON Lines file only in their titles.
            paths = {"/".join(Path(article.path).parts[-2:]) for article in found if article.path}
            choices = sorted(paths) if len(paths) == len(found) else [article.title for article in found]
            raise FactsError(f"{len(found)} articles are called {name}: write {' or '.join(choices[:3])}")
        near = get_close_matches(name, self._by_name, n=1)
        hint = f" (did you mean {near[0]}?)" if near else ""
        raise FactsError(f"there is no article {name} in {self.path}{hint}")

    def called(self, name: str) -> list[Article]:
        """All articles of a name."""
        return self._by_name.get(name, [])

    @cached_property
    def by_id(self) -> dict[str, Article]:
        """The articles by their ids."""
        return {article.id: article for article in self.articles}

    @cached_property
    def _by_name(self) -> dict[str, list[Article]]:
        named: dict[str, list[Article]] = defaultdict(list)
        for article in self.articles:
            for name in set(_names(article)):
                named[name].append(article)
        return dict(named)

    def locate(self, evidence: EvidenceQuote) -> Place:
        """Where a quote stands.

        Raises:
            FactsError: the article is not there, or does not hold the quote; without the file and line.
        """
        article = self.article(evidence.article)
        start = article.text.find(evidence.quote)
        if start < 0:
            raise FactsError(
                f"the quote “{_shortened(evidence.quote)}” is not in {evidence.article}: copy it from the article, "
                "with its own quotation marks and spaces"
            )
        return Place(article_id=article.id, start=start, end=start + len(evidence.quote))

    def equivalents(self, claim: AnyClaim) -> Iterator[Place]:
        """Sentences that make a claim in words like those of its evidence, in these or in other articles."""
        for article in self.articles:
            for start, end in split_sentences(article.text):
                if tells_the_same(claim, article.text[start:end]):
                    yield Place(article_id=article.id, start=start, end=end)


def tells_the_same(claim: AnyClaim, sentence: str) -> bool:
    """Whether a sentence makes a claim in words like those of its evidence, so that it shows the claim as well."""
    words = set(content_words(sentence))
    is_alike = any(
        len(words & wanted) >= SHARE_OF_WORDS * len(wanted)
        for wanted in (set(content_words(evidence.quote)) for evidence in claim.evidence)
    )
    return is_alike and judge_answer(claim, sentence).is_correct


def _names(article: Article) -> list[str]:
    parts = Path(article.path).parts if article.path else ()
    files = [str(Path(*parts[-length:])) for length in range(1, len(parts) + 1)]
    stems = [str(Path(file).with_suffix("")) for file in files]
    return [name for name in (*files, *stems, article.title, article.id, article.external_id) if name]


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
