"""Summaries of the sample articles and of topics held to key points, beside those of two baselines."""

import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from newsqa.articles import Problem, read_paths
from newsqa.errors import FactsError, RunError
from newsqa.evaluation.baseline import read_known, write_known
from newsqa.evaluation.cache import AnswerCache, answer_key, code_fingerprint
from newsqa.evaluation.key_points import SummaryCase, read_key_points
from newsqa.evaluation.statistics import bootstrap_difference
from newsqa.evaluation.summary_scoring import SummaryScore, score_summary
from newsqa.grounding.reading import ReadText
from newsqa.library import Embedder, Library, split_sentences
from newsqa.models import Prompt, find_model, open_model
from newsqa.schema import Article, Record, Summary
from newsqa.settings import Settings
from newsqa.summarising import PROMPT, Writer, summarise, summarise_topic

FOLDER = "key_points"
BASELINE = Path("baselines") / "summaries.json"
WORDS = 80
FIRST = 3  # sentences of the baseline that takes a text's beginning
FEWEST_WORDS = 5  # of a sentence that a baseline takes
SEED = 0

Method = Callable[["SummaryCase", Sequence[Article]], list[str]]


class SummaryOutcome(NamedTuple):
    """A case, the statements of its summary by newsqa and by each baseline, and their figures.

    `fell_back` counts statements that a model wrote and the article did not bear out.
    """

    case: SummaryCase
    statements: dict[str, list[str]]
    scores: dict[str, SummaryScore]
    fell_back: int = 0

    @property
    def missing(self) -> list[str]:
        """The vital key points that newsqa's summary does not say."""
        return [point.id for point in self.scores["newsqa"].missing if point.worth == "vital"]


class Made(Record):
    """The statements of the summaries of one case, by newsqa and by each baseline, and their figures."""

    statements: dict[str, list[str]]
    scores: dict[str, SummaryScore]
    fell_back: int


