import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsqa.grounding.reading import ReadText
from newsqa.grounding.support import Support, default_verifier, hold

STRIKE = "On Monday 1,234 dockers of Lorient went on strike over their pay."
BASE = "Russia has some 45 tanks at its base in Gyumri, the governor said."
FERRY = "The ferry between Brest and Quimper was sold for 61 million euros to a bank."
ARTICLE = ReadText(
    f"{STRIKE} They want more.\n\n{BASE} He was not asked about the jets. {FERRY}", title="Three stories"
)
# "Some 1,200" is a fair word for 1,234, and so not absent.
ABSENT_NUMBERS = st.integers(13, 999_999).filter(lambda n: all(abs(n - said) > said / 5 for said in (45, 61, 1234)))
ABSENT_NAMES = st.sampled_from(["Vienna", "Ada Berg", "Nigeria", "Zelensky", "the U.S.", "Saint-Malo", "Oslo"])


def held(statement: str, article: str) -> Support:
    return hold(statement, ReadText(article))


@pytest.mark.parametrize("statement", [STRIKE, BASE, FERRY], ids=["strike", "base", "ferry"])
def test_the_very_words_of_a_text_are_supported_with_certainty(statement: str) -> None:
    support = hold(statement, ARTICLE)
    assert (support.verdict, support.score, support.mismatches) == ("supported", 1.0, ())
    assert [ARTICLE.sentences[number].text for number in support.window] == [statement]


def test_curly_quotes_and_line_breaks_leave_words_verbatim() -> None:
    assert held('"We want more," the\nunion said.', "“We want more,” the union said.").score == 1.0


def test_words_within_a_sentence_are_verbatim() -> None:
    assert held("1,234 dockers of Lorient went on strike.", STRIKE).score == 1.0


@pytest.mark.parametrize("statement", ["234 dockers of Lorient went on strike.", "ers of Lorient went on strike."])
def test_a_part_of_a_number_or_of_a_word_is_not_verbatim(statement: str) -> None:
    assert held(statement, STRIKE).score < 1


@pytest.mark.parametrize(
    "article",
    ["It is not true that {}", "The mayor denied that {}", "The harbour is lost if {}", "Nobody knows whether {}"],
    ids=["not true", "denied", "condition", "open"],
)
def test_words_that_a_text_denies_or_leaves_open_are_not_verbatim(article: str) -> None:
    statement = "Peskov met Macron in Geneva."
    assert held(statement, article.format(statement)).score < 1.0


def sentence_with(said: str) -> st.SearchStrategy[str]:
    return st.sampled_from(
        [
            f"On Monday 1,234 dockers of {said} went on strike over their pay.",
            f"On Monday the dockers of Lorient and {said} went on strike.",
            f"The ferry was sold for 61 million euros to a bank in {said}.",
            f"Then {said} was sold to a bank.",
        ]
    )


@settings(max_examples=60)
@given(ABSENT_NAMES.flatmap(sentence_with))
def test_a_name_that_a_text_does_not_have_is_never_supported(statement: str) -> None:
    support = hold(statement, ARTICLE)
    assert support.verdict != "supported"
    assert support.score < default_verifier().threshold
    assert "name" in {one.kind for one in support.mismatches}


@settings(max_examples=60)
@given(
    ABSENT_NUMBERS,
    st.sampled_from(
        [
            "On Monday {} dockers of Lorient went on strike over their pay.",
            "The ferry between Brest and Quimper was sold for {} million euros to a bank.",
            "Russia has {} tanks at its base in Gyumri.",
        ]
    ),
)
def test_a_number_that_a_text_does_not_have_is_never_supported(number: int, statement: str) -> None:
    support = hold(statement.format(f"{number:,}"), ARTICLE)
    assert support.verdict != "supported"
    assert "number" in {one.kind for one in support.mismatches}


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (STRIKE.replace("1,234", "3,000"), "“3,000” — the article says “1,234”"),
        (STRIKE.replace("Lorient", "Brest"), "“Brest” — the article says “Lorient”"),
    ],
    ids=["number", "name"],
)
def test_what_the_text_says_otherwise_is_contradicted(statement: str, reason: str) -> None:
    support = held(statement, STRIKE)
    assert support.verdict == "contradicted"
    assert [one.reason for one in support.mismatches] == [reason]


@pytest.mark.parametrize(
    "statement",
    ["On Monday Zelensky spoke in Oslo.", "The harbour of Lorient has 600 bollards.", STRIKE.replace("pay", "boots")],
    ids=["another matter", "a further number", "a further word"],
)
def test_what_the_text_only_does_not_say_is_not_contradicted(statement: str) -> None:
    assert held(statement, STRIKE).verdict != "contradicted"


STATEMENTS = st.lists(
    st.sampled_from("dockers strike Lorient Brest not 1,234 3,000 Monday fell may the pay base sold in".split()),
    max_size=9,
).map(" ".join)


@settings(max_examples=100)
@given(STATEMENTS)
def test_a_verdict_keeps_its_word(statement: str) -> None:
    support = hold(statement, ARTICLE)
    assert 0 <= support.score <= 1
    assert 0 <= support.closeness <= 1
    assert (support.verdict == "supported") == (support.score >= default_verifier().threshold)
    if support.verdict == "contradicted":
        assert any(one.kind == "negation" or one.instead for one in support.mismatches)


@pytest.mark.parametrize("statement", [STRIKE, "", "."], ids=["sentence", "empty", "full stop"])
def test_a_text_without_sentences_bears_nothing_out(statement: str) -> None:
    assert held(statement, "") == Support("not_found", 0.0, (), (), 0.0)


@pytest.mark.parametrize("statement", ["", " ", ".", "?", "He."])
def test_a_statement_that_says_nothing_is_not_found(statement: str) -> None:
    support = hold(statement, ARTICLE)
    assert (support.verdict, support.score) == ("not_found", 0.0)


def test_a_number_does_not_fit_whatever_sum_of_money_stands_there() -> None:
    text = ReadText(
        "Each day of the strike cost the company 2.1 million dollars. Work will resume on Friday.", title="Strike"
    )
    assert hold("The company lost 400 jobs.", text).verdict != "supported"
    assert hold("Each day of the strike cost the company 2.1 million.", text).verdict == "supported"
