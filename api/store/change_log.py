"""Reading the change log: what is new, and what was missing and has shown up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from api.store.engine import open_link
from api.store.ledger import Kind
from api.store.numbers import PATIENCE, Numbers, TooFarBehindError
from api.store.transactions import Link

# The newest line that is so old that all before it are there; without one, some way before the oldest.
_START = """
    SELECT greatest(0, coalesce(
        (SELECT max(number) FROM change WHERE at < clock_timestamp() - make_interval(secs => %s)),
        (SELECT min(number) - 1000 FROM change)))
"""
_NEW = "SELECT number, practice, kind, subject, day FROM change WHERE number > %s ORDER BY number LIMIT 20000"
_MISSING = "SELECT number, practice, kind, subject, day FROM change WHERE number = ANY (%s) ORDER BY number"
_KINDS = frozenset(Kind)
_OLDEST = "SELECT coalesce(min(number), 0) FROM change"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the change log."""

    number: int
    practice: str
    kind: Kind
    subject: str | None
    day: date | None


def _kind(named: str) -> Kind:
    """What a line is about; one of a later version may be about anything, as a publication is."""
    return Kind(named) if named in _KINDS else Kind.PUBLISHED


class ChangeLog:
    """Reads the log over a connection of its own; `clock`: seconds that only grow."""

    def __init__(self, engine: AsyncEngine, clock: Callable[[], float]) -> None:
        self._engine = engine
        self._clock = clock
        self._numbers: Numbers | None = None
        self._begun = False
        self.link: Link | None = None

    def has(self, number: int) -> bool:
        """Whether the line of that number was read, or is known never to come."""
        return self._numbers is not None and self._numbers.has(number)

    async def open(self) -> Link:
        """Begin a little in the past: whatever is under way now shows up behind it."""
        await self.close()
        self.link = await open_link(self._engine)
        self._numbers, self._begun = Numbers(await self._number(_START, [PATIENCE])), False
        return self.link

    async def close(self) -> None:
        """Give the connection back."""
        if self.link is not None:
            link, self.link = self.link, None
            await link.close()

    async def read(self) -> list[Line]:
        """The lines that were not read yet. `TooFarBehindError` if some have been swept away."""
        if self._numbers is None:
            raise TooFarBehindError
        numbers, before, began = self._numbers, self._numbers.last, self._clock()
        # The new ones first: a transaction that commits in between may hold a gap and a new number, and whoever waits
        # for the new one must find both.
        new = await self._lines(_NEW, [before])
        missing = await self._lines(_MISSING, [list(numbers.gaps)]) if numbers.gaps else []
        if self._begun and new and new[0].number > before + 1 and await self._number(_OLDEST) > before + 1:
            raise TooFarBehindError
        self._begun = True
        numbers.note((line.number for line in (*missing, *new)), self._clock())
        numbers.give_up(began)  # however long the answer lay unread: it tells of that moment
        return [*missing, *new]

    async def _lines(self, statement: Any, values: list[Any]) -> list[Line]:
        if self.link is None:
            raise TooFarBehindError
        found = await (await self.link.execute(statement, values)).fetchall()
        return [Line(number, practice, _kind(kind), *rest) for number, practice, kind, *rest in found]

    async def _number(self, statement: Any, values: list[Any] | None = None) -> int:
        if self.link is None:
            raise TooFarBehindError
        row = await (await self.link.execute(statement, values)).fetchone()
        return row[0] if row else 0
