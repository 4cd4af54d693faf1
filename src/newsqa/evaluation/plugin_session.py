"""The suites and models of one pytest session.

It is imported with every pytest run of an environment that has newsqa, so nothing heavy is imported before a test
asks for a case.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from newsqa.errors import NewsqaError
from newsqa.evaluation.plugin_checks import CaseCheck, StatementCheck, SummaryCheck

if TYPE_CHECKING:
    from newsqa.evaluation.cache import AnswerCache
    from newsqa.evaluation.cases import Variant
    from newsqa.evaluation.evaluating import Evaluation
    from newsqa.evaluation.statement_evals import StatementEvaluation
    from newsqa.evaluation.suite import Suite
    from newsqa.evaluation.summary_evals import SummaryEvaluation

DEFAULT_RUNS = "runs"


class EvalSession:
    """The suites and models of one pytest session."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._suites: dict[Path, Suite] = {}
        self._evaluations: dict[tuple[Path, str], Evaluation] = {}
        self._current: Evaluation | None = None
        self.summaries: dict[tuple[Path, str | None], SummaryEvaluation] = {}
        self.statements: dict[Path, StatementEvaluation] = {}
        self.lines: list[str] = []

    def summary_checks(self, folder: Path) -> Iterator[SummaryCheck]:
        """The cases of the key points in a folder."""
        from newsqa.evaluation.summary_evals import SummaryEvaluation

        is_anew = self._config.getoption("newsqa_updates_baseline")
        for model in self._writers():
            if (folder, model) not in self.summaries:
                self.summaries[folder, model] = SummaryEvaluation(folder, model=model, cache=self._cache())
            evaluation = self.summaries[folder, model]
            for articles, case in evaluation.cases:
                yield SummaryCheck(evaluation, articles, case, is_anew)

    def _writers(self) -> list[str | None]:
        """The models that may write summaries, and None for those that may not, whose summaries are the same."""
        from newsqa.models import find_model
        from newsqa.models.profile import read_profile
        from newsqa.settings import Settings
        from newsqa.writing import is_to_write

        prose = Settings.load().prose
        writers = [
            model if is_to_write(prose, read_profile(find_model(model).identity)) else None
            for model in self._models()
        ]
        return list(dict.fromkeys(writers))

    def statement_checks(self, folder: Path) -> Iterator[StatementCheck]:
        """The judged statements in a folder."""
        from newsqa.evaluation.statement_evals import StatementEvaluation

        if folder not in self.statements:
            self.statements[folder] = StatementEvaluation(folder, cache=self._cache())
        evaluation = self.statements[folder]
        is_anew = self._config.getoption("newsqa_updates_baseline")
        for statement in evaluation.statements:
            yield StatementCheck(evaluation, statement, is_anew)

    def _cache(self) -> "AnswerCache | None":
        from newsqa.evaluation.cache import AnswerCache

        return None if self._config.getoption("newsqa_is_uncached") else AnswerCache()

    @property
    def evaluations(self) -> list["Evaluation"]:
        """Those of this session, in the order in which models were given."""
        return list(self._evaluations.values())

    def checks(self, folder: Path, variant: "Variant") -> Iterator[CaseCheck]:
        """The cases of a variant for the facts in a folder, for each model."""
        for model in self._models():
            evaluation = self._evaluation(folder, model)
            for case in evaluation.ask_for(variant):
                yield CaseCheck(evaluation, case)

    def use(self, evaluation: "Evaluation") -> None:
        """Free the model in use before another is loaded."""
        if self._current is not None and self._current is not evaluation:
            self._current.close()
        self._current = evaluation

    def _models(self) -> list[str]:
        from newsqa.settings import Settings

        given = self._config.getoption("newsqa_models")
        return list(dict.fromkeys(given)) if given else [Settings.load().model]

    def _evaluation(self, folder: Path, model: str) -> "Evaluation":
        from newsqa.evaluation.evaluating import Evaluation, Options
        from newsqa.evaluation.suite import load_suite

        if (folder, model) not in self._evaluations:
            if folder not in self._suites:
                self._suites[folder] = load_suite(folder, articles=self._config.getoption("newsqa_articles"))
            options = Options(
                runs=self._config.getoption("newsqa_runs") or folder / DEFAULT_RUNS,
                repeats=self._config.getoption("newsqa_repeats"),
                is_cached=not self._config.getoption("newsqa_is_uncached"),
                prompts=self._config.getoption("newsqa_prompts"),
                replaces_baseline=self._config.getoption("newsqa_updates_baseline"),
            )
            evaluation = Evaluation(self._suites[folder], model, options)
            if any(
                other.model.name == evaluation.model.name
                for other in self._evaluations.values()
                if other.suite is evaluation.suite
            ):
                raise NewsqaError(f"two models are called {evaluation.model.name}: rename one of the files")
            self._evaluations[folder, model] = evaluation
        return self._evaluations[folder, model]
