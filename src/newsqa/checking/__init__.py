"""A draft to a verdict on each of its sentences, with the words of the articles that bear it out or say otherwise."""

from newsqa.checking.check import check_against_source, check_draft
from newsqa.checking.draft import DraftSentence, read_draft

__all__ = ["DraftSentence", "check_against_source", "check_draft", "read_draft"]
