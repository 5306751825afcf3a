"""Forgetting: expired holds, and what is older than the practice's retention. For the job queue to call."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from psycopg.rows import dict_row
from sqlalchemy.ext.asyncio import AsyncEngine

from api.store.errors import UnreachableError
from api.store.ledger import Ledger
from api.store.rows import slot_of
from api.store.takes import ask, ending
from api.store.transactions import Link, Transaction, Transactions
from scheduler.booking.appointments import SWEPT_AFTER
from scheduler.booking.policy import Retention

_log = logging.getLogger("creneau.sweep")

AT_ONCE = 500
"""How many rows a transaction changes at most, so that it is short."""
MEMO_HOURS = 48
"""How long an answer is remembered under its idempotency key."""
SENT_HOURS = 48
UNSENT_DAYS = 30
"""How long events are kept: once they were sent, and if nobody took them."""
CHANGE_HOURS = 1
"""How long the change log is kept; a process that was away for longer reads everything anew."""

_EXPIRED_IN = "SELECT DISTINCT practice FROM hold WHERE until <= %s"
_EXPIRED = """
    DELETE FROM hold WHERE practice = %(practice)s AND id IN (
        SELECT id FROM hold WHERE practice = %(practice)s AND until <= %(before)s
        ORDER BY until LIMIT %(limit)s FOR UPDATE SKIP LOCKED)
    RETURNING *
"""
# Those too that have published nothing yet: whatever they have was written under a key.
_RETENTIONS = """
    SELECT practice, document->'booking'->'retention'
    FROM (SELECT practice FROM practice UNION SELECT practice FROM api_key UNION SELECT practice FROM memo) AS every
    LEFT JOIN practice USING (practice) ORDER BY practice
"""
_APPOINTMENTS = """
    UPDATE appointment SET patient = NULL, fingerprint = NULL, version = version + 1
    WHERE practice = %(practice)s AND id IN (
        SELECT id FROM appointment
        WHERE practice = %(practice)s AND patient IS NOT NULL AND starts < %(before)s LIMIT %(limit)s)
"""
_WAITING = """
    DELETE FROM waiting WHERE practice = %(practice)s AND id IN (
        SELECT id FROM waiting WHERE practice = %(practice)s AND to_day < %(before)s::date LIMIT %(limit)s)
"""
_PROMISES = """
    DELETE FROM future_visit WHERE practice = %(practice)s AND (patient, motive) IN (
        SELECT patient, motive FROM future_visit
        WHERE practice = %(practice)s AND ends < %(before)s LIMIT %(limit)s)
"""
_AUDIT = """
    DELETE FROM audit WHERE practice = %(practice)s AND number IN (
        SELECT number FROM audit WHERE practice = %(practice)s AND at < %(before)s LIMIT %(limit)s)
"""
_ROTAS = """
    DELETE FROM rota_job WHERE practice = %(practice)s AND id IN (
        SELECT id FROM rota_job WHERE practice = %(practice)s AND asked_at < %(before)s LIMIT %(limit)s)
"""
_MEMOS = """
    DELETE FROM memo WHERE practice = %(practice)s AND key IN (
        SELECT key FROM memo WHERE practice = %(practice)s AND at < %(before)s LIMIT %(limit)s)
"""
_SENT = """
    DELETE FROM event WHERE practice = %(practice)s AND number IN (
        SELECT number FROM event WHERE practice = %(practice)s AND sent_at < %(before)s LIMIT %(limit)s)
"""
_UNSENT = """
    DELETE FROM event WHERE practice = %(practice)s AND number IN (
        SELECT number FROM event WHERE practice = %(practice)s AND at < %(before)s LIMIT %(limit)s)
"""
# The last line stays, so that whoever polls can see that lines before it are gone.
_CHANGES = """
    DELETE FROM change WHERE number IN (
        SELECT number FROM change
        WHERE at < %(before)s AND number < (SELECT max(number) FROM change) LIMIT %(limit)s)
