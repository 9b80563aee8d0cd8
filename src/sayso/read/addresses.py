"""Where a host lies: its addresses, asked once, and refused if any of them is not on the open internet."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urlsplit

from sayso.errors import ReadError

Address = IPv4Address | IPv6Address
Allow = Callable[[Address], bool]

PORTS = {"http": 80, "https": 443}
# Addresses of IPv4 hosts in the clothes of IPv6.
NAT64 = IPv6Network("64:ff9b::/96")
SAFE = "/%:=&?~+!$,;'@()*[]"
MOST_URL = 4_000


class Refused(ReadError):
    """An address that is not fetched, and why; caught where pages are fetched, and told."""


@dataclass(frozen=True, slots=True)
class Target:
    """What is asked for, and the one address at which: nobody can change it between the check and the call."""

    url: str
    scheme: str
    host: str
    port: int
    path: str
    address: str


def is_public(address: Address) -> bool:
    """Whether it is of the open internet, and neither of this machine, nor of a network behind it."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in NAT64:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
    return address.is_global and not address.is_multicast


def find_target(url: str, allow: Allow = is_public) -> Target:
    """Raises Refused on what is no web address, has no host, or lies anywhere but where `allow` lets it."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except ValueError as error:
        raise Refused("is no address of a page") from error
    if parts.scheme not in PORTS or not host or len(url) > MOST_URL:
        raise Refused("is no address of a page: http and https are fetched")
    if parts.username is not None or parts.password is not None:
        raise Refused("holds a user name; such pages are not fetched")
    port = PORTS[parts.scheme] if port is None else port
    found = resolve(host, port)
    if not all(allow(address) for address in found):
        raise Refused(f"{host} lies in a private or reserved network")
    path = quote(parts.path or "/", safe=SAFE) + (f"?{quote(parts.query, safe=SAFE)}" if parts.query else "")
    shown = f"[{host}]" if ":" in host else host
    base = f"{parts.scheme}://{shown}" + ("" if port == PORTS[parts.scheme] else f":{port}")
    return Target(base + path, parts.scheme, host, port, path, str(found[0]))


def resolve(host: str, port: int) -> list[Address]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Refused(f"there is no host {host}") from error
    return [ip_address(str(info[4][0]).partition("%")[0]) for info in found]
