"""library.json: what a library is and which embedder it was made with. Written once, when it is made."""

import os
from pathlib import Path
from typing import Literal, Self

from pydantic import ConfigDict, ValidationError

from newsqa.errors import LibraryError
from newsqa.library.embedding import Embedder
from newsqa.schema import Record

FILE_NAME = "library.json"
FORMAT_VERSION = 3


class Manifest(Record):
    """The format of the library's files, and its embedder: name, hash, dimension and, if it was chosen, folder."""

    # A later version may have more to say; what version it is must be readable here.
    model_config = ConfigDict(frozen=True, extra="ignore")

    format: Literal["newsqa library"] = "newsqa library"
    version: int = FORMAT_VERSION
    embedder: str
    embedder_sha256: str
    embedder_folder: str | None = None
    dimension: int

    @classmethod
    def read(cls, folder: Path) -> Self | None:
        """The manifest of a library; None where there is none.

        Raises:
            LibraryError: it is not one that this version of newsqa can read.
        """
        path = folder / FILE_NAME
        try:
            manifest = cls.model_validate_json(path.read_bytes())
        except FileNotFoundError:
            return None
        except NotADirectoryError:
            raise LibraryError(f"{folder} is a file: a library is a folder") from None
        except OSError as error:
            raise LibraryError(f"{path} cannot be read: {error.strerror}") from None
        except ValidationError:
            raise LibraryError(f"{path} is damaged: delete the folder {folder} and add the articles again") from None
        if manifest.version != FORMAT_VERSION:
            raise LibraryError(
                f"{folder} was made by another version of newsqa (format {manifest.version}; this one reads "
                f"{FORMAT_VERSION}): make a new library with newsqa add --library NEW_FOLDER"
            )
        return manifest

    def write(self, folder: Path) -> None:
        """Write the manifest, whole or not at all."""
        temporary = folder / f"{FILE_NAME}.new"
        with temporary.open("w", encoding="utf-8") as file:
            file.write(self.model_dump_json(indent=1) + "\n")
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(folder / FILE_NAME)

    def check_embedder(self, embedder: Embedder, folder: Path) -> None:
        """Refuse an embedder whose vectors cannot be compared with those of the library.

        Raises:
            LibraryError: it is another one than the library was made with.
        """
        if embedder.sha256 != self.embedder_sha256:
            raise LibraryError(
                f"{folder} was made with the embedder {self.embedder} ({self.embedder_sha256[:12]}), not with "
                f"{embedder.name} ({embedder.sha256[:12]}): set NEWSQA_EMBEDDER to that one's folder (leave it "
                "unset for the default), or make a new library with newsqa add --library NEW_FOLDER"
            )
