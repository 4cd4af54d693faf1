"""What docs/models.md asks of a language model, as tests that every implementation passes.

A test module gives the model as the fixture `subject`, and as `open_subject` a function that opens it anew.
"""

import json
import math
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from typing import Any

import pytest

from newsqa.errors import CannotScoreError, ModelError, PromptTooLongError
from newsqa.models import LanguageModel, Message, Piece

TALK: list[Message] = [
    {"role": "system", "content": "Answer with words copied from the text."},
    {"role": "user", "content": "Russia has a military base in Gumri.\n\nWhere is the military base?"},
]
OTHER_TALK: list[Message] = [{"role": "user", "content": "Name three fruits that grow in Armenia."}]
LONG = "all those words " * 2000
TOO_LONG: list[Message] = [{"role": "user", "content": LONG}]
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"city": {"enum": ["Gumri", "Lisbon"]}, "is_capital": {"type": "boolean"}},
    "required": ["city", "is_capital"],
    "additionalProperties": False,
}


def reply(model: LanguageModel, talk: list[Message], **options: Any) -> str:
    return "".join(piece.text for piece in model.generate(talk, **{"most_tokens": 12, **options}))


class Conformity:
    """The tests."""

    # What it is

    def test_it_says_which_it_is(self, subject: LanguageModel) -> None:
        description = subject.description
        assert description.name
        assert description.backend
        assert description.sha256 is None or len(description.sha256) == 64
        assert description.context_tokens is None or description.context_tokens > 0

    def test_a_model_on_this_computer_sends_nothing_elsewhere(self, subject: LanguageModel) -> None:
        assert subject.description.sent_to is None

    # Replies

    def test_a_reply_comes_in_pieces(self, subject: LanguageModel) -> None:
        pieces = list(subject.generate(TALK, most_tokens=12))
        assert all(isinstance(piece, Piece) and isinstance(piece.text, str) for piece in pieces)
        assert "".join(piece.text for piece in pieces).strip()

    def test_the_same_call_gives_the_same_reply(self, subject: LanguageModel) -> None:
        first = reply(subject, TALK)
        reply(subject, OTHER_TALK)
        assert reply(subject, TALK) == first

    def test_a_reply_is_cut_off_after_the_most_tokens(self, subject: LanguageModel) -> None:
        assert len(list(subject.generate(OTHER_TALK, most_tokens=3))) <= 3

    def test_a_piece_has_a_logprobability_or_none(self, subject: LanguageModel) -> None:
        for piece in subject.generate(TALK, most_tokens=6):
            assert piece.logprob is None or (math.isfinite(piece.logprob) and piece.logprob <= 0)

    def test_a_reply_may_be_left_half_way(self, subject: LanguageModel) -> None:
        whole = reply(subject, TALK)
        for _ in range(3):
            half = subject.generate(OTHER_TALK, most_tokens=30)
            assert next(half)
        assert reply(subject, TALK) == whole

    def test_two_replies_at_once_are_never_mixed(self, subject: LanguageModel) -> None:
        alone = reply(subject, TALK)
        pieces = subject.generate(TALK, most_tokens=12)
        begun = next(pieces).text
        reply(subject, OTHER_TALK)
        # What cannot go on says so.
        with suppress(ModelError):
            for piece in pieces:
                begun += piece.text
        assert alone.startswith(begun)

    def test_a_turn_without_words_is_taken(self, subject: LanguageModel) -> None:
        reply(subject, [{"role": "user", "content": ""}])

    def test_a_conversation_without_turns_gets_a_reply_or_a_line(self, subject: LanguageModel) -> None:
        with suppress(ModelError):
            reply(subject, [])
        assert reply(subject, TALK)

    def test_any_characters_are_taken(self, subject: LanguageModel) -> None:
        reply(subject, [{"role": "user", "content": "Գյումրի “naïve” 😀 \u200b\r\n\t <b>{{ x }}</b>"}])

    def test_a_reply_follows_a_schema_where_that_is_said(self, subject: LanguageModel) -> None:
        said = reply(subject, TALK, most_tokens=80, schema=SCHEMA)
        # An endpoint's refusal is known only once it was asked.
        if subject.description.obeys_schema:
            assert set(json.loads(said)) == {"city", "is_capital"}

    # Length

    def test_a_conversation_that_does_not_fit_is_refused(self, subject: LanguageModel) -> None:
        with pytest.raises(PromptTooLongError) as raised:
            reply(subject, TOO_LONG)
        assert subject.description.name in str(raised.value)
        assert "\n" not in str(raised.value)
        assert reply(subject, TALK)

    def test_tokens_are_counted_or_estimated(self, subject: LanguageModel) -> None:
        longer: list[Message] = [*TALK, {"role": "assistant", "content": "“Գյումրի”"}, *OTHER_TALK]
        assert 0 < subject.count_tokens(OTHER_TALK) < subject.count_tokens(longer)
        context = subject.description.context_tokens
        assert context is None or subject.count_tokens(TOO_LONG) > context

    # Likelihoods

    def test_a_model_that_cannot_score_says_so(self, subject: LanguageModel) -> None:
        if subject.description.can_score:
            pytest.skip("it can")
        with pytest.raises(CannotScoreError) as raised:
            subject.score(TALK, ["Gumri"])
        assert str(raised.value).startswith(f"{subject.description.name} does not say how likely")

    def test_each_token_of_a_continuation_is_scored(self, subject: LanguageModel) -> None:
        self._needs_scores(subject)
        replies = ["Gumri", "naïve 😀 é", "5,000"]
        for text, tokens in zip(replies, subject.score(TALK, replies), strict=True):
            assert tokens[-1].end == len(text)
            assert all(first.end <= second.end for first, second in pairwise(tokens))
            for token in tokens:
                assert math.isfinite(token.logprob)
                assert token.logprob <= 0
                assert token.stop_logprob <= 0

    def test_an_empty_continuation_has_no_tokens(self, subject: LanguageModel) -> None:
        self._needs_scores(subject)
        assert subject.score(TALK, []) == []
        assert subject.score(TALK, [""]) == [[]]
        beside = subject.score(TALK, ["", "Gumri", ""])
        assert [bool(tokens) for tokens in beside] == [False, True, False]

    def test_scoring_does_not_change_a_reply(self, subject: LanguageModel) -> None:
        self._needs_scores(subject)
        before = reply(subject, TALK)
        subject.score(TALK, ["Gumri", "Lisbon"])
        assert reply(subject, TALK) == before

    def test_a_continuation_that_does_not_fit_is_refused(self, subject: LanguageModel) -> None:
        self._needs_scores(subject)
        for talk, continuation in ((TOO_LONG, "Gumri"), (TALK, LONG)):
            with pytest.raises(PromptTooLongError):
                subject.score(talk, ["yes", continuation])
        assert subject.score(TALK, ["Gumri"])

    # The end

    def test_closing_twice_is_harmless(self, open_subject: Callable[[], LanguageModel]) -> None:
        model = open_subject()
        assert reply(model, TALK, most_tokens=1)
        model.close()
        model.close()

    @staticmethod
    def _needs_scores(subject: LanguageModel) -> None:
        if not subject.description.can_score:
            pytest.skip("it gives no scores")
