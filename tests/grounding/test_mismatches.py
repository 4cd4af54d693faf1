from datetime import date

import pytest

from newsqa.grounding.mismatches import Kind, Mismatch
from newsqa.grounding.reading import ReadSentence, ReadText
from newsqa.grounding.support_features import find_mismatches, find_window


def mismatches(statement: str, article: str, *, title: str = "", published: date | None = None) -> list[Mismatch]:
    read, text = ReadSentence(statement), ReadText(article, title=title, published=published)
    return find_mismatches(read, find_window(read, text), text)


def reasons(statement: str, article: str) -> list[str]:
    return [one.reason for one in mismatches(statement, article)]


def kinds(statement: str, article: str) -> list[Kind]:
    return [one.kind for one in mismatches(statement, article)]


def test_another_number_is_told_with_the_one_in_its_place() -> None:
    assert reasons("The port has 30 bollards.", "The port has 45 bollards.") == ["“30” — the article says “45”"]


def test_a_number_that_the_article_has_nothing_like_is_not_in_it() -> None:
    assert reasons("Some 600 people came to the port.", "People came to the port.") == ["“600” — not in the article"]


@pytest.mark.parametrize(
    ("statement", "article"),
    [
        ("The port has 45 bollards.", "The port has forty-five bollards."),
        ("The port has about 5,000 men.", "The port has 4,950 men."),
        ("Two ministries took part.", "The ministries of trade and of labour took part."),
    ],
    ids=["in words", "rounded", "counted by the reader"],
)
def test_a_number_put_otherwise_fits(statement: str, article: str) -> None:
    assert kinds(statement, article) == []


def test_another_name_is_told_with_the_one_in_its_place() -> None:
    assert reasons("Talks were held in Vienna on Friday.", "Talks were held in Geneva on Friday.") == [
        "“Vienna” — the article says “Geneva”"
    ]


def test_names_that_follow_each_other_are_one() -> None:
    assert reasons("On Friday Ada Berg spoke.", "On Friday the mayor spoke.") == ["“Ada Berg” — not in the article"]


@pytest.mark.parametrize(
    ("statement", "article"),
    [
        ("Officials of Nigeria came.", "Officials of Niger came."),
        ("The U.S. sent troops to Mali.", "Russia sent troops to Mali."),
    ],
    ids=["spelt nearly alike", "abbreviated"],
)
def test_another_country_is_another_name(statement: str, article: str) -> None:
    assert kinds(statement, article) == ["name"]


@pytest.mark.parametrize(
    ("statement", "article"),
    [
        ("On Friday the Russians left.", "Moscow’s troops left on Friday."),
        ("Talks were held in Gumri.", "Talks were held in Gyumri."),
        ("Talks were held in South Korea.", "South Korean officials held talks."),
    ],
    ids=["capital", "spelling", "people"],
)
def test_a_name_put_otherwise_fits(statement: str, article: str) -> None:
    assert kinds(statement, article) == []


def test_a_name_may_be_in_the_title_alone() -> None:
    assert mismatches("The harbour of Lorient was closed.", "The harbour was closed.", title="Storm in Lorient") == []


@pytest.mark.parametrize(
    ("said", "told"), [("3 April 1930", "3 April 1931"), ("April 1930", "May 1930"), ("Tuesday", "Monday")]
)
def test_another_date_is_told_with_the_one_in_its_place(said: str, told: str) -> None:
    article = f"The lighthouse was first lit on {told}."
    assert reasons(f"The lighthouse was first lit on {said}.", article) == [f"“{said}” — the article says “{told}”"]


def test_a_date_given_less_precisely_fits() -> None:
    assert kinds("The lighthouse was lit in 1930.", "The lighthouse was lit on 3 April 1930.") == []


def test_a_day_of_the_week_before_publishing_fits_and_another_does_not() -> None:
    published = date(2024, 5, 3)
    assert mismatches("The mayor spoke on Friday.", "The mayor spoke.", published=published) == []
    assert mismatches("The mayor spoke on 1 May.", "The mayor spoke.", published=published) == []
    (misfit,) = mismatches("The mayor spoke on 1 May 2023.", "The mayor spoke.", published=published)
    assert (misfit.kind, misfit.reason) == ("date", "“1 May 2023” — not in the article")


