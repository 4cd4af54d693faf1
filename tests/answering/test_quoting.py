from newsqa.answering.quoting import Quote
from newsqa.schema import Article, Evidence, Sentence

TEXT = "One is here. Two is here.\nThree is here.\n\nFour is here. “Five” is here."


def evidence(words: str, text: str = TEXT, title: str = "A title") -> Evidence:
    article = Article.from_text(text, title=title)
    start = article.text.index(words)
    place = Sentence(article_id=article.id, start=start, end=start + len(words))
    return Evidence(sentence=place, article=article, text=words, probability=0.5, features={})


def test_a_quote_grows_by_its_neighbours_in_either_direction() -> None:
    quote = Quote(evidence("Two is here."))
    for words in ("Three is here.", "One is here."):
        assert quote.adjoins(evidence(words))
        quote.add(evidence(words))
    assert quote.text == "One is here. Two is here.\nThree is here."
    assert quote.article.text[quote.start : quote.end] == quote.text


def test_another_paragraph_a_sentence_further_on_and_another_article_do_not_adjoin() -> None:
    quote = Quote(evidence("Three is here."))
    assert not quote.adjoins(evidence("Four is here."))
    assert not quote.adjoins(evidence("One is here."))
    assert not quote.adjoins(evidence("Three is here."))
    assert not quote.adjoins(evidence("Two is here.", title="Another"))


def test_a_copy_may_differ_in_white_space_and_the_shape_of_quotation_marks() -> None:
    quote = Quote(evidence("Four is here."))
    quote.add(evidence("“Five” is here."))
    assert quote.has_copy(evidence('"Five" is  here.', text='Elsewhere: "Five" is  here.', title="Another"))
    assert not quote.has_copy(evidence("Two is here."))
