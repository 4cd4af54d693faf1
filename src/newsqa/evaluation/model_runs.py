"""Several models held to one suite, each in a process of its own: one in memory at a time, its memory measured.

A run that was stopped goes on where it stopped, and a model that takes its process down takes no other with it.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from platformdirs import user_data_path

from newsqa.errors import ModelError, NewsqaError
from newsqa.evaluation.evaluating import Evaluation, Options
from newsqa.evaluation.runs import Run, passed
from newsqa.evaluation.suite import Suite, load_suite
from newsqa.models import find_model, open_reference
from newsqa.models.catalogue import ModelReference
from newsqa.models.checking import measure_speed
from newsqa.models.found import parts_of
from newsqa.models.gguf import read_gguf
from newsqa.models.llama_cpp import usable_cores
from newsqa.models.profile import EvalScore, ModelProfile, read_profile, update_profile
from newsqa.packaged import packaged_folder
from newsqa.settings import Settings

FAILED = 3  # the exit code of a process that tells an error by a line on standard error


class Request(NamedTuple):
    """What every model is held to, and how: paths as text, to be handed to a process."""

    facts: str
    runs: str
    articles: str | None = None
    prompts: str | None = None
    is_cached: bool = True

    def load_suite(self) -> Suite:
        """The facts and their articles.

        Raises:
            FactsError: they cannot be used.
        """
        return load_suite(Path(self.facts), articles=Path(self.articles) if self.articles else None)


class ModelRun(NamedTuple):
    """A model's run, and what was measured of it; None where it is not known.

    `file_bytes` is the size of its file, `peak_memory_bytes` the most that its process took, the embedder
    included.
    """

    run: Run
    profile: ModelProfile
    file_bytes: int | None


def run_models(models: Sequence[str], request: Request) -> list[ModelRun]:
    """The runs of these models, in their order; answers that are there already are not made again.

    Raises:
        NewsqaError: a model or the facts cannot be used; found before anything is run.
        ModelError: a model's process failed. The runs before it are kept, and it goes on where it stopped.
    """
    references = [find_model(model) for model in models]
    names = [reference.name for reference in references]
    if double := next((name for name in names if names.count(name) > 1), None):
        raise ModelError(f"two models are called {double}: give one another name (newsqa models add NAME ...)")
    for reference in references:
        _check(reference)
    request.load_suite()
    results = []
    for model, reference in zip(models, references, strict=True):
        command = [sys.executable, "-m", "newsqa.evaluation.model_runs", model, json.dumps(request._asdict())]
        finished = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        if finished.returncode == FAILED:
            raise ModelError(f"{reference.name} could not be run: see the line above")
        if finished.returncode != 0:
            raise ModelError(f"{reference.name} took its process down (exit code {finished.returncode})")
        run = Run.read(Path(finished.stdout.splitlines()[-1]))
        results.append(ModelRun(run, read_profile(reference.identity), _file_bytes(reference)))
    return results


def _check(reference: ModelReference) -> None:
    """Find what is wrong with a model without loading its weights."""
    if reference.kind == "gguf":
        read_gguf(Path(reference.address))
    else:
        open_reference(reference).close()


def run_model(model: str, request: Request) -> Path:
    """Ask every case of one model in this process, and keep its score, its speed and its memory in its profile.

    Returns:
        The folder of the run.
    """
    from tqdm import tqdm

    suite = request.load_suite()
    options = Options(
        runs=Path(request.runs),
        is_cached=request.is_cached,
        prompts=Path(request.prompts) if request.prompts else None,
        replaces_baseline=True,
    )
    evaluation = Evaluation(suite, model, options)
    try:
        cases = evaluation.ask_for_all()
        for case in tqdm(cases, desc=evaluation.model.name, unit="case", file=sys.stderr, disable=None):
            evaluation.evaluate(case)
        evaluation.scorecard()
        run = evaluation.run
        assert run is not None
        outcomes = passed(run.records.values())
        identity = evaluation.model.identity
        update_profile(
            identity,
            score=EvalScore(
                passed=sum(outcomes.values()),
                cases=len(outcomes),
                facts=request.facts,
                measured=datetime.now(UTC).date(),
            ),
        )
        if evaluation.asker.answered_anew or read_profile(identity).speed is None:
            evaluation.close()
            _measure(evaluation.model, Settings.load(model=model))
        return run.folder
    finally:
        evaluation.finish()


def _measure(reference: ModelReference, settings: Settings) -> None:
    """Keep the peak of this process, which the model and the embedder have shared, and the model's speed."""
    update_profile(reference.identity, peak_memory_bytes=_peak_memory())
    model = open_reference(reference, threads=settings.threads)
    try:
        if speed := measure_speed(model, threads=settings.threads or usable_cores()):
            update_profile(reference.identity, speed=speed)
    finally:
        model.close()


def _peak_memory() -> int:
    if sys.platform == "win32":
        import psutil

        return int(psutil.Process().memory_info().peak_wset)
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _file_bytes(reference: ModelReference) -> int | None:
    if reference.kind != "gguf":
        return None
    return sum(part.stat().st_size for part in parts_of(Path(reference.address)))


def default_facts() -> Path:
    """The facts that come with newsqa, on the sample articles."""
    return packaged_folder("evals")


def default_runs() -> Path:
    """Where runs that no facts folder of the person's own asked for are kept."""
    return user_data_path("newsqa") / "runs"


def main() -> None:
    """The process of one model: its name and the request as arguments, the run's folder on standard output."""
    model, request = sys.argv[1:]
    try:
        folder = run_model(model, Request(**json.loads(request)))
    except NewsqaError as error:
        sys.stderr.write(f"newsqa: {error}\n")
        sys.exit(FAILED)
    except KeyboardInterrupt:
        sys.exit(130)
    sys.stdout.write(f"{folder}\n")


if __name__ == "__main__":
    main()