def test_the_opposite_of_a_word_is_told() -> None:
    assert reasons("Exports to Spain fell sharply.", "Exports to Spain rose sharply.") == [
        "“fell” — the article says “rose”"
    ]


@pytest.mark.parametrize(
    "article",
    [
        "Exports to Spain dropped sharply.",
        "The sun rose as ships brought exports to Spain.",
        "Exports to Spain fell as imports rose.",
    ],
    ids=["synonym", "of something else", "said too"],
)
def test_no_opposite_is_told_of(article: str) -> None:
    assert "opposite" not in kinds("Exports to Spain fell sharply.", article)


def test_what_the_article_denies_is_told_with_its_denial() -> None:
    assert reasons("The mayor resigned on Friday.", "The mayor did not resign on Friday.") == [
        "“mayor” — the article says “not resign on Friday”"
    ]
    assert kinds("The base was moved to Brest.", "The minister denied that the base was moved to Brest.")[0] == (
        "negation"
    )


def test_a_denial_of_what_the_article_says_is_told() -> None:
    assert reasons("The mayor did not resign on Friday.", "The mayor resigned on Friday.") == [
        "“not resign on Friday” — the article does not say no"
    ]


def test_a_denial_is_told_whatever_the_form_of_its_verb() -> None:
    assert kinds("The dockers did not go on strike.", "The dockers went on strike.") == ["negation"]


@pytest.mark.parametrize(
    ("statement", "article"),
    [
        ("The mayor did not resign on Friday.", "The mayor never resigned on Friday."),
        ("The mayor resigned.", "The mayor resigned, and not a soul was sorry."),
    ],
    ids=["both deny", "of something else"],
)
def test_no_denial_is_told_of(statement: str, article: str) -> None:
    assert kinds(statement, article) == []


def test_two_names_the_other_way_round_are_told() -> None:
    assert reasons("On Friday Peskov criticised Macron.", "On Friday Macron criticised Peskov.") == [
        "“Peskov criticised Macron” — the article says “Macron criticised Peskov”"
    ]


@pytest.mark.parametrize(
    "statement",
    ["On Friday Macron criticised Peskov.", "On Friday Peskov was criticised by Macron."],
    ids=["same order", "passive"],
)
def test_two_names_in_their_roles_fit(statement: str) -> None:
    assert kinds(statement, "On Friday Macron criticised Peskov.") == []


def test_what_only_may_be_so_is_told_if_it_is_said_as_a_fact() -> None:
    (misfit,) = mismatches("The council closed the harbour.", "The council may close the harbour.")
    assert misfit.kind == "certainty"
    assert misfit.reason == "“council” is said as a fact — the article says “may close the harbour”"


@pytest.mark.parametrize(
    ("statement", "article"),
    [
        ("The council may close the harbour.", "The council might close the harbour."),
        ("The council closed the harbour.", "The council closed the harbour on Friday."),
    ],
    ids=["both open", "both facts"],
)
def test_what_is_as_sure_as_the_article_has_it_fits(statement: str, article: str) -> None:
    assert kinds(statement, article) == []


@pytest.mark.parametrize(
    ("statement", "article", "contradicts"),
    [
        ("The port has 30 bollards.", "The port has 45 bollards.", True),
        ("The mayor did not resign on Friday.", "The mayor resigned on Friday.", True),
        ("Some 600 people came to the port.", "People came to the port.", False),
        ("The council closed the harbour.", "The council may close the harbour.", False),
    ],
    ids=["another number", "negation", "no number", "certainty"],
)
def test_only_other_words_or_a_negation_contradict(statement: str, article: str, contradicts: bool) -> None:
    (misfit,) = mismatches(statement, article)
    assert misfit.is_contradiction is contradicts


def test_the_words_that_do_not_fit_are_where_they_are_said_to_be() -> None:
    statement = "On Tuesday 3,000 dockers of Brest did not go on strike."
    found = mismatches(statement, "On Monday 1,200 dockers of Lorient went on strike.")
    assert {one.kind for one in found} >= {"number", "name", "date"}
    assert all(statement[slice(*one.span)] == one.said for one in found)


def test_a_text_without_sentences_has_nothing_to_differ_from() -> None:
    assert mismatches("The port has 30 bollards.", "") == []
