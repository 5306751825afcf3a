"""The audit trail: every write and every refusal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from sqlalchemy import Row, select

from api.dependencies import Call, needs
from api.schemas.audit import AuditLine, AuditPage
from api.schemas.model import Cursor, Moment, as_cursor, checked, from_cursor
from api.scopes import Scope
from api.store.tables import audit

router = APIRouter(tags=["audit"])

LARGEST = 2**63 - 1
"""The database counts no further."""

Reads = Annotated[Call, Depends(needs(Scope.AUDIT_READ))]


def _number(page: str) -> int:
    (number,) = from_cursor(page, int)
    return min(int(number), LARGEST)


AuditCursor = Annotated[Cursor, checked(_number)]


@router.get("/audit", summary="Read the audit trail")
async def read(
    call: Reads,
    since: Annotated[Moment | None, Query(alias="from")] = None,
    until: Annotated[Moment | None, Query(alias="to")] = None,
    count: Annotated[int, Query(ge=1, le=1_000)] = 100,
    page: AuditCursor | None = None,
) -> AuditPage:
    """Lines in the order of writing, from a moment on and before another."""
    wanted = [audit.c.practice == call.practice, audit.c.number > (_number(page) if page else 0)]
    wanted += [audit.c.at >= since] if since else []
    wanted += [audit.c.at < until] if until else []
    asked = select(audit).where(*wanted).order_by(audit.c.number).limit(count + 1)
    async with call.parts.engine.connect() as connection:
        rows = (await connection.execute(asked)).all()
    return _page(rows, count)


def _page(rows: Sequence[Row[Any]], count: int) -> AuditPage:
    lines = tuple(AuditLine(**{name: getattr(row, name) for name in AuditLine.model_fields}) for row in rows[:count])
    following = as_cursor((lines[-1].number,)) if len(rows) > count else None
    return AuditPage(lines=lines, next_page=following)
