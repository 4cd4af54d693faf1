import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsqa.errors import LibraryError
from newsqa.library import Library
from newsqa.retrieval import find_evidence
from newsqa.schema import Article, Filter
from scripted_embedder import ScriptedEmbedder

HARBOUR = (
    "The harbour of Ostby will close in March, the council said on Tuesday. Ferries will leave from Lunden instead. "
    "The mayor, Ana Reuter, said that 40 people would have to look for other work. Fishermen blocked the quay for "
    "an hour in protest, and the police took down the names of six of them. A study had found cracks in two piers, "
    "which would cost 12 million crowns to mend, more than the town spends on its schools in a year. The county "
    "may pay for a part of it, a spokesman told the paper, but has not yet been asked. The last ferry is to leave on "
    "31 March."
)
SCHOOL = (
    "A new school opens in Lunden after the summer. It has room for 300 children and was paid for by the county, "
    "which sold a forest. Parents had asked for it since the old one burnt down. The head teacher comes from Ostby."
)


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "quick", embedder=ScriptedEmbedder()) as library:
        yield library


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def titles(library: Library) -> list[str]:
    return [article.title for article in library.articles()]


def story(text: str, *, source: str, title: str = "The harbour closes") -> Article:
    return Article.from_text(text, title=title, source=source)


def markdown(text: str, title: str = "The harbour closes", source: str = "Courier") -> str:
    return f"---\ntitle: {title}\nsource: {source}\n---\n{text}\n"


def test_a_wire_story_in_two_papers_is_one_story_that_names_both(quick: Library) -> None:
    first = story(HARBOUR, source="Courier")
    second = story(f"{HARBOUR.replace('on Tuesday', 'Tuesday')}", source="Gazette", title="Ostby loses its harbour")
    report = quick.add_articles([first, second, story(SCHOOL, source="Gazette", title="A school")])
    assert [article.source for article in report.copies] == ["Gazette"]
    assert titles(quick) == ["The harbour closes", "A school"]
    assert [copy.source for copy in quick.standing(first.id).copies] == ["Gazette"]
    evidence = find_evidence("When does the last ferry leave?", quick, limit=50)
    assert {one.article.source for one in evidence if "ferry" in one.text} == {"Courier"}


def test_the_copy_with_the_fullest_text_stands_for_the_group_whichever_came_first(quick: Library) -> None:
    shorter = story(HARBOUR[: HARBOUR.index(" The county may")], source="Courier")
    quick.add_articles([shorter])
    quick.add_articles([story(HARBOUR, source="Gazette")])
    (article,) = quick.articles()
    assert article.source == "Gazette"
    assert [copy.article_id for copy in quick.standing(article.id).copies] == [shorter.id]


def test_a_filter_for_the_source_of_a_copy_finds_and_cites_the_copy(quick: Library) -> None:
    quick.add_articles([story(HARBOUR, source="Courier"), story(HARBOUR, source="Gazette")])
    (evidence, *_) = find_evidence("Who is the mayor?", quick, where=Filter(sources=("gazette",)))
    assert evidence.article.source == "Gazette"
    assert [a.source for a in quick.articles(Filter(sources=("Gazette",)))] == ["Gazette"]


def test_removing_the_article_that_stands_for_a_group_leaves_its_copy_to_be_found(quick: Library) -> None:
    first, second = story(HARBOUR, source="Courier"), story(HARBOUR, source="Gazette")
    quick.add_articles([first, second])
    quick.remove(first.id)
    assert [article.source for article in quick.articles()] == ["Gazette"]
    assert find_evidence("Who is the mayor?", quick)[0].article.id == second.id


def test_a_corrected_file_answers_anew_and_the_earlier_version_stays_readable(quick: Library, tmp_path: Path) -> None:
    path = written(tmp_path / "news" / "a.md", markdown(HARBOUR))
    (before,) = quick.add(path.parent).added
    written(path, markdown(HARBOUR.replace("40 people", "55 people")))
    report = quick.add(path.parent)
    (after,) = report.updated
    assert (report.added, report.copies) == ((), ())
    assert [article.id for article in quick.articles()] == [after.id]
    assert "40 people" in quick.article(before.id).text
    assert quick.standing(before.id).replaced_by == after.id
    assert quick.standing(after.id).earlier_versions == (before.id,)
    assert not any("40 people" in one.text for one in find_evidence("How many people?", quick, limit=50))


def test_a_file_that_goes_back_to_what_it_was_answers_as_it_did(quick: Library, tmp_path: Path) -> None:
    path = written(tmp_path / "news" / "a.md", markdown(HARBOUR))
    (before,) = quick.add(path).added
    written(path, markdown(HARBOUR.replace("40 people", "55 people")))
    quick.add(path)
    written(path, markdown(HARBOUR))
    assert [article.id for article in quick.add(path).updated] == [before.id]
    assert [article.id for article in quick.articles()] == [before.id]


