"""Writes pages.jsonl: the stories beside this file and of ../news, each laid out as a site of some kind would."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from held_out import FIRST_HELD_OUT, HELD_OUT
from layouts import DEVELOPMENT, Layout, Story
from second_hand import SECOND_HAND

Kind = Literal["development", "held out", "second hand"]
HERE = Path(__file__).parent
BYLINES = (
    "Maeve Corrigan|Ilse Brandt|Tobias Renn|Joan Achterberg|Pavel Dorn|Sunniva Lie|Marcus Obi|Hannah Vale".split("|")
)
SETS: tuple[tuple[Kind, Mapping[str, tuple[Layout, list[str]]]], ...] = (
    ("development", DEVELOPMENT),
    ("development", FIRST_HELD_OUT),
    ("held out", HELD_OUT),
    ("second hand", SECOND_HAND),
)


def stories() -> dict[str, Story]:
    """Every story by its id; those of ../news have no byline of their own and are given one."""
    found = {}
    for path in (HERE.parent / "news" / "corpus.jsonl", HERE / "stories.jsonl"):
        for number, line in enumerate(path.read_text("utf-8").splitlines()):
            record = json.loads(line)
            byline = record.get("byline") or BYLINES[number % len(BYLINES)]
            fields = (record["title"], record["source"], byline, record["published"], record["text"])
            found[record["id"]] = Story(*fields, record.get("lang", "en"))
    return found


def main() -> None:
    """Write every page, with what is to be read of it."""
    every = stories()
    with (HERE / "pages.jsonl").open("w", encoding="utf-8") as file:
        for kind, layouts in SETS:
            for name, (layout, groups) in layouts.items():
                for group in groups:
                    made = layout(*(every[story] for story in group.split()))
                    pages = made if isinstance(made, list) else [made]
                    record = {
                        "name": "-".join([name, *group.split()]),
                        "kind": kind,
                        "encoding": pages[0].encoding,
                        "html": pages[0].html,
                        "stories": [{"text": page.text, "details": page.details} for page in pages],
                    }
                    file.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
