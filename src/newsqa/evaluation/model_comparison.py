"""Models side by side: how good, how fast and how large each is, and which differences the facts can tell."""

from collections.abc import Sequence, Set
from pathlib import Path
from typing import Any, NamedTuple

from newsqa.errors import RunError
from newsqa.evaluation.comparing import Comparison, compare_pairs, in_words, render_comparison
from newsqa.evaluation.model_runs import ModelRun, Request, run_models
from newsqa.evaluation.report import write_report
from newsqa.evaluation.runs import Run, mean_seconds, names_of, one_a_case, passed
from newsqa.evaluation.statistics import Rate, clustered_mean, rate_of
from newsqa.models.profile import read_profile
from newsqa.plain_text import UNKNOWN, megabytes, table


class ComparedModel(NamedTuple):
    """A line of the table. What was not measured is None.

    `right` counts cases passed, `short_answers` the cases to which any of the compared models gives a few words that
    are right or wrong by themselves, and those that this one gets right; `f1` is the mean token F1 of its own.
    """

    name: str
    quantization: str | None
    is_calibrated: bool
    right: Rate
    short_answers: Rate
    f1: float | None
    seconds_per_question: float | None
    reading: float | None
    writing: float | None
    peak_memory_bytes: int | None
    file_bytes: int | None

    def cells(self) -> tuple[str, ...]:
        """The line as text, a cell a column."""
        return (
            f"{self.name}{'' if self.is_calibrated else ' *'}",
            _share(self.right),
            _share(self.short_answers),
            UNKNOWN if self.f1 is None else f"{self.f1:.2f}",
            UNKNOWN if self.seconds_per_question is None else f"{self.seconds_per_question:.2f}",
            UNKNOWN if self.reading is None else f"{self.reading:,.0f}",
            UNKNOWN if self.writing is None else f"{self.writing:,.0f}",
            megabytes(self.peak_memory_bytes),
            megabytes(self.file_bytes),
        )


HEADING = ("MODEL", "RIGHT", "SHORT ANSWERS", "F1", "S/QUESTION", "READS/S", "WRITES/S", "MEMORY", "FILE")


class ModelComparison(NamedTuple):
    """Several models' runs on the same facts, and every pair of them compared."""

    models: tuple[ComparedModel, ...]
    runs: tuple[Run, ...]
    pairs: tuple[Comparison, ...]

    def render(self) -> str:
        """The table, a sentence a pair and, of two alone, the groups of cases and those that they differ on."""
        lines = [table([HEADING, *(model.cells() for model in self.models)], right=range(3, len(HEADING)))]
        if any(not model.is_calibrated for model in self.models):
            lines.append(
                "* not calibrated: its short answers are its likeliest words (newsqa models calibrate MODEL)"
            )
        lines.append("")
        if len(self.pairs) == 1:
            return "\n".join([*lines, render_comparison(self.pairs[0])])
        warnings = dict.fromkeys(warning for pair in self.pairs for warning in pair.warnings)
        lines += [f"note: {warning}" for warning in warnings]
        lines += [in_words(pair) for pair in self.pairs]
        return "\n".join(lines)

    def as_data(self) -> dict[str, Any]:
        """Everything as JSON can write it."""
        return {
            "models": [
                {
                    **model._asdict(),
                    "right": {"count": model.right.successes, "of": model.right.total},
                    "short_answers": {"count": model.short_answers.successes, "of": model.short_answers.total},
                }
                for model in self.models
            ],
            "runs": [str(run.folder) for run in self.runs],
            "pairs": [pair.as_data() for pair in self.pairs],
        }

    def write_report(self, path: Path) -> None:
        """Write the report of all runs, with quality against speed and a grid of facts by model.

        Raises:
            RunError: the file cannot be written.
        """
        write_report(path, self.runs, table=[HEADING, *(model.cells() for model in self.models)])


def compare_models(models: Sequence[str], request: Request) -> ModelComparison:
    """Hold models to the same facts, one after another, and compare them.

    Raises:
        NewsqaError: a model or the facts cannot be used.
    """
    return _compared(run_models(models, request))


def comparison_of_runs(folders: Sequence[Path]) -> ModelComparison:
    """Compare runs that are there.

    Raises:
        RunError: one cannot be read, or two have no case in common.
    """
    runs = [Run.read(folder) for folder in folders]
    return _compared([ModelRun(run, read_profile(run.manifest.identity.model_identity), None) for run in runs])


def _compared(model_runs: Sequence[ModelRun]) -> ModelComparison:
    runs = [model_run.run for model_run in model_runs]
    if any(not run.records for run in runs):
        raise RunError("a run without answers has nothing to compare")
    # A model that gives no short answer where another does has given a wrong one.
    short = {case.key for run in runs for case in one_a_case(run.records.values()) if case.has_short_answer}
    lines = [_line(model_run, name, short) for model_run, name in zip(model_runs, names_of(runs), strict=True)]
    return ModelComparison(tuple(lines), tuple(runs), tuple(compare_pairs(runs)))


def _line(model_run: ModelRun, name: str, with_short_answer: Set[str]) -> ComparedModel:
    run, profile = model_run.run, model_run.profile
    cases = one_a_case(run.records.values())
    short = [case for case in cases if case.key in with_short_answer]
    f1 = [(case.verdict.token_f1, case.cluster) for case in cases if case.verdict.token_f1 is not None]
    mean = clustered_mean([value for value, _ in f1], [cluster for _, cluster in f1])
    speed = profile.speed
    return ComparedModel(
        name=name,
        quantization=run.manifest.quantization,
        is_calibrated=run.manifest.identity.calibration is not None,
        right=rate_of(passed(run.records.values()).values()),
        short_answers=rate_of(bool(case.verdict.is_short_answer_right) for case in short),
        f1=mean.value if mean else None,
        seconds_per_question=mean_seconds(run.records.values()),
        reading=speed.reading if speed else None,
        writing=speed.writing if speed else None,
        peak_memory_bytes=profile.peak_memory_bytes,
        file_bytes=model_run.file_bytes,
    )


def _share(rate: Rate) -> str:
    if rate.interval is None:
        return UNKNOWN
    return f"{rate.successes}/{rate.total} [{rate.interval.low:.2f}, {rate.interval.high:.2f}]"
