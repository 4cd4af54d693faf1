"""Train the reader on questions written for it, and say how well it reads sets that it has never seen.

    python benchmarks/train_reader.py "NAME=FOLDER"... [--epochs N] [--start FILE [--unseen]] [--out FILE]
                                      [--found FOLDER]
    python benchmarks/train_reader.py "NAME=FOLDER"... --weights FILE

What it is trained on lies in benchmarks/reading: texts, sentence by sentence, each with questions and the number of
the sentence that answers and its answering words, or nothing where the text does not answer. The folders are question
sets to test it on (see question_sets.py), none of which it is trained on. With --weights it is not trained but read
from a file, and only tested; with --start it is trained on from a file, with --unseen on those questions only that
this was not trained on. Finding the passages of 60,000 questions takes half an hour to an hour on two cores; with
--found FOLDER they are kept.

Of each question it reads windows that search finds: one that answers, where one does, and one or two that do not, of
those that are likeliest by the ranker's first pass, as it will be given them. Questions that the text does not answer
are left out where their kind ("how many", "when") has more than six of them to ten that are answered, lest the kind
tell. The loss is the mean of two, by the reader's scores alone and by these added to the log-odds of the ranker's
first pass, so that it learns most where the first pass errs.
"""

import argparse
import datetime
import json
import math
import random
import re
import time
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from sklearn.metrics import roc_auc_score

from newsqa.retrieval.reader import SCALE, UNREAD, WEIGHTS, Reader, Reading, apply_updates, batch
from question_sets import rounded_mean, short_answer_scores
from reading_cases import Case, find_written, read_cases
from reading_examples import Example, balanced, examples

HERE = Path(__file__).parent
WEIGHTS_FILE = HERE.parent / "src/newsqa/retrieval" / WEIGHTS
EPOCHS = 2
BATCH = 24
LEARNING_RATE = 2e-4  # of the encoder; the new heads learn five times as fast
WARM_UP = 0.06  # the share of all steps in which it rises
FROZEN_LAYERS = 1
SPAN_WEIGHT = 0.5
TESTED_PASSAGES = 6  # of those found, read when it is tested


def batches(found: list[Example], rng: random.Random) -> Iterator[list[Example]]:
    """The examples in random order, those of about one length together, so that little is padded."""
    rng.shuffle(found)
    for start in range(0, len(found), BATCH * 50):
        near = sorted(found[start : start + BATCH * 50], key=lambda one: len(one.row.ids))
        together = [near[at : at + BATCH] for at in range(0, len(near), BATCH)]
        rng.shuffle(together)
        yield from together


@lru_cache(maxsize=1)
def is_bfloat16_faster() -> bool:
    """Whether this machine multiplies 16-bit numbers faster than 32-bit ones: with AMX it does, else far slower."""
    seconds = []
    for dtype in (torch.bfloat16, torch.float32):
        rows, weights = torch.ones(2000, 384, dtype=dtype), torch.ones(1536, 384, dtype=dtype)
        torch.nn.functional.linear(rows, weights)  # the first call prepares
        began = time.perf_counter()
        torch.nn.functional.linear(rows, weights)
        seconds.append(time.perf_counter() - began)
    return seconds[0] < seconds[1]


def loss(reader: Reader, rows: Sequence[Example]) -> torch.Tensor:
    """How unlikely the reader finds what is right: sentences (or nothing), and starts and ends of the answers."""
    inputs = batch([one.row for one in rows])
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=is_bfloat16_faster()):
        scores, ends = reader.network(*inputs)
    wanted = torch.zeros_like(scores, dtype=torch.bool)
    first_pass = torch.zeros_like(scores)
    for number, one in enumerate(rows):
        wanted[number, [1 + right for right in one.right] or [0]] = True
        known = one.log_odds[: scores.shape[1] - 1]
        first_pass[number, 1 : 1 + len(known)] = torch.tensor(known)
    of_sentences = torch.stack(
        [
            -both.log_softmax(1).masked_fill(~wanted, -1e9).logsumexp(1).mean()
            for both in (scores, scores + first_pass)
        ]
    ).mean()
    is_read = inputs[3] >= 0
    is_read[:, 0] = True
    ends = ends.masked_fill(~is_read[..., None], -1e4).log_softmax(1)
    spans = [(number, one.span) for number, one in enumerate(rows) if one.span]
    of_spans = -sum((ends[number, a, 0] + ends[number, b, 1] for number, (a, b) in spans), torch.zeros(()))
    return of_sentences + SPAN_WEIGHT * of_spans / max(1, len(spans))


