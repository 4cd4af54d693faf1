"""Articles that disagree, and articles that only seem to."""

from datetime import date

import pytest

from newsqa import ask
from newsqa.answering.conflict import find_conflict
from newsqa.cli.rendering import render_answer
from newsqa.library import Library
from newsqa.models import LanguageModel
from newsqa.retrieval import find_evidence
from newsqa.schema import Answer, Article

STRIKERS = "How many dockers of Lorient went on strike?"


def add(library: Library, **told: str) -> None:
    """An article for each text, a day apart, by the name of its source."""
    library.add_articles(
        Article.from_text(text, title=f"What {source} says", source=source, published=date(2024, 5, day))
        for day, (source, text) in enumerate(told.items(), start=1)
    )


def sides(question: str, library: Library) -> list[str]:
    """The values that the evidence disagrees on, as found without a short answer."""
    found = find_conflict(question, find_evidence(question, library))
    return [side.mentions[0].evidence.text[slice(*side.mentions[0].span)] for side in found]


def quotes_are_exact(answer: Answer, library: Library) -> bool:
    return all(
        library.article(citation.article_id).text[citation.start : citation.end] == citation.quote
        for citation in answer.citations
    )


@pytest.fixture
def strike(library: Library) -> Library:
    add(
        library,
        Courier="On Monday 1,200 dockers of Lorient went on strike. They want more pay.",
        Gazette="On Monday 3,000 dockers of Lorient went on strike. The harbour was quiet.",
    )
    return library


def test_two_papers_with_two_numbers_are_a_conflict_newest_first(strike: Library, model: LanguageModel) -> None:
    answer = ask(STRIKERS, strike, model=model)
    assert answer.status == "conflicting"
    assert answer.answer == (
        "The articles disagree: “On Monday 3,000 dockers of Lorient went on strike.” (Gazette, 2024-05-02); "
        "“On Monday 1,200 dockers of Lorient went on strike.” (Courier, 2024-05-01)"
    )
    assert answer.short_answer is answer.method.short_answer is None


def test_every_side_of_a_conflict_is_a_statement_with_its_own_exact_quote(
    strike: Library, model: LanguageModel
) -> None:
    answer = ask(STRIKERS, strike, model=model)
    assert [(s.text, s.citations, s.verbatim) for s in (*answer.statements, *answer.alternatives)] == [
        ("On Monday 3,000 dockers of Lorient went on strike.", (1,), True),
        ("On Monday 1,200 dockers of Lorient went on strike.", (2,), True),
    ]
    assert len(answer.statements) == len(answer.alternatives) == 1
    assert quotes_are_exact(answer, strike)


def test_every_side_of_a_conflict_has_its_value_marked(strike: Library, model: LanguageModel) -> None:
    answer = ask(STRIKERS, strike, model=model)
    marked = [strike.article(c.article_id).text[c.answer_start : c.answer_end] for c in answer.citations]
    assert marked == ["3,000", "1,200"]


def test_a_conflict_is_shown_as_a_line_and_its_quotes(strike: Library, model: LanguageModel) -> None:
    lines = render_answer(ask(STRIKERS, strike, model=model)).splitlines()
    assert lines[0] == "The articles disagree:"
    assert [line for line in lines if line.startswith("[")] == ["[1] What Gazette says", "[2] What Courier says"]
    assert "    “On Monday 3,000 dockers of Lorient went on strike.”" in lines
    assert any(line.startswith("    Gazette, 2024-05-02 · article ") for line in lines)


def test_a_story_that_two_papers_print_is_one_side_that_names_both(library: Library, model: LanguageModel) -> None:
    story = "On Monday 1,200 dockers of Lorient went on strike."
    add(library, Courier=story, Herald=f"{story} A wire story.", Gazette=story.replace("1,200", "3,000"))
    answer = ask(STRIKERS, library, model=model)
    assert answer.status == "conflicting"
    assert [s.citations for s in (*answer.statements, *answer.alternatives)] == [(1,), (2,)]
    (wire,) = (c for c in answer.citations if c.also_in)
    assert {wire.source, *(copy.source for copy in wire.also_in)} == {"Courier", "Herald"}
    assert quotes_are_exact(answer, library)


def test_three_values_are_three_sides(library: Library, model: LanguageModel) -> None:
    story = "On Monday {} dockers of Lorient went on strike."
    add(library, Courier=story.format("1,200"), Herald=story.format("about 2,000"), Gazette=story.format("3,000"))
    answer = ask(STRIKERS, library, model=model)
    assert [s.text for s in (*answer.statements, *answer.alternatives)] == [
        story.format(number) for number in ("3,000", "about 2,000", "1,200")
    ]


