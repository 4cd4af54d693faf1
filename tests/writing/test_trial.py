import json

from newsqa.models import LanguageModel, Prompt
from newsqa.models.profile import ModelProfile, Trials
from newsqa.writing import may_write, try_writing
from newsqa.writing.trial import TRIALS
from scripted_model import ScriptedModel

PROMPT = Prompt.load("prose-answer")


def copied(number: int) -> str:
    return json.dumps({"statements": [{"evidence": [1], "text": TRIALS[number].evidence[0]}]})


def test_a_model_that_copies_the_right_sentence_passes_every_trial() -> None:
    model = ScriptedModel(*(copied(number) for number in range(len(TRIALS))))
    assert try_writing(model, PROMPT) == (len(TRIALS), len(TRIALS))


def test_no_trial_is_begun_once_a_model_cannot_pass_enough() -> None:
    model = ScriptedModel("I do not know.")
    passed, tried = try_writing(model, PROMPT)
    assert (passed, tried) == (0, len(model.asked)) == (0, 3)


def test_the_bundled_model_does_not_write_well_enough(model: LanguageModel) -> None:
    passed, tried = try_writing(model, PROMPT)
    assert not may_write(profile(passed, tried))


def test_a_model_that_was_never_tried_may_not_write() -> None:
    assert not may_write(ModelProfile(identity="x"))
    assert may_write(profile(6, 8))


def profile(passed: int, tried: int) -> ModelProfile:
    return ModelProfile.model_validate(
        {"identity": "x", "writing": Trials(passed=passed, trials=tried, measured="2026-11-27")}
    )
