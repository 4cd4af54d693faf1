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
    """A facts file itself, or those of a folder: its *.yaml and those of its facts/.

    Raises:
        FactsError: there is no such path, or no facts file in the folder.
    """
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise FactsError(f"{path} does not exist: newsqa facts new {path} makes a folder of facts to start from")
    files = (file for folder in (path, path / "facts") for file in sorted(folder.glob("*")))
    found = [file for file in files if file.suffix in SUFFIXES]
    if not found:
        raise FactsError(f"{path} holds no facts (a *.yaml file): newsqa facts new {path} writes one to start from")
    return found


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
    if problems:
        raise FactsError("\n".join(problems))
    return files


def _read(path: Path) -> FactsFile:
    root, content = _parse(path)
    lines = _Lines(path, root)
    if not isinstance(content, dict) or not isinstance(content.get("facts"), list):
        raise FactsError(f"{path}:{lines.of(['facts'])}: needs a list of facts under the key facts")
    problems = [
        f"{path}:{key.start_mark.line + 1}: the key {key.value} is written twice" for key in _repeated_keys(root)
    ]
    if not content["facts"]:
        problems.append(f"{path}:{lines.of(['facts'])}: there are no facts in it")
    try:
        header = _Header.model_validate({key: value for key, value in content.items() if key != "facts"})
    except ValidationError as error:
        header = _Header()
        problems += lines.explain(error, (), known=["articles", "facts"])
    placed = []
    for index, item in enumerate(content["facts"]):
        at: Path_ = ("facts", index)
        if isinstance(item, dict) and "claims" in item:
            # How a Fact keeps its claims, and runs keep facts; in a facts file they are written otherwise.
            problems.append(f"{path}:{lines.of((*at, 'claims'))}: the key claims is unknown: {_known(KNOWN_KEYS)}")
            continue
        try:
            fact = Fact.model_validate(item)
        except ValidationError as error:
            problems += lines.explain(error, at, known=KNOWN_KEYS)
        else:
            placed.append(PlacedFact(fact, path, lines.of(at), dict(_quote_lines(fact, at, lines))))
    if problems:
        raise FactsError("\n".join(problems))
    articles = (path.parent / header.articles).resolve() if header.articles else None
    return FactsFile(path, articles, tuple(placed))


def _parse(path: Path) -> tuple[yaml.Node, Any]:
    """A YAML document as nodes with their lines, and as values, each scalar of which is the text that is written.

    YAML's own types are passed over: it takes 2020-13-45 for a date, 1_0 for a number and Norway's "no" for false.
    """
    try:
        written = path.read_bytes()
        text = written.decode("utf-8-sig")
    except OSError as error:
        raise FactsError(f"{path}: cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        line = written.count(b"\n", 0, error.start) + 1
        raise FactsError(f"{path}:{line}: is not UTF-8: save the file with that encoding") from None
    loader = yaml.CBaseLoader(text)
    try:
        root = loader.get_single_node()
        if root is None:
            raise FactsError(f"{path}:1: is empty")
        return root, loader.construct_document(root)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise FactsError(f"{path}:{mark.line + 1 if mark else 1}: is not YAML: {error.problem}") from None
    except yaml.reader.ReaderError as error:
        line = text.encode()[: error.position].count(b"\n") + 1
        raise FactsError(f"{path}:{line}: is not YAML: {error.reason}") from None
    finally:
        loader.dispose()


def _repeated_keys(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """The keys that a mapping below a node has already; YAML's parser takes the last of them without a word."""
    if isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from _repeated_keys(child)
    elif isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    yield key
                seen.add(key.value)
            yield from _repeated_keys(value)


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
            # A single claim's keys stand beside the fact's own, not under sides: what is not there is passed over.
            node = child or node
        return line + 1

    def explain(self, error: ValidationError, at: Path_, *, known: Sequence[str]) -> Iterator[str]:
        """A line for each problem: file, line, and what to write instead."""
        for problem in error.errors():
            location = _as_written(problem["loc"])
            context = problem.get("ctx", {})
            if problem["type"] in ("union_tag_invalid", "union_tag_not_found"):
                location = (*location, "kind")
            where = f"{self._file}:{self.of((*at, *location))}"
            name = str(location[-1]) if location else "the fact"
            match problem["type"]:
                case "extra_forbidden":
                    yield f"{where}: the key {name} is unknown: {_nearest(name, known) or _known(known)}"
                case "missing" | "union_tag_not_found":
                    yield f"{where}: the key {name} is missing"
                case "value_error":
                    yield f"{where}: {str(problem['msg']).removeprefix('Value error, ')}"
                case "literal_error" | "union_tag_invalid":
                    given = str(context.get("tag", problem["input"]))
                    choices = context.get("expected_tags") or context.get("expected", "")
                    hint = _nearest(given, choices.replace("'", "").replace(" or ", ", ").split(", "))
                    yield f"{where}: {name} cannot be {given!r}: {hint or f'it is one of {choices}'}"
                case "tuple_type":
                    yield f"{where}: {name} must be a list, and is {problem['input']!r}"
                case "model_type" | "model_attributes_type" | "dict_type":
                    yield f"{where}: {name} must have keys and values, and is {problem['input']!r}"
                case _:
                    yield f"{where}: {name}: {problem['msg']}"


def _as_written(location: Sequence[str | int]) -> Path_:
    """Where pydantic finds a problem as the file has it: ("claims", 0, "number", "accept") is sides, 0, accept."""
    return ("sides", *location[1:2], *location[3:]) if location[:1] == ("claims",) else tuple(location)


def _nearest(word: str, known: Sequence[str]) -> str | None:
    near = get_close_matches(word, known, n=1)
    return f"did you mean {near[0]}?" if near else None


def _known(keys: Sequence[str]) -> str:
    return f"known are {', '.join(keys)}"


def parse_claim(value: dict[str, Any]) -> AnyClaim:
    """A claim by itself, as a facts file writes it.

    Raises:
        ValidationError: it has not the form of a claim.
    """
    claim: AnyClaim = TypeAdapter(AnyClaim).validate_python(value)
    return claim
