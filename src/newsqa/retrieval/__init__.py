"""A question to ranked evidence."""

from newsqa.retrieval.answer_types import AnswerType, answer_type, words_of_type
from newsqa.retrieval.ranking import find_evidence, find_matches, ranker_version
from newsqa.retrieval.reading import answer_places

__all__ = [
    "AnswerType",
    "answer_places",
    "answer_type",
    "find_evidence",
    "find_matches",
    "ranker_version",
    "words_of_type",
]
