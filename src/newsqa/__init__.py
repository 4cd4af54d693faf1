"""Answers from your own news articles, by a language model on your own computer, with exact quotes.

from newsqa import Library, ask

library = Library.open("my-library")
library.add("articles/")
answer = ask("Where is Russia's military base in Armenia?", library)
print(answer.answer, answer.citations[0].quote)
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsqa.answering import ask
    from newsqa.errors import NewsqaError
    from newsqa.library import AddReport, Embedder, Library
    from newsqa.models import open_model
    from newsqa.schema import Answer, Article, Citation, Statement

__all__ = [
    "AddReport",
    "Answer",
    "Article",
    "Citation",
    "Embedder",
    "Library",
    "NewsqaError",
    "Statement",
    "ask",
    "open_model",
]

# Imported when first used: `newsqa --help`, and every pytest run that loads the plugin, need none of them.
_HOMES = {
    "newsqa.answering": ("ask",),
    "newsqa.errors": ("NewsqaError",),
    "newsqa.library": ("AddReport", "Embedder", "Library"),
    "newsqa.models": ("open_model",),
    "newsqa.schema": ("Answer", "Article", "Citation", "Statement"),
}


def __getattr__(name: str) -> Any:
    """A public name, from the module that has it (PEP 562)."""
    for module, names in _HOMES.items():
        if name in names:
            return getattr(importlib.import_module(module), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*globals(), *__all__]
