"""A model held to a suite's cases: asked, judged, recorded."""

import hashlib
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from newsqa.answering import ModelSetup
from newsqa.errors import RunError
from newsqa.evaluation.asking import Asked, Asker
from newsqa.evaluation.baseline import Baseline
from newsqa.evaluation.cache import AnswerCache, code_fingerprint, package_versions
from newsqa.evaluation.cases import VARIANTS, Case, Ingredients, Variant, derive_cases
from newsqa.evaluation.judging import judge, wanted_text
from newsqa.evaluation.libraries import library_fingerprint, noise_articles
from newsqa.evaluation.runs import FORMAT, CaseRecord, Manifest, Run, RunIdentity, check_runs_folder
from newsqa.evaluation.scorecard import Scorecard, score
from newsqa.evaluation.suite import Suite
from newsqa.library import Embedder
from newsqa.models import find_model
from newsqa.models.llama_cpp import usable_cores
from newsqa.models.profile import read_profile
from newsqa.schema import Article
from newsqa.settings import Settings


class Options(NamedTuple):
    """How a suite is run.

    `runs` is the folder that keeps the runs, `prompts` one of prompts to use first. `replaces_baseline` says that
    a baseline which cannot be used is to be replaced, and no error.
    """

    runs: Path
    repeats: int = 1
    is_cached: bool = True
    prompts: Path | None = None
    replaces_baseline: bool = False


class Outcome(NamedTuple):
    """What came of a case: a record a repeat, and what the baseline says of it ("pass", "fail" or nothing)."""

    case: Case
    records: tuple[CaseRecord, ...]
    known: str | None

    @property
    def is_passed(self) -> bool:
        """Whether every repeat passed."""
        return all(record.verdict.is_passed for record in self.records)


