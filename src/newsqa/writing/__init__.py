"""What a language model may do with evidence, once it was seen to do it well: write from it, and judge by it."""

from newsqa.writing.judging import Judge, may_judge, try_judging
from newsqa.writing.statements import WrittenStatement, write_statements
from newsqa.writing.trial import Prose, is_to_write, may_write, try_writing

__all__ = [
    "Judge",
    "Prose",
    "WrittenStatement",
    "is_to_write",
    "may_judge",
    "may_write",
    "try_judging",
    "try_writing",
    "write_statements",
]
