import json

import pytest

from newsqa.models import LanguageModel, Prompt
from newsqa.models.profile import ModelProfile, Trials
from newsqa.writing import Judge, may_judge, try_judging
from newsqa.writing.judging import TRIALS
from scripted_model import ScriptedModel

PROMPT = Prompt.load("entailment")


@pytest.mark.parametrize(
    ("reply", "probability"),
    [('{"says_so": true}', 1.0), ('{"says_so": false}', 0.0), ("Yes.", 1.0), ("no, it does not", 0.0),
     ("Perhaps", 0.5), ("", 0.5), ('{"says": 1}', 0.5)],
)  # fmt: skip
def test_what_a_model_writes_is_read_as_yes_no_or_neither(reply: str, probability: float) -> None:
    assert Judge(ScriptedModel(reply), PROMPT).probability("It rains.", ["It pours."]) == probability


def test_a_model_that_scores_gives_a_probability(model: LanguageModel) -> None:
    assert 0 < Judge(model, PROMPT).probability("It rains in Ostby.", ["In Ostby it pours."]) < 1


def test_a_model_that_is_right_each_time_may_judge() -> None:
    right = ScriptedModel(*(json.dumps({"says_so": trial.is_so}) for trial in TRIALS))
    assert try_judging(Judge(right, PROMPT)) == (len(TRIALS), len(TRIALS))


def test_no_trial_is_begun_once_too_many_were_wrong() -> None:
    model = ScriptedModel("Yes")
    passed, tried = try_judging(Judge(model, PROMPT))
    assert tried == len(model.asked) < len(TRIALS)
    trials = Trials.model_validate({"passed": passed, "trials": tried, "measured": "2026-11-27"})
    assert not may_judge(ModelProfile(identity="x", judging=trials))
