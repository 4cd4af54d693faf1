"""What each part of the ranker's first pass gives: fitted without it, and tested on articles it was not fitted on.

    python benchmarks/ablate_ranker.py "NAME=FOLDER"...

The sets are those of fit_ranker.py. Of every row: how many questions have the right sentence first, over all sets
together, and the difference to the whole ranker with its 95 % interval (a bootstrap over articles); on the sets with
unanswerable questions, how well the best probability tells them apart (AUC); and the same for the questions once more
with what answers them left out.
"""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from sklearn.metrics import roc_auc_score

from fit_ranker import Case, fit, read_cases
from newsqa.evaluation.statistics import bootstrap_difference
from newsqa.retrieval.features import FEATURES

PARTS: dict[str, tuple[str, ...]] = {
    "the sentence's vector": ("cosine",),
    "its words": ("words", "words_behind"),
    "its passage's words": ("passage_words",),
    "its neighbours' words": ("neighbour_words",),
    "the kind of answer": ("lacks_type",),
    "who, when, how many by tokens": ("small_words_match", "small_words_match_behind"),
    "the worst match by tokens": ("worst_match_behind",),
    "both by tokens": ("small_words_match", "small_words_match_behind", "worst_match_behind"),
    "names and numbers": ("lacks_names", "passage_lacks_names"),
    "amounts": ("lacks_amount",),
    "length": ("length",),
}


class Result(NamedTuple):
    """Of each answerable question whether the right sentence is first, its article, and the two AUCs."""

    is_first: list[float]
    articles: list[str]
    unanswerable: float
    left_out: float


def held_out(cases: Sequence[Case], training: Callable[[Case], Case | None] = lambda case: case) -> Result:
    """Fit on each half, as `training` makes of its cases, and test on the other."""
    first, articles, best, labels, best_left_out = [], [], [], [], []
    for half in (0, 1):
        ranker = fit([made for case in cases if case.half != half and (made := training(case))])
        for case in (case for case in cases if case.half == half and len(case.rows)):
            probabilities = ranker.probabilities(case.rows)
            if case.question.evidence:
                first.append(float(case.is_right[probabilities.argmax()]))
                articles.append(f"{case.set_name} {case.number}")
            if case.rows_left_out is not None:
                best_left_out.append(float(ranker.probabilities(case.rows_left_out).max()))
            best.append(float(probabilities.max()))
            labels.append((case.set_name, bool(case.question.evidence)))
    mixed = {name for name, answerable in labels if not answerable}
    pairs = [(p, answerable) for p, (name, answerable) in zip(best, labels, strict=True) if name in mixed]
    answered = [p for p, (_, answerable) in zip(best, labels, strict=True) if answerable]
    return Result(
        first,
        articles,
        float(roc_auc_score([answerable for _, answerable in pairs], [p for p, _ in pairs])),
        float(roc_auc_score([1] * len(answered) + [0] * len(best_left_out), answered + best_left_out)),
    )


def without(case: Case, names: Sequence[str]) -> Case:
    """A case whose rows say nothing in some features."""
    columns = [FEATURES.index(name) for name in names]

    def blank(rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        rows = rows.copy()
        rows[:, columns] = 0.0
        return rows

    return case._replace(
        rows=blank(case.rows), rows_left_out=None if case.rows_left_out is None else blank(case.rows_left_out)
    )


def main() -> None:
    """Print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", metavar="NAME=FOLDER")
    named = [argument.rpartition("=") for argument in parser.parse_args().sets]
    cases = [case for name, _, folder in named for case in read_cases(name or Path(folder).name, Path(folder))]
    whole = held_out(cases)
    print("| without | first | difference | AUC unanswerable | AUC left out |\n|---|---|---|---|---|")
    show("(nothing)", whole, whole)
    for part, names in PARTS.items():
        show(part, held_out([without(case, names) for case in cases]), whole)
    show("left-out passages in the fit", held_out(cases, lambda case: case._replace(rows_left_out=None)), whole)
    for name in dict.fromkeys(case.set_name for case in cases):

        def others(case: Case, left: str = name) -> Case | None:
            return None if case.set_name == left else case

        show(f"{name} in the fit", held_out(cases, others), whole)


def show(part: str, result: Result, whole: Result) -> None:
    """One row."""
    difference = "—"
    if result is not whole:
        interval = bootstrap_difference(whole.is_first, result.is_first, whole.articles)
        value = np.mean(result.is_first) - np.mean(whole.is_first)
        difference = f"{value:+.3f} [{interval.low:+.3f}, {interval.high:+.3f}]" if interval else f"{value:+.3f}"
    first = f"{np.mean(result.is_first):.3f} ({sum(result.is_first):.0f}/{len(result.is_first)})"
    print(f"| {part} | {first} | {difference} | {result.unanswerable:.3f} | {result.left_out:.3f} |", flush=True)


if __name__ == "__main__":
    main()
