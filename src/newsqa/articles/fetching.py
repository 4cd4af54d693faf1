"""A document from the web: fetched politely, within limits, and never from this computer's own network.

Import it late: the HTTP library takes a moment.
"""

import codecs
import re
import ssl
import time
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from importlib.metadata import PackageNotFoundError, version
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import unquote
from urllib.robotparser import RobotFileParser

import httpcore2
import httpx2

from newsqa.articles.addresses import SCHEMES, refuse_local_name
from newsqa.articles.connecting import CONNECTION_ERRORS, Deadline, Transport
from newsqa.articles.documents import Document
from newsqa.errors import ArticleError

AGENT = "newsqa"
PURPOSE = "fetches single pages for their reader's own library of news"

TOTAL_SECONDS = 120.0
CONNECT_SECONDS = 10.0
READ_SECONDS = 30.0
PAUSE_SECONDS = 1.0
LONGEST_CRAWL_DELAY_SECONDS = 10.0
LONGEST_RETRY_SECONDS = 30.0

MEBIBYTE = 1024 * 1024
MOST_BYTES = 20 * MEBIBYTE
MOST_ROBOTS_BYTES = MEBIBYTE // 2  # a crawler need not read more (RFC 9309)
MOST_REDIRECTS = 5

BY_HAND = "save the page in a browser and add its file"

SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")
HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+", re.IGNORECASE)
TEXT_TYPE = re.compile(r"text/.+|application/(.+\+)?(xml|json)")
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
# Some readers of feeds believe this rather than a byte order mark.
XML_ENCODING = re.compile(r"""(\s*<\?xml\s[^>]*?encoding\s*=\s*["'])[\w.:-]+""")
# Pages named for the small encoding are written in the larger one (https://encoding.spec.whatwg.org/#names-and-labels).
MEANT_ENCODINGS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}
# Python's own, no page's; some take for ever.
NO_PAGES_ENCODINGS = ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "utf-7", "undefined", "mbcs", "oem")


