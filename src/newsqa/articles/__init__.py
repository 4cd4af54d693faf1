"""Files, folders and web addresses to articles."""

from newsqa.articles.documents import Cut, Document, Problem
from newsqa.articles.finding import FoundAddress, FoundFile, as_text, find_documents
from newsqa.articles.reading import (
    AS_FOUND,
    Reading,
    ReadingOptions,
    Story,
    read_document,
    read_paths,
    read_stories,
)

__all__ = [
    "AS_FOUND",
    "Cut",
    "Document",
    "FoundAddress",
    "FoundFile",
    "Problem",
    "Reading",
    "ReadingOptions",
    "Story",
    "as_text",
    "find_documents",
    "read_document",
    "read_paths",
    "read_stories",
]
