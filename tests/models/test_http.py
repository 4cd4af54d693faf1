import math
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from misbehaving_server import (
    Behaviour,
    Handler,
    MisbehavingServer,
    as_json,
    begun_and_dropped,
    drop,
    error,
    event,
    garbage,
    models,
    page,
    reply,
    said,
    slow,
    stream,
    without,
)

from newsqa.errors import CannotScoreError, ModelError, PromptTooLongError
from newsqa.models import BUNDLED, LanguageModel, Message, Piece
from newsqa.models.http import HttpModel
from newsqa.packaged import packaged_folder

TALK: list[Message] = [
    {"role": "system", "content": "Answer with words copied from the text."},
    {"role": "user", "content": "Russia has a military base in Gumri.\n\nWhere is the military base?"},
]
KEY = "sk-this-is-the-key"
SCHEMA = {"type": "object", "properties": {"place": {"type": "string"}}, "required": ["place"]}
ENVIRONMENT = [
    f"{prefix}{name}"
    for prefix in ("", "OPENAI_")
    for name in ("API_KEY", "BASE_URL", "ORG_ID", "PROJECT_ID", "CUSTOM_HEADERS", "ADMIN_KEY")
] + [name for proxy in ("http_proxy", "https_proxy", "all_proxy", "no_proxy") for name in (proxy, proxy.upper())]


@pytest.fixture(autouse=True)
def own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [*ENVIRONMENT, "NEWSQA_API_KEY"]:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def server() -> Iterator[MisbehavingServer]:
    with closing(MisbehavingServer()) as running:
        yield running


@pytest.fixture
def real(served_url: str) -> Iterator[HttpModel]:
    with closing(HttpModel(served_url)) as model:
        yield model


def asked(server: MisbehavingServer, *behaviours: Behaviour, **options: Any) -> str:
    """The reply of a server that behaves like this."""
    return "".join(piece.text for piece in pieces(server, *behaviours, **options))


def pieces(
    server: MisbehavingServer, *behaviours: Behaviour, schema: dict[str, Any] | None = None, **options: Any
) -> list[Piece]:
    server.behave(*behaviours)
    with closing(connect(server, **options)) as model:
        return list(model.generate(TALK, schema=schema))


def connect(server: MisbehavingServer, model_name: str | None = "tiny", **options: Any) -> HttpModel:
    return HttpModel(server.url, model_name, **{"backoff_s": 0.001, **options})


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


# --- a real llama_cpp.server ---


def test_the_bundled_model_replies_the_same_twice(real: HttpModel) -> None:
    first, second = ("".join(piece.text for piece in real.generate(TALK, most_tokens=12)) for _ in range(2))
    assert first == second
    assert first.strip()


def test_pieces_of_a_real_reply_have_logprobabilities(real: HttpModel) -> None:
    given = list(real.generate(TALK, most_tokens=5))
    assert given
    assert all(piece.logprob is not None and -30 < piece.logprob <= 0 for piece in given)


def test_a_real_reply_is_cut_off_after_the_most_tokens(real: HttpModel) -> None:
    assert len(list(real.generate(TALK, most_tokens=3))) <= 3


def test_logprobabilities_cost_a_real_reply_no_characters(real: HttpModel) -> None:
    talk: list[Message] = [{"role": "user", "content": "Repeat exactly: “Привет” – naïve 😀"}]
    text = "".join(piece.text for piece in real.generate(talk, most_tokens=12))
    assert "Привет" in text


def test_the_only_model_of_a_real_server_is_found(real: HttpModel) -> None:
    assert real.description.name == BUNDLED
    assert real.description.backend == "http"
    assert real.description.sha256 is None
    assert real.description.sent_to is None


def test_a_conversation_that_a_real_context_cannot_hold_is_too_long(real: HttpModel) -> None:
    long: list[Message] = [{"role": "user", "content": "word " * 3000}]
    with pytest.raises(PromptTooLongError, match=r"does not fit the context of smollm2-135m at .* is 1024 tokens"):
        list(real.generate(long, most_tokens=5))
    assert list(real.generate(TALK, most_tokens=2))


