"""What a text says of numbers, dates and names, found in it by code and without a model."""

from newsqa.grounding.dates import PartialDate, find_dates, parse_partial_date
from newsqa.grounding.names import Span, find_name, tokenize
from newsqa.grounding.negation import is_negated
from newsqa.grounding.numbers import Quantity, find_quantities

__all__ = [
    "PartialDate",
    "Quantity",
    "Span",
    "find_dates",
    "find_name",
    "find_quantities",
    "is_negated",
    "parse_partial_date",
    "tokenize",
]
