"""The task of a rota job: begins the solve, writes how it stands, hears a stop, writes how it ended."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import SQLAlchemyError

from api.jobs.errors import ClosingError
from api.jobs.rota.sentences import failure_paper
from api.jobs.rota.solver import SolveProcess
from api.jobs.rota.solving import Look
from api.store.rota_jobs import Json, RotaJobs, RotaState
from solver.child_process import ProcessLostError

GLANCE = 0.05
"""Seconds between two looks at the process."""

HEARING = 0.1
"""Seconds between two looks at whether to stop."""

WRITING = 0.5
"""Seconds between two writes of progress."""

IN_VAIN = 0.7
"""Seconds after a stop from which a search without any rota is given up."""

OVERTIME = 600.0
"""Seconds that building, proving and papers may take beyond twice the time asked for."""

MOST_LOST = 10
"""Attempts that died with their workers after which a rota counts as what kills them."""

DATABASE_PATIENCE = 60.0
"""Seconds for which the end of a solve waits for a database that is away."""

NOTHING = Look()

NOTHING_MORE: Json = {"run": None}
"""The change after which no attempt may write."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Attempt:
    """One attempt at a rota job: the only one that may write, as long as no other has begun."""

    jobs: RotaJobs
    practice: str
    rota: UUID
    run: UUID
    clock: Callable[[], datetime]
    closing: asyncio.Event

    async def end(self, state: RotaState, changes: Json = NOTHING_MORE) -> None:
        """Keep how the job ended."""
        ended = changes | {"state": state}
        await patiently(lambda: self.jobs.end(self.practice, self.rota, self.run, ended, self.clock()))

    async def note(self, changes: Json) -> None:
        """Keep progress or papers."""
        await patiently(lambda: self.jobs.note(self.practice, self.rota, self.run, changes))


async def solve_rota(attempt: Attempt) -> None:
    """Solve a rota and keep what was found. `ClosingError` if the worker ends first: the job goes back."""
    begun = await attempt.jobs.begin(attempt.practice, attempt.rota, attempt.run, attempt.clock())
    if begun is None:
        return
    if begun.stop:
        await attempt.end(RotaState.STOPPED)
    elif begun.lost >= MOST_LOST:
        await attempt.end(RotaState.FAILED, _failure("rota-failed-often"))
    else:
        await _solve(attempt, begun.question)


async def _solve(attempt: Attempt, question: Json) -> None:
    process = SolveProcess(json.dumps(question))
    try:
        await _Watch(attempt, process, 2 * (question["seconds"] + question["agenda_seconds"]) + OVERTIME).run()
    except ClosingError:
        await patiently(lambda: attempt.jobs.give_back(attempt.practice, attempt.rota, attempt.run))
        raise
    except ProcessLostError:
        _log.warning("the process of a solve died")
        await attempt.end(RotaState.FAILED, _failure("rota-failed-lost"))
    except SQLAlchemyError:
        raise  # the database stays away: begun anew when it is back
    except Exception:
        _log.exception("the watch over a solve failed")
        await attempt.end(RotaState.FAILED, _failure("rota-failed"))
    finally:
        process.close()


def _failure(key: str) -> Json:
    return {"result": failure_paper(key), **NOTHING_MORE}


@dataclass
class _Watch:
    """Follows one process until it ends; `longest` seconds that it may take."""

    attempt: Attempt
    process: SolveProcess
    longest: float
    began: float = field(default_factory=lambda: asyncio.get_running_loop().time())
    latest: Look = NOTHING
    over: bool = False
    stopped_at: float | None = None
    written: float = float("-inf")
    heard: float = float("-inf")
    kept: Look = NOTHING

    @property
    def now(self) -> float:
        """Seconds by the clock of the loop."""
        return asyncio.get_running_loop().time()

    async def run(self) -> None:
        """Look until the solve has ended, one way or another."""
        while not self.over:
            if self.attempt.closing.is_set():
                raise ClosingError
            look = self.process.look()
            if look is not None:
                await self._take_in(look)
            if not self.over:
                await self._hear()
                await asyncio.sleep(GLANCE)

    async def _take_in(self, look: Look) -> None:
        """Keep what is new: papers at once, the end at once, progress now and then."""
        self.latest = look
        if look.failure is not None:
            await self._end(RotaState.FAILED, _failure(look.failure))
        elif look.papers is not None:
            await self._keep(look)
        elif look.ended:
            await self._end(self._last_state)
        elif look.progress != self.kept.progress and self.now - self.written >= WRITING:
            self.kept, self.written = look, self.now
            await self._unless_away(self._tell(look))

    async def _tell(self, look: Look) -> None:
        attempt = self.attempt
        await attempt.jobs.note(attempt.practice, attempt.rota, attempt.run, {"progress": look.progress})

    async def _keep(self, look: Look) -> None:
        """A stopped rota counts as ended as soon as its search is over; its agendas follow."""
        assert look.papers is not None
        kept = {**look.papers, "progress": look.progress, **(NOTHING_MORE if look.ended else {})}
        stopped = self.stopped_at is not None
        if look.ended or stopped:
            await self.attempt.end(self._last_state, kept)
        # What has ended before is not ended again: its papers are written all the same.
        if stopped or not look.ended:
            await self.attempt.note(kept)
        self.over = look.ended

    async def _end(self, state: RotaState, changes: Json = NOTHING_MORE) -> None:
        """Keep how the job ended, unless that is known already, and that nobody writes any more."""
        await self.attempt.end(state, changes)
        await self.attempt.note(NOTHING_MORE)
        self.over = True

    @property
    def _last_state(self) -> RotaState:
        return RotaState.DONE if self.stopped_at is None else RotaState.STOPPED

    async def _hear(self) -> None:
        """Do as the row says, and give up what takes too long."""
        if self.now - self.heard >= HEARING:
            self.heard = self.now
            await self._unless_away(self._obey())
        if self.stopped_at is not None and self._in_vain:
            await self._end(RotaState.STOPPED)
        elif self.now - self.began > self.longest:
            await self._end(RotaState.FAILED, _failure("rota-failed-late"))

    async def _obey(self) -> None:
        attempt = self.attempt
        stop = await attempt.jobs.told_to_stop(attempt.practice, attempt.rota, attempt.run)
        self.over = stop is None
        if stop and self.stopped_at is None:
            self.stopped_at = self.now
            self.process.stop()
            if self.latest.searched:
                await attempt.end(RotaState.STOPPED, {})

    @property
    def _in_vain(self) -> bool:
        """Whether a stopped search has nothing to hand over."""
        assert self.stopped_at is not None
        nothing = not self.latest.searched and (self.latest.progress or {}).get("cost") is None
        return nothing and self.now - self.stopped_at > IN_VAIN

    async def _unless_away(self, work: Awaitable[None]) -> None:
        """A database that is away for a moment does not end a solve."""
        try:
            await work
        except SQLAlchemyError as failure:
            _log.warning("the database does not answer a solve: %s", type(failure).__name__)


async def patiently(work: Callable[[], Awaitable[None]]) -> None:
    """Do something with the database again until it answers; what it raised, if it stays away too long."""
    loop = asyncio.get_running_loop()
    until = loop.time() + DATABASE_PATIENCE
    while True:
        try:
            return await work()
        except SQLAlchemyError:
            if loop.time() > until:
                raise
        await asyncio.sleep(1.0)
