"""llama.cpp's own chatter: kept off the terminal, and its errors at hand to tell why a call failed."""

import ctypes
from typing import Any

LEVEL_ERROR = 4
MOST_LINES = 20

_errors: list[str] = []
# llama.cpp keeps the callback's address for as long as the process runs.
_callbacks: list[Any] = []


def silence() -> list[str]:
    """Silence llama.cpp; the list that the lines of its errors are added to from here on, empty now."""
    import llama_cpp

    _errors.clear()
    if not _callbacks:
        _callbacks.append(llama_cpp.llama_log_callback(_keep))
    llama_cpp.llama_log_set(_callbacks[0], ctypes.c_void_p(0))
    return _errors


def _keep(level: int, text: bytes, data: Any) -> None:
    if level == LEVEL_ERROR and len(_errors) < MOST_LINES:
        _errors.append(" ".join(text.decode("utf-8", "replace").split()))
