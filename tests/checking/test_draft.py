import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsqa.checking import DraftSentence, read_draft

MARKDOWN = """---
title: The harbour of Lorient
published: 2024-05-03
---
# Strike in the harbour of Lorient

On Monday 1,200 dockers
of **Lorient** went on [strike](https://x.example). They want
much more pay, says the union.

- The harbour of Brest is closed.
- Did the mayor resign on Friday?

> “The ferry was sold,” the owner said.

| Port    | Dockers who struck   |
|---------|----------------------|
| Lorient | 1,200 dockers struck |

```
Exports to France rose by 5 per cent.
```

    Exports to Spain fell by 5 per cent.

Yes. Peskov met Macron in Geneva.
"""


def read_markdown(text: str) -> list[tuple[int, str]]:
    return [(sentence.line, sentence.text) for sentence in read_draft(text, is_markdown=True)]


def read_plain(text: str) -> list[tuple[int, str]]:
    return [(sentence.line, sentence.text) for sentence in read_draft(text, is_markdown=False)]


def test_the_sentences_of_a_page_are_read_with_their_lines() -> None:
    assert read_markdown(MARKDOWN) == [
        (7, "On Monday 1,200 dockers of Lorient went on strike."),
        (8, "They want much more pay, says the union."),
        (11, "The harbour of Brest is closed."),
        (14, "“The ferry was sold,” the owner said."),
        (26, "Peskov met Macron in Geneva."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "# The harbour of Lorient was closed.",
        "The harbour of Lorient was closed.\n=====",
        "```\nThe harbour of Lorient was closed.\n```",
        "    The harbour of Lorient was closed.",
        "| Port | Dockers |\n|---|---|\n| Lorient | 1,200 struck. |",
        "---\ntitle: The harbour of Lorient was closed.\n---\n",
        "<div>The harbour of Lorient was closed.</div>",
        "![The harbour of Lorient was closed.](harbour.png)",
    ],
    ids=["heading", "underlined", "fence", "indented", "table", "front matter", "HTML", "picture"],
)
def test_what_is_no_prose_of_a_page_is_passed_over(text: str) -> None:
    assert read_markdown(text) == []


@pytest.mark.parametrize(
    "text",
    ["Was the harbour of Lorient closed?", "“Was the harbour of Lorient closed?”", "Yes.", "He did.", "***", ""],
    ids=["question", "quoted question", "a word", "stop words", "no words", "empty"],
)
def test_what_claims_nothing_is_passed_over(text: str) -> None:
    assert read_markdown(text) == read_plain(text) == []


def test_a_number_is_as_good_as_a_word_for_a_claim() -> None:
    assert read_plain("There were 12 dead.") == [(1, "There were 12 dead.")]


def test_items_and_quotations_within_each_other_are_on_their_lines() -> None:
    text = "1. The harbour was closed.\n   - The ferry sank there.\n\n> - The bridge of Brest\n>   was opened.\n"
    assert read_markdown(text) == [
        (1, "The harbour was closed."),
        (2, "The ferry sank there."),
        (4, "The bridge of Brest was opened."),
    ]


def test_marks_of_format_are_left_out_and_code_in_a_line_is_not() -> None:
    assert read_markdown("The *ferry* of `Lorient` was [sold](x) <b>today</b>.") == [
        (1, "The ferry of Lorient was sold today.")
    ]


def test_plain_text_has_no_marks() -> None:
    assert read_plain("# The *ferry* was sold.") == [(1, "# The *ferry* was sold.")]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_lines_are_counted_whatever_ends_them(line_end: str) -> None:
    text = line_end.join(["", "", "The harbour was closed.", "The ferry sank there."])
    assert read_plain(text) == read_markdown(text) == [(3, "The harbour was closed."), (4, "The ferry sank there.")]


@given(
    st.lists(st.sampled_from(["The harbour was closed.", "", "# Harbour", "- The ferry sank.", "> Why?"]), max_size=8)
)
def test_every_sentence_begins_on_its_line(lines: list[str]) -> None:
    for sentence in read_draft("\n".join(lines), is_markdown=True):
        assert isinstance(sentence, DraftSentence)
        assert sentence.text.split(".")[0] in lines[sentence.line - 1]
