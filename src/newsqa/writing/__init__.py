"""Chosen evidence and a language model to sentences that the evidence bears out, or its own words in their place."""

from newsqa.writing.statements import WrittenStatement, write_statements
from newsqa.writing.trial import may_write, try_writing

__all__ = ["WrittenStatement", "may_write", "try_writing", "write_statements"]
