"""Hundreds of clients in one process, which share a number of attempts with the other processes."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from random import Random

from benchmarks.load.client import Client, Wanted
from benchmarks.load.journal import Journal
from benchmarks.load.pressure import run_quickly

TURNS_AT_ONCE = 20
"""Attempts are taken from the common number in handfuls, so that processes do not wait for each other."""


@dataclass(frozen=True)
class Crowd:
    """The clients of one process: how many, with which key, and what they may want."""

    number: int
    clients: int
    address: tuple[str, int]
    key: str
    category: str
    wanted: Sequence[Wanted]
    days: Sequence[str]
    seed: int
    journal: Path

    @property
    def name(self) -> str:
        """Its name in the journals."""
        return f"c{self.number}"


class Attempts:
    """The attempts left to all processes; taken in handfuls."""

    def __init__(self, left: Synchronized[int]) -> None:
        self._left = left
        self._mine = 0

    def take(self) -> bool:
        """Take one; False if none is left."""
        if not self._mine:
            with self._left.get_lock():
                self._mine = max(0, min(TURNS_AT_ONCE, self._left.value))
                self._left.value -= self._mine
        self._mine -= 1
        return self._mine >= 0


def let_live(crowd: Crowd, left: Synchronized[int]) -> None:
    """Let all clients live until no attempt is left; their journal is whole then."""
    run_quickly(_live(crowd, Attempts(left)))


async def _live(crowd: Crowd, attempts: Attempts) -> None:
    with crowd.journal.open("w", encoding="utf-8") as file:
        journal = Journal(file)
        clients = [_client(crowd, number, journal, attempts) for number in range(crowd.clients)]
        await asyncio.gather(*(client.live() for client in clients))


def _client(crowd: Crowd, number: int, journal: Journal, attempts: Attempts) -> Client:
    name = f"{crowd.name}-{number}"
    return Client(
        name=name,
        address=crowd.address,
        key=crowd.key,
        category=crowd.category,
        wanted=crowd.wanted,
        days=crowd.days,
        journal=journal,
        random=Random(f"{crowd.seed} {name}"),  # noqa: S311 - no secret
        wants_more=attempts.take,
    )
