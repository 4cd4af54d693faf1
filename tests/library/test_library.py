import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsqa.articles.finding import READ
from newsqa.errors import LibraryError
from newsqa.library import Library
from newsqa.retrieval import find_evidence
from newsqa.schema import Article
from scripted_embedder import ScriptedEmbedder


def article(text: str, title: str = "A title") -> Article:
    return Article.from_text(text, title=title)


@pytest.fixture
def quick(tmp_path: Path) -> Iterator[Library]:
    """A library with a scripted embedder, where meaning plays no part."""
    with Library.open(tmp_path / "quick", embedder=ScriptedEmbedder()) as library:
        yield library


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.endswith(("-shm", "-wal"))}


def test_what_was_added_comes_back_as_it_was(library: Library) -> None:
    story = Article.from_text(
        "The café’s “owner” said no. 😀 It closed.\n\nLine\u2028separator.",
        title="Café",
        source="AFP",
        external_id="7",
    )
    report = library.add_articles([story])
    assert report.added == (story,)
    assert list(library.articles()) == [story]
    assert library.article(story.id[:6]) == story


def test_adding_twice_changes_nothing_on_disk(quick: Library) -> None:
    quick.add_articles([article("One story. It ends.")])
    quick.close()
    before = files(quick.folder)
    report = quick.add_articles([article("One story. It ends."), article("One story. It ends.")])
    quick.close()
    assert (len(report.added), len(report.unchanged)) == (0, 1)
    assert files(quick.folder) == before


def test_removing_leaves_no_trace_in_any_file(quick: Library) -> None:
    secret = article("The informant Zyxwvut met us at Qplmokn. It was late.", title="Zyxwvut speaks")
    quick.add_articles([secret, article("Another story stays here.")])
    quick.remove(secret.id[:8])
    contents = b"".join(path.read_bytes() for path in quick.folder.iterdir()).lower()
    assert b"another story stays" in contents
    assert b"zyxwvut" not in contents
    assert b"qplmokn" not in contents
    assert len(quick) == 1


def test_removing_several_of_which_one_is_missing_removes_none(quick: Library) -> None:
    story = article("One story. It ends.")
    quick.add_articles([story])
    with pytest.raises(LibraryError, match="no article here has the id 'ffffffff'"):
        quick.remove(story.id, "ffffffff")
    assert len(quick) == 1


def test_the_beginning_of_two_ids_is_refused(quick: Library) -> None:
    stories = [article(f"Story number {n}.") for n in range(40)]
    quick.add_articles(stories)
    first = next(a.id[0] for a in stories if sum(b.id[0] == a.id[0] for b in stories) > 1)
    with pytest.raises(LibraryError, match="more than one article's id begins with"):
        quick.article(first)


def test_a_reader_goes_on_while_a_writer_writes(quick: Library) -> None:
    quick.add_articles([article("The first story.")])
    with Library.open(quick.folder, embedder=ScriptedEmbedder()) as reader, reader.searching() as found:
        assert found is not None
        store, vectors = found
        quick.add_articles([article("The second story.")])
        assert store.count_articles() == len(vectors) == 1
    assert len(Library.open(quick.folder, embedder=ScriptedEmbedder())) == 2


def test_articles_can_be_removed_while_they_are_gone_through(quick: Library) -> None:
    quick.add_articles([article(f"Story number {n}.") for n in range(3)])
    for found in quick.articles():
        quick.remove(found.id)
    assert len(quick) == 0


def test_a_second_writer_is_told_to_wait(quick: Library) -> None:
    def readings() -> Iterator[Article]:
        yield article("The first story.")
        with (
            Library.open(quick.folder, embedder=ScriptedEmbedder()) as second,
            pytest.raises(LibraryError, match="another newsqa is writing"),
        ):
            second.add_articles([article("The second story.")])

    quick.add_articles(readings())
    assert len(quick) == 1


def test_an_addition_that_fails_leaves_the_library_as_it_was(quick: Library) -> None:
    quick.add_articles([article("The first story.")])

    def readings() -> Iterator[Article]:
        yield article("The second story.")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        quick.add_articles(readings())
    assert [a.text for a in quick.articles()] == ["The first story."]
    assert len(quick.add_articles([article("The second story.")]).added) == 1


def test_ctrl_c_keeps_the_articles_that_were_done_and_no_half_of_another(quick: Library) -> None:
    many = "The harbour of Ostby has a lighthouse. " * 1000
    done: list[str] = []

    def readings() -> Iterator[Article]:
        yield article(many, title="first")
        yield article("The second story.", title="second")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        quick.add_articles(readings(), on_progress=lambda a: done.append(str(getattr(a, "title", a))))
    assert done == ["first"]
    assert [a.title for a in quick.articles()] == ["first"]
    assert find_evidence("Where is the lighthouse?", quick)[0].article.title == "first"

    def interrupt(title: str) -> None:
        raise KeyboardInterrupt

    # While its passages are embedded, and after some of them were.
    with pytest.raises(KeyboardInterrupt):
        quick.add_articles([article(many + "More.", title="third")], on_embedded=lambda _: interrupt(""))
    assert [a.title for a in quick.articles()] == ["first"]


