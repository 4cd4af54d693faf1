"""A server on loopback that answers as an OpenAI-compatible one does, or misbehaves as it is told to."""

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

Behaviour = Callable[["Handler"], None]


class Request(NamedTuple):
    """What a client asked."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]


class MisbehavingServer(ThreadingHTTPServer):
    """A server of one model, "tiny". To the chat it behaves as `behaviours` say, one a request, the last for ever.

    Attributes:
        chats: the requests for a chat that came.
        listings: the requests for the models that came.
        is_closing: set when the server closes, which ends what waits for it.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.behaviours: list[Behaviour] = [reply("Gumri")]
        self.models: Behaviour = models("tiny")
        self.chats: list[Request] = []
        self.listings: list[Request] = []
        self.is_closing = threading.Event()
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def behave(self, *behaviours: Behaviour) -> None:
        self.behaviours = list(behaviours)

    def close(self) -> None:
        self.is_closing.set()
        self.shutdown()
        self._thread.join()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is none of our tests' concern."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: MisbehavingServer

    def do_GET(self) -> None:
        self.server.listings.append(Request(self.path, dict(self.headers), {}))
        self.server.models(self)

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.server.chats.append(Request(self.path, dict(self.headers), body))
        behaviours = self.server.behaviours
        behaviour = behaviours.pop(0) if len(behaviours) > 1 else behaviours[0]
        behaviour(self)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Nothing is logged."""

    def answer(self, status: int, content_type: str, body: bytes, **headers: str) -> None:
        self.send_response(status)
        self.send_header("content-type", content_type)
        self.send_header("content-length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def begin_stream(self) -> None:
        """What follows lasts until the connection is closed, so that its end tells nothing."""
        self.close_connection = True
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("connection", "close")
        self.end_headers()


def event(delta: dict[str, Any], *, finish: str | None = None, logprobs: list[dict[str, Any]] | None = None) -> str:
    """An event of a stream that carries a part of a reply."""
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    if logprobs is not None:
        choice["logprobs"] = {"content": logprobs}
    return f"data: {json.dumps({'object': 'chat.completion.chunk', 'choices': [choice]})}\n\n"


def said(*texts: str) -> list[str]:
    """An event for each text."""
    return [event({"content": text}) for text in texts]


def stream(*events: str) -> Behaviour:
    """These events and no more, whether they end a reply or not. "\\udcff" stands for a byte that is not UTF-8."""

    def behave(handler: Handler) -> None:
        handler.begin_stream()
        for text in events:
            handler.wfile.write(text.encode("utf-8", "surrogateescape"))
            handler.wfile.flush()

    return behave


def reply(*texts: str) -> Behaviour:
    """A reply as it should be."""
    return stream(event({"role": "assistant"}), *said(*texts), event({}, finish="stop"), "data: [DONE]\n\n")


def models(*names: str) -> Behaviour:
    return as_json(200, {"object": "list", "data": [{"id": name, "object": "model"} for name in names]})


def as_json(status: int, content: object, **headers: str) -> Behaviour:
    return lambda handler: handler.answer(status, "application/json", json.dumps(content).encode(), **headers)


def error(status: int, message: str, **headers: str) -> Behaviour:
    return as_json(status, {"error": {"message": message, "type": "error"}}, **headers)


def page(status: int = 200) -> Behaviour:
    """A web page, as anything but an endpoint answers with."""
    return lambda handler: handler.answer(
        status, "text/html; charset=utf-8", b"<!DOCTYPE html>\n<html>Welcome</html>"
    )


def drop(handler: Handler) -> None:
    """The connection is closed without an answer."""
    handler.close_connection = True


def begun_and_dropped(handler: Handler) -> None:
    """A stream in chunks that is cut off before the first."""
    handler.close_connection = True
    handler.send_response(200)
    handler.send_header("content-type", "text/event-stream")
    handler.send_header("transfer-encoding", "chunked")
    handler.end_headers()


def garbage(handler: Handler) -> None:
    """Bytes that are not HTTP."""
    handler.close_connection = True
    handler.wfile.write(b"\x00\xff\x16\x03 lorem ipsum\r\n\r\n")


def slow(*events: str) -> Behaviour:
    """These events of a stream, and then nothing, for as long as anyone waits."""

    def behave(handler: Handler) -> None:
        if events:
            stream(*events)(handler)
        handler.server.is_closing.wait()

    return behave


def without(parameter: str, otherwise: Behaviour, *, status: int = 400, says: str | None = None) -> Behaviour:
    """An endpoint that refuses one parameter, and behaves otherwise where that is not asked for."""

    def behave(handler: Handler) -> None:
        is_asked = parameter in handler.server.chats[-1].body
        refusal = error(status, f"unknown parameter: {parameter}" if says is None else says)
        (refusal if is_asked else otherwise)(handler)

    return behave
