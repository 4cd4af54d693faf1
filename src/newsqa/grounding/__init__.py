"""What a text says of numbers, dates and names, found in it by code and without a model."""

from newsqa.grounding.agreement import can_both_be_right, dates_agree, is_same_name
from newsqa.grounding.countries import CountryMention, countries_in
from newsqa.grounding.dates import PartialDate, find_dates, parse_partial_date
from newsqa.grounding.enumerations import further_items
from newsqa.grounding.names import Span, find_name, tokenize
from newsqa.grounding.negation import is_elsewhere, is_negated
from newsqa.grounding.numbers import Quantity, find_quantities
from newsqa.grounding.persons import is_of_another
from newsqa.grounding.qualifiers import DIFFERENCE_WORDS, Hedge
from newsqa.grounding.same_meaning import are_alike, groups_of
from newsqa.grounding.spelling import are_one_name
from newsqa.grounding.units import counts, is_count

__all__ = [
    "DIFFERENCE_WORDS",
    "CountryMention",
    "Hedge",
    "PartialDate",
    "Quantity",
    "Span",
    "are_alike",
    "are_one_name",
    "can_both_be_right",
    "countries_in",
    "counts",
    "dates_agree",
    "find_dates",
    "find_name",
    "find_quantities",
    "further_items",
    "groups_of",
    "is_count",
    "is_elsewhere",
    "is_negated",
    "is_of_another",
    "is_same_name",
    "parse_partial_date",
    "tokenize",
]
