"""How well the furniture of copied pages is told from their stories.

    python benchmarks/measure_cleaning.py [--held-out | --second-hand | --third-hand] [FILE...]    # labelled pages
    python benchmarks/measure_cleaning.py --clean FILE.jsonl|FILE.md...   # clean texts: whatever is cut is an error

Prints for each page what went wrong, then the totals.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from newsqa.articles.documents import Draft
from newsqa.articles.stories_in_text import clean

PAGES = Path(__file__).parent / "scraped_text"


class Page(NamedTuple):
    """A labelled page: its name, what is expected of it, and its lines with their labels (scraped_text/README.md).

    Its lines may be indented, as a text browser's are; cleaning takes the indent off.
    """

    name: str
    expected: dict[str, str]
    lines: list[tuple[str, str]]

    @property
    def text(self) -> str:
        """The page as it would be copied."""
        return "\n".join(line for _, line in self.lines)

    def story(self, number: str) -> list[str]:
        """The lines of a story."""
        return [line.strip() for label, line in self.lines if label.removesuffix("t") == number]

    @property
    def story_lines(self) -> list[str]:
        """The lines of all its stories."""
        return [line for number in self.numbers for line in self.story(number)]

    @property
    def titles(self) -> list[str]:
        """The headlines of its stories, in order."""
        return [line.strip() for label, line in self.lines if label.endswith("t")]

    @property
    def numbers(self) -> list[str]:
        """The numbers of its stories."""
        return sorted({label.removesuffix("t") for label, _ in self.lines if label.removesuffix("t").isdigit()})


def read_pages(file: Path) -> Iterator[Page]:
    """The pages of a file of labelled pages."""
    for block in re.split(r"^=== ", file.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        header, *lines = block.rstrip("\n").split("\n")
        name, *expected = (field.strip() for field in header.split("|"))
        labelled = [(label, text) for label, _, text in (line.partition(" ") for line in lines)]
        yield Page(name, dict(field.split("=", 1) for field in expected), labelled)


def measure(pages: list[Page]) -> None:
    """Print what is wrong with each page, and the totals."""
    totals: Counter[str] = Counter()
    for page in pages:
        drafts = clean(page.text)
        wrong = list(_wrong(page, drafts, totals))
        totals["pages"] += 1
        totals["pages all right"] += not wrong
        if wrong:
            print(f"{page.name}:")
            print(*(f"    {line}" for line in wrong), sep="\n")
    print()
    print(*(f"{name}: {totals[name]}" for name in sorted(totals)), sep="\n")


def _wrong(page: Page, drafts: list[Draft], totals: Counter[str]) -> Iterator[str]:
    kept = Counter(line for draft in drafts for line in draft.text.split("\n"))
    totals["stories expected"] += len(page.numbers)
    totals["stories found"] += len(drafts)
    if len(drafts) != len(page.numbers):
        yield f"stories: {len(drafts)}, expected {len(page.numbers)}"
    for label, line in ((label, line.strip()) for label, line in page.lines):
        if not line or label == "e":
            continue
        is_kept = any(line == text or (label.isdigit() and text and line.startswith(text)) for text in kept)
        totals[f"lines: {'story' if label[0].isdigit() else 'furniture' if label == 'f' else 'details'}"] += 1
        if label[0].isdigit() and not is_kept:
            totals["story lines lost"] += 1
            why = next((cut.why for draft in drafts for cut in draft.cuts if cut.text == line), "?")
            yield f"LOST  {line[:90]}  <- {why}"
        elif not label[0].isdigit() and is_kept and line not in page.story_lines:
            totals[f"{'furniture' if label == 'f' else 'detail'} lines kept"] += 1
            yield f"kept {label}  {line[:90]}"
    for draft, number, title in zip(drafts, page.numbers, page.titles, strict=False):
        suffix = "" if number == "1" else number
        given = draft.details.get("title")
        totals["titles expected"] += 1
        totals["titles right"] += given is not None and given.value == title
        if given is None or given.value != title:
            yield f"title: {given and given.value!r}, expected {title!r}"
        for field in ("published", "updated", "byline", "source"):
            detail = draft.details.get(field)  # type: ignore[call-overload]
            value, expected = (str(detail.value) if detail else None), page.expected.get(field + suffix)
            if expected is not None:
                totals[f"{field} expected"] += 1
                totals[f"{field} right"] += value == expected
            if (expected is None and value is not None and field == "published") or expected not in (None, value):
                totals[f"{field} wrong"] += value is not None
                yield f"{field}: {value}, expected {expected}"


def measure_clean(files: list[Path]) -> None:
    """Print whatever is cut from texts that have no furniture, and the texts that are split."""
    texts = cuts = words = cut_words = splits = 0
    for file in files:
        for name, text in _clean_texts(file):
            drafts = clean(text)
            texts, words = texts + 1, words + len(text.split())
            splits += len(drafts) != 1
            if len(drafts) != 1:
                print(f"{file.name} {name}: {len(drafts)} stories: {[d.text[:60] for d in drafts]}")
            for cut in (cut for draft in drafts for cut in draft.cuts):
                cuts, cut_words = cuts + 1, cut_words + len(cut.text.split())
                print(f"{file.name} {name}: {cut.text[:150]!r}  <- {cut.why}")
    print(f"\n{texts} texts of {words:,} words: {splits} split; {cuts} cuts of {cut_words} words")


def _clean_texts(file: Path) -> Iterator[tuple[str, str]]:
    if file.suffix == ".jsonl":
        for line in file.read_text("utf-8").splitlines():
            record = json.loads(line)
            title = record.get("title")
            yield record["id"], f"{title}\n\n{record['text']}" if title else record["text"]
    else:
        yield file.stem, re.sub(r"\A---.*?^---\n", "", file.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--held-out", action="store_true", help="the pages that the rules were not made on")
    parser.add_argument("--second-hand", action="store_true", help="the pages that another writer made up")
    parser.add_argument("--third-hand", action="store_true", help="the pages that a third writer made up")
    parser.add_argument("--clean", action="store_true", help="the files are clean texts")
    options = parser.parse_args()
    if options.clean:
        measure_clean(options.files)
        return
    if options.held_out:
        chosen = "held_out.txt"
    elif options.second_hand:
        chosen = "second_hand.txt"
    elif options.third_hand:
        chosen = "third_hand.txt"
    else:
        chosen = "pages.txt"
    files = options.files or [PAGES / chosen]
    measure([page for file in files for page in read_pages(file)])


if __name__ == "__main__":
    main()
