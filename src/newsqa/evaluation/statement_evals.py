"""The verifier held to statements that people judged against an article: supported, contradicted or not found."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from newsqa.articles import Problem, read_paths
from newsqa.errors import FactsError, RunError
from newsqa.evaluation.baseline import read_known, write_known
from newsqa.evaluation.cache import AnswerCache, answer_key
from newsqa.evaluation.statistics import rate_of
from newsqa.evaluation.yaml_records import read_records
from newsqa.grounding.reading import ReadText
from newsqa.grounding.support import hold
from newsqa.schema import Article, Record, Verdict

FOLDER = "statements"
BASELINE = Path("baselines") / "statements.json"
VERDICTS: tuple[Verdict, ...] = ("supported", "contradicted", "not_found")


class JudgedStatement(Record):
    """A statement, the article that it is held against, and the verdict that a person gave.

    `words` are those of the statement that do not fit, and `quote` words of the article that show the verdict.
    """

    id: str
    article: str
    text: str
    verdict: Verdict
    kind: str
    words: str | None = None
    quote: str | None = None


class Held(Record):
    """What the verifier made of a statement."""

    verdict: Verdict
    score: float
    reasons: tuple[str, ...]


class StatementOutcome(NamedTuple):
    """A judged statement and what the verifier made of it."""

    statement: JudgedStatement
    support: Held

    @property
    def is_right(self) -> bool:
        """Whether supported is told from the rest, which is told apart further in the table."""
        return (self.support.verdict == "supported") == (self.statement.verdict == "supported")

    @property
    def explanation(self) -> str:
        """The statement, both verdicts, and the verifier's reasons."""
        reasons = "; ".join(self.support.reasons) or "none"
        return (
            f"{self.statement.id}: {self.statement.verdict} by hand, {self.support.verdict} by the verifier "
            f"({self.support.score:.2f})\n  says:    {self.statement.text}\n  article: {self.statement.article}\n"
            f"  reasons: {reasons}"
        )


class StatementEvaluation:
    """The judged statements of an evals folder."""

    def __init__(self, folder: Path, *, cache: AnswerCache | None = None) -> None:
        self.folder = folder
        self._cache = cache
        self._outcomes: dict[str, StatementOutcome] = {}
        self._texts: dict[str, ReadText] = {}

    @cached_property
    def _files(self) -> list[tuple[Path, list[JudgedStatement]]]:
        paths = sorted((self.folder / FOLDER).glob("*.yaml"))
        if not paths:
            raise FactsError(f"{self.folder / FOLDER} holds no statements (*.yaml)")
        files = [_read(path) for path in paths]
        ids = Counter(statement.id for _, statements in files for statement in statements)
        if twice := [one for one, count in ids.items() if count > 1]:
            raise FactsError(f"{self.folder / FOLDER}: two statements are called {twice[0]}")
        return files

    @property
    def statements(self) -> list[JudgedStatement]:
        """All of them, in the files' order.

        Raises:
            FactsError: a file cannot be used.
        """
        return [statement for _, statements in self._files for statement in statements]

    @cached_property
    def _articles(self) -> dict[str, Article]:
        articles = {}
        for folder, statements in self._files:
            for name in {statement.article for statement in statements}:
                reading = next(iter(read_paths([folder / name])))
                if isinstance(reading, Problem):
                    raise FactsError(str(reading))
                articles[name] = reading
        return articles

    def _text(self, article: Article) -> ReadText:
        """An article, read once."""
        if article.id not in self._texts:
            self._texts[article.id] = ReadText(article.text, title=article.title, published=article.published)
        return self._texts[article.id]

    @cached_property
    def known(self) -> frozenset[str] | None:
        """The statements that the verifier is known to get wrong; None where nothing is known.

        Raises:
            RunError: the baseline cannot be read.
        """
        known = read_known(self.folder / BASELINE, list[str])
        return None if known is None else frozenset(known)

    def evaluate(self, statement: JudgedStatement) -> StatementOutcome:
        """Hold a statement against its article."""
        if statement.id not in self._outcomes:
            article = self._articles[statement.article]
            key = answer_key(statement=statement.text, article=article.id)
            held = self._cache.get_value(key, Held) if self._cache else None
            if held is None:
                support = hold(statement.text, self._text(article))
                reasons = tuple(one.reason for one in support.mismatches)
                held = Held(verdict=support.verdict, score=support.score, reasons=reasons)
                if self._cache:
                    self._cache.put_value(key, held)
            self._outcomes[statement.id] = StatementOutcome(statement, held)
        return self._outcomes[statement.id]

    @property
    def outcomes(self) -> list[StatementOutcome]:
        """Those made so far."""
        return list(self._outcomes.values())

    def close(self) -> None:
        """Close the cache."""
        if self._cache:
            self._cache.close()

    def update_baseline(self) -> Path:
        """Record which statements the verifier gets wrong now.

        Raises:
            RunError: not every statement was held, or the file cannot be written.
        """
        if len(self._outcomes) < len(self.statements):
            raise RunError(
                f"{len(self._outcomes)} of {len(self.statements)} statements were held: a baseline needs all"
            )
        wrong = sorted(one.statement.id for one in self.outcomes if not one.is_right)
        return write_known(self.folder / BASELINE, wrong)


def render_statement_table(outcomes: Sequence[StatementOutcome]) -> str:
    """How often the verifier is right, over all and by kind, and which verdict it gives for which."""
    lines = [f"{len(outcomes)} statements held against their articles", ""]
    right = {
        is_supported: rate_of(o.is_right for o in outcomes if (o.statement.verdict == "supported") == is_supported)
        for is_supported in (True, False)
    }
    for is_supported, name in ((True, "supported ones kept"), (False, "others caught")):
        rate = right[is_supported]
        lines.append(
            f"{name:24}{rate.successes:>4} of {rate.total:<4}" + (f" {rate.value:.3f}" if rate.total else "")
        )
    if None not in (right[True].value, right[False].value):
        lines.append(f"{'balanced accuracy':24}{sum(rate.value or 0.0 for rate in right.values()) / 2:>16.3f}")
    lines += ["", f"{'by hand':16}" + "".join(f"{verdict:>14}" for verdict in VERDICTS)]
    given = Counter((one.statement.verdict, one.support.verdict) for one in outcomes)
    for verdict in VERDICTS:
        lines.append(f"{verdict:16}" + "".join(f"{given[verdict, other]:>14}" for other in VERDICTS))
    kinds = Counter(one.statement.kind for one in outcomes)
    rights = Counter(one.statement.kind for one in outcomes if one.is_right)
    lines += ["", "right by kind: " + ", ".join(f"{kind} {rights[kind]}/{kinds[kind]}" for kind in sorted(kinds))]
    return "\n".join(lines)


def _read(path: Path) -> tuple[Path, list[JudgedStatement]]:
    folder, statements = read_records(path, JudgedStatement, key="statements", what="statements")
    missing = [one for one in statements if not (folder / one.article).is_file()]
    if missing:
        raise FactsError(f"{path}: {missing[0].id}: {folder / missing[0].article} does not exist")
    return folder, statements
