"""What a test function is given for a case: a check that asks, judges and fails with the reason."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from newsqa.errors import NewsqaError

if TYPE_CHECKING:
    from newsqa.evaluation.cases import Case
    from newsqa.evaluation.evaluating import Evaluation, Outcome
    from newsqa.evaluation.key_points import SummaryCase
    from newsqa.evaluation.statement_evals import JudgedStatement, StatementEvaluation
    from newsqa.evaluation.summary_evals import SummaryEvaluation


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
