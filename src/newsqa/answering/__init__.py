"""Evidence and a language model to an answer."""

from newsqa.answering.ask import answer_from_evidence, ask, check_question

__all__ = ["answer_from_evidence", "ask", "check_question"]
