"""Evidence and a language model to an answer."""

from newsqa.answering.ask import ask, check_question

__all__ = ["ask", "check_question"]
