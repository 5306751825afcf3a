"""The service under pressure: rounds in which every route has its turn, so that all meet the same machine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from benchmarks.booking.searches import Search
from benchmarks.load.pressure import Measured, each_once, pressed
from benchmarks.load.wire import request_bytes
from benchmarks.own_process import apart

EMPTY, FIXED = "an empty route", "ten fixed offers"
Address = tuple[str, int]


@dataclass(frozen=True)
class Effort:
    """How long each route has its turn, how often, and how many clients ask at once."""

    seconds: float = 3.0
    repetitions: int = 5
    clients: int = 16


@dataclass(frozen=True)
class Rounds:
    """What one route did in each round."""

    measured: Sequence[Measured]

    @property
    def rate(self) -> float:
        """Answers a second, the median of the rounds."""
        return median(one.rate for one in self.measured)

    @property
    def client_share(self) -> float:
        """The share of a core that the client needed, at most."""
        return max(one.client_share for one in self.measured)

    @property
    def refused(self) -> int:
        """Answers that were none of 200 to 299."""
        return sum(sum(one.others.values()) for one in self.measured)

    def quantile(self, share: float) -> float:
        """Milliseconds, the median of the rounds."""
        return median(one.quantile(share) for one in self.measured)

    def worst(self, share: float) -> float:
        """Milliseconds in the worst round."""
        return max(one.quantile(share) for one in self.measured)

    def against(self, other: Rounds) -> Ratio:
        """Its rates beside those of another in the same rounds."""
        ratios = sorted(mine.rate / its.rate for mine, its in zip(self.measured, other.measured, strict=True))
        return Ratio(median(ratios), ratios[0], ratios[-1])


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio, with its least and its most in any round."""

    median: float
    least: float
    most: float

    def __str__(self) -> str:
        return f"{self.median:.2f} [{self.least:.2f}–{self.most:.2f}]"


def headers_of(key: str) -> dict[str, str]:
    """What every request bears."""
    return {"authorization": f"Bearer {key}", "accept-language": "en"}


def empty_requests() -> list[bytes]:
    """A route that does nothing and asks for no key."""
    return [request_bytes("GET", "/health", {})]


def requests_of(key: str, path: str, bodies: Sequence[Mapping[str, Any]]) -> list[bytes]:
    """A POST for each body."""
    return [request_bytes("POST", path, headers_of(key), body) for body in bodies]


def in_rounds(
    address: Address,
    routes: Mapping[str, Sequence[bytes]],
    effort: Effort,
    on_round: Callable[[int], None] = lambda _: None,
) -> dict[str, Rounds]:
    """Every route in every round, one after the other; the clients are in a process of their own each time."""
    found: dict[str, list[Measured]] = {name: [] for name in routes}
    for number in range(effort.repetitions):
        on_round(number)
        for name, requests in routes.items():
            took = apart(pressed, address, requests, effort.clients, effort.seconds)
            found[name].append(took.answer)
    return {name: Rounds(measured) for name, measured in found.items()}


def routes_of(key: str, bodies: Mapping[Search, Sequence[Mapping[str, Any]]]) -> dict[str, list[bytes]]:
    """The empty route, the fixed one, and each search; the fixed one is sent what the first search is."""
    first = next(iter(bodies.values()))
    searches = {search.name: requests_of(key, "/slots/search", asked) for search, asked in bodies.items()}
    return {EMPTY: empty_requests(), FIXED: requests_of(key, "/slots/fixed", first), **searches}


def booked(address: Address, key: str, bodies: Sequence[Mapping[str, Any]], clients: int, first: int) -> Measured:
    """Make bookings, each once, under an idempotency key that begins to count at `first`."""
    requests = [
        request_bytes("POST", "/appointments", {**headers_of(key), "idempotency-key": f"study-{first + number}"}, body)
        for number, body in enumerate(bodies)
    ]
    return apart(each_once, address, requests, clients).answer
