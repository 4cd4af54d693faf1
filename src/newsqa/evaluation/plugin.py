"""The pytest plugin: every fact beside a test file is a test of it, for each model, with a scorecard at the end.

It is loaded with every pytest run of an environment that has newsqa, so nothing heavy is imported before a test
asks for a case.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from newsqa.errors import NewsqaError

if TYPE_CHECKING:
    from newsqa.evaluation.cache import AnswerCache
    from newsqa.evaluation.cases import Case, Variant
    from newsqa.evaluation.evaluating import Evaluation, Outcome
    from newsqa.evaluation.key_points import SummaryCase
    from newsqa.evaluation.runs import Run
    from newsqa.evaluation.scorecard import Scorecard
    from newsqa.evaluation.statement_evals import JudgedStatement, StatementEvaluation
    from newsqa.evaluation.suite import Suite
    from newsqa.evaluation.summary_evals import SummaryEvaluation

# The arguments of a test function that stand for cases, and the cases that they stand for.
FIXTURES: dict[str, "Variant"] = {
    "fact_case": "fact",
    "leave_out_case": "leave-out",
    "noise_case": "noise",
    "counterfactual_case": "counterfactual",
}
SUMMARY_FIXTURE = "summary_case"
STATEMENT_FIXTURE = "statement_case"
DEFAULT_RUNS = "runs"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of an eval run."""
    group = parser.getgroup("newsqa", "newsqa: answers held to hand-written facts")
    group.addoption(
        "--model",
        action="append",
        dest="newsqa_models",
        metavar="M",
        help="the model that answers: by name, path or address; several times for several, one after another",
    )
    group.addoption(
        "--prompts",
        dest="newsqa_prompts",
        type=Path,
        metavar="DIR",
        help="a folder of prompts that go before newsqa's own",
    )
    group.addoption(
        "--articles",
        dest="newsqa_articles",
        type=Path,
        metavar="PATH",
        help="ask of these articles instead, where the facts hold there too",
    )
    group.addoption(
        "--repeat",
        dest="newsqa_repeats",
        type=int,
        default=1,
        metavar="N",
        help="answer each case N times; a case passes when all its answers do",
    )
    group.addoption(
        "--report", dest="newsqa_report", type=Path, metavar="FILE", help="write the results as one HTML file"
    )
    group.addoption(
        "--runs",
        dest="newsqa_runs",
        type=Path,
        metavar="DIR",
        help="where runs are kept (default: runs/ beside the facts)",
    )
    group.addoption(
        "--no-cache",
        dest="newsqa_is_uncached",
        action="store_true",
        help="answer everything anew; neither read nor keep answers",
    )
    group.addoption(
        "--update-baseline",
        dest="newsqa_updates_baseline",
        action="store_true",
        help="record what each model gets right as what it is known to",
    )


class CaseCheck(NamedTuple):
    """What a test function is given: a case, and the model that it is asked of."""

    evaluation: "Evaluation"
    case: "Case"

    def check(self) -> None:
        """Ask, and fail with the reason; a failure that the baseline knows is an expected one."""
        __tracebackhide__ = True
        from newsqa.evaluation.explaining import explain

        try:
            outcome = self.evaluation.evaluate(self.case)
        except NewsqaError as error:
            raise pytest.fail.Exception(f"{self.case.key}: {error}", pytrace=False) from None
        if outcome.is_passed:
            return
        failed = next(record for record in outcome.records if not record.verdict.is_passed)
        if outcome.known == "fail":
            pytest.xfail(f"{failed.verdict.stage}: {failed.verdict.reason}")
        if outcome.known == "pass":
            pytest.fail(f"{explain(failed)}\n  this passed when the baseline was written", pytrace=False)
        pytest.fail(explain(failed), pytrace=False)

    def outcome(self) -> "Outcome":
        """The answers and their verdicts, for a test with assertions of its own."""
        return self.evaluation.evaluate(self.case)


class SummaryCheck(NamedTuple):
    """What a test of summaries is given: articles or a topic, and the key points of a summary of them."""

    evaluation: "SummaryEvaluation"
    articles: Path
    case: "SummaryCase"
    is_anew: bool

    @property
    def id(self) -> str:
        """The case, after the model that writes its summary."""
        return f"{self.evaluation.model}-{self.case.id}" if self.evaluation.model else self.case.id

    def check(self) -> None:
        """Summarise, and fail with what is missing or not borne out; what the baseline knows to be missed may be."""
        __tracebackhide__ = True
        from newsqa.evaluation.explaining import explain_summary

        try:
            outcome = self.evaluation.evaluate(self.articles, self.case)
            known = (self.evaluation.known or {}).get(self.case.id)
        except NewsqaError as error:
            raise pytest.fail.Exception(f"{self.case.id}: {error}", pytrace=False) from None
        score = outcome.scores["newsqa"]
        known = outcome.missing if self.is_anew else known
        if score.supported < 1 or not score.is_within_budget or set(outcome.missing) - set(known or ()):
            pytest.fail(explain_summary(outcome, known=known), pytrace=False)
        if outcome.missing:
            pytest.xfail(f"does not say: {', '.join(outcome.missing)}")


