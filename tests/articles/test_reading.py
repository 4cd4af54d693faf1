import json
import os
import re
from datetime import date
from pathlib import Path

import docx
import pytest

from newsqa.articles import FoundFile, Problem, ReadingOptions, find_documents, read_paths
from newsqa.schema import Article


def articles(path: Path) -> list[Article]:
    return [reading for reading in read_paths([path]) if isinstance(reading, Article)]


def problems(path: Path) -> list[str]:
    return [str(reading) for reading in read_paths([path]) if isinstance(reading, Problem)]


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    return path


def test_a_text_file_is_one_article_titled_by_its_headline(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", "Armenia\n\nRussia Warns Against War\r\n\r\nIt said so on Tuesday.\n")
    (article,) = articles(path)
    assert article.title == "Russia Warns Against War"
    assert article.text == "Russia Warns Against War\n\nIt said so on Tuesday."
    assert article.path == str(path)
    assert article.origins["title"] == "the headline"


def test_keep_all_keeps_what_the_page_put_around_a_story(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.txt", "Armenia\n\nRussia Warns Against War\n\nIt said so on Tuesday.\n\nLeave a Reply"
    )
    (kept,) = read_paths([path], options=ReadingOptions(keep_all=True))
    assert isinstance(kept, Article)
    assert kept.text == "Armenia\n\nRussia Warns Against War\n\nIt said so on Tuesday.\n\nLeave a Reply"
    (cut,) = articles(path)
    assert "Leave a Reply" not in cut.text


def test_the_day_and_the_source_come_from_the_path_where_nothing_else_tells_them(tmp_path: Path) -> None:
    path = written(
        tmp_path / "MassisPost" / "2020-09-29-talks.txt", "Talks Begin in Geneva Again\n\nThey met. It rained."
    )
    (article,) = (reading for reading in read_paths([tmp_path]) if isinstance(reading, Article))
    assert (article.published, article.origins["published"]) == (date(2020, 9, 29), "the file's name")
    assert (article.source, article.origins["source"]) == ("MassisPost", "the folder's name")
    (named,) = articles(path)
    assert named.source is None, "a file that is named itself lies in no folder that was given"


def test_a_text_file_without_a_headline_is_titled_by_its_name(tmp_path: Path) -> None:
    (article,) = articles(written(tmp_path / "budget.txt", "The cabinet met on Friday. It agreed.\n\nMore."))
    assert article.title == "budget"


def test_markdown_gives_its_front_matter_and_the_words_a_reader_sees(tmp_path: Path) -> None:
    path = written(
        tmp_path / "a.md",
        '---\ntitle: "Talks: a *first*"\nsource: AFP\npublished: 2020-09-29\nurl: https://example.org/a\n---\n'
        "# Heading\n\nThe **minister** said “no” to [AFP](https://afp.com),\nagain.\n\n- one\n- two &amp; three\n",
    )
    (article,) = articles(path)
    assert article.title == "Talks: a *first*"
    assert article.source == "AFP"
    assert article.published == date(2020, 9, 29)
    assert article.url == "https://example.org/a"
    assert article.text == "Heading\n\nThe minister said “no” to AFP, again.\n\none\n\ntwo & three"


def test_markdown_without_front_matter_is_titled_by_its_heading(tmp_path: Path) -> None:
    (article,) = articles(written(tmp_path / "a.md", "# The _real_ title\n\nText."))
    assert article.title == "The real title"


@pytest.mark.parametrize(
    ("matter", "message"),
    [
        ("title: [unclosed\nsource: AFP", r"not YAML \(line 3\)"),
        ("published: yesterday", "gives 'yesterday' as the day it was published"),
        ("published: 2020-02-31", "2020-02-31"),
        ('title: "x \\ud83d\\ude00"', "half of a surrogate pair"),
        ("title: " + "[" * 3000, "nested too deeply"),
        ("title: a\x07b", "not YAML"),
    ],
)
def test_broken_front_matter_is_reported_and_not_guessed_around(tmp_path: Path, matter: str, message: str) -> None:
    (problem,) = problems(written(tmp_path / "a.md", f"---\n{matter}\n---\nText."))
    assert re.search(message, problem)


def test_json_lines_keeps_ids_and_names_the_broken_line(tmp_path: Path) -> None:
    rows = [
        json.dumps({"id": 7, "title": "One", "text": "First\r\ntext.", "published": "2020-09-29T10:00:00Z"}),
        '{"id": "b", "text": ',
        "",
        json.dumps({"id": "c", "title": "No text"}),
        json.dumps([1]),
        '{"text": "A long number.", "n": ' + "9" * 5000 + "}",
        '{"text": "half a pair \\ud800"}',
        json.dumps({"text": "Line separators \u2028 stay inside."}, ensure_ascii=False),
    ]
    path = written(tmp_path / "corpus.jsonl", "\n".join(rows) + "\n")
    one, last = articles(path)
    assert (one.external_id, one.title, one.text, one.published) == ("7", "One", "First\ntext.", date(2020, 9, 29))
    assert last.title == "corpus, line 8"
    assert [problem.split(" ")[0].rpartition(":")[2] for problem in problems(path)] == ["2", "4", "5", "6", "7"]
    assert problems(path)[0].startswith(f"{path}:2 is not JSON")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b" \n\t ", "is empty"),
        (b"\0\1\2", "is a binary file"),
        (b"...\n***", "has no words in it"),
    ],
)
def test_a_file_without_an_article_is_reported(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    assert problems(path) == [f"{path} {message}" + (", not a text" if "binary" in message else "")]


def test_a_folder_is_searched_to_the_bottom_without_hidden_files_or_link_loops(tmp_path: Path) -> None:
    (tmp_path / "b/c").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    for name in ("z.txt", "b/c/a.MD", "b/x.jsonl", "b/picture.png", ".git/x.txt", ".hidden.txt"):
        (tmp_path / name).write_text("x")
    (tmp_path / "b/loop").symlink_to(tmp_path)
    *found, note = find_documents([tmp_path])
    assert [one.path for one in found if isinstance(one, FoundFile)] == [
        tmp_path / "z.txt",
        tmp_path / "b/x.jsonl",
        tmp_path / "b/c/a.MD",
    ]
    assert isinstance(note, Problem)
    assert note.severity == "note"
    assert "has files that were passed over: 1 .png (newsqa reads text, " in str(note)


def test_a_folder_of_other_files_says_what_was_passed_over(tmp_path: Path) -> None:
    for name in ("a.png", "b.PNG", "Makefile"):
        (tmp_path / name).write_text("x")
    passed_over, empty = find_documents([tmp_path])
    assert "passed over: 2 .png, 1 of other names" in str(passed_over)
    assert "holds no articles" in str(empty)


def test_a_folder_without_articles_and_a_missing_path_are_reported(tmp_path: Path) -> None:
    empty, missing, nobody, long = find_documents(
        [tmp_path, tmp_path / "nowhere", Path("~nosuchuser/x"), Path("x" * 5000)]
    )
    assert "holds no articles" in str(empty)
    assert str(missing) == f"{tmp_path / 'nowhere'} does not exist"
    assert "does not exist" in str(nobody) or "cannot be read" in str(nobody)
    assert "File name too long" in str(long)


def test_a_named_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert problems(tmp_path / "pipe.txt") == [f"{tmp_path / 'pipe.txt'} is not a regular file"]


def test_a_file_name_that_is_no_unicode_is_read(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_text("The cabinet met on Friday. It agreed on little.")
    (article,) = articles(path)
    assert article.title == "caf\ufffd"


def test_moving_a_file_leaves_its_article_the_same(tmp_path: Path) -> None:
    one = written(tmp_path / "one.txt", "A Headline That Stays\n\nText.")
    two = written(tmp_path / "two.txt", "A Headline That Stays\n\nText.")
    assert articles(one)[0].id == articles(two)[0].id


def test_pages_saved_under_other_names_are_found_in_folders_by_their_content(tmp_path: Path) -> None:
    page = "<!DOCTYPE html><html><body><p>A page that was saved from the web.</p></body></html>"
    for name in ("index.php", "story", "notes.py"):
        (tmp_path / name).write_text(page if name != "notes.py" else "print('no page')")
    found = [one.path.name for one in find_documents([tmp_path]) if isinstance(one, FoundFile)]
    assert found == ["index.php", "story"]


def test_the_text_of_a_word_file_tells_its_day_and_author_and_that_of_a_page_its_place(tmp_path: Path) -> None:
    word = docx.Document()
    for paragraph in (
        "Chess Prodigy Wins In Lunden",
        "By Greta Voss, 1 March 2024",
        "A girl of eleven won the tournament on Thursday, beating two grandmasters. She had slept badly.",
    ):
        word.add_paragraph(paragraph)
    word.save(str(tmp_path / "chess.docx"))
    (article,) = articles(tmp_path / "chess.docx")
    assert (article.title, article.byline) == ("Chess Prodigy Wins In Lunden", "Greta Voss")
    assert (article.published, article.origins["published"]) == (date(2024, 3, 1), "a line of the text")
    page = written(
        tmp_path / "page.html",
        "<!DOCTYPE html><html><head><title>Storm</title></head><body><article><h1>Storm Closes Harbour</h1>"
        "<p>OSTBY — The harbour was closed on Friday after a storm, and nobody was hurt.</p><p>Ferries left from "
        "Lunden instead, the mayor said, and will do so for a week.</p></article></body></html>",
    )
    assert articles(page)[0].place == "Ostby"


def test_a_link_that_leads_to_itself_is_one_problem(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "a.txt")
    (problem,) = problems(tmp_path)
    assert "a.txt cannot be read" in problem


def test_a_file_that_vanishes_while_it_is_read_is_one_problem_and_the_rest_goes_in(tmp_path: Path) -> None:
    for name in ("a", "b"):
        written(tmp_path / f"{name}.txt", f"The {name.upper()} story is told here.\n\nIt is short. It ends.")
    readings = []
    for reading in read_paths([tmp_path]):
        readings.append(str(reading) if isinstance(reading, Problem) else "article")
        (tmp_path / "b.txt").unlink(missing_ok=True)
    assert readings == ["article", f"{tmp_path / 'b.txt'} cannot be read: No such file or directory"]
