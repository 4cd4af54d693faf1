import bz2
import gzip
import io
import lzma
import random
import struct
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsqa.articles.documents import Document, Problem
from newsqa.articles.readers import archive as archive_reader
from newsqa.articles.readers.archive import read_archive
from newsqa.errors import ArticleError

STORIES = {"b/bridge.HTML": b"<p>A bridge</p>", "a.txt": b"A story", "b/zoo.txt": b"A zoo"}


def zipped(files: Mapping[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return file.getvalue()


def tarred(files: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as packed:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            packed.addfile(info, io.BytesIO(content))
    return file.getvalue()


def tgz(files: Mapping[str, bytes]) -> bytes:
    return gzip.compress(tarred(files))


ARCHIVES: dict[str, Callable[[Mapping[str, bytes]], bytes]] = {
    "zip": zipped,
    "tar": tarred,
    "tar.gz": tgz,
    "tar.bz2": lambda files: bz2.compress(tarred(files)),
    "tar.xz": lambda files: lzma.compress(tarred(files)),
}
every_archive = pytest.mark.parametrize("packed", ARCHIVES.values(), ids=ARCHIVES.keys())


def read(content: bytes, *, name: str = "news") -> tuple[list[Document], list[Problem]]:
    found = list(read_archive(Document(content, where="news.zip", name=name, path="/home/anna/news.zip")))
    documents = [item for item in found if isinstance(item, Document)]
    problems = [item for item in found if isinstance(item, Problem)]
    assert len(documents) + len(problems) == len(found)
    return documents, problems


def names(content: bytes) -> list[str]:
    return [document.where.removeprefix("news.zip: ") for document in read(content)[0]]


@every_archive
def test_members_are_documents_by_name(packed: Callable[[Mapping[str, bytes]], bytes]) -> None:
    documents, problems = read(packed(STORIES))
    assert not problems
    assert documents == [
        Document(b"A story", "news.zip: a.txt", "a", ".txt", "/home/anna/news.zip"),
        Document(b"<p>A bridge</p>", "news.zip: b/bridge.HTML", "bridge", ".html", "/home/anna/news.zip"),
        Document(b"A zoo", "news.zip: b/zoo.txt", "zoo", ".txt", "/home/anna/news.zip"),
    ]


@every_archive
def test_hidden_files_are_passed_over_in_silence(packed: Callable[[Mapping[str, bytes]], bytes]) -> None:
    files = {".git/config": b"x", "a/.DS_Store": b"x", "__MACOSX/a/._story.txt": b"x", "./a/story.txt": b"A story"}
    documents, problems = read(packed(files))
    assert [document.name for document in documents] == ["story"]
    assert not problems


@every_archive
@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "C:/windows/win.ini", "a\\..\\..\\b.txt"])
def test_a_member_that_climbs_out_is_not_read(packed: Callable[[Mapping[str, bytes]], bytes], name: str) -> None:
    documents, [problem] = read(packed({name: b"x", "story.txt": b"A story"}))
    assert [document.name for document in documents] == ["story"]
    assert problem.what == "is named to land outside of the archive: it was not read"


def test_folders_links_and_devices_are_passed_over() -> None:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as packed:
        for kind in (tarfile.DIRTYPE, tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo(f"kind{kind.decode()}")
            info.type, info.linkname = kind, "/etc/passwd"
            packed.addfile(info)
    assert read(file.getvalue()) == ([], [])
    link = zipfile.ZipInfo("link.txt")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as zipped_links:
        zipped_links.writestr(link, "/etc/passwd")
        zipped_links.writestr("folder/", "")
    assert read(file.getvalue()) == ([], [])


def test_an_archive_in_an_archive_is_a_document() -> None:
    [inner], _ = read(zipped({"old/news.zip": zipped(STORIES)}))
    assert inner.suffix == ".zip"
    assert len(read(inner.content)[0]) == 3


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, lzma.compress])
def test_a_file_compressed_by_itself_is_what_its_name_says(compress: Callable[[bytes], bytes]) -> None:
    [document], _ = read(compress(b"A story"), name="bridge.html")
    assert document[:4] == (b"A story", "news.zip: bridge.html", "bridge", ".html")


def test_an_encrypted_member_leaves_the_others() -> None:
    content = bytearray(zipped({"a.txt": b"secret", "b.txt": b"A story"}))
    # The bit that says so, in the member's header and in the list at the end.
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    [document], [problem] = read(bytes(content))
    assert document.name == "b"
    assert problem.where == "news.zip: a.txt"
    assert problem.what.startswith("is encrypted")


def test_a_damaged_member_leaves_the_others() -> None:
    content = zipped({"a.txt": b"A story that is broken", "b.txt": b"A story"}, method=zipfile.ZIP_STORED)
    [document], [problem] = read(content.replace(b"broken", b"tamper"))
    assert document.name == "b"
    assert "bad CRC-32" in problem.what


