"""A folder of facts and the articles they are about, checked against each other: what there is to run."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from newsqa.errors import FactsError
from newsqa.evaluation.answer_scoring import expected, judge_answer
from newsqa.evaluation.corpus import Corpus, Place
from newsqa.evaluation.facts import Fact
from newsqa.evaluation.facts_file import FactsFile, PlacedFact, find_facts_files, read_facts


class GroundedFact(NamedTuple):
    """A fact and, for each of its claims, the places in the articles that show it."""

    fact: Fact
    gold: tuple[tuple[Place, ...], ...]


class Suite(NamedTuple):
    """Facts with the places of their evidence, the articles, and the facts that do not hold in these articles."""

    folder: Path
    corpus: Corpus
    facts: tuple[GroundedFact, ...]
    not_held: tuple[Fact, ...]
    are_own_articles: bool = True


def load_suite(path: Path, *, articles: Path | None = None) -> Suite:
    """The facts of a file or a folder, with their evidence found in the articles.

    Args:
        path: a facts file, or a folder of them.
        articles: other articles than those that the facts name; a fact of which they do not hold the evidence,
            in its words or in similar ones, is left out and listed.

    Raises:
        FactsError: with every problem, a line each, that begins with a file and a line of it.
    """
    files = read_facts(find_facts_files(path))
    folder = path if path.is_dir() else path.parent
    placed = [fact for file in files for fact in file.facts]
    if articles is not None:
        corpus = Corpus.read(articles)
        grounded = [(fact.fact, _found_elsewhere(fact.fact, corpus)) for fact in placed]
        held = [GroundedFact(fact, gold) for fact, gold in grounded if gold is not None]
        if not any(fact.claims for fact, _ in held):
            raise FactsError(f"{articles} holds the evidence of none of these facts")
        return Suite(folder, corpus, tuple(held), tuple(fact for fact, gold in grounded if gold is None), False)
    corpus = _corpus_of(files)
    problems = [problem for fact in placed for problem in _problems(fact, corpus)]
    if problems:
        raise FactsError("\n".join(problems))
    return Suite(folder, corpus, tuple(_grounded(fact, corpus) for fact in placed), ())


def unlisted_evidence(suite: Suite) -> Iterator[tuple[Fact, str, str]]:
    """Sentences that make a fact's claim in articles that its evidence does not list: (fact, article, sentence).

    Such an article would answer when those that are listed are left out.
    """
    for fact, gold in suite.facts:
        listed = {place.article_id for places in gold for place in places}
        for claim in fact.claims:
            for place in suite.corpus.equivalents(claim):
                if place.article_id not in listed:
                    article = suite.corpus.by_id[place.article_id]
                    yield fact, Path(article.path or article.title).name, article.text[place.start : place.end]


def _corpus_of(files: list[FactsFile]) -> Corpus:
    named = [(file.path, file.articles) for file in files if file.articles]
    if not named:
        raise FactsError(f"{files[0].path}:1: the key articles is missing: the folder of the articles, from here")
    if len({articles.resolve() for _, articles in named}) > 1:
        raise FactsError(f"{named[-1][0]}:1: the facts files of one folder must name the same articles")
    path = named[0][1]
    if not path.exists():
        raise FactsError(f"{named[0][0]}:1: the articles {path} do not exist")
    return Corpus.read(path)


def _problems(placed: PlacedFact, corpus: Corpus) -> Iterator[str]:
    for claim in placed.fact.claims:
        for evidence in claim.evidence:
            where = f"{placed.file}:{placed.quote_lines[evidence]}"
            try:
                corpus.locate(evidence)
            except FactsError as error:
                yield f"{where}: {placed.fact.id}: {error}"
                continue
            verdict = judge_answer(claim, evidence.quote, trusted=[evidence.quote])
            if not verdict.is_correct:
                yield f"{where}: {placed.fact.id}: the quote itself {verdict.reason} (wanted: {expected(claim)})"
    if placed.fact.near:
        try:
            corpus.article(placed.fact.near)
        except FactsError as error:
            yield f"{placed.where}: {placed.fact.id}: {error}"


def _grounded(placed: PlacedFact, corpus: Corpus) -> GroundedFact:
    gold = tuple(tuple(map(corpus.locate, claim.evidence)) for claim in placed.fact.claims)
    return GroundedFact(placed.fact, gold)


def _found_elsewhere(fact: Fact, corpus: Corpus) -> tuple[tuple[Place, ...], ...] | None:
    gold = tuple(tuple(corpus.equivalents(claim)) for claim in fact.claims)
    return gold if all(gold) else None
