import codecs
import gzip
import itertools
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from newsqa.articles import addresses
from newsqa.articles.documents import Document
from newsqa.articles.fetching import Fetcher
from newsqa.errors import ArticleError

Answer = Callable[["Handler"], None]

PAGE = b"<p>Russia has a military base in Gyumri.</p>"


def fetch(url: str, *, allow_local: bool = False) -> Document:
    return Fetcher(allow_local=allow_local).fetch(url)


class Handler(BaseHTTPRequestHandler):
    server: "Site"

    def do_GET(self) -> None:
        self.server.requests.append((self.path, time.monotonic(), dict(self.headers)))
        self.server.pages.get(self.path, status(404))(self)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


class Site(ThreadingHTTPServer):
    """A site on this computer, whose pages a test fills in."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.pages: dict[str, Answer] = {}
        self.requests: list[tuple[str, float, dict[str, str]]] = []
        Thread(target=self.serve_forever, args=(0.01,), daemon=True).start()

    def at(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.server_port}{path}"

    def asked(self, path: str) -> int:
        return sum(asked == path for asked, *_ in self.requests)

    def close(self) -> None:
        self.shutdown()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that hang up are what many of these tests are about."""


def page(content: bytes = PAGE, content_type: str | None = "text/html", **headers: str) -> Answer:
    def answer(handler: Handler) -> None:
        handler.send_response(200)
        if content_type is not None:
            handler.send_header("Content-Type", content_type)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def status(code: int, **headers: str) -> Answer:
    def answer(handler: Handler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()

    return answer


def redirect(to: str) -> Answer:
    return status(302, Location=to)


def in_turn(*answers: Answer) -> Answer:
    left = list(answers)
    return lambda handler: left.pop(0)(handler)


def drip(first: bytes, *, seconds: float = 0.05) -> Answer:
    """Never stops, and never lets a wait for the next byte run out."""

    def answer(handler: Handler) -> None:
        handler.wfile.write(first)
        while True:
            time.sleep(seconds)
            handler.wfile.write(b"x")

    return answer


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def site() -> Iterator[Site]:
    with closing(Site()) as running:
        yield running


@pytest.fixture
def public_site(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """The same site, with 127.0.0.1 passing for a public address and all others as they are."""
    judged = addresses.is_local_address
    monkeypatch.setattr(
        addresses, "is_local_address", lambda address: str(address) != "127.0.0.1" and judged(address)
    )
    return site


def fetched(url: str, **options: Any) -> Document:
    return Fetcher(**{"allow_local": True, "pause_seconds": 0, **options}).fetch(url)


# What a document is


def test_a_page_comes_with_what_is_known_of_it(site: Site) -> None:
    site.pages["/2020/Base%20in%20Gyumri.HTML?print=1"] = page(content_type="Text/HTML ; q=1")
    url = site.at("/2020/Base%20in%20Gyumri.HTML?print=1#comments")
    document = fetch(url, allow_local=True)
    assert document == Document(
        PAGE,
        where=url,
        name="Base in Gyumri",
        suffix=".html",
        url=url.removesuffix("#comments"),
        media_type="text/html",
    )


@pytest.mark.parametrize(
    ("path", "name", "suffix"),
    [("/", "127.0.0.1", ""), ("/news/armenia-base/", "armenia-base", ""), ("/a/No. 12 is out", "No. 12 is out", "")],
)
def test_a_page_is_named_by_the_end_of_its_address(site: Site, path: str, name: str, suffix: str) -> None:
    site.pages[path.replace(" ", "%20")] = page(content_type=None)
    document = fetched(site.at(path))
    assert (document.name, document.suffix, document.media_type) == (name, suffix, None)


def test_the_request_says_who_asks_and_what_for(site: Site) -> None:
    site.pages["/"] = page()
    fetched(site.at("/"))
    assert all(headers["User-Agent"].startswith("newsqa") for *_, headers in site.requests)
    assert "(+fetches single pages" in site.requests[0][2]["User-Agent"]


def test_a_redirected_document_has_its_final_address(site: Site) -> None:
    site.pages |= {"/old": redirect("/moved"), "/moved": redirect(site.at("/new.html#top")), "/new.html": page()}
    document = fetched(site.at("/old"))
    assert (document.where, document.url, document.name) == (site.at("/old"), site.at("/new.html"), "new")


# Encodings


@pytest.mark.parametrize(
    ("charset", "encoding", "text"),
    [
        ("windows-1251", "cp1251", "<meta charset=koi8-r><p>База в Гюмри</p>"),
        ("ISO-8859-1", "cp1252", "<p>“Base” – 5 €</p>"),
        ('"koi8-r"', "koi8-r", "<p>База</p>"),
        ("gb2312", "gb18030", "<p>亚美尼亚镕</p>"),
        ("utf-16", "utf-16-le", "<p>Գյումրի</p>"),
        ("utf-8", "utf-8", "<meta charset=windows-1252><p>Գյումրի</p>"),
    ],
)
def test_a_text_in_an_encoding_that_the_server_names_comes_in_utf8(
    site: Site, charset: str, encoding: str, text: str
) -> None:
    site.pages["/"] = page(text.encode(encoding), f"text/html; charset={charset}")
    assert fetched(site.at("/")).content == codecs.BOM_UTF8 + text.encode("utf-8")


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        ("<p>База</p>".encode("cp1251"), "text/html"),
        ("<p>База</p>".encode("cp1251"), "text/html; charset=utf-8"),
        (b"<p>News</p>", "text/html; charset=nonsense"),
        (b"<p>News</p>", "text/html; charset=punycode"),
        (b"%PDF-1.7 \xe2\xe3", "text/html; charset=ISO-8859-1"),
        (b"PK\x03\x04\x14\0\0\0", "text/plain; charset=ISO-8859-1"),
        (codecs.BOM_UTF8 + "Գյումրի".encode(), "text/plain; charset=ISO-8859-1"),
        (b"\x89PNG", "image/png; charset=ISO-8859-1"),
    ],
    ids=["none named", "not utf-8", "unknown", "not a page's", "PDF", "zip", "byte order mark", "picture"],
)
def test_a_document_is_left_as_it_is_where_the_server_does_not_know_its_encoding(
    site: Site, content: bytes, content_type: str
) -> None:
    site.pages["/"] = page(content, content_type)
    assert fetched(site.at("/")).content == content


