"""Transactions: run whole or not at all, and once, whatever becomes of the connection.

A deadlock and a lost connection are run again. If anything fails once the end is on its way, the attempt is looked for
by what it alone wrote, once no transaction of its number is under way, so that nothing is done twice and nothing is
lost.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

import psycopg
from psycopg.errors import DeadlockDetected, InvalidParameterValue, LockNotAvailable, SerializationFailure
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoneFreeError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from api.store.effects import Effects
from api.store.errors import BusyError, FaultError, OutcomeUnknownError, UnavailableError, UnreachableError
from api.store.ledger import Ledger

Done = TypeVar("Done")
Link = psycopg.AsyncConnection[Any]

TIMES = 5
"""How often a transaction is begun before it is given up."""
TRIES = 100
PAUSE = 0.05
"""How often, and how many seconds apart, a connection is asked for: a database restarts in a second or two."""

_ENDED = ("08", "57P", "25P04")
"""What an SQLSTATE begins with when the connection ends: lost, shut down, timed out."""


class LostError(Exception):
    """The connection is gone."""


@dataclass
class Transaction:
    """One attempt. `ledger` is written at its end; `effects`: what it does to the picture in memory.

    `number`: the server's for it, known before its end is asked for (`ending`). `done`: what its work gave.
    """

    link: Link
    ledger: Ledger
    effects: Effects = field(default_factory=Effects)
    number: str | None = None
    ending: bool = False
    done: Any = None


Work = Callable[[Transaction], Awaitable[Any]]


class Transactions:
    """Runs transactions on the connections of an engine.

    Errors of all: `UnavailableError`, `FaultError`; of those that write: `OutcomeUnknownError`.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine

    async def write(self, ledger: Callable[[], Ledger], work: Work) -> Transaction:
        """Run `work` and keep all it did, or nothing. It may be run again: all it changes is the database."""
        for _ in range(TIMES):
            begun: list[Transaction] = []
            try:
                return await self._once(ledger(), work, begun)
            except (DeadlockDetected, SerializationFailure):
                continue
            except Exception as failure:
                if begun and begun[0].ending and await self._was_kept(begun[0]):
                    return begun[0]
                if not isinstance(failure, LostError):
                    raise
        raise BusyError

    async def _once(self, ledger: Ledger, work: Work, begun: list[Transaction]) -> Transaction:
        async with self.link() as link:
            transaction = Transaction(link, ledger)
            begun.append(transaction)
            if link.autocommit:
                await _whole_again(link)
            async with link.pipeline():
                numbered = await link.execute("SELECT pg_current_xact_id()::text")
                transaction.done = await work(transaction)
                (transaction.number,) = await numbered.fetchone() or (None,)
                await ledger.write(link)
                transaction.ending = True
                await link.commit()
            await ledger.read_numbers()
        return transaction

    async def _was_kept(self, transaction: Transaction) -> bool:
        """Whether a transaction whose end was not heard was kept. `OutcomeUnknownError`."""
        if not transaction.ledger.audits:
            raise OutcomeUnknownError
        try:
            for _ in range(TRIES):
                if await self.read(lambda link: _is_over(link, transaction.number)):
                    return await self.read(transaction.ledger.was_kept)
                await asyncio.sleep(PAUSE)
        except (UnavailableError, FaultError) as failure:
            raise OutcomeUnknownError from failure
        raise OutcomeUnknownError

    async def read(self, work: Callable[[Link], Awaitable[Done]], *, seconds: int | None = None) -> Done:
        """Run `work`, which only reads. `seconds`: on one snapshot of the database, for so long at most."""
        for _ in range(TIMES):
            try:
                async with self.link() as link, _reading(link, seconds):
                    return await work(link)
            except (DeadlockDetected, SerializationFailure, LostError):
                continue
        raise UnreachableError

    @asynccontextmanager
    async def link(self) -> AsyncIterator[Link]:
        """A live connection, and the store's errors for those of the driver; `LostError` if it dies meanwhile."""
        connection = await self._connected()
        try:
            link: Link = (await connection.get_raw_connection()).driver_connection  # type: ignore[assignment]
            with _told(link):
                yield link
        except (LostError, asyncio.CancelledError):
            await connection.invalidate()
            raise
        finally:
            await connection.close()

    async def _connected(self) -> AsyncConnection:
        for _ in range(TRIES):
            try:
                return await self.engine.connect()
            except NoneFreeError:
                raise BusyError from None
            except (DBAPIError, OSError):
                await asyncio.sleep(PAUSE)
        raise UnreachableError


@contextmanager
def _told(link: Link) -> Iterator[None]:
    try:
        yield
    except (DeadlockDetected, SerializationFailure):
        raise
    except LockNotAvailable:
        raise BusyError from None
    except psycopg.Error as error:
        if link.closed or link.broken or (error.sqlstate or "").startswith(_ENDED):
            raise LostError from None
        raise FaultError(error) from None


@asynccontextmanager
async def _reading(link: Link, seconds: int | None) -> AsyncIterator[None]:
    """Each statement for itself, or with `seconds` all on one snapshot."""
    if seconds is None:
        await link.set_autocommit(True)
        try:
            yield
        finally:
            if link.autocommit:
                await _whole_again(link)
        return
    await link.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    await allow_seconds(link, seconds)
    yield


async def _whole_again(link: Link) -> None:
    """From now on statements belong together again, as every write relies on."""
    if link.info.transaction_status is psycopg.pq.TransactionStatus.IDLE:
        await link.set_autocommit(False)


async def allow_seconds(link: Link, seconds: int) -> None:
    """Let the transaction under way last so long from now on.

    The server goes by the time that ran when it was begun: only one that was switched off begins anew.
    """
    await link.execute(
        "SELECT set_config('transaction_timeout', '0', true), set_config('transaction_timeout', %s, true)",
        [f"{seconds}s"],
    )


async def _is_over(link: Link, number: str | None) -> bool:
    """Whether no transaction of that number is under way.

    Nothing else is to be read from a number: after a crash the server gives it to another transaction.
    """
    try:
        found = await link.execute("SELECT pg_xact_status(%s::xid8)", [number])
        (status,) = await found.fetchone() or (None,)
    except InvalidParameterValue:  # this server has never given it: another one took over
        return True
    return bool(status != "in progress")
