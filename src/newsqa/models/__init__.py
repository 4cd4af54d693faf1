"""Local language models behind one small protocol, and the prompts that they are given."""

from newsqa.models.catalogue import BUNDLED, bundled_model_path, open_model
from newsqa.models.prompts import Prompt
from newsqa.models.protocol import Description, LanguageModel, Message, ScoredToken

__all__ = [
    "BUNDLED",
    "Description",
    "LanguageModel",
    "Message",
    "Prompt",
    "ScoredToken",
    "bundled_model_path",
    "open_model",
]