@every_archive
def test_a_member_that_is_too_large_leaves_the_others(
    packed: Callable[[Mapping[str, bytes]], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_reader, "LARGEST_MEMBER", 2_000_000)
    noise = random.Random(0).randbytes(2_000_001)
    [document], [problem] = read(packed({"film.mp4": noise, "story.txt": b"A story"}))
    assert document.name == "story"
    assert problem.what == "is larger than 2 MB unpacked: split it, and add the parts"


def test_a_member_that_says_it_is_small_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    content = zipped({"bomb.txt": b"0" * 30_000_000, "story.txt": b"A story"})
    lying = content.replace((30_000_000).to_bytes(4, "little"), (2_000_000).to_bytes(4, "little"))
    [document], [problem] = read(lying)
    assert document.name == "story"
    assert problem.where == "news.zip: bomb.txt"


def test_a_member_that_expands_like_a_bomb_is_not_read() -> None:
    [document], [problem] = read(zipped({"bomb.txt": b"0" * 30_000_000, "blank.txt": b" " * 900_000}))
    assert document.name == "blank"
    assert problem.what == "expands to more than 200 times its size, as no text does: it was not read"


@pytest.mark.parametrize("bomb", [gzip.compress(bytes(30_000_000)), tgz({"bomb.txt": bytes(30_000_000)})])
def test_a_compressed_bomb_is_refused(bomb: bytes) -> None:
    with pytest.raises(ArticleError, match="expands to more than 200 times its size"):
        read(bomb)


@every_archive
def test_the_members_together_have_a_limit(
    packed: Callable[[Mapping[str, bytes]], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_reader, "LARGEST_TOTAL", 3_000_000)
    noise = random.Random(0)
    with pytest.raises(ArticleError, match=r"(expands to more|is larger) than 3 MB"):
        read(packed({f"{number}.txt": noise.randbytes(1_000_000) for number in range(4)}))


@every_archive
def test_only_so_many_members_are_read(
    packed: Callable[[Mapping[str, bytes]], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_reader, "MOST_MEMBERS", 2)
    documents, [problem] = read(packed(STORIES))
    assert len(documents) == 2
    assert problem.what == "has more than 2 files: those beyond were not read"


@every_archive
def test_of_an_archive_cut_short_what_is_there_is_read(packed: Callable[[Mapping[str, bytes]], bytes]) -> None:
    noise = random.Random(0)
    content = packed({f"{number}.txt": noise.randbytes(1_000_000) for number in range(4)})
    documents, problems = read(content[: int(0.8 * len(content))])
    # bzip2 unpacks by blocks of some 900 kB, so the member before the break can be lost with it.
    assert [document.name for document in documents] in (["0", "1", "2"], ["0", "1"])
    assert any("cut short" in problem.what for problem in problems)


def test_of_a_compressed_file_cut_short_what_is_there_is_read() -> None:
    text = b"".join(b"Line %d.\n" % number for number in range(10_000))
    compressed = gzip.compress(text)
    [document], [problem] = read(compressed[: len(compressed) // 2], name="story.txt")
    assert len(document.content) > 10_000
    assert text.startswith(document.content)
    assert "cut short" in problem.what


def test_a_zip_written_as_a_stream_and_cut_short_is_read() -> None:
    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.written = b""

        def writable(self) -> bool:
            return True

        def write(self, piece: object) -> int:
            self.written += bytes(memoryview(piece))  # type: ignore[arg-type]
            return len(memoryview(piece))  # type: ignore[arg-type]

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in STORIES.items():
            packed.writestr(name, content * 100)
    cut = pipe.written[: pipe.written.index(b"PK\x01\x02")]
    documents, _ = read(cut)
    assert [document.content for document in documents] == [STORIES[name] * 100 for name in sorted(STORIES)]


def test_names_in_any_encoding_can_be_shown() -> None:
    content = zipped({"Գյումրի.txt": b"A story"})
    # A zip that does not say that its names are UTF-8.
    unsaid = bytearray(content)
    unsaid[7] &= ~8
    unsaid[content.index(b"PK\x01\x02") + 9] &= ~8
    assert names(bytes(unsaid)) == ["Գյումրի.txt"]
    assert names(tarred({"a\x1b[31mb.txt": b"A story"})) == ["a\ufffd[31mb.txt"]


def test_a_tar_that_leads_back_to_itself_ends() -> None:
    content = bytearray(tarred({"a.txt": b"A story"}))
    content[124:136] = struct.pack(">Bxxx", 0xFF) + b"\xff\xff\xff\xff\xff\xff\xfc\x00"
    content[148:156] = b" " * 8
    content[148:156] = b"%06o\0 " % sum(content[:512])
    with_end = bytes(content)
    documents, problems = read(with_end)
    assert documents == []
    assert problems


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"\x1f\x8b\x08\x00", b"BZh9", b"\xfd7zXZ\0", b"A story"])
def test_what_only_begins_like_an_archive_is_refused_or_a_problem(content: bytes) -> None:
    try:
        documents, problems = read(content)
    except ArticleError:
        return
    assert not documents
    assert problems


@settings(max_examples=60, deadline=None)
@given(
    kind=st.sampled_from(sorted(ARCHIVES)),
    changes=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=20),
)
def test_a_damaged_archive_never_raises_anything_else(kind: str, changes: list[tuple[float, int]]) -> None:
    content = bytearray(ARCHIVES[kind](STORIES))
    for place, byte in changes:
        content[int(place * len(content))] = byte
    with suppress(ArticleError):
        read(bytes(content))