def train(reader: Reader, cases: Sequence[Case], out: Path, *, epochs: int, start: Path | None) -> None:
    """Train the network, all but its input vectors and its first layers, and write its weights after every epoch."""
    rng = random.Random(0)
    network = reader.network
    before = {name: weights.detach().clone() for name, weights in network.named_parameters()}
    if start:
        apply_updates(network, load_file(start))
    made_before = f"{made_from(start)}; then " if start else ""
    network.encoder.embeddings.requires_grad_(False)
    for layer in network.encoder.encoder.layer[:FROZEN_LAYERS]:
        layer.requires_grad_(False)
    named = [(name, weights) for name, weights in network.named_parameters() if weights.requires_grad]
    encoder = [weights for name, weights in named if name.startswith("encoder.")]
    heads = [weights for name, weights in named if not name.startswith("encoder.")]
    groups = [{"params": encoder, "lr": LEARNING_RATE}, {"params": heads, "lr": 5 * LEARNING_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)

    def draw() -> list[Example]:
        return [one for case in balanced(cases, rng) for one in examples(case, rng, reader)]

    found = draw()
    steps = epochs * math.ceil(len(found) / BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, step / (WARM_UP * steps)) * max(0.0, 1 - step / steps)
    )
    network.eval()  # without dropout, which is slow here and so few epochs do not need
    began = time.monotonic()
    for epoch in range(epochs):
        found = draw() if epoch else found
        losses = []
        for rows in batches(found, rng):
            value = loss(reader, rows)
            value.backward()
            torch.nn.utils.clip_grad_norm_([*encoder, *heads], 1.0)
            optimizer.step()
            optimizer.zero_grad()
            schedule.step()
            losses.append(value.item())
            if len(losses) % 50 == 0:
                seconds = time.monotonic() - began
                print(
                    f"  {len(losses)} of {steps // epochs}: loss {np.mean(losses[-50:]):.3f}, {seconds:.0f} s",
                    flush=True,
                )
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.3f}, {time.monotonic() - began:.0f} s", flush=True)
        save_file(updates(network, before), out, metadata=provenance(cases, epoch + 1, made_before))


def made_from(weights: Path) -> str:
    """What is written beside weights of what they were trained on."""
    with safe_open(weights, "pt") as file:
        return str((file.metadata() or {}).get("data", f"the weights {weights.name}"))


def provenance(cases: Sequence[Case], epochs: int, made_before: str) -> dict[str, str]:
    """What is written beside the weights."""
    sets = dict.fromkeys(case.set_name for case in cases)
    return {
        "trained_by": "python benchmarks/train_reader.py",
        "trained_on": datetime.date.today().isoformat(),
        "data": f"{made_before}{len(cases)} questions of benchmarks/reading ({', '.join(sets)}), {epochs} epochs",
    }


def updates(network: torch.nn.Module, before: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """What training changed, as `apply_updates` takes it: the encoder's matrices in bytes, all else in two."""
    changed = {}
    for name, weights in network.named_parameters():
        if not name.startswith("encoder."):
            changed[name] = weights.detach().half()
            continue
        change = (weights - before[name]).detach()
        if change.dim() == 2 and change.any():
            scale = change.abs().amax(dim=1).clamp(min=1e-12) / 127
            changed[name + SCALE] = scale
            changed[name] = (change / scale[:, None]).round().to(torch.int8)
        elif change.any():
            changed[name] = change.half()
    return changed


def measure(reader: Reader, cases: Sequence[Case]) -> dict[str, float | None]:
    """How often the right sentence is first of all that are read, and how well the spans of right sentences are."""
    first: list[float] = []
    three: list[float] = []
    best: list[float] = []
    exact: list[float] = []
    overlap: list[float] = []
    for case in cases:
        read: list[tuple[Reading, bool, str]] = []
        for passage in case.passages[:TESTED_PASSAGES]:
            readings = [one for of_window in reader.read(case.question, passage.windows) for one in of_window]
            read += [
                (reading, number in passage.right, passage.sentences[number])
                for number, reading in enumerate(readings)
            ]
        read.sort(key=lambda one: -one[0].score)
        best.append(read[0][0].score if read else UNREAD)
        if case.is_answerable:
            first.append(float(any(is_right for _, is_right, _ in read[:1])))
            three.append(float(any(is_right for _, is_right, _ in read[:3])))
            for reading, _, sentence in [one for one in read if one[1]][:1]:
                scores = short_answer_scores(sentence[slice(*reading.span)], case.answers)
                exact.append(scores[0])
                overlap.append(scores[1])
    labels = [case.is_answerable for case in cases]
    return {
        "questions": len(first),
        "first": rounded_mean(first),
        "first three": rounded_mean(three),
        "auc answerable": round(float(roc_auc_score(labels, best)), 3) if len(set(labels)) == 2 else None,
        "span exact match": rounded_mean(exact),
        "span token F1": rounded_mean(overlap),
    }


def main() -> None:
    """Train, write the weights, and test."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", metavar="NAME=FOLDER")
    parser.add_argument("--out", type=Path, default=WEIGHTS_FILE, help="where the weights are written")
    parser.add_argument("--found", type=Path, help="a folder that keeps the passages found, for the next time")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--start", type=Path, help="weights to train further, in place of the embedder's alone")
    parser.add_argument(
        "--unseen", action="store_true", help="only on sets that the weights of --start have not seen"
    )
    parser.add_argument("--weights", type=Path, help="test these, and train nothing")
    options = parser.parse_args()
    if options.epochs < 1 or (options.start and options.weights):
        parser.error("--epochs is at least 1, and --start is for training, which --weights is not")
    if options.unseen and not options.start:
        parser.error("--unseen goes with --start")
    torch.manual_seed(0)  # of the new heads
    reader = Reader.untrained()
    if options.found:
        options.found.mkdir(parents=True, exist_ok=True)
    if options.weights is None:
        seen = re.findall(r"[\w-]+", made_from(options.start)) if options.unseen else ()
        written = find_written(options.found, without=seen)
        if not written:
            parser.error(f"{options.start} was trained on all that there is")
        print(f"{len(written)} questions, {sum(case.is_answerable for case in written)} of them answered")
        train(reader, written, options.out, epochs=options.epochs, start=options.start)
    shipped = Reader.untrained()
    apply_updates(shipped.network, load_file(options.weights or options.out))
    for argument in options.sets:
        name, _, folder = argument.rpartition("=")
        name = name or Path(folder).name
        cases = read_cases(name, Path(folder), shipped)
        print(f"{name}:", json.dumps(measure(shipped, cases)), flush=True)


if __name__ == "__main__":
    main()