class SummaryEvaluation:
    """The cases of an evals folder, each summarised once.

    `model` is the name of one that writes the summaries' sentences; None where they are the articles' own.
    """

    def __init__(self, folder: Path, *, model: str | None = None, cache: AnswerCache | None = None) -> None:
        self.folder = folder
        self.model = model
        self._cache = cache
        self._writer: Writer | None = None
        self._outcomes: dict[str, SummaryOutcome] = {}
        self._articles: dict[Path, Article] = {}
        self._libraries: dict[frozenset[str], Library] = {}

    @cached_property
    def cases(self) -> list[tuple[Path, SummaryCase]]:
        """Each case with the folder of its articles.

        Raises:
            FactsError: a file of key points cannot be used.
        """
        files = sorted((self.folder / FOLDER).glob("*.yaml"))
        if not files:
            raise FactsError(f"{self.folder / FOLDER} holds no key points (*.yaml)")
        read = [read_key_points(file) for file in files]
        cases = [(articles, case) for articles, many in read for case in many]
        ids = [case.id for _, case in cases]
        problems = [f"two summaries are called {one}" for one, count in Counter(ids).items() if count > 1]
        problems += [problem for articles, case in cases for problem in self._problems(articles, case)]
        if problems:
            raise FactsError("\n".join(problems))
        return cases

    @cached_property
    def known(self) -> dict[str, list[str]] | None:
        """The vital key points that each summary is known to miss; None where nothing is known.

        Raises:
            RunError: the baseline cannot be read.
        """
        return read_known(self.folder / BASELINE, dict[str, list[str]])

    def evaluate(self, articles: Path, case: SummaryCase) -> SummaryOutcome:
        """Summarise a case's articles or topic, and score that and the baselines."""
        if case.id not in self._outcomes:
            key = self._key(articles, case)
            made = self._cache.get_value(key, Made) if self._cache else None
            if made is None:
                made = self._made(articles, case)
                if self._cache:
                    self._cache.put_value(key, made)
            self._outcomes[case.id] = SummaryOutcome(case, made.statements, made.scores, made.fell_back)
        return self._outcomes[case.id]

    def _made(self, articles: Path, case: SummaryCase) -> "Made":
        read = [self._article(articles / name) for name in case.of]
        texts = [ReadText(one.text, title=one.title, published=one.published) for one in read]
        summary = self._summary(case, read)
        statements = {"newsqa": [s for statement in summary.statements for s in _sentences(statement.text)]}
        statements |= {name: method(case, read) for name, method in BASELINES.items()}
        scores = {
            name: score_summary(said, texts, case.key_points, budget=WORDS) for name, said in statements.items()
        }
        return Made(statements=statements, scores=scores, fell_back=summary.fell_back)

    def _key(self, articles: Path, case: SummaryCase) -> str:
        """Of a topic all articles take part: it has to be found among them."""
        names = sorted(path.name for path in articles.glob("*.md")) if case.about else case.of
        return answer_key(
            summary=case.model_dump(mode="json"),
            articles=[self._article(articles / name).id for name in names],
            words=WORDS,
            model=find_model(self.model).identity if self.model else None,
            judged_by=code_fingerprint(with_evaluation=True),
            embedder=Embedder.from_settings().sha256 if case.about else None,
        )

    @property
    def outcomes(self) -> list[SummaryOutcome]:
        """Those made so far, in the order of the cases."""
        if not self._outcomes:
            return []  # the files may be what could not be used
        return [self._outcomes[case.id] for _, case in self.cases if case.id in self._outcomes]

    def update_baseline(self) -> Path:
        """Record the vital key points that are missed now.

        Raises:
            RunError: not every case was run, or the file cannot be written.
        """
        if len(self._outcomes) < len(self.cases):
            raise RunError(f"{len(self._outcomes)} of {len(self.cases)} summaries were made: a baseline needs all")
        return write_known(self.folder / BASELINE, {one.case.id: one.missing for one in self.outcomes})

    def close(self) -> None:
        """Close the cache, the model, and the libraries that were made for topics."""
        if self._writer:
            self._writer.model.close()
        if self._cache:
            self._cache.close()
        for library in self._libraries.values():
            library.close()
            shutil.rmtree(library.folder, ignore_errors=True)

    def _summary(self, case: SummaryCase, articles: Sequence[Article]) -> Summary:
        if self.model and self._writer is None:
            settings = Settings.load()
            opened = open_model(self.model, threads=settings.threads)
            prompt = Prompt.load(PROMPT, family=opened.description.family, folder=settings.prompts)
            self._writer = Writer(opened, prompt)
        if case.about is None:
            return summarise(articles, words=WORDS, writer=self._writer)
        return summarise_topic(case.about, self._library(case, articles), words=WORDS, writer=self._writer)

    def _library(self, case: SummaryCase, articles: Sequence[Article]) -> Library:
        """A library of all articles of the case's folder: the topic has to be found among them."""
        folder = Path(articles[0].path or ".").parent
        names = frozenset(str(path) for path in folder.glob("*.md"))
        if names not in self._libraries:
            library = Library.open(tempfile.mkdtemp(prefix="newsqa-summaries-"))
            library.add(folder)
            self._libraries[names] = library
        return self._libraries[names]

    def _article(self, path: Path) -> Article:
        if path not in self._articles:
            reading = next(iter(read_paths([path])))
            if isinstance(reading, Problem):
                raise FactsError(str(reading))
            self._articles[path] = reading
        return self._articles[path]

    def _problems(self, articles: Path, case: SummaryCase) -> list[str]:
        """What cannot be: articles that are not there, quotes that none has or that do not say the point."""
        missing = [name for name in case.of if not (articles / name).is_file()]
        if missing:
            return [f"{case.id}: {articles / missing[0]} does not exist"]
        problems = []
        texts = [self._article(articles / name).text for name in case.of]
        for point in case.key_points:
            for quote in point.quotes:
                holding = [sentence for text in texts for sentence in _sentences(text, around=quote)]
                if not holding:
                    problems.append(f"{case.id}: {point.id}: no article has “{quote}”")
                elif not any(point.is_said_by(sentence) for sentence in holding):
                    problems.append(f"{case.id}: {point.id}: its `said` does not match the sentence of “{quote}”")
        return problems


