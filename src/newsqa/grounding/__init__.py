"""What a text says of numbers, dates and names, found in it by code and without a model."""

from newsqa.grounding.agreement import can_both_be_right, consonants, dates_agree, is_same_name
from newsqa.grounding.dates import PartialDate, find_dates, parse_partial_date
from newsqa.grounding.enumerations import further_items
from newsqa.grounding.names import Span, find_name, tokenize
from newsqa.grounding.negation import is_elsewhere, is_negated
from newsqa.grounding.numbers import Quantity, find_quantities
from newsqa.grounding.persons import is_of_another
from newsqa.grounding.qualifiers import DIFFERENCE_WORDS, Hedge
from newsqa.grounding.units import counts, is_count

__all__ = [
    "DIFFERENCE_WORDS",
    "Hedge",
    "PartialDate",
    "Quantity",
    "Span",
    "can_both_be_right",
    "consonants",
    "counts",
    "dates_agree",
    "find_dates",
    "find_name",
    "find_quantities",
    "further_items",
    "is_count",
    "is_elsewhere",
    "is_negated",
    "is_of_another",
    "is_same_name",
    "parse_partial_date",
    "tokenize",
]
