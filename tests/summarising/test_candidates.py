import pytest

from newsqa.grounding.reading import ReadText
from newsqa.schema import Article
from newsqa.summarising.candidates import Candidate, find_candidates, needs_a_date

STORM = "The harbour of Lorient was closed on Friday after a heavy storm."
POINTING = "He asked the government in Paris for help with the repairs."


def candidates(text: str) -> list[Candidate]:
    return list(find_candidates(Article.from_text(text, title="Storm"), ReadText(text, title="Storm")))


def texts(text: str) -> list[str]:
    return [candidate.text for candidate in candidates(text)]


def test_every_whole_sentence_is_offered_in_its_order() -> None:
    other = "The ferry between Brest and Quimper was sold to a bank."
    assert texts(f"{STORM} {other}") == [STORM, other]


@pytest.mark.parametrize(
    "text",
    [
        "Was the harbour of Lorient closed on Friday after a heavy storm?",
        "Storm Closes Harbour Of Lorient For Good",
        "By Ada Berg in Lorient, for the Courier",
        "The harbour was closed.",
        "So it was that they had been there and would be there again.",
        f"{'The harbour and the town and the ferry ' * 12}were closed.",
        " ",
    ],
    ids=["question", "headline", "byline", "few words", "no telling words", "very long", "blank"],
)
def test_what_cannot_stand_in_a_summary_is_left_out(text: str) -> None:
    assert texts(text) == []


@pytest.mark.parametrize(
    "pointing",
    [
        POINTING,
        f"But {POINTING}",
        "That evening the mayor of Brest sent two boats.",
        "“This storm has cost the town a year of work,” the mayor said.",
    ],
    ids=["pronoun", "conjunction", "time", "quotation"],
)
def test_a_sentence_that_points_back_comes_with_the_one_before_it(pointing: str) -> None:
    assert texts(f"{STORM} {pointing}") == [STORM, f"{STORM} {pointing}"]


@pytest.mark.parametrize(
    "text",
    [POINTING, f"{STORM}\n\n{POINTING}", f"Why so? {POINTING}", f"{STORM} {POINTING} {POINTING}"],
    ids=["first", "in another paragraph", "after a question", "after one that points back too"],
)
def test_a_sentence_that_points_to_nothing_near_is_left_out(text: str) -> None:
    assert not any(candidate.text == POINTING for candidate in candidates(text))
    assert all(candidate.text.count(POINTING) < 2 for candidate in candidates(text))


def test_a_candidate_knows_its_place_and_its_length() -> None:
    text = f"Storm\n\n{STORM}  {POINTING}"
    one, pair = candidates(text)
    assert (one.position, one.length, one.start) == (1, 12, text.index(STORM))
    assert (pair.position, pair.length) == (1, 23)
    assert text[pair.start : pair.end] == pair.text


def test_a_candidate_has_the_stems_of_its_words_its_numbers_and_pairs_of_words() -> None:
    (one,) = candidates("On Monday 1,234 dockers of Lorient went on strike over pay.")
    assert {"docker", "lorient", "strike", "1234"} <= {stem.removesuffix(".000000") for stem in one.stems}
    assert ("docker", "lorient") in one.pairs


@pytest.mark.parametrize(
    ("text", "needs"),
    [(STORM, True), (STORM.replace("on Friday", "yesterday"), True), (STORM.replace("on Friday", "in May"), False)],
    ids=["weekday", "yesterday", "month"],
)
def test_a_day_that_only_the_date_of_an_article_tells_needs_one(text: str, needs: bool) -> None:
    (one,) = candidates(text)
    assert needs_a_date(one) is needs
