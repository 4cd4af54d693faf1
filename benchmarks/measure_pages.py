"""How well newsqa reads the web pages of benchmarks/pages: words and details, beside trafilatura's words alone.

`python benchmarks/measure_pages.py` measures on the pages that the reader was made with, `--held-out` on those
that the same hand wrote later, `--second-hand` on those of a hand that hadn't seen the reader.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import trafilatura

from newsqa.articles.documents import Document, Draft
from newsqa.articles.readers.html import read_html
from newsqa.articles.readers.html_blocks import words_of

PAGES = Path(__file__).parent / "pages" / "pages.jsonl"
FIELDS = ("title", "byline", "source", "published")


class Score(NamedTuple):
    """How the words of a reading agree with those to be read."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.precision * self.recall / (self.precision + self.recall or 1.0)


def main() -> None:
    """Read each page and print how that went."""
    parser = argparse.ArgumentParser(description=__doc__)
    which = parser.add_mutually_exclusive_group()
    for kind in ("held out", "second hand"):
        which.add_argument(f"--{kind.replace(' ', '-')}", dest="kind", action="store_const", const=kind)
    parser.set_defaults(kind="development")
    kind = parser.parse_args().kind
    pages = [page for page in _pages() if page["kind"] == kind]
    ours: dict[str, Score] = {}
    theirs: dict[str, Score] = {}
    right: Counter[str] = Counter()
    absent: Counter[str] = Counter()
    wrong: list[str] = []
    for page in pages:
        content = page["html"].encode(page["encoding"], "xmlcharrefreplace")
        stories = page["stories"]
        document = Document(content, page["name"], page["name"], ".html")
        drafts = [found for found in read_html(document) if isinstance(found, Draft)]
        gold = "\n\n".join("\n\n".join(story["text"]) for story in stories)
        ours[page["name"]] = _score("\n\n".join(draft.text for draft in drafts), gold)
        theirs[page["name"]] = _score(trafilatura.extract(content) or "", gold)
        if len(drafts) != len(stories):
            wrong.append(f"{page['name']}: {len(drafts)} stories, not {len(stories)}")
            continue
        for draft, story in zip(drafts, stories, strict=True):
            for field in FIELDS:
                found = draft.details.get(field)  # type: ignore[call-overload]
                expected = story["details"].get(field)
                if (str(found.value) if found else None) == expected:
                    right[field] += 1
                else:
                    absent[field] += found is None
                    wrong.append(f"{page['name']}: {field} {found.value if found else None!s}, not {expected}")
    _print(ours, theirs, right, absent, wrong, sum(len(page["stories"]) for page in pages))


def _pages() -> Iterator[dict[str, Any]]:
    for line in PAGES.read_text("utf-8").splitlines():
        yield json.loads(line)


def _score(text: str, gold: str) -> Score:
    found, expected = Counter(words_of(text)), Counter(words_of(gold))
    common = sum((found & expected).values())
    return Score(common / max(found.total(), 1), common / max(expected.total(), 1))


def _print(
    ours: dict[str, Score],
    theirs: dict[str, Score],
    right: Counter[str],
    absent: Counter[str],
    wrong: list[str],
    stories: int,
) -> None:
    print(f"{len(ours)} pages, {stories} stories\n\n{'':20}F1     precision  recall")
    for name, scores in (("newsqa", ours), ("trafilatura alone", theirs)):
        means = [
            sum(values) / len(scores)
            for values in zip(*((s.f1, s.precision, s.recall) for s in scores.values()), strict=True)
        ]
        print(f"{name:20}{means[0]:.3f}  {means[1]:.3f}      {means[2]:.3f}")
    below = [name for name in ours if ours[name].f1 < theirs[name].f1 - 0.02]
    print(f"\npages read worse than by trafilatura alone (by 0.02): {len(below)} {' '.join(below)}\n\nworst pages:")
    for name in sorted(ours, key=lambda name: ours[name].f1)[:10]:
        score = ours[name]
        parts = f"precision {score.precision:.3f}  recall {score.recall:.3f}  trafilatura {theirs[name].f1:.3f}"
        print(f"  {name:28}{score.f1:.3f}  {parts}")
    counts = (f"{field} {right[field]}/{stories} ({absent[field]} absent)" for field in FIELDS)
    print("\ndetails right:", ", ".join(counts))
    print(*wrong, sep="\n")


if __name__ == "__main__":
    main()
