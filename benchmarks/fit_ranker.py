"""Fit the rankers' weights, and say how well they do on articles that they were not fitted on.

    python benchmarks/fit_ranker.py "NAME=FOLDER"... [--write]

Each folder is a question set (see question_sets.py), and its name is what the results call it. The fit on
even-numbered articles is tested on odd-numbered ones and the other way round; the weights written to
src/newsqa/retrieval/ranker.json are fitted on all of them.

There are two rankers: the first pass, of all sentences found by what matches, and the one of the sentences that the
reader then read. Each fit is in two steps: weights that put the right sentence of each question before its other
candidates, and before no answer at all (a conditional logit, McFadden 1974, with "none of these" as one more
alternative); then the slope and the intercept that make of a question's best sum the probability that this sentence
answers (Platt 1999). "None" is right for questions that have no answer, and for every other once more, with the
passages that answer it left out: near misses alone would not teach what a library that says nothing of the matter
looks like.
"""

import argparse
import datetime
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from newsqa.evaluation.calibration import expected_calibration_error
from newsqa.library import Library, StoredPassage
from newsqa.retrieval.features import FEATURES, features
from newsqa.retrieval.ranking import Ranker, Rankers
from newsqa.retrieval.reader import Reader, default_reader, reader_sha256
from newsqa.retrieval.reading import READ_FEATURES, read_candidates, read_features
from newsqa.retrieval.search import search_passages
from question_sets import Question, article_numbers, read_questions, right_sentences, rounded_mean
from remembering_reader import RememberingReader

PENALTY = 10.0
THRESHOLDS = (0.25, 0.3, 0.35, 0.4, 0.45)
RANKER_FILE = Path(__file__).parents[1] / "src/newsqa/retrieval/ranker.json"


class Case(NamedTuple):
    """One question: its candidates' features, which of them are right, and which article or affair it is about.

    `rows_left_out` are the features where the passages with a right sentence are left out; None where there is none.
    `passages` and `passages_left_out` are what they are of.
    """

    set_name: str
    question: Question
    number: int
    rows: npt.NDArray[np.float64]
    is_right: npt.NDArray[np.bool_]
    rows_left_out: npt.NDArray[np.float64] | None
    passages: tuple[StoredPassage, ...]
    passages_left_out: tuple[StoredPassage, ...]

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
            is_right = [right_sentences(stored, question) for stored in candidates.passages]
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
                    candidates.passages,
                    rest.passages,
                )
            )
    return cases


def with_reading(case: Case, first_pass: Ranker, reader: Reader) -> Case:
    """A case of the sentences that are read after a first pass, with their features."""

    def read(
        passages: tuple[StoredPassage, ...], rows: npt.NDArray[np.float64]
    ) -> tuple[list[int], npt.NDArray[np.float64]]:
        log_odds = first_pass.log_odds(rows)
        readings = read_candidates(case.question.text, passages, log_odds, reader)
        numbers = list(readings)
        return numbers, read_features(log_odds[numbers], list(readings.values()))

    numbers, rows = read(case.passages, case.rows)
    left_out = None if case.rows_left_out is None else read(case.passages_left_out, case.rows_left_out)[1]
    return case._replace(
        rows=rows,
        is_right=case.is_right[numbers],
        rows_left_out=left_out if left_out is not None and len(left_out) else None,
    )


def fit(cases: list[Case], names: Sequence[str] = FEATURES) -> Ranker:
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
        weights={name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)},
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
        "first": rounded_mean([r[:1].any() for r in answerable]),
        "first three": rounded_mean([r[:3].any() for r in answerable]),
        "candidates": rounded_mean([r.any() for r in answerable]),
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
        "left out": rounded_mean([float(ranker.probabilities(rows).max()) < threshold for rows in left_out]),
        "over-refusal": rounded_mean(
            [r for r, answerable in zip(is_refused, is_answerable, strict=True) if answerable]
        ),
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


def main() -> None:
    """Fit, print and, if asked, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", metavar="NAME=FOLDER")
    parser.add_argument("--write", action="store_true", help=f"write {RANKER_FILE.name}")
    options = parser.parse_args()
    reader = RememberingReader(default_reader())
    named = [argument.rpartition("=") for argument in options.sets]
    cases = [case for name, _, folder in named for case in read_cases(name or Path(folder).name, Path(folder))]
    first_results: list[str] = []
    read_results: list[str] = []
    for held_out in (0, 1):
        first_pass = fit([case for case in cases if case.half != held_out])
        print("First pass:")
        first_results += show(first_pass, cases, held_out)
        read = [with_reading(case, first_pass, reader) for case in cases]
        fitted = fit([case for case in read if case.half != held_out], READ_FEATURES)
        print("With reading:")
        read_results += show(fitted, read, held_out)
    first_pass = fit(cases)
    read = [with_reading(case, first_pass, reader) for case in cases]
    fitted = fit(read, READ_FEATURES)
    for name in dict.fromkeys(case.set_name for case in cases):
        print(f"{name}, all:", json.dumps(measure(fitted, [c for c in read if c.set_name == name])))
    rankers = Rankers(
        first_pass=first_pass.model_copy(update={"provenance": provenance(cases, first_results)}),
        with_reading=fitted.model_copy(
            update={"provenance": {**provenance(cases, read_results), "reader": reader_sha256()}}
        ),
    )
    print(rankers.model_dump_json(indent=1))
    if options.write:
        RANKER_FILE.write_text(rankers.model_dump_json(indent=1) + "\n", "utf-8")


def show(ranker: Ranker, cases: list[Case], held_out: int) -> list[str]:
    """Print how a ranker does on the half that it was fitted on and the one held out; the latter's share first."""
    results = []
    for name in dict.fromkeys(case.set_name for case in cases):
        for half, label in ((1 - held_out, "fitted on"), (held_out, "held out")):
            of_set = [case for case in cases if case.set_name == name and case.half == half]
            figures = measure(ranker, of_set)
            print(f"{name}, {label} ({'odd' if half else 'even'} articles):", json.dumps(figures))
            if label == "held out":
                results.append(f"{name} {'odd' if half else 'even'}: first {figures['first']}")
                for threshold in THRESHOLDS:
                    print(f"  refused below {threshold}:", json.dumps(refusals(ranker, of_set, threshold)))
    return results


def provenance(cases: list[Case], results: list[str]) -> dict[str, str]:
    """What a ranker was fitted by and on, when, and how well that did on held-out halves."""
    names = dict.fromkeys(case.set_name for case in cases)
    return {
        "fitted_by": "python benchmarks/fit_ranker.py " + " ".join(f'"{name}=FOLDER"' for name in names),
        "fitted_on": datetime.date.today().isoformat(),
        "data": ", ".join(f"{name}: {sum(c.set_name == name for c in cases)} questions" for name in names),
        "held_out": "; ".join(results),
    }


if __name__ == "__main__":
    main()
