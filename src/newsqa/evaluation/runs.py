"""A run on disk: what was asked of which model with what, one record a case, and the figures when it is whole."""

import json
import os
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

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
FORMAT = 2


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
    """A folder with a manifest and records, to which records are only ever added."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        self.folder = folder
        self.manifest = manifest
        self.records: dict[tuple[str, int], CaseRecord] = {}

    @classmethod
    def create(cls, parent: Path, manifest: Manifest) -> "Run":
        """A new folder below `parent`, named by the time and the model."""
        stamp = manifest.began.astimezone(UTC).strftime("%Y%m%d-%H%M%S")
        model = as_file_name(manifest.identity.model)
        for number in range(1, 1000):
            folder = parent / f"{stamp}-{model}{f'-{number}' if number > 1 else ''}"
            try:
                folder.mkdir(parents=True)
            except FileExistsError:
                continue
            except OSError as error:
                raise RunError(f"the run cannot be kept in {parent}: {error.strerror}") from None
            new = folder / f"{MANIFEST}.new"
            new.write_text(manifest.model_dump_json(indent=1), "utf-8")
            new.replace(folder / MANIFEST)
            return cls(folder, manifest)
        raise RunError(f"{parent} holds too many runs of this second")

    @classmethod
    def read(cls, folder: Path) -> "Run":
        """The run in a folder. A record that was cut short by a crash is left out.

        Raises:
            RunError: there is no run, or it is of another version.
        """
        try:
            manifest = Manifest.model_validate_json((folder / MANIFEST).read_text("utf-8"))
        except OSError:
            raise RunError(f"{folder} is no run (it has no {MANIFEST}): pytest prints where it keeps one") from None
        except ValidationError:
            raise RunError(f"the run in {folder} is damaged, or was made by another version of newsqa") from None
        run = cls(folder, manifest)
        for record in _read_records(folder / RECORDS):
            run.records[record.key, record.repeat] = record
        return run

    @classmethod
    def unfinished(cls, parent: Path, identity: RunIdentity) -> "Run | None":
        """The newest run of the same identity below `parent` that was stopped before its end."""
        for folder in sorted(parent.glob("*/"), reverse=True):
            if (folder / SUMMARY).exists() or not (folder / MANIFEST).exists():
                continue
            try:
                run = cls.read(folder)
            except RunError:
                continue
            if run.manifest.identity == identity:
                run.drop_torn_record()
                return run
        return None

    @property
    def is_whole(self) -> bool:
        """Whether every case was answered as often as the run wanted."""
        return len(self.records) == self.manifest.cases * self.manifest.identity.repeats

    def add(self, record: CaseRecord) -> None:
        """Add a record; one that was answered anew is on the disk before this returns."""
        with (self.folder / RECORDS).open("ab") as file:
            file.write(record.model_dump_json().encode() + b"\n")
            file.flush()
            if not record.is_cached:
                os.fsync(file.fileno())
        self.records[record.key, record.repeat] = record

    def finish(self, summary: dict[str, object]) -> None:
        """Write the figures of a whole run; a run without them is one that was stopped."""
        new = self.folder / f"{SUMMARY}.new"
        new.write_text(json.dumps(summary, indent=1, ensure_ascii=False), "utf-8")
        new.replace(self.folder / SUMMARY)

    def drop_torn_record(self) -> None:
        """Cut off the half of a record that a crash left, so that the next one begins a line."""
        path = self.folder / RECORDS
        if path.exists() and (content := path.read_bytes()) and not content.endswith(b"\n"):
            with path.open("r+b") as file:
                file.truncate(content.rfind(b"\n") + 1)


def as_file_name(model: str) -> str:
    """A model's name with what a file's name cannot have ("qwen2.5:3b") made a hyphen."""
    return "".join(c if c.isalnum() or c in "-._" else "-" for c in model)


def _read_records(path: Path) -> Iterator[CaseRecord]:
    if not path.exists():
        return
    lines = path.read_bytes().split(b"\n")
    for number, line in enumerate(lines, start=1):
        if not line:
            continue
        try:
            yield CaseRecord.model_validate_json(line)
        except ValidationError:
            if number == len(lines):
                return  # cut short: no line break follows it
            raise RunError(f"{path}:{number}: this record is damaged, or of another version of newsqa") from None


def passed(records: Iterable[CaseRecord]) -> dict[str, bool]:
    """For each case, whether all its repeats passed."""
    result: dict[str, bool] = {}
    for record in records:
        result[record.key] = result.get(record.key, True) and record.verdict.is_passed
    return result
