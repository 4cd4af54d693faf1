"""Archives and compressed files: each member as a document, unpacked within limits."""

import bz2
import gzip
import io
import lzma
import re
import stat
import struct
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import PurePosixPath
from typing import IO, NamedTuple

from newsqa.articles.documents import Document, Found, Problem
from newsqa.articles.kinds import is_tar
from newsqa.errors import ArticleError
from newsqa.plain_text import megabytes

LARGEST_MEMBER = 50_000_000  # bytes, unpacked
LARGEST_TOTAL = 2_000_000_000
MOST_MEMBERS = 100_000
# Text packs to a tenth, pages of one site to a hundredth; a file made to fill the memory to a thousandth.
MOST_EXPANSION = 200
EXPANDS_FREELY = 1_000_000  # bytes; a short file may be blanks
CHUNK = 1 << 20
KEPT_IN_MEMORY = 50_000_000
# What the standard library raises for damaged archives; sizes that they claim can be beyond all memory.
DAMAGE = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError,
    RuntimeError, OverflowError, MemoryError,
)  # fmt: skip
LOCAL_HEADER = struct.Struct("<4s5HL2L2H")
LOCAL_SIGNATURE = b"PK\x03\x04"
IS_ENCRYPTED, HAS_SIZES_BEHIND, IS_UTF8 = 0x1, 0x8, 0x800
SIZE_IN_EXTRA = 0xFFFFFFFF
UNIX = 3

Stream = io.BufferedIOBase | IO[bytes]


class _RefusedError(Exception):
    """Why a member is not read, worded to follow its name."""


class _Member(NamedTuple):
    """A file in an archive: its name there, its sizes packed and unpacked by the archive's word, how to open it."""

    name: str
    packed: int
    size: int
    open: Callable[[], Stream]


class _Budget:
    """Counts what is unpacked from one archive, and refuses what goes beyond the limits."""

    def __init__(self) -> None:
        self.total = 0

    def read(self, stream: Stream, *, packed: int, into: IO[bytes], most: int) -> None:
        """Copy a stream piece by piece: what an archive says of sizes is not what it unpacks to.

        Raises:
            _RefusedError: it expands beyond a limit.
        """
        size = 0
        # Not read(): of a stream that breaks off, read1() still gives what comes before the break.
        read = getattr(stream, "read1", stream.read)
        while piece := read(CHUNK):
            size += len(piece)
            self.total += len(piece)
            if size > most:
                raise _RefusedError(_too_large(most))
            if size > max(EXPANDS_FREELY, MOST_EXPANSION * packed):
                what = f"expands to more than {MOST_EXPANSION} times its size, as no text does: it was not read"
                raise _RefusedError(what)
            if self.total > LARGEST_TOTAL:
                raise ArticleError(f"expands to more than {megabytes(LARGEST_TOTAL)}: unpack it, and add it in parts")
            into.write(piece)


def read_archive(document: Document) -> Iterator[Found]:
    """The files in a zip or tar archive by name, or the one file in a gzip, bzip2 or xz file, as documents.

    They are unpacked one at a time. Hidden files, folders, links and devices are passed over. A member that is
    encrypted, damaged, too large, or named to land outside the archive is a problem, and the others are read.
    Of a damaged archive, what is there is read.

    Raises:
        ArticleError: it is damaged from the beginning, or expands beyond all limits.
    """
    content, budget = document.content, _Budget()
    if content[:2] == b"PK":
        yield from _read_members(_zip_members(document), document, budget)
        return
    if not _begins_like_tar(_decompressed(content)):
        yield from _read_single(_decompressed(content), document, budget)
        return
    if isinstance(tar := _decompressed(content), io.BytesIO):
        yield from _read_members(_tar_members(tar, document), document, budget)
        return
    # A compressed tar is unpacked once, to be read by name without unpacking it anew for each member.
    with tempfile.SpooledTemporaryFile(max_size=KEPT_IN_MEMORY) as unpacked:
        problem = _unpack(tar, unpacked, document, budget, most=LARGEST_TOTAL)
        yield from _read_members(_tar_members(unpacked, document), document, _Budget())
        if problem:
            yield problem


