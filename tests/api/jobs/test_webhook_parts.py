"""The parts of webhooks: signatures, addresses, patience."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import httpx
import pytest

from api.jobs.webhooks.address import CheckedTransport, ForbiddenAddressError, is_public, url_fault
from api.jobs.webhooks.delivery import a_client
from api.jobs.webhooks.patience import GIVEN_UP_AFTER, next_try
from api.jobs.webhooks.signature import signature
from api.store.webhooks import Webhook

NOW = datetime(2026, 1, 5, 7, tzinfo=UTC)


def test_a_signature_is_that_of_the_documentation() -> None:
    """HMAC-SHA256 of moment, dot and body under the secret; computed here by another program once and for all."""
    told = signature("whsec_secret", NOW, b'{"id":"1"}')
    assert told == "t=1767596400,v1=6e930af6a905803645b50195858cc4705cc80b5adf7da99ad95fb21051c6a6f6"


@pytest.mark.parametrize(
    ("secret", "body", "later"), [("other", b"{}", 0), ("secret", b"{ }", 0), ("secret", b"{}", 1)]
)
def test_every_part_of_a_message_is_signed(secret: str, body: bytes, later: int) -> None:
    """Another secret, another body, or another moment has another signature."""
    told = signature("secret", NOW, b"{}").partition("v1=")[2]
    assert signature(secret, NOW + timedelta(seconds=later), body).partition("v1=")[2] != told


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("https://example.org/hook", None),
        ("https://example.org:8443/hook?a=b", None),
        ("http://example.org/hook", "webhook-https"),
        ("https://name:word@example.org/", "webhook-url"),
        ("https://example.org/#part", "webhook-url"),
        ("https://", "webhook-url"),
        ("https://[::1", "webhook-url"),
        ("http://localhost/", "webhook-private"),
        ("https://127.0.0.1/", "webhook-private"),
        ("https://10.0.0.7/", "webhook-private"),
        ("https://169.254.169.254/latest", "webhook-private"),
        ("https://[::ffff:127.0.0.1]/", "webhook-private"),
    ],
)
def test_addresses_that_are_refused_at_once(url: str, fault: str | None) -> None:
    """Only https, nothing hidden in the address, and no private address that shows its face."""
    assert url_fault(url, private=False) == fault


def test_private_addresses_may_be_allowed() -> None:
    """A practice's own receiver on the same machine, also without TLS; on others only with it."""
    assert url_fault("http://localhost:9000/", private=True) is None
    assert url_fault("https://10.0.0.7/", private=True) is None
    assert url_fault("http://10.0.0.7/", private=True) == "webhook-https"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "fe80::1%eth0",
        "fd00::1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::a00:1",
        "64:ff9b:1::7f00:1",
        "::127.0.0.1",
        "::8.8.8.8",
        "::ffff:8.8.8.8",
        "2002:808:808::1",
        "2001::1",
        "2001:db8::1",
        "3fff::1",
        "5f00::1",
        "fec0::1",
        "ff02::1",
        "::",
        "192.0.0.8",
        "192.88.99.1",
        "198.18.0.1",
        "240.0.0.1",
        "255.255.255.255",
    ],
)
def test_addresses_inside_networks_are_not_public(address: str) -> None:
    """Loopback, private, site- and link-local, shared, multicast, reserved, and whatever wraps an address of IPv4."""
    assert not is_public(address)


def test_public_addresses_are_public() -> None:
    """In both versions of the protocol."""
    assert is_public("93.184.215.14")
    assert is_public("2606:2800:21f:cb07:6820:80da:af6b:8b2c")


def test_a_name_that_leads_inside_is_refused_when_a_message_is_sent() -> None:
    """What a name leads to is looked up then: nothing is sent."""
    sent: list[httpx.Request] = []
    inner = httpx.MockTransport(lambda request: sent.append(request) or httpx.Response(204))  # type: ignore[func-returns-value]

    async def send(private: bool) -> None:
        async with httpx.AsyncClient(transport=CheckedTransport(inner, private=private)) as client:
            await client.post("https://localhost/hook")

    with pytest.raises(ForbiddenAddressError):
        asyncio.run(send(private=False))
    assert sent == []
    asyncio.run(send(private=True))
    (request,) = sent
    assert request.url.host in ("127.0.0.1", "::1")
    assert (request.headers["Host"], request.extensions["sni_hostname"]) == ("localhost", "localhost")


def test_a_name_that_cannot_be_looked_up_leads_nowhere() -> None:
    """It is a failure of the message like any other, which is given up after a day."""

    async def send() -> None:
        async with a_client(private=False) as client:
            await client.post(f"https://{'a' * 64}.example.org/hook")

    with pytest.raises(ForbiddenAddressError):
        asyncio.run(send())


def test_a_webhook_shows_no_secret() -> None:
    """Not even where it is written out whole, as in the text of an error."""
    webhook = Webhook("the-practice", UUID(int=1), "https://example.org/", "whsec_hidden", (), NOW)
    assert "hidden" not in f"{webhook} {webhook!r}"


def test_messages_are_tried_ever_more_rarely_for_a_day() -> None:
    """The pauses grow from seconds to hours; after a day it is given up."""
    moment, tries = NOW, [NOW]
    while (again := next_try(NOW, moment, len(tries))) is not None:
        tries.append(again)
        moment = again
    pauses = [later - earlier for earlier, later in pairwise(tries)]
    assert pauses[0] == timedelta(seconds=2)
    assert pauses == sorted(pauses)
    assert pauses[-1] == timedelta(hours=4)
    assert timedelta(hours=20) < tries[-1] - NOW <= GIVEN_UP_AFTER
