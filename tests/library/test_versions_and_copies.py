import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsqa.articles import FoundFile
from newsqa.errors import LibraryError
from newsqa.library import Library, rebuild
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


def current(library: Library) -> list[str]:
    return sorted(article.text for article in library.articles())


def test_a_file_that_comes_back_is_read_again(quick: Library, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    written(folder / "b.md", markdown(SCHOOL, "A school"))
    path = written(folder / "a.md", markdown(HARBOUR))
    quick.sync(folder)
    path.rename(tmp_path / "aside.md")
    assert len(quick.sync(folder).removed) == 1
    (tmp_path / "aside.md").rename(path)
    assert len(quick.sync(folder).added) == 1
    for there, back in ((path, folder / "c.md"), (folder / "c.md", path)):
        there.rename(back)
        assert quick.sync(folder).removed == ()
    assert len(quick) == 2


def test_a_text_titled_by_its_file_can_be_renamed(quick: Library, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    text = HARBOUR.replace("The harbour of Ostby will close", "the harbour of Ostby will close")
    written(folder / "b.txt", SCHOOL)
    path = written(folder / "harbour.txt", text)
    quick.sync(folder)
    path.rename(folder / "ostby.txt")
    quick.sync(folder)
    assert len(quick) == 2
    quick.sync(folder)
    assert len(quick) == 2


def test_what_could_not_be_looked_at_is_not_taken_for_gone(quick: Library, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    written(folder / "a.md", markdown(SCHOOL, "A school"))
    written(folder / "disk" / "b.md", markdown(HARBOUR))
    written(
        folder / "disk" / "c.md", markdown("The lighthouse of Ostby was painted red. It had been white.", "Paint")
    )
    quick.sync(folder)
    assert len(quick) == 3
    (folder / "disk").rename(tmp_path / "unmounted")
    (folder / "disk").mkdir()
    report = quick.sync(folder)
    assert "holds none of the 2 files that the library has from it" in str(report.problems[-1])
    assert len(quick) == 3
    (folder / "disk").rmdir()
    (folder / "disk").symlink_to(tmp_path / "nowhere")
    assert quick.sync(folder).removed == ()
    (folder / "disk").unlink()
    assert len(quick.sync(folder).removed) == 2, "a folder that is itself gone has no files"


def test_a_link_that_leads_nowhere_is_not_a_file_that_is_gone(quick: Library, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    written(tmp_path / "elsewhere.md", markdown(HARBOUR))
    written(folder / "a.md", markdown(SCHOOL, "A school"))
    (folder / "b.md").symlink_to(tmp_path / "elsewhere.md")
    quick.sync(folder)
    (tmp_path / "elsewhere.md").unlink()
    assert quick.sync(folder).removed == ()
    assert len(quick) == 2


@pytest.mark.parametrize("way", ["add", "sync"])
def test_one_story_in_two_files_is_corrected_in_both(quick: Library, tmp_path: Path, way: str) -> None:
    folder = tmp_path / "news"
    put = quick.add if way == "add" else quick.sync
    paths = [written(folder / name, markdown(HARBOUR)) for name in ("a.md", "b.md")]
    (before,) = put(folder).added
    for path in paths:
        written(path, markdown(HARBOUR.replace("40 people", "55 people")))
    put(folder)
    (now,) = quick.articles()
    assert "55 people" in now.text
    assert quick.standing(now.id).earlier_versions == (before.id,)


def test_a_file_is_one_however_its_path_is_spelled(quick: Library, tmp_path: Path) -> None:
    path = written(tmp_path / "news" / "a.md", markdown(HARBOUR))
    quick.add(tmp_path / "news" / ".." / "news")
    written(path, markdown(HARBOUR.replace("40 people", "55 people")))
    quick.add(path)
    (now,) = quick.articles()
    assert "55 people" in now.text


def test_a_correction_reaches_a_story_whose_other_file_is_gone(quick: Library, tmp_path: Path) -> None:
    path = written(tmp_path / "a.md", markdown(HARBOUR))
    quick.add(path)
    moved = path.rename(tmp_path / "c.md")
    quick.add(moved)
    written(moved, markdown(HARBOUR.replace("40 people", "55 people")))
    quick.add(moved)
    assert len(quick) == 1


def test_an_earlier_version_that_stands_in_another_file_is_found_there(quick: Library, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    path = written(folder / "a.md", markdown(HARBOUR))
    quick.sync(folder)
    written(path, markdown(HARBOUR.replace("40 people", "55 people")))
    quick.sync(folder)
    written(folder / "b.md", markdown(HARBOUR))
    quick.sync(folder)
    assert [("40 people" in text, "55 people" in text) for text in current(quick)] == [(True, False), (False, True)]
    path.unlink()
    quick.sync(folder)
    assert ["40 people" in text for text in current(quick)] == [True]


def test_a_line_that_moves_to_another_corpus_keeps_its_earlier_versions(quick: Library, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    harbour, school = {"id": "h", "title": "Harbour", "text": HARBOUR}, {"id": "s", "title": "School", "text": SCHOOL}
    one = written(folder / "one.jsonl", f"{json.dumps(harbour)}\n{json.dumps(school)}")
    two = written(folder / "two.jsonl", json.dumps({"id": "w", "title": "Weather", "text": "It will rain in Ostby."}))
    quick.sync(folder)
    harbour["text"] = HARBOUR.replace("40 people", "55 people")
    written(one, f"{json.dumps(harbour)}\n{json.dumps(school)}")
    (now,) = quick.sync(folder).updated
    written(one, json.dumps(school))
    written(two, f"{two.read_text()}\n{json.dumps(harbour)}")
    report = quick.sync(folder)
    assert (report.added, report.removed) == ((), ())
    assert len(quick.standing(now.id).earlier_versions) == 1


def test_another_story_in_a_file_of_the_same_name_is_no_correction(quick: Library, tmp_path: Path) -> None:
    path = written(tmp_path / "latest.jsonl", json.dumps({"text": HARBOUR}))
    quick.add(path)
    written(path, json.dumps({"text": SCHOOL}))
    report = quick.add(path)
    assert (len(report.added), len(report.updated), len(quick)) == (1, 0, 2)


def test_copies_that_come_together_are_one_group(quick: Library) -> None:
    short = HARBOUR[: HARBOUR.index(" The county may")]
    quick.add_articles([story(short, source="A")])
    longer, shorter = f"{HARBOUR} Tickets are still sold.", short[: short.index(" A study")]
    quick.add_articles([story(longer, source="B"), story(shorter, source="C"), story(short, source="D")])
    (article,) = quick.articles()
    assert article.source == "B"
    assert {copy.source for copy in quick.standing(article.id).copies} == {"A", "C", "D"}


def test_an_article_that_was_added_from_no_file_is_not_removed_with_one(quick: Library, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    written(folder / "b.md", markdown(SCHOOL, "A school"))
    path = written(folder / "a.md", markdown(HARBOUR))
    quick.add_articles([story(HARBOUR, source="Courier")])
    assert len(quick.sync(folder).unchanged) == 1
    path.unlink()
    assert quick.sync(folder).removed == ()


def test_a_correction_that_is_taken_back_is_one_of_the_copies_again(quick: Library, tmp_path: Path) -> None:
    path = written(tmp_path / "a.md", markdown(HARBOUR))
    other = written(tmp_path / "b.md", markdown(HARBOUR, source="Gazette"))
    quick.add(path, other)
    written(other, markdown(HARBOUR.replace("40 people", "55 people"), source="Gazette"))
    quick.add(other)
    assert len(quick) == 2
    written(other, markdown(HARBOUR, source="Gazette"))
    quick.add(other)
    (article,) = quick.articles()
    assert [copy.source for copy in quick.standing(article.id).copies] == ["Gazette"]


def test_a_file_that_was_only_touched_is_read_once(
    quick: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "a.md", markdown(HARBOUR))
    quick.add(path)
    read: list[str] = []
    load = FoundFile.load
    monkeypatch.setattr(FoundFile, "load", lambda file: (read.append(file.key), load(file))[1])
    quick.add(path)
    assert read == []
    os.utime(path, (1, 1))
    quick.add(path)
    quick.add(path)
    assert len(read) == 1


def test_a_library_within_the_folder_that_it_follows_is_not_read(tmp_path: Path) -> None:
    written(tmp_path / "a.md", markdown(HARBOUR))
    with Library.open(tmp_path / "library", embedder=ScriptedEmbedder()) as library:
        library.sync(tmp_path)
        assert library.sync(tmp_path).problems == ()


class OtherEmbedder(ScriptedEmbedder):
    name = "other"
    sha256 = "1" * 64
    dimension = 24


def test_a_rebuilt_library_has_all_it_had_and_whoever_had_it_open_is_told(quick: Library, tmp_path: Path) -> None:
    path = written(tmp_path / "a.md", markdown(HARBOUR))
    quick.add(path, written(tmp_path / "b.md", markdown(HARBOUR, source="Gazette")))
    written(path, markdown(HARBOUR.replace("40 people", "55 people")))
    quick.add(path)
    before = [(article, quick.standing(article.id)) for article in quick.articles()]
    rebuild(quick.folder, OtherEmbedder())
    with pytest.raises(LibraryError, match="was made with the embedder other"):
        quick.add_articles([story(SCHOOL, source="Courier")])
    with pytest.raises(LibraryError, match="was made with the embedder other"):
        find_evidence("Who is the mayor?", quick)
    with Library.open(quick.folder, embedder=OtherEmbedder()) as rebuilt:
        assert [(article, rebuilt.standing(article.id)) for article in rebuilt.articles()] == before
        assert "Ana Reuter" in find_evidence("Who is the mayor Ana Reuter?", rebuilt)[0].text
        assert rebuilt.add(path).unchanged
        assert len(rebuilt.add_articles([story(SCHOOL, source="Courier")]).added) == 1


def test_a_rebuilding_that_is_interrupted_leaves_the_library_as_it_was(quick: Library) -> None:
    quick.add_articles([story(HARBOUR, source="Courier")])

    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild(quick.folder, OtherEmbedder(), on_progress=interrupt)
    assert find_evidence("Who is the mayor Ana Reuter?", quick)[0].article.source == "Courier"
    assert not (quick.folder / "rebuilding").exists()
