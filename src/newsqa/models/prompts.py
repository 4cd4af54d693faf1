"""Prompts: a file each, with a header that says what it is for, and the turns of a conversation as templates."""

import hashlib
import re
from pathlib import Path
from typing import NamedTuple, Self, cast

import jinja2
import yaml

from newsqa.errors import PromptError
from newsqa.models.protocol import Message
from newsqa.packaged import packaged_folder

SUFFIX = ".jinja"
HEADER = re.compile(r"\A---\n(?P<yaml>.*?)^---\n", re.DOTALL | re.MULTILINE)
TURN = re.compile(r"^=== (?P<role>\w+)\n", re.MULTILINE)
ROLES = ("system", "user", "assistant")


class Prompt(NamedTuple):
    """A conversation to be filled in, by its name and the SHA-256 of its file."""

    name: str
    sha256: str
    purpose: str
    variables: tuple[str, ...]
    turns: tuple[tuple[str, jinja2.Template], ...]

    @classmethod
    def load(cls, name: str, *, family: str | None = None, folder: Path | None = None) -> Self:
        """The prompt in NAME.FAMILY.jinja if there is one, else in NAME.jinja; each in the folder first.

        Args:
            name: what the prompt is for.
            family: of the model that will read it, as its Description has it.
            folder: prompts that go before those of newsqa.

        The file is a YAML header (`purpose`, and `variables` with a line on each) between two lines of three
        dashes, then turns, each begun by a line `=== system`, `=== user` or `=== assistant`. A turn is a Jinja
        template of its own: what is filled in can never begin another turn.

        Raises:
            PromptError: there is no such file, or it has another form.
        """
        candidates = prompt_files(name, folder=folder)
        wanted = (f"{name}.{family}", name) if family else (name,)
        path = next((path for path in candidates if path.name.removesuffix(SUFFIX) in wanted), None)
        if path is None:
            raise PromptError(f"there is no prompt {name}{SUFFIX} in {packaged_folder('prompts')}")
        try:
            content = path.read_bytes()
            text = content.decode("utf-8").replace("\r\n", "\n")
        except (OSError, UnicodeDecodeError) as error:
            raise PromptError(f"the prompt {path} cannot be read: {error}") from None
        header = HEADER.match(text)
        if header is None:
            raise PromptError(f"the prompt {path} has no header between two lines of ---")
        try:
            about = yaml.safe_load(header["yaml"])
            purpose, variables = str(about["purpose"]), tuple(about.get("variables") or ())
            turns = tuple(_turns(text[header.end() :]))
        except (yaml.YAMLError, KeyError, TypeError, AttributeError):
            raise PromptError(f"the prompt {path} needs a header with purpose and variables") from None
        except (jinja2.TemplateSyntaxError, ValueError) as error:
            raise PromptError(f"the prompt {path} cannot be used: {error}") from None
        return cls(path.name.removesuffix(SUFFIX), hashlib.sha256(content).hexdigest(), purpose, variables, turns)

    def render(self, **values: str) -> list[Message]:
        """The conversation with its variables filled in.

        Raises:
            PromptError: a variable that a turn uses has no value.
        """
        try:
            return [
                cast(Message, {"role": role, "content": template.render(values).strip()})
                for role, template in self.turns
            ]
        except jinja2.UndefinedError as error:
            raise PromptError(f"the prompt {self.name}: {error}") from None


def prompt_files(name: str, *, folder: Path | None = None) -> list[Path]:
    """The files that a prompt may be read from, by name and for every family, the folder's before newsqa's own.

    Raises:
        PromptError: the folder does not exist.
    """
    if folder is not None and not folder.is_dir():
        raise PromptError(f"there is no folder of prompts {folder}")
    folders = [folder] if folder is not None else []
    return [
        path
        for place in (*folders, packaged_folder("prompts"))
        # The families' own before the one for all: "short-answer.qwen2.jinja" sorts before "short-answer.jinja".
        for path in (*sorted(place.glob(f"{name}.*{SUFFIX}")), place / f"{name}{SUFFIX}")
        if path.is_file()
    ]


def _turns(body: str) -> list[tuple[str, jinja2.Template]]:
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=False)
    _, *parts = TURN.split(body)
    if not parts:
        raise ValueError("it has no turn; one begins with a line such as === user")
    turns = []
    for role, template in zip(parts[0::2], parts[1::2], strict=True):
        if role not in ROLES:
            raise ValueError(f"=== {role} is none of {', '.join(ROLES)}")
        turns.append((role, environment.from_string(template)))
    return turns
