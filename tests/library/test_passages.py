from newsqa.library import Embedder
from newsqa.library.passages import split_passages
from newsqa.schema import Article, Passage


def passages(text: str, embedder: Embedder) -> list[Passage]:
    article = Article.from_text(text, title="A title")
    return split_passages(article, embedder.word_pieces(text), window=embedder.window)


def test_passages_hold_every_sentence_once_and_fit_the_window(embedder: Embedder) -> None:
    text = "\n\n".join(
        f"Sentence {n} of this story is here. And another one, number {n}, follows it." for n in range(60)
    )
    found = passages(text, embedder)
    sentences = [sentence for passage in found for sentence in passage.sentences]
    assert len(sentences) == 120
    assert sentences == sorted(sentences, key=lambda sentence: sentence.start)
    for passage in found:
        assert len(embedder.word_pieces(text[passage.start : passage.end])) <= embedder.window


def test_a_sentence_longer_than_the_window_is_divided_between_words_and_nothing_is_lost(embedder: Embedder) -> None:
    text = "a list of places: " + ", ".join(f"Place{n} upon Tyne" for n in range(400))
    found = passages(text, embedder)
    assert len(found) > 5
    parts = [text[passage.start : passage.end] for passage in found]
    assert "".join(parts).replace(" ", "") == text.replace(" ", "")
    assert all(len(embedder.word_pieces(part)) <= embedder.window for part in parts)
    assert all(part[0].isalnum() or part[0] == "," for part in parts)
    embedder.embed_passages([(part, [(0, len(part))]) for part in parts])  # raises where one is cut off


def test_text_without_any_space_is_divided_too(embedder: Embedder) -> None:
    text = "軍事基地" * 300
    found = passages(text, embedder)
    assert "".join(text[passage.start : passage.end] for passage in found) == text
    embedder.embed_passages([(text[p.start : p.end], [(0, p.end - p.start)]) for p in found])