def test_a_schema_that_a_real_server_cannot_read_is_asked_for_once(real: HttpModel) -> None:
    assert real.description.obeys_schema
    assert list(real.generate(TALK, most_tokens=3, schema=SCHEMA))
    assert not real.description.obeys_schema


def test_a_real_reply_may_be_left_half_way(real: HttpModel) -> None:
    for _ in range(3):
        reply_ = real.generate(TALK, most_tokens=30)
        assert next(reply_).text
        reply_.close()  # type: ignore[attr-defined]
    assert list(real.generate(TALK, most_tokens=2))


def test_a_reply_that_a_real_server_drops_for_another_is_not_passed_off_as_a_whole_one(real: HttpModel) -> None:
    dropped = real.generate(TALK, most_tokens=30)
    assert next(dropped).text
    assert list(real.generate(TALK, most_tokens=2))
    with pytest.raises(ModelError, match="broke off in the middle of its reply"):
        list(dropped)


def test_the_estimate_of_tokens_is_not_below_what_the_bundled_model_counts(
    real: HttpModel, model: LanguageModel
) -> None:
    for story in sorted(packaged_folder("seeds").glob("*.md")):
        talk: list[Message] = [{"role": "user", "content": story.read_text(encoding="utf-8")[:2000]}]
        assert real.count_tokens(talk) >= model.count_tokens(talk)


# --- what is asked, and what is not ---


def test_the_likeliest_reply_is_asked_for(server: MisbehavingServer) -> None:
    assert asked(server, reply("Gum", "ri")) == "Gumri"
    (request,) = server.chats
    assert request.path == "/v1/chat/completions"
    assert request.body == {
        "model": "tiny",
        "messages": TALK,
        "max_tokens": 256,
        "temperature": 0,
        "seed": 0,
        "stream": True,
        "logprobs": True,
        "top_logprobs": 1,
    }


def test_no_key_is_sent_where_none_is_set(server: MisbehavingServer) -> None:
    asked(server, reply("Gumri"))
    for request in [*server.chats, *server.listings]:
        assert "authorization" not in {name.lower() for name in request.headers}


