"""Articles, or a topic, to a summary whose every sentence is cited."""

from newsqa.summarising.summarise import PROMPT, Writer, summarise, summarise_topic

__all__ = ["PROMPT", "Writer", "summarise", "summarise_topic"]
