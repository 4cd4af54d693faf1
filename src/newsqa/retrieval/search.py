"""Hybrid search: passages near in meaning and passages that hold the words, fused by rank."""

from collections.abc import Sequence
from typing import NamedTuple

from newsqa.library import EmbeddedQuestion, Library, StoredPassage, content_words
from newsqa.schema import Filter

PASSAGES = 16  # read sentence by sentence after fusion
CANDIDATES = 40  # taken from each of the two searches
FUSION_CONSTANT = 60  # Cormack, Clarke and Büttcher 2009


class Candidates(NamedTuple):
    """What a search found: passages, best first, and what was asked.

    `document_frequencies` says in how many of the library's `passage_count` passages each question word stands.
    """

    question: str
    embedded: EmbeddedQuestion
    passages: tuple[StoredPassage, ...]
    document_frequencies: dict[str, int]
    passage_count: int


def search_passages(question: str, library: Library, *, where: Filter | None = None) -> Candidates:
    """The passages most likely to hold an answer, by reciprocal rank fusion of vectors and words.

    Reciprocal rank fusion is that of Cormack, Clarke and Büttcher (SIGIR 2009): a passage's score is the sum
    of 1 / (60 + its rank) over the searches that found it. A filter applies before the ranking: both searches look
    only at passages of articles that pass it, one article of each group of copies.

    Raises:
        LibraryError: the filter names a source or an article that is not here.
    """
    embedded = library.embedder.embed_question(question)
    stems = content_words(question)
    with library.searching() as found:
        if found is None:
            return Candidates(question, embedded, (), dict.fromkeys(stems, 0), 0)
        store, vectors = found
        where = library.check_filter(where)
        among = store.passages_to_search(where) if where else None
        besides = library.passages_not_to_search
        near = vectors.nearest(embedded.vector, CANDIDATES, among=among, besides=besides)
        worded = store.passages_with_words(stems, limit=CANDIDATES, among=among, besides=besides)
        numbers = fuse_ranks([[n for n, _ in near], [n for n, _ in worded]])[:PASSAGES]
        passages = [kept for stored in store.passages(numbers) if (kept := _without_questions(stored))]
        return Candidates(
            question=question,
            embedded=embedded,
            passages=tuple(passages),
            document_frequencies=store.document_frequencies(stems),
            passage_count=len(vectors),
        )


def _without_questions(stored: StoredPassage) -> StoredPassage | None:
    """The passage without sentences that ask: a question answers none, however well it matches."""
    text = stored.article.text
    kept = [
        i for i, s in enumerate(stored.passage.sentences) if not text[s.start : s.end].rstrip("”\"’') ").endswith("?")
    ]
    if not kept:
        return None
    sentences = tuple(stored.passage.sentences[i] for i in kept)
    return stored._replace(
        passage=stored.passage.model_copy(update={"sentences": sentences}),
        sentence_vectors=stored.sentence_vectors[kept],
        token_signs=tuple(stored.token_signs[i] for i in kept),
    )


def fuse_ranks(rankings: Sequence[Sequence[int]]) -> list[int]:
    """All the numbers ranked, by the sum of 1 / (60 + rank) over the rankings that hold them."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, number in enumerate(ranking, start=1):
            scores[number] = scores.get(number, 0.0) + 1 / (FUSION_CONSTANT + rank)
    return sorted(scores, key=lambda number: (-scores[number], number))
