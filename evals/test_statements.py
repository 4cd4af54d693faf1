"""The verifier behind `newsqa check` held to statements/: supported by their article, or not."""

from newsqa.evaluation.plugin import StatementCheck


def test_statement(statement_case: StatementCheck) -> None:
    """What the article bears out is called supported, and nothing else."""
    statement_case.check()