def test_a_feed_in_utf8_says_so_itself(site: Site) -> None:
    feed = (
        '<?xml version="1.0" encoding="windows-1251"?><rss version="2.0"><channel><title>База</title></channel></rss>'
    )
    site.pages["/"] = page(feed.encode("cp1251"), "application/rss+xml; charset=windows-1251")
    assert fetched(site.at("/")).content == codecs.BOM_UTF8 + feed.replace("windows-1251", "utf-8").encode()


def test_a_packed_page_is_unpacked(site: Site) -> None:
    site.pages["/"] = page(gzip.compress(PAGE), Content_Encoding="gzip")
    assert fetched(site.at("/")).content == PAGE


# Addresses that are not asked


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "[::ffff:127.0.0.1]"]
)
def test_this_computer_is_not_asked(site: Site, host: str) -> None:
    with pytest.raises(ArticleError, match="is on this computer or its own network"):
        fetch(site.at("/", host))
    assert site.requests == []


def test_a_name_that_resolves_to_this_computer_is_not_asked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", ("127.0.0.1", site.server_port))])
    with pytest.raises(ArticleError, match=r"own network \(innocent\.example\)"):
        fetch(site.at("/", "innocent.example"))
    assert site.requests == []


@pytest.mark.parametrize(
    "to", ["http://127.0.0.2/", "http://169.254.169.254/latest/meta-data/", "//[::1]/", "//10.1/"]
)
def test_a_redirection_to_a_local_address_is_not_followed(public_site: Site, to: str) -> None:
    public_site.pages["/"] = redirect(to)
    with pytest.raises(ArticleError, match=r"is on this computer or its own network .* \(redirected to http://"):
        fetched(public_site.at("/"), allow_local=False)


