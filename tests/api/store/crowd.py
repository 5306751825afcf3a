"""A crowd that books, holds, moves and cancels on few starts, and what it was told."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field, replace
from random import Random
from uuid import UUID

from api.store.postgres import PostgresStore
from scheduler.booking.appointments import Appointment, Slot
from scheduler.booking.store import NotTakenError
from scheduler.calendar import show_clock
from tests.api.store.ward import a_store, cancelled
from tests.booking import NOW, a_day, a_hold, a_slot, an_appointment

HOLDERS = ("ada", "ben")


@dataclass
class Told:
    """What the crowd was told: the appointments as it knows them, and how often what was done or refused."""

    appointments: dict[UUID, Appointment] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)


class _Client:
    """One who makes attempts, with a random generator of its own."""

    def __init__(self, store: PostgresStore, seed: int, told: Told) -> None:
        self._store = store
        self._random = Random(seed)
        self._told = told
        self._mine: list[UUID] = []

    async def attempt(self) -> None:
        """One thing at random."""
        chosen = self._random.choices([self._book, self._book_held, self._move, self._cancel], [5, 2, 3, 2])[0]
        try:
            await chosen()
            self._told.counts["done"] += 1
        except NotTakenError as refused:
            self._told.counts[type(refused).__name__] += 1

    def _slot(self) -> Slot:
        begin = self._random.randrange(9 * 60, 12 * 60, 5)
        minutes = self._random.choice([10, 20, 30])
        resources = ("ultrasound/1",) if self._random.random() < 0.3 else ()
        return a_slot(
            show_clock(begin),
            minutes,
            self._random.choice(HOLDERS),
            day=a_day(self._random.randrange(2)),
            resources=resources,
        )

    def _id(self) -> UUID:
        return UUID(int=self._random.getrandbits(128))

    def _keep(self, one: Appointment) -> None:
        self._told.appointments[one.id] = one
        if one.id not in self._mine:
            self._mine.append(one.id)

    async def _book(self) -> None:
        one = replace(an_appointment(self._slot()), id=self._id())
        await self._store.book(one, NOW)
        self._keep(one)

    async def _book_held(self) -> None:
        hold = replace(a_hold(self._slot()), id=self._id())
        await self._store.hold(hold, NOW)
        if self._random.random() < 0.3:
            await self._store.let_go(hold.practice, hold.id, NOW)
            return
        one = replace(an_appointment(hold.slot), id=self._id())
        await self._store.book(one, NOW, hold.id)
        self._keep(one)

    async def _move(self) -> None:
        if self._mine:
            before = self._told.appointments[self._random.choice(self._mine)]
            after = replace(before, slot=self._slot(), version=before.version + 1)
            await self._store.move(before, after, NOW)
            self._keep(after)

    async def _cancel(self) -> None:
        if self._mine:
            before = self._told.appointments[self._mine.pop(self._random.randrange(len(self._mine)))]
            after = cancelled(before)
            await self._store.cancel(before, after, NOW)
            self._told.appointments[after.id] = after


async def _crowd(url: str, seed: int, clients: int, attempts: int) -> Told:
    told = Told()
    async with a_store(url, clients) as store:

        async def one(number: int) -> None:
            client = _Client(store, seed * 1000 + number, told)
            for _ in range(attempts):
                await client.attempt()

        await asyncio.gather(*(one(number) for number in range(clients)))
    return told


def crowd(url: str, seed: int, clients: int = 8, attempts: int = 60) -> Told:
    """Let a crowd loose on a database; runs in a process of its own as well."""
    return asyncio.run(_crowd(url, seed, clients, attempts))
