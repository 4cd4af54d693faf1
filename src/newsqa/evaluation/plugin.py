"""The pytest plugin: every fact beside a test file is a test of it, for each model, with a scorecard at the end.

It is loaded with every pytest run of an environment that has newsqa, so nothing heavy is imported before a test
asks for a case.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from newsqa.errors import NewsqaError
from newsqa.evaluation.plugin_checks import CaseCheck, StatementCheck, SummaryCheck
from newsqa.evaluation.plugin_ending import endings
from newsqa.evaluation.plugin_session import EvalSession

if TYPE_CHECKING:
    from newsqa.evaluation.cases import Variant

__all__ = ["CaseCheck", "StatementCheck", "SummaryCheck"]  # for the test files beside facts

# The arguments of a test function that stand for cases, and the cases that they stand for.
FIXTURES: dict[str, "Variant"] = {
    "fact_case": "fact",
    "leave_out_case": "leave-out",
    "noise_case": "noise",
    "counterfactual_case": "counterfactual",
}
SUMMARY_FIXTURE = "summary_case"
STATEMENT_FIXTURE = "statement_case"


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
    problems = []
    for lines in endings(evals, session.config):
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


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """The scorecard, at the end of a plain pytest run."""
    if SESSION in config.stash and config.stash[SESSION].lines:
        terminalreporter.section("newsqa scorecard")
        for line in config.stash[SESSION].lines:
            terminalreporter.line(line)
