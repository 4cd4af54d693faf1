"""A run on disk: what was asked of which model with what, one record a case, and the figures when it is whole."""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import ValidationError

from newsqa.errors import RunError
from newsqa.evaluation.cache import RankedSentence
from newsqa.evaluation.cases import Variant
from newsqa.evaluation.corpus import Place
from newsqa.evaluation.facts import Fact
from newsqa.evaluation.judging import Verdict
from newsqa.schema import Answer, Record

MANIFEST = "manifest.json"
RECORDS = "cases.jsonl"
SUMMARY = "summary.json"
LOCK = ".lock"
FORMAT = 3


class CaseRecord(Record):
    """Everything about one answer: enough to judge it again, and to show it.

    `paragraphs` has for each citation its paragraph, and where the quote begins in it.
    """

    key: str
    variant: Variant
    name: str
    repeat: int
    fact: Fact
    cluster: str
    question: str
    wanted: str
    gold: tuple[tuple[Place, ...], ...]
    answer: Answer
    ranking: tuple[RankedSentence, ...]
    paragraphs: tuple[tuple[str, int], ...]
    verdict: Verdict
    is_cached: bool

    @property
    def seconds(self) -> float:
        """How long the answer took, as first measured."""
        return self.answer.timings.retrieve_s + self.answer.timings.answer_s

    @property
    def has_short_answer(self) -> bool:
        """Whether it gives a few words that are right or wrong by themselves."""
        return self.verdict.is_short_answer_right is not None


class RunIdentity(Record):
    """What makes two runs the same run: with all of this equal, one goes on where the other stopped."""

    model: str
    model_identity: str
    prompts: dict[str, str]
    calibration: str | None
    library: str
    facts: str
    articles: str
    min_confidence: float
    repeats: int
    code: str
    packages: dict[str, str]


class Manifest(Record):
    """What a run was made of. newsqa draws no random numbers when it answers, so that there is no seed to keep."""

    format: int
    newsqa: str
    began: datetime
    quantization: str | None
    threads: int
    cases: int
    not_held: tuple[str, ...]
    identity: RunIdentity


class Run:
    """A folder with a manifest and records, to which records are only ever added.

    One that is made or gone on with is this process's own until it is closed; one that is read is not.
    """

    def __init__(self, folder: Path, manifest: Manifest, *, lock: FileLock | None = None) -> None:
        self.folder = folder
        self.manifest = manifest
        self.records: dict[tuple[str, int], CaseRecord] = {}
        self._lock = lock

    @classmethod
    def create(cls, parent: Path, manifest: Manifest) -> "Run":
        """A new folder below `parent`, named by the time and the model.

        Raises:
            RunError: it cannot be written.
        """
        stamp = manifest.began.astimezone(UTC).strftime("%Y%m%d-%H%M%S")
        model = as_file_name(manifest.identity.model)
        for number in range(1, 1000):
            folder = parent / f"{stamp}-{model}{f'-{number}' if number > 1 else ''}"
            try:
                folder.mkdir(parents=True)
                lock = FileLock(folder / LOCK)
                lock.acquire(timeout=0)
                write_whole(folder / MANIFEST, manifest.model_dump_json(indent=1))
            except FileExistsError:
                continue
            except OSError as error:
                raise RunError(f"the run cannot be kept in {parent}: {error.strerror}") from None
            return cls(folder, manifest, lock=lock)
        raise RunError(f"{parent} holds too many runs of this second")

    @classmethod
    def read(cls, folder: Path) -> "Run":
        """The run in a folder. A record that was cut short by a crash is left out.

        Raises:
            RunError: there is no run, or it is of another version.
        """
        run = cls(folder, _read_manifest(folder))
        run._read_records()
        return run

    @classmethod
    def unfinished(cls, parent: Path, identity: RunIdentity) -> "Run | None":
        """The newest run of the same identity below `parent` that was stopped before its end.

        One that another process is at work on is left to it.
        """
        for folder in sorted(parent.glob("*/"), reverse=True):
            try:
                manifest = _read_manifest(folder)
                if manifest.identity != identity:
                    continue
                run = cls(folder, manifest, lock=FileLock(folder / LOCK))
                if run._take_up():
                    return run
            except (RunError, OSError):
                pass  # of another version, damaged, or not ours to write: a new run is begun
        return None

    @property
    def is_whole(self) -> bool:
        """Whether every case was answered as often as the run wanted."""
        return len(self.records) == self.wanted_answers

    @property
    def wanted_answers(self) -> int:
        """How many answers make the run whole."""
        return self.manifest.cases * self.manifest.identity.repeats

    def add(self, record: CaseRecord) -> None:
        """Add a record; one that was answered anew is on the disk before this returns.

        Raises:
            RunError: it cannot be written.
        """
        path = self.folder / RECORDS
        try:
            with path.open("ab") as file:
                file.write(record.model_dump_json().encode() + b"\n")
                file.flush()
                if not record.is_cached:
                    os.fsync(file.fileno())
        except OSError as error:
            raise RunError(f"{path} cannot be written: {error.strerror}") from None
        self.records[record.key, record.repeat] = record

    def finish(self, summary: Mapping[str, object]) -> None:
        """Write the figures of a whole run; a run without them is one that was stopped.

        Raises:
            RunError: they cannot be written.
        """
        write_whole(self.folder / SUMMARY, json.dumps(summary, indent=1, ensure_ascii=False))

    def close(self) -> None:
        """Let another process go on with the run."""
        if self._lock is not None:
            self._lock.release()

    def _take_up(self) -> bool:
        """Make the run this process's own, if it is nobody's and not finished."""
        assert self._lock is not None
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        is_taken = False
        try:
            if not (self.folder / SUMMARY).exists():
                self._drop_torn_record()
                self._read_records()
                is_taken = True
        finally:
            if not is_taken:
                self._lock.release()
        return is_taken

    def _drop_torn_record(self) -> None:
        """Cut off the half of a record that a crash left, so that the next one begins a line."""
        path = self.folder / RECORDS
        if path.exists() and (content := path.read_bytes()) and not content.endswith(b"\n"):
            with path.open("r+b") as file:
                file.truncate(content.rfind(b"\n") + 1)

    def _read_records(self) -> None:
        path = self.folder / RECORDS
        if not path.exists():
            return
        # What follows the last line break was cut short.
        for number, line in enumerate(path.read_bytes().split(b"\n")[:-1], start=1):
            try:
                record = CaseRecord.model_validate_json(line)
            except ValidationError:
                raise RunError(f"{path}:{number}: this record is damaged, or of another version of newsqa") from None
            self.records[record.key, record.repeat] = record


