import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsqa.models import Piece
from newsqa.models.thinking import MARKS, opening_left_open, without_thinking


def reply(*texts: str) -> str:
    return "".join(piece.text for piece in without_thinking(map(Piece, texts)))


@pytest.mark.parametrize(("opening", "closing"), MARKS)
def test_a_block_of_thinking_is_left_out(opening: str, closing: str) -> None:
    assert reply(f"{opening}Is it Gumri?{closing}\n\nGumri.") == "Gumri."


@given(
    mark=st.sampled_from(MARKS),
    thought=st.text(st.characters(exclude_characters="<>[]|"), max_size=20),
    answer=st.text(st.sampled_from("ab <>[/]|\n"), max_size=20),
    cuts=st.lists(st.integers(0, 120), max_size=8),
)
def test_where_pieces_are_cut_makes_no_difference(
    mark: tuple[str, str], thought: str, answer: str, cuts: list[int]
) -> None:
    whole = f" {mark[0]}{thought}{mark[1]}\n{answer}"
    ends = sorted({*cuts, len(whole)})
    assert reply(*(whole[start:end] for start, end in zip([0, *ends], ends, strict=False))) == answer.lstrip()


@given(st.lists(st.text(st.sampled_from("ab \n"), max_size=4)))
def test_a_reply_without_thinking_loses_only_the_space_before_it(texts: list[str]) -> None:
    assert reply(*texts) == "".join(texts).lstrip()


@pytest.mark.parametrize(
    "text", ["<", "<thi", "<thorn> is a letter", "[T", "Use <think> as a tag</think>.", "</think>"]
)
def test_what_only_looks_like_thinking_stays(text: str) -> None:
    assert reply(*text) == text


def test_thinking_that_is_never_closed_leaves_nothing() -> None:
    assert reply("<think>", "Is it", " Gumri?") == ""


def test_nothing_is_nothing() -> None:
    assert reply() == reply("", " ", "\n") == ""


def test_logprobabilities_stay_with_their_pieces() -> None:
    pieces = [Piece("<think>?</think>", -9.0), Piece(" Gum", -0.5), Piece("ri", -0.25)]
    assert list(without_thinking(pieces)) == [Piece("Gum", -0.5), Piece("ri", -0.25)]


@pytest.mark.parametrize(
    ("prompt", "closing"),
    [
        ("…assistant\n<think>\n", "</think>"),
        ("…[THINK]", "[/THINK]"),
        ("…<think></think>\n", None),
        ("…assistant\n", None),
        ("", None),
    ],
)
def test_a_template_that_begins_thinking_is_recognised(prompt: str, closing: str | None) -> None:
    assert opening_left_open(prompt) == closing
