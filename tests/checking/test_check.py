from datetime import date

import pytest

from newsqa.checking import check_against_source, check_draft, read_draft
from newsqa.checking.check import summed_up
from newsqa.library import Library
from newsqa.models import Prompt
from newsqa.schema import Article, CheckedStatement, DraftCheck
from newsqa.writing import Judge
from scripted_model import ScriptedModel

STRIKE = "On Monday 1,234 dockers of Lorient went on strike over their pay."
FERRY = "The ferry between Brest and Quimper was sold to a bank."


def held(draft: str, source: str) -> DraftCheck:
    return check_against_source(read_draft(draft, is_markdown=False), source)


def verdicts(draft: str, library: Library) -> list[CheckedStatement]:
    return list(check_draft(read_draft(draft, is_markdown=False), library))


def quotes_are_exact(statements: list[CheckedStatement], library: Library) -> bool:
    return all(
        library.article(citation.article_id).text[citation.start : citation.end] == citation.quote
        for statement in statements
        for citation in statement.citations
    )


@pytest.fixture
def ports(library: Library) -> Library:
    """Two articles of two matters."""
    library.add_articles(
        [
            Article.from_text(
                f"Lorient was quiet.\n\n“Enough,” they said. {STRIKE} The harbour is closed.",
                title="Dockers out",
                source="Courier",
                published=date(2024, 5, 3),
            ),
            Article.from_text(f"A bank goes to sea. {FERRY}", title="Ferry sold", source="Gazette"),
        ]
    )
    return library


def test_a_draft_of_the_source_is_supported_with_certainty() -> None:
    check = held(f"{STRIKE} {FERRY}", f"{FERRY}\n\n{STRIKE}")
    assert check.supported
    assert check.score == 1.0
    assert [statement.citations[0].quote for statement in check.statements] == [STRIKE, FERRY]


def test_a_quote_of_the_source_is_where_it_says() -> None:
    source = f"Lorient was quiet.\n\n{STRIKE} {FERRY}"
    for statement in held(f"{STRIKE} {FERRY.replace('bank', 'baker')}", source).statements:
        for citation in statement.citations:
            assert citation.article_id == "source"
            assert source[citation.start : citation.end] == citation.quote


def test_a_contradicted_sentence_has_its_reason_and_the_words_that_say_otherwise() -> None:
    (statement,) = held(STRIKE.replace("Lorient", "Brest"), f"{FERRY} {STRIKE}").statements
    assert statement.verdict == "contradicted"
    assert statement.reasons[0] == "“Brest” — the article says “Lorient”"
    assert [citation.quote for citation in statement.citations] == [STRIKE]


def test_one_sentence_that_is_not_supported_is_enough_for_a_draft_not_to_be() -> None:
    check = held(f"{STRIKE} Zelensky spoke in Oslo.", STRIKE)
    assert [statement.verdict for statement in check.statements] == ["supported", "not_found"]
    assert not check.supported
    assert check.score == check.statements[1].score


def test_a_draft_without_a_claim_is_supported() -> None:
    check = held("Why?", STRIKE)
    assert (check.supported, check.score, check.statements) == (True, 1.0, ())


@pytest.mark.parametrize("source", ["", " \n"], ids=["empty", "spaces"])
def test_a_source_without_words_bears_nothing_out(source: str) -> None:
    (statement,) = held(STRIKE, source).statements
    assert (statement.verdict, statement.score) == ("not_found", 0.0)


def test_a_source_without_a_sentence_is_cited_for_nothing() -> None:
    (statement,) = held(STRIKE, "").statements
    assert statement.citations == ()
    assert statement.reasons == ("no sentence of the articles says this",)


def test_the_score_of_a_draft_is_the_product_of_its_sentences() -> None:
    def scored(score: float) -> CheckedStatement:
        return CheckedStatement(line=1, text="A ferry.", verdict="supported", score=score)

    assert summed_up([scored(0.5), scored(0.8)], check_id="a") == DraftCheck(
        id="a", supported=True, score=0.4, statements=(scored(0.5), scored(0.8))
    )


