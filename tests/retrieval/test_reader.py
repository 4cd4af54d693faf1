import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from newsqa.library import Library
from newsqa.retrieval import find_evidence, find_matches
from newsqa.retrieval.features import FEATURES
from newsqa.retrieval.reader import Reader, apply_updates, default_reader
from newsqa.retrieval.reading import READ_FEATURES
from newsqa.retrieval.reading_input import LONGEST_WINDOW, WINDOW, reader_input, split_pieces
from newsqa.schema import Article

GYUMRI = [
    "Russia keeps its 102nd Military Base in Gyumri, in the north of Armenia.",
    "About 5,000 Russian soldiers serve there under a treaty of 1995.",
    "Its commander was replaced in March.",
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return default_reader()


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
