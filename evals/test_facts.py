"""Each fact of facts/ as written, and what follows from it. What a model is known to fail is in baselines/.

Run `pytest evals/`; `pytest evals/ --help` lists the options under newsqa. `-k` selects by id, kind or tag.
"""

from newsqa.evaluation.plugin import CaseCheck


def test_fact(fact_case: CaseCheck) -> None:
    """The answer is the fact's own, on quotes that show it; or a refusal, where the articles do not tell."""
    fact_case.check()


def test_leave_out(leave_out_case: CaseCheck) -> None:
    """Without the articles that hold its evidence, the question is refused."""
    leave_out_case.check()


def test_noise(noise_case: CaseCheck) -> None:
    """The answer survives two hundred unrelated passages."""
    noise_case.check()


def test_counterfactual(counterfactual_case: CaseCheck) -> None:
    """Where another source gives another number or place, the answer says so and names both."""
    counterfactual_case.check()
