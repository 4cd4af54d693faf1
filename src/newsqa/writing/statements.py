"""Statements that a model writes from numbered evidence, each held to the evidence that it names."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from newsqa.grounding.attribution import find_attribution
from newsqa.grounding.reading import ReadText
from newsqa.grounding.support import hold
from newsqa.library import split_sentences
from newsqa.models import LanguageModel, Prompt

MOST_TOKENS = 320
MOST_STATEMENTS = 3
LONGEST = 400  # characters of one


class WrittenStatement(NamedTuple):
    """A sentence that a model wrote, and the numbers of the evidence that it named, counted from 1.

    `reason` says why the evidence does not bear it out; None where it does.
    """

    text: str
    evidence: tuple[int, ...]
    reason: str | None


def write_statements(
    evidence: Sequence[str],
    *,
    model: LanguageModel,
    prompt: Prompt,
    published: date | None = None,
    **values: str,
) -> list[WrittenStatement]:
    """What a model makes of evidence, sentence by sentence; nothing where its reply has not the form asked for.

    Args:
        evidence: texts of a sentence or some, as articles have them.
        model: that writes.
        prompt: with the variable `evidence`, and those in `values`.
        published: of the evidence's article, by which its weekdays are told.
        values: for the prompt's other variables.

    Raises:
        PromptTooLongError: the evidence does not fit the model's context.
        ModelError: the model cannot be run.
    """
    numbered = "\n".join(f"[{number}] {' '.join(text.split())}" for number, text in enumerate(evidence, start=1))
    messages = prompt.render(evidence=numbered, **values)
    reply = "".join(
        piece.text for piece in model.generate(messages, most_tokens=MOST_TOKENS, schema=_schema(len(evidence)))
    )
    return [
        WrittenStatement(
            text, numbers, why_not(text, [evidence[number - 1] for number in numbers], published=published)
        )
        for text, numbers in _parsed(reply, len(evidence))
    ]


def why_not(statement: str, evidence: Sequence[str], *, published: date | None = None) -> str | None:
    """Why evidence does not bear a statement out, for a person; None where it does.

    Beside what the verifier finds: who said it has to be kept, and so has that a thing may be or is claimed.
    """
    joined = "\n\n".join(evidence)
    text = ReadText(joined, published=published)
    for start, end in split_sentences(statement):
        sentence = statement[start:end]
        support = hold(sentence, text)
        if support.verdict != "supported" or any(one.kind == "certainty" for one in support.mismatches):
            reasons = [one.reason for one in support.mismatches]
            return reasons[0] if reasons else "the evidence does not say this"
        if not find_attribution(sentence):
            source = text.sentences[support.window[0]].text
            if span := find_attribution(source):
                return f"leaves out “{source[slice(*span)]}”"
    return None


def _schema(count: int) -> dict[str, Any]:
    """A reply of statements that each name evidence by number, before their text: what is quoted comes first."""
    return {
        "type": "object",
        "properties": {
            "statements": {
                "type": "array",
                "minItems": 1,
                "maxItems": MOST_STATEMENTS,
                "items": {
                    "type": "object",
                    "properties": {
                        "evidence": {
                            "type": "array",
                            "minItems": 1,
                            "maxItems": count,
                            "items": {"type": "integer", "enum": list(range(1, count + 1))},
                        },
                        "text": {"type": "string", "maxLength": LONGEST},
                    },
                    "required": ["evidence", "text"],
                    "additionalProperties": False,
                },
            }
        },
        "required": ["statements"],
        "additionalProperties": False,
    }


def _parsed(reply: str, count: int) -> list[tuple[str, tuple[int, ...]]]:
    """The statements of a reply; models that are not held to a schema wrap the JSON in other words."""
    start, end = reply.find("{"), reply.rfind("}")
    try:
        found = json.loads(reply[start : end + 1])["statements"]
        return [
            (" ".join(one["text"].split()), tuple(dict.fromkeys(n for n in one["evidence"] if 1 <= n <= count)))
            for one in found[:MOST_STATEMENTS]
            if one["text"].strip() and any(1 <= n <= count for n in one["evidence"])
        ]
    except (ValueError, KeyError, TypeError, AttributeError):
        return []
