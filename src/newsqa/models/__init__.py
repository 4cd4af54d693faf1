"""Local language models behind one small protocol, and the prompts that they are given."""

from newsqa.models.catalogue import BUNDLED, ModelFile, bundled_model_path, find_model, open_model
from newsqa.models.prompts import Prompt
from newsqa.models.protocol import Description, LanguageModel, Message, ScoredToken

__all__ = [
    "BUNDLED",
    "Description",
    "LanguageModel",
    "Message",
    "ModelFile",
    "Prompt",
    "ScoredToken",
    "bundled_model_path",
    "find_model",
    "open_model",
]
