import json

import pytest

from newsqa.models import Prompt
from newsqa.writing import write_statements
from newsqa.writing.statements import why_not
from scripted_model import ScriptedModel

FLOOD = "About 3,200 people had to leave their homes in Orlen after the river rose on Sunday, the mayor said."
MERGER = "Norvik and Halden agreed to merge on 14 March 2019, after four months of talks."


def reply(*statements: tuple[list[int], str]) -> str:
    return json.dumps({"statements": [{"evidence": numbers, "text": text} for numbers, text in statements]})


def written(model: ScriptedModel, *evidence: str) -> list[tuple[str, tuple[int, ...], str | None]]:
    prompt = Prompt.load("prose-answer")
    return [tuple(one) for one in write_statements(evidence, model=model, prompt=prompt, question="What happened?")]


def test_a_sentence_that_its_evidence_bears_out_is_kept_with_the_numbers_that_it_named() -> None:
    model = ScriptedModel(reply(([2], "Norvik and Halden agreed to merge on 14 March 2019.")))
    assert written(model, FLOOD, MERGER) == [("Norvik and Halden agreed to merge on 14 March 2019.", (2,), None)]


def test_the_model_is_shown_the_evidence_by_number() -> None:
    model = ScriptedModel(reply(([1], MERGER)))
    written(model, MERGER, FLOOD)
    assert f"[1] {MERGER}\n[2] {FLOOD}" in model.asked[0][-1]["content"]


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("Norvik and Halden agreed to merge on 15 March 2019.", "“15 March 2019” — the article says “14 March 2019”"),
        ("Norvik and Brack agreed to merge on 14 March 2019.", "“Brack” — the article says “Halden”"),
        ("Norvik and Halden did not agree to merge in 2019.", "“not agree to merge” — the article does not say no"),
    ],
    ids=["date", "name", "negation"],
)  # fmt: skip
def test_what_does_not_fit_its_evidence_is_told(statement: str, reason: str) -> None:
    assert why_not(statement, [MERGER]) == reason


def test_a_statement_is_held_to_the_evidence_that_it_names_and_to_no_other() -> None:
    model = ScriptedModel(reply(([1], "Norvik and Halden agreed to merge on 14 March 2019.")))
    [(_, numbers, reason)] = written(model, FLOOD, MERGER)
    assert numbers == (1,)
    assert reason is not None


def test_who_said_it_has_to_be_kept() -> None:
    assert why_not("About 3,200 people had to leave their homes in Orlen.", [FLOOD]) == "leaves out “the mayor said”"
    assert why_not("About 3,200 people had to leave their homes in Orlen, the mayor said.", [FLOOD]) is None


def test_what_may_be_is_not_told_as_done() -> None:
    evidence = "The power plant at Lodz Bay may be shut down next year."
    assert why_not("The power plant at Lodz Bay is shut down next year.", [evidence]) is not None
    assert why_not("The power plant at Lodz Bay may be shut down next year.", [evidence]) is None


@pytest.mark.parametrize(
    "said",
    ["", "I cannot answer.", "{", '{"statements": 3}', '{"statements": [{"evidence": [9], "text": "Yes."}]}',
     '{"statements": [{"evidence": [1], "text": "  "}]}', '{"statements": [{"evidence": "1", "text": 4}]}'],
    ids=["nothing", "prose", "broken", "a number", "evidence that is not there", "blank", "other types"],
)  # fmt: skip
def test_a_reply_of_another_form_gives_nothing(said: str) -> None:
    assert written(ScriptedModel(said), MERGER) == []


def test_json_within_other_words_is_found() -> None:
    model = ScriptedModel(f"Here you are:\n```json\n{reply(([1], MERGER))}\n```")
    assert written(model, MERGER) == [(MERGER, (1,), None)]
