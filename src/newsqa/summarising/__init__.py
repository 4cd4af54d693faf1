"""Articles, or a topic, to a summary whose every sentence is cited."""

from newsqa.summarising.summarise import summarise, summarise_topic

__all__ = ["summarise", "summarise_topic"]
