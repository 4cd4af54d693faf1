"""A quote: a sentence of an article, or neighbouring ones as the article has them."""

from newsqa.schema import Article, Evidence

QUOTATION_MARKS = str.maketrans("“”„«»‘’", '"""""\'\'')


class Quote:
    """Sentences of one article with nothing between them but a space or a line's end."""

    def __init__(self, first: Evidence) -> None:
        self.first = first  # what it was chosen for; those added are its neighbours
        self._sentences = [first]

    @property
    def article(self) -> Article:
        """Where it is from."""
        return self.first.article

    @property
    def start(self) -> int:
        """Where it begins in the article's text."""
        return min(one.sentence.start for one in self._sentences)

    @property
    def end(self) -> int:
        """Where it ends in the article's text."""
        return max(one.sentence.end for one in self._sentences)

    @property
    def text(self) -> str:
        """Its words, cut from the article."""
        return self.article.text[self.start : self.end]

    def adjoins(self, other: Evidence) -> bool:
        """Whether a sentence stands right before or after it, in the same paragraph."""
        if other.article.id != self.article.id:
            return False
        before, after = sorted([(self.start, self.end), (other.sentence.start, other.sentence.end)])
        between = self.article.text[before[1] : after[0]]
        return before[1] <= after[0] and not between.strip() and "\n\n" not in between

    def add(self, other: Evidence) -> None:
        """Lengthen it by a sentence that adjoins it."""
        self._sentences.append(other)

    def is_same(self, other: "Quote") -> bool:
        """Whether it has the same words, but for white space and the shape of the quotation marks."""
        return _folded(self.text) == _folded(other.text)

    def holds(self, other: "Quote") -> bool:
        """Whether it says all that another says, and more."""
        return not self.is_same(other) and _folded(other.text) in _folded(self.text)

    def has_copy(self, other: Evidence) -> bool:
        """Whether a sentence is one of its own but for white space and the shape of the quotation marks."""
        return any(_folded(other.text) == _folded(one.text) for one in self._sentences)


def _folded(text: str) -> str:
    return " ".join(text.translate(QUOTATION_MARKS).split())