def test_every_sentence_is_held_against_the_article_that_has_it(ports: Library) -> None:
    statements = verdicts(f"{STRIKE}\n\n{FERRY}", ports)
    assert [(s.line, s.verdict, s.citations[0].source) for s in statements] == [
        (1, "supported", "Courier"),
        (3, "supported", "Gazette"),
    ]
    assert quotes_are_exact(statements, ports)


def test_a_citation_tells_its_article(ports: Library) -> None:
    (statement,) = verdicts(STRIKE, ports)
    (citation,) = statement.citations
    assert (citation.number, citation.title, citation.published) == (1, "Dockers out", date(2024, 5, 3))


def test_what_an_article_says_otherwise_is_cited_from_it(ports: Library) -> None:
    statements = verdicts(STRIKE.replace("1,234", "3,000"), ports)
    assert statements[0].verdict == "contradicted"
    assert statements[0].reasons == ("“3,000” — the article says “1,234”",)
    assert statements[0].citations[0].quote == STRIKE
    assert quotes_are_exact(statements, ports)


def test_an_article_that_bears_a_sentence_out_outweighs_one_that_says_otherwise(ports: Library) -> None:
    ports.add_articles([Article.from_text(STRIKE.replace("1,234", "3,000"), title="Another count")])
    (statement,) = verdicts(STRIKE, ports)
    assert (statement.verdict, statement.reasons) == ("supported", ())
    assert {citation.title for citation in statement.citations} == {"Dockers out"}


def test_articles_that_both_bear_a_sentence_out_are_both_cited(ports: Library) -> None:
    ports.add_articles(
        [
            Article.from_text(
                f"Ferries left Quimper on time, and Anna Le Goff, who sells the tickets, sold 812 of them. {STRIKE}",
                title="From the coast",
            )
        ]
    )
    (statement,) = verdicts(STRIKE, ports)
    assert {citation.title for citation in statement.citations} == {"Dockers out", "From the coast"}
    assert [citation.number for citation in statement.citations] == [1, 2]
    assert quotes_are_exact([statement], ports)


def test_a_library_of_another_matter_does_not_tell(ports: Library) -> None:
    (statement,) = verdicts("On Tuesday Zelensky met Macron in Oslo.", ports)
    assert statement.verdict == "not_found"


def test_of_a_very_long_article_the_passages_that_were_found_are_enough(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("newsqa.checking.check.LONGEST_READ_WHOLE", 1000)
    filler = "The weather over the bay was mild and the boats went out as they do every day of the year.\n\n"
    library.add_articles([Article.from_text(filler * 30 + STRIKE + "\n\n" + filler, title="A long day")])
    statements = verdicts(STRIKE, library)
    assert statements[0].verdict == "supported"
    assert statements[0].citations[0].quote == STRIKE
    assert quotes_are_exact(statements, library)


def test_an_empty_draft_of_a_library_has_no_verdicts(ports: Library) -> None:
    assert verdicts("", ports) == []


def test_a_judge_decides_what_code_cannot_tell_and_nothing_else() -> None:
    source = "A swollen river forced many inhabitants of Ostby to leave, and the mayor put them at 3,200."
    kind = Judge(ScriptedModel('{"says_so": true}'), Prompt.load("entailment"))
    draft = read_draft(
        "High water drove people in Ostby out of their houses. The mayor put them at 4,500.", is_markdown=False
    )
    verdicts = [one.verdict for one in check_against_source(draft, source, judge=kind).statements]
    assert verdicts[0] == "supported"
    assert verdicts[1] != "supported"
    harsh = Judge(ScriptedModel('{"says_so": false}'), Prompt.load("entailment"))
    assert check_against_source(draft, source, judge=harsh).statements[0].verdict == "not_found"