class StatementCheck(NamedTuple):
    """What a test of the verifier is given: a statement that a person judged."""

    evaluation: "StatementEvaluation"
    statement: "JudgedStatement"
    is_anew: bool

    def check(self) -> None:
        """Hold it against its article, and fail where the verdict is wrong and was not known to be."""
        __tracebackhide__ = True
        try:
            outcome = self.evaluation.evaluate(self.statement)
            known = self.evaluation.known
        except NewsqaError as error:
            raise pytest.fail.Exception(f"{self.statement.id}: {error}", pytrace=False) from None
        if outcome.is_right:
            return
        if self.is_anew or (known is not None and self.statement.id in known):
            pytest.xfail(f"{outcome.support.verdict} in place of {self.statement.verdict}")
        pytest.fail(outcome.explanation, pytrace=False)


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


SESSION = pytest.StashKey[EvalSession]()


def _session(config: pytest.Config) -> EvalSession:
    if SESSION not in config.stash:
        config.stash[SESSION] = EvalSession(config)
    return config.stash[SESSION]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test that asks for cases one of each fact in the folder of its file."""
    for fixture, variant in FIXTURES.items():
        if fixture in metafunc.fixturenames:
            if hasattr(metafunc.config, "workerinput"):
                raise pytest.Collector.CollectError("newsqa: a model is in memory once: run the evals without -n")
            if metafunc.config.getoption("newsqa_repeats") < 1:
                raise pytest.Collector.CollectError("newsqa: --repeat is at least 1")
            try:
                checks = list(_session(metafunc.config).checks(metafunc.definition.path.parent, variant))
            except NewsqaError as error:
                raise pytest.Collector.CollectError(_lines(error)) from None
            ids = [f"{check.evaluation.model.name}-{check.case.name}" for check in checks]
            metafunc.parametrize(fixture, checks, ids=ids)
    if not {SUMMARY_FIXTURE, STATEMENT_FIXTURE}.isdisjoint(metafunc.fixturenames):
        _parametrize_others(metafunc)


def _parametrize_others(metafunc: pytest.Metafunc) -> None:
    """Give a test of summaries, or of the verifier, one of each case beside its file."""
    session, folder = _session(metafunc.config), metafunc.definition.path.parent
    try:
        if SUMMARY_FIXTURE in metafunc.fixturenames:
            summaries = list(session.summary_checks(folder))
            metafunc.parametrize(SUMMARY_FIXTURE, summaries, ids=[check.id for check in summaries])
        if STATEMENT_FIXTURE in metafunc.fixturenames:
            statements = list(session.statement_checks(folder))
            metafunc.parametrize(STATEMENT_FIXTURE, statements, ids=[check.statement.id for check in statements])
    except NewsqaError as error:
        raise pytest.Collector.CollectError(_lines(error)) from None


def _lines(error: NewsqaError) -> str:
    return "\n".join(f"newsqa: {line}" for line in str(error).splitlines())


def _check_of(item: pytest.Item) -> CaseCheck | None:
    parameters = getattr(getattr(item, "callspec", None), "params", {})
    return next((value for value in parameters.values() if isinstance(value, CaseCheck)), None)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Run all cases of one model before the next; let -k select by kind and tag."""
    if SESSION not in config.stash:
        return
    session = config.stash[SESSION]
    order = {id(evaluation): number for number, evaluation in enumerate(session.evaluations)}
    for item in items:
        if check := _check_of(item):
            fact = check.case.fact
            item.extra_keyword_matches.update({fact.kind, check.case.variant, *fact.tags})
    checks = {item: check for item in items if (check := _check_of(item))}
    items.sort(key=lambda item: order[id(checks[item].evaluation)] if item in checks else -1)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before a case: no other model in memory."""
    if check := _check_of(item):
        _session(item.config).use(check.evaluation)


def pytest_report_header(config: pytest.Config) -> list[str]:
    """Nothing for runs that are no evals; pytest shows the options itself."""
    given = config.getoption("newsqa_models", None)
    return [f"newsqa: models {', '.join(given)}"] if given else []


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Write what the runs gave, while a failure to do so can still turn the session red."""
    if SESSION not in session.config.stash or session.config.getoption("collectonly"):
        return
    evals = session.config.stash[SESSION]
    parts = [_finish(evaluation, session.config) for evaluation in evals.evaluations]
    problems = []
    parts += [_finish_summaries(evaluation, session.config) for evaluation in evals.summaries.values()]
    parts += [_finish_statements(evaluation, session.config) for evaluation in evals.statements.values()]
    for lines in (*parts, _report(evals, session.config)):
        try:
            # What comes before a problem is shown, and so is what the other models gave.
            for line in lines:
                evals.lines.append(line)
        except NewsqaError as error:
            problems.append(_lines(error))
    for evaluation in evals.evaluations:
        evaluation.finish()
    if problems:
        evals.lines += ["", *problems]
        session.exitstatus = pytest.ExitCode.USAGE_ERROR