"""
# The guard of the audit trail lets nobody delete who has not said this.
_ALLOWED = "SELECT set_config('creneau.retention', 'on', true)"


@dataclass(frozen=True)
class _Sweep:
    """What is forgotten once it is older than `age`; `told`: the audit trail says so."""

    what: str
    statement: str
    age: timedelta
    told: bool = False


def _sweeps(retention: Retention) -> Iterator[_Sweep]:
    appointments = timedelta(days=retention.appointments_days)
    yield _Sweep("appointments", _APPOINTMENTS, appointments, told=True)
    yield _Sweep("waiting", _WAITING, appointments, told=True)
    yield _Sweep("audit", _AUDIT, timedelta(days=retention.audit_days), told=True)
    yield _Sweep("promises", _PROMISES, timedelta(days=1))
    yield _Sweep("rotas", _ROTAS, timedelta(days=retention.rotas_days), told=True)
    yield _Sweep("memos", _MEMOS, timedelta(hours=MEMO_HOURS))
    yield _Sweep("events", _SENT, timedelta(hours=SENT_HOURS))
    yield _Sweep("events", _UNSENT, timedelta(days=UNSENT_DAYS))


async def sweep_expired(engine: AsyncEngine, now: datetime) -> int:
    """Take expired holds away, with what they claim of days; gives how many."""
    transactions, before = Transactions(engine), now - SWEPT_AFTER
    count = 0
    for practice in await transactions.read(partial(_expired_in, before=before)):
        work = partial(_end_expired, practice=practice, before=before, now=now)
        with _for_itself(practice, "holds"):
            while swept := (await transactions.write(partial(Ledger, practice, now), work)).done:
                count += swept
    return count


async def _expired_in(link: Link, before: datetime) -> list[str]:
    return [practice for (practice,) in await (await link.execute(_EXPIRED_IN, [before])).fetchall()]


async def _end_expired(transaction: Transaction, practice: str, before: datetime, now: datetime) -> int:
    cursor = transaction.link.cursor(row_factory=dict_row)
    asked = {"practice": practice, "before": before, "limit": AT_ONCE}
    rows = await (await cursor.execute(_EXPIRED, asked)).fetchall()
    given = [write for row in rows for write in ending(row["id"], slot_of(row))]
    await (await ask(transaction, given, now)).settle()
    return len(rows)


async def sweep_retention(engine: AsyncEngine, now: datetime) -> dict[str, int]:
    """Forget what is older than each practice keeps it; gives how many rows of what."""
    transactions = Transactions(engine)
    counts: Counter[str] = Counter()
    for practice, stated in await transactions.read(_retentions):
        with _for_itself(practice, "retention"):
            for one in _sweeps(Retention.model_validate(stated or {})):
                with _for_itself(practice, one.what):
                    counts[one.what] += await _forget(transactions, practice, one, now)
    with _for_itself("", "changes"):
        changes = _Sweep("changes", _CHANGES, timedelta(hours=CHANGE_HOURS))
        counts["changes"] += await _forget(transactions, "", changes, now)
    return dict(+counts)


@contextmanager
def _for_itself(practice: str, what: str) -> Iterator[None]:
    """What fails for one practice stops nobody else's sweep, unless there is no database any more."""
    try:
        yield
    except UnreachableError:
        raise
    except Exception as failure:  # a row or a document that cannot be read, rows that others kept
        _log.error("%s of the practice %s not swept: %s", what, practice, type(failure).__name__)


async def _retentions(link: Link) -> list[tuple[str, Any]]:
    return await (await link.execute(_RETENTIONS)).fetchall()


async def _forget(transactions: Transactions, practice: str, sweep: _Sweep, now: datetime) -> int:
    work = partial(_forget_some, sweep=sweep, before=now - sweep.age)
    count = 0
    while some := (await transactions.write(partial(Ledger, practice, now), work)).done:
        count += some
    return count


async def _forget_some(transaction: Transaction, sweep: _Sweep, before: datetime) -> int:
    asked: dict[str, Any] = {"practice": transaction.ledger.practice, "before": before, "limit": AT_ONCE}
    await transaction.link.execute(_ALLOWED)
    done = await transaction.link.execute(sweep.statement, asked)
    # Its count is known once a later answer is there.
    await (await transaction.link.execute("SELECT true")).fetchone()
    if sweep.told and done.rowcount:
        transaction.ledger.audit(f"retention.{sweep.what}", None, {"rows": done.rowcount})
    return int(done.rowcount)
