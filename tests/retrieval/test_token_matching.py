import numpy as np

from newsqa.library import Embedder, content_words, sign_cosines
from newsqa.library.embedding import signs_of
from newsqa.retrieval.token_matching import TokenMatches, match_tokens


def matches(question: str, *sentences: str, embedder: Embedder) -> TokenMatches:
    embedded = embedder.embed_passages([(sentence, [(0, len(sentence))]) for sentence in sentences])
    signs = [passage.token_signs[0] for passage in embedded]
    return match_tokens(question, embedder.embed_question(question), content_words(question), signs)


def test_other_words_of_the_same_meaning_match(embedder: Embedder) -> None:
    spokesman, fortress = matches(
        "Who speaks for the Kremlin?",
        "Kremlin spokesman Dmitry Peskov declined to comment.",
        "The Kremlin is a fortress in the centre of Moscow.",
        embedder=embedder,
    ).worst
    assert spokesman > fortress


def test_a_question_word_matches_what_it_asks_for(embedder: Embedder) -> None:
    dated, undated = matches(
        "When did the treaty take effect?",
        "The treaty has been in force since March 1997.",
        "The treaty was welcomed by both governments.",
        embedder=embedder,
    ).small_words
    assert dated > undated


def test_the_question_mark_does_not_count(embedder: Embedder) -> None:
    sentence = "The treaty has been in force since March 1997."
    (with_mark,) = matches("When did the treaty take effect?", sentence, embedder=embedder).small_words
    (without,) = matches("When did the treaty take effect", sentence, embedder=embedder).small_words
    assert abs(with_mark - without) < 0.1


def test_signs_say_about_what_the_vectors_themselves_do(embedder: Embedder) -> None:
    tokens = embedder.embed_question(
        "The garrison at Gyumri guards the border with Turkey, officials said."
    ).token_vectors
    about, exact = sign_cosines(tokens, signs_of(tokens)), tokens @ tokens.T
    assert about.shape == exact.shape
    assert float(np.abs(about - exact).mean()) < 0.1
    assert list(about.argmax(axis=1)) == list(range(len(tokens)))


def test_a_sentence_without_tokens_matches_nothing(embedder: Embedder) -> None:
    question = "Who speaks for the Kremlin?"
    empty = np.zeros((0, embedder.dimension // 8), dtype=np.uint8)
    found = match_tokens(question, embedder.embed_question(question), content_words(question), [empty])
    assert (float(found.worst[0]), float(found.small_words[0])) == (0.0, 0.0)
