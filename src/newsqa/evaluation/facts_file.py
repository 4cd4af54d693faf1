"""Facts files: YAML to facts, with the file and the line of whatever is wrong."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from pydantic import TypeAdapter, ValidationError

from newsqa.errors import FactsError
from newsqa.evaluation.claims import AcceptedNumber, AnyClaim, EvidenceQuote
from newsqa.evaluation.facts import CLAIM_KEYS, Fact
from newsqa.schema import Record

SUFFIXES = (".yaml", ".yml")
KNOWN_KEYS = sorted(
    {*Fact.model_fields, *CLAIM_KEYS, *AcceptedNumber.model_fields, *EvidenceQuote.model_fields, "sides"} - {"claims"}
)
CLAIM_KINDS = ("number", "date", "person", "place", "phrase", "yes-no", "list")

Path_ = tuple[str | int, ...]


class PlacedFact(NamedTuple):
    """A fact with the file and the line where it is written, and the lines of its quotes."""

    fact: Fact
    file: Path
    line: int
    quote_lines: dict[EvidenceQuote, int]

    @property
    def where(self) -> str:
        """The file and the line, as editors open them."""
        return f"{self.file}:{self.line}"


class FactsFile(NamedTuple):
    """The facts of one file, and the articles that it says they are about, if it does."""

    path: Path
    articles: Path | None
    facts: tuple[PlacedFact, ...]


class _Header(Record):
    articles: str | None = None


def find_facts_files(path: Path) -> list[Path]:
    """A facts file itself, or those of a folder: its *.yaml, or where there is one those of its facts/.

    Raises:
        FactsError: there is no such path, or no facts file in the folder.
    """
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise FactsError(f"{path} does not exist: newsqa facts new {path} makes a folder of facts to start from")
    for folder in (path / "facts", path):
        found = sorted(file for file in folder.glob("*") if file.suffix in SUFFIXES)
        if found:
            return found
    raise FactsError(f"{path} holds no facts (a *.yaml file): newsqa facts new {path} writes one to start from")


def read_facts(paths: Iterable[Path]) -> list[FactsFile]:
    """The facts of these files.

    Raises:
        FactsError: with every problem of every file, a line each; one is that two facts have the same id.
    """
    files: list[FactsFile] = []
    problems: list[str] = []
    for path in paths:
        try:
            files.append(_read(path))
        except FactsError as error:
            problems.append(str(error))
    first: dict[str, PlacedFact] = {}
    for placed in (placed for file in files for placed in file.facts):
        other = first.setdefault(placed.fact.id, placed)
        if other is not placed:
            problems.append(f"{placed.where}: the id {placed.fact.id} is taken by the fact at {other.where}")
    if not problems and not first:
        problems.append(f"{', '.join(str(file.path) for file in files)}: there are no facts in it")
    if problems:
        raise FactsError("\n".join(problems))
    return files


def _read(path: Path) -> FactsFile:
    try:
        root = yaml.compose(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
        content = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise FactsError(f"{path}:{mark.line + 1 if mark else 1}: is not YAML: {error.problem}") from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise FactsError(f"{path}: cannot be read: {error}") from None
    if root is None or not isinstance(content, dict) or not isinstance(content.get("facts"), list):
        raise FactsError(f"{path}:1: needs a list of facts under the key facts")
    lines = _Lines(path, root)
    problems: list[str] = []
    try:
        header = _Header.model_validate({key: value for key, value in content.items() if key != "facts"})
    except ValidationError as error:
        header = _Header()
        problems += lines.explain(error, (), known=["articles", "facts"])
    placed = []
    for index, item in enumerate(content["facts"]):
        at: Path_ = ("facts", index)
        try:
            fact = Fact.model_validate(item)
        except ValidationError as error:
            problems += lines.explain(error, at, known=KNOWN_KEYS)
        else:
            placed.append(PlacedFact(fact, path, lines.of(at), dict(_quote_lines(fact, at, lines))))
    if problems:
        raise FactsError("\n".join(problems))
    articles = path.parent / header.articles if header.articles else None
    return FactsFile(path, articles, tuple(placed))


def _quote_lines(fact: Fact, at: Path_, lines: "_Lines") -> Iterator[tuple[EvidenceQuote, int]]:
    for side, claim in enumerate(fact.claims):
        inside: Path_ = ("sides", side) if fact.kind == "conflicting" else ()
        for number, quote in enumerate(claim.evidence):
            yield quote, lines.of((*at, *inside, "evidence", number, "quote"))


class _Lines:
    """The lines of a YAML document by the path to a value, and what pydantic found wrong there."""

    def __init__(self, file: Path, root: yaml.Node) -> None:
        self._file = file
        self._root = root

    def of(self, path: Sequence[str | int]) -> int:
        """The line, from 1, of the value at the end of a path, or of the last part of the path that is there."""
        node, line = self._root, self._root.start_mark.line
        for part in path:
            child = None
            if isinstance(node, yaml.MappingNode):
                for key, value in node.value:
                    if getattr(key, "value", None) == part:
                        child, line = value, key.start_mark.line
            elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
                child = node.value[part]
                line = child.start_mark.line
            # pydantic names the member of a union as a step of its own: passed over.
            node = child or node
        return line + 1

    def explain(self, error: ValidationError, at: Path_, *, known: Sequence[str]) -> Iterator[str]:
        """A line for each problem: file, line, and what to write instead."""
        for problem in error.errors():
            location = [part for part in problem["loc"] if part not in CLAIM_KINDS]
            # A single claim's keys stand beside the fact's own; a conflict's sides are its claims.
            path = [*at, *("sides" if part == "claims" else part for part in location)]
            where = f"{self._file}:{self.of(path)}"
            name = str(location[-1]) if location else "the fact"
            match problem["type"]:
                case "extra_forbidden":
                    near = get_close_matches(name, known, n=1)
                    hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
                    yield f"{where}: the key {name} is unknown: {hint}"
                case "missing":
                    yield f"{where}: the key {name} is missing"
                case "value_error":
                    yield f"{where}: {str(problem['msg']).removeprefix('Value error, ')}"
                case "literal_error" | "union_tag_invalid":
                    expected = (problem.get("ctx") or {}).get("expected") or (problem.get("ctx") or {}).get(
                        "expected_tags"
                    )
                    yield f"{where}: {name} cannot be {problem['input']!r}: it is one of {expected}"
                case _:
                    yield f"{where}: {name}: {problem['msg']}"


def parse_claim(value: dict[str, Any]) -> AnyClaim:
    """A claim by itself, as a facts file writes it.

    Raises:
        ValidationError: it has not the form of a claim.
    """
    claim: AnyClaim = TypeAdapter(AnyClaim).validate_python(value)
    return claim