class Fetcher:
    """Fetches documents, and remembers for a run what each site asks of programs and when it was last asked.

    A name is resolved and all its addresses are checked before anything is sent, and the connection goes to one of
    those that were checked. Where the environment or the system names a proxy, that resolves names: then only the
    name itself, or the address that is written in its place, is checked.

    Args:
        allow_local: also fetch from this computer and its own network.
        seconds: how long a document may take in all, with its redirections and waits.
        connect_seconds: how long to wait for a connection.
        read_seconds: how long to wait for anything to come.
        pause_seconds: the least time between two requests to a host.
        most_bytes: how large a document may be, unpacked.
    """

    def __init__(
        self,
        *,
        allow_local: bool = False,
        seconds: float = TOTAL_SECONDS,
        connect_seconds: float = CONNECT_SECONDS,
        read_seconds: float = READ_SECONDS,
        pause_seconds: float = PAUSE_SECONDS,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        self._allow_local = allow_local
        self._seconds = seconds
        self._timeout = httpx2.Timeout(read_seconds, connect=connect_seconds)
        self._pause_seconds = pause_seconds
        self._most_bytes = most_bytes
        self._ssl_context = httpx2.create_ssl_context()
        # By origin: its rules, or why they could not be had.
        self._robots: dict[str, RobotFileParser | ArticleError] = {}
        # By host: when it may be asked again, and how long it wants to be left alone.
        self._free_at: dict[str, float] = {}
        self._pauses: dict[str, float] = {}

    def fetch(self, url: str) -> Document:
        """The document at an address: `where` is that address, `url` where it was found in the end.

        A text whose encoding the server names comes in UTF-8 with a byte order mark, which wins over what a page says
        of itself; an XML declaration is changed to match.

        Raises:
            ArticleError: it cannot be had, or must not be; the message follows the address.
        """
        deadline = Deadline(self._seconds)
        transport = Transport(deadline, self._ssl_context, allow_local=self._allow_local)
        headers = {"User-Agent": _user_agent()}
        with httpx2.Client(transport=transport, headers=headers, timeout=self._timeout, trust_env=False) as client:
            answer = self._follow(_address(url), client, deadline)
        if answer.is_cut_off:
            most = f"{self._most_bytes / MEBIBYTE:.3g} MB"
            raise ArticleError(f"is larger than {most}, the most that newsqa reads from the web")
        return _document(url, answer)

    def _follow(
        self, address: httpx2.URL, client: httpx2.Client, deadline: Deadline, *, is_robots: bool = False
    ) -> "_Answer":
        """The answer at the end of the redirections, each of which is checked as the first address is."""
        for count in range(MOST_REDIRECTS + 1):
            try:
                if not self._allow_local:
                    refuse_local_name(address.host)
                if not is_robots:
                    self._heed_robots(address, client, deadline)
                answer = self._ask(address, client, deadline, MOST_ROBOTS_BYTES if is_robots else self._most_bytes)
                if answer.leads_to is None:
                    return answer
                address = _redirected(address, answer.leads_to)
            except ArticleError as error:
                raise ArticleError(f"{error} (redirected to {_shown(address)})" if count else str(error)) from None
        raise ArticleError(f"redirects more than {MOST_REDIRECTS} times, in the end to {_shown(address)}")

    def _heed_robots(self, address: httpx2.URL, client: httpx2.Client, deadline: Deadline) -> None:
        """Ask a site, once, what programs may read; raise ArticleError where this address is not among it."""
        robots_address = address.copy_with(raw_path=b"/robots.txt")
        origin = str(robots_address)
        if origin not in self._robots:
            try:
                self._robots[origin] = _rules(self._follow(robots_address, client, deadline, is_robots=True))
            except ArticleError as error:
                self._robots[origin] = error
        rules = self._robots[origin]
        if isinstance(rules, ArticleError):
            raise rules
        delay = float(rules.crawl_delay(AGENT) or 0)
        self._pauses[address.host] = max(self._pause_seconds, min(delay, LONGEST_CRAWL_DELAY_SECONDS))
        if not rules.can_fetch(AGENT, str(address)):
            raise ArticleError(f"is closed to programs by its site's robots.txt: {BY_HAND}")

    def _ask(self, address: httpx2.URL, client: httpx2.Client, deadline: Deadline, most_bytes: int) -> "_Answer":
        """A single answer, for which a busy site is asked once more when it says."""
        self._wait_for_turn(address.host, deadline)
        try:
            with client.stream("GET", address) as response:
                wait_s = _retry_seconds(response)
                if wait_s is None:
                    return _read(response, most_bytes)
            deadline.sleep(wait_s)
            self._wait_for_turn(address.host, deadline)
            with client.stream("GET", address) as response:
                return _read(response, most_bytes)
        except (httpx2.HTTPError, *CONNECTION_ERRORS) as error:
            raise ArticleError(self._why(error, deadline)) from None

    def _wait_for_turn(self, host: str, deadline: Deadline) -> None:
        deadline.sleep(self._free_at.get(host, 0.0) - time.monotonic())
        self._free_at[host] = time.monotonic() + self._pauses.get(host, self._pause_seconds)

    def _why(self, error: Exception, deadline: Deadline) -> str:
        """Why no answer came, or not all of it; httpcore2's errors hold what the system said."""
        said = error.args[0] if error.args else None
        if deadline.seconds_left() == 0:
            return deadline.exceeded
        if isinstance(error, httpcore2.ConnectTimeout):
            return f"could not be reached: nothing answers within {self._timeout.connect:g} s (is there a network?)"
        if isinstance(error, httpcore2.TimeoutException):
            return f"stopped answering: nothing came for {self._timeout.read:g} s"
        if isinstance(error, httpcore2.ConnectError) and isinstance(said, ssl.SSLError):
            reason = getattr(said, "verify_message", None) or said.reason or "the handshake failed"
            return f"makes no secure connection ({reason})"
        if isinstance(error, httpcore2.ConnectError):
            reason = (isinstance(said, OSError) and said.strerror) or "no connection"
            return f"could not be reached: {reason.lower()} (is there a network?)"
        if isinstance(error, httpcore2.ProxyError):
            return "could not be reached: the proxy on the way fails (is it set rightly in the environment?)"
        if isinstance(error, httpx2.DecodingError):
            return "sends something damaged, which cannot be unpacked"
        if isinstance(error, httpx2.RemoteProtocolError):
            return "redirects to something that is no address"
        return "broke off, or does not speak HTTP"


def _user_agent() -> str:
    try:
        return f"{AGENT}/{version('newsqa')} (+{PURPOSE})"
    except PackageNotFoundError:  # run from its source
        return f"{AGENT} (+{PURPOSE})"


class _Answer(NamedTuple):
    """What a server answered. The content is read where it answered with success, and unpacked."""

    address: httpx2.URL
    status: int
    headers: httpx2.Headers
    content: bytes = b""
    is_cut_off: bool = False
    leads_to: str | None = None

    @property
    def said(self) -> str:
        try:
            return f"{self.status} ({HTTPStatus(self.status).phrase.lower()})"
        except ValueError:
            return str(self.status)


def _read(response: httpx2.Response, most_bytes: int) -> _Answer:
    """An answer with as much of its content as is wanted, and no more of it read."""
    answer = _Answer(response.url, response.status_code, response.headers)
    if response.has_redirect_location:
        return answer._replace(leads_to=response.headers["location"])
    if not response.is_success:
        return answer
    content = bytearray()
    for chunk in response.iter_bytes():
        content += chunk
        if len(content) > most_bytes:
            return answer._replace(content=bytes(content[:most_bytes]), is_cut_off=True)
    return answer._replace(content=bytes(content))


def _address(text: str) -> httpx2.URL:
    """An address as it is asked for, without the part after # that only browsers use."""
    try:
        address = httpx2.URL(text.strip())
    except httpx2.InvalidURL as error:
        raise ArticleError(f"is not a web address: {error}") from None
    host = address.raw_host.decode("ascii")
    if address.scheme not in SCHEMES or not HOST.fullmatch(host) or not 0 < (address.port or 80) < 65536:
        raise ArticleError("is not a web address such as https://example.org/news")
    if address.userinfo:
        raise ArticleError(f"has a name or a password in it, which newsqa sends to no one: {BY_HAND}")
    return address.copy_with(fragment=None)


def _redirected(address: httpx2.URL, leads_to: str) -> httpx2.URL:
    try:
        return _address(str(address.join(leads_to)))
    except (ArticleError, httpx2.InvalidURL):
        shown = "".join(character if character.isprintable() else " " for character in leads_to[:100])
        raise ArticleError(f"redirects to {shown!r}, which newsqa does not follow") from None


def _shown(address: httpx2.URL) -> str:
    text = str(address)
    return text if len(text) <= 200 else f"{text[:199]}…"


def _document(url: str, answer: _Answer) -> Document:
    if answer.status in (401, 402, 403):
        raise ArticleError(f"answered {answer.said}: {BY_HAND}")
    if not 200 <= answer.status < 300:
        raise ArticleError(f"answered {answer.said}")
    if not answer.content:
        raise ArticleError("answered with nothing")
    content_type = answer.headers.get("content-type", "")
    media_type = re.split("[;,]", content_type)[0].strip().lower() or None
    content = answer.content
    if (charset := CHARSET.search(content_type)) and TEXT_TYPE.fullmatch(media_type or ""):
        content = _as_utf8(content, charset[1])
    file = PurePosixPath(unquote(answer.address.path))
    has_suffix = SUFFIX.fullmatch(file.suffix.lower()) is not None
    return Document(
        content,
        where=url,
        name=(file.stem if has_suffix else file.name) or answer.address.host,
        suffix=file.suffix.lower() if has_suffix else "",
        url=str(answer.address),
        media_type=media_type,
    )


def _as_utf8(content: bytes, charset: str) -> bytes:
    """A text in UTF-8 with a byte order mark; unchanged where the server is wrong about it, as they often are."""
    try:
        encoding = codecs.lookup(charset).name
    except (LookupError, ValueError):
        return content
    marks = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    is_wide = encoding.startswith(("utf-16", "utf-32"))
    is_binary = content.startswith(b"%PDF-") or (b"\0" in content and not is_wide)
    if encoding in NO_PAGES_ENCODINGS or content.startswith(marks) or is_binary:
        return content
    try:
        text = content.decode(MEANT_ENCODINGS.get(encoding, encoding))
        if declared := XML_ENCODING.match(text):
            text = f"{declared[1]}utf-8{text[declared.end() :]}"
        return codecs.BOM_UTF8 + text.encode("utf-8")
    except (LookupError, UnicodeError):
        return content


def _rules(answer: _Answer) -> RobotFileParser:
    """What a site's robots.txt says. One that is not there forbids nothing; one that fails, everything (RFC 9309)."""
    if answer.status == HTTPStatus.TOO_MANY_REQUESTS or not 200 <= answer.status < 500:
        raise ArticleError(
            f"is not read: its site's robots.txt, which says what programs may read, answered {answer.said}"
        )
    rules = RobotFileParser()
    rules.parse(answer.content.decode("utf-8-sig", "replace").splitlines())
    return rules


def _retry_seconds(response: httpx2.Response) -> float | None:
    """In how many seconds a busy site wants to be asked again; None where it isn't busy, or wants too long a wait."""
    wanted = response.headers.get("retry-after", "").strip()
    if response.status_code not in (429, 503) or not wanted:
        return None
    try:
        seconds = float(wanted) if wanted.isdecimal() else parsedate_to_datetime(wanted).timestamp() - time.time()
    except (ValueError, OverflowError):
        return None
    return max(seconds, 0.0) if seconds <= LONGEST_RETRY_SECONDS else None
