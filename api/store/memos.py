"""Answers remembered under an idempotency key: the first statement of a write, so that a twin at work is waited for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from psycopg import AsyncCursor
from psycopg.types.json import Jsonb

from api.store.tables import FINGERPRINT
from api.store.transactions import Link
from scheduler.booking.store import Memo, MemoReusedError

_INSERT = """
    INSERT INTO memo (practice, key, fingerprint, answer, at)
    VALUES (%(practice)s, %(key)s, %(fingerprint)s, %(answer)s, %(at)s) ON CONFLICT DO NOTHING RETURNING true
"""
_FIND = "SELECT fingerprint, answer FROM memo WHERE practice = %s AND key = %s"


class DoneBeforeError(Exception):
    """The write was done before, so that nothing is written; `answer` is what was said then, if that is known."""

    def __init__(self, answer: Mapping[str, Any] | None = None) -> None:
        super().__init__()
        self.answer = answer


async def remembered(link: Link, practice: str, memo: Memo[Any]) -> Mapping[str, Any] | None:
    """What was answered under the memo's key, None if nothing yet. `MemoReusedError`."""
    row = await (await link.execute(_FIND, [practice, memo.key])).fetchone()
    if row and row[0] != memo.fingerprint:
        raise MemoReusedError
    return row[1] if row else None


def asked_for(memo: Memo[Any] | None) -> dict[str, str | None]:
    """The column that tells by which request a row was made."""
    return {FINGERPRINT: memo.fingerprint if memo else None}


async def found_again(made_by: AsyncCursor[Any], memo: Memo[Any] | None) -> None:
    """`DoneBeforeError` if the row is there already; `MemoReusedError` if another request made it.

    `made_by`: its fingerprint. The answer may be forgotten by now, but not the id that follows from the key.
    """
    row = await made_by.fetchone()
    if row is not None and memo is not None and row[0] != memo.fingerprint:
        raise MemoReusedError
    if row is not None:
        raise DoneBeforeError


async def remember(link: Link, practice: str, memo: Memo[Any] | None, thing: object) -> AsyncCursor[Any] | None:
    """Write the answer down, without waiting whether it is the first: `first` tells."""
    if memo is None:
        return None
    row = {"practice": practice, "key": memo.key, "fingerprint": memo.fingerprint, "at": memo.at}
    return await link.execute(_INSERT, row | {"answer": Jsonb(memo.answer(thing))})


async def first(link: Link, practice: str, memo: Memo[Any] | None, written: AsyncCursor[Any] | None) -> None:
    """`DoneBeforeError` with the answer if there was one; `MemoReusedError`."""
    if memo is not None and written is not None and await written.fetchone() is None:
        raise DoneBeforeError(await remembered(link, practice, memo))
