"""Sentences chosen from articles under a budget of words: what a language model has to beat.

What a sentence is worth is the weight of the words and pairs of words that it adds to those chosen before it: a
summary that holds what the article holds most of, said once ("maximum coverage with concepts", Gillick and Favre
2009), here chosen greedily, by the gain for each word of the budget. A word weighs more the more sentences have it,
and if the title has it; and a sentence is worth more the nearer it is to the beginning: news tells the main thing
first.
"""

import math
from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence

from newsqa.grounding.reading import ReadText
from newsqa.summarising.candidates import Candidate, needs_a_date

PAIR = 1.0  # what a pair of words weighs, measured by a word
IN_TITLE = 2.0
HALVED_AFTER = 1.5  # sentences: so much less one is worth the further down it stands
UNDATED = 0.5
SAME = 0.6  # share of the words of the shorter of two sentences that both have, from which they say the same


def choose(
    candidates: Sequence[Candidate],
    texts: Mapping[str, ReadText],
    *,
    words: int,
    sentences: int,
    relevance: Mapping[tuple[str, int], float] | None = None,
) -> list[Candidate]:
    """The candidates for which most speaks, within the budget; the best one, however long, if none fits.

    Args:
        candidates: of one article or of several.
        texts: the articles read, by their ids.
        words: the most words of all together.
        sentences: the most sentences.
        relevance: for a topic, how much each sentence (article id, start) is about it, from 0 to 1.

    Returns:
        In the order in which they were chosen, the one worth most first.
    """
    weights = _weights(candidates, texts)
    chosen: list[Candidate] = []
    while True:
        left = words - sum(candidate.length for candidate in chosen)
        places = sentences - sum(len(candidate.sentences) for candidate in chosen)
        covered = frozenset[Hashable]().union(*(candidate.concepts for candidate in chosen))
        taken = {(candidate.article.id, s.start) for candidate in chosen for s in candidate.sentences}
        offered = [new for candidate in candidates if (new := _what_is_new(candidate, chosen, taken))]
        fitting = [new for new in offered if new.length <= left and len(new.sentences) <= places]
        if not chosen and not fitting:
            fitting = [new for new in offered if len(new.sentences) == 1] or offered

        def worth(candidate: Candidate, covered: frozenset[Hashable] = covered) -> float:
            # Rounded once: a sum in the order of a set, which changes from run to run, would break ties differently.
            gain = math.fsum(weights[concept] for concept in candidate.concepts - covered)
            about = _relevance(candidate, relevance) if relevance is not None else 1.0
            dated = UNDATED if needs_a_date(candidate) else 1.0
            lead = 1 / (1 + candidate.position / HALVED_AFTER)
            return float(gain * about * dated * lead / candidate.length)

        best = max(fitting, key=lambda candidate: (worth(candidate), -candidate.position), default=None)
        if best is None or worth(best) <= 0:
            return chosen
        chosen.append(best)


def _relevance(candidate: Candidate, relevance: Mapping[tuple[str, int], float]) -> float:
    return max(relevance.get((candidate.article.id, sentence.start), 0.0) for sentence in candidate.sentences)


def _what_is_new(
    candidate: Candidate, chosen: Sequence[Candidate], taken: Collection[tuple[str, int]]
) -> Candidate | None:
    """A candidate without the sentences taken already; None where nothing is left, or a thing is said again."""
    left = [sentence for sentence in candidate.sentences if (candidate.article.id, sentence.start) not in taken]
    if not left:
        return None
    lost = len(candidate.sentences) - len(left)
    # Itself where it is whole: what was found out of it is kept.
    new = Candidate(candidate.article, left, candidate.position + lost) if lost else candidate
    return None if any(says_the_same(new, other) for other in chosen) else new


def says_the_same(one: Candidate, other: Candidate) -> bool:
    """Whether two candidates are made of the same words for the most part."""
    shorter = min(len(one.stems), len(other.stems))
    return shorter > 0 and len(one.stems & other.stems) >= SAME * shorter


def _weights(candidates: Sequence[Candidate], texts: Mapping[str, ReadText]) -> dict[Hashable, float]:
    """What each word and pair of words is worth."""
    said = Counter(concept for candidate in candidates for concept in candidate.concepts)
    titles = frozenset[str]().union(*(text.title.stems for text in texts.values()))
    weights: dict[Hashable, float] = {}
    for concept, count in said.items():
        weight = math.log1p(count)
        if isinstance(concept, tuple):
            weight *= PAIR if count > 1 else 0.5
        elif concept in titles:
            weight *= IN_TITLE
        weights[concept] = weight
    return weights
