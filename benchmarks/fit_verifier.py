"""Fit the verifier of grounding/ on statements that people judged, and test it on articles it was not fitted on.

    python benchmarks/fit_verifier.py "NAME=FOLDER"... [--write]

Each folder holds judged statements: summaries.jsonl ({"article", "text", "supported"}) with articles.jsonl ({"id",
"text"}), as SummEdits has them, or statements.jsonl ({"article", "text", "verdict"}) with corpus.jsonl, as
benchmarks/news has. A text is judged whole, and is supported if each of its sentences is: what is fitted is the
product of their probabilities. Each supported text is held against an article of another matter as well, which does
not support it. A weight has the sign that its feature's reason gives it (SIGNS). Held out, the folds are by article.
"""

import argparse
import datetime
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from sklearn.metrics import balanced_accuracy_score, roc_auc_score
from sklearn.model_selection import GroupKFold

from newsqa.grounding.reading import ReadSentence, ReadText
from newsqa.grounding.support import Verifier, Weights
from newsqa.grounding.support_features import (
    ABOUT,
    FEATURES,
    FITS,
    SIGNS,
    find_mismatches,
    find_window,
    support_features,
)
from newsqa.library import split_sentences

FOLDS = 10
PENALTY = 2.0
SMOOTHED = 11  # thresholds, a hundredth apart
VERIFIER_FILE = Path(__file__).parents[1] / "src/newsqa/grounding/verifier.json"


