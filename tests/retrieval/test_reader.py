from collections.abc import Sequence

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsqa.library import Library, StoredPassage
from newsqa.retrieval import find_evidence, find_matches
from newsqa.retrieval.features import FEATURES
from newsqa.retrieval.reader import UNREAD, Reader, apply_updates, default_reader
from newsqa.retrieval.reading import READ_FEATURES, answer_places, choose_windows
from newsqa.retrieval.reading_input import LONGEST_WINDOW, WINDOW, reader_input, split_pieces
from newsqa.retrieval.search import search_passages
from newsqa.schema import Article

GYUMRI = [
    "Russia keeps its 102nd Military Base in Gyumri, in the north of Armenia.",
    "About 5,000 Russian soldiers serve there under a treaty of 1995.",
    "Its commander was replaced in March.",
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return default_reader()


@pytest.fixture(scope="module")
def ferries(tmp_path_factory: pytest.TempPathFactory) -> Sequence[StoredPassage]:
    """Passages of one to three windows."""
    with Library.open(tmp_path_factory.mktemp("ferries")) as library:
        library.add_articles(
            Article.from_text(
                " ".join(
                    f"Ferry number {number} carried {count} people, their cars and their dogs over the bay that day."
                    for count in range(1 + 4 * (number % 3))
                ),
                title=f"Ferry {number}",
            )
            for number in range(12)
        )
        return search_passages("How many people does the ferry carry?", library).passages


def read(reader: Reader, question: str, sentences: list[str], title: str = "") -> list[tuple[float, str]]:
    """Of each sentence its score and the likeliest answer in it."""
    readings = [one for of_window in reader.read(question, reader.windows(title, sentences)) for one in of_window]
    return [(one.score, text[slice(*one.span)]) for one, text in zip(readings, sentences, strict=True)]


@pytest.mark.parametrize(
    ("question", "answering"),
    [
        ("Where is the Russian base in Armenia?", 0),
        ("How many troops does Moscow have in Gyumri?", 1),
        ("When did the person in charge of the base change?", 2),
    ],
)
def test_the_sentence_that_answers_is_read_as_the_likeliest(reader: Reader, question: str, answering: int) -> None:
    scores = [score for score, _ in read(reader, question, GYUMRI)]
    assert max(scores) == scores[answering]
    assert scores[answering] > 0


def test_what_no_sentence_answers_is_told_from_what_one_does(reader: Reader) -> None:
    answered = max(score for score, _ in read(reader, "How many Russian soldiers serve in Gyumri?", GYUMRI))
    unanswered = max(score for score, _ in read(reader, "How much does the base in Gyumri cost Russia?", GYUMRI))
    assert unanswered < answered


def test_the_likeliest_words_are_those_that_answer(reader: Reader) -> None:
    spans = [span for _, span in read(reader, "How many Russian soldiers are in Gyumri?", GYUMRI)]
    assert "5,000" in spans[1]


def test_a_reading_does_not_depend_on_what_else_is_read(reader: Reader) -> None:
    long = ["The council met on Monday to speak of the budget, the roads and the schools of the town."] * 12
    both = [*reader.windows("", GYUMRI), *reader.windows("", long)]
    alone = reader.read("How many soldiers?", both[:1])
    together = reader.read("How many soldiers?", both)
    assert [one.score for one in alone[0]] == pytest.approx([one.score for one in together[0]], abs=1e-3)


def test_nothing_to_read_is_nothing_read(reader: Reader) -> None:
    assert reader.windows("A title", []) == []
    assert reader.read("How many?", []) == []


@given(st.lists(st.integers(1, 60), min_size=1, max_size=12))
@settings(max_examples=30)
def test_windows_hold_every_sentence_once_and_are_not_much_too_long(reader: Reader, lengths: list[int]) -> None:
    windows = reader.windows("Title", ["word " * length for length in lengths])
    assert [
        first for window in windows for first in range(window.first, window.first + len(window.sentences))
    ] == list(range(len(lengths)))
    for window in windows:
        size = sum(len(pieces.ids) for pieces in window.sentences)
        assert size <= 1.25 * WINDOW or len(window.sentences) == 1


def test_a_sentence_too_long_to_read_is_cut_and_the_row_stays_whole(reader: Reader) -> None:
    (window,) = reader.windows("", ["word " * 1000])
    row = reader_input(split_pieces("Which word?", reader.tokenizer), window, reader.tokenizer)
    assert row.sentences.count(0) == LONGEST_WINDOW
    assert len({len(row.ids), len(row.segments), len(row.sentences), len(row.hints), len(row.places)}) == 1


def test_words_that_stand_on_both_sides_are_marked_whatever_their_form(reader: Reader) -> None:
    (window,) = reader.windows("", ["The soldiers were stationed in Gyumri."])
    row = reader_input(split_pieces("Where is the soldier stationed?", reader.tokenizer), window, reader.tokenizer)
    sentence = "The soldiers were stationed in Gyumri."
    marked = [
        sentence[start:end]
        for number, hint, (start, end) in zip(row.sentences, row.hints, row.places, strict=True)
        if number == 0 and hint
    ]
    assert marked == ["soldiers", "stationed"]


def test_the_end_of_the_sentence_before_is_read_with_a_window_and_not_scored(reader: Reader) -> None:
    sentences = [f"Sentence {number} is about the harbour and its {number} cranes of steel." for number in range(14)]
    _, second, *_ = reader.windows("", sentences)
    row = reader_input(split_pieces("How many cranes?", reader.tokenizer), second, reader.tokenizer)
    assert second.before.ids
    assert len([number for number in row.sentences if number == -1]) > len(second.before.ids)
    assert max(row.sentences) == len(second.sentences) - 1


def test_what_is_not_english_is_ranked_by_what_matches(library: Library) -> None:
    text = "La base militaire russe de Gyumri se trouve en Arménie. Le ministre est parti pour Paris."
    library.add_articles([Article.from_text(text, title="La base", language="fr")])
    question = "Où se trouve la base militaire russe de Gyumri ?"
    assert [(one.text, one.probability) for one in find_evidence(question, library)] == [
        (one.text, one.probability) for one in find_matches(question, library)
    ]


def test_evidence_says_what_matching_and_reading_made_of_it(samples: Library) -> None:
    (evidence,) = find_evidence("Where is Russia's military base in Armenia?", samples, limit=1)
    assert {*FEATURES, *READ_FEATURES} <= set(evidence.features)


def test_a_foreign_article_between_two_english_ones_keeps_what_matching_gives_it(library: Library) -> None:
    texts = {"en": "The ferry of Lorient carries 300 people.", "fr": "Le bac de Lorient transporte 300 personnes."}
    library.add_articles(
        Article.from_text(text, title=f"Ferry, {language}", language=language) for language, text in texts.items()
    )
    library.add_articles([Article.from_text("The mayor of Lorient took the ferry.", title="Mayor", language="en")])
    question = "How many people does the ferry of Lorient carry?"
    evidence = {one.text: one for one in find_evidence(question, library)}
    matched = {one.text: one.probability for one in find_matches(question, library)}
    assert evidence[texts["fr"]].probability == matched[texts["fr"]]
    assert "reading" not in evidence[texts["fr"]].features
    assert {text for text, one in evidence.items() if "reading" in one.features} == {*matched} - {texts["fr"]}
    assert next(iter(evidence)) == texts["en"]


def test_windows_after_a_passage_that_is_not_read_hold_their_own_sentences(library: Library, reader: Reader) -> None:
    library.add_articles(
        [
            Article.from_text("Le bac transporte 300 personnes. Il est bleu.", title="Bac", language="fr"),
            Article.from_text("The ferry carries 300 people. It is blue.", title="Ferry", language="en"),
        ]
    )
    passages = sorted(search_passages("ferry", library).passages, key=lambda stored: stored.article.language or "")
    passages.reverse()  # the French one first
    assert [stored.article.language for stored in passages] == ["fr", "en"]
    ((first, window),) = choose_windows(passages, np.zeros(4), reader)
    assert first == 2
    assert len(window.sentences) == 2


@given(st.lists(st.integers(0, 3), min_size=24, max_size=24))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_ten_windows_at_most_are_read_and_those_with_the_likeliest_sentences(
    ferries: Sequence[StoredPassage], reader: Reader, log_odds: list[int]
) -> None:
    passages = ferries
    sentences = sum(len(stored.passage.sentences) for stored in passages)
    scores = np.resize(np.array(log_odds, dtype=float), sentences)
    every, start = [], 0
    for stored in passages:
        texts = [stored.article.text[s.start : s.end] for s in stored.passage.sentences]
        for window in reader.windows(stored.article.title, texts):
            first = start + window.first
            every.append((-scores[first : first + len(window.sentences)].max(), first))
        start += len(texts)
    wanted = [first for _, first in sorted(every, key=lambda one: one[0])[:10]]
    assert len(every) > len(passages) > 10
    assert [first for first, _ in choose_windows(passages, scores, reader)] == wanted


def test_a_very_long_question_is_read_like_any(library: Library) -> None:
    library.add_articles([Article.from_text("The ferry of Lorient carries 300 people.", title="Ferry")])
    question = (
        "How many people does it carry, " + "the old blue ferry of which the mayor spoke, " * 40 + "in Lorient?"
    )
    assert "reading" in find_evidence(question, library)[0].features


def test_a_topic_is_ranked_by_what_matches_and_not_read(samples: Library) -> None:
    found = find_matches("Russia's base in Gyumri", samples, limit=5)
    assert len(found) == 5
    assert [one.probability for one in found] == sorted((one.probability for one in found), reverse=True)
    assert all("reading" not in one.features for one in found)
    assert any("Gyumri" in one.text for one in found)


def test_the_places_of_an_answer_are_likeliest_at_its_ends(reader: Reader) -> None:
    sentence = "About 5,000 Russian soldiers have served in Gyumri since 1995."
    places = reader.answer_places("Since when have Russian soldiers served in Gyumri?", "", sentence)
    start = sentence.index("1995")
    assert max(places.starts.values()) == max(places.ends.values()) == 0
    assert places.score(start, start + 4) > places.score(0, len("About 5,000"))
    town = sentence.index("Gyumri")
    assert places.score(start, start + 4) > places.score(town, town + len("Gyumri")) > 2 * UNREAD


def test_a_place_that_was_not_read_is_no_answer(reader: Reader) -> None:
    places = reader.answer_places("Which word?", "", "word " * 1000)
    assert places.score(4000, 4004) == 2 * UNREAD
    assert reader.answer_places("Which word?", "", "").score(0, 0) == 2 * UNREAD


def test_no_place_is_given_in_a_language_that_is_not_read(library: Library) -> None:
    library.add_articles([Article.from_text("Le bac de Lorient est bleu.", title="Bac", language="fr")])
    (evidence,) = find_evidence("bac de Lorient", library)
    assert answer_places("De quelle couleur est le bac ?", evidence) is None


def test_updates_are_heads_and_what_is_added_to_the_encoder(reader: Reader) -> None:
    network = Reader.untrained().network
    before = {key: value.detach().clone() for key, value in network.named_parameters()}
    heads = {name: torch.full_like(value, 0.25) for name, value in before.items() if not name.startswith("encoder.")}
    name = "encoder.encoder.layer.5.output.dense.weight"
    rows = torch.ones(384, 1536, dtype=torch.int8)
    apply_updates(network, heads | {name: rows, f"{name}.scale": torch.full((384,), 0.5)})
    after = dict(network.named_parameters())
    assert torch.allclose(after[name], before[name] + 0.5)
    assert after["ends.bias"].tolist() == [0.25, 0.25]
    other = "encoder.encoder.layer.4.output.dense.weight"
    assert torch.equal(after[other], before[other])


def test_updates_of_another_network_are_refused() -> None:
    network = Reader.untrained().network
    with pytest.raises(ValueError, match=r"not of this network: \w+"):
        apply_updates(network, {})