BASELINES: dict[str, Method] = {
    f"first {FIRST} sentences": lambda _, articles: _first(articles),
    "random sentences": lambda case, articles: _random(case, articles),
}


def render_summary_table(outcomes: Sequence[SummaryOutcome], *, model: str | None = None) -> str:
    """The figures of each way to summarise, means over the cases, and how far newsqa's is ahead of the others."""
    names = list(outcomes[0].scores)
    rows: list[tuple[str, Callable[[SummaryScore], float | None]]] = [
        ("vital", lambda s: s.strict_vital),
        ("weighted", lambda s: s.weighted),
        ("supported", lambda s: s.supported),
        ("misfits/100", lambda s: s.misfits),
        ("verbatim", lambda s: s.verbatim),
        ("in budget", lambda s: float(s.is_within_budget)),
        ("words", lambda s: float(s.words)),
        ("of text", lambda s: s.compression),
        ("repeated", lambda s: s.redundancy),
        ("ROUGE-1", lambda s: s.rouge_1),
        ("ROUGE-2", lambda s: s.rouge_2),
    ]  # fmt: skip
    written = f" written by {model}: {sum(o.fell_back for o in outcomes)} statements fell back" if model else ""
    lines = [f"{len(outcomes)} summaries of at most {WORDS} words{written}", ""]
    lines.append(f"{'':20}" + "".join(f"{name:>12}" for name, _ in rows))
    for name in names:
        cells = [_mean([value(one.scores[name]) for one in outcomes]) for _, value in rows]
        lines.append(f"{name:20}" + "".join(f"{cell:>12}" for cell in cells))
    with_vital = [one for one in outcomes if one.scores["newsqa"].strict_vital is not None]
    if not with_vital:
        return "\n".join(lines)
    for other in names[1:]:
        ours = [one.scores["newsqa"].strict_vital or 0.0 for one in with_vital]
        theirs = [one.scores[other].strict_vital or 0.0 for one in with_vital]
        difference = bootstrap_difference(theirs, ours, [one.case.id for one in with_vital])
        ahead = sum(a - b for a, b in zip(ours, theirs, strict=True)) / len(ours)
        interval = f" [{difference.low:+.2f}, {difference.high:+.2f}]" if difference else ""
        lines.append(f"vital recall ahead of the {other}: {ahead:+.2f}{interval}")
    return "\n".join(lines)


def _mean(values: Sequence[float | None]) -> str:
    """The mean of those that there are, as the table has it."""
    there = [value for value in values if value is not None]
    return f"{sum(there) / len(there):.2f}" if there else "—"


def _sentences(text: str, *, around: str | None = None) -> list[str]:
    found = [(text[start:end], start, end) for start, end in split_sentences(text)]
    if around is None:
        return [sentence for sentence, _, _ in found]
    place = text.find(around)
    return [s for s, start, end in found if place >= 0 and start < place + len(around) and place < end]


def _usable(article: Article) -> list[str]:
    sentences = _sentences(article.text)
    return [s for s in sentences if len(s.split()) >= FEWEST_WORDS] or sentences


def _first(articles: Sequence[Article]) -> list[str]:
    """The first sentences of an article; of several, one of each in turn."""
    if len(articles) == 1:
        return _usable(articles[0])[:FIRST]
    return [_usable(article)[0] for article in articles][:FIRST]


def _random(case: SummaryCase, articles: Sequence[Article]) -> list[str]:
    """Sentences at random, the same each time, as many as the budget holds."""
    sentences = [s for article in articles for s in _usable(article)]
    random.Random(f"{SEED} {case.id}").shuffle(sentences)
    chosen: list[str] = []
    for sentence in sentences:
        if sum(len(s.split()) for s in (*chosen, sentence)) <= WORDS:
            chosen.append(sentence)
    return chosen or sentences[:1]
