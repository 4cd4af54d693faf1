"""CSV, TSV and their like: one article a row, its fields in columns whose names say what they are."""

import csv
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from newsqa.articles.dates_in_text import find_date, is_believable
from newsqa.articles.documents import Detail, Document, Draft, Field, Found, Problem
from newsqa.articles.encodings import decode, normalise_line_breaks
from newsqa.errors import ArticleError

# What the columns are called, the likeliest first: where a table has several of one row, the first is the field's.
NAMES: dict[Field | str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "story"),
    "title": ("title", "headline"),
    "url": ("url", "link"),
    "source": ("source", "publisher", "outlet", "publication"),
    "published": ("published", "date", "pubdate", "publishedat", "publishdate"),
    "updated": ("updated", "updatedat", "modified"),
    "byline": ("author", "byline", "authors"),
    "language": ("language", "lang"),
    "external_id": ("id", "guid"),
}
DETAILS: tuple[Field, ...] = ("title", "byline", "source", "url", "language", "external_id")
DATES: tuple[Field, ...] = ("published", "updated")
DELIMITERS = (",", ";", "\t", "|")
LINES_TO_JUDGE_BY = 200
LONGEST_FIELD = 2**31 - 1  # characters, as many as a C long holds on every system; csv stops at 131,072 by itself
MOST_BROKEN_ROWS = 1000

# Forms that spreadsheets and databases write, beside those of prose: 2020/9/29, 20200929, 29-Sep-20.
YEAR_FIRST = re.compile(r"(\d{4})([-/.]?)(\d\d?)\2(\d\d?)(?![\d.,])")
SHORT_YEAR = re.compile(r"(\d{1,2}[- ][A-Za-z]{3}[- ])(\d\d)(?!\d)")
TWO_NUMBERS_AND_A_YEAR = re.compile(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?!\d)")


class _Lines:
    """The lines of a text from an offset on, `offset` after the last one given: a list takes much more memory."""

    def __init__(self, text: str, offset: int) -> None:
        self.text, self.offset = text, offset

    def __iter__(self) -> Iterator[str]:
        while self.offset < len(self.text):
            start, self.offset = self.offset, self.text.find("\n", self.offset) + 1 or len(self.text)
            yield self.text[start : self.offset]


class _Row(NamedTuple):
    line: int
    cells: list[str]


class _Broken(NamedTuple):
    line: int
    what: str


class _Dates(NamedTuple):
    """The days that a column's cells give, by the cells' texts, and why the others give none."""

    days: dict[str, date]
    troubles: dict[str, str]


def read_table(document: Document, *, encoding: str | None = None) -> Iterator[Found]:
    """The articles of a table, one a row; a broken row is a problem that names the line it begins on.

    Raises:
        ArticleError: no column holds the articles' texts, or the bytes are no text.
    """
    text, note = decode(document.content, encoding=encoding)
    if note:
        yield Problem(document.where, note, "note")
    text = normalise_line_breaks(text)
    rows = _rows(text, _delimiter(text))
    header = next((row for row in rows if isinstance(row, _Row)), None)
    if header is None:
        raise ArticleError("has no rows")
    columns = _columns(header.cells)
    if "text" not in columns:
        raise ArticleError(
            f"has no column of texts: its columns are {_listed(header.cells)} "
            '(call the one with the words of the articles "text")'
        )
    body = rows[rows.index(header) + 1 :]
    dates = {
        field: _dates([row.cells[columns[field]] for row in body if isinstance(row, _Row) and _fits(row, header)])
        for field in DATES
        if field in columns
    }
    for row in body:
        where = f"{document.where}:{row.line}"
        if isinstance(row, _Broken):
            yield Problem(where, row.what)
        elif not _fits(row, header):
            yield Problem(
                where,
                f"has {len(row.cells)} cells where the table has {len(header.cells)} columns "
                "(text with a comma, a quote or a line break in it needs quotes around it)",
            )
        elif not re.search(r"\w", row.cells[columns["text"]]):
            yield Problem(where, "has no text")
        else:
            yield _draft(row, header, columns, dates)
    if troubles := {cell: why for column in dates.values() for cell, why in column.troubles.items()}:
        yield Problem(document.where, _dates_left_out(troubles), "note")


def certain_day(text: str) -> date | None:
    """The day of a date that can be read in one way only; None for anything else.

    The day is the one that is written: no time zone is converted.
    """
    text = text.strip()
    if match := YEAR_FIRST.match(text):
        has_marks, digits = bool(match[2]), match[3] + match[4]
        return _day(int(match[1]), int(match[3]), int(match[4])) if has_marks or len(digits) == 4 else None
    # Two digits of a year are of this century up to 49 (RFC 2822, 4.3).
    found = find_date(SHORT_YEAR.sub(lambda year: year[1] + ("20" if year[2] < "50" else "19") + year[2], text))
    return found.day if found else None


