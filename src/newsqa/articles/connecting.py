"""Connections to web sites: to addresses that were checked, by the environment's proxies, within a time limit."""

import ssl
import time
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from urllib.request import getproxies, proxy_bypass

import httpcore2
import httpx2

from newsqa.articles.addresses import addresses_of, is_local_name
from newsqa.errors import ArticleError


def proxy_for(address: httpx2.URL) -> str | None:
    """The proxy that the environment, or the system, names for an address; none leads to this computer itself."""
    proxies = getproxies()
    proxy = proxies.get(address.scheme) or proxies.get("all")
    if not proxy or is_local_name(address.host) or proxy_bypass(address.netloc.decode("ascii")):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"


# What can go wrong below httpx2's client: its own transport would translate them into its own.
CONNECTION_ERRORS = (
    httpcore2.TimeoutException,
    httpcore2.NetworkError,
    httpcore2.ProtocolError,
    httpcore2.ProxyError,
    httpcore2.UnsupportedProtocol,
)


class Deadline:
    """The end of the time that a document may take."""

    def __init__(self, seconds: float) -> None:
        self.exceeded = f"took longer than {seconds:g} s"
        self._end = time.monotonic() + seconds

    def seconds_left(self, most: float | None = None) -> float:
        """How long is left, `most` at most; 0 once it is over."""
        left = max(self._end - time.monotonic(), 0.0)
        return left if most is None else min(left, most)

    def sleep(self, seconds: float) -> None:
        """Wait, if there is time for it.

        Raises:
            ArticleError: there is not.
        """
        if seconds > self.seconds_left():
            raise ArticleError(self.exceeded)
        time.sleep(max(seconds, 0.0))


class Transport(httpx2.BaseTransport):
    """Sends requests over connections to addresses that were checked, or over a proxy, until the time is over."""

    def __init__(self, deadline: Deadline, ssl_context: ssl.SSLContext, *, allow_local: bool) -> None:
        self._deadline = deadline
        self._ssl_context = ssl_context
        self._allow_local = allow_local
        self._pools: dict[str | None, httpcore2.ConnectionPool] = {}

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send a request, by the proxy that the environment names for it, if any."""
        response = self._pool(proxy_for(request.url)).handle_request(
            httpcore2.Request(
                request.method,
                httpcore2.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx2.Response(
            response.status, headers=response.headers, stream=_Body(response), extensions=response.extensions
        )

    def close(self) -> None:
        """Close all connections."""
        for pool in self._pools.values():
            pool.close()

    def _pool(self, proxy_address: str | None) -> httpcore2.ConnectionPool:
        if proxy_address not in self._pools:
            # The proxy is the owner's own choice and may well be local.
            is_free = self._allow_local or proxy_address is not None
            self._pools[proxy_address] = httpcore2.ConnectionPool(
                self._ssl_context,
                proxy=None if proxy_address is None else _proxy(proxy_address),
                network_backend=_Connector(self._deadline, allow_local=is_free),
            )
        return self._pools[proxy_address]


def _proxy(address: str) -> httpcore2.Proxy:
    try:
        proxy = httpx2.Proxy(address)
    except (ValueError, httpx2.InvalidURL):
        raise ArticleError("could not be reached: the proxy in the environment is not an http:// address") from None
    url = proxy.url
    if url.scheme.startswith("socks") and find_spec("socksio") is None:
        raise ArticleError("could not be reached: a SOCKS proxy is set, which needs a library (pip install socksio)")
    return httpcore2.Proxy(
        httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path), proxy.raw_auth
    )


class _Body(httpx2.SyncByteStream):
    def __init__(self, response: httpcore2.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        return self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


class _Connector(httpcore2.NetworkBackend):
    """Connects to addresses that were checked, never to a name that might be resolved anew."""

    def __init__(self, deadline: Deadline, *, allow_local: bool) -> None:
        self._deadline = deadline
        self._allow_local = allow_local
        self._system = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        failure: Exception = httpcore2.ConnectTimeout()
        for address in addresses_of(host, port, allow_local=self._allow_local):
            if not (seconds := self._deadline.seconds_left(timeout)):
                break
            try:
                stream = self._system.connect_tcp(address, port, seconds, local_address, socket_options)
                return _TimedStream(stream, self._deadline)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
        raise failure


class _TimedStream(httpcore2.NetworkStream):
    """A connection that ends with the time: else a server that sends a byte now and then could hold us for ever."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._seconds(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._seconds(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._seconds(timeout))
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)

    def _seconds(self, timeout: float | None) -> float:
        if not (seconds := self._deadline.seconds_left(timeout)):
            raise httpcore2.ReadTimeout
        return seconds