class Evaluation:
    """One model and one suite. The model is loaded when a case is first asked that was not answered before.

    What a run has to answer is settled before the first case is asked: every case that `ask_for` has given.
    """

    def __init__(self, suite: Suite, model: str, options: Options) -> None:
        check_runs_folder(options.runs)
        self._settings = Settings.load(model=model, prompts=options.prompts)
        self._options = options
        self._embedder = Embedder.from_settings()
        self.suite = suite
        self.model = find_model(model)
        self.baseline = self._known()
        self.judging_s = 0.0
        self.run: Run | None = None
        self._derived = derive_cases(suite)
        self._wanted: set[Variant] = set()
        self._articles: dict[str, Article] = {article.id: article for article in suite.corpus.articles}
        self._cache = AnswerCache() if options.is_cached else None
        self.asker = Asker(
            model,
            suite.corpus.articles,
            cache=self._cache,
            embedder=self._embedder,
            min_confidence=self._settings.min_confidence,
            prompts=self._settings.prompts,
            threads=self._settings.threads,
            prose=self._settings.prose,
        )

    @property
    def cases(self) -> list[Case]:
        """The cases that make a run whole."""
        return [case for case in self._derived if case.variant in self._wanted]

    def ask_for(self, variant: Variant) -> list[Case]:
        """The cases of a variant, which a run is not whole without from now on."""
        self._wanted.add(variant)
        return [case for case in self._derived if case.variant == variant]

    def ask_for_all(self) -> list[Case]:
        """The cases of every variant, without any of which the run is not whole from now on."""
        self._wanted.update(VARIANTS)
        return self.cases

    @property
    def seconds(self) -> dict[str, float]:
        """Where the time of this session went, by part."""
        return {**self.asker.seconds, "scoring": self.judging_s}

    def close(self) -> None:
        """Free the model and delete the libraries."""
        self.asker.close()

    def finish(self) -> None:
        """Free everything. The evaluation is not used afterwards."""
        self.close()
        if self.run:
            self.run.close()
        if self._cache:
            self._cache.close()

    def evaluate(self, case: Case) -> Outcome:
        """Ask a case as often as the run wants, unless the run has its records already.

        Raises:
            NewsqaError: the model cannot be used, or the run cannot be kept.
        """
        if self.run is None and self._options.is_cached:
            # A run without the cache is asked to answer anew: it does not go on with an earlier one.
            self.run = Run.unfinished(self._options.runs, self._identity)
        records = [self._record(case, repeat) for repeat in range(self._options.repeats)]
        known = self.baseline.cases.get(case.key) if self.baseline else None
        return Outcome(case, tuple(records), known)

    def scorecard(self) -> Scorecard | None:
        """The figures of the run, kept beside it if it is whole; None where nothing was asked.

        Raises:
            RunError: they cannot be written.
        """
        if self.run is None:
            return None
        scorecard = score(self.model.name, list(self.run.records.values()), seconds=self.seconds)
        if self.run.is_whole:
            self.run.finish(scorecard.model_dump(mode="json"))
        return scorecard

    def update_baseline(self) -> Path:
        """Write the baseline of this run beside the facts.

        Raises:
            RunError: the run is not whole.
        """
        if self.run is None:
            raise RunError("nothing was asked, and a baseline needs every case: the old one is left as it is")
        if not self.suite.are_own_articles:
            raise RunError("a baseline is of the facts' own articles: leave out --articles")
        return Baseline.of(self.run).write(self.suite.folder)

    def _known(self) -> Baseline | None:
        # What is known of the facts' own articles says nothing of others.
        if not self.suite.are_own_articles:
            return None
        try:
            return Baseline.read(self.suite.folder, model=self.model.name, identity=self.model.identity)
        except RunError:
            if self._options.replaces_baseline:
                return None
            raise

    def _record(self, case: Case, repeat: int) -> CaseRecord:
        if self.run and (kept := self.run.records.get((case.key, repeat))):
            return kept
        asked = self.asker.ask(case, repeat=repeat)
        began = time.perf_counter()
        verdict = judge(case, asked.answered, lambda article_id: self._article(article_id, case))
        self.judging_s += time.perf_counter() - began
        if self.run is None:
            self.run = Run.create(self._options.runs, self._manifest(asked))
        record = CaseRecord(
            key=case.key,
            variant=case.variant,
            name=case.name,
            repeat=repeat,
            fact=case.fact,
            cluster=case.cluster,
            question=case.question,
            wanted=wanted_text(case),
            gold=case.gold,
            answer=asked.answered.answer,
            ranking=asked.answered.ranking,
            paragraphs=self._paragraphs(asked, case),
            verdict=verdict,
            is_cached=asked.is_cached,
        )
        self.run.add(record)
        return record

    def _article(self, article_id: str, case: Case) -> Article:
        altered = case.ingredients.altered
        if altered and altered.id == article_id:
            return altered
        if article_id not in self._articles:
            self._articles |= {article.id: article for article in noise_articles()}
        return self._articles[article_id]

    def _paragraphs(self, asked: Asked, case: Case) -> tuple[tuple[str, int], ...]:
        found = []
        for citation in asked.answered.answer.citations:
            text = self._article(citation.article_id, case).text
            start = text.rfind("\n\n", 0, citation.start) + 2 if "\n\n" in text[: citation.start] else 0
            end = text.find("\n\n", citation.end)
            found.append((text[start : end if end >= 0 else len(text)], citation.start - start))
        return tuple(found)

    @cached_property
    def _identity(self) -> RunIdentity:
        calibration = read_profile(self.model.identity).calibration
        articles = self.suite.corpus.articles
        return RunIdentity(
            model=self.model.name,
            model_identity=self.model.identity,
            prompts=ModelSetup.prompt_files(self._settings.prompts),
            calibration=calibration.model_dump_json() if calibration else None,
            library=library_fingerprint(articles, self._embedder, Ingredients()),
            facts=_facts_fingerprint([case.model_dump_json() for case in self.cases]),
            articles=str(self.suite.corpus.path),
            min_confidence=self._settings.min_confidence,
            repeats=self._options.repeats,
            code=code_fingerprint(with_evaluation=True),
            packages=package_versions(),
        )

    def _manifest(self, asked: Asked) -> Manifest:
        return Manifest(
            format=FORMAT,
            newsqa=version("newsqa"),
            began=datetime.now(UTC),
            quantization=asked.answered.quantization,
            threads=self._settings.threads or usable_cores(),
            cases=len(self.cases),
            not_held=tuple(fact.id for fact in self.suite.not_held),
            identity=self._identity,
        )


def _facts_fingerprint(cases: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(cases).encode()).hexdigest()