def _delimiter(text: str) -> str:
    """The mark that makes a table of a text: a column is known by its name, and rows are as wide as the header.

    Not csv.Sniffer: it takes a letter for the delimiter where texts are long.
    """
    head = "\n".join(text.split("\n", LINES_TO_JUDGE_BY)[:LINES_TO_JUDGE_BY])

    def fitness(delimiter: str) -> tuple[bool, float]:
        found = _rows(head, delimiter)
        header, *rest = [row for row in found if isinstance(row, _Row)] or [_Row(1, [])]
        agreeing = sum(_fits(row, header) for row in rest)
        return "text" in _columns(header.cells), agreeing / len(found) if found else 0.0

    return max(DELIMITERS, key=fitness)


def _rows(text: str, delimiter: str) -> list[_Row | _Broken]:
    """Every row with a word in it, and where a quote spoils one, what is wrong there; read on from its next line."""
    rows: list[_Row | _Broken] = []
    former_limit = csv.field_size_limit(LONGEST_FIELD)
    try:
        start, line, broken = 0, 1, 0
        while start < len(text) and broken < MOST_BROKEN_ROWS:
            lines = _Lines(text, start)
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
            first_line = line
            try:
                for cells in reader:
                    if any(cell.strip() for cell in cells):
                        rows.append(_Row(line, cells))
                    start, line = lines.offset, first_line + reader.line_num
                break
            except csv.Error as error:
                rows.append(_Broken(line, _quoting_trouble(error)))
                start, line = text.find("\n", start) + 1 or len(text), line + 1
                broken += 1
        if broken == MOST_BROKEN_ROWS:
            rows.append(_Broken(line, f"and what follows was not read: {broken:,} rows above are broken"))
    finally:
        csv.field_size_limit(former_limit)
    return rows


def _quoting_trouble(error: csv.Error) -> str:
    if "unexpected end" in str(error):
        return "opens a quote that nothing closes"
    return 'has a stray quote in a quoted field (a quote inside one is written twice: "")'


def _fits(row: _Row, header: _Row) -> bool:
    """Whether each cell has a column: more cells than that are empty ones, as spreadsheets write them."""
    width = len(header.cells)
    return len(row.cells) >= width and not any(cell.strip() for cell in row.cells[width:])


def _columns(names: Sequence[str]) -> dict[str, int]:
    """The number of the column of each field that the table has."""
    plain = [re.sub(r"[\W_]", "", name).lower() for name in names]
    return {
        field: plain.index(name)
        for field, known in NAMES.items()
        if (name := next((name for name in known if name in plain), None)) is not None
    }


def _listed(names: Sequence[str]) -> str:
    shown = [f'"{name.strip()[:40]}"' for name in names[:12]]
    return ", ".join(shown) + (f" and {len(names) - 12} more" if len(names) > 12 else "")


def _draft(row: _Row, header: _Row, columns: dict[str, int], dates: dict[Field, _Dates]) -> Draft:
    details: dict[Field, Detail] = {}
    for field in DETAILS:
        if field in columns and (value := row.cells[columns[field]].strip()):
            details[field] = Detail(value, _origin(header, columns[field]))
    for field, column in dates.items():
        if day := column.days.get(row.cells[columns[field]]):
            details[field] = Detail(day, _origin(header, columns[field]))
    return Draft(row.cells[columns["text"]].strip(), details)


def _origin(header: _Row, column: int) -> str:
    return f'the column "{header.cells[column].strip()}"'


def _dates(cells: list[str]) -> _Dates:
    """What a column of dates says, each of 03/04/2020 and its like read as the others in the column have to be."""
    numbers = {cell: _two_numbers_and_a_year(cell) for cell in cells}
    must_be_day_first = any(found[0] > 12 for found in numbers.values() if found)
    must_be_month_first = any(found[1] > 12 for found in numbers.values() if found)
    days: dict[str, date] = {}
    troubles: dict[str, str] = {}
    for cell, found in numbers.items():
        if not cell.strip():
            continue
        day = certain_day(cell)
        if found:
            first, second, year = found
            if first <= 12 and second <= 12 and first != second and must_be_day_first == must_be_month_first:
                troubles[cell] = "may be day and month or month and day"
                continue
            is_day_first = first > 12 or (second <= 12 and must_be_day_first)
            day = _day(year, second, first) if is_day_first else _day(year, first, second)
        if day is None:
            troubles[cell] = "is not a date that newsqa reads (write it as 2020-09-29)"
        elif not is_believable(day):
            troubles[cell] = "is not a day that a story can have come out"
        else:
            days[cell] = day
    return _Dates(days, troubles)


def _two_numbers_and_a_year(text: str) -> tuple[int, int, int] | None:
    match = TWO_NUMBERS_AND_A_YEAR.match(text.strip())
    return (int(match[1]), int(match[3]), int(match[4])) if match else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _dates_left_out(troubles: dict[str, str]) -> str:
    """One sentence for a whole file: each kind of trouble, with the first cell that has it."""
    examples: dict[str, str] = {}
    for cell, why in troubles.items():
        examples.setdefault(why, cell.strip()[:40])
    said = "; ".join(f'"{cell}" {why}' for why, cell in examples.items())
    return f"has dates that were left out: {said}"