def test_our_key_is_sent_where_it_is_set(server: MisbehavingServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSQA_API_KEY", f"{KEY}\n")
    asked(server, reply("Gumri"))
    assert server.chats[0].headers["authorization"] == f"Bearer {KEY}"


def test_what_is_meant_for_openai_is_not_sent(server: MisbehavingServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ENVIRONMENT:
        if name.startswith("OPENAI_"):
            monkeypatch.setenv(name, "secret")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/secret")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "Authorization: Bearer secret\nX-Team: secret")
    asked(server, reply("Gumri"))
    for request in [*server.chats, *server.listings]:
        assert "secret" not in str(request)


def test_no_proxy_stands_between_us_and_this_computer(
    server: MisbehavingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")
    assert asked(server, reply("Gumri")) == "Gumri"


def test_a_conversation_does_not_follow_a_redirection(server: MisbehavingServer) -> None:
    elsewhere = as_json(307, {}, location="http://example.invalid/v1")
    with pytest.raises(ModelError, match=r"/v1 sends on to http://example\.invalid/v1: give the address"):
        asked(server, elsewhere)
    assert len(server.chats) == 1


def test_openai_is_not_imported_before_it_is_needed() -> None:
    code = "import newsqa.models.http, sys; assert not {'openai', 'httpx2'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


# --- logprobabilities, thinking, schemas ---


def token(text: str, logprob: float) -> dict[str, Any]:
    return {"token": text, "logprob": logprob, "bytes": list(text.encode())}


def test_the_logprobability_of_a_piece_is_that_of_its_tokens(server: MisbehavingServer) -> None:
    given = pieces(
        server,
        stream(
            event({"content": "Gumri, "}, logprobs=[token("Gumri", -0.5), token(", ", -0.25)]),
            event({"content": "é"}, logprobs=[token("é", -1.0)]),
            event({"content": "!"}),
            event({}, finish="stop", logprobs=[{"token": "", "logprob": -0.1}]),
        ),
    )
    assert given == [Piece("Gumri, ", -0.75), Piece("é", -1.0), Piece("!", None)]


def test_a_reply_that_logprobabilities_cost_characters_is_begun_anew_without(server: MisbehavingServer) -> None:
    lossy = stream(
        event({"content": "Zum "}, logprobs=[{"token": "Zum ", "logprob": -1.0, "bytes": None}]),
        event({"content": ""}, logprobs=[{"token": "", "logprob": -1.0, "bytes": None}]),
        *said("rger", "!"),
        event({}, finish="stop"),
    )
    assert asked(server, lossy, reply("Zu", "m Ä", "rger!")) == "Zum Ärger!"
    assert ["logprobs" in request.body for request in server.chats] == [True, False]


def test_two_replies_are_not_made_into_one(server: MisbehavingServer) -> None:
    lossy = stream(
        event({"content": "Zum "}, logprobs=[{"token": "Zum ", "logprob": -1.0, "bytes": None}]),
        event({"content": ""}, logprobs=[{"token": "", "logprob": -1.0, "bytes": None}]),
    )
    for other in (reply("Zur Freude"), reply("Zu")):
        with pytest.raises(ModelError, match="dropped characters of a reply and then gave another reply: ask again"):
            asked(server, lossy, other)


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (400, None),
        (422, None),
        (400, "this is not to be had"),
        (500, "logprobs is not supported for models created with logits_all=False"),
    ],
    ids=["named, 400", "named, 422", "not named", "named, 500"],
)
def test_logprobabilities_that_are_refused_are_not_asked_for_again(
    server: MisbehavingServer, status: int, says: str | None
) -> None:
    server.behave(without("logprobs", reply("Gumri"), status=status, says=says))
    with closing(connect(server)) as model:
        for _ in range(2):
            assert "".join(piece.text for piece in model.generate(TALK)) == "Gumri"
    assert ["logprobs" in request.body for request in server.chats] == [True, False, False]
    assert all("seed" in request.body for request in server.chats)


def test_a_seed_that_is_refused_is_not_sent(server: MisbehavingServer) -> None:
    assert asked(server, without("seed", reply("Gumri"))) == "Gumri"
    assert "seed" not in server.chats[-1].body
    assert "logprobs" in server.chats[-1].body


def test_a_schema_is_sent_and_taken_to_be_obeyed(server: MisbehavingServer) -> None:
    server.behave(reply('{"place": "Gumri"}'))
    with closing(connect(server)) as model:
        list(model.generate(TALK, schema=SCHEMA))
        assert model.description.obeys_schema
    assert server.chats[0].body["response_format"]["json_schema"]["schema"] == SCHEMA


def test_a_schema_that_is_refused_is_left_out_and_told(server: MisbehavingServer) -> None:
    server.behave(without("response_format", reply("Gumri")))
    with closing(connect(server)) as model:
        assert "".join(piece.text for piece in model.generate(TALK, schema=SCHEMA)) == "Gumri"
        assert not model.description.obeys_schema
    assert "logprobs" in server.chats[-1].body


def test_an_error_that_stays_does_not_make_the_endpoint_refuse_anything(server: MisbehavingServer) -> None:
    server.behave(error(400, "the server is in a bad mood"))
    with closing(connect(server)) as model:
        with pytest.raises(ModelError, match=r"answered with an error \(400\): the server is in a bad mood$"):
            list(model.generate(TALK, schema=SCHEMA))
        assert model.description.obeys_schema


@pytest.mark.parametrize(
    "events",
    [
        said("<think>Is it ", "Gumri?</thi", "nk>\n\n", "Gumri"),
        [
            event({"reasoning_content": "Is it?"}),
            event({"reasoning_content": "Yes", "content": None}),
            *said("Gumri"),
        ],
        [event({"reasoning": "Is it Gumri?"}), *said("Gumri")],
    ],
    ids=["in the text", "reasoning_content", "reasoning"],
)
def test_thinking_is_no_part_of_a_reply(server: MisbehavingServer, events: list[str]) -> None:
    assert asked(server, stream(*events, event({}, finish="stop"))) == "Gumri"


def test_an_endpoint_gives_no_scores(server: MisbehavingServer) -> None:
    with closing(connect(server)) as model:
        assert not model.description.can_score
        with pytest.raises(CannotScoreError, match="tiny does not say how likely a given reply is: over HTTP"):
            model.score(TALK, ["Gumri"])


# --- the ends of streams ---


@pytest.mark.parametrize(
    "events",
    [
        [*said("Gum", "ri"), event({}, finish="length")],
        [*said("Gum"), event({"content": "ri"}, finish="stop")],
        [*said("Gum", "ri"), "data: [DONE]\n\n"],
        [
            ": ping\r\n\r\n",
            "event: message\r\n",
            *(text.replace("\n", "\r\n") for text in said("Gumri")),
            "data:[DONE]\n",
        ],
        ['data: {"choices": []}\n\n', *said("Gumri"), event({}, finish="stop"), *said("no part of it")],
    ],
    ids=["most tokens", "ends with text", "done without a reason", "comments, carriage returns", "empty choices"],
)
def test_a_reply_may_end_in_these_ways(server: MisbehavingServer, events: list[str]) -> None:
    assert asked(server, stream(*events)) == "Gumri"


def test_half_a_reply_is_not_passed_off_as_a_whole_one(server: MisbehavingServer) -> None:
    server.behave(stream(*said("Gum")))
    with closing(connect(server)) as model:
        given = model.generate(TALK)
        assert next(given).text == "Gum"
        with pytest.raises(ModelError, match=r"/v1 broke off in the middle of its reply: its log may tell why$"):
            next(given)
    assert len(server.chats) == 1


def test_half_an_event_is_half_a_reply(server: MisbehavingServer) -> None:
    with pytest.raises(ModelError, match="broke off in the middle"):
        asked(server, stream(*said("Gum"), 'data: {"choices": [{"del'))


def test_a_stream_that_ends_before_it_says_anything_is_asked_for_again(server: MisbehavingServer) -> None:
    assert asked(server, stream(event({"role": "assistant"})), reply("Gumri")) == "Gumri"


def test_a_stream_that_stalls_is_told(server: MisbehavingServer) -> None:
    with pytest.raises(ModelError, match=r"stopped in the middle of its reply, 0\.3 s ago: ask again$"):
        asked(server, slow(*said("Gum")), timeout_s=0.3)


def test_nothing_but_an_empty_stream_is_asked_for_the_reason(server: MisbehavingServer) -> None:
    with pytest.raises(PromptTooLongError, match="requested 3036 tokens"):
        asked(server, stream(), error(400, "maximum context length is 1024 tokens, you requested 3036 tokens"))
    assert [request.body["stream"] for request in server.chats] == [True, False]


@pytest.mark.parametrize("failure", [drop, begun_and_dropped], ids=["no answer", "no events"])
def test_a_stream_that_is_cut_off_at_once_is_asked_for_the_reason(
    server: MisbehavingServer, failure: Behaviour
) -> None:
    with pytest.raises(PromptTooLongError, match="requested 3036 tokens"):
        asked(server, failure, error(400, "maximum context length is 1024 tokens, you requested 3036 tokens"))
    assert [request.body["stream"] for request in server.chats] == [True, False]


def test_an_error_in_a_stream_is_told(server: MisbehavingServer) -> None:
    with pytest.raises(ModelError, match=r"/v1 failed: out of memory$"):
        asked(server, stream(*said("Gum"), 'data: {"error": {"message": "out of\\nmemory"}}\n\n'))
    with pytest.raises(PromptTooLongError):
        asked(
            server, stream('error: {"code": 400, "message": "exceeds the context size", "error": "context size"}\n\n')
        )


def test_an_endpoint_that_does_not_stream_will_do(server: MisbehavingServer) -> None:
    message = {"role": "assistant", "content": "<think>?</think>Gumri"}
    assert asked(server, as_json(200, {"choices": [{"message": message, "finish_reason": "stop"}]})) == "Gumri"


# --- failures that may pass ---


@pytest.mark.parametrize(
    "failure",
    [drop, garbage, error(500, "oops"), error(503, "Loading model"), error(429, "slow down", retry_after="0.001")],
    ids=["drop", "garbage", "500", "503", "429"],
)
def test_a_failure_that_passes_is_not_noticed(server: MisbehavingServer, failure: Behaviour) -> None:
    assert asked(server, failure, failure, reply("Gumri"), retries=2) == "Gumri"
    assert len(server.chats) == 3


def test_the_wait_that_an_endpoint_asks_for_is_kept(
    server: MisbehavingServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    busy = error(429, "slow down", retry_after="7")
    assert asked(server, error(502, "?"), busy, error(500, "?"), reply("Gumri"), retries=3, backoff_s=0.5) == "Gumri"
    assert waits == [0.5, 7.0, 2.0]


def test_a_wait_of_minutes_is_not_kept(server: MisbehavingServer) -> None:
    with pytest.raises(ModelError, match=r"has too much to do \(429\): ask again later$"):
        asked(server, error(429, "slow down", retry_after="600"))
    assert len(server.chats) == 1


@pytest.mark.parametrize("retries", [0, 2])
def test_an_endpoint_that_always_fails_is_given_up(server: MisbehavingServer, retries: int) -> None:
    with pytest.raises(ModelError, match=r"/v1 answered with an error \(500\): oops$"):
        asked(server, error(500, "oops"), retries=retries)
    assert len(server.chats) == 1 + retries


# --- failures that stay ---

NO_REPLY = r"/v1 answered with JSON without a reply, not as an OpenAI-compatible server does: is its address right\?"
NOT_JSON = r"/v1 answered with something that is not JSON, not as .*"


def hello(handler: Handler) -> None:
    handler.answer(200, "text/plain", b"hello")


@pytest.mark.parametrize(
    ("behaviour", "message"),
    [
        pytest.param(drop, r"/v1 closed the connection without an answer: its log may tell why", id="drop"),
        pytest.param(garbage, r"/v1 does not speak HTTP: is its address right\?", id="garbage"),
        pytest.param(page(), r"/v1 answered with a web page, not as .*: is its address right\?", id="page"),
        pytest.param(page(404), r"/v1 answers as no OpenAI-compatible server does \(404\): .*", id="page, 404"),
        pytest.param(page(502), r"/v1 answered with an error \(502\): its log may tell more", id="page, 502"),
        pytest.param(as_json(200, {"hello": "world"}), NO_REPLY, id="other JSON"),
        pytest.param(as_json(200, ["hello"]), NO_REPLY, id="a list"),
        pytest.param(as_json(200, {"choices": []}), NO_REPLY, id="no choices"),
        pytest.param(as_json(200, {"choices": [{"text": "Gumri"}]}), NO_REPLY, id="no message"),
        pytest.param(as_json(200, {"error": "Unexpected"}), r"/v1 failed: Unexpected", id="error called fine"),
        pytest.param(stream('data: {"hello": "world"}\n\n'), NO_REPLY, id="events of other JSON"),
        pytest.param(stream('data: {"choices": [3]}\n\n'), NO_REPLY, id="choices that are none"),
        pytest.param(stream("data: {oops\n\n"), NOT_JSON, id="events of no JSON"),
        pytest.param(stream("data: \udcff\n\n"), NOT_JSON, id="events of no text"),
        pytest.param(hello, r"/v1 answered with text/plain, not as .*", id="plain text"),
        pytest.param(error(401, f"Wrong key: {KEY}"), r"/v1 wants a key: set NEWSQA_API_KEY", id="401"),
        pytest.param(error(403, "no"), r"/v1 wants a key: set NEWSQA_API_KEY", id="403"),
        pytest.param(error(404, "no model `tiny`"), r"/v1 has no model called 'tiny': it has tiny", id="no model"),
        pytest.param(as_json(422, {"detail": [3]}), r"/v1 answered with an error \(422\): \[3\]", id="detail"),
        pytest.param(error(418, "a\n b\x1b[31m " + "é" * 500), r"/v1 .* \(418\): a b \[31m é+…", id="a long story"),
    ],
)
def test_a_failure_is_one_line_that_says_what_to_do(
    server: MisbehavingServer, behaviour: Behaviour, message: str
) -> None:
    with pytest.raises(ModelError) as raised:
        asked(server, behaviour)
    assert raised.value.__suppress_context__ or raised.value.__context__ is None
    assert len(str(raised.value)) < 300
    raised.match(rf"^http://127\.0\.0\.1:\d+{message}$")


@pytest.mark.parametrize(
    "says",
    [
        "This model's maximum context length is 1024 tokens. However, you requested 3036 tokens",
        "the request exceeds the available context size, try increasing it",
        "Trying to keep the first 4331 tokens when context the overflows.",
        "`inputs` tokens + `max_new_tokens` must be <= 4096",
    ],
    ids=["vLLM", "llama-server", "LM Studio", "TGI"],
)
def test_a_context_that_overflows_is_recognised(server: MisbehavingServer, says: str) -> None:
    with pytest.raises(PromptTooLongError, match="the conversation does not fit the context of tiny at http"):
        asked(server, error(400, says))
    assert len(server.chats) == 1


def test_a_slow_endpoint_is_not_waited_for_again(server: MisbehavingServer) -> None:
    with pytest.raises(
        ModelError, match=r"/v1 has not answered within 0\.3 s: is it busy, or its model too large\?$"
    ):
        asked(server, slow(), timeout_s=0.3)
    assert len(server.chats) == 1


def test_an_endpoint_that_is_down_is_told() -> None:
    url = f"http://localhost:{free_port()}/v1"
    with pytest.raises(ModelError, match=rf"^nothing answers at {url}: is the server running\?$"):
        HttpModel(url, "tiny", backoff_s=0.001)


def test_a_computer_that_is_not_there_is_told() -> None:
    with pytest.raises(ModelError, match=r"^no computer is called nowhere\.invalid: is the address .*/v1 right\?$"):
        HttpModel("http://nowhere.invalid/v1", "tiny", backoff_s=0.001)


def test_https_to_a_server_that_speaks_http_is_told(server: MisbehavingServer) -> None:
    with pytest.raises(ModelError, match=r"makes no secure connection \(.*\): is it http rather than https\?$"):
        HttpModel(server.url.replace("http:", "https:"), "tiny", backoff_s=0.001)


def test_a_key_that_is_refused_is_not_shown(server: MisbehavingServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSQA_API_KEY", KEY)
    with pytest.raises(ModelError, match=r"/v1 refuses the key in NEWSQA_API_KEY$"):
        asked(server, error(401, f"Incorrect API key: {KEY}"))
    with pytest.raises(ModelError, match=r"\(500\): your key is …$"):
        asked(server, error(500, f"your key is {KEY}"))


def test_a_key_with_odd_characters_is_refused_and_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSQA_API_KEY", "sk–dash")
    with pytest.raises(ModelError, match=r"^NEWSQA_API_KEY holds characters that a key does not have: set it again$"):
        HttpModel("http://localhost:1/v1", "tiny")


def test_a_password_in_the_address_is_not_shown() -> None:
    with pytest.raises(ModelError, match=r"^nothing answers at http://localhost:\d+/v1: "):
        HttpModel(f"http://me:secret@localhost:{free_port()}/v1", "tiny", backoff_s=0.001)


@pytest.mark.parametrize(
    "url", ["", "localhost:8000/v1", "ftp://localhost/v1", "http://", "http://a b/v1", "http://a:b/"]
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(ModelError, match=r"is not an address such as http://localhost:8000/v1$"):
        HttpModel(url, "tiny")


# --- which model ---


def test_an_unknown_model_gets_the_nearest_names(server: MisbehavingServer) -> None:
    server.models = models("qwen2.5-3b", "llama3:latest", "mistral")
    with pytest.raises(
        ModelError, match=r"has no model called 'qwen2\.5' \(did you mean qwen2\.5-3b\?\): it has qwen"
    ):
        connect(server, "qwen2.5")
    with pytest.raises(ModelError, match=r"'xyz': it has qwen2\.5-3b, llama3:latest, mistral$"):
        connect(server, "xyz")
    connect(server, "llama3").close()


def test_of_several_models_one_is_to_be_chosen(server: MisbehavingServer) -> None:
    server.models = models(*(f"m{n}" for n in range(12)))
    with pytest.raises(
        ModelError, match=r"has several models: choose one, as in (.*)/v1#NAME, of m0, .* m9 and 2 more$"
    ):
        connect(server, None)


@pytest.mark.parametrize("name", [None, ""])
def test_the_only_model_is_taken(server: MisbehavingServer, name: str | None) -> None:
    with closing(connect(server, name)) as model:
        assert model.description.name == "tiny"


def test_no_model_is_told(server: MisbehavingServer) -> None:
    for nothing in (models(), as_json(200, {"object": "list", "data": None}), error(404, "not found")):
        server.models = nothing
        with pytest.raises(ModelError, match=r"/v1 lists no models: .* Else name one: http://.*/v1#NAME$"):
            connect(server, None)


@pytest.mark.parametrize(
    "listing",
    [error(404, "nothing here"), error(500, "oops"), page(), as_json(200, [1]), models()],
    ids=["404", "500", "page", "a list", "none"],
)
def test_an_endpoint_that_lists_no_models_is_asked_by_name(server: MisbehavingServer, listing: Behaviour) -> None:
    server.models = listing
    assert asked(server, reply("Gumri")) == "Gumri"
    assert server.chats[0].body["model"] == "tiny"


def test_a_web_page_in_place_of_the_models_is_told(server: MisbehavingServer) -> None:
    server.models = page()
    with pytest.raises(ModelError, match=r"answered with a web page, .*: does its address end in /v1\?$"):
        HttpModel(server.url.removesuffix("/v1"))


def test_a_key_that_is_wanted_is_told_at_once(server: MisbehavingServer) -> None:
    server.models = error(401, "no key")
    with pytest.raises(ModelError, match=r"wants a key: set NEWSQA_API_KEY$"):
        connect(server)


# --- what it is ---


@pytest.mark.parametrize(
    ("host", "sent_to"),
    [
        ("localhost", None),
        ("LOCALHOST", None),
        ("127.8.9.1", None),
        ("[::1]", None),
        ("0.0.0.0", None),
        ("api.localhost", None),
        (socket.gethostname(), None),
        ("192.168.1.20", "192.168.1.20"),
        ("gpu.example.org", "gpu.example.org"),
        ("localhost.example.org", "localhost.example.org"),
    ],
)
def test_where_the_conversation_is_sent_is_told(
    monkeypatch: pytest.MonkeyPatch, host: str, sent_to: str | None
) -> None:
    monkeypatch.setattr(HttpModel, "_list_models", lambda self, *, is_needed: [])
    with closing(HttpModel(f"http://{host}:8000/v1", "tiny")) as model:
        assert model.description.sent_to == sent_to


def test_a_name_of_ones_own_is_kept(server: MisbehavingServer) -> None:
    with closing(connect(server, name="the big one")) as model:
        assert model.description.name == "the big one"
        assert model.description.backend == "http"


def test_tokens_are_estimated_upwards(server: MisbehavingServer) -> None:
    with closing(connect(server)) as model:
        assert model.count_tokens([]) >= 0
        longer: list[Message] = [*TALK, {"role": "assistant", "content": "“Գյումրի”"}]
        assert model.count_tokens(longer) - model.count_tokens(TALK) >= math.ceil(len("“Գյումրի”".encode()) / 3)


def test_closing_twice_is_harmless(server: MisbehavingServer) -> None:
    model = connect(server)
    model.close()
    model.close()
