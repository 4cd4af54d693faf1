"""Key points: what a good summary of an article or a topic says, written by hand, and whether one says it.

Vital and okay are the worths of nuggets in TREC's question answering track (Voorhees 2003), strict vital recall and
weighted recall those of Pradeep et al. 2024 (AutoNuggetizer), with code in place of an assessor.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import Field

from newsqa.evaluation.yaml_records import read_records
from newsqa.grounding import find_name
from newsqa.schema import Record

OKAY = 0.5  # what an okay point counts, measured by a vital one

Part = str | tuple[str, ...]


class KeyPoint(Record):
    """Something that a summary should say.

    `said` has one or more ways to say it; each is parts that one statement must all hold, and a part is a wording, or
    several that are interchangeable. `quotes` are words of the articles that say it.
    """

    id: str
    point: str
    worth: Literal["vital", "okay"]
    said: tuple[tuple[Part, ...], ...] = Field(min_length=1)
    quotes: tuple[str, ...] = Field(min_length=1)

    def is_said_by(self, statement: str) -> bool:
        """Whether a statement holds all parts of one way to say it."""
        return any(all(_has(statement, part) for part in parts) for parts in self.said)


class SummaryCase(Record):
    """Articles, or a topic that is looked for in them, and the key points of a summary of these."""

    id: str
    of: tuple[str, ...] = Field(min_length=1)
    about: str | None = None
    key_points: tuple[KeyPoint, ...] = Field(min_length=1)


class Recall(NamedTuple):
    """Which key points a summary says: the share of the vital ones, and of all with okay ones counting half."""

    strict_vital: float | None
    weighted: float
    missing: tuple[KeyPoint, ...]


def read_key_points(path: Path) -> tuple[Path, list[SummaryCase]]:
    """The folder of articles that a file names, and its cases.

    Raises:
        FactsError: the file cannot be used.
    """
    return read_records(path, SummaryCase, key="summaries", what="key points")


def recall(key_points: Sequence[KeyPoint], statements: Sequence[str]) -> Recall:
    """Which key points the statements of a summary say."""
    missing = [p for p in key_points if not any(p.is_said_by(statement) for statement in statements)]
    vital = [p for p in key_points if p.worth == "vital"]
    worths = {point.id: 1.0 if point.worth == "vital" else OKAY for point in key_points}
    lost = sum(worths[point.id] for point in missing)
    return Recall(
        1 - sum(p.worth == "vital" for p in missing) / len(vital) if vital else None,
        1 - lost / sum(worths.values()),
        tuple(missing),
    )


def _has(statement: str, part: Part) -> bool:
    wordings = (part,) if isinstance(part, str) else part
    return any(find_name(wording, statement) for wording in wordings)
