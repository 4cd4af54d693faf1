"""Fit what the bundled model's short answers are chosen by, on the gold sentences of a question set.

    python benchmarks/fit_short_answers.py "NAME=FOLDER" [--every 3] [--write]

Every third question is asked of the sentence that holds its answer. Each half of the articles is tried with the
weights that the other half gives; what is written to src/newsqa/models/calibrations is fitted on all. Printed beside
it: what each part gives by itself.
"""

import argparse
from contextlib import closing
from pathlib import Path

import numpy as np

from newsqa.answering import ModelSetup
from newsqa.answering.short_answer import best_span, score_spans
from newsqa.evaluation.calibrating import SpanCase, fit
from newsqa.models import open_model
from newsqa.models.profile import ModelProfile, SpanWeights
from newsqa.retrieval.reader import default_reader
from question_sets import Question, article_numbers, read_questions, short_answer_scores

CALIBRATIONS = Path(__file__).parents[1] / "src/newsqa/models/calibrations"
MODEL = "smollm2-135m"
TRIED = {
    "the model's likelihood alone": SpanWeights(),
    "its calibration before there was a reader": SpanWeights(stop=0.5, distance=0.3),
    "with the reader, both as they stand": SpanWeights(reading=1.0),
    "the reader, nearly alone": SpanWeights(reading=100.0),
}


def read_case(question: Question, cluster: str, setup: ModelSetup) -> tuple[SpanCase, list[float]]:
    """The scored spans of a question's sentence with the token F1 of each, and the exact match of each."""
    sentence = question.evidence[0]
    places = default_reader().answer_places(question.text, "", sentence)
    scored = score_spans(question.text, sentence, model=setup.model, prompt=setup.prompt, places=places)
    scores = [short_answer_scores(sentence[slice(*one.span)], question.answers) for one in scored]
    return SpanCase(cluster, tuple(scored), tuple(f1 for _, f1 in scores)), [exact for exact, _ in scores]


def measure(cases: list[tuple[SpanCase, list[float]]], weights: SpanWeights) -> tuple[float, float]:
    """The mean exact match and token F1 of the spans that the weights choose."""
    exact, f1 = [], []
    for case, matches in cases:
        best = best_span(case.spans, weights)
        at = next((number for number, one in enumerate(case.spans) if one.span == best), None)
        exact.append(0.0 if at is None else matches[at])
        f1.append(0.0 if at is None else case.f1[at])
    return float(np.mean(exact)), float(np.mean(f1))


def main() -> None:
    """Fit, print and, if asked, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", metavar="NAME=FOLDER")
    parser.add_argument("--every", type=int, default=3, help="take every so-manieth question")
    parser.add_argument("--write", action="store_true", help="write the bundled model's calibration")
    options = parser.parse_args()
    name, _, folder = options.set.rpartition("=")
    numbers = article_numbers(Path(folder))
    asked = [question for question in read_questions(Path(folder)) if question.evidence][:: options.every]
    with closing(open_model(MODEL)) as model:
        setup = ModelSetup.of(model)
        identity = model.description.sha256 or ""
        cases = [read_case(question, f"{numbers[question.article or '']:04}", setup) for question in asked]
    for label, weights in TRIED.items():
        print(f"{label}: exact match {measure(cases, weights)[0]:.2f}, token F1 {measure(cases, weights)[1]:.2f}")
    facts = f"{name}, every {options.every}. question, gold sentences"
    calibration = fit([], [case for case, _ in cases], facts=facts)
    print(calibration.model_dump_json(indent=1))
    exact, f1 = measure(cases, calibration.span)
    print(f"fitted on all: exact match {exact:.2f}, token F1 {f1:.2f}; held out: token F1 {calibration.span_f1:.2f}")
    if options.write:
        (path,) = CALIBRATIONS.glob("*.json")
        profile = ModelProfile(identity=identity, calibration=calibration)
        path.write_text(profile.model_dump_json(indent=1, exclude_defaults=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
