import pytest

from newsqa.answering.yes_no import yes_or_no
from newsqa.schema import Article, Evidence, Sentence


def evidence(text: str) -> list[Evidence]:
    article = Article.from_text(text, title="The base")
    place = Sentence(article_id=article.id, start=0, end=len(text))
    return [Evidence(sentence=place, article=article, text=text, probability=0.9, features={})]


@pytest.mark.parametrize(
    ("question", "said", "expected"),
    [
        ("Does Russia have a military base in Gyumri?", "Russia has a military base in Gyumri.", "Yes"),
        ("Is the port of Ostby closed because of ice?", "The port of Ostby is not closed because of ice.", "No"),
        ("Are 6,000 troops stationed in Armenia?", "About 5,000 troops are stationed in Armenia.", "No"),
        ("Did prices in Ostby rise in May?", "Prices in Ostby fell in May.", "No"),
        ("Is the Russian base in Yerevan?", "The Russian base is in Gyumri.", None),
        ("Did France send troops to Bangui?", "Russia sent troops to Bangui.", None),
        ("Is the base in Gyumri or in Yerevan?", "The Russian base is in Gyumri.", None),
        ("Has the mayor of Ostby resigned?", "Prices in Ostby fell in May.", None),
        ("Where is the Russian base?", "The Russian base is in Gyumri.", None),
    ],
    ids=["so", "denied", "another number", "the opposite", "another place", "another country", "a choice",
         "another matter", "no such question"],
)  # fmt: skip
def test_it_is_said_only_where_the_evidence_settles_it(question: str, said: str, expected: str | None) -> None:
    assert yes_or_no(question, evidence(said)) == expected
