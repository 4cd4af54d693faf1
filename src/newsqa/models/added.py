"""Models that the person has given names, kept in one small file of the user's data."""

import re
from pathlib import Path

from platformdirs import user_data_path
from pydantic import BaseModel, ConfigDict, RootModel, ValidationError

from newsqa.errors import ModelError
from newsqa.models.http_endpoint import is_address, shown_address

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:+-]*")


class AddedModel(BaseModel):
    """What a name stands for: a GGUF file, hf:..., http://... or llm:..., and the chat template to use with it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str
    chat_template: Path | None = None

    @property
    def shown(self) -> str:
        """What it stands for, without a password that an endpoint's address may hold."""
        return shown_address(self.model) if is_address(self.model) else self.model


class _AddedModels(RootModel[dict[str, AddedModel]]):
    pass


def added_models() -> dict[str, AddedModel]:
    """The models by their names.

    Raises:
        ModelError: the file that keeps them is damaged.
    """
    path = _path()
    try:
        return _AddedModels.model_validate_json(path.read_text("utf-8")).root
    except FileNotFoundError:
        return {}
    except (ValidationError, UnicodeDecodeError):
        raise ModelError(f"{path}, which keeps the names of models, is damaged: mend it or delete it") from None


def add_model(name: str, added: AddedModel) -> None:
    """Keep a name.

    Raises:
        ModelError: it is no name, or it is taken.
    """
    means_another = is_address(name) or name.startswith(("hf:", "llm:")) or name.lower().endswith(".gguf")
    if means_another or not NAME.fullmatch(name):
        raise ModelError(
            f"{name!r} is no name for a model: use letters, digits and . _ : + -, and no .gguf at its end"
        )
    known = added_models()
    if name in known:
        raise ModelError(f"{name} is there already, for {known[name].shown}: newsqa models remove {name}")
    _write({**known, name: added})


def remove_model(name: str) -> AddedModel:
    """Forget a name; what it stood for. No file of a model is deleted.

    Raises:
        ModelError: no model was added by that name.
    """
    known = added_models()
    if name not in known:
        raise ModelError(f"no model was added as {name!r} (added: {', '.join(sorted(known)) or 'none'})")
    _write({other: added for other, added in known.items() if other != name})
    return known[name]


def _path() -> Path:
    return user_data_path("newsqa") / "models.json"


def _write(models: dict[str, AddedModel]) -> None:
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text(_AddedModels(models).model_dump_json(indent=1, exclude_none=True), "utf-8")
    new.replace(path)
