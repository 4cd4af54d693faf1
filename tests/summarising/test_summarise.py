import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsqa.cli.rendering import render_summary
from newsqa.errors import SummaryError
from newsqa.library import Library
from newsqa.models import Prompt
from newsqa.schema import Article, Summary
from newsqa.summarising import Writer, summarise, summarise_topic
from scripted_model import ScriptedModel

STRIKE = "On Monday 1,234 dockers of Lorient went on strike over their pay."
OTHERWISE = STRIKE.replace("1,234", "3,000")
STORM = "The harbour of Brest was closed after a heavy storm with rain and hail."
FERRY = "The ferry between Groix and Quimper was sold to a bank of the region."
POINTING = "He asked the government in Paris for help with the repairs."
PIECES = (
    STRIKE,
    OTHERWISE,
    STORM,
    FERRY,
    POINTING,
    "Storm Closes Harbour",
    "Why so?",
    "“Enough,” they said.",
    "\n\n",
)


def article(text: str, *, title: str = "News", day: int | None = None) -> Article:
    published = date(2024, 5, day) if day else None
    return Article.from_text(text, title=title, source=title, published=published)


def texts(summary: Summary) -> list[str]:
    return [statement.text for statement in summary.statements]


def cited_titles(summary: Summary) -> list[list[str]]:
    titles = {citation.number: citation.title for citation in summary.citations}
    return [[titles[number] for number in statement.citations] for statement in summary.statements]


def is_verbatim(summary: Summary, *articles: Article) -> bool:
    """Whether every quote is where it says, and every statement is its first one."""
    by_id = {one.id: one.text for one in articles}
    quotes = {citation.number: citation.quote for citation in summary.citations}
    return all(by_id[one.article_id][one.start : one.end] == one.quote for one in summary.citations) and all(
        statement.verbatim and statement.text == " ".join(quotes[statement.citations[0]].split())
        for statement in summary.statements
    )


generated = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(generated, min_size=1, max_size=3),
    st.integers(1, 80),
    st.integers(1, 6),
    st.sampled_from(["brief", "bullets", "timeline"]),
)
def test_every_statement_is_the_very_words_of_an_article_within_the_budget(
    contents: list[str], words: int, sentences: int, style: str
) -> None:
    articles = [article(f"Page {n}. {text}", title=f"Paper {n}", day=n) for n, text in enumerate(contents, start=1)]
    try:
        summary = summarise(articles, words=words, sentences=sentences, style=style)  # type: ignore[arg-type]
    except SummaryError:
        return
    assert is_verbatim(summary, *articles)
    assert summary.words == sum(len(text.split()) for text in texts(summary))
    assert len(summary.statements) == 1 or (summary.words <= words and len(summary.statements) <= sentences)
    assert [citation.number for citation in summary.citations] == list(range(1, len(summary.citations) + 1))
    numbers = range(1, len(summary.statements) + 1)
    for number, statement in enumerate(summary.statements, start=1):
        assert set(statement.disagrees_with) <= set(numbers) - {number}


def test_an_article_of_one_sentence_is_its_own_summary() -> None:
    assert texts(summarise([article(STRIKE)])) == [STRIKE]


def test_of_headlines_alone_the_first_is_the_summary() -> None:
    assert texts(summarise([article("Storm Closes Harbour\n\nBy Ada Berg")])) == ["Storm Closes Harbour"]


@pytest.mark.parametrize("text", ["It is so.", "...", "1997"])
def test_an_article_that_says_nothing_has_no_summary(text: str) -> None:
    with pytest.raises(SummaryError, match="there is no sentence to summarise in News"):
        summarise([article(text)])


def test_no_articles_have_no_summary() -> None:
    with pytest.raises(SummaryError, match="no sentence to summarise in these 0 articles"):
        summarise([])


def test_a_budget_that_no_sentence_fits_gives_one() -> None:
    assert len(summarise([article(f"{STRIKE} {STORM}")], words=3).statements) == 1


def test_a_sentence_that_points_back_comes_in_one_statement_with_the_one_before_it() -> None:
    one = article(f"{STORM} {POINTING}")
    summary = summarise([one])
    assert texts(summary) == [f"{STORM} {POINTING}"]
    assert is_verbatim(summary, one)


def test_a_line_break_within_a_statement_is_in_its_quote_alone() -> None:
    broken = STRIKE.replace("went on", "went\non")
    summary = summarise([article(broken)])
    assert texts(summary) == [STRIKE]
    assert summary.citations[0].quote == broken


def test_what_several_articles_say_is_said_once_and_cited_from_each() -> None:
    papers = [article(STRIKE, title=title) for title in ("Courier", "Herald")]
    summary = summarise(papers)
    assert texts(summary) == [STRIKE]
    assert cited_titles(summary) == [["Courier", "Herald"]]
    assert summary.articles == tuple(paper.id for paper in papers)


def test_no_more_than_three_copies_are_cited() -> None:
    summary = summarise([article(STRIKE, title=title) for title in ("A", "B", "C", "D")])
    assert cited_titles(summary) == [["A", "B", "C"]]


def test_figures_that_differ_are_both_given_and_number_each_other() -> None:
    papers = [article(STRIKE, title="Courier"), article(OTHERWISE, title="Gazette")]
    summary = summarise(papers)
    assert [(s.text, s.disagrees_with) for s in summary.statements] == [(STRIKE, (2,)), (OTHERWISE, (1,))]
    assert cited_titles(summary) == [["Courier"], ["Gazette"]]
    assert f"{STRIKE} [1] (the next one says otherwise) {OTHERWISE} [2]" in " ".join(render_summary(summary).split())