def test_a_conflict_under_the_threshold_is_not_found(strike: Library, model: LanguageModel) -> None:
    answer = ask(STRIKERS, strike, model=model, min_confidence=1.0)
    assert answer.status == "not_found"
    assert answer.alternatives == answer.citations == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("about 5,000", "5,000"),
        ("nearly 5,000", "4,950"),
        ("more than 1,250", "1,300"),
        ("about 3,000", "some 3,000"),
        ("5,000", "five thousand"),
        ("4,950", "5,000"),
        ("hundreds of", "5,000"),
    ],
)
def test_one_number_put_in_two_ways_is_no_conflict(library: Library, one: str, other: str) -> None:
    story = "On Monday {} dockers of Lorient went on strike over their pay."
    add(library, Courier=story.format(one), Gazette=story.format(other))
    assert sides(STRIKERS, library) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("more than 1,250", "nearly 5,000"), ("more than 1,250", "more than 2,000"), ("12", "13")],
)
def test_numbers_that_cannot_both_be_right_are_a_conflict(library: Library, one: str, other: str) -> None:
    story = "On Monday {} dockers of Lorient went on strike over their pay."
    add(library, Courier=story.format(one), Gazette=story.format(other))
    assert sides(STRIKERS, library) == [other.split()[-1], one.split()[-1]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Gyumri", "Gumri"),
        ("Kyiv", "Kiev"),
        ("the city of Lorient", "Lorient"),
        ("Gyumri", "the north"),
    ],
)
def test_one_name_spelt_in_two_ways_is_no_conflict(library: Library, one: str, other: str) -> None:
    story = "The talks between the fishermen and the port were held in {} on Friday."
    add(library, Courier=story.format(one), Gazette=story.format(other))
    assert sides("Where were the talks between the fishermen and the port held?", library) == []


def test_two_places_for_one_meeting_are_a_conflict(library: Library) -> None:
    story = "The talks between the fishermen and the port were held in {} on Friday."
    add(library, Courier=story.format("Brest"), Gazette=story.format("Quimper"))
    assert sides("Where were the talks between the fishermen and the port held?", library) == ["Quimper", "Brest"]


def test_two_names_that_both_papers_use_need_not_be_a_conflict(library: Library) -> None:
    story = "The treaty on the northern fisheries was broken by {} in the spring. Moscow is the capital of Russia."
    add(library, Courier=story.format("Moscow"), Gazette=story.format("Russia"))
    assert sides("Who broke the treaty on the northern fisheries?", library) == []


@pytest.mark.parametrize("other", ["3 April 1931", "May 1930", "1932"])
def test_two_dates_for_one_event_are_a_conflict(library: Library, other: str) -> None:
    story = "The lighthouse of Lorient was first lit on {} by the mayor of the town."
    add(library, Courier=story.format("3 April 1930"), Gazette=story.format(other))
    assert sides("When was the lighthouse of Lorient first lit?", library) == [other, "3 April 1930"]


@pytest.mark.parametrize("other", ["April 1930", "1930", "April 3, 1930", "the 1930s"])
def test_a_date_given_less_precisely_is_no_conflict(library: Library, other: str) -> None:
    story = "The lighthouse of Lorient was first lit on {} by the mayor of the town."
    add(library, Courier=story.format("3 April 1930"), Gazette=story.format(other))
    assert sides("When was the lighthouse of Lorient first lit?", library) == []


@pytest.mark.parametrize(
    "other",
    [
        "On Monday 3,000 dockers of Brest went on strike.",
        "On Monday 3,000 dockers of Lorient did not go on strike.",
        "It is not true that on Monday 3,000 dockers of Lorient went on strike.",
        "In March 2019 3,000 dockers of Lorient went on strike.",
        "Did 3,000 dockers of Lorient go on strike on Monday?",
        "On Monday 3,000 teachers of Lorient went on strike.",
        "On Monday 300 of the dockers of Lorient, among them 40 women, went on strike for the second time.",
        "On Monday 3,000 more dockers of Lorient went on strike.",
        "Up to 3,000 dockers of Lorient could go on strike on Monday.",
    ],
    ids=["place", "not", "not true", "year", "question", "other people", "part", "more", "may be"],
)
def test_a_number_of_something_else_is_no_conflict(library: Library, other: str) -> None:
    add(library, Courier="On Monday 1,200 dockers of Lorient went on strike.", Gazette=other)
    assert sides(STRIKERS, library) == []


def test_counts_of_the_same_dead_are_a_conflict_however_the_sentences_are_put(library: Library) -> None:
    add(
        library,
        Courier="The flood in Lorient killed 12 people, the fire brigade said.",
        Gazette="According to the hospital, 31 people died in the flood in Lorient.",
    )
    assert sides("How many people died in the flood in Lorient?", library) == ["31", "12"]


def test_the_dead_of_another_flood_are_no_conflict(library: Library) -> None:
    add(
        library,
        Courier="The flood in Lorient killed 12 people, the fire brigade said.",
        Gazette="In 1987 a flood in Lorient killed 31 people. In Brest the flood killed 50 people.",
    )
    assert sides("How many people died in the flood in Lorient?", library) == []


@pytest.mark.parametrize(
    "other",
    [
        "Three women died in the flood in Lorient.",
        "So far this year 31 people have died in a flood in Lorient.",
        "In Lorient 31 people were hurt in the flood in which people died.",
        "31 people died in the flood in Lorient and in Brest.",
        "31 people died in the flood in Lorient in 1987.",
        "Nobody believes that 31 people died in the flood in Lorient.",
    ],
    ids=["a part", "period", "hurt", "more places", "year", "denied"],
)
def test_counts_that_need_not_be_of_the_same_dead_are_no_conflict(library: Library, other: str) -> None:
    add(library, Courier="The flood in Lorient killed 12 people, the fire brigade said.", Gazette=other)
    assert sides("How many people died in the flood in Lorient?", library) == []


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "How many workers did the shipyard of Lorient lose?",
            "In the first quarter the shipyard of Lorient lost 300 workers.",
            "In the second quarter the shipyard of Lorient lost 450 workers.",
        ),
        (
            "How many bollards does the pier of Lorient harbour have?",
            "The northern pier of Lorient harbour has 30 bollards.",
            "The southern pier of Lorient harbour has 45 bollards.",
        ),
        (
            "How many people does the ferry of Lorient carry at Easter?",
            "The ferry of Lorient carries 300 people a day at Easter.",
            "The ferry of Lorient carries 2,100 people a week at Easter.",
        ),
    ],
    ids=["ordinal", "side", "rate"],
)
def test_sentences_that_differ_in_more_than_the_value_are_no_conflict(
    library: Library, question: str, one: str, other: str
) -> None:
    add(library, Courier=one, Gazette=other)
    assert sides(question, library) == []


def test_twins_may_differ_in_small_words_and_in_words_of_one_meaning(library: Library) -> None:
    add(
        library,
        Courier="On Monday 1,200 dockers of the port of Lorient began a strike over pay.",
        Gazette="On Monday about 3,000 dockers in the port of Lorient started their strike over pay.",
    )
    assert sides("How many dockers of the port of Lorient are on strike over pay?", library) == ["3,000", "1,200"]


def test_one_article_may_disagree_with_itself_in_the_next_sentence(library: Library, model: LanguageModel) -> None:
    add(
        library,
        Courier="More than 120 people have died in the Lorient flood. The minister, who was on the spot, "
        "spoke of nearly 500. The water is falling.",
    )
    answer = ask("How many people have died in the Lorient flood?", library, model=model)
    assert answer.status == "conflicting"
    assert answer.answer.startswith("The article gives more than one answer: “More than 120 people have died")
    assert answer.alternatives[0].text == "The minister, who was on the spot, spoke of nearly 500."
    assert quotes_are_exact(answer, library)


def test_what_one_source_said_is_not_contradicted_by_another(library: Library) -> None:
    add(
        library,
        Courier="By the hospital's reports 120 people have died in the Lorient flood. The minister spoke of 500.",
    )
    assert sides("How many people died in the Lorient flood, according to the hospital's reports?", library) == []


def test_a_difference_in_what_was_not_asked_is_no_conflict(library: Library) -> None:
    story = "The flood in Lorient killed 12 people and damaged {} bridges."
    add(library, Courier=story.format("three"), Gazette=story.format("seven"))
    assert sides("How many people did the flood in Lorient kill?", library) == []
    assert sides("How many bridges did the flood in Lorient damage?", library) == ["seven", "three"]


def test_a_question_that_names_no_kind_disagrees_on_the_short_answer_alone(
    library: Library, model: LanguageModel
) -> None:
    story = "A season ticket for the Lorient ferry costs {} euros."
    add(library, Courier=story.format("240"), Gazette=story.format("310"))
    question = "What does a season ticket for the Lorient ferry cost?"
    assert sides(question, library) == []
    assert ask(question, library, model=model).status == "conflicting"


def test_two_papers_that_agree_are_no_conflict(library: Library, model: LanguageModel) -> None:
    story = "On Monday 1,200 dockers of Lorient went on strike."
    add(library, Courier=story, Gazette=f"{story} The harbour was quiet.")
    answer = ask(STRIKERS, library, model=model)
    assert answer.status == "answered"
    assert answer.alternatives == ()


def test_a_long_sentence_of_a_conflict_is_cut_around_its_value(library: Library, model: LanguageModel) -> None:
    story = "After talks that went {}nowhere, {} dockers of Lorient went on strike."
    add(library, Courier=story.format("on and on " * 15, "1,200"), Gazette=story.format("on and on " * 15, "3,000"))
    answer = ask(STRIKERS, library, model=model)
    assert answer.status == "conflicting"
    assert "“… " in answer.answer
    assert "3,000" in answer.answer
    assert "1,200" in answer.answer
    assert len(answer.answer.split()) <= 90
    assert quotes_are_exact(answer, library)
