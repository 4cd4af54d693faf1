import ipaddress
import socket
from typing import Any

import pytest

from newsqa.articles.addresses import addresses_of, is_local_address, is_local_name, is_url
from newsqa.errors import ArticleError


def resolving_to(*addresses: str) -> Any:
    """A stand-in for the system's resolver."""

    def getaddrinfo(host: str, port: int, **_: object) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    return getaddrinfo


@pytest.mark.parametrize("text", ["http://example.org", "https://example.org/a?b", "HTTPS://EXAMPLE.ORG", "http://"])
def test_an_address_on_the_web_is_told_by_its_beginning(text: str) -> None:
    assert is_url(text)


@pytest.mark.parametrize(
    "text", ["news.html", "ftp://example.org", "www.example.org", "C:\\news", "http", "", "https:/x"]
)
def test_a_path_is_no_address_on_the_web(text: str) -> None:
    assert not is_url(text)


@pytest.mark.parametrize(
    "host",
    "localhost LocalHost localhost. news.localhost printer.local router metadata.google.internal box.lan "
    "127.0.0.1 127.1 0x7f.1 0x7f000001 2130706433 017700000001 0 10.1.2.3 192.168.0.1 169.254.169.254 ::1 "
    "::ffff:127.0.0.1 ::ffff:a9fe:a9fe fe80::1%eth0".split(),
)
def test_a_local_host_is_known_by_its_name_in_any_spelling(host: str) -> None:
    assert is_local_name(host)


@pytest.mark.parametrize(
    "host", "example.org 1.1.1.1 16843009 2606:4700::1111 deadbeef.example abc.def local.org".split()
)
def test_a_public_host_is_not_taken_for_a_local_one(host: str) -> None:
    assert not is_local_name(host)


@pytest.mark.parametrize(
    "address",
    "127.0.0.1 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 239.1.1.1 "
    "255.255.255.255 240.0.0.1 198.18.0.1 :: ::1 ::7f00:1 fe80::1 fec0::1 fc00::1 fd00:ec2::254 ff02::1 2001:db8::1 "
    "::ffff:10.0.0.1 2002:a00:1:: 2001:0:4136::1 64:ff9b::7f00:1 64:ff9b:1::1".split(),
)
def test_whatever_is_no_public_host_is_local(address: str) -> None:
    assert is_local_address(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", "8.8.8.8 2606:4700::1111 ::ffff:8.8.8.8 64:ff9b::808:808 2002:808:808::".split())
def test_public_hosts_are_public_however_they_are_reached(address: str) -> None:
    assert not is_local_address(ipaddress.ip_address(address))


def test_a_name_with_one_local_address_among_its_public_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", resolving_to("8.8.8.8", "10.0.0.1"))
    with pytest.raises(ArticleError, match=r"is on this computer or its own network \(news\.example\)"):
        addresses_of("news.example", 443)
    assert addresses_of("news.example", 443, allow_local=True) == ["8.8.8.8", "10.0.0.1"]


@pytest.mark.parametrize("host", ["no-such-host.invalid", f"{'a' * 64}.example", "a..b"])
def test_a_host_that_is_not_there_is_said_not_to_be(host: str) -> None:
    with pytest.raises(ArticleError, match=f"no computer is called {host}"):
        addresses_of(host, 80)
