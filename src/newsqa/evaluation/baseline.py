"""What a model is known to get right and wrong, case by case, beside the facts."""

import json
from datetime import date
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import TypeAdapter, ValidationError

from newsqa.errors import RunError
from newsqa.evaluation.runs import Run, as_file_name, passed, write_whole
from newsqa.schema import Record

FOLDER = "baselines"
Known = TypeVar("Known")


class Baseline(Record):
    """The outcome of every case when the baseline was written; `identity` is the SHA-256 of its weights."""

    model: str
    identity: str
    written: date
    cases: dict[str, Literal["pass", "fail"]]

    @classmethod
    def path(cls, suite_folder: Path, model: str) -> Path:
        """Where the baseline of a model is."""
        return suite_folder / FOLDER / f"{as_file_name(model)}.json"

    @classmethod
    def read(cls, suite_folder: Path, *, model: str, identity: str) -> "Baseline | None":
        """The baseline of a model, None where there is none.

        Raises:
            RunError: it cannot be read, or is that of another model of the same name.
        """
        path = cls.path(suite_folder, model)
        try:
            text = path.read_text("utf-8")
        except FileNotFoundError:
            return None
        except OSError as error:
            raise RunError(f"{path}: cannot be read: {error.strerror}") from None
        except UnicodeDecodeError:
            raise RunError(f"{path}:1: is not UTF-8: write a new one with --update-baseline") from None
        try:
            baseline = cls.model_validate(json.loads(text))
        except json.JSONDecodeError as error:
            raise RunError(f"{path}:{error.lineno}: is not JSON: {error.msg}") from None
        except ValidationError as error:
            where = ".".join(map(str, error.errors()[0]["loc"]))
            raise RunError(f"{path}:1: is no baseline: {where}: {error.errors()[0]['msg']}") from None
        if baseline.identity != identity:
            raise RunError(
                f"{path}:{_line_of(text, 'identity')}: is the baseline of another model called {model} "
                f"({baseline.identity[:12]}…, and this one is {identity[:12]}…): "
                "write a new one with --update-baseline"
            )
        return baseline

    @classmethod
    def of(cls, run: Run) -> "Baseline":
        """The baseline that a run gives.

        Raises:
            RunError: the run is not whole.
        """
        if not run.is_whole:
            raise RunError(
                f"the run has {len(run.records)} of {run.wanted_answers} answers, "
                "and a baseline needs all: the old one is left as it is"
            )
        outcomes = passed(run.records.values())
        return cls(
            model=run.manifest.identity.model,
            identity=run.manifest.identity.model_identity,
            written=run.manifest.began.date(),
            cases={key: "pass" if outcomes[key] else "fail" for key in sorted(outcomes)},
        )

    def write(self, suite_folder: Path) -> Path:
        """Write the baseline, whole or not at all; the path of its file.

        Raises:
            RunError: it cannot be written.
        """
        path = self.path(suite_folder, self.model)
        try:
            path.parent.mkdir(exist_ok=True)
        except OSError as error:
            raise RunError(f"{path} cannot be written: {error.strerror}") from None
        write_whole(path, f"{self.model_dump_json(indent=1)}\n")
        return path


def read_known(path: Path, kind: type[Known]) -> Known | None:
    """What a baseline without a model says is known to go wrong; None where there is none.

    Raises:
        RunError: it cannot be read.
    """
    if not path.is_file():
        return None
    try:
        return TypeAdapter(kind).validate_json(path.read_bytes())
    except ValidationError:
        raise RunError(f"{path} is no baseline: write a new one with --update-baseline") from None


def write_known(path: Path, known: object) -> Path:
    """Write such a baseline, whole or not at all; the path of its file.

    Raises:
        RunError: it cannot be written.
    """
    path.parent.mkdir(exist_ok=True)
    write_whole(path, f"{json.dumps(known, indent=1)}\n")
    return path


def _line_of(text: str, key: str) -> int:
    return next((number for number, line in enumerate(text.splitlines(), 1) if f'"{key}"' in line), 1)
