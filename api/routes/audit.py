"""The audit trail: every write and every refusal."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from api.dependencies import Call, needs
from api.schemas.audit import AuditLine, AuditPage
from api.schemas.model import Cursor, Moment, checked, from_cursor, page_of
from api.scopes import Scope
from api.store.trail import read_trail

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
    after = _number(page) if page else 0
    found = await read_trail(call.parts.engine, call.practice, (since, until), after=after, count=count + 1)
    rows, following = page_of(found, count, lambda row: (row.number,))
    lines = tuple(AuditLine(**{name: getattr(row, name) for name in AuditLine.model_fields}) for row in rows)
    return AuditPage(lines=lines, next_page=following)
