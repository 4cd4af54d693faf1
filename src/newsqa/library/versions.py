"""Which of the stories that a changed file now holds is a new version of which that it held before."""

from collections.abc import Iterator, Mapping, Sequence

from newsqa.library.words import content_words
from newsqa.schema import Article

# A corrected story keeps most of its words; another story in the same file shares names and little else.
SHARED_WORDS = 0.5
SHARED_WORDS_UNDER_ONE_TITLE = 0.15


def pair_versions(old: Mapping[int, Article], new: Sequence[Article]) -> Iterator[tuple[int, Article]]:
    """Numbers of old stories with the new ones that replace them, each at most once, the likest first.

    Stories with one id of their corpus or one address are the same; others if they share half the words of the
    shorter, or 15 % of them under one title.
    """
    words = {number: frozenset(content_words(article.text)) for number, article in old.items()}
    likeness = []
    for index, article in enumerate(new):
        here = frozenset(content_words(article.text))
        for number, earlier in old.items():
            shared = len(here & words[number]) / max(1, min(len(here), len(words[number])))
            if _is_named_alike(article, earlier):
                shared = 1.0
            least = SHARED_WORDS_UNDER_ONE_TITLE if article.title == earlier.title else SHARED_WORDS
            if shared >= least:
                likeness.append((-shared, number, index))
    paired: set[int] = set()
    found: set[int] = set()
    for _, number, index in sorted(likeness):
        if number not in found and index not in paired:
            found.add(number)
            paired.add(index)
            yield number, new[index]


def _is_named_alike(one: Article, other: Article) -> bool:
    if one.external_id is not None and other.external_id is not None:
        return one.external_id == other.external_id
    return one.url is not None and one.url == other.url
