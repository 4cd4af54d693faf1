"""A reader that remembers what it has cut into windows and read."""

from collections.abc import Sequence

from newsqa.retrieval.reader import Reader, Reading
from newsqa.retrieval.reading_input import Window


class RememberingReader(Reader):
    """A reader to ask often about the same passages, and the same questions of them."""

    def __init__(self, reader: Reader) -> None:
        super().__init__(reader.network, reader.tokenizer)
        self._windows: dict[tuple[str, tuple[str, ...]], list[Window]] = {}
        self._read: dict[tuple[str, Window], list[Reading]] = {}

    def windows(self, title: str, sentences: Sequence[str]) -> list[Window]:
        """As the reader's."""
        key = (title, tuple(sentences))
        if key not in self._windows:
            self._windows[key] = super().windows(title, sentences)
        return self._windows[key]

    def read(self, question: str, windows: Sequence[Window]) -> list[list[Reading]]:
        """As the reader's."""
        new = [window for window in windows if (question, window) not in self._read]
        for window, readings in zip(new, super().read(question, new), strict=True):
            self._read[question, window] = readings
        return [self._read[question, window] for window in windows]
