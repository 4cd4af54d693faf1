"""The article of a library that another is a copy of."""

from collections.abc import Collection, Sequence

from newsqa.articles.copies import are_copies, bands, signature
from newsqa.library.store import Store
from newsqa.schema import Article


def band_keys(article: Article) -> list[int]:
    """What an article is found by as a candidate for a copy."""
    return bands(signature(article.text))


def find_original(
    store: Store, article: Article, keys: Sequence[int], *, besides: Collection[int] = ()
) -> tuple[int, Article] | None:
    """The article that another is a copy of, with its number; of each group, the one that stands for it is compared.

    Args:
        store: where to look.
        article: the other one, which may be there itself.
        keys: its bands.
        besides: numbers of articles that it is not to be taken for a copy of.
    """
    for number in store.numbers_with_bands(keys):
        if number not in besides:
            other = store.article(number)
            if other is not None and other.id != article.id and are_copies(article.text, other.text):
                return number, other
    return None
