"""Many drafts from a file, each with the text that it is held against."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from newsqa.checking.check import check_against_source
from newsqa.checking.draft import read_draft
from newsqa.errors import DraftError
from newsqa.schema import DraftCheck
from newsqa.writing import Judge


class DraftWithSource(NamedTuple):
    """A draft of a batch, the text it is held against, and the id that its verdict carries."""

    id: str | int | None
    source: str
    text: str


def read_text(path: Path) -> str:
    """The text of a file, or of standard input for "-".

    Raises:
        DraftError: it is no UTF-8 text.
    """
    name = "standard input" if str(path) == "-" else str(path)
    try:
        return (sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DraftError(f"{name} is not UTF-8 text (byte {error.start})") from None


def read_drafts(path: Path) -> list[DraftWithSource]:
    """The drafts of a JSON Lines file ("-" for standard input): {"id": ..., "source": ..., "text": ...} a line.

    Raises:
        DraftError: a line cannot be used; with the file and the line, before anything is checked.
    """
    name = "standard input" if str(path) == "-" else str(path)
    drafts = []
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        if line.strip():
            try:
                drafts.append(_draft(line))
            except DraftError as error:
                raise DraftError(f"{name}:{number}: {error}") from None
    if not drafts:
        raise DraftError(f"{name} has no drafts")
    return drafts


def check_batch(drafts: list[DraftWithSource], *, judge: Judge | None = None) -> Iterator[DraftCheck]:
    """The verdicts in the order of the drafts, each as soon as it is there."""
    for draft in drafts:
        sentences = read_draft(draft.text, is_markdown=False)
        yield check_against_source(sentences, draft.source, check_id=draft.id, judge=judge)


def _draft(line: str) -> DraftWithSource:
    try:
        record = json.loads(line)
        json.dumps(record, ensure_ascii=False).encode()
    except json.JSONDecodeError as error:
        raise DraftError(f"not JSON: {error.msg} at column {error.colno}") from None
    except UnicodeEncodeError:
        raise DraftError("half of a surrogate pair stands in it, which no text can hold") from None
    except (RecursionError, ValueError):
        raise DraftError("not usable JSON: it is nested too deeply, or a number is too long") from None
    if not isinstance(record, dict) or not all(isinstance(record.get(key), str) for key in ("source", "text")):
        raise DraftError('needs a JSON object with a "source" and a "text"')
    draft_id = record.get("id")
    if not isinstance(draft_id, (str, int, type(None))) or isinstance(draft_id, bool):
        raise DraftError("the id must be a text or a whole number")
    return DraftWithSource(draft_id, record["source"], record["text"])
