"""Answers from your own news articles, by a language model on your own computer, with exact quotes.

from newsqa import Library, ask

library = Library.open("my-library")
library.add("articles/")
answer = ask("Where is Russia's military base in Armenia?", library)
print(answer.answer, answer.citations[0].quote)
"""

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
