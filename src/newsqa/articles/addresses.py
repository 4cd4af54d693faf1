"""Addresses on the web: what looks like one, and which hosts are this computer or on its own network."""

import ipaddress
import re
import socket

from newsqa.errors import ArticleError

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

SCHEMES = ("http", "https")
# Names that no public server has; those of a single word are looked up on the local network too.
LOCAL_ENDINGS = (".localhost", ".localdomain", ".local", ".internal", ".intranet", ".lan", ".home.arpa")
PUBLIC_IPV6 = ipaddress.IPv6Network("2000::/3")
# Where an IPv6 network reaches IPv4 hosts, their addresses are written into these (RFC 6052).
TRANSLATED_IPV4 = ipaddress.IPv6Network("64:ff9b::/96")


def is_url(text: str) -> bool:
    """Whether something is meant as an address on the web (http:// or https://), be it right or not."""
    return text.lower().startswith(tuple(f"{scheme}://" for scheme in SCHEMES))


def is_local_name(host: str) -> bool:
    """Whether a host is known, without asking anyone, to be this computer or on its own network.

    The host is a name or an IP address in any spelling that systems take (127.0.0.1, 0x7f.1, 2130706433).
    """
    name = host.rstrip(".").lower()
    if (address := _written_address(name)) is not None:
        return is_local_address(address)
    return "." not in name or name.endswith(LOCAL_ENDINGS)


def is_local_address(address: IPAddress) -> bool:
    """Whether an address is anything but a single public host: loopback, private, link-local, multicast and so on."""
    if isinstance(address, ipaddress.IPv6Address):
        if (embedded := _embedded_ipv4(address)) is not None:
            return is_local_address(embedded)
        if address not in PUBLIC_IPV6:
            return True
    return not address.is_global or address.is_multicast


def refuse_local_name(host: str) -> None:
    """Raise ArticleError where the name of a host tells that it is local."""
    if is_local_name(host):
        _refuse(host)


def addresses_of(host: str, port: int, *, allow_local: bool = False) -> list[str]:
    """The IP addresses of a host, in the order in which to try them.

    Whoever connects to one of these, rather than to the name, connects to what was checked: asked again, a hostile
    name server could give another answer.

    Raises:
        ArticleError: there is no such host, or it is local. One local address among its public ones is enough.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise ArticleError(f"could not be reached: no computer is called {host} (is there a network?)") from None
    addresses = list(dict.fromkeys(str(address[0]) for *_, address in found))
    if not allow_local and any(is_local_address(ipaddress.ip_address(address)) for address in addresses):
        _refuse(host)
    return addresses


def _refuse(host: str) -> None:
    raise ArticleError(
        f"is on this computer or its own network ({host}), where newsqa fetches nothing unless --allow-local is given"
    )


def _written_address(name: str) -> IPAddress | None:
    """The IP address that a name is a spelling of; None where it is really a name."""
    try:
        return ipaddress.ip_address(name)
    except ValueError:
        pass
    # Parts left out, and octal and hexadecimal numbers: what the C library takes for an address.
    if re.fullmatch(r"[0-9a-fx.]+", name):
        try:
            return ipaddress.IPv4Address(socket.inet_aton(name))
        except OSError:
            pass
    return None


def _embedded_ipv4(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 host that an IPv6 address leads to, where it is one of the kinds that do."""
    if address in TRANSLATED_IPV4:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour
