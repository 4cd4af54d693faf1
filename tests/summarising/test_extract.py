from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from newsqa.grounding.reading import ReadText
from newsqa.schema import Article
from newsqa.summarising.candidates import Candidate, find_candidates
from newsqa.summarising.extract import choose, says_the_same

STORM = "The harbour of Lorient was closed on Friday after a heavy storm."
AGAIN = "After a heavy storm on Friday the harbour of Lorient was closed."
FERRY = "The ferry between Brest and Quimper was sold to a bank."
POINTING = "He asked the government in Paris for help with the repairs."
SENTENCES = (STORM, AGAIN, FERRY, POINTING, "Storm Closes Harbour", "It rained all night in Brest and Quimper.")


def candidates(text: str, *, title: str = "News") -> tuple[list[Candidate], dict[str, ReadText]]:
    article = Article.from_text(text, title=title)
    read = ReadText(text, title=title)
    return list(find_candidates(article, read)), {article.id: read}


def chosen(text: str, *, title: str = "News", words: int = 100, sentences: int = 5) -> list[str]:
    return [one.text for one in choose(*candidates(text, title=title), words=words, sentences=sentences)]


def test_a_thing_is_said_once() -> None:
    assert len(chosen(f"{STORM} {AGAIN}")) == 1


def test_what_speaks_of_the_title_comes_first() -> None:
    one, other = (
        "The northern harbour was closed after heavy rain.",
        "The wooden ferry was bought from French owners.",
    )
    text = f"The winter was long and dark again. {one} {other}"
    assert chosen(text, title="Northern harbour closed after heavy rain", sentences=1) == [one]
    assert chosen(text, title="The winter was long", sentences=1) == ["The winter was long and dark again."]


def test_the_first_sentence_is_worth_most_of_sentences_alike() -> None:
    one, other = "The old ferry was sold for scrap.", "The new bridge was named for peace."
    assert chosen(f"{one} {other}", sentences=1) == [one]
    assert chosen(f"{other} {one}", sentences=1) == [other]


def test_the_best_sentence_is_chosen_if_none_fits() -> None:
    assert len(chosen(f"{STORM} {FERRY}", words=3)) == 1


def test_a_single_sentence_is_chosen_and_no_pair_if_none_fits() -> None:
    assert chosen(f"{STORM} {POINTING}", title="Help for the repairs from the government in Paris", words=3) == [
        STORM
    ]


def test_what_points_back_brings_only_what_is_not_chosen_yet() -> None:
    read, texts = candidates(f"{STORM} {POINTING}")
    taken = choose(read, texts, words=100, sentences=5)
    assert sum(len(one.sentences) for one in taken) == 2


def test_a_sentence_that_is_not_about_the_topic_is_not_chosen() -> None:
    read, texts = candidates(f"{STORM} {FERRY}")
    relevance = {(read[1].article.id, read[1].start): 1.0}
    assert [one.text for one in choose(read, texts, words=100, sentences=5, relevance=relevance)] == [FERRY]


def test_of_no_candidates_none_is_chosen() -> None:
    assert choose([], {}, words=100, sentences=5) == []


def test_sentences_of_the_same_words_say_the_same() -> None:
    storm, again, ferry = candidates(f"{STORM} {AGAIN} {FERRY}")[0]
    assert says_the_same(storm, again)
    assert not says_the_same(storm, ferry)


def length(taken: Sequence[Candidate]) -> tuple[int, int]:
    return sum(one.length for one in taken), sum(len(one.sentences) for one in taken)


@settings(max_examples=60)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8), st.integers(1, 60), st.integers(1, 5))
def test_the_budget_is_kept_or_one_sentence_is_chosen(pieces: list[str], words: int, sentences: int) -> None:
    read, texts = candidates(" ".join(pieces))
    taken = choose(read, texts, words=words, sentences=sentences)
    assert bool(taken) == bool(read)
    used_words, used_sentences = length(taken)
    assert used_sentences == 1 or (used_words <= words and used_sentences <= sentences)
    assert not any(says_the_same(one, other) for n, one in enumerate(taken) for other in taken[:n])
