"""Many questions from a file."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from newsqa.answering.ask import ask, check_question, check_unicode
from newsqa.answering.setup import ModelSetup
from newsqa.errors import QuestionError
from newsqa.library import Library
from newsqa.schema import Answer, Filter


class AskedQuestion(NamedTuple):
    """A question of a batch, with the id that its answer carries."""

    id: str | int | None
    question: str


def read_questions(path: Path) -> list[AskedQuestion]:
    """The questions of a JSON Lines file ("-" for standard input): {"id": ..., "question": ...} a line.

    Raises:
        QuestionError: a line cannot be asked; with the file and the line, before any question is answered.
    """
    name = "standard input" if str(path) == "-" else str(path)
    try:
        content = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        lines = content.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise QuestionError(f"{name} is not UTF-8 (byte {error.start})") from None
    questions = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                questions.append(_question(line))
            except QuestionError as error:
                raise QuestionError(f"{name}:{number}: {error}") from None
    if not questions:
        raise QuestionError(f"{name} has no questions")
    return questions


def ask_batch(
    questions: Sequence[AskedQuestion],
    library: Library,
    *,
    setup: ModelSetup,
    min_confidence: float,
    where: Filter | None = None,
) -> Iterator[Answer]:
    """The answers in the order of the questions, each as soon as it is there."""
    for asked in questions:
        yield ask(
            asked.question, library, setup=setup, min_confidence=min_confidence, question_id=asked.id, where=where
        )


def _question(line: str) -> AskedQuestion:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise QuestionError(f"not JSON: {error.msg} at column {error.colno}") from None
    except (RecursionError, ValueError):
        raise QuestionError("not usable JSON: it is nested too deeply, or a number is too long") from None
    if not isinstance(record, dict) or not isinstance(record.get("question"), str):
        raise QuestionError('needs a JSON object with a "question"')
    question_id = record.get("id")
    if not isinstance(question_id, (str, int, type(None))) or isinstance(question_id, bool):
        raise QuestionError("the id must be a text or a whole number")
    check_unicode(str(question_id))
    return AskedQuestion(question_id, check_question(record["question"]))
