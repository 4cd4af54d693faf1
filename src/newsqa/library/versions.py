"""Which of the stories that a changed file now holds is a new version of which that it held before."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from newsqa.library.copies import band_keys
from newsqa.library.words import content_words
from newsqa.schema import Article

# A corrected story keeps most of its words; another story in the same file shares names and little else.
SHARED_WORDS = 0.5
SHARED_WORDS_UNDER_ONE_TITLE = 0.3
FEW = 1000  # pairs of stories that are all compared; of more, those with something in common


def pair_versions(old: Mapping[int, Article], new: Sequence[Article]) -> Iterator[tuple[int, Article]]:
    """Numbers of old stories with the new ones that replace them, each at most once, the likest first.

    Stories with one id of their corpus, one address or one text are the same; others if they share half the words of
    the shorter, or 30 % of them under one title that they have themselves.
    """
    old_left, new_left = dict(old), {article.id: article for article in new}
    for key in (_corpus_id, _address, _text):
        numbers = {name: number for number, article in old_left.items() if (name := key(article)) is not None}
        for article in list(new_left.values()):
            name = key(article)
            if name is not None and (number := numbers.pop(name, None)) is not None:
                del old_left[number], new_left[article.id]
                yield number, article
    yield from _likest(old_left, list(new_left.values()))


def _likest(old: Mapping[int, Article], new: Sequence[Article]) -> Iterator[tuple[int, Article]]:
    words = {number: frozenset(content_words(article.text)) for number, article in old.items()}
    likeness = []
    candidates = _candidates(old, new)
    for index, article in enumerate(new):
        here = frozenset(content_words(article.text))
        for number in candidates(article):
            shared = len(here & words[number]) / max(1, min(len(here), len(words[number])))
            is_of_title = article.title == old[number].title and _has_title(article)
            if shared >= (SHARED_WORDS_UNDER_ONE_TITLE if is_of_title else SHARED_WORDS):
                likeness.append((-shared, number, index))
    paired: set[int] = set()
    found: set[int] = set()
    for _, number, index in sorted(likeness):
        if number not in found and index not in paired:
            found.add(number)
            paired.add(index)
            yield number, new[index]


def _candidates(old: Mapping[int, Article], new: Sequence[Article]) -> Callable[[Article], Sequence[int]]:
    """What of the old stories each new one is compared with."""
    if len(old) * len(new) <= FEW:
        return lambda _: list(old)
    by_key: dict[object, list[int]] = defaultdict(list)
    for number, article in old.items():
        for key in (article.title, *band_keys(article)):
            by_key[key].append(number)
    return lambda article: sorted({n for key in (article.title, *band_keys(article)) for n in by_key.get(key, ())})


def _corpus_id(article: Article) -> str | None:
    return article.external_id


def _address(article: Article) -> str | None:
    return article.url


def _text(article: Article) -> str:
    return article.text


def _has_title(article: Article) -> bool:
    """Whether its title is its own, and not one that its file gives every story."""
    return article.origins.get("title") != "the file's name"
