import json
from pathlib import Path

import pytest

from newsqa.checking.batch import check_batch, read_drafts, read_text
from newsqa.errors import DraftError

STRIKE = "On Monday 1,234 dockers of Lorient went on strike."


def draft(**values: object) -> str:
    return json.dumps({"source": STRIKE, "text": STRIKE, **values}, ensure_ascii=False)


def written(folder: Path, *lines: str) -> Path:
    path = folder / "drafts.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_drafts_are_checked_in_their_order_under_their_ids(tmp_path: Path) -> None:
    other = STRIKE.replace("Lorient", "Brest")
    drafts = read_drafts(written(tmp_path, draft(id="b"), "", draft(id=7, text=other), draft(), "  "))
    checks = list(check_batch(drafts))
    assert [(check.id, check.supported) for check in checks] == [("b", True), (7, False), (None, True)]


def test_a_draft_without_a_claim_or_a_source_without_words_is_checked_all_the_same(tmp_path: Path) -> None:
    one, other = check_batch(read_drafts(written(tmp_path, draft(text=""), draft(source=""))))
    assert (one.supported, one.statements) == (True, ())
    assert [statement.verdict for statement in other.statements] == ["not_found"]


def test_a_line_separator_within_a_text_ends_no_line(tmp_path: Path) -> None:
    (read,) = read_drafts(written(tmp_path, draft(text="The ferry sank.\u2028The harbour was closed.")))
    assert "\u2028" in read.text


def test_further_keys_are_passed_over(tmp_path: Path) -> None:
    assert len(read_drafts(written(tmp_path, draft(model="any")))) == 1


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("The ferry sank.", "not JSON: Expecting value at column 1"),
        ('{"source": "a", "text": ', "not JSON: Expecting value at column"),
        ("[]", 'needs a JSON object with a "source" and a "text"'),
        ('{"text": "a"}', 'needs a JSON object with a "source" and a "text"'),
        (draft(text=None), 'needs a JSON object with a "source" and a "text"'),
        (draft(source=["a"]), 'needs a JSON object with a "source" and a "text"'),
        (draft(id=1.5), "the id must be a text or a whole number"),
        (draft(id=True), "the id must be a text or a whole number"),
        ('{"source": "a", "text": "\\ud800"}', "half of a surrogate pair"),
        ("[" * 100_000, "not usable JSON: it is nested too deeply"),
        (f'{{"id": {"9" * 5000}, "source": "a", "text": "b"}}', "not usable JSON: .* a number is too long"),
    ],
    ids=[
        "no JSON", "cut off", "a list", "no source", "no text", "source a list", "id a fraction", "id true",
        "surrogate", "nested", "long number",
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_used_is_named_before_anything_is_checked(
    tmp_path: Path, line: str, message: str
) -> None:
    path = written(tmp_path, draft(), line, draft())
    with pytest.raises(DraftError, match=rf"drafts\.jsonl:2: {message}"):
        read_drafts(path)


@pytest.mark.parametrize("content", ["", "\n \n"])
def test_a_file_without_drafts_is_an_error(tmp_path: Path, content: str) -> None:
    with pytest.raises(DraftError, match=r"drafts\.jsonl has no drafts"):
        read_drafts(written(tmp_path, content))


def test_what_is_not_utf_8_is_named_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes("Le café".encode("cp1252"))
    with pytest.raises(DraftError, match=r"draft\.txt is not UTF-8 text \(byte 6\)"):
        read_text(path)


def test_a_byte_order_mark_is_no_part_of_a_text(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_bytes(b"\xef\xbb\xbfThe ferry sank.")
    assert read_text(path) == "The ferry sank."
