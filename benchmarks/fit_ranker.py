"""Fit the ranker's weights, and say how well they do on articles that they were not fitted on.

    python benchmarks/fit_ranker.py "NAME=FOLDER"... [--write]

Each folder is a question set (see question_sets.py), and its name is what the results call it. The fit on
even-numbered articles is tested on odd-numbered ones and the other way round; the weights written to
src/newsqa/retrieval/ranker.json are fitted on all of them.

The fit is in two steps: weights that put the right sentence of each question before its other candidates, and before
no answer at all (a conditional logit, McFadden 1974, with "none of these" as one more alternative); then the slope
and the intercept that make of a question's best sum the probability that this sentence answers (Platt 1999). "None"
is right for questions that have no answer, and for every other once more, with the passages that answer it left out:
near misses alone would not teach what a library that says nothing of the matter looks like.
"""

import argparse
import datetime
import json
import tempfile
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from newsqa.evaluation.calibration import expected_calibration_error
from newsqa.library import Library
from newsqa.retrieval.features import FEATURES, features
from newsqa.retrieval.ranking import Ranker
from newsqa.retrieval.search import search_passages
from question_sets import Question, article_numbers, is_same_sentence, read_questions

PENALTY = 10.0
THRESHOLDS = (0.25, 0.3, 0.35, 0.4, 0.45)
RANKER_FILE = Path(__file__).parents[1] / "src/newsqa/retrieval/ranker.json"


class Case(NamedTuple):
    """One question: its candidates' features, which of them are right, and which article or affair it is about.

    `rows_left_out` are the features where the passages with a right sentence are left out; None where there is none.
    """

    set_name: str
    question: Question
    number: int
    rows: npt.NDArray[np.float64]
    is_right: npt.NDArray[np.bool_]
    rows_left_out: npt.NDArray[np.float64] | None

    @property
    def half(self) -> int:
        """Which half of its set it is in: 0 or 1."""
        return self.number % 2


def read_cases(name: str, folder: Path) -> list[Case]:
    """Every question of a set with the features of its candidate sentences."""
    numbers = article_numbers(folder)
    cases = []
    with tempfile.TemporaryDirectory() as place, Library.open(place) as library:
        library.add(folder / "corpus.jsonl")
        for number, question in enumerate(read_questions(folder)):
            candidates = search_passages(question.text, library)
            is_right = [
                [
                    stored.article.external_id == question.article
                    and any(
                        is_same_sentence(stored.article.text[s.start : s.end], gold) for gold in question.evidence
                    )
                    for s in stored.passage.sentences
                ]
                for stored in candidates.passages
            ]
            left = [stored for stored, right in zip(candidates.passages, is_right, strict=True) if not any(right)]
            rest = candidates._replace(passages=tuple(left))
            cases.append(
                Case(
                    name,
                    question,
                    numbers.get(question.article or "", number),
                    features(candidates, library.embedder),
                    np.array([right for passage in is_right for right in passage], dtype=bool),
                    features(rest, library.embedder) if 0 < len(left) < len(candidates.passages) else None,
                )
            )
    return cases


def fit(cases: list[Case]) -> Ranker:
    """Weights in the features' own units, from standardised features."""
    cases = [case for case in cases if len(case.rows)]
    left_out = [case.rows_left_out for case in cases if case.rows_left_out is not None]
    groups = [*(case.rows for case in cases), *left_out]
    rows = np.concatenate(groups)
    right = np.concatenate([*(case.is_right for case in cases), *(np.zeros(len(group), bool) for group in left_out)])
    mean, spread = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-9)
    standard = (rows - mean) / spread
    weights = choice_weights(standard, right, [len(group) for group in groups])
    best, is_best_right = _best_of_each(standard @ weights, cases)
    platt = LogisticRegression(C=1e6).fit(best[:, None], is_best_right)
    weights = platt.coef_[0][0] * weights / spread
    return Ranker(
        intercept=round(float(platt.intercept_[0] - weights @ mean), 4),
        weights={name: round(float(weight), 4) for name, weight in zip(FEATURES, weights, strict=True)},
        provenance={},
    )


