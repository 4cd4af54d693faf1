from pathlib import Path

import pytest

from newsqa.answering.batch import AskedQuestion, read_questions
from newsqa.errors import QuestionError


def test_questions_are_read_in_order_with_their_ids(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text('\ufeff{"id": 1, "question": "Who?"}\n\n{"question": " Where? ", "other": 2}\n', encoding="utf-8")
    assert read_questions(path) == [AskedQuestion(1, "Who?"), AskedQuestion(None, "Where?")]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "has no questions"),
        (b'{"question": "Who?"}\n{"question": ', r"q.jsonl:2: not JSON: Expecting value at column 14"),
        (b'["Who?"]', 'q.jsonl:1: needs a JSON object with a "question"'),
        (b'{"id": [1], "question": "Who?"}', "q.jsonl:1: the id must be"),
        (b'{"question": "  "}', "q.jsonl:1: the question is empty"),
        (b'{"question": "Who \\ud800?"}', "q.jsonl:1: half of a surrogate pair"),
        (b'{"id": "\\ud800", "question": "Who?"}', "q.jsonl:1: half of a surrogate pair"),
        (b'{"question": "Who?", "n": ' + b"9" * 5000 + b"}", "q.jsonl:1: not usable JSON"),
        ("Qué".encode("latin-1"), r"is not UTF-8 \(byte 2\)"),
    ],
)
def test_a_line_that_cannot_be_asked_is_named_before_any_is_answered(
    tmp_path: Path, content: bytes, message: str
) -> None:
    (tmp_path / "q.jsonl").write_bytes(content)
    with pytest.raises(QuestionError, match=message):
        read_questions(tmp_path / "q.jsonl")
