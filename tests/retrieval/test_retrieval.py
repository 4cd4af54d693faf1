import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsqa.library import Embedder, Library
from newsqa.retrieval import answer_type, find_evidence, words_of_type
from newsqa.retrieval.features import FEATURES, inverse_document_frequencies
from newsqa.retrieval.ranking import default_rankers
from newsqa.retrieval.reader import reader_sha256
from newsqa.retrieval.reading import READ_FEATURES
from newsqa.retrieval.search import fuse_ranks
from newsqa.retrieval.word_similarity import similarities
from newsqa.schema import Article


def best(question: str, library: Library) -> str:
    return find_evidence(question, library)[0].text


@pytest.mark.parametrize(
    ("question", "in_the_sentence"),
    [
        ("Where is Russia's military base in Armenia?", "second largest city"),
        ("How many Russian troops are stationed in Armenia?", "about 5,000"),
        ("HOW MANY PEOPLE WERE KILLED IN THE KARABAKH WAR OF THE 1990S?", "30,000"),
        ("Who speaks for the Kremlin?", "Peskov"),
        ("When was the treaty of friendship between Russia and Armenia made?", "1997"),
    ],
)
def test_the_sample_articles_give_the_right_sentence_first(
    samples: Library, question: str, in_the_sentence: str
) -> None:
    assert in_the_sentence in best(question, samples)


def test_evidence_is_cut_from_its_article_and_sorted_by_probability(samples: Library) -> None:
    evidence = find_evidence("What did Peskov say about Turkey?", samples, limit=20)
    assert len(evidence) == 20
    probabilities = [e.probability for e in evidence]
    assert probabilities == sorted(probabilities, reverse=True)
    for e in evidence:
        assert samples.article(e.sentence.article_id).text[e.sentence.start : e.sentence.end] == e.text


def test_a_question_in_an_article_is_no_evidence(library: Library) -> None:
    text = "Where is the military base? Nobody would say.\n\nThe military base is in Gyumri, an official said."
    library.add_articles([Article.from_text(text, title="The base")])
    assert best("Where is the military base?", library) == "The military base is in Gyumri, an official said."


def test_an_empty_library_has_no_evidence(library: Library) -> None:
    assert find_evidence("Where is the base?", library) == []


def test_an_article_is_found_by_a_name_spelt_with_other_accents(library: Library) -> None:
    library.add_articles([Article.from_text("Foreign minister Djeyhoun Baïramov flew home.", title="Talks")])
    assert best("Where did Bairamov fly?", library) == "Foreign minister Djeyhoun Baïramov flew home."


def test_fusion_prefers_what_both_rankings_hold() -> None:
    # 1/61 + 1/62 for 2 and for 1; 1 stands in the first ranking at rank 1, 2 at rank 2: equal, so by number.
    assert fuse_ranks([[1, 2, 3], [2, 1]]) == [1, 2, 3]
    assert fuse_ranks([[7, 8], [8, 9]]) == [8, 7, 9]
    assert fuse_ranks([]) == []


def test_a_rare_word_weighs_more_than_one_that_all_passages_hold() -> None:
    weights = inverse_document_frequencies({"mongolia": 0, "russia": 900, "base": 3}, 900)
    assert weights["mongolia"] == 1.0
    assert weights["base"] > 0.5
    assert 0 < weights["russia"] < 0.02


def test_in_a_library_of_one_passage_its_words_still_weigh() -> None:
    weights = inverse_document_frequencies({"base": 1, "mongolia": 0}, 1)
    assert 0.5 < weights["base"] < weights["mongolia"] == 1.0


def test_words_are_alike_by_stem_by_meaning_and_else_by_vector(embedder: Embedder) -> None:
    alike = similarities(["died", "speaks", "troops"], ["dying", "spokesman", "soldiers", "lisbon"], embedder)
    assert alike.shape == (3, 4)
    assert alike[1, 1] == pytest.approx(0.8)
    assert alike[2, 2] > alike[2, 3]
    assert similarities(["base"], ["bases"], embedder)[0, 0] == 1.0
    assert similarities([], ["x"], embedder).shape == (0, 1)


@given(st.lists(st.floats(-1, 1), min_size=len(FEATURES), max_size=len(FEATURES)))
def test_a_probability_is_one_whatever_the_features(values: list[float]) -> None:
    (probability,) = default_rankers().first_pass.probabilities(np.array([values]))
    assert 0 <= probability <= 1


def test_the_rankers_weigh_the_features_that_are_computed_and_say_what_they_were_fitted_on() -> None:
    assert tuple(default_rankers().first_pass.weights) == FEATURES
    assert tuple(default_rankers().with_reading.weights) == READ_FEATURES
    for ranker in (default_rankers().first_pass, default_rankers().with_reading):
        assert {"fitted_by", "fitted_on", "data", "held_out"} <= set(ranker.provenance)


def test_the_ranker_of_what_is_read_was_fitted_with_the_reader_that_reads() -> None:
    assert default_rankers().with_reading.provenance["reader"] == reader_sha256()


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many troops are there?", "number"),
        ("what percentage voted", "number"),
        ("When did it begin?", "date"),
        ("In which year was it signed?", "date"),
        ("Who leads it?", "name"),
        ("Which countries sent troops?", "name"),
        ("Why did it fail?", "other"),
    ],
)
def test_the_wording_tells_what_kind_of_answer_is_wanted(question: str, kind: str) -> None:
    assert answer_type(question) == kind


def test_words_of_each_kind_are_found_in_a_sentence() -> None:
    text = "On September 27, about 5,000 troops left Gyumri; six returned in 1997."

    def found(kind: str) -> list[str]:
        return [text[start:end] for start, end in words_of_type(text, kind)]  # type: ignore[arg-type]

    assert found("number") == ["27", "5,000", "six", "1997"]
    assert found("date") == ["September", "1997"]
    assert found("name") == ["September", "Gyumri"]
    assert found("other") == []
