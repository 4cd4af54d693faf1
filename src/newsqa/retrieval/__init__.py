"""A question to ranked evidence."""

from newsqa.retrieval.answer_types import AnswerType, answer_type, words_of_type
from newsqa.retrieval.ranking import find_evidence

__all__ = ["AnswerType", "answer_type", "find_evidence", "words_of_type"]
