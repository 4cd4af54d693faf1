"""How well copies of a story are told from other stories: precision and recall by kind of pair.

    python benchmarks/measure_copies.py [--failures]

The pairs are those of benchmarks/copies, judged as in use: texts that have a band of their signatures in common are
candidates, and are held against each other. A third of the stories was held out when the thresholds were chosen. Of
every two texts of different stories, which are no copies either, the last lines tell how many were taken for some.
"""

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from newsqa.articles.copies import are_copies, bands, signature

FOLDER = Path(__file__).parent / "copies"


class Pair(NamedTuple):
    """Two texts, and whether they are copies of each other."""

    one: str
    other: str
    kind: str
    copies: bool
    held_out: bool


class Judged(NamedTuple):
    """A pair, whether the index finds it, and whether it is then taken for copies."""

    pair: Pair
    is_candidate: bool
    are_copies: bool


def read_pairs() -> list[Pair]:
    """The labelled pairs."""
    return [Pair(**json.loads(line)) for line in (FOLDER / "pairs.jsonl").read_text("utf-8").splitlines()]


def read_texts() -> dict[str, dict[str, str]]:
    """The texts, each with its story, by their names."""
    records = map(json.loads, (FOLDER / "texts.jsonl").read_text("utf-8").splitlines())
    return {record["id"]: record for record in records}


def judge(pair: Pair, texts: dict[str, dict[str, str]], found: dict[str, set[int]]) -> Judged:
    """Whether a pair is found, and taken for copies."""
    is_candidate = not found[pair.one].isdisjoint(found[pair.other])
    one, other = texts[pair.one]["text"], texts[pair.other]["text"]
    return Judged(pair, is_candidate, is_candidate and are_copies(one, other))


def share(part: int, whole: int) -> str:
    """A share to three places, or a dash where there is nothing to divide."""
    return f"{part / whole:.3f}" if whole else "—"


def tabulate(judged: Iterable[Judged]) -> None:
    """Print a line for each kind of pair, and precision and recall over all."""
    kinds = defaultdict(list)
    for judgement in judged:
        kinds[judgement.pair.kind].append(judgement)
    print(f"{'kind':20}{'pairs':>7}{'found':>8}{'taken':>8}{'right':>8}")
    for kind, group in sorted(kinds.items(), key=lambda item: (not item[1][0].pair.copies, item[0])):
        found, taken = sum(j.is_candidate for j in group), sum(j.are_copies for j in group)
        right = sum(j.are_copies == j.pair.copies for j in group)
        print(f"{kind:20}{len(group):7}{found:8}{taken:8}{share(right, len(group)):>8}")
    everything = [judgement for group in kinds.values() for judgement in group]
    hits = sum(j.are_copies and j.pair.copies for j in everything)
    print(f"precision {share(hits, sum(j.are_copies for j in everything))}", end="  ")
    print(f"recall {share(hits, sum(j.pair.copies for j in everything))}\n")


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--failures", action="store_true", help="name the pairs that are judged wrong")
    arguments = parser.parse_args()
    texts = read_texts()
    began = time.perf_counter()
    found = {name: set(bands(signature(record["text"]))) for name, record in texts.items()}
    signing = time.perf_counter() - began
    pairs = read_pairs()
    began = time.perf_counter()
    judged = [judge(pair, texts, found) for pair in pairs]
    comparing = time.perf_counter() - began
    for title, held_out in (("Stories the thresholds were chosen on", False), ("Held-out stories", True)):
        print(title)
        part = [judgement for judgement in judged if judgement.pair.held_out == held_out]
        tabulate(part)
        if arguments.failures:
            for judgement in part:
                if judgement.are_copies != judgement.pair.copies:
                    print(f"  {judgement.pair.kind}: {judgement.pair.one} {judgement.pair.other}", end="")
                    print("" if judgement.is_candidate else " (not found)")
    others = [(a, b) for a, b in combinations(texts, 2) if texts[a]["story"] != texts[b]["story"]]
    candidates = [(a, b) for a, b in others if not found[a].isdisjoint(found[b])]
    wrong = [(a, b) for a, b in candidates if are_copies(texts[a]["text"], texts[b]["text"])]
    print(f"Of {len(others):,} pairs of different stories {len(candidates)} are found, {len(wrong)} taken.")
    print(f"{1000 * signing / len(texts):.1f} ms a signature, {1000 * comparing / len(pairs):.1f} ms a pair.")


if __name__ == "__main__":
    main()
