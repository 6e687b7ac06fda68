"""A web address to its bytes, only where the user asks for it, and never from this machine or its network.

A host's name is resolved once; the connection goes to the very address that was checked, so that a name that
changes between check and use gains nothing. Every redirection is checked like the first address.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

import urllib3
from urllib3.util import Timeout

from whosays.errors import Refused
from whosays.plugins import Limits, Raw
from whosays.records import Given

REDIRECTIONS = 5
CONNECT_SECONDS = 10.0
PIECE = 64 << 10
AGENT = "whosays (reads one page that its user named)"
_ACCEPT = "text/html,application/xhtml+xml,application/pdf,text/plain,*/*;q=0.5"
_LONGEST = 2_000

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def fetch(url: str, *, allow_private: bool = False, limits: Limits) -> Raw:
    """What stands at an http or https address, with its media type and the address in `given.url`.

    `Refused` where there is nothing to be had, more than `limits.file_bytes`, or later than `limits.seconds`;
    and, unless `allow_private`, where the address is private, of this machine, or reserved in any way.
    """
    deadline = time.monotonic() + limits.seconds
    at = url
    for _ in range(REDIRECTIONS + 1):
        response = _response(at, allow_private, deadline)
        try:
            target = response.headers.get("Location")
            if response.status in {301, 302, 303, 307, 308} and target:
                at = _joined(at, target)
                continue
            if response.status != 200:
                raise Refused(f"the server answered {response.status}")
            data = _body(response, limits.file_bytes, deadline)
        finally:
            response.close()
        return Raw(
            source=url, data=data, media_type=response.headers.get("Content-Type"), given=Given(url=at)
        )
    raise Refused(f"redirected more than {REDIRECTIONS} times")


def _joined(base: str, target: str) -> str:
    try:
        return urljoin(base, target)
    except ValueError:
        raise Refused("redirected to what is no address") from None


def _response(url: str, allow_private: bool, deadline: float) -> urllib3.BaseHTTPResponse:
    scheme, host, port, target = _parts(url)
    address = _checked_address(host, port, allow_private)
    left = deadline - time.monotonic()
    if left <= 0:
        raise Refused("the server took too long")
    timeout = Timeout(connect=min(CONNECT_SECONDS, left), read=left)
    # The pool's host is the checked address; name and certificate are those of the host that was asked for.
    pool: urllib3.HTTPConnectionPool
    if scheme == "https":
        pool = urllib3.HTTPSConnectionPool(
            str(address), port, server_hostname=host, assert_hostname=host, cert_reqs="CERT_REQUIRED"
        )
    else:
        pool = urllib3.HTTPConnectionPool(str(address), port)
    default = {"http": 80, "https": 443}[scheme]
    shown = f"[{host}]" if ":" in host else host
    headers = {
        "Host": shown if port == default else f"{shown}:{port}",
        "User-Agent": AGENT,
        "Accept": _ACCEPT,
        "Accept-Encoding": "identity",
    }
    try:
        return pool.request(
            "GET",
            target,
            headers=headers,
            timeout=timeout,
            retries=False,
            redirect=False,
            preload_content=False,
        )
    except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
        raise Refused(f"could not be fetched: {_reason(error)}") from error


def _body(response: urllib3.BaseHTTPResponse, most: int, deadline: float) -> bytes:
    told = response.headers.get("Content-Length", "")
    too_large = f"larger than the limit of {most >> 20} MiB"
    if told.isdecimal() and len(told) < 20 and int(told) > most:
        raise Refused(too_large)
    data = bytearray()
    try:
        while piece := response.read(PIECE, decode_content=False):
            data += piece
            if len(data) > most:
                raise Refused(too_large)
            if time.monotonic() > deadline:
                raise Refused("the server took too long")
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise Refused(f"could not be fetched: {_reason(error)}") from error
    if not data:
        raise Refused("empty file")
    return bytes(data)


def _reason(error: Exception) -> str:
    if isinstance(error, urllib3.exceptions.TimeoutError):
        return "the server took too long"
    if isinstance(error, urllib3.exceptions.SSLError):
        return "its certificate is not valid"
    return type(error).__name__


# ── the address ───────────────────────────────────────────────────────────────────────────────────


def _parts(url: str) -> tuple[str, str, int, str]:
    """Scheme, host, port and what is asked of it."""
    if len(url) > _LONGEST or any(ord(character) <= 0x20 or ord(character) == 0x7F for character in url):
        raise Refused("not an address")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise Refused("not an address") from None
    if parts.scheme not in {"http", "https"}:
        raise Refused("only http and https addresses are fetched")
    if parts.username is not None or parts.password is not None:
        raise Refused("an address with a user name or password is not fetched")
    if not host:
        raise Refused("not an address")
    try:
        ascii_host = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        raise Refused("not an address") from None
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return parts.scheme, ascii_host, port or (443 if parts.scheme == "https" else 80), target


def _checked_address(
    host: str, port: int, allow_private: bool, resolve: Callable[..., list[tuple[object, ...]]] | None = None
) -> _Address:
    """One of the addresses of a host, if all of them may be gone to. `0x7f.1` is a host too."""
    try:
        found = (resolve or socket.getaddrinfo)(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Refused("its host is not known") from None
    addresses: list[_Address] = []
    for entry in found:
        where = entry[4]
        assert isinstance(where, tuple)
        addresses.append(ipaddress.ip_address(str(where[0]).partition("%")[0]))
    if not addresses:
        raise Refused("its host is not known")
    if not allow_private and not all(is_public(address) for address in addresses):
        raise Refused("a private address; it is fetched only with --allow-private")
    return addresses[0]


def is_public(address: _Address) -> bool:
    """An address of the open net, also where it hides an IPv4 address (mapped, 6to4, Teredo, NAT64)?"""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None and not is_public(inner):
            return False
        if address.ipv4_mapped is not None:
            return True
        if address.is_site_local:
            return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_loopback or address.is_link_local
    )


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
