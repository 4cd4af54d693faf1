from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsqa.library.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    "expected",
    [
        pytest.param(["In a letter, Mr. Pachinian said so on Saturday.", "He called."], id="Mr."),
        pytest.param(["It was about the C.Africa crisis.", "It went on."], id="C.Africa"),
        pytest.param(["A former U.S. ambassador spoke.", "The U.S. Senate met.", "They left the U.S."], id="U.S."),
        pytest.param(["It began at 9 a.m. on Monday.", "It ended at 5 p.m.", "All went home."], id="a.m."),
        pytest.param(["War began on Sept. 27, 2020.", "Gen. Smith came on Jan. 5."], id="dates"),
        pytest.param(["The cost was $3.5 million.", "No. 5 Corp. paid."], id="figures"),
        pytest.param(["He called it “grave.”", "Then he left."], id="quote-ends-a-sentence"),
        pytest.param(["“Why now?”", "She left!", "Did she?"], id="question-in-quotes"),
        pytest.param(["“We stand by,” she told AFP.", "He did not."], id="quote-with-its-speaker"),
    ],
)
def test_sentences_end_where_a_reader_ends_them(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


def test_a_headline_a_byline_and_a_list_item_are_sentences_of_their_own() -> None:
    text = "Kremlin Voices Concern\nBy A. Reporter\nThe Kremlin said on Monday that it watched.\n\nMore below\n \n"
    text += "The end."
    assert sentences(text) == [
        "Kremlin Voices Concern",
        "By A. Reporter",
        "The Kremlin said on Monday that it watched.",
        "More below",
        "The end.",
    ]


def test_hard_wrapped_lines_are_one_sentence() -> None:
    text = (
        "Russia has a military base in the second largest city of the\n"
        "Republic of Armenia, which its treaties oblige it to protect from\n"
        "attack."
    )
    assert sentences(text) == [text]


def test_a_long_quotation_is_divided_and_its_closing_mark_stays_with_it() -> None:
    first = "“We have talked about this for a very long time, again and again, and in the end nothing came of it."
    rest = [
        "Now the moment has come to act, and we will act together with all of our partners in the region.",
        "Nobody should doubt it, at all.”",
    ]
    text = " ".join([first, "The sooner the better, for us and for all those who have waited far too long.", *rest])
    text += " The minister left the room without taking any of the questions that reporters shouted after him."
    assert sentences(text)[0] == first
    assert rest[1] in sentences(text)
    assert sentences(text)[-1].startswith("The minister left")


MARKS = "“”‘’«»\"'„—…😀é\u0301\u200d\u00a0\u2028\r\n\t .!?()ABcd12,;:։。"


@given(st.text(alphabet=st.one_of(st.sampled_from(MARKS), st.characters(exclude_categories=["Cs"])), max_size=400))
def test_every_visible_character_is_in_exactly_one_sentence(text: str) -> None:
    spans = split_sentences(text)
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert all(one_end <= next_start for (_, one_end), (next_start, _) in pairwise(spans))
    outside = text
    for start, end in spans:
        outside = outside[:start] + " " * (end - start) + outside[end:]
    assert not outside.strip()
