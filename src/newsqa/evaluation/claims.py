"""What an answer has to say: a value of one kind, the ways in which it may be put, and what shows it."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, field_validator

from newsqa.grounding import Hedge, parse_partial_date
from newsqa.schema import Record


def _as_tuple(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Text = Annotated[str, Field(min_length=1)]
# One text may be written without the brackets of a list.
TextsOrNone = Annotated[tuple[Text, ...], BeforeValidator(_as_tuple)]
Texts = Annotated[TextsOrNone, Field(min_length=1)]


class EvidenceQuote(Record):
    """Words of an article, within one sentence, that show the answer by themselves."""

    article: Text
    quote: Text


class Claim(Record):
    """What all kinds have: what must not be asserted, and the evidence, each item enough alone."""

    reject: TextsOrNone = ()
    evidence: tuple[EvidenceQuote, ...] = ()


class AcceptedNumber(Record):
    """A number, what it counts, how the articles hedge it, and how far off still counts."""

    value: Decimal
    unit: TextsOrNone = ()
    hedge: Hedge | None = None
    tolerance: Decimal = Field(default=Decimal(0), ge=0)


class NumberClaim(Claim):
    """A number: `accept: {value: 5000, unit: troops, hedge: about}`."""

    kind: Literal["number"]
    accept: AcceptedNumber


class DateClaim(Claim):
    """A date, as far as it is written: 2020-09-27, 2020-09, 2020, 09-27, 1990s or a weekday."""

    kind: Literal["date"]
    accept: Texts

    @field_validator("accept")
    @classmethod
    def _are_dates(cls, accept: tuple[str, ...]) -> tuple[str, ...]:
        for text in accept:
            parse_partial_date(text)
        return accept


class NameClaim(Claim):
    """A person, a place, or any other short wording: one of its forms must be named."""

    kind: Literal["person", "place", "phrase"]
    accept: Texts


class YesNoClaim(Claim):
    """Yes or no; `shown_by` are wordings that show it where an answer quotes and does not say."""

    kind: Literal["yes-no"]
    accept: bool
    shown_by: Texts


class ListClaim(Claim):
    """Several things that must all be named, each a name or a list of its aliases."""

    kind: Literal["list"]
    accept: Annotated[tuple[Texts, ...], Field(min_length=2)]


AnyClaim = Annotated[NumberClaim | DateClaim | NameClaim | YesNoClaim | ListClaim, Field(discriminator="kind")]