def _decompressed(content: bytes) -> Stream:
    packed = io.BytesIO(content)
    if content.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=packed)
    if content.startswith(b"BZh"):
        return bz2.BZ2File(packed)
    if content.startswith(b"\xfd7zXZ\0"):
        return lzma.LZMAFile(packed)
    return packed


def _begins_like_tar(stream: Stream) -> bool:
    try:
        return is_tar(stream.read(tarfile.BLOCKSIZE))
    except DAMAGE:
        return False


def _read_single(stream: Stream, document: Document, budget: _Budget) -> Iterator[Found]:
    """The file that was compressed by itself: of bridge.html.gz it is bridge.html."""
    if isinstance(stream, io.BytesIO):
        raise ArticleError("is no archive that can be read: is it damaged?")
    content = io.BytesIO()
    problem = _unpack(stream, content, document, budget, most=LARGEST_MEMBER)
    yield _inner(document, document.name, content.getvalue())
    if problem:
        yield problem


def _unpack(stream: Stream, into: IO[bytes], document: Document, budget: _Budget, *, most: int) -> Problem | None:
    """Unpacks a compressed file as far as it goes; a problem where that is not to its end.

    Raises:
        ArticleError: nothing of it can be unpacked, or it expands beyond the limits.
    """
    try:
        budget.read(stream, packed=len(document.content), into=into, most=most)
    except _RefusedError as refused:
        raise ArticleError(str(refused)) from None
    except DAMAGE:
        if not budget.total:
            raise ArticleError("is damaged: nothing in it can be unpacked") from None
        return Problem(document.where, "is cut short or damaged: what comes after the break is missing")
    return None


def _inner(document: Document, name: str, content: bytes) -> Document:
    path = PurePosixPath(name)
    return document._replace(
        content=content,
        where=f"{document.where}: {name}",
        name=path.stem,
        suffix=path.suffix.lower(),
        media_type=None,
    )


def _read_members(members: Iterable[_Member | Problem], document: Document, budget: _Budget) -> Iterator[Found]:
    """What is to be read of an archive, by name; of two members of one name the last, which is the newer."""
    listed: dict[str, _Member] = {}
    problems = []
    for member in members:
        if isinstance(member, Problem):
            problems.append(member)
        elif not _is_hidden(member.name):
            listed[member.name] = member
    for name in sorted(listed):
        content = io.BytesIO()
        try:
            _check_name(name)
            member = listed[name]
            if member.size > LARGEST_MEMBER:
                raise _RefusedError(_too_large(LARGEST_MEMBER))
            with member.open() as stream:
                budget.read(stream, packed=member.packed, into=content, most=LARGEST_MEMBER)
        except _RefusedError as refused:
            yield Problem(f"{document.where}: {name}", str(refused))
        except DAMAGE as error:
            yield Problem(f"{document.where}: {name}", f"cannot be unpacked: {_reason(error)}")
        else:
            yield _inner(document, name, content.getvalue())
    yield from problems


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return not parts or any(part == "__MACOSX" or (part.startswith(".") and part != "..") for part in parts)


def _check_name(name: str) -> None:
    if name.startswith("/") or re.match(r"[A-Za-z]:/", name) or ".." in PurePosixPath(name).parts:
        raise _RefusedError("is named to land outside of the archive: it was not read")


def _too_large(most: int) -> str:
    return f"is larger than {megabytes(most)} unpacked: split it, and add the parts"


def _reason(error: BaseException) -> str:
    reason = " ".join(str(error).split())
    return reason[:1].lower() + reason[1:200] if reason else type(error).__name__


def _printable(name: str) -> str:
    """A member's name as it can be shown: with slashes, and without what would steer a terminal."""
    name = name.replace("\\", "/").encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in name)


def _zip_members(document: Document) -> Iterator[_Member | Problem]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(document.content))
    except DAMAGE:
        yield from _members_without_index(document)
        return
    infos = [info for info in archive.infolist() if _is_file(info)]
    for info in infos[:MOST_MEMBERS]:
        name, packed = _zip_name(info.filename, info.flag_bits), min(info.compress_size, len(document.content))
        yield _Member(name, packed, info.file_size, partial(_open_zipped, archive, info))
    if len(infos) > MOST_MEMBERS:
        yield Problem(document.where, f"has more than {MOST_MEMBERS:,} files: those beyond were not read")


