"""Where the prompts, the sample articles and the facts on them are, installed or in a checkout."""

from pathlib import Path
from typing import Literal


def packaged_folder(name: Literal["prompts", "seeds", "evals"]) -> Path:
    """The folder of that name: in the installed package or, for an editable install, in the checkout."""
    installed = Path(__file__).parent / "data" / name
    return installed if installed.is_dir() else Path(__file__).parents[2] / name
