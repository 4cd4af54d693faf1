"""What the lines of a text look like, whatever they say: prose, a headline, a label; and what they share."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from newsqa.articles.furniture_words import FUNCTION_WORDS

LONGEST_HEADLINE = 200  # characters; the longest in common news corpora is about 170
WORD = re.compile(r"[^\W\d_]+(?:['’.&-][^\W\d_]+)*")
SENTENCE_END = re.compile(r"[.!?…][\"'”’»“)\]]*$")
# Quoted words are somebody else's. An opening mark that is never closed quotes the rest, as in a long speech.
QUOTED = re.compile(
    r"„[^“”\"]*(?:[“”\"]|$)|“[^”]*(?:”|$)|«[^»]*(?:»|$)|\"[^\"]*(?:\"|$)|(?<!\w)[‘'][^’']{12,}[’'](?!\w)"
)
# "— Мы ждём", "MERKEL: We ...", "Q: Will you ..."
SPOKEN = re.compile(r"[—–]\s|(?:M[RS]S?\.? |DR\.? )?[^\W\d_a-zß-öø-ÿа-яё][^a-zß-öø-ÿа-яё:\s]{0,20}:\s")
LIST_MARK = re.compile(r"(?:[•·*▪–—-]|\(?\d{1,3}[.)])\s")
STEM = 6  # letters: Armenia and Armenians are one topic


class Paragraph(NamedTuple):
    """A paragraph as it stands in a text: its lines, the number of the first from 1, and its block.

    A block is a run of lines with no blank one between. Its lines are paragraphs each, unless somebody wrapped one
    paragraph into them.
    """

    text: str
    line: int
    block: int


def paragraphs_of(text: str) -> list[Paragraph]:
    """The paragraphs of a text, in order, without the spaces around them."""
    paragraphs: list[Paragraph] = []
    block: list[tuple[int, str]] = []
    blocks = 0
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.strip():
            block.append((number, line.strip()))
        elif block:
            if _is_wrapped([line for _, line in block]):
                paragraphs.append(Paragraph("\n".join(line for _, line in block), block[0][0], blocks))
            else:
                paragraphs += [Paragraph(line, number, blocks) for number, line in block]
            blocks += 1
            block = []
    return paragraphs


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines are one paragraph: about equally long, and going on in the middle of sentences."""
    if len(lines) < 2 or not all(45 <= len(line) <= 100 for line in lines[:-1]):
        return False
    going_on = sum(line[0].islower() for line in lines[1:])
    return going_on >= 0.4 * (len(lines) - 1)


def joined(paragraphs: Iterable[Paragraph]) -> str:
    """Paragraphs as a text again, with a blank line between them where one stood."""
    text = ""
    last: Paragraph | None = None
    for paragraph in paragraphs:
        if last is not None:
            text += "\n" if paragraph.block == last.block else "\n\n"
        text += paragraph.text
        last = paragraph
    return text


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, with straight apostrophes; numbers are none."""
    return [word.replace("’", "'") for word in WORD.findall(text.lower())]


def topic_of(text: str) -> set[str]:
    """The stems of the words that say what a text is about."""
    return {word[:STEM] for word in words_of(text) if len(word) > 3 and word not in FUNCTION_WORDS}


def outside_quotes(text: str) -> str:
    """What a text says itself, without what it quotes: nothing of a line of dialogue, or of a transcript."""
    if SPOKEN.match(text):
        return ""
    return QUOTED.sub(" ", text)


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return SENTENCE_END.search(text) is not None


def is_prose(text: str) -> bool:
    """Whether a paragraph is made of sentences, and not a headline, a label or an item of a list."""
    count = len(words_of(text))
    return count >= 22 or (count >= 3 and ends_sentence(text))


def is_headline(text: str) -> bool:
    """Whether a paragraph could be the headline of a story: several words on a line, not ending as a sentence."""
    return (
        3 <= len(words_of(text)) <= 24
        and len(text) <= LONGEST_HEADLINE
        and "\n" not in text
        and re.search(r"[.:;,…][\"”’»)]*$", text) is None
        and LIST_MARK.match(text) is None
        and not text[0].islower()
    )


def is_title_case(text: str) -> bool:
    """Whether most of the longer words of a line begin with a capital."""
    long_words = [word for word in WORD.findall(text) if len(word) > 3]
    return len(long_words) > 1 and sum(word[0].isupper() for word in long_words) >= 0.8 * len(long_words)