def test_a_correction_of_one_copy_leaves_the_other_as_a_story_of_its_own(quick: Library, tmp_path: Path) -> None:
    path = written(tmp_path / "a.md", markdown(HARBOUR))
    quick.add(path, written(tmp_path / "b.md", markdown(HARBOUR, source="Gazette")))
    written(path, markdown(HARBOUR.replace("40 people", "55 people")))
    quick.add(path)
    assert sorted(article.source or "" for article in quick.articles()) == ["Courier", "Gazette"]


def test_files_that_have_not_changed_are_not_read_again(quick: Library, tmp_path: Path) -> None:
    path = written(tmp_path / "a.md", markdown(HARBOUR))
    (added,) = quick.add(path).added
    before = {file.name: file.read_bytes() for file in quick.folder.iterdir() if not file.name.endswith("-shm")}
    report = quick.add(path)
    assert report.unchanged == (added.id,)
    assert {name: (quick.folder / name).read_bytes() for name in before} == before


def test_a_line_of_a_corpus_that_changes_is_a_new_version_of_that_line_alone(quick: Library, tmp_path: Path) -> None:
    rows = [{"id": "a", "title": "Harbour", "text": HARBOUR}, {"id": "b", "title": "School", "text": SCHOOL}]
    path = written(tmp_path / "corpus.jsonl", "\n".join(map(json.dumps, rows)))
    assert len(quick.add(path).added) == 2
    rows[1]["text"] = SCHOOL.replace("300", "320")
    written(path, "\n".join(map(json.dumps, rows)))
    report = quick.add(path)
    assert [article.external_id for article in report.updated] == ["b"]
    assert len(report.unchanged) == 1


def test_the_library_follows_a_folder(quick: Library, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    written(folder / "a.md", markdown(HARBOUR))
    written(folder / "b.md", markdown(SCHOOL, "A school"))
    quick.add_articles([story("The lighthouse of Ostby was painted.", source="Courier", title="The lighthouse")])
    assert len(quick.sync(folder).added) == 2
    (folder / "b.md").unlink()
    (folder / "a.md").rename(folder / "c.md")
    report = quick.sync(folder)
    assert [article.title for article in report.removed] == ["A school"]
    assert titles(quick) == ["The lighthouse", "The harbour closes"]
    (harbour,) = quick.articles(about="harbour")
    assert harbour.path == str(folder / "c.md")


def test_a_folder_that_is_empty_all_at_once_loses_nothing_unless_told(quick: Library, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    path = written(folder / "a.md", markdown(HARBOUR))
    quick.sync(folder)
    path.unlink()
    assert "none was removed (--allow-empty removes them)" in str(quick.sync(folder).problems[-1])
    folder.rmdir()
    assert "does not exist" in str(quick.sync(folder).problems[0])
    assert len(quick) == 1
    folder.mkdir()
    assert len(quick.sync(folder, may_empty=True).removed) == 1


def test_removing_an_article_takes_its_earlier_versions_with_it(quick: Library, tmp_path: Path) -> None:
    path = written(tmp_path / "a.md", markdown(HARBOUR))
    (before,) = quick.add(path).added
    written(path, markdown(HARBOUR.replace("40 people", "55 people")))
    (after,) = quick.add(path).updated
    quick.remove(after.id)
    with pytest.raises(LibraryError, match="no article here"):
        quick.article(before.id)
    assert len(quick.add(path).added) == 1, "what was removed can be added again from the same file"


def test_filters_are_exact_however_few_articles_are_left(quick: Library) -> None:
    quick.add_articles([Article.from_text(f"Item {n} tells of the weather.", title=f"Item {n}") for n in range(200)])
    rare = Article.from_text("Nothing about the question at all.", title="Rare", source="Courier")
    quick.add_articles([rare])
    evidence = find_evidence("What does item 7 tell of?", quick, where=Filter(sources=("Courier",)), limit=50)
    assert {one.article.id for one in evidence} == {rare.id}
    evidence = find_evidence("What is it about?", quick, where=Filter(articles=(rare.id[:6],)), limit=50)
    assert {one.article.id for one in evidence} == {rare.id}
    with pytest.raises(LibraryError, match=r"no article here is from 'Curier' \(there is Courier"):
        find_evidence("What?", quick, where=Filter(sources=("Curier",)))


def test_one_more_article_does_not_rewrite_the_vectors_of_all_others(quick: Library) -> None:
    quick.add_articles([Article.from_text(f"Item {n} tells of the weather.", title=f"Item {n}") for n in range(100)])
    before = {path.name: path.stat().st_mtime_ns for path in quick.folder.glob("passages.*.faiss")}
    for n in range(10):
        quick.add_articles([Article.from_text(f"One more: {n} ships came in.", title=f"Ships {n}")])
    after = {path.name: path.stat().st_mtime_ns for path in quick.folder.glob("passages.*.faiss")}
    assert before.items() <= after.items()
    assert len(after) <= 5, "small files are put together"
    found = {one.article.title for one in find_evidence("Which ships came in?", quick, limit=50)}
    assert {f"Ships {n}" for n in range(10)} <= found
