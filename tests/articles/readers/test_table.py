from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from newsqa.articles.documents import Document, Draft, Problem
from newsqa.articles.readers.table import certain_day, read_table
from newsqa.errors import ArticleError


def table(text: str | bytes, *, suffix: str = ".csv") -> Document:
    return Document(text.encode() if isinstance(text, str) else text, f"table{suffix}", "table", suffix)


def drafts(document: Document) -> list[Draft]:
    return [found for found in read_table(document) if isinstance(found, Draft)]


def problems(document: Document) -> list[str]:
    return [str(found) for found in read_table(document) if isinstance(found, Problem)]


def values(draft: Draft) -> dict[str, object]:
    return {field: detail.value for field, detail in draft.details.items()}


def dates(column: Sequence[str]) -> list[object]:
    rows = "\n".join(f'Words {number}.,"{cell}"' for number, cell in enumerate(column))
    return [values(draft).get("published") for draft in drafts(table(f"text,date\n{rows}\n"))]


def test_a_row_is_an_article_with_what_its_columns_say() -> None:
    document = table(
        "ID,Headline,Published At,Author,Publisher,Link,Body\n"
        "7,Russia Warns,2020-09-29T23:30:00-05:00,A. Writer,AFP,https://example.org/7,The minister said so.\n"
    )
    (draft,) = drafts(document)
    assert draft.text == "The minister said so."
    assert values(draft) == {
        "external_id": "7",
        "title": "Russia Warns",
        "published": date(2020, 9, 29),
        "byline": "A. Writer",
        "source": "AFP",
        "url": "https://example.org/7",
    }
    assert draft.details["source"].origin == 'the column "Publisher"'


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"], ids=["comma", "semicolon", "tab", "bar"])
def test_the_delimiter_is_the_one_that_makes_a_table(delimiter: str) -> None:
    rows = [
        ["title", "text"],
        ["One, two; three", "It rained, and then; it | stopped.\tAll, day; long."],
        ["Four", "No rain."],
    ]
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    assert [draft.text for draft in drafts(table(text))] == [rows[1][1], rows[2][1]]


def test_a_column_of_texts_alone_is_a_table() -> None:
    assert [draft.text for draft in drafts(table("text\nIt rained.\nIt stopped.\n"))] == ["It rained.", "It stopped."]


def test_line_breaks_quotes_and_a_byte_order_mark_stand_in_no_ones_way() -> None:
    text = '\ufefftext,title\r\n"First paragraph.\r\n\r\nHe said ""no""  twice.",One\r\n'
    (draft,) = drafts(table(text))
    assert draft.text == 'First paragraph.\n\nHe said "no"  twice.'


def test_a_long_text_is_read_whole() -> None:
    long = "word " * 60_000
    (draft,) = drafts(table(f'title,text\nOne,"{long}"\n'))
    assert draft.text == long.strip()


def test_broken_rows_are_named_by_their_line_and_the_others_are_read() -> None:
    document = table(
        "title,text\n"
        'One,"Two\nlines."\n'
        "Two,An unquoted, comma.\n"
        'Three,"An open quote.\n'
        "Four,Read.\n"
        'Five,"A stray" quote."\n'
        "Six, \n"
        "Seven\n"
        "Eight,Read too.,,\n"
    )
    assert [draft.text for draft in drafts(document)] == ["Two\nlines.", "Read.", "Read too."]
    found = problems(document)
    assert [problem.split(" ")[0] for problem in found] == [f"table.csv:{line}" for line in (4, 5, 7, 8, 9)]
    assert "has 3 cells where the table has 2 columns" in found[0]
    assert "quote" in found[1]
    assert found[3] == "table.csv:8 has no text"


def test_a_quote_that_nothing_closes_costs_one_row_and_not_the_file() -> None:
    document = table('title,text\nOne,"Open.\n' + "Two,Read.\n" * 50)
    assert len(drafts(document)) == 50
    assert problems(document) == ["table.csv:2 opens a quote that nothing closes"]


def test_a_table_without_texts_says_which_columns_it_has() -> None:
    with pytest.raises(ArticleError, match=r'its columns are "name", "price" .*call .* "text"'):
        list(read_table(table("name,price\nTea,3\n")))


def test_an_empty_table_is_refused() -> None:
    with pytest.raises(ArticleError, match="has no rows"):
        list(read_table(table(" \n\n")))


@pytest.mark.parametrize(
    "written",
    [
        "2020-09-29",
        "2020-09-29 10:00:00",
        "2020/09/29",
        "2020.9.29",
        "20200929",
        "29 Sep 2020",
        "29-Sep-20",
        "29th September 2020",
        "September 29, 2020",
        "Sept. 29, 2020",
        "Tuesday, September 29, 2020",
        "Tue, 29 Sep 2020 23:30:00 -0500",
        "29.09.2020",
        "09/29/2020",
        "29/9/2020 10:00",
    ],
)
def test_dates_that_read_one_way_are_read(written: str) -> None:
    assert dates([written]) == [date(2020, 9, 29)]


def test_two_digits_of_a_year_are_of_the_last_century_from_fifty_on() -> None:
    assert dates(["29-Sep-95", "29-Sep-05"]) == [date(1995, 9, 29), date(2005, 9, 29)]


def test_a_day_over_twelve_settles_the_whole_column() -> None:
    assert dates(["03/04/2020", "29/04/2020"]) == [date(2020, 4, 3), date(2020, 4, 29)]
    assert dates(["03/04/2020", "04/29/2020"]) == [date(2020, 3, 4), date(2020, 4, 29)]
    assert dates(["04/04/2020"]) == [date(2020, 4, 4)]


def test_what_stays_open_is_left_out_with_one_note() -> None:
    tomorrows = (date.today() + timedelta(days=9)).isoformat()
    column = ["03/04/2020", "05/06/2020", "yesterday", "2020-02-31", "0999-01-01", tomorrows, "", "2020-09-29"]
    assert dates(column) == [None] * 7 + [date(2020, 9, 29)]
    rows = "\n".join(f"Words.,{cell}" for cell in column)
    (note,) = problems(table(f"text,date\n{rows}\n"))
    assert '"03/04/2020" may be day and month or month and day' in note
    assert '"yesterday" is not a date' in note
    assert '"0999-01-01" is not a day that a story can have come out' in note


def test_rows_that_contradict_each_other_settle_nothing() -> None:
    assert dates(["03/04/2020", "29/04/2020", "04/29/2020"]) == [None, date(2020, 4, 29), date(2020, 4, 29)]


@pytest.mark.parametrize("text", ["1601337600", "Sep 2020", "2020-13-01", "29 Foo 2020", "May", "3 4 2020", "2020"])
def test_a_number_or_a_month_is_no_day(text: str) -> None:
    assert certain_day(text) is None
