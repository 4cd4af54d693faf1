"""Summaries of the sample articles and of topics, held to the key points of key_points/."""

from newsqa.evaluation.plugin import SummaryCheck


def test_summary(summary_case: SummaryCheck) -> None:
    """In 80 words it says the vital key points, and its articles bear every statement out."""
    summary_case.check()
