"""Evidence and a language model to an answer."""

from newsqa.answering.ask import answer_from_evidence, ask, check_question
from newsqa.answering.setup import ModelSetup

__all__ = ["ModelSetup", "answer_from_evidence", "ask", "check_question"]
