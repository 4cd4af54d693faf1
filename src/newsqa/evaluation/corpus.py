"""The articles that facts are about, and the places in them that show an answer."""

from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from newsqa.articles import Problem, Reading, find_files, read_file
from newsqa.errors import FactsError
from newsqa.evaluation.answer_scoring import judge_answer
from newsqa.evaluation.claims import AnyClaim, EvidenceQuote
from newsqa.library import content_words
from newsqa.library.sentences import split_sentences
from newsqa.schema import Article, Record

# A sentence of another telling says the same if it makes the claim and shares this much of a quote's wording.
SHARE_OF_WORDS = 0.5


class Place(Record):
    """Where evidence stands: `article.text[start:end]`."""

    article_id: str
    start: int
    end: int


class Corpus(NamedTuple):
    """Articles, and the path that they were read from."""

    path: Path
    articles: tuple[Article, ...]

    @classmethod
    def read(cls, path: Path) -> "Corpus":
        """The articles of a file or a folder, as `newsqa add` reads them.

        Raises:
            FactsError: there are none, or one cannot be read.
        """
        readings: list[Reading] = []
        for found in find_files([path]):
            readings += [found] if isinstance(found, Problem) else list(read_file(found))
        problems = [str(r) for r in readings if isinstance(r, Problem) and r.severity == "error"]
        if problems:
            raise FactsError("\n".join(problems))
        articles = {reading.id: reading for reading in readings if isinstance(reading, Article)}
        return cls(path, tuple(articles.values()))

    def article(self, name: str) -> Article | None:
        """The article of a name: that of its file with or without the suffix, its title, or one of its ids."""
        return next((article for article in self.articles if name in _names(article)), None)

    def article_of_id(self, article_id: str) -> Article:
        """The article of an id.

        Raises:
            KeyError: there is none.
        """
        return {article.id: article for article in self.articles}[article_id]

    def locate(self, evidence: EvidenceQuote) -> Place:
        """Where a quote stands.

        Raises:
            FactsError: the article is not there, or does not hold the quote; without the file and line.
        """
        article = self.article(evidence.article)
        if article is None:
            known = [name for article in self.articles for name in _names(article)]
            near = get_close_matches(evidence.article, known, n=1)
            hint = f" (did you mean {near[0]}?)" if near else ""
            raise FactsError(f"there is no article {evidence.article} in {self.path}{hint}")
        start = article.text.find(evidence.quote)
        if start < 0:
            raise FactsError(
                f"the quote “{_shortened(evidence.quote)}” is not in {evidence.article}: copy it from the article, "
                "with its own quotation marks and spaces"
            )
        return Place(article_id=article.id, start=start, end=start + len(evidence.quote))

    def equivalents(self, claim: AnyClaim) -> list[Place]:
        """Sentences that make a claim in words like those of its evidence, in these or in other articles."""
        wanted = [set(content_words(evidence.quote)) for evidence in claim.evidence]
        found = []
        for article in self.articles:
            for start, end in split_sentences(article.text):
                sentence = article.text[start:end]
                share = max(len(words.intersection(content_words(sentence))) / len(words) for words in wanted)
                if share >= SHARE_OF_WORDS and judge_answer(claim, sentence).is_correct:
                    found.append(Place(article_id=article.id, start=start, end=end))
        return found


def _names(article: Article) -> list[str]:
    path = Path(article.path) if article.path else None
    return [
        name
        for name in (path and path.name, path and path.stem, article.title, article.id, article.external_id)
        if name
    ]


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
