"""Fit the ranker's weights, and say how well they do on articles that they were not fitted on.

    python benchmarks/fit_ranker.py "NAME=FOLDER"... [--write]

Each folder is a question set (see question_sets.py), and its name is what the results call it. The fit on
even-numbered articles is tested on odd-numbered ones and the other way round; the weights written to
src/newsqa/retrieval/ranker.json are fitted on all of them.
"""

import argparse
import datetime
import json
import tempfile
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from newsqa.library import Library
from newsqa.retrieval.features import FEATURES, features
from newsqa.retrieval.ranking import Ranker
from newsqa.retrieval.search import search_passages
from question_sets import Question, article_numbers, is_same_sentence, read_questions

RANKER_FILE = Path(__file__).parents[1] / "src/newsqa/retrieval/ranker.json"


class Case(NamedTuple):
    """One question: its candidates' features, which of them are right, and which half of its set it is in."""

    set_name: str
    question: Question
    half: int
    rows: npt.NDArray[np.float64]
    is_right: npt.NDArray[np.bool_]


def read_cases(name: str, folder: Path) -> list[Case]:
    """Every question of a set with the features of its candidate sentences."""
    numbers = article_numbers(folder)
    cases = []
    with tempfile.TemporaryDirectory() as place, Library.open(place) as library:
        library.add(folder / "corpus.jsonl")
        for number, question in enumerate(read_questions(folder)):
            candidates = search_passages(question.text, library)
            is_right = [
                stored.article.external_id == question.article
                and any(is_same_sentence(stored.article.text[s.start : s.end], gold) for gold in question.evidence)
                for stored in candidates.passages
                for s in stored.passage.sentences
            ]
            half = numbers.get(question.article or "", number) % 2
            cases.append(Case(name, question, half, features(candidates, library.embedder), np.array(is_right)))
    return cases


def fit(cases: list[Case]) -> Ranker:
    """Logistic regression on all candidates of the cases, on standardised features, weights in their own units."""
    rows = np.concatenate([case.rows for case in cases])
    right = np.concatenate([case.is_right for case in cases])
    mean, spread = rows.mean(axis=0), rows.std(axis=0)
    model = LogisticRegression(C=1.0, max_iter=1000).fit((rows - mean) / spread, right)
    weights = model.coef_[0] / spread
    return Ranker(
        intercept=round(float(model.intercept_[0] - weights @ mean), 4),
        weights={name: round(float(weight), 4) for name, weight in zip(FEATURES, weights, strict=True)},
        provenance={},
    )


def measure(ranker: Ranker, cases: list[Case]) -> dict[str, float | None]:
    """How often the right sentence is first, among the first three, and among the candidates at all."""
    probabilities = [ranker.probabilities(case.rows) for case in cases]
    ranked = [case.is_right[np.argsort(-p, kind="stable")] for case, p in zip(cases, probabilities, strict=True)]
    answerable = [r for case, r in zip(cases, ranked, strict=True) if case.question.evidence]
    best = [float(p.max(initial=0)) for p in probabilities]
    labels = [bool(case.question.evidence) for case in cases]
    return {
        "questions": len(answerable),
        "first": _mean([r[:1].any() for r in answerable]),
        "first three": _mean([r[:3].any() for r in answerable]),
        "candidates": _mean([r.any() for r in answerable]),
        "auc answerable": round(float(roc_auc_score(labels, best)), 3) if len(set(labels)) == 2 else None,
    }


def _mean(values: list[bool]) -> float | None:
    return round(float(np.mean(values)), 3) if values else None


def main() -> None:
    """Fit, print and, if asked, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", metavar="NAME=FOLDER")
    parser.add_argument("--write", action="store_true", help=f"write {RANKER_FILE.name}")
    options = parser.parse_args()
    named = [argument.rpartition("=") for argument in options.sets]
    cases = [case for name, _, folder in named for case in read_cases(name or Path(folder).name, Path(folder))]
    names = list(dict.fromkeys(case.set_name for case in cases))
    results = []
    for held_out in (0, 1):
        fitted = fit([case for case in cases if case.half != held_out])
        for name in names:
            for half, label in ((1 - held_out, "fitted on"), (held_out, "held out")):
                figures = measure(fitted, [c for c in cases if c.set_name == name and c.half == half])
                print(f"{name}, {label} ({'odd' if half else 'even'} articles):", json.dumps(figures))
                if label == "held out":
                    results.append(f"{name} {'odd' if half else 'even'}: first {figures['first']}")
    ranker = fit(cases)
    for name in names:
        print(f"{name}, all:", json.dumps(measure(ranker, [c for c in cases if c.set_name == name])))
    ranker = Ranker(
        intercept=ranker.intercept,
        weights=ranker.weights,
        provenance={
            "fitted_by": "python benchmarks/fit_ranker.py " + " ".join(f'"{name}=FOLDER"' for name in names),
            "fitted_on": datetime.date.today().isoformat(),
            "data": ", ".join(f"{name}: {sum(c.set_name == name for c in cases)} questions" for name in names),
            "held_out": "; ".join(results),
        },
    )
    print(ranker.model_dump_json(indent=1))
    if options.write:
        RANKER_FILE.write_text(ranker.model_dump_json(indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
