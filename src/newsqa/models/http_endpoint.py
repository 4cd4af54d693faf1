"""Where a model is reached over HTTP: the address, as it may be shown, its key, and the client that asks there."""

import ipaddress
import os
import re
import socket
from typing import TYPE_CHECKING, NamedTuple, NoReturn, Self
from urllib.parse import urlsplit

from newsqa.errors import ModelError

if TYPE_CHECKING:
    import openai

SCHEMES = ("http", "https")
KEY_VARIABLE = "NEWSQA_API_KEY"
NO_KEY = "none"  # openai wants a key even for an endpoint that wants none; it is not sent
CONNECT_SECONDS = 10.0
LONGEST_QUOTE = 200

# What openai takes from its own environment variables (organisation, project, headers of any name) is not sent.
# It looks for the last of these in the request again when the response comes.
SENT_HEADERS = frozenset(
    "host accept accept-encoding connection content-type content-length authorization user-agent "
    "x-stainless-raw-response".split()
)


class Endpoint(NamedTuple):
    """Where a model is.

    Attributes:
        shown: its address without a password or a query that it may hold.
        host: the computer.
        sent_to: the same where it is not this computer.
        key: what is shown to it and to no one else; "" where there is none.
        timeout_s: how long it may take.
    """

    shown: str
    host: str
    sent_to: str | None
    key: str
    timeout_s: float

    @classmethod
    def of(cls, url: str, *, timeout_s: float) -> Self:
        """The endpoint of an address, with the key that the environment has.

        Raises:
            ModelError: it is no address, or the key is none.
        """
        key = os.environ.get(KEY_VARIABLE, "").strip()
        host = _host(url)
        if host is None:
            raise ModelError(f"{shown_address(url)} is not an address such as http://localhost:8000/v1")
        if not re.fullmatch(r"[!-~]*", key):
            raise ModelError(f"{KEY_VARIABLE} holds characters that a key does not have: set it again")
        return cls(shown_address(url), host, host_elsewhere(url), key, timeout_s)

    @property
    def doubt(self) -> str:
        """What to ask a person whose address seems to be another server's."""
        return "is its address right?" if self.shown.endswith("/v1") else "does its address end in /v1?"

    def reject(self, answer: str) -> NoReturn:
        """Say that this is some other kind of server."""
        raise ModelError(
            f"{self.shown} answered with {answer}, not as an OpenAI-compatible server does: {self.doubt}"
        ) from None

    def quoted(self, text: str) -> str:
        """What the server says, in a line that is not too long and never holds the key."""
        return one_line(text.replace(self.key, "…") if self.key else text)


def is_address(model: str) -> bool:
    """Whether the name of a model is the address of an endpoint, be it right or not."""
    return model.lower().startswith(tuple(f"{scheme}:" for scheme in SCHEMES))


def shown_address(url: str) -> str:
    """An endpoint's address, with `#` and the model's name where it has them, as it may be shown and kept.

    Without a user's name, a password and a query, which may hold a key.
    """
    address, mark, name = url.partition("#")
    if _host(address) is None:
        # Whatever it is, a password may be in it: with an @ before it, or after a colon that no port follows.
        scheme, slashes, rest = url.partition("?")[0].rpartition("@")[2].rpartition("//")
        return one_line(scheme + slashes + re.sub(r":(?!\d{1,5}([/#]|$)).*", ":…", rest))
    parts = urlsplit(address)
    return f"{parts.scheme}://{host_and_port(address)}{parts.path.rstrip('/')}{mark}{name}"


def host_and_port(url: str) -> str:
    """The computer of an endpoint's address and, where the address has one, the port."""
    host = _host(url.partition("#")[0])
    if host is None:
        return shown_address(url)
    port = urlsplit(url).port
    return f"{f'[{host}]' if ':' in host else host}{f':{port}' if port else ''}"


def host_elsewhere(url: str) -> str | None:
    """The computer of an endpoint's address where it is not this one."""
    host = _host(url)
    return None if host is None or _is_this_computer(host) else host


def one_line(text: str) -> str:
    """The text without line breaks and what else would upset a terminal, and not too long."""
    line = "".join(character if character.isprintable() else " " for character in text)
    line = " ".join(line.split())
    return line if len(line) <= LONGEST_QUOTE else f"{line[: LONGEST_QUOTE - 1]}…"


def client_of(url: str, endpoint: Endpoint) -> "openai.OpenAI":
    """The client of openai, kept from what it and its HTTP library take from the environment."""
    import httpx2
    import openai

    authorization = f"Bearer {endpoint.key or NO_KEY}"

    def keep_to_ourselves(request: httpx2.Request) -> None:
        for header in set(request.headers) - SENT_HEADERS:
            del request.headers[header]
        if request.headers.get("authorization") == f"Bearer {NO_KEY}":
            del request.headers["authorization"]

    try:
        return openai.OpenAI(
            base_url=url,
            api_key=endpoint.key or NO_KEY,
            default_headers={"Authorization": authorization},
            timeout=openai.Timeout(endpoint.timeout_s, connect=min(endpoint.timeout_s, CONNECT_SECONDS)),
            max_retries=0,  # ours tell a failure that may pass from a server that is slow
            http_client=openai.DefaultHttpxClient(
                trust_env=endpoint.sent_to is not None,
                # To wherever a redirection leads, nobody has agreed to send a conversation.
                follow_redirects=False,
                event_hooks={"request": [keep_to_ourselves]},
            ),
        )
    except httpx2.InvalidURL:
        raise ModelError(f"{endpoint.shown} is not an address such as http://localhost:8000/v1") from None


def _host(url: str) -> str | None:
    """The computer that an address names; None where it is no address of an endpoint."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in SCHEMES or re.search(r"[\s\\]", url):
        return None
    return host or None


def _is_this_computer(host: str) -> bool:
    name = host.rstrip(".").lower()
    own = socket.gethostname().lower()
    if name in ("localhost", own, own.partition(".")[0], f"{own.partition('.')[0]}.local"):
        return True
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return name.endswith(".localhost")
    mapped = getattr(address, "ipv4_mapped", None) or address
    return bool(mapped.is_loopback or mapped.is_unspecified)
