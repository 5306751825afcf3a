"""Rotas asked for: their state, their progress and what they found, as the table `rota_job` keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Row,
    Text,
    Update,
    case,
    cast,
    false,
    literal,
    null,
    select,
    true,
    tuple_,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from api.store.events import EventKind
from api.store.job_queue import JobQueue
from api.store.tables import rota_job
from api.store.trail import audited, told
from scheduler.booking.store import ChangedMeanwhileError, MemoReusedError, UnknownError

Json = dict[str, Any]
Place = tuple[datetime, UUID]
"""Where a page ends: when its last rota was asked for, and its id."""


class RotaState(StrEnum):
    """Where a rota asked for stands."""

    QUEUED = "queued"
    RUNNING = "running"
    STOPPING = "stopping"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"

    @property
    def ended(self) -> bool:
        """Whether the state is a last one."""
        return self in _ENDED


_ENDED = (RotaState.DONE, RotaState.STOPPED, RotaState.FAILED)
_OPEN = (RotaState.QUEUED, RotaState.RUNNING, RotaState.STOPPING)
_LIGHT = (rota_job.c.id, rota_job.c.state, rota_job.c.progress, rota_job.c.version)
_DATED = (rota_job.c.asked_at, rota_job.c.started_at, rota_job.c.ended_at)
_DOCUMENTS = ["practice", "learned", "previous", "ledger"]
_EFFORT = rota_job.c.question.op("-", return_type=JSONB())(cast(_DOCUMENTS, ARRAY(Text)))


@dataclass(frozen=True)
class RotaStanding:
    """How a rota job stands; `version` grows with every change."""

    id: UUID
    state: RotaState
    progress: Json | None
    version: int


@dataclass(frozen=True)
class RotaRecord(RotaStanding):
    """A rota job whole; `question` as `api.jobs.rota.question.RotaQuestion` in JSON. Moments in UTC."""

    question: Json
    asked_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    result: Json | None = None
    rota: Json | None = None
    agenda: Json | None = None


@dataclass(frozen=True)
class Asked:
    """A question to be put into the queue, by which key and when.

    `request`: the fingerprint of what the client sent. The question holds more: what was published at that moment.
    """

    practice: str
    id: UUID
    question: Json
    request: str
    at: datetime
    by: UUID | None = None


@dataclass(frozen=True)
class Begun:
    """What an attempt is to do; `lost`: earlier attempts that neither ended nor gave the job back: they died."""

    question: Json
    stop: bool
    lost: int


class RotaJobs:
    """The rota jobs of all practices. Every method is one transaction."""

    def __init__(self, engine: AsyncEngine, queue: JobQueue) -> None:
        self._engine = engine
        self._queue = queue

    async def ask(self, asked: Asked) -> RotaRecord:
        """Keep a question and put its job into the queue; asked again under the same id it changes nothing.

        `MemoReusedError` if the id stands for another request.
        """
        async with self._engine.begin() as connection:
            if await _is_new(connection, asked):
                job = await self._queue.rota(connection, asked.practice, asked.id)
                await connection.execute(update(rota_job).where(_this(asked.practice, asked.id)).values(job=job))
                await connection.execute(audited(asked.practice, asked.at, asked.by, "rota.ask", asked.id))
            return await _record(connection, asked.practice, asked.id)

    async def known(self, practice: str, rota: UUID, request: str) -> RotaRecord | None:
        """What was asked for with a request before, None if nothing was. `MemoReusedError` as for `ask`."""
        async with self._engine.connect() as connection:
            return await _known(connection, practice, rota, request)

    async def record(self, practice: str, rota: UUID) -> RotaRecord:
        """One job, whole. `UnknownError`."""
        async with self._engine.connect() as connection:
            return await _record(connection, practice, rota)

    async def standing(self, practice: str, rota: UUID) -> RotaStanding:
        """How one job stands. `UnknownError`."""
        async with self._engine.connect() as connection:
            row = (await connection.execute(select(*_LIGHT).where(_this(practice, rota)))).one_or_none()
        if row is None:
            raise UnknownError
        return RotaStanding(row.id, RotaState(row.state), row.progress, row.version)

    async def listed(self, practice: str, after: Place | None, count: int) -> list[RotaRecord]:
        """The jobs of a practice without what they found, newest first: `count` beyond `after`."""
        asked = select(*_LIGHT, *_DATED, _EFFORT.label("question")).where(rota_job.c.practice == practice)
        if after is not None:
            asked = asked.where(tuple_(rota_job.c.asked_at, rota_job.c.id) < tuple_(*map(literal, after)))
        asked = asked.order_by(rota_job.c.asked_at.desc(), rota_job.c.id.desc()).limit(count)
        async with self._engine.connect() as connection:
            return [_record_of(row) for row in (await connection.execute(asked)).all()]

    async def stop(
        self, practice: str, rota: UUID, now: datetime, by: UUID | None = None, *, version: int | None = None
    ) -> RotaRecord:
        """Have a job end soon with the best it has found; one that waits ends at once. `UnknownError`.

        Again, while the agendas of a stopped rota are being laid out: give them up. `version`: the one that must be
        the latest (`ChangedMeanwhileError`).
        """
        async with self._engine.begin() as connection:
            asked = select(rota_job.c.state, rota_job.c.version).where(_this(practice, rota)).with_for_update()
            before = (await connection.execute(asked)).one_or_none()
            if before is None:
                raise UnknownError
            if version not in (None, before.version):
                raise ChangedMeanwhileError
            found = await connection.execute(_stopped(practice, rota, now))
            if found.rowcount:
                await connection.execute(audited(practice, now, by, "rota.stop", rota))
            if before.state == RotaState.QUEUED:
                await connection.execute(told(practice, now, EventKind.ROTA_ENDED, rota))
            return await _record(connection, practice, rota)

    async def begin(self, practice: str, rota: UUID, run: UUID, now: datetime) -> Begun | None:
        """Make an attempt the one that may write. None if the job has ended."""
        state = case((rota_job.c.stop, RotaState.STOPPING), else_=RotaState.RUNNING)
        lost = rota_job.c.lost + case((rota_job.c.run.is_not(None), 1), else_=0)
        begun = {"run": run, "state": state, "progress": None, "started_at": now, "lost": lost}
        open_ = _this(practice, rota) & rota_job.c.state.in_(_OPEN)
        changed = _changed(begun).where(open_).returning(rota_job.c.question, rota_job.c.stop, rota_job.c.lost)
        async with self._engine.begin() as connection:
            row = (await connection.execute(changed)).one_or_none()
        return None if row is None else Begun(row.question, row.stop, row.lost)

    async def told_to_stop(self, practice: str, rota: UUID, run: UUID) -> bool | None:
        """Whether to stop; None if another attempt may write now, or none."""
        asked = select(rota_job.c.stop).where(_this(practice, rota) & (rota_job.c.run == run))
        async with self._engine.connect() as connection:
            return (await connection.execute(asked)).scalar_one_or_none()

    async def note(self, practice: str, rota: UUID, run: UUID, changes: Json) -> None:
        """Keep progress or papers; nothing if another attempt may write now."""
        async with self._engine.begin() as connection:
            await connection.execute(_changed(changes).where(_this(practice, rota) & (rota_job.c.run == run)))

    async def end(self, practice: str, rota: UUID, run: UUID, changes: Json, now: datetime) -> None:
        """Keep how a job ended, with an event; once, and nothing if another attempt may write now.

        `changes` hold the last state.
        """
        mine = _this(practice, rota) & (rota_job.c.run == run) & rota_job.c.state.in_(_OPEN)
        async with self._engine.begin() as connection:
            ended = await connection.execute(_changed(changes | {"ended_at": now}).where(mine))
            if ended.rowcount:
                await connection.execute(told(practice, now, EventKind.ROTA_ENDED, rota))

    async def give_back(self, practice: str, rota: UUID, run: UUID) -> None:
        """Let another attempt begin the job anew; it keeps its stop if it has one."""
        mine = _this(practice, rota) & (rota_job.c.run == run) & rota_job.c.state.in_(_OPEN)
        state = case((rota_job.c.stop, RotaState.STOPPING), else_=RotaState.QUEUED)
        async with self._engine.begin() as connection:
            await connection.execute(_changed({"run": None, "state": state, "progress": None}).where(mine))


def _this(practice: str, rota: UUID) -> ColumnElement[bool]:
    return (rota_job.c.practice == practice) & (rota_job.c.id == rota)


def _changed(changes: Json) -> Update:
    absent = {name: null() for name, value in changes.items() if value is None}
    return update(rota_job).values(**(changes | absent), version=rota_job.c.version + 1)


def _stopped(practice: str, rota: UUID, now: datetime) -> Update:
    state = rota_job.c.state
    waits = state == RotaState.QUEUED
    changes = {
        "stop": true(),
        "state": case((waits, RotaState.STOPPED), (state == RotaState.RUNNING, RotaState.STOPPING), else_=state),
        "ended_at": case((waits, now), else_=rota_job.c.ended_at),
        "run": case((state == RotaState.STOPPED, null()), else_=rota_job.c.run),
    }
    not_told = (rota_job.c.stop == false()) & state.in_(_OPEN)
    lays_out = (state == RotaState.STOPPED) & rota_job.c.run.is_not(None)
    return _changed(changes).where(_this(practice, rota) & (not_told | lays_out))


async def _is_new(connection: AsyncConnection, asked: Asked) -> bool:
    values = {
        "practice": asked.practice,
        "id": asked.id,
        "state": RotaState.QUEUED,
        "question": asked.question,
        "request": asked.request,
        "asked_at": asked.at,
    }
    made = insert(rota_job).values(**values).on_conflict_do_nothing().returning(rota_job.c.id)
    if (await connection.execute(made)).first() is not None:
        return True
    await _known(connection, asked.practice, asked.id, asked.request)
    return False


async def _known(connection: AsyncConnection, practice: str, rota: UUID, request: str) -> RotaRecord | None:
    row = (await connection.execute(select(rota_job).where(_this(practice, rota)))).one_or_none()
    if row is not None and row.request != request:
        raise MemoReusedError
    return None if row is None else _record_of(row)


async def _record(connection: AsyncConnection, practice: str, rota: UUID) -> RotaRecord:
    row = (await connection.execute(select(rota_job).where(_this(practice, rota)))).one_or_none()
    if row is None:
        raise UnknownError
    return _record_of(row)


def _record_of(row: Row[Any]) -> RotaRecord:
    return RotaRecord(
        row.id,
        RotaState(row.state),
        row.progress,
        row.version,
        row.question,
        row.asked_at,
        row.started_at,
        row.ended_at,
        *(getattr(row, found, None) for found in ("result", "rota", "agenda")),
    )
