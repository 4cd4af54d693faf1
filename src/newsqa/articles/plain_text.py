"""A plain text file as one article."""

import re

from newsqa.schema import Article

LONGEST_TITLE = 200  # characters; the longest headline in common news corpora is about 170
LINES_BEFORE_TITLE = 4  # a scraped page may begin with the name of a section, or with the sign of a button


def normalise_line_breaks(text: str) -> str:
    r"""The text with `\r\n` and `\r` as `\n`, as every editor and browser shows them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def article_from_plain_text(text: str, *, name: str, path: str) -> Article | None:
    """The one article of a text file, or None where it has no words.

    Its title is the first line near the top that reads as a headline, else the file's name. The headline stays
    in the text, where a reader of the page sees it too.
    """
    text = normalise_line_breaks(text).strip()
    if not re.search(r"\w", text):
        return None
    return Article.from_text(text, title=_headline(text) or name, path=path)


def _headline(text: str) -> str | None:
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    for line in lines[: min(LINES_BEFORE_TITLE + 1, len(lines) - 1)]:
        is_short = len(line) <= LONGEST_TITLE and not line.endswith((".", ".”", '."'))
        if is_short and len(re.findall(r"[^\W\d_]{2,}", line)) >= 3:
            return line
    return None