def test_the_connection_goes_to_the_address_that_was_checked(
    public_site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name server that answers with a public address first and a local one afterwards."""
    resolve, answers = socket.getaddrinfo, ["127.0.0.1", "127.0.0.1", "127.0.0.2"]

    def rebind(host: str, *arguments: Any, **options: Any) -> Any:
        return resolve(answers.pop(0) if host == "rebinding.example" else host, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", rebind)
    public_site.pages |= {"/": page(), "/again": page()}
    fetcher = Fetcher(pause_seconds=0)
    # Once for robots.txt and once for the page: each answer is looked at, and is the one connected to.
    assert fetcher.fetch(public_site.at("/", "rebinding.example")).content == PAGE
    assert public_site.requests[-1][2]["Host"] == f"rebinding.example:{public_site.server_port}"
    with pytest.raises(ArticleError, match="own network"):
        fetcher.fetch(public_site.at("/again", "rebinding.example"))
    assert public_site.asked("/again") == 0


@pytest.mark.parametrize(
    "url",
    ["ftp://example.org/", "https:///news", "https://exa mple.org/", "http://example.org:99999/", "http://[::1/"],
)
def test_what_is_no_address_is_said_to_be_none(url: str) -> None:
    with pytest.raises(ArticleError, match="is not a web address"):
        fetch(url)


def test_a_password_in_an_address_is_sent_to_no_one(site: Site) -> None:
    with pytest.raises(ArticleError, match="has a name or a password in it"):
        fetch(site.at("/").replace("//", "//reader:secret@"), allow_local=True)
    assert site.requests == []


@pytest.mark.parametrize(
    "to",
    ["file:///etc/passwd", "ftp://example.org/", "mailto:a@b.org", "http://reader:pw@[", "http://u:p@127.0.0.1/"],
)
def test_a_redirection_to_anything_but_a_page_is_not_followed(site: Site, to: str) -> None:
    site.pages["/"] = redirect(to)
    with pytest.raises(ArticleError, match="redirects to "):
        fetched(site.at("/"))


def test_what_a_site_redirects_round_and_round_is_given_up(site: Site) -> None:
    site.pages |= {"/a": redirect("/b"), "/b": redirect("/a")}
    with pytest.raises(ArticleError, match="redirects more than 5 times"):
        fetched(site.at("/a"))
    assert site.asked("/a") + site.asked("/b") == 6


# What goes wrong on the way


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (404, r"answered 404 \(not found\)$"),
        (403, r"answered 403 \(forbidden\): save the page"),
        (500, "answered 500"),
        (299, "nothing"),
        (599, "answered 599$"),
    ],
)
def test_an_answer_that_is_no_page_is_told(site: Site, code: int, said: str) -> None:
    site.pages["/"] = status(code)
    with pytest.raises(ArticleError, match=said):
        fetched(site.at("/"))


def test_a_computer_that_does_not_answer_is_told() -> None:
    with closing(socket.socket()) as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with pytest.raises(ArticleError, match=r"could not be reached: connection refused \(is there a network\?\)"):
        fetched(f"http://127.0.0.1:{port}/")


def test_a_name_that_no_computer_has_is_told() -> None:
    with pytest.raises(ArticleError, match=r"no computer is called nowhere\.invalid \(is there a network\?\)"):
        fetch("https://nowhere.invalid/")


def test_a_connection_that_is_not_secure_is_told(site: Site) -> None:
    with pytest.raises(ArticleError, match="makes no secure connection"):
        fetched(site.at("/").replace("http:", "https:"))


def test_a_server_that_speaks_something_else_is_told(site: Site) -> None:
    def greet(handler: Handler) -> None:
        handler.wfile.write(b"220 smtp.example ESMTP\r\n")

    site.pages["/"] = greet
    with pytest.raises(ArticleError, match="does not speak HTTP"):
        fetched(site.at("/"))


def test_a_document_that_breaks_off_is_not_taken_for_a_whole_one(site: Site) -> None:
    site.pages["/"] = page(Content_Length=str(len(PAGE) + 1))
    with pytest.raises(ArticleError, match="broke off"):
        fetched(site.at("/"))


def test_a_page_packed_wrongly_is_told(site: Site) -> None:
    site.pages["/"] = page(Content_Encoding="gzip")
    with pytest.raises(ArticleError, match="cannot be unpacked"):
        fetched(site.at("/"))


# Limits


@pytest.mark.parametrize(
    "start",
    [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-Slow: "],
    ids=["in its text", "in its header"],
)
def test_a_page_that_comes_too_slowly_is_given_up(site: Site, start: bytes) -> None:
    site.pages["/"] = drip(start)
    began = time.monotonic()
    with pytest.raises(ArticleError, match=r"took longer than 0\.5 s"):
        fetched(site.at("/"), seconds=0.5)
    assert time.monotonic() - began < 2


def test_a_server_that_falls_silent_is_given_up(site: Site) -> None:
    site.pages["/"] = drip(b"HTTP/1.1 200 OK\r\n\r\n", seconds=2)
    with pytest.raises(ArticleError, match=r"stopped answering: nothing came for 0\.2 s"):
        fetched(site.at("/"), read_seconds=0.2)


def test_a_document_that_is_too_large_is_not_read(site: Site) -> None:
    site.pages |= {
        "/just fits".replace(" ", "%20"): page(b"x" * 5000),
        "/endless": drip(b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 5000),
    }
    assert len(fetched(site.at("/just fits"), most_bytes=5000).content) == 5000
    with pytest.raises(ArticleError, match="is larger than"):
        fetched(site.at("/endless"), most_bytes=5000, seconds=5)


def test_a_small_page_that_unpacks_to_a_huge_one_is_not_read(site: Site) -> None:
    bomb = gzip.compress(bytes(40_000_000))
    site.pages |= {
        "/once": page(bomb, Content_Encoding="gzip"),
        "/twice": page(gzip.compress(bomb), Content_Encoding="gzip, gzip"),
    }
    for path in ("/once", "/twice"):
        with pytest.raises(ArticleError, match="is larger than 20 MB"):
            fetched(site.at(path))


# Manners


def robots(text: str) -> Answer:
    return page(text.encode(), "text/plain")


def test_what_a_site_closes_to_programs_is_not_read(site: Site) -> None:
    site.pages |= {
        "/robots.txt": robots("User-agent: *\nDisallow: /private"),
        "/private/a": page(),
        "/open": page(),
        "/to-private": redirect("/private/a"),
    }
    fetcher = Fetcher(allow_local=True, pause_seconds=0)
    assert fetcher.fetch(site.at("/open")).content == PAGE
    for path in ("/private/a", "/to-private"):
        with pytest.raises(ArticleError, match=r"is closed to programs by its site's robots\.txt"):
            fetcher.fetch(site.at(path))
    assert site.asked("/private/a") == 0
    assert site.asked("/robots.txt") == 1


def test_a_site_may_close_itself_to_newsqa_alone(site: Site) -> None:
    site.pages |= {"/robots.txt": robots("User-agent: NewsQA\nDisallow: /\n\nUser-agent: *\nAllow: /"), "/": page()}
    with pytest.raises(ArticleError, match="closed to programs"):
        fetched(site.at("/"))


@pytest.mark.parametrize("code", [401, 403, 404, 410])
def test_a_site_without_rules_may_be_read(site: Site, code: int) -> None:
    site.pages |= {"/robots.txt": status(code), "/": page()}
    assert fetched(site.at("/")).content == PAGE


@pytest.mark.parametrize("code", [429, 500, 503])
def test_a_site_that_cannot_tell_its_rules_is_not_read(site: Site, code: int) -> None:
    site.pages |= {"/robots.txt": status(code), "/a": page(), "/b": page()}
    fetcher = Fetcher(allow_local=True, pause_seconds=0)
    for path in ("/a", "/b"):
        with pytest.raises(ArticleError, match=rf"is not read: its site's robots\.txt, .*, answered {code}"):
            fetcher.fetch(site.at(path))
    assert [path for path, *_ in site.requests] == ["/robots.txt"]


def test_rules_without_end_are_read_up_to_a_point(site: Site) -> None:
    rules = b"User-agent: *\nDisallow: /private\n" + b"# and so on\n" * 100_000
    site.pages |= {"/robots.txt": page(rules, "text/plain"), "/": page(), "/private": page()}
    assert fetched(site.at("/")).content == PAGE
    with pytest.raises(ArticleError, match="closed to programs"):
        fetched(site.at("/private"))


def test_a_host_is_not_asked_twice_in_a_breath(site: Site) -> None:
    site.pages |= {"/a": page(), "/b": page()}
    fetcher = Fetcher(allow_local=True, pause_seconds=0.2)
    fetcher.fetch(site.at("/a"))
    fetcher.fetch(site.at("/b"))
    times = [when for _, when, _ in site.requests]
    assert len(times) == 3
    assert all(later - earlier >= 0.19 for earlier, later in itertools.pairwise(times))


def test_a_site_is_left_alone_for_as_long_as_it_asks(site: Site) -> None:
    site.pages |= {"/robots.txt": robots("User-agent: *\nCrawl-delay: 1"), "/a": page(), "/b": page()}
    fetcher = Fetcher(allow_local=True, pause_seconds=0)
    fetcher.fetch(site.at("/a"))
    fetcher.fetch(site.at("/b"))
    (_, first, _), (_, second, _) = site.requests[-2:]
    assert second - first >= 0.95


def test_a_busy_site_is_asked_once_more_when_it_says(site: Site) -> None:
    site.pages["/"] = in_turn(status(503, Retry_After="1"), page())
    assert fetched(site.at("/")).content == PAGE
    assert site.requests[-1][1] - site.requests[-2][1] >= 0.95


@pytest.mark.parametrize(
    ("wait", "times"), [("0", 2), ("31", 1), ("Wed, 21 Oct 2015 07:28:00 GMT", 2), ("soon", 1), ("", 1)]
)
def test_a_site_that_stays_busy_is_given_up(site: Site, wait: str, times: int) -> None:
    site.pages["/"] = status(429, Retry_After=wait)
    with pytest.raises(ArticleError, match=r"answered 429 \(too many requests\)"):
        fetched(site.at("/"))
    assert site.asked("/") == times


# Proxies


def test_a_proxy_is_asked_for_public_names_and_never_for_local_ones(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site plays the proxy, which is on this computer as they often are."""
    monkeypatch.setenv("http_proxy", site.at(""))
    site.pages |= {"http://news.example/a": page(), "http://news.example/b": redirect("http://10.0.0.1/")}
    assert fetched("http://news.example/a", allow_local=False).content == PAGE
    for url in ("http://news.example/b", "http://localhost/", "http://2130706433/", "http://router/"):
        with pytest.raises(ArticleError, match="is on this computer or its own network"):
            fetched(url, allow_local=False)
    assert site.asked("/") == 0


def test_a_proxy_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "socks9://127.0.0.1:1")
    with pytest.raises(ArticleError, match="the proxy in the environment is not an http:// address"):
        fetch("https://news.example/")
