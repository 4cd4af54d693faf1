"""Local language models behind one small protocol, and the prompts that they are given."""

from newsqa.models.catalogue import (
    BUNDLED,
    KnownModel,
    ModelReference,
    bundled_model_path,
    find_model,
    known_models,
    open_model,
    open_reference,
)
from newsqa.models.prompts import Prompt
from newsqa.models.protocol import Description, LanguageModel, Message, Piece, ScoredToken
from newsqa.threads import wait_briefly

__all__ = [
    "BUNDLED",
    "Description",
    "KnownModel",
    "LanguageModel",
    "Message",
    "ModelReference",
    "Piece",
    "Prompt",
    "ScoredToken",
    "bundled_model_path",
    "find_model",
    "known_models",
    "open_model",
    "open_reference",
]

# Before the libraries are loaded that read it.
wait_briefly()
