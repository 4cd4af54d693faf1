"""A language model as judge of entailment: does evidence say what a statement says?"""

import json
import math
from collections.abc import Sequence
from typing import Any, NamedTuple

from newsqa.models import LanguageModel, Prompt
from newsqa.models.profile import ModelProfile
from newsqa.writing.trial import count_passed

PROMPT = "entailment"
YES, NO = "Yes", "No"
MOST_TOKENS = 16
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"says_so": {"type": "boolean"}},
    "required": ["says_so"],
    "additionalProperties": False,
}
# A model may judge where it tells so large a share of the trials right.
JUDGES_WELL = 0.9


class Judge(NamedTuple):
    """A model that judges, and its prompt."""

    model: LanguageModel
    prompt: Prompt

    def probability(self, statement: str, evidence: Sequence[str]) -> float:
        """That the evidence says what the statement says.

        A model that says how likely a reply is gives the share of Yes between Yes and No; another 1 or 0, by what it
        writes, and 0.5 where that is neither.

        Raises:
            PromptTooLongError: the evidence does not fit the model's context.
            ModelError: the model cannot be run.
        """
        messages = self.prompt.render(evidence=" ".join(evidence), statement=statement)
        if self.model.description.can_score:
            yes, no = (sum(token.logprob for token in tokens) for tokens in self.model.score(messages, [YES, NO]))
            return 1 / (1 + math.exp(max(-50.0, min(50.0, no - yes))))
        schema = SCHEMA if self.model.description.obeys_schema else None
        pieces = self.model.generate(messages, most_tokens=MOST_TOKENS, schema=schema)
        return _probability("".join(piece.text for piece in pieces))


class Trial(NamedTuple):
    """Evidence, a statement, and whether the evidence says so."""

    evidence: str
    statement: str
    is_so: bool


FLOOD = "About 3,200 people had to leave their homes in Orlen after the river rose on Sunday, the mayor said."
MERGER = "Norvik and Halden agreed to merge on 14 March 2019, after four months of talks, and their shares fell."
PLANT = "The power plant at Lodz Bay may be shut down next year, the operator said, unless a buyer is found."
TRIALS = (
    Trial(
        FLOOD, "High water drove some 3,200 inhabitants of Orlen out of their houses, according to the mayor.", True
    ),
    Trial(FLOOD, "The mayor of Orlen said that a fire drove about 3,200 people from their homes.", False),
    Trial(FLOOD, "A swollen river forced thousands in Orlen to flee.", True),
    Trial(FLOOD, "About 3,200 people in Orlen were killed when the river rose.", False),
    Trial(MERGER, "Talks on the merger of Norvik and Halden lasted for four months.", True),
    Trial(MERGER, "The shares of Norvik and Halden rose when they agreed to merge.", False),
    Trial(MERGER, "In March 2019 two firms, Halden and Norvik, decided to become one.", True),
    Trial(MERGER, "Norvik bought Halden for two billion dollars in March 2019.", False),
    Trial(PLANT, "It is possible that the plant at Lodz Bay closes next year.", True),
    Trial(PLANT, "The operator has closed the power plant at Lodz Bay.", False),
    Trial(PLANT, "If somebody buys it, the plant at Lodz Bay may stay open, its operator said.", True),
    Trial(PLANT, "The operator of the power plant at Lodz Bay said that no buyer was wanted.", False),
)


def may_judge(profile: ModelProfile) -> bool:
    """Whether a model was seen to judge well."""
    return profile.judging is not None and profile.judging.reach(JUDGES_WELL)


def try_judging(judge: Judge) -> tuple[int, int]:
    """How many trials a model judges right, and of how many: none is begun once it cannot pass enough of them.

    Raises:
        ModelError: the model cannot be run.
    """
    outcomes = ((judge.probability(one.statement, [one.evidence]) > 0.5) == one.is_so for one in TRIALS)
    return count_passed(outcomes, trials=len(TRIALS), share=JUDGES_WELL)


def _probability(reply: str) -> float:
    try:
        return float(bool(json.loads(reply)["says_so"]))
    except (ValueError, KeyError, TypeError):
        first = reply.strip(" \n\"'*.").casefold()
        return 1.0 if first.startswith("yes") else 0.0 if first.startswith("no") else 0.5
