"""A hand-written fact: a question, and what a right answer to it says, or that there is none."""

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, model_validator

from newsqa.evaluation.claims import AnyClaim, Text, TextsOrNone
from newsqa.schema import Record

Kind = Literal["number", "date", "person", "place", "phrase", "yes-no", "list", "unanswerable", "conflicting"]
KINDS: tuple[Kind, ...] = (
    "number", "date", "person", "place", "phrase", "yes-no", "list", "unanswerable", "conflicting",
)  # fmt: skip
# What a facts file writes beside a fact's id and question when the fact makes a single claim.
CLAIM_KEYS = ("accept", "reject", "evidence", "shown_by")


def _as_id(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
        plain = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
        raise ValueError(f"an id is of a to z, figures and single hyphens{f': {plain}' if plain else ''}")
    return text


class Fact(Record):
    """One eval case as it is written. `claims` has one claim, none (unanswerable), or two and more (conflicting).

    In a facts file a single claim's keys stand beside the fact's own, and those of a conflict under `sides`.
    """

    id: Annotated[str, AfterValidator(_as_id)]
    question: Text
    kind: Kind
    wordings: TextsOrNone = ()
    tags: TextsOrNone = ()
    claims: tuple[AnyClaim, ...] = ()
    reason: Literal["absent", "false premise", "out of scope"] | None = None
    near: Text | None = None
    counterfactual: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _gather_claims(cls, value: Any) -> Any:
        if not isinstance(value, dict) or "claims" in value:
            return value
        fact = {key: given for key, given in value.items() if key not in (*CLAIM_KEYS, "sides")}
        claim = {key: value[key] for key in CLAIM_KEYS if key in value}
        match value.get("kind"):
            case "unanswerable":
                if claim or "sides" in value:
                    raise ValueError("an unanswerable fact has no accept, reject, evidence or sides")
            case "conflicting":
                if claim:
                    raise ValueError("a conflicting fact has accept, reject and evidence under each of its sides")
                fact["claims"] = value.get("sides", ())
            case kind:
                if "sides" in value:
                    raise ValueError("sides belong to a conflicting fact")
                fact["claims"] = ({"kind": kind, **claim},) if kind in KINDS else ()
        return fact

    @model_validator(mode="after")
    def _is_complete(self) -> "Fact":
        if self.kind == "unanswerable":
            if self.reason is None:
                raise ValueError("an unanswerable fact needs a reason: absent, false premise or out of scope")
        elif self.reason is not None or self.near is not None:
            raise ValueError("reason and near belong to an unanswerable fact")
        if self.kind == "conflicting" and len(self.claims) < 2:
            raise ValueError("a conflicting fact needs two sides or more")
        if any(not claim.evidence for claim in self.claims):
            raise ValueError("needs evidence: an article and a quote that shows the answer")
        return self

    @property
    def is_answerable(self) -> bool:
        """Whether the articles tell one answer."""
        return self.kind not in ("unanswerable", "conflicting")