def _finish(evaluation: "Evaluation", config: pytest.Config) -> Iterator[str]:
    """The scorecard of a model's run, which is kept beside the run if the run is whole; and its baseline."""
    from newsqa.evaluation.scorecard import render_scorecard

    run, scorecard = evaluation.run, evaluation.scorecard()
    if run is not None and scorecard is not None:
        yield from ("", *_heading(evaluation, run), "", render_scorecard(scorecard), *_news(evaluation, scorecard))
        yield from ("", f"run: {run.folder}")
    if config.getoption("newsqa_updates_baseline"):
        yield f"baseline written: {evaluation.update_baseline()}"


def _finish_summaries(evaluation: "SummaryEvaluation", config: pytest.Config) -> Iterator[str]:
    """The table of the summaries that were made, and their baseline."""
    from newsqa.evaluation.summary_evals import render_summary_table

    if evaluation.outcomes:
        yield from ("", render_summary_table(evaluation.outcomes, model=evaluation.model))
        # What all models' summaries have to reach is the baseline of those that no model wrote.
        if config.getoption("newsqa_updates_baseline") and evaluation.model is None:
            yield f"baseline written: {evaluation.update_baseline()}"
    evaluation.close()


def _finish_statements(evaluation: "StatementEvaluation", config: pytest.Config) -> Iterator[str]:
    """The table of the verifier's verdicts, and their baseline."""
    from newsqa.evaluation.statement_evals import render_statement_table

    if evaluation.outcomes:
        yield from ("", render_statement_table(evaluation.outcomes))
        if config.getoption("newsqa_updates_baseline"):
            yield f"baseline written: {evaluation.update_baseline()}"
    evaluation.close()


def _report(evals: EvalSession, config: pytest.Config) -> Iterator[str]:
    """The runs as one HTML file, if that is asked for."""
    path = config.getoption("newsqa_report")
    runs = [evaluation.run for evaluation in evals.evaluations if evaluation.run]
    if path and runs:
        from newsqa.evaluation.report import write_report
        from newsqa.evaluation.statement_evals import render_statement_table
        from newsqa.evaluation.summary_evals import render_summary_table

        tables = [
            render_summary_table(one.outcomes, model=one.model) for one in evals.summaries.values() if one.outcomes
        ]
        tables += [render_statement_table(one.outcomes) for one in evals.statements.values() if one.outcomes]
        write_report(path, runs, tables=tables)
        yield from ("", f"report: {path}")


def _heading(evaluation: "Evaluation", run: "Run") -> list[str]:
    quantization = f" ({run.manifest.quantization})" if run.manifest.quantization else ""
    lines = [
        f"{evaluation.model.name}{quantization} on {evaluation.suite.corpus.path}: "
        f"{len(run.records)} of {run.wanted_answers} answers, {evaluation.asker.answered_anew} of them made now"
    ]
    if not run.is_whole:
        lines.append("partial: these figures are of the cases that were run; the same command goes on from here")
    if evaluation.suite.not_held:
        left_out = ", ".join(fact.id for fact in evaluation.suite.not_held)
        lines.append(f"{len(evaluation.suite.not_held)} facts do not hold in these articles: {left_out}")
    return lines


def _news(evaluation: "Evaluation", scorecard: "Scorecard") -> list[str]:
    """What differs from the baseline."""
    if evaluation.baseline is None:
        if not evaluation.suite.are_own_articles:
            return []
        return ["", f"no baseline of {evaluation.model.name} (--update-baseline writes one)"]
    known = evaluation.baseline.cases
    new_passes = [key for key in scorecard.passed if known.get(key) == "fail"]
    lost = [key for key in scorecard.failed if known.get(key) == "pass"]
    expected = sum(known.get(key) == "fail" for key in scorecard.failed)
    gone = sorted(set(known) - {case.key for case in evaluation.cases})
    lines = ["", f"against the baseline of {evaluation.baseline.written}: {expected} known failures"]
    for heading, keys in (("newly passed", new_passes), ("no longer passed", lost), ("no longer there", gone)):
        if keys:
            lines.append(f"{heading} ({len(keys)}): {', '.join(keys)}")
    return lines


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """The scorecard, at the end of a plain pytest run."""
    if SESSION in config.stash and config.stash[SESSION].lines:
        terminalreporter.section("newsqa scorecard")
        for line in config.stash[SESSION].lines:
            terminalreporter.line(line)
