"""Where messages may go. A practice names any URL, so that nobody may reach through us what only we can reach."""

from __future__ import annotations

import asyncio
import ipaddress
import os
import socket
from collections.abc import Iterable

import httpx

VARIABLE = "CRENEAU_WEBHOOK_PRIVATE"
LOCAL = frozenset({"localhost", "127.0.0.1", "::1", "[::1]"})
GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
"""Where every public address of IPv6 lies. What wraps an address of IPv4 lies outside, but for the two below."""
SPECIAL = tuple(
    map(
        ipaddress.ip_network,
        (
            "192.0.0.0/24",  # protocol assignments
            "192.88.99.0/24",  # relays to 6to4
            "2001::/23",  # protocol assignments, Teredo among them
            "2001:db8::/32",  # documentation
            "2002::/16",  # 6to4
            "3fff::/20",  # documentation
        ),
    )
)
"""Addresses that look public and are not; the standard library knows some of them, depending on its version."""


class ForbiddenAddressError(httpx.TransportError):
    """The host leads to an address inside a private network, or to none."""


def private_allowed() -> bool:
    """Whether messages may go to private addresses: `CRENEAU_WEBHOOK_PRIVATE=1`."""
    return os.environ.get(VARIABLE) == "1"


def url_fault(url: str, *, private: bool) -> str | None:
    """The catalogue key of what is wrong with a webhook's URL, None if nothing is. No name is looked up."""
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError):
        return "webhook-url"
    local = parsed.host in LOCAL
    if not parsed.host or parsed.userinfo or parsed.fragment:
        return "webhook-url"
    if parsed.scheme != "https" and not (parsed.scheme == "http" and local):
        return "webhook-https"
    return None if private or not (local or _is_private_literal(parsed.host)) else "webhook-private"


def _is_private_literal(host: str) -> bool:
    try:
        return not is_public(host)
    except ValueError:
        return False  # a name, which is looked up when a message is sent


def is_public(address: str) -> bool:
    """Whether an address is one of the public internet, and wraps no other; ValueError if it is no address."""
    found = ipaddress.ip_address(address.strip("[]").partition("%")[0])
    unicast = not found.is_multicast if found.version == 4 else found in GLOBAL_UNICAST
    return unicast and found.is_global and not any(found in one for one in SPECIAL)


class CheckedTransport(httpx.AsyncBaseTransport):
    """Looks a name up once, checks all its addresses, and connects to what was checked: no second look-up can differ.

    The certificate is still that of the name. `ForbiddenAddressError`.
    """

    def __init__(self, inner: httpx.AsyncBaseTransport, *, private: bool) -> None:
        self._inner = inner
        self._private = private

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request to the first address of its host."""
        name = request.url.host
        addresses = await _addresses(name, request.url.port)
        if not self._private and not all(map(is_public, addresses)):
            raise ForbiddenAddressError("a private address")
        request.url = request.url.copy_with(host=addresses[0])
        request.extensions = {**request.extensions, "sni_hostname": name}
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        """Close what it sends through."""
        await self._inner.aclose()


async def _addresses(host: str, port: int | None) -> list[str]:
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port or 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as failure:  # the latter: no name that could be looked up
        raise ForbiddenAddressError("no address") from failure
    return _once(str(address[4][0]) for address in found)


def _once(addresses: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(addresses))