def _is_file(info: zipfile.ZipInfo) -> bool:
    """Whether a member is no folder, link or device; Unix keeps which it is in the upper half of the attributes."""
    if info.filename.endswith("/"):
        return False
    return info.create_system != UNIX or stat.S_IFMT(info.external_attr >> 16) in (0, stat.S_IFREG)


def _open_zipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Stream:
    if info.flag_bits & IS_ENCRYPTED:
        raise _RefusedError("is encrypted: unpack the archive with its password, and add what is in it")
    return archive.open(info)


def _zip_name(name: str, flags: int) -> str:
    """A member's name; programs that write UTF-8 often fail to say so."""
    if not flags & IS_UTF8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return _printable(name)


def _members_without_index(document: Document) -> Iterator[_Member | Problem]:
    """The members of a zip whose end, with the list of them, is missing: each has a header of its own before it."""
    content, place, count = document.content, document.content.find(LOCAL_SIGNATURE), 0
    while 0 <= place <= len(content) - LOCAL_HEADER.size and count < MOST_MEMBERS:
        _, _, flags, method, _, _, checksum, packed, size, name_length, extra_length = LOCAL_HEADER.unpack_from(
            content, place
        )
        name_at = place + LOCAL_HEADER.size
        start = name_at + name_length + extra_length
        info = zipfile.ZipInfo(content[name_at : name_at + name_length].decode("cp437"))
        info.compress_type, info.flag_bits = method, flags
        if flags & HAS_SIZES_BEHIND or packed == SIZE_IN_EXTRA:
            # Deflated data knows its own end; where it is not, the rest of the archive is all there could be of it.
            packed, size = len(content) - start, 0
            info.file_size = LARGEST_TOTAL
            place = content.find(LOCAL_SIGNATURE, start)
        else:
            info.file_size, info.CRC = size, checksum
            place = content.find(LOCAL_SIGNATURE, start + packed)
        info.compress_size = packed
        if not info.filename.endswith("/"):
            count += 1
            yield _Member(_zip_name(info.filename, flags), packed, size, partial(_open_found, content, start, info))
    what = "is cut short or damaged: its list of contents is missing, and what could be found in it was read"
    yield Problem(document.where, what)


def _open_found(content: bytes, start: int, info: zipfile.ZipInfo) -> Stream:
    if info.flag_bits & IS_ENCRYPTED:
        raise _RefusedError("is encrypted: unpack the archive with its password, and add what is in it")
    packed = io.BytesIO(content)
    packed.seek(start)
    return zipfile.ZipExtFile(packed, "r", info)


def _tar_members(tar: IO[bytes], document: Document) -> Iterator[_Member | Problem]:
    cut_short = Problem(document.where, "is cut short or damaged: what comes after the break is missing")
    tar.seek(0)
    try:
        archive = tarfile.TarFile(fileobj=tar)
    except DAMAGE:
        raise ArticleError("is a damaged archive: nothing in it can be read") from None
    offset = count = 0
    while True:
        try:
            info = archive.next()
        except DAMAGE:
            yield cut_short
            return
        if info is None:
            break
        # A size below zero would lead back to the same member for ever.
        if archive.offset <= offset or info.size < 0:
            yield cut_short
            return
        offset = archive.offset
        if info.isreg():
            count += 1
            if count > MOST_MEMBERS:
                yield Problem(document.where, f"has more than {MOST_MEMBERS:,} files: those beyond were not read")
                return
            yield _Member(_printable(info.name), info.size, info.size, partial(_open_archived, archive, info))
    # tarfile takes whatever is no header for the end, which is a block of zeros.
    tar.seek(archive.offset)
    if any(end := tar.read(tarfile.BLOCKSIZE)) or not end:
        yield cut_short


def _open_archived(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Stream:
    stream = archive.extractfile(info)
    if stream is None:
        raise _RefusedError("is no file that can be read")
    return stream
