"""A text as it is compared with others: folded sentences, their figures and names, told from captions and credits."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

# By so many letters a name is recognised in another form (Spain, Spanish), and a word.
NAME_START = 4
WORD_START = 5

# A figure stands apart from the letters after it: 12bn. Scripts that part no words with spaces are read by character.
WORD = re.compile(
    r"\d[\d,]*(?:\.\d+)?|[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]"
    r"|[^\W\d_](?:\.[^\W\d_]\b)+|[^\W\d_]+(?:'[^\W\d_]+)*"
)
# Thai is the first of them.
FIRST_UNSPACED = "\u0e00"
PARAGRAPH_END = re.compile(r"\n[^\S\n]*\n\s*")
SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]*[^\W_])|(?<=[。！？])")
QUOTES = str.maketrans({**dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‘’‚‹›`", "'")})
ACCENTS = re.compile(r"[\u0300-\u036f]+")
# British and American spelling are folded together. A word that this spoils is spoiled in both texts.
SPELLINGS = [
    (re.compile(pattern), folded)
    for pattern, folded in (
        ("our", "or"), ("is(?=e|ing|ation)", "iz"), ("yse", "yze"), ("re$", "er"), ("ll", "l"), ("[ao]e", "e"),
        ("amme$", "am"), ("ogue$", "og"), ("ence$", "ense"),
    )
]  # fmt: skip
# "One" is left out, but after a ten: it is a pronoun as often.
NUMBER_WORDS = {
    word: value
    for value, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split(),
        2,
    )
}
TENS = {word: 10 * i for i, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES = {"k": "thousand", "m": "million", "mn": "million", "bn": "billion", "tn": "trillion"}
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
# Capitalised, and no names of whom a story is about.
NO_NAMES = DAYS | frozenset("ap afp reuters upi dpa tass ansa efe associated press agence france presse".split())
# In lower case.
FURNITURE = re.compile(
    r"\b(?:photo|photograph|image|picture|graphic|video|map|file)s?\s*(?:by|:|/|credit)|getty images|©|\(c\) \d{4}"
    r"|\b(?:ap|afp|getty|reuters)\b[^.]*/|/\s*(?:ap|afp|getty|reuters)\b|\bcopyright \d{4}|all rights reserved"
    r"|\bour (?:\w+ ){0,2}newsletter|\bsubscribe (?:now|to)\b|\bsign up (?:to|for) our|\bread more:|\bmost read\b"
    r"|contributed to this|(?:reporting|editing|writing) by"
)
ENDS_AS_PROSE = re.compile(r"[.!?。！？:;,][\"')\]]*\s*$")
# A longer paragraph is no caption.
MOST_FURNITURE_WORDS = 60


class Sentence(NamedTuple):
    """A sentence as it is compared.

    `words` are folded. `figures` are numbers and days, `between` the words on either side of each; `names` are words
    with a capital letter within the sentence. `is_prose` is false for captions, credits, bylines and lists of links.
    `is_opening` is true of the first paragraph, or of the first sentence where there is little else.
    """

    text: str
    words: tuple[str, ...]
    figures: frozenset[str]
    between: tuple[tuple[tuple[str, str], str], ...]
    names: frozenset[str]
    is_prose: bool
    is_opening: bool = False


class Text(NamedTuple):
    """A text as it is compared: `starts` are how its words begin, so that Spain and Spanish count as one."""

    sentences: tuple[Sentence, ...]
    prose_words: int
    figures: frozenset[str]
    starts: frozenset[str]


@lru_cache(maxsize=128)
def read_text(text: str) -> Text:
    """A text read for comparison, the last ones remembered."""
    text = ACCENTS.sub("", unicodedata.normalize("NFKD", text.translate(QUOTES)))
    paragraphs = [list(_paragraph(paragraph)) for paragraph in PARAGRAPH_END.split(text)]
    sentences = [sentence for paragraph in paragraphs for sentence in paragraph]
    if 2 * sum(len(s.words) for s in sentences if s.is_prose) < sum(len(s.words) for s in sentences):
        # A text without full stops is no heap of captions.
        paragraphs = [[sentence._replace(is_prose=True) for sentence in paragraph] for paragraph in paragraphs]
    prose = [paragraph for paragraph in paragraphs if paragraph and paragraph[0].is_prose]
    if prose:
        length = len(prose[0]) if len(prose) > 2 else 1
        prose[0][:length] = [sentence._replace(is_opening=True) for sentence in prose[0][:length]]
    sentences = [sentence for paragraph in paragraphs for sentence in paragraph]
    words = {word for sentence in sentences for word in sentence.words}
    return Text(
        tuple(sentences),
        prose_words=sum(len(sentence.words) for sentence in sentences if sentence.is_prose),
        figures=frozenset(figure for sentence in sentences for figure in sentence.figures),
        starts=frozenset(word[:length] for word in words for length in (NAME_START, WORD_START)),
    )


def _paragraph(paragraph: str) -> Iterator[Sentence]:
    is_short = len(paragraph.split()) <= MOST_FURNITURE_WORDS
    is_prose = bool(ENDS_AS_PROSE.search(paragraph)) and not (is_short and FURNITURE.search(paragraph.lower()))
    for text in SENTENCE_END.split(paragraph):
        if tokens := WORD.findall(text):
            yield _sentence(text.strip(), tokens, is_prose=is_prose)


def _sentence(text: str, tokens: Sequence[str], *, is_prose: bool) -> Sentence:
    words: list[str] = []
    names: set[str] = set()
    tens = False
    for token in tokens:
        word = token.lower()
        value = NUMBER_WORDS.get(word, 1 if tens and word == "one" else 0)
        if tens and 0 < value < 10:
            words[-1] = str(int(words[-1]) + value)
        elif value or word in TENS:
            words.append(str(value or TENS[word]))
        elif word[0].isdecimal():
            words.append(word.replace(",", ""))
        elif word == "cent" and words and words[-1] == "per":
            words[-1] = "percent"
        elif word in SCALES and words and words[-1][0].isdecimal():
            words.append(SCALES[word])
        else:
            folded = _fold(word)
            if words and token[0].isupper() and word not in NO_NAMES:
                names.add(folded)
            words.append(folded)
        tens = word in TENS
    beside = zip(["", *words], words, [*words[1:], ""], strict=False)
    between = tuple(((before, after), word) for before, word, after in beside if is_figure(word))
    figures = frozenset(figure for _, figure in between)
    return Sentence(text, tuple(words), figures, between, frozenset(names), is_prose)


def is_figure(word: str) -> bool:
    """Whether a folded word is a number or a day of the week."""
    return word[0].isdecimal() or word in DAYS


@lru_cache(maxsize=50_000)
def _fold(word: str) -> str:
    """A word without what British and American spelling part over, and without a possessive's ending."""
    word = word.removesuffix("'s").replace(".", "")
    for pattern, folded in SPELLINGS:
        word = pattern.sub(folded, word)
    return word
