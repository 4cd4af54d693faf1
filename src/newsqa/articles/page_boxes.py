"""Boxes of a page that several lines make together: a poll, sizes of text, the answers in a forum."""

import re

from newsqa.articles.line_shapes import words_of
from newsqa.articles.page_parts import Part

POLL = frozenset({"poll", "quick poll", "online poll", "readers' poll", "survey", "have your say"})
VOTE = re.compile(
    r"(?:cast your )?vote(?: now)?|submit|(?:see|view|show)? ?(?:the )?results|\d[\d,. ]* votes", re.IGNORECASE
)
MOST_CHOICES = 7
LONGEST_CHOICE = 8  # words
SIZES = frozenset("small medium large x-large normal xs sm md lg xl".split())
NUMBERED_POST = re.compile(r"#(\d+)")
FORUM = frozenset(
    {"quote", "reply", "like", "thread starter", "member", "new member", "active member", "senior member", "register"}
)
LONGEST_POSTER = 3  # words: a reader's name, or "Senior Member"
ENOUGH_OF_A_POST = 25  # words of prose


def cut_boxes(parts: list[Part]) -> None:
    """Polls, the buttons for the size of the text and the answers in a forum."""
    _cut_polls(parts)
    _cut_sizes(parts)
    _cut_answers(parts)


def _cut_polls(parts: list[Part]) -> None:
    """A heading "Poll", a question, what may be answered, and a button."""
    for index in range(len(parts) - 3):
        if parts[index].text.lower().strip(" :") not in POLL or not parts[index + 1].text.endswith("?"):
            continue
        for end in range(index + 2, min(index + 3 + MOST_CHOICES, len(parts))):
            if VOTE.fullmatch(parts[end].text):
                parts[index : end + 1] = [part.cut("a poll") for part in parts[index : end + 1]]
                break
            if len(words_of(parts[end].text)) > LONGEST_CHOICE:
                break


def _cut_sizes(parts: list[Part]) -> None:
    is_size = [part.text.lower() in SIZES for part in parts]
    for index, part in enumerate(parts):
        if is_size[index] and any(is_size[max(0, index - 1) : index] + is_size[index + 1 : index + 2]):
            parts[index] = part.cut("a button for the size of the text")


def _cut_answers(parts: list[Part]) -> None:
    """From the second numbered post of a thread on, what stands there is its readers'."""
    numbers = {
        int(found[1]): index for index, part in enumerate(parts) if (found := NUMBERED_POST.fullmatch(part.text))
    }
    # "#1" and "#2" also head the parts of a countdown.
    marks = {part.text.lower() for part in parts} & FORUM
    if not {1, 2} <= set(numbers) or numbers[2] < numbers[1] or len(marks) < 2:
        return
    story = sum(len(words_of(part.text)) for part in parts[numbers[1] : numbers[2]] if part.kind == "prose")
    if story < ENOUGH_OF_A_POST:
        return
    start = numbers[2]
    while parts[start - 1].kind == "line" and len(words_of(parts[start - 1].text)) <= LONGEST_POSTER:
        start -= 1
    for index in range(start, len(parts)):
        parts[index] = parts[index].cut("a reader's comment")