def is_run(folder: Path) -> bool:
    """Whether a folder holds a run, of whatever version."""
    return (folder / MANIFEST).is_file()


def check_runs_folder(parent: Path) -> None:
    """Find out before anything is loaded whether runs can be kept in a folder, which need not be there yet.

    Raises:
        RunError: they cannot.
    """
    there = next(path for path in (parent, *parent.absolute().parents) if path.exists())
    if not there.is_dir():
        raise RunError(f"runs cannot be kept in {parent}: {there} is a file")
    if not os.access(there, os.W_OK | os.X_OK):
        raise RunError(f"runs cannot be kept in {parent}: {there} is not yours to write in")


def write_whole(path: Path, text: str) -> None:
    """Write a file, whole or not at all.

    Raises:
        RunError: it cannot be written.
    """
    new = path.with_name(f"{path.name}.new")
    try:
        new.write_text(text, "utf-8")
        new.replace(path)
    except OSError as error:
        raise RunError(f"{path} cannot be written: {error.strerror}") from None


def as_file_name(model: str) -> str:
    """A model's name with what a file's name cannot have ("qwen2.5:3b") made a hyphen."""
    return "".join(c if c.isalnum() or c in "-._" else "-" for c in model)


def _read_manifest(folder: Path) -> Manifest:
    try:
        return Manifest.model_validate_json((folder / MANIFEST).read_bytes())
    except OSError:
        raise RunError(f"{folder} is no run (it has no {MANIFEST}): pytest prints where it keeps one") from None
    except ValidationError:
        raise RunError(f"the run in {folder} is damaged, or was made by another version of newsqa") from None


def one_a_case(records: Iterable[CaseRecord]) -> list[CaseRecord]:
    """A record for each case, in the order of the cases: of its repeats the first that failed, else the first.

    Repeats of a case are no further cases: counted as such, they would make every interval too narrow.
    """
    chosen: dict[str, CaseRecord] = {}
    for record in records:
        kept = chosen.setdefault(record.key, record)
        if kept.verdict.is_passed and not record.verdict.is_passed:
            chosen[record.key] = record
    return list(chosen.values())


def names_of(runs: Sequence[Run]) -> list[str]:
    """The name of each run's model, or of the run's folder where several are of one model."""
    models = [run.manifest.identity.model for run in runs]
    return [model if models.count(model) == 1 else run.folder.name for run, model in zip(runs, models, strict=True)]


def mean_seconds(records: Iterable[CaseRecord]) -> float | None:
    """The mean seconds that an answer took, as first measured; None without any."""
    seconds = [record.seconds for record in records]
    return sum(seconds) / len(seconds) if seconds else None


def passed(records: Iterable[CaseRecord]) -> dict[str, bool]:
    """For each case, whether all its repeats passed."""
    return {record.key: record.verdict.is_passed for record in one_a_case(records)}