def test_no_library_is_made_for_paths_that_hold_nothing(quick: Library, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    report = quick.add(tmp_path / "empty", tmp_path / "nowhere")
    assert [str(problem) for problem in report.problems] == [
        f"{tmp_path / 'empty'} holds no articles (newsqa reads {READ})",
        f"{tmp_path / 'nowhere'} does not exist",
    ]
    assert not quick.folder.exists()


def test_another_embedder_is_refused_with_the_way_out(quick: Library) -> None:
    quick.add_articles([article("The first story.")])
    other = ScriptedEmbedder()
    other.sha256 = "1" * 64
    with pytest.raises(
        LibraryError, match=r"made with the embedder scripted .* NEWSQA_EMBEDDER .* --library NEW_FOLDER"
    ):
        Library.open(quick.folder, embedder=other)


def test_a_library_of_another_version_is_refused(quick: Library) -> None:
    quick.add_articles([article("The first story.")])
    manifest = quick.folder / "library.json"
    manifest.write_text(manifest.read_text().replace('"version": 3', '"version": 4'))
    with pytest.raises(LibraryError, match="made by another version of newsqa"):
        Library.open(quick.folder, embedder=ScriptedEmbedder())


def read_through(folder: Path) -> None:
    with Library.open(folder, embedder=ScriptedEmbedder()) as opened, opened.searching() as found:
        assert found is not None
        found[0].passages([1])


@pytest.mark.parametrize("name", ["library.sqlite", "library.json", "passages.00000001.faiss"])
@pytest.mark.parametrize("damage", ["emptied", "overwritten", "deleted"])
def test_a_damaged_file_is_one_clear_error(quick: Library, name: str, damage: str) -> None:
    quick.add_articles([article("The first story.")])
    quick.close()
    path = quick.folder / name
    match damage:
        case "emptied":
            path.write_bytes(b"")
        case "overwritten":
            path.write_bytes(b"not what it was " * 500)
        case "deleted":
            path.unlink()
    if (name, damage) == ("library.json", "deleted"):
        # An interrupted first addition leaves no manifest either; but articles are not to be overwritten.
        with pytest.raises(LibraryError, match="damaged"):
            quick.add_articles([article("The second story.")])
        with pytest.raises(LibraryError, match="damaged"):
            len(quick)
        return
    with pytest.raises(LibraryError, match="damaged"):
        read_through(quick.folder)


def test_a_folder_with_other_files_is_not_taken_over(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("mine")
    with pytest.raises(LibraryError, match=r"no newsqa library and holds other files \(thesis.doc\)"):
        Library.open(tmp_path, embedder=ScriptedEmbedder())
    with pytest.raises(LibraryError, match="is a file"):
        Library.open(tmp_path / "thesis.doc", embedder=ScriptedEmbedder())


def test_a_full_disk_leaves_the_library_as_it_was(quick: Library) -> None:
    quick.add_articles([article("The first story.")])
    quick.close()
    # The system refuses to let this process write files of more than 200 kB, which is what a full disk does.
    script = (
        "import resource, signal, sys; from pathlib import Path; sys.path.insert(0, sys.argv[2])\n"
        "from scripted_embedder import ScriptedEmbedder; from newsqa.library import Library\n"
        "from newsqa.schema import Article\n"
        "library = Library.open(sys.argv[1], embedder=ScriptedEmbedder())\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))\n"
        "library.add_articles(Article.from_text(f'Story {n}. ' * 200, title='Big') for n in range(300))\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(quick.folder), str(Path(__file__).parents[1])],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "LibraryError: the disk is full" in run.stderr
    assert [a.text for a in quick.articles()] == ["The first story."]


def test_a_read_only_library_is_read_and_refuses_to_be_written() -> None:
    # Not in pytest's own folder, which no other user may enter: root, who may write anything, becomes another one.
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "library"
        with Library.open(folder, embedder=ScriptedEmbedder()) as library:
            library.add_articles([article("The first story.")])
        for path in (*folder.iterdir(), folder, folder.parent):
            path.chmod(0o555 if path.is_dir() else 0o444)
        code = (
            "import os, sys; sys.path.insert(0, sys.argv[2])\n"
            "import faiss, sentencex; from scripted_embedder import ScriptedEmbedder\n"
            "from newsqa.library import Library; from newsqa.schema import Article\n"
            "if os.geteuid() == 0: os.setuid(65534)\n"
            "library = Library.open(sys.argv[1], embedder=ScriptedEmbedder())\n"
            "with library.searching() as found: print(len(found[1]), [a.text for a in library.articles()])\n"
            "library.add_articles([Article.from_text('More.', title='More')])\n"
        )
        run = subprocess.run(
            [sys.executable, "-c", code, str(folder), str(Path(__file__).parents[1])],
            capture_output=True,
            text=True,
            check=False,
        )
        folder.parent.chmod(0o755)
        folder.chmod(0o755)
    assert run.stdout == "1 ['The first story.']\n", run.stderr
    assert "LibraryError: the library in" in run.stderr.splitlines()[-1]
    assert "Permission denied" in run.stderr.splitlines()[-1]


def test_the_manifest_says_what_the_library_was_made_with(library: Library) -> None:
    library.add_articles([article("The first story.")])
    manifest = json.loads((library.folder / "library.json").read_text())
    assert manifest["embedder"] == "all-MiniLM-L6-v2"
    assert manifest["embedder_sha256"].startswith("53aa51172d14")
    assert manifest["dimension"] == 384