def test_what_says_otherwise_takes_the_place_of_what_is_worth_least() -> None:
    papers = [article(f"{STRIKE} {STORM}", title="Strike of the dockers"), article(OTHERWISE, title="Gazette")]
    assert texts(summarise(papers, words=30)) == [STRIKE, OTHERWISE]


@pytest.mark.parametrize("budget", [{"words": 14}, {"sentences": 1}], ids=["words", "sentences"])
def test_what_says_otherwise_is_left_out_where_the_budget_holds_one_statement(budget: dict[str, int]) -> None:
    summary = summarise([article(STRIKE, title="Courier"), article(OTHERWISE, title="Gazette")], **budget)  # type: ignore[arg-type]
    assert len(summary.statements) == 1
    assert summary.statements[0].disagrees_with == ()


def test_the_order_is_that_of_the_articles_own_sentences() -> None:
    one = article(f"{STORM} {FERRY} {STRIKE}", title="Dockers of Lorient on strike over pay")
    assert texts(summarise([one])) == [STORM, FERRY, STRIKE]


def test_a_timeline_is_in_the_order_of_the_days_with_inferred_ones_marked() -> None:
    lit = "The lighthouse of Groix was first lit on 3 April 1930 by the mayor."
    one = article(f"{STRIKE} {lit} {STORM}", day=3)
    summary = summarise([one], style="timeline")
    assert [(s.text, s.day, s.is_day_inferred) for s in summary.statements] == [
        (lit, "1930-04-03", False),
        (STRIKE, "2024-04-29", True),
        (STORM, "2024-05-03", True),
    ]
    lines = render_summary(summary).splitlines()
    assert [line for line in lines if line.startswith(("19", "20"))] == [
        "1930-04-03", "2024-04-29 (inferred)", "2024-05-03 (inferred)",
    ]  # fmt: skip


def test_what_has_no_day_is_last_in_a_timeline() -> None:
    lit = "The lighthouse of Groix was first lit on 3 April 1930 by the mayor."
    summary = summarise([article(f"{STORM} {lit}")], style="timeline")
    assert [statement.day for statement in summary.statements] == ["1930-04-03", None]
    assert "no date" in render_summary(summary).splitlines()


def test_no_day_is_told_but_in_a_timeline() -> None:
    assert {statement.day for statement in summarise([article(STRIKE, day=3)]).statements} == {None}


def test_the_title_names_three_articles_and_counts_the_others() -> None:
    papers = [article(STRIKE, title=title) for title in "ABCDE"]
    assert summarise(papers).title == "A; B; C; and 2 more"
    assert summarise(papers[:1]).title == "A"


@pytest.fixture
def ports(library: Library) -> Library:
    library.add_articles(
        [
            article(f"{STRIKE} The dockers of Lorient want more pay from the port.", title="Courier"),
            article(f"{FERRY} A buyer from Nantes had offered less for the old ferry.", title="Gazette"),
        ]
    )
    return library


def test_a_summary_of_a_topic_has_what_is_about_it(ports: Library) -> None:
    summary = summarise_topic("strike of the dockers of Lorient", ports)
    assert (summary.title, summary.about) == ("strike of the dockers of Lorient",) * 2
    assert STRIKE in texts(summary)
    assert FERRY not in texts(summary)
    assert is_verbatim(summary, *map(ports.article, summary.articles))


def test_a_topic_that_nothing_is_about_is_an_error(ports: Library) -> None:
    with pytest.raises(SummaryError, match="nothing in the library is about “photosynthesis in orchids”"):
        summarise_topic("photosynthesis in orchids", ports)


def test_an_empty_library_is_about_nothing(library: Library) -> None:
    with pytest.raises(SummaryError, match="nothing in the library is about “strike”"):
        summarise_topic("strike", library)


def rewritten(text: str) -> ScriptedModel:
    return ScriptedModel(json.dumps({"statements": [{"evidence": [1], "text": text}]}))


def by(model: ScriptedModel) -> Summary:
    article = Article.from_text(
        "The harbour of Ostby was closed on Friday because of thick ice, the mayor said.", title="Ice"
    )
    return summarise([article], writer=Writer(model, Prompt.load("prose-summary")))


def test_a_sentence_in_the_models_words_keeps_its_quote_and_is_not_called_verbatim() -> None:
    summary = by(rewritten("The harbour of Ostby was closed because of ice, the mayor said."))
    assert summary.statements[0].text == "The harbour of Ostby was closed because of ice, the mayor said."
    assert not summary.statements[0].verbatim
    assert summary.citations[0].quote.startswith("The harbour of Ostby was closed on Friday")
    assert (summary.fell_back, summary.model and summary.model.name) == (0, "scripted")


@pytest.mark.parametrize(
    "said",
    ["The harbour of Vanadzor was closed because of ice, the mayor said.",
     "The harbour of Ostby was closed on Friday because of ice."],
    ids=["another name", "without who said it"],
)  # fmt: skip
def test_what_the_article_does_not_bear_out_falls_back_to_its_own_words(said: str) -> None:
    summary = by(rewritten(said))
    assert summary.statements[0].text == summary.citations[0].quote
    assert summary.statements[0].verbatim
    assert summary.fell_back == 1
