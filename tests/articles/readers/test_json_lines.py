import json
from datetime import date

import pytest

from newsqa.articles.documents import Document, Draft, Problem
from newsqa.articles.readers.json_lines import read_json_lines
from newsqa.errors import ArticleError


def document(text: str, *, suffix: str = ".jsonl") -> Document:
    return Document(text.encode(), f"corpus{suffix}", "corpus", suffix)


def read(text: str, *, suffix: str = ".jsonl") -> tuple[list[Draft], list[str]]:
    found = list(read_json_lines(document(text, suffix=suffix)))
    return [one for one in found if isinstance(one, Draft)], [str(one) for one in found if isinstance(one, Problem)]


def test_a_line_gives_its_author_language_and_both_days() -> None:
    record = {
        "text": "Words.",
        "author": "Ani",
        "language": "en",
        "published": "2020-09-29",
        "updated": "2020-10-01T09:00",
    }
    (draft,), problems = read(json.dumps(record))
    values = {field: detail.value for field, detail in draft.details.items()}
    assert values == {
        "title": "corpus, line 1",
        "byline": "Ani",
        "language": "en",
        "published": date(2020, 9, 29),
        "updated": date(2020, 10, 1),
    }
    assert not problems


@pytest.mark.parametrize("suffix", [".json", ".jsonl"])
@pytest.mark.parametrize("indent", [None, 2])
def test_an_array_of_articles_is_read_like_lines(suffix: str, indent: int | None) -> None:
    records = [{"text": "First.", "title": "One"}, {"title": "No text"}, {"text": "Third."}]
    drafts, problems = read(json.dumps(records, indent=indent), suffix=suffix)
    assert [(draft.text, draft.details["title"].value) for draft in drafts] == [
        ("First.", "One"),
        ("Third.", "corpus, item 3"),
    ]
    assert problems == [f'corpus{suffix}, item 2 has no "text"']


def test_one_article_over_several_lines_is_an_article() -> None:
    (draft,), _ = read(json.dumps({"text": "Words."}, indent=2), suffix=".json")
    assert draft.text == "Words."


def test_lines_in_a_file_that_is_called_json_are_read_as_lines() -> None:
    drafts, problems = read('{"text": "One."}\n{"text": \n{"text": "Three."}\n', suffix=".json")
    assert [draft.text for draft in drafts] == ["One.", "Three."]
    assert [problem.split(" ")[0] for problem in problems] == ["corpus.json:2"]


def test_a_broken_json_file_is_one_problem_that_says_where() -> None:
    with pytest.raises(ArticleError, match=r"is not JSON: .* at line 3, column 1"):
        read('[\n  {"text": "One."},\n', suffix=".json")


def test_a_day_to_come_is_left_out_with_a_note_and_no_date_is_a_problem() -> None:
    lines = [{"text": "One.", "published": "2990-01-01"}, {"text": "Two.", "published": "yesterday"}]
    (draft,), problems = read("\n".join(map(json.dumps, lines)))
    assert "published" not in draft.details
    assert problems[0].startswith("corpus.jsonl:1 gives 2990-01-01 as published, which was left out")
    assert "gives 'yesterday' as the day it was published" in problems[1]
