"""Question sets on disk, as the benchmarks read them.

A set is a folder with corpus.jsonl ({"id", "title", "text"}, which `newsqa add` reads, and perhaps "affair") and
questions.jsonl ({"id", "question", "answers", "article", "evidence", "answerable"}), where `article` is a corpus id
and `evidence` lists the sentences of it that hold the answer.
"""

import collections
import json
import string
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from newsqa.library import StoredPassage

_DROPPED = str.maketrans(dict.fromkeys(string.punctuation + "“”‘’–—…", " "))


class Question(NamedTuple):
    """A question with what counts as evidence for it; `evidence` is empty where it has no answer."""

    id: str
    text: str
    article: str | None
    evidence: tuple[str, ...]
    answers: tuple[str, ...]


def read_questions(folder: Path) -> list[Question]:
    """The questions of a set, in order."""
    lines = (folder / "questions.jsonl").read_text("utf-8").splitlines()
    return [_question(json.loads(line)) for line in lines if line.strip()]


def article_numbers(folder: Path) -> dict[str, int]:
    """Each article of a set by its id, numbered from 0: sets are split into halves by even and odd numbers.

    Articles of one "affair", where they say of which they are, have one number.
    """
    articles = [json.loads(line) for line in (folder / "corpus.jsonl").read_text("utf-8").splitlines()]
    affairs = [article.get("affair", article["id"]) for article in articles]
    numbers = {affair: number for number, affair in enumerate(dict.fromkeys(affairs))}
    return {article["id"]: numbers[affair] for article, affair in zip(articles, affairs, strict=True)}


def is_same_sentence(quote: str, gold: str) -> bool:
    """Whether one holds the other, or their token F1 is at least 0.8 (SQuAD normalisation)."""
    a, b = _normal(quote), _normal(gold)
    if not a or not b:
        return False
    common = sum((collections.Counter(a.split()) & collections.Counter(b.split())).values())
    return a in b or b in a or 2 * common / (len(a.split()) + len(b.split())) >= 0.8


def right_sentences(stored: StoredPassage, question: Question) -> list[bool]:
    """Of each sentence of a passage that search found whether it is evidence."""
    text = stored.article.text
    is_asked_of = stored.article.external_id == question.article
    return [
        is_asked_of and any(is_same_sentence(text[s.start : s.end], gold) for gold in question.evidence)
        for s in stored.passage.sentences
    ]


def rounded_mean(values: Sequence[float]) -> float | None:
    """To three places; None where there is nothing."""
    return round(float(sum(values)) / len(values), 3) if values else None


def short_answer_scores(text: str, accepted: Sequence[str]) -> tuple[float, float]:
    """Exact match and token F1 with the best of the accepted answers, as SQuAD has them (Rajpurkar et al. 2016)."""
    said = _normal(text).split()
    exact = f1 = 0.0
    for answer in accepted:
        wanted = _normal(answer).split()
        common = sum((collections.Counter(said) & collections.Counter(wanted)).values())
        exact = max(exact, float(said == wanted))
        f1 = max(f1, 2 * common / (len(said) + len(wanted)) if common else 0.0)
    return exact, f1


def _question(record: dict[str, Any]) -> Question:
    is_answerable = record.get("answerable", True)
    return Question(
        id=record["id"],
        text=record["question"],
        article=record.get("article"),
        evidence=tuple(record.get("evidence") or ()) if is_answerable else (),
        answers=tuple(record.get("answers") or ()) if is_answerable else (),
    )


def _normal(text: str) -> str:
    return " ".join(w for w in text.lower().translate(_DROPPED).split() if w not in ("a", "an", "the"))
