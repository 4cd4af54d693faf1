"""Fit the verifier of grounding/ on statements that people judged, and say how it does on articles it was not fitted on.

    python benchmarks/fit_verifier.py "NAME=FOLDER"... [--write]

Each folder holds judged statements: summaries.jsonl ({"article", "text", "supported"}) with articles.jsonl ({"id",
"text"}), as SummEdits has them, or statements.jsonl ({"article", "text", "verdict"}) with corpus.jsonl, as benchmarks/news.
A text of several sentences is fitted as the sum of its sentences' features. Held out, the folds are by article.
"""

import argparse
import datetime
import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import balanced_accuracy_score, roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler

from newsqa.grounding.reading import ReadSentence, ReadText
from newsqa.grounding.support import Verifier
from newsqa.grounding.support_features import FEATURES, find_mismatches, find_window, support_features
from newsqa.library import split_sentences

FOLDS = 10
PENALTY = 0.5
VERIFIER_FILE = Path(__file__).parents[1] / "src/newsqa/grounding/verifier.json"


class Judged(NamedTuple):
    """A text that people judged, the article it is held against, and its features summed over its sentences."""

    set_name: str
    article: str
    is_supported: bool
    row: npt.NDArray[np.float64]


def read_judged(name: str, folder: Path) -> Iterator[Judged]:
    """The judged statements of a folder."""
    corpus = next(path for path in (folder / "corpus.jsonl", folder / "articles.jsonl") if path.is_file())
    statements = next(path for path in (folder / "statements.jsonl", folder / "summaries.jsonl") if path.is_file())
    articles = {}
    for record in _records(corpus):
        published = record.get("published")
        articles[record["id"]] = ReadText(
            record["text"],
            title=record.get("title") or "",
            published=datetime.date.fromisoformat(published) if published else None,
        )
    for record in _records(statements):
        is_supported = record["supported"] if "supported" in record else record["verdict"] == "supported"
        yield Judged(
            name,
            f"{name} {record['article']}",
            is_supported,
            summed_features(record["text"], articles[record["article"]]),
        )


def _records(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def summed_features(statement: str, text: ReadText) -> npt.NDArray[np.float64]:
    """The features of each sentence of a statement, summed, shape (len(FEATURES),)."""
    total = np.zeros(len(FEATURES))
    for start, end in split_sentences(statement):
        read = ReadSentence(statement[start:end])
        window = find_window(read, text)
        features = support_features(read, window, text, find_mismatches(read, window, text))
        total += np.array([features[name] for name in FEATURES])
    return total


def main() -> None:
    """Fit, test by article, and with --write keep the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", metavar="NAME=FOLDER")
    parser.add_argument("--write", action="store_true", help=f"write {VERIFIER_FILE.name}")
    options = parser.parse_args()
    judged = [
        one for given in options.sets for one in read_judged(given.partition("=")[0], Path(given.partition("=")[2]))
    ]
    rows = np.array([one.row for one in judged])
    right = np.array([one.is_supported for one in judged])
    groups, names = np.array([one.article for one in judged]), np.array([one.set_name for one in judged])
    held_out = cross_val_predict(_model(), rows, right, groups=groups, cv=GroupKFold(FOLDS), method="predict_proba")[
        :, 1
    ]
    thresholds = np.linspace(0.3, 0.7, 41)
    threshold = float(max(thresholds, key=lambda at: _accuracy(right, held_out, names, at)))
    results = "; ".join(
        f"{name}: AUC {roc_auc_score(right[names == name], held_out[names == name]):.3f}, balanced accuracy "
        f"{balanced_accuracy_score(right[names == name], held_out[names == name] >= threshold):.3f}"
        for name in dict.fromkeys(names)
    )
    print(f"held out by article: {results}; threshold {threshold:.2f}")
    model = _model().fit(rows, right)
    scaler, regression = model[0], model[-1]
    weights = regression.coef_[0] / scaler.scale_
    for name, weight, standard in zip(FEATURES, weights, regression.coef_[0], strict=True):
        print(f"{name:16}{weight:9.4f}{standard:9.2f}")
    if options.write:
        verifier = Verifier(
            intercept=round(float(regression.intercept_[0] - weights @ scaler.mean_), 4),
            threshold=round(threshold, 2),
            weights={name: round(float(weight), 4) for name, weight in zip(FEATURES, weights, strict=True)},
            provenance={
                "fitted_by": "python benchmarks/fit_verifier.py "
                + " ".join(f'"{given.partition("=")[0]}=FOLDER"' for given in options.sets),
                "fitted_on": datetime.date.today().isoformat(),
                "data": ", ".join(f"{name}: {sum(names == name)} statements" for name in dict.fromkeys(names)),
                "held_out": results,
            },
        )
        VERIFIER_FILE.write_text(f"{verifier.model_dump_json(indent=1)}\n", "utf-8")
        print(f"written to {VERIFIER_FILE}")


def _model() -> Pipeline:
    return make_pipeline(StandardScaler(), LogisticRegression(C=PENALTY, class_weight="balanced"))


def _accuracy(
    right: npt.NDArray[np.bool_], scores: npt.NDArray[np.float64], names: npt.NDArray[np.str_], at: float
) -> float:
    """The mean over the sets of the balanced accuracy at a threshold."""
    return float(
        np.mean([balanced_accuracy_score(right[names == n], scores[names == n] >= at) for n in dict.fromkeys(names)])
    )


if __name__ == "__main__":
    main()
