"""Whether a model writes what evidence says: some short trials, by which it is decided if it may."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

from newsqa.grounding import find_name
from newsqa.models import LanguageModel, Prompt
from newsqa.models.profile import ModelProfile
from newsqa.writing.statements import write_statements

PROMPT = "prose-answer"
Prose = Literal["auto", "always", "never"]
# A model may write where so large a share of what it wrote here was right and was borne out by the evidence.
WRITES_WELL = 0.75


class Trial(NamedTuple):
    """A question, its evidence, and the words that a right answer has."""

    question: str
    evidence: tuple[str, ...]
    answer: str


TRIALS = (
    Trial(
        "How many people did the flood in Orlen drive out of their homes?",
        (
            "About 3,200 people had to leave their homes in Orlen after the river rose on Sunday, the mayor said.",
            "The last flood of this kind, in 1974, killed eleven.",
        ),
        "3,200",
    ),
    Trial(
        "Who will lead the inquiry into the bridge collapse?",
        (
            "Judge Miriam Asante will lead the inquiry into the collapse of the Tarn bridge.",
            "The minister of transport, Leo Varga, has resigned.",
        ),
        "Asante",
    ),
    Trial(
        "When did the two companies agree to merge?",
        (
            "Norvik and Halden agreed to merge on 14 March 2019, after four months of talks.",
            "Shares of both rose by 6 per cent.",
        ),
        "14 March 2019",
    ),
    Trial(
        "Where was the stolen painting found?",
        (
            "Police found the stolen painting in a garage in Ghent, a spokeswoman said.",
            "It had hung in the museum of Basel until 2016.",
        ),
        "Ghent",
    ),
    Trial(
        "How much will the new hospital in Kirsk cost?",
        (
            "According to the health ministry, the new hospital in Kirsk will cost 41 million euros.",
            "The old one had 90 beds.",
        ),
        "41 million",
    ),
    Trial(
        "Why was the airport of Senn closed?",
        (
            "The airport of Senn was closed for five hours on Monday because of thick smoke from forest fires.",
            "Some 40 flights were cancelled.",
        ),
        "smoke",
    ),
    Trial(
        "Which country did the rebels come from?",
        (
            "The rebels, who came from Malvia, did not hold the town for more than a day.",
            "Government troops retook it with help from Drun.",
        ),
        "Malvia",
    ),
    Trial(
        "What may happen to the power plant?",
        (
            "The power plant at Lodz Bay may be shut down next year, the operator said.",
            "It supplies a fifth of the island.",
        ),
        "shut",
    ),
)


def may_write(profile: ModelProfile) -> bool:
    """Whether a model was seen to write well."""
    return profile.writing is not None and profile.writing.reach(WRITES_WELL)


def is_to_write(prose: Prose, profile: ModelProfile) -> bool:
    """Whether a model writes: always, never, or if it was seen to do it well."""
    return prose == "always" or (prose == "auto" and may_write(profile))


def try_writing(model: LanguageModel, prompt: Prompt) -> tuple[int, int]:
    """How many trials a model passes, and of how many: none is begun once it cannot pass enough of them.

    A trial is passed where what the model writes has the answer, and its evidence bears all of it out.

    Raises:
        ModelError: the model cannot be run.
    """

    def is_passed(trial: Trial) -> bool:
        written = write_statements(trial.evidence, model=model, prompt=prompt, question=trial.question)
        is_right = any(find_name(trial.answer, one.text) for one in written)
        return is_right and all(one.reason is None for one in written)

    return count_passed(map(is_passed, TRIALS), trials=len(TRIALS), share=WRITES_WELL)


def count_passed(outcomes: Iterable[bool], *, trials: int, share: float) -> tuple[int, int]:
    """How many trials are passed, and of how many: no outcome is asked for once the share cannot be reached."""
    passed = 0
    for tried, outcome in enumerate(outcomes, start=1):
        passed += outcome
        if passed + trials - tried < share * trials:
            return passed, tried
    return passed, trials
