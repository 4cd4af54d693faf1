import pytest

from newsqa.answering.short_answer import PROMPT, ShortAnswer, _whole_list, asks_for_list, find_short_answer
from newsqa.models import LanguageModel, Prompt
from newsqa.models.profile import SpanWeights
from newsqa.retrieval.reader import AnswerPlaces

WEIGHTS = SpanWeights(stop=0.5, distance=0.3)


def short(question: str, sentence: str, model: LanguageModel) -> str | None:
    found = find_short_answer(question, sentence, model=model, prompt=Prompt.load(PROMPT), weights=WEIGHTS)
    return sentence[found.start : found.end] if found else None


@pytest.mark.parametrize(
    ("question", "sentence", "answer"),
    [
        ("Where is Russia's base?", "Russia has a military base in Gumri.", "Gumri"),
        (
            "How many troops does Russia have in Armenia?",
            "Russia has about 5,000 troops stationed in Armenia.",
            "5,000",
        ),
        ("Who spoke?", "“No,” said Prime Minister Nikol Pashinyan on Monday.", "Nikol Pashinyan"),
        ("In which year did it begin?", "It began in 1997 and cost 40 million.", "1997"),
    ],
)
def test_the_short_answer_holds_what_was_asked_for(
    model: LanguageModel, question: str, sentence: str, answer: str
) -> None:
    assert answer in (short(question, sentence, model) or "")


def test_what_only_repeats_the_question_is_no_answer(model: LanguageModel) -> None:
    assert short("Where is the military base?", "The military base.", model) is None
    assert short("Where?", "…", model) is None


def test_a_name_is_never_cut_in_two(model: LanguageModel) -> None:
    sentence = "The talks were led by Recep Tayyip Erdogan in Ankara."
    assert short("Who led the talks?", sentence, model) in ("Recep Tayyip Erdogan", "Recep Tayyip Erdogan in Ankara")


@pytest.mark.parametrize(
    ("question", "is_list"),
    [
        ("Which two countries sent troops?", True),
        ("What minerals are mined there?", True),
        ("Who are the co-chairs?", True),
        ("What does the Kremlin say?", False),
        ("Which was the first?", False),
        ("What is Turkey's role?", False),
        ("Which city is the base in?", False),
    ],
)
def test_a_question_for_several_things_is_told(question: str, is_list: bool) -> None:
    assert asks_for_list(question) == is_list


@pytest.mark.parametrize("found", ["France", "Russia", "Russia and the United States"])
def test_what_is_listed_beside_an_answer_belongs_to_it(found: str) -> None:
    sentence = "Peace efforts have been led by France, Russia and the United States, which are the Minsk Group."
    start = sentence.index(found)
    whole = _whole_list(sentence, ShortAnswer(start, start + len(found)))
    assert sentence[slice(*whole)] == "France, Russia and the United States"


@pytest.mark.parametrize("name", ["Zohrab Mnatsakanian", "Djeyhoun Baïramov"])
def test_the_short_answer_is_where_the_reader_finds_it_if_that_is_weighed(model: LanguageModel, name: str) -> None:
    sentence = "Zohrab Mnatsakanian and Djeyhoun Baïramov met unsuccessfully in Geneva."
    start = sentence.index(name)
    places = AnswerPlaces({start: 0.0}, {start + len(name): 0.0})

    def found(weight: float) -> ShortAnswer | None:
        return find_short_answer(
            "Who represented Armenia?",
            sentence,
            model=model,
            prompt=Prompt.load(PROMPT),
            weights=SpanWeights(stop=0.5, distance=0.3, reading=weight),
            places=places,
        )

    assert found(1.0) == (start, start + len(name))
    assert found(0.0) == find_short_answer(
        "Who represented Armenia?", sentence, model=model, prompt=Prompt.load(PROMPT), weights=WEIGHTS
    )
