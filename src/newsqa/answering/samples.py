"""The sample articles as a library, for the first question before anything was added."""

import hashlib
import tempfile
from pathlib import Path

from platformdirs import user_cache_path

from newsqa.errors import LibraryError
from newsqa.library import FORMAT_VERSION, Embedder, Library
from newsqa.packaged import packaged_folder


def open_samples(embedder: Embedder) -> Library:
    """The library of the sample articles, made in the cache folder on first use and again when they change.

    Raises:
        LibraryError: it can be made neither there nor in a temporary folder.
    """
    seeds = packaged_folder("seeds")
    digest = hashlib.sha256(f"{FORMAT_VERSION} {embedder.sha256}".encode())
    for path in sorted(seeds.glob("*.md")):
        digest.update(path.read_bytes())
    folder = user_cache_path("newsqa") / f"samples-{digest.hexdigest()[:16]}"
    try:
        return _made(folder, seeds, embedder)
    except LibraryError:
        # The cache cannot be written, or was left in a bad state: the samples are quickly made anew.
        return _made(Path(tempfile.mkdtemp(prefix="newsqa-samples-")), seeds, embedder)


def _made(folder: Path, seeds: Path, embedder: Embedder) -> Library:
    library = Library.open(folder, embedder=embedder)
    if len(library) < len(list(seeds.glob("*.md"))):  # none, or those that were done before a Ctrl-C
        library.add(seeds)
    return library
