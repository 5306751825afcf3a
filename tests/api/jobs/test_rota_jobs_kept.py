"""Rota jobs as they are kept: one attempt may write, a stop is heard, an end is told once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from api.clock import utc_now
from api.jobs.rota import watch
from api.jobs.rota.solving import Look
from api.jobs.rota.watch import MOST_LOST, Attempt, solve_rota
from api.store.rota_jobs import Asked, Begun, RotaJobs, RotaState
from scheduler.booking.store import MemoReusedError, UnknownError
from tests.api.jobs.rotas import a_long_question, a_question
from tests.api.jobs.workers import PRACTICE, REQUEST, asked, the_jobs, until_job

HOOK = "INSERT INTO webhook (practice, id, url, secret, events, created_at) VALUES (%s, %s, '', '', %s, now())"
PAPERS: dict[str, Any] = {"result": {"status": "feasible"}, "rota": {"sessions": []}, "agenda": None}


def run(url: str, work: Callable[[RotaJobs], Awaitable[None]]) -> None:
    """Some work with the jobs of a database."""

    async def done() -> None:
        async with the_jobs(url) as jobs:
            await work(jobs)

    asyncio.run(done())


def test_an_attempt_that_was_taken_for_dead_writes_nothing(database: str) -> None:
    """Once another has begun, neither progress nor an end of the first is kept, and it hears that it is over."""

    async def work(jobs: RotaJobs) -> None:
        rota, first, second = await asked(jobs, a_question()), uuid4(), uuid4()
        await jobs.begin(PRACTICE, rota, first, utc_now())
        await jobs.begin(PRACTICE, rota, second, utc_now())
        begun = await jobs.record(PRACTICE, rota)
        await jobs.note(PRACTICE, rota, first, {"progress": {"cost": 1}})
        await jobs.end(PRACTICE, rota, first, {"state": RotaState.DONE}, utc_now())
        await jobs.give_back(PRACTICE, rota, first)
        assert await jobs.record(PRACTICE, rota) == begun
        assert await jobs.told_to_stop(PRACTICE, rota, first) is None
        assert await jobs.told_to_stop(PRACTICE, rota, second) is False

    run(database, work)


def test_agendas_of_a_stopped_rota_are_kept_or_given_up(database: str) -> None:
    """The end stays as it was; a second stop takes the attempt its right to write."""

    async def work(jobs: RotaJobs) -> None:
        rota, attempt = await asked(jobs, a_question()), uuid4()
        await jobs.begin(PRACTICE, rota, attempt, utc_now())
        assert (await jobs.stop(PRACTICE, rota, utc_now())).state is RotaState.STOPPING
        assert await jobs.told_to_stop(PRACTICE, rota, attempt)
        await jobs.end(PRACTICE, rota, attempt, PAPERS | {"state": RotaState.STOPPED}, utc_now())
        await jobs.note(PRACTICE, rota, attempt, {"agenda": {"agendas": []}})
        laid = await jobs.record(PRACTICE, rota)
        assert (laid.state, laid.rota, laid.agenda) == (RotaState.STOPPED, {"sessions": []}, {"agendas": []})
        await jobs.stop(PRACTICE, rota, utc_now())
        assert await jobs.told_to_stop(PRACTICE, rota, attempt) is None

    run(database, work)


def test_a_job_that_has_ended_is_not_begun(database: str) -> None:
    """And one that was stopped meanwhile is begun only to end."""

    async def work(jobs: RotaJobs) -> None:
        rota = await asked(jobs, a_question())
        await jobs.begin(PRACTICE, rota, uuid4(), utc_now())
        await jobs.stop(PRACTICE, rota, utc_now())
        begun = await jobs.begin(PRACTICE, rota, attempt := uuid4(), utc_now())
        assert begun == Begun(a_question(), stop=True, lost=1)
        await jobs.end(PRACTICE, rota, attempt, {"state": RotaState.STOPPED}, utc_now())
        assert await jobs.begin(PRACTICE, rota, uuid4(), utc_now()) is None

    run(database, work)


def test_a_job_that_kills_its_workers_is_given_up(database: str) -> None:
    """After many attempts that died it has failed, without another solve."""

    async def work(jobs: RotaJobs) -> None:
        rota = await asked(jobs, a_long_question())
        for _ in range(MOST_LOST):
            await jobs.begin(PRACTICE, rota, uuid4(), utc_now())
        await solve_rota(Attempt(jobs, PRACTICE, rota, uuid4(), utc_now, asyncio.Event()))
        failed = await jobs.record(PRACTICE, rota)
        assert failed.state is RotaState.FAILED
        assert failed.result is not None
        assert "many times" in failed.result["reasons"][0]["sentence"]["en"]

    run(database, work)


def test_a_job_that_is_given_back_is_not_given_up(database: str) -> None:
    """Restarts of the service say nothing against a rota, however many there are; only deaths are counted."""

    async def work(jobs: RotaJobs) -> None:
        rota, lost = await asked(jobs, a_question()), []
        for dies in (False,) * (MOST_LOST + 1) + (True, False):
            begun = await jobs.begin(PRACTICE, rota, attempt := uuid4(), utc_now())
            lost.append(begun and begun.lost)
            if not dies:
                await jobs.give_back(PRACTICE, rota, attempt)
        assert lost == [0] * (MOST_LOST + 2) + [1]

    run(database, work)


def test_an_end_is_told_once_to_those_who_want_it(database: str) -> None:
    """One event, however often the end is written; none without a webhook for it."""

    async def work(jobs: RotaJobs) -> None:
        rota, attempt = await asked(jobs, a_question()), uuid4()
        await jobs.begin(PRACTICE, rota, attempt, utc_now())
        for _ in range(2):
            await jobs.end(PRACTICE, rota, attempt, {"state": RotaState.DONE}, utc_now())

    run(database, work)
    with psycopg.connect(database) as link:
        assert link.execute("SELECT count(*) FROM event").fetchone() == (0,)
        link.execute(HOOK, [PRACTICE, uuid4(), ["rota.ended"]])
    run(database, work)
    with psycopg.connect(database) as link:
        assert link.execute("SELECT kind FROM event").fetchall() == [("rota.ended",)]


def test_the_end_of_a_rota_that_waits_is_told_once(database: str) -> None:
    """No worker ever sees it: the stop itself tells; that of a rota under way does not, nor a second one."""

    async def work(jobs: RotaJobs) -> None:
        waiting, begun = await asked(jobs, a_question()), await asked(jobs, a_question())
        await jobs.begin(PRACTICE, begun, uuid4(), utc_now())
        for rota in (waiting, begun, waiting):
            await jobs.stop(PRACTICE, rota, utc_now())
        told.append(str(waiting))

    told: list[str] = []
    with psycopg.connect(database) as link:
        link.execute(HOOK, [PRACTICE, uuid4(), ["rota.ended"]])
    run(database, work)
    with psycopg.connect(database) as link:
        assert link.execute("SELECT kind, subject FROM event").fetchall() == [("rota.ended", told[0])]


class _Process:
    """A process of a solve that searches until it is stopped, and then has these looks, one after the other."""

    def __init__(self, looks: Iterable[Look]) -> None:
        self._looks = iter(looks)
        self._stopped = False

    def look(self) -> Look:
        return next(self._looks) if self._stopped else Look(progress={"cost": 1})

    def stop(self) -> None:
        self._stopped = True

    def close(self) -> None:
        pass


LAID = PAPERS | {"agenda": {"agendas": []}}


@pytest.mark.parametrize(
    "looks",
    [
        (Look(papers=PAPERS, searched=True), Look(papers=LAID, searched=True), Look(searched=True, ended=True)),
        (Look(papers=PAPERS, searched=True), Look(papers=LAID, searched=True, ended=True)),
        (Look(papers=LAID, searched=True, ended=True),),
    ],
)
def test_a_stopped_rota_gets_its_agendas_however_they_come(
    database: str, monkeypatch: pytest.MonkeyPatch, looks: tuple[Look, ...]
) -> None:
    """With the end or before it: they are handed over once, and nobody may write afterwards."""

    async def work(jobs: RotaJobs) -> None:
        rota = await asked(jobs, a_long_question())
        attempt = Attempt(jobs, PRACTICE, rota, uuid4(), utc_now, asyncio.Event())
        solving = asyncio.create_task(solve_rota(attempt))
        await until_job(jobs, rota, lambda record: record.state is RotaState.RUNNING)
        await jobs.stop(PRACTICE, rota, utc_now())
        await solving
        record = await jobs.record(PRACTICE, rota)
        assert (record.state, record.agenda) == (RotaState.STOPPED, LAID["agenda"])
        assert await jobs.told_to_stop(PRACTICE, rota, attempt.run) is None

    monkeypatch.setattr(watch, "SolveProcess", lambda _: _Process(looks))
    run(database, work)


def test_what_is_asked_twice_is_one_job(database: str) -> None:
    """The same request under an id changes nothing, whatever was published meanwhile; another one is refused."""

    async def work(jobs: RotaJobs) -> None:
        rota = await asked(jobs, a_question())
        first = await jobs.record(PRACTICE, rota)
        assert await jobs.ask(Asked(PRACTICE, rota, a_question(weeks=2), REQUEST, utc_now())) == first
        assert await jobs.known(PRACTICE, rota, REQUEST) == first
        with pytest.raises(MemoReusedError):
            await jobs.ask(Asked(PRACTICE, rota, a_question(), "another", utc_now()))
        with pytest.raises(MemoReusedError):
            await jobs.known(PRACTICE, rota, "another")
        assert await jobs.known(PRACTICE, uuid4(), REQUEST) is None
        with pytest.raises(UnknownError):
            await jobs.record("another", rota)

    run(database, work)
    with psycopg.connect(database) as link:
        queued = "SELECT count(*) FROM procrastinate.procrastinate_jobs"
        assert link.execute(queued).fetchone() == (1,)