class Judged(NamedTuple):
    """A text that people judged, the article it is held against, and its sentences' features, shape (n, features).

    `is_elsewhere` marks a text that is held against an article of another matter.
    """

    set_name: str
    article: str
    is_supported: bool
    rows: npt.NDArray[np.float64]
    is_elsewhere: bool = False


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
    ids = list(articles)
    for record in _records(statements):
        is_supported = record["supported"] if "supported" in record else record["verdict"] == "supported"
        article = record["article"]
        rows = sentence_features(record["text"], articles[article])
        yield Judged(name, f"{name} {article}", is_supported, rows)
        if is_supported:
            # Held against articles of other matters, as most of a library's are, it is not.
            other = articles[ids[(ids.index(article) + len(ids) // 2) % len(ids)]]
            rows = sentence_features(record["text"], other)
            yield Judged(name, f"{name} {article}", False, rows, is_elsewhere=True)


def _records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def sentence_features(statement: str, text: ReadText) -> npt.NDArray[np.float64]:
    """The features of each sentence of a statement, shape (sentences, len(FEATURES))."""
    rows = []
    for start, end in split_sentences(statement):
        read = ReadSentence(statement[start:end])
        window = find_window(read, text)
        features = support_features(read, window, text, find_mismatches(read, window, text))
        rows.append([features[name] for name in FEATURES])
    return np.array(rows)


def fit(judged: Sequence[Judged], names: Sequence[str]) -> Weights:
    """The likeliest weights of some features, each set and each verdict counting the same, large ones penalised."""
    rows = np.concatenate([one.rows for one in judged])[:, [FEATURES.index(name) for name in names]]
    mean, spread = rows.mean(axis=0), np.maximum(rows.std(axis=0), 1e-9)
    standard = (rows - mean) / spread
    sizes = [len(one.rows) for one in judged]
    starts, owner = np.cumsum([0, *sizes[:-1]]), np.repeat(np.arange(len(judged)), sizes)
    right = np.array([one.is_supported for one in judged])
    groups = Counter((one.set_name, one.is_supported) for one in judged)
    importance = np.array([len(judged) / len(groups) / groups[one.set_name, one.is_supported] for one in judged])

    def loss(parameters: npt.NDArray[np.float64]) -> tuple[float, npt.NDArray[np.float64]]:
        sums = standard @ parameters[1:] + parameters[0]
        logs = np.minimum(np.add.reduceat(-np.logaddexp(0, -sums), starts), -1e-9)
        likelihood = np.where(right, logs, np.log1p(-np.exp(logs)))
        slope = np.where(right, 1.0, -np.exp(logs) / (1 - np.exp(logs)))
        slopes = (importance * slope)[owner] / (1 + np.exp(sums))
        gradient = np.concatenate([[slopes.sum()], standard.T @ slopes])
        penalty = PENALTY * np.concatenate([[0.0], parameters[1:]])
        return -float(importance @ likelihood) + float(penalty @ parameters) / 2, penalty - gradient

    bounds = [(None, None), *((0 if SIGNS.get(n) == 1 else None, 0 if SIGNS.get(n) == -1 else None) for n in names)]
    start = np.concatenate([[1.0], np.zeros(len(names))])
    best = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    weights = best[1:] / spread
    return Weights(
        intercept=round(float(best[0] - weights @ mean), 4),
        weights={name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)},
    )


def fit_both(judged: Sequence[Judged], *, threshold: float = 0.5) -> Verifier:
    """Whether a text is about the matter, fitted on its own article and another; and whether it fits, on its own."""
    own = [one for one in judged if not one.is_elsewhere]
    return Verifier(
        about=fit([one._replace(is_supported=not one.is_elsewhere) for one in judged], ABOUT),
        fits=fit(own, FITS),
        threshold=threshold,
        provenance={},
    )


def probability(verifier: Verifier, one: Judged) -> float:
    """That all sentences of a text are supported."""
    return float(np.prod([verifier.probability(dict(zip(FEATURES, row, strict=True))) for row in one.rows]))


def main() -> None:
    """Fit, test by article, and with --write keep the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", metavar="NAME=FOLDER")
    parser.add_argument("--write", action="store_true", help=f"write {VERIFIER_FILE.name}")
    options = parser.parse_args()
    judged = [
        one for given in options.sets for one in read_judged(given.partition("=")[0], Path(given.partition("=")[2]))
    ]
    right = np.array([one.is_supported for one in judged])
    elsewhere = np.array([one.is_elsewhere for one in judged])
    groups, names = np.array([one.article for one in judged]), np.array([one.set_name for one in judged])
    held_out = np.zeros(len(judged))
    for fitted, tested in GroupKFold(FOLDS).split(judged, groups=groups):
        verifier = fit_both([judged[i] for i in fitted])
        held_out[tested] = [probability(verifier, judged[i]) for i in tested]
    own = ~elsewhere
    thresholds = np.linspace(0.2, 0.8, 61)
    accuracies = [_accuracy(right[own], held_out[own], names[own], at) for at in thresholds]
    # The best of a stretch of thresholds, not a single lucky one.
    threshold = float(thresholds[np.argmax(np.convolve(accuracies, np.ones(SMOOTHED), mode="same"))])
    parts = []
    for name in dict.fromkeys(names):
        of_set = own & (names == name)
        accuracy = balanced_accuracy_score(right[of_set], held_out[of_set] >= threshold)
        area = roc_auc_score(right[of_set], held_out[of_set])
        parts.append(f"{name}: AUC {area:.3f}, balanced accuracy {accuracy:.3f}")
    results = "; ".join(parts)
    results += (
        f"; held against articles of another matter: {(held_out[elsewhere] < threshold).mean():.3f} not supported"
    )
    print(f"held out by article: {results}; threshold {threshold:.2f}")
    verifier = fit_both(judged, threshold=round(threshold, 2))
    for heading, part in (("about", verifier.about), ("fits", verifier.fits)):
        print(f"\n{heading} (intercept {part.intercept})")
        for name, weight in part.weights.items():
            print(f"{name:16}{weight:9.4f}")
    if options.write:
        provenance = {
            "fitted_by": "python benchmarks/fit_verifier.py "
            + " ".join(f'"{given.partition("=")[0]}=FOLDER"' for given in options.sets),
            "fitted_on": datetime.date.today().isoformat(),
            "data": ", ".join(f"{name}: {sum(own & (names == name))} statements" for name in dict.fromkeys(names)),
            "held_out": results,
        }
        written = verifier.model_copy(update={"provenance": provenance})
        VERIFIER_FILE.write_text(f"{written.model_dump_json(indent=1)}\n", "utf-8")
        print(f"written to {VERIFIER_FILE}")


def _accuracy(
    right: npt.NDArray[np.bool_], scores: npt.NDArray[np.float64], names: npt.NDArray[np.str_], at: float
) -> float:
    """The mean over the sets of the balanced accuracy at a threshold."""
    return float(
        np.mean([balanced_accuracy_score(right[names == n], scores[names == n] >= at) for n in dict.fromkeys(names)])
    )


if __name__ == "__main__":
    main()
