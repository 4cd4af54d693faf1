"""How a model is used to answer: which prompts it is given, and the weights that were fitted for it."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Self

from newsqa.answering import short_answer
from newsqa.errors import PromptTooLongError
from newsqa.models import LanguageModel, Prompt
from newsqa.models.profile import UNCALIBRATED, Calibration, LikelihoodWeights, SpanWeights, read_profile
from newsqa.models.prompts import prompt_files
from newsqa.retrieval import likelihood, ranker_version
from newsqa.schema import Evidence
from newsqa.writing import Prose, trial


class ModelSetup(NamedTuple):
    """A model with the prompts that it is given and its calibration, None where it has none.

    Without a calibration, evidence is ranked without the model, and its likelihoods count as they stand.
    """

    model: LanguageModel
    prompt: Prompt
    ranking_prompt: Prompt
    calibration: Calibration | None
    prose_prompt: Prompt
    writes: bool = False

    @classmethod
    def of(
        cls,
        model: LanguageModel,
        *,
        identity: str | None = None,
        prompts: Path | None = None,
        prose: Prose = "auto",
    ) -> Self:
        """The set-up of a model: its own calibration, and the prompts for its family.

        Args:
            model: to be asked.
            identity: what its profile is kept under, where that is not the hash of its weights.
            prompts: a folder of prompts that go before newsqa's own.
            prose: whether the model writes the answer's sentences: always, never, or if `newsqa models check` saw
                it do so well.

        Raises:
            PromptError: a prompt cannot be used.
        """
        description = model.description
        profile = read_profile(description.sha256 or identity or description.name)
        return cls(
            model,
            Prompt.load(short_answer.PROMPT, family=description.family, folder=prompts),
            Prompt.load(likelihood.PROMPT, family=description.family, folder=prompts),
            profile.calibration if description.sha256 else None,
            Prompt.load(trial.PROMPT, family=description.family, folder=prompts),
            trial.is_to_write(prose, profile),
        )

    @classmethod
    def prompt_files(cls, prompts: Path | None = None) -> dict[str, str]:
        """The files that the prompts may be read from, and their SHA-256; which, is told by the model's family.

        Raises:
            PromptError: the folder does not exist.
        """
        names = (short_answer.PROMPT, likelihood.PROMPT, trial.PROMPT)
        paths = [path for name in names for path in prompt_files(name, folder=prompts)]
        return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}

    @property
    def span_weights(self) -> SpanWeights:
        """What a short answer is chosen by."""
        return self.calibration.span if self.calibration else UNCALIBRATED

    @property
    def likelihood_weights(self) -> LikelihoodWeights | None:
        """What evidence is ranked anew by; None where the model takes no part, or was fitted to another ranker."""
        if not self.calibration or not self.model.description.can_score:
            return None
        return self.calibration.ranking if self.calibration.ranker == ranker_version() else None

    def rank(self, question: str, evidence: Sequence[Evidence]) -> list[Evidence]:
        """The evidence in the order in which it is used."""
        if self.likelihood_weights is None or not evidence:
            return list(evidence)
        first = evidence[: likelihood.CANDIDATES]
        try:
            likelihoods = likelihood.question_likelihoods(
                question, first, model=self.model, prompt=self.ranking_prompt
            )
        except PromptTooLongError:
            return list(evidence)  # one sentence is longer than the model can read
        return likelihood.with_likelihoods(evidence, likelihoods, self.likelihood_weights)
