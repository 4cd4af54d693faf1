"""Cases asked of a model, which is loaded only when an answer is not there yet."""

import time
from pathlib import Path
from typing import NamedTuple

from newsqa.answering import ModelSetup
from newsqa.evaluation.cache import AnswerCache, Answered, RankedSentence, answer_key
from newsqa.evaluation.cases import Case
from newsqa.evaluation.libraries import CaseLibraries, library_fingerprint
from newsqa.library import Embedder
from newsqa.models import find_model, open_reference
from newsqa.models.profile import read_profile
from newsqa.schema import Answer, Article
from newsqa.writing import Prose, is_to_write

RANKED = 50  # sentences that are looked through for the right evidence


class Asked(NamedTuple):
    """What a case gave; `is_cached` where it was answered in an earlier run."""

    answered: Answered
    is_cached: bool


class Asker:
    """Asks cases of one model, over libraries that are made from these articles.

    `seconds` tells where the time went; `answered_anew` counts the answers that were not kept from before.
    """

    def __init__(
        self,
        model: str,
        articles: tuple[Article, ...],
        *,
        cache: AnswerCache | None,
        embedder: Embedder,
        min_confidence: float,
        prompts: Path | None = None,
        threads: int | None = None,
        prose: Prose = "auto",
    ) -> None:
        self.seconds = {"loading": 0.0, "embedding": 0.0, "retrieval": 0.0, "generation": 0.0}
        self.answered_anew = 0
        self._reference = find_model(model)
        self._identity = self._reference.identity
        self._articles = articles
        self._cache = cache
        self._embedder = embedder
        self._min_confidence = min_confidence
        self._threads = threads
        self._prompts = prompts
        self._prose = prose
        self._setup: ModelSetup | None = None
        self._libraries: CaseLibraries | None = None
        profile = read_profile(self._identity)
        calibration = profile.calibration
        self._key = {
            "model": self._identity,
            "min_confidence": min_confidence,
            "prompts": sorted(ModelSetup.prompt_files(prompts).values()),
            "calibration": calibration.model_dump(mode="json") if calibration else None,
            "writes": is_to_write(prose, profile),
        }

    def close(self) -> None:
        """Free the model and delete the libraries. They are made again when needed."""
        if self._setup is not None:
            self._setup.model.close()
        if self._libraries is not None:
            self._libraries.close()
        self._setup, self._libraries = None, None

    def ask(self, case: Case, *, repeat: int = 0) -> Asked:
        """The answer to a case, from the cache where it is there.

        Args:
            case: what to ask.
            repeat: the how-manieth time, from 0; each is answered and kept by itself.

        Raises:
            NewsqaError: the model cannot be used, or a library cannot be made.
        """
        key = answer_key(
            question=case.question,
            library=library_fingerprint(self._articles, self._embedder, case.ingredients),
            repeat=repeat,
            **self._key,
        )
        if self._cache and (kept := self._cache.get(key)):
            return Asked(_named(kept, self._reference.name), is_cached=True)
        answered = self._answer(case)
        self.answered_anew += 1
        if self._cache:
            self._cache.put(key, answered)
        return Asked(answered, is_cached=False)

    def _answer(self, case: Case) -> Answered:
        from newsqa.answering import answer_from_evidence
        from newsqa.retrieval import find_evidence

        setup, libraries = self._opened()
        embedding = libraries.seconds
        library = libraries.library(case.ingredients)
        self.seconds["embedding"] += libraries.seconds - embedding
        began = time.perf_counter()
        evidence = find_evidence(case.question, library, limit=RANKED)
        retrieve_s = time.perf_counter() - began
        answer = answer_from_evidence(
            case.question, evidence, setup=setup, min_confidence=self._min_confidence, retrieve_s=retrieve_s
        )
        self.seconds["retrieval"] += retrieve_s
        self.seconds["generation"] += answer.timings.answer_s
        ranking = tuple(
            RankedSentence(
                article_id=e.sentence.article_id,
                start=e.sentence.start,
                end=e.sentence.end,
                probability=round(e.probability, 5),
            )
            for e in evidence
        )
        return Answered(answer=answer, ranking=ranking, quantization=setup.model.description.quantization)

    def _opened(self) -> tuple[ModelSetup, CaseLibraries]:
        if self._setup is None or self._libraries is None:
            from newsqa.retrieval.reader import default_reader

            began = time.perf_counter()
            model = open_reference(self._reference, threads=self._threads)
            self._setup = ModelSetup.of(model, identity=self._identity, prompts=self._prompts, prose=self._prose)
            # The first question would load them, and their seconds would be taken for retrieval's.
            self._embedder.embed_question("warm")
            default_reader()
            self.seconds["loading"] += time.perf_counter() - began
            self._libraries = CaseLibraries(self._articles, self._embedder)
        return self._setup, self._libraries


def _named(answered: Answered, name: str) -> Answered:
    """The answer under the name by which the model goes now: the same file may have had another."""
    answer: Answer = answered.answer
    model = answer.model.model_copy(update={"name": name})
    return answered.model_copy(update={"answer": answer.model_copy(update={"model": model})})
