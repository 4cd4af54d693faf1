"""The FAISS index of passage vectors, and its files: each written once under a new name, never changed in place."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from newsqa.errors import LibraryError
from newsqa.library.embedding import Vectors


def vectors_path(folder: Path, generation: int) -> Path:
    """Where a library keeps the vectors that a generation wrote."""
    return folder / f"passages.{generation:08d}.faiss"


class VectorIndex:
    """Unit vectors by passage number, searched exactly by inner product, which is their cosine."""

    def __init__(self, index: Any) -> None:
        self._index = index

    @classmethod
    def empty(cls, dimension: int) -> "VectorIndex":
        """An index without vectors."""
        import faiss

        return cls(faiss.IndexIDMap2(faiss.IndexFlatIP(dimension)))

    @classmethod
    def read(cls, path: Path) -> "VectorIndex":
        """The index in a file.

        Raises:
            FileNotFoundError: there is no such file.
            LibraryError: the file is damaged.
        """
        import faiss

        # Opened by us, not by FAISS: a file that a writer has just replaced must be told from a damaged one.
        content = np.fromfile(path, dtype=np.uint8)
        try:
            return cls(faiss.deserialize_index(content))
        except RuntimeError:
            raise LibraryError(
                f"{path} is damaged: delete the folder {path.parent} and add the articles again"
            ) from None

    def write(self, path: Path) -> None:
        """Write the index to a new file, so that it is whole on disk when this returns.

        Raises:
            OSError: the disk is full or cannot be written.
        """
        import faiss

        with path.open("wb") as file:
            file.write(faiss.serialize_index(self._index).data)
            file.flush()
            os.fsync(file.fileno())

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def add(self, numbers: list[int], vectors: Vectors) -> None:
        """Add passages' vectors, shape (n, dimension)."""
        self._index.add_with_ids(vectors, np.array(numbers, dtype=np.int64))

    def remove(self, numbers: list[int]) -> None:
        """Remove passages; numbers that are not there are passed over."""
        self._index.remove_ids(np.array(numbers, dtype=np.int64))

    def absorb(self, other: "VectorIndex") -> None:
        """Take all vectors of another index, which is empty afterwards."""
        self._index.merge_from(other._index, 0)

    def nearest(
        self, vector: Vectors, limit: int, *, among: Sequence[int] | None = None, besides: Sequence[int] = ()
    ) -> list[tuple[int, float]]:
        """The passages nearest to a unit vector as (number, cosine), nearest first.

        `among` and `besides` are numbers of passages: only these, and all but these. The search is exact either way.
        """
        import faiss

        parameters = None
        if among is not None or besides:
            chosen = faiss.IDSelectorBatch(np.array(besides if among is None else among, dtype=np.int64))
            selector = faiss.IDSelectorNot(chosen) if among is None else chosen
            parameters = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        cosines, numbers = self._index.search(vector[None], max(1, min(limit, len(self))), params=parameters)
        return [(int(n), float(c)) for n, c in zip(numbers[0], cosines[0], strict=True) if n >= 0]
