"""The pictures of practices in the memory of one process, fed by the change log.

The log is polled for all practices at once. A number that is missing belongs to a transaction under way: it is asked
for again until it shows up, or is so old that it was rolled back. After a lost connection, or when the log has been
swept beyond what was read, everything is read anew.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from uuid import UUID

import psycopg
from sqlalchemy.ext.asyncio import AsyncEngine

from api.clock import utc_now
from api.store.album import Album
from api.store.change_log import ChangeLog, Line
from api.store.effects import Effects
from api.store.errors import StaleError, UnavailableError
from api.store.ledger import Kind
from api.store.numbers import TooFarBehindError
from api.store.pictures import keys_of
from api.store.transactions import Transactions
from scheduler.booking.days import Diary

PAUSE = 0.05
"""Seconds between two polls."""
STALE = 5.0
"""Seconds after which nothing is offered from a picture that could not be refreshed."""

MOMENT = 0.5
"""Seconds that a request waits for a picture that is too old."""

_log = logging.getLogger("creneau.replica")


class Replica:
    """Keeps the pictures of practices fresh between `start` and `stop`.

    `clock`: seconds that only grow. `now`: the time of day, in UTC. `on_key` is told of an API key that changed, or
    None when any may have.
    """

    def __init__(
        self,
        engine: AsyncEngine,
        *,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = utc_now,
        on_key: Callable[[UUID | None], None] | None = None,
    ) -> None:
        self._clock = clock
        self.on_key = on_key
        self._album = Album(Transactions(engine), now)
        self._log = ChangeLog(engine, clock)
        self._own: set[int] = set()
        self._fresh = float("-inf")
        self._wake = asyncio.Event()
        self._waiting: list[asyncio.Future[None]] = []
        self._failing: type[Exception] | None = None
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin to poll. Without a database it does not fail: the pictures are stale until there is one."""
        self._task = asyncio.create_task(self._run())
        with suppress(StaleError):
            await self._next_round()

    async def stop(self) -> None:
        """End it, and give the pictures up."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task
            self._task = None
        await self._log.close()
        self._album.close()

    def staleness(self) -> float:
        """How old the pictures may be, in seconds: what was committed before is in them."""
        return self._clock() - self._fresh

    async def diary(self, practice: str, token: int = 0) -> Diary:
        """The picture of a practice, with the change of that number in it. `UnknownError`, `StaleError`.

        A token is only handed out once it is committed, so that whatever poll begins later must find it.
        """
        if not (token in self._own or self._log.has(token)):
            await self._next_round()
        if self.staleness() > STALE:  # a process that was itself held up is fresh again in a moment
            await self._next_round(MOMENT)
        loading = not self._album.holds(practice)
        picture = await self._album.picture(practice)
        # Lines of the log that were read but whose rows were not: those of a round under way, or while it was loaded.
        if (token or loading) and self._album.behind(practice):
            await self._next_round()
            picture = await self._album.picture(practice)
        return picture

    async def reload(self, practice: str) -> None:
        """Read the picture of a practice whole: now, or if that fails before it is given again."""
        self._album.outdate(practice)
        with suppress(UnavailableError):
            await self._album.picture(practice)

    def put(self, practice: str, effects: Effects, numbers: Sequence[int]) -> None:
        """What this process has written: seen at once, and not read again when the log tells of it.

        If the log was quicker, others may have written since: what was put is read again.
        """
        self._album.put(practice, effects)
        untold = {number for number in numbers if not self._log.has(number)}
        self._own |= untold
        if untold != set(numbers):
            self._album.soil(practice, keys_of(effects))

    async def poll(self) -> None:
        """One round: read the log and refresh what it names. Errors of the connection."""
        began, served = self._clock(), self._waiting
        self._waiting = []
        try:
            link = self._log.link or await self._open()
            self._note(await self._log.read())
            await self._album.refresh(link)
        except BaseException:
            self._waiting += served
            raise
        self._fresh = began
        for one in served:
            if not one.done():
                one.set_result(None)

    async def _open(self) -> psycopg.AsyncConnection[object]:
        """A new connection, behind which everything is read anew: what was missed cannot be told."""
        link = await self._log.open()
        self._own.clear()
        self._tell_key(None)
        self._album.forget_all()
        return link

    def _note(self, lines: Iterable[Line]) -> None:
        for line in lines:
            if line.kind is Kind.KEY and line.subject is not None:
                self._tell_key(UUID(line.subject))
        self._album.note(line for line in lines if line.kind is not Kind.KEY and line.number not in self._own)
        self._own.difference_update(line.number for line in lines)

    def _tell_key(self, key: UUID | None) -> None:
        if self.on_key is not None:
            self.on_key(key)

    async def _next_round(self, seconds: float = STALE) -> None:
        """Wait for a round that begins from now on. `StaleError` if there is none for so long."""
        served: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting = [one for one in self._waiting if not one.done()]  # those who gave up while nothing answered
        self._waiting.append(served)
        self._wake.set()
        try:
            await asyncio.wait_for(served, seconds)
        except TimeoutError:
            raise StaleError from None

    async def _run(self) -> None:
        while True:
            await self.survive()
            with suppress(TimeoutError):
                # Not `wait_for`: where it finds the event set it drops a cancellation, and `stop` waits for ever.
                async with asyncio.timeout(PAUSE):
                    await self._wake.wait()
            self._wake.clear()

    async def survive(self) -> None:
        """One round; if it fails, for whatever reason, the next one begins with a new connection."""
        try:
            await self.poll()
            self._failing = None
        except TooFarBehindError:
            await self._log.close()
        except Exception as error:  # without rounds the process would answer nothing any more
            if self._failing is not type(error):  # said once, not at every round
                _log.warning("the change log cannot be read: %s", type(error).__name__)
            self._failing = type(error)
            await self._log.close()
