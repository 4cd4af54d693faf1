"""GGUF files on Hugging Face: hf:OWNER/REPO/FILE, downloaded once into the cache that its own programs use."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from newsqa.errors import ModelError

PREFIX = "hf:"
GGUF = ".gguf"


def split_reference(reference: str) -> tuple[str, str]:
    """The repository ("OWNER/REPO") and the file in it.

    Raises:
        ModelError: it is not of the form hf:OWNER/REPO/FILE.gguf.
    """
    parts = PurePosixPath(reference.removeprefix(PREFIX)).parts
    if len(parts) < 3 or not parts[-1].lower().endswith(GGUF) or ".." in parts:
        raise ModelError(f"{reference} is not of the form hf:OWNER/REPO/FILE.gguf")
    return "/".join(parts[:2]), "/".join(parts[2:])


def download(reference: str) -> Path:
    """The file, from the cache of Hugging Face or, the first time, from its site.

    All parts of a split model are fetched. HF_HUB_OFFLINE and HF_TOKEN are heeded.

    Raises:
        ModelError: the reference is malformed, there is no such file, or it cannot be fetched.
    """
    from newsqa.models.found import parts_of

    repository, file = split_reference(reference)
    paths = [_fetch(reference, repository, part.as_posix()) for part in parts_of(Path(file))]
    return paths[0]


def _fetch(reference: str, repository: str, file: str) -> Path:
    import httpx2
    import huggingface_hub
    from huggingface_hub.errors import (
        EntryNotFoundError,
        GatedRepoError,
        HFValidationError,
        LocalEntryNotFoundError,
        OfflineModeIsEnabled,
        RepositoryNotFoundError,
    )

    try:
        return Path(huggingface_hub.hf_hub_download(repository, file, local_files_only=True))
    except (LocalEntryNotFoundError, OfflineModeIsEnabled):
        pass  # not here yet
    except HFValidationError as error:
        raise ModelError(f"{reference} names no repository of Hugging Face: {_one_line(error)}") from None
    elsewhere = "fetch it where there is a network, or give the path of a file that is here"
    try:
        with _quiet():
            # Asked once: hf_hub_download tries for half a minute where there is no network.
            huggingface_hub.get_hf_file_metadata(huggingface_hub.hf_hub_url(repository, file))
            return Path(huggingface_hub.hf_hub_download(repository, file))
    except GatedRepoError:
        raise ModelError(
            f"{repository} is gated: accept its licence on huggingface.co and set HF_TOKEN to a token of your account"
        ) from None
    except RepositoryNotFoundError:
        raise ModelError(f"there is no repository {repository} on huggingface.co (or it is private)") from None
    except OfflineModeIsEnabled:
        raise ModelError(f"{reference} is not on this computer, and HF_HUB_OFFLINE is set: {elsewhere}") from None
    except (httpx2.ConnectError, httpx2.TimeoutException, LocalEntryNotFoundError):
        raise ModelError(
            f"{reference} is not on this computer, and huggingface.co cannot be reached: {elsewhere}"
        ) from None
    except EntryNotFoundError:
        raise ModelError(f"{repository} on huggingface.co has no file {file}") from None
    except (httpx2.HTTPError, OSError) as error:
        raise ModelError(f"{reference} cannot be fetched: {_one_line(error)}") from None


@contextmanager
def _quiet() -> Iterator[None]:
    """Nothing of what Hugging Face's library logs; the bar of a download is still drawn on a terminal."""
    from huggingface_hub.utils.logging import get_verbosity, set_verbosity

    verbosity = get_verbosity()
    set_verbosity(logging.CRITICAL)
    try:
        yield
    finally:
        set_verbosity(verbosity)


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
