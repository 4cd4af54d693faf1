"""Records of answers as a run keeps them, made without a model."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newsqa.evaluation.corpus import Place
from newsqa.evaluation.facts import Fact
from newsqa.evaluation.judging import Verdict
from newsqa.evaluation.runs import FORMAT, CaseRecord, Manifest, Run, RunIdentity
from newsqa.schema import Answer, Citation, ModelIdentity, PromptIdentity, Statement, Timings

QUOTE = "The base is in Gyumri."


def record(name: str, *, is_passed: bool = True, repeat: int = 0, **changes: Any) -> CaseRecord:
    """The record of an answer to a place fact, `cluster`, `tags`, `confidence` and `quote` being as given."""
    quote = changes.get("quote", QUOTE)
    fact = Fact.model_validate(
        {
            "id": name,
            "question": "Where is the base?",
            "kind": "place",
            "accept": "Gyumri",
            "evidence": [{"article": "story", "quote": QUOTE}],
            "tags": changes.get("tags", ()),
        }
    )
    citation = Citation(number=1, article_id="a", title="Story", start=0, end=len(quote), quote=quote)
    answer = Answer(
        question=fact.question,
        status="answered",
        answer=quote if is_passed else "In Yerevan.",
        statements=(Statement(text=quote, citations=(1,), verbatim=True),),
        citations=(citation,),
        confidence=changes.get("confidence", 0.5),
        model=ModelIdentity(name="m", backend="b"),
        prompt=PromptIdentity(name="p", sha256="0"),
        timings=Timings(retrieve_s=0.1, answer_s=0.1),
    )
    verdict = Verdict(
        is_passed=is_passed,
        stage=None if is_passed else "chosen but answered wrongly",
        reason="says Gyumri" if is_passed else "does not say Gyumri",
        credit=float(is_passed),
        token_f1=0.5,
        is_short_answer_right=None,
        ranks=(1,),
        tiers=("gold",),
        are_offsets_valid=(True,),
        statements=1,
        statements_in_quotes=1,
        statements_on_evidence=1,
        is_first_right=is_passed,
    )
    return CaseRecord(
        key=f"fact/{name}",
        variant="fact",
        name=name,
        repeat=repeat,
        fact=fact,
        cluster=changes.get("cluster", "Story"),
        question=fact.question,
        wanted="Gyumri",
        gold=((Place(article_id="a", start=0, end=len(QUOTE)),),),
        answer=answer,
        ranking=(),
        paragraphs=((quote, 0),),
        verdict=verdict,
        is_cached=False,
    )


def identity(model: str = "m", *, repeats: int = 1) -> RunIdentity:
    """What two runs of a model have in common."""
    return RunIdentity(
        model=model,
        model_identity=f"weights of {model}",
        prompts={},
        calibration=None,
        library="l",
        facts="f",
        articles="articles",
        min_confidence=0.1,
        repeats=repeats,
        code="c",
        packages={},
    )


def run_of(parent: Path, records: Iterable[CaseRecord], *, model: str = "m", cases: int | None = None) -> Run:
    """A run on disk with these records; whole unless it wants more cases."""
    records = list(records)
    keys, repeats = {record.key for record in records}, 1 + max((r.repeat for r in records), default=0)
    run = Run.create(
        parent,
        Manifest(
            format=FORMAT,
            newsqa="0",
            began=datetime(2026, 11, 24, tzinfo=UTC),
            quantization=None,
            threads=1,
            cases=len(keys) if cases is None else cases,
            not_held=(),
            identity=identity(model, repeats=repeats),
        ),
    )
    for one in records:
        run.add(one)
    return run
