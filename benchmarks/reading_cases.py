"""The questions that the reader is trained and tested on, each with the passages that search finds for it."""

import hashlib
import json
import pickle
import random
import tempfile
from collections.abc import Collection, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

import torch

from newsqa.library import Library
from newsqa.models.llama_cpp import usable_cores
from newsqa.retrieval.features import features
from newsqa.retrieval.ranking import default_rankers
from newsqa.retrieval.reader import Reader
from newsqa.retrieval.reading_input import Pieces, Window, split_pieces
from newsqa.retrieval.search import search_passages
from newsqa.schema import Filter
from question_sets import Question, read_questions, right_sentences
from remembering_reader import RememberingReader

WRITTEN = Path(__file__).parent / "reading"


class Passage(NamedTuple):
    """A passage that search found: its windows and sentences, which are right, and the log-odds of the first pass."""

    article: str | None
    sentences: tuple[str, ...]
    windows: list[Window]
    right: frozenset[int]
    log_odds: tuple[float, ...]


class Case(NamedTuple):
    """A question with the passages found for it, best first."""

    set_name: str
    question: str
    pieces: Pieces
    answers: tuple[str, ...]
    is_answerable: bool
    passages: list[Passage]


def write_sets(place: Path) -> list[tuple[str, Path]]:
    """What benchmarks/reading holds as question sets, one a file."""
    sets = []
    for path in sorted(WRITTEN.glob("*.jsonl")):
        folder = place / path.stem
        folder.mkdir()
        articles, questions = [], []
        for number, line in enumerate(path.read_text("utf-8").splitlines()):
            record = json.loads(line)
            article = f"{path.stem}-{number}"
            is_news = path.stem.startswith("news")
            text = (
                paragraphs(record["sentences"], random.Random(article)) if is_news else " ".join(record["sentences"])
            )
            articles.append({"id": article, "title": record["title"], "text": text})
            for question, which, answer in record["questions"]:
                found = {} if which is None else {"evidence": [record["sentences"][which - 1]], "answers": [answer]}
                kept = {"id": f"{article}-{len(questions)}", "question": question, "article": article}
                questions.append(kept | found | {"answerable": which is not None})
        for name, records in (("corpus", articles), ("questions", questions)):
            lines = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
            (folder / f"{name}.jsonl").write_text(lines, "utf-8")
        sets.append((path.stem, folder))
    return sets


def find_written(kept: Path | None, *, without: Collection[str] = ()) -> list[Case]:
    """The cases of the sets of benchmarks/reading, those found before from the folder where they are kept.

    Each processor finds those of one set after another.
    """
    with (
        tempfile.TemporaryDirectory() as place,
        ProcessPoolExecutor(
            usable_cores(), mp_context=get_context("spawn"), initializer=torch.set_num_threads, initargs=(1,)
        ) as pool,
    ):
        found = [
            pool.submit(_find_set, name, folder, kept)
            for name, folder in write_sets(Path(place))
            if name not in without
        ]
        return [case for cases in found for case in cases.result()]


def _find_set(name: str, folder: Path, kept: Path | None) -> list[Case]:
    path = kept / f"{name}-{_made_of(name)}.pickle" if kept else None
    if path and path.exists():
        return list(pickle.loads(path.read_bytes()))
    found = read_cases(name, folder, Reader.untrained(), adds_own=True)
    if path:
        path.write_bytes(pickle.dumps(found))
    print(f"{name}: {len(found)} questions", flush=True)
    return found


def _made_of(name: str) -> str:
    """What found passages depend on: the set, and the first pass that ranks them."""
    made_of = (WRITTEN / f"{name}.jsonl").read_bytes() + default_rankers().first_pass.model_dump_json().encode()
    return hashlib.sha256(made_of).hexdigest()[:8]


def paragraphs(sentences: Sequence[str], rng: random.Random) -> str:
    """Sentences in paragraphs of one to three, as news has them."""
    text, left = "", 0
    for sentence in sentences:
        text += ("\n\n" if left <= 0 else " ") * bool(text) + sentence
        left = rng.randint(1, 3) - 1 if left <= 0 else left - 1
    return text


def read_cases(name: str, folder: Path, reader: Reader, *, adds_own: bool = False) -> list[Case]:
    """Every question of a set with the passages that search finds.

    With `adds_own`, those of the article that it was asked of are added where search finds none that answers, or none
    of that article: to be learned from, a question need not say which article it means.
    """
    cases = []
    with tempfile.TemporaryDirectory() as place, Library.open(place) as library:
        library.add(folder / "corpus.jsonl")
        ids = {article.external_id: article.id for article in library.articles()}
        reader = RememberingReader(reader)
        for question in read_questions(folder):
            passages = find_passages(question, library, reader)
            is_found = any(
                passage.right if question.evidence else passage.article == question.article for passage in passages
            )
            if adds_own and question.article and not is_found:
                others = [passage for passage in passages if passage.article != question.article]
                own = Filter(articles=(ids[question.article],))
                passages = find_passages(question, library, reader, where=own) + others
            cases.append(
                Case(
                    name,
                    question.text,
                    split_pieces(question.text, reader.tokenizer),
                    question.answers,
                    bool(question.evidence),
                    passages,
                )
            )
    return cases


def find_passages(
    question: Question, library: Library, reader: Reader, *, where: Filter | None = None
) -> list[Passage]:
    """The passages that search finds for a question."""
    candidates = search_passages(question.text, library, where=where)
    log_odds = default_rankers().first_pass.log_odds(features(candidates, library.embedder)).tolist()
    passages: list[Passage] = []
    for stored in candidates.passages:
        sentences = tuple(stored.article.text[s.start : s.end] for s in stored.passage.sentences)
        right = frozenset(number for number, is_right in enumerate(right_sentences(stored, question)) if is_right)
        of_these, log_odds = log_odds[: len(sentences)], log_odds[len(sentences) :]
        made = reader.windows(stored.article.title, sentences)
        passages.append(Passage(stored.article.external_id, sentences, made, right, tuple(of_these)))
    return passages