def _best_of_each(
    scores: npt.NDArray[np.float64], cases: list[Case]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """The highest score of each question's candidates, and whether that candidate is right."""
    ends = np.cumsum([len(case.rows) for case in cases])
    of_each = np.split(scores, ends)[: len(cases)]
    return (
        np.array([of_one.max() for of_one in of_each]),
        np.array([case.is_right[of_one.argmax()] for case, of_one in zip(cases, of_each, strict=True)]),
    )


def choice_weights(
    rows: npt.NDArray[np.float64], is_right: npt.NDArray[np.bool_], counts: list[int]
) -> npt.NDArray[np.float64]:
    """The weights under which right candidates are likeliest to be chosen, with a penalty on their squares.

    Args:
        rows: standardised features, shape (candidates, features), one question after another.
        is_right: of each candidate.
        counts: how many candidates each question has. Where none is right, "none of these" is.
    """
    question = np.repeat(np.arange(len(counts)), counts)
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    is_answered = np.logical_or.reduceat(is_right, starts)

    def loss(parameters: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        none, weights = parameters[0], parameters[1:]
        scores = rows @ weights
        highest = np.maximum(np.maximum.reduceat(scores, starts), none)
        odds, odds_none = np.exp(scores - highest[question]), np.exp(none - highest)
        total = odds_none + np.bincount(question, odds)
        of_right = np.where(is_answered, np.bincount(question, odds * is_right), odds_none)
        chosen = odds / total[question]
        wanted = np.where(is_answered[question], odds * is_right / of_right[question], 0.0)
        gradient_none = (odds_none / total - ~is_answered).sum()
        gradient = np.concatenate([[gradient_none], rows.T @ (chosen - wanted) + PENALTY * weights])
        return float(np.log(total / of_right).sum() + PENALTY * weights @ weights / 2), gradient

    found = minimize(loss, np.zeros(rows.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return np.asarray(found.x[1:])


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
        "calibration error": _calibration_error(ranked, probabilities),
        "auc answerable": round(float(roc_auc_score(labels, best)), 3) if len(set(labels)) == 2 else None,
    }


def refusals(ranker: Ranker, cases: list[Case], threshold: float) -> dict[str, float | None]:
    """What refusing all questions whose best sentence is less likely than the threshold comes to."""
    is_refused = [float(ranker.probabilities(case.rows).max(initial=0)) < threshold for case in cases]
    is_answerable = [bool(case.question.evidence) for case in cases]
    right = [refused and not answerable for refused, answerable in zip(is_refused, is_answerable, strict=True)]
    left_out = [case.rows_left_out for case in cases if case.rows_left_out is not None]
    return {
        "left out": _mean([float(ranker.probabilities(rows).max()) < threshold for rows in left_out]),
        "over-refusal": _mean([r for r, answerable in zip(is_refused, is_answerable, strict=True) if answerable]),
        "precision": round(sum(right) / sum(is_refused), 3) if any(is_refused) else None,
        "recall": round(sum(right) / is_answerable.count(False), 3) if not all(is_answerable) else None,
    }


def _calibration_error(
    ranked: list[npt.NDArray[np.bool_]], probabilities: list[npt.NDArray[np.float64]]
) -> float | None:
    """The expected calibration error of the best sentence's probability, in ten bins."""
    best = [(float(p.max()), bool(r[0])) for p, r in zip(probabilities, ranked, strict=True) if len(r)]
    error = expected_calibration_error([p for p, _ in best], [right for _, right in best])
    return None if error is None else round(error, 3)


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
                for threshold in THRESHOLDS if label == "held out" else ():
                    of_set = [c for c in cases if c.set_name == name and c.half == half]
                    print(f"  refused below {threshold}:", json.dumps(refusals(fitted, of_set, threshold)))
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
