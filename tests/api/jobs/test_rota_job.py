"""A rota as a job: solved by a worker, stopped within moments, and never lost with a worker."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

from api.clock import utc_now
from api.jobs.rota.question import RotaQuestion
from api.jobs.rota.sentences import in_language
from api.store.rota_jobs import RotaState
from scheduler.agenda.papers import AgendaPaper
from scheduler.rota.audit import audit
from scheduler.rota.papers import RotaPaper, from_paper
from tests.api.jobs.rotas import a_long_question, a_question
from tests.api.jobs.workers import PRACTICE, a_worker, asked, has_rota, the_jobs, until_job, until_no_job


def children(pid: int) -> list[int]:
    """The processes that a process has begun and that live."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def lives(pid: int) -> bool:
    """Whether a process is there and is not only waiting to be buried."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_rota_is_solved_with_its_agendas(database: str) -> None:
    """A worker finds a rota that the audit confirms at the cost told, lays its agendas out, and says so."""

    async def told() -> None:
        async with the_jobs(database) as jobs:
            question = a_question()
            rota = await asked(jobs, question)
            done = await until_job(jobs, rota, lambda record: record.state.ended)
        assert (done.state, done.question) == (RotaState.DONE, question)
        assert done.result is not None
        problem = RotaQuestion.model_validate(question).problem()
        judged = audit(problem, from_paper(RotaPaper.model_validate(done.rota), problem))
        assert (judged.valid, judged.cost) == (True, done.result["cost"])
        assert done.progress is not None
        assert done.progress["cost"] == done.result["cost"]
        assert AgendaPaper.model_validate(done.agenda).agendas
        assert {"ledger", "agenda", "cost_by_rule", "bound", "gap"} <= set(done.result)

    with a_worker(database):
        asyncio.run(told())


def test_a_stopped_search_keeps_its_best_rota(database: str) -> None:
    """A search of ten minutes ends at once when it is stopped, with its rota; quick agendas follow."""

    async def told() -> None:
        async with the_jobs(database) as jobs:
            rota = await asked(jobs, a_long_question())
            await until_job(jobs, rota, has_rota)
            at = utc_now()
            assert (await jobs.stop(PRACTICE, rota, at)).state is RotaState.STOPPING
            stopped = await until_job(jobs, rota, lambda record: record.state.ended)
            assert stopped.state is RotaState.STOPPED
            assert stopped.ended_at is not None
            assert (stopped.ended_at - at).total_seconds() < 5  # of six hundred
            assert RotaPaper.model_validate(stopped.rota).sessions
            assert stopped.result is not None
            assert stopped.result["stopped"]
            laid = await until_job(jobs, rota, lambda record: record.agenda is not None)
            assert (laid.state, laid.ended_at) == (RotaState.STOPPED, stopped.ended_at)

    with a_worker(database):
        asyncio.run(told())


def test_a_rota_that_waits_is_stopped_without_a_worker(database: str) -> None:
    """Nobody has begun it: it ends at once, and stays ended when a worker comes."""

    async def told() -> None:
        async with the_jobs(database) as jobs:
            rota = await asked(jobs, a_long_question())
            stopped = await jobs.stop(PRACTICE, rota, utc_now())
            assert stopped.state is RotaState.STOPPED
            with a_worker(database):
                await until_no_job(database)
            assert await jobs.record(PRACTICE, rota) == stopped

    asyncio.run(told())


def test_the_job_of_a_killed_worker_is_begun_again(database: str) -> None:
    """After SIGKILL the solve's process ends with its worker, and another worker begins the rota anew."""

    async def told() -> None:
        async with the_jobs(database) as jobs:
            rota = await asked(jobs, a_long_question())
            with a_worker(database) as killed:
                begun = await until_job(jobs, rota, has_rota)
                (solve,) = children(killed.pid)
                assert os.getpriority(os.PRIO_PROCESS, solve) >= 10
                killed.send_signal(signal.SIGKILL)
            with a_worker(database):
                again = await until_job(jobs, rota, lambda now: now.started_at != begun.started_at)
                assert again.state is RotaState.RUNNING
                assert not lives(solve)
                await jobs.stop(PRACTICE, rota, utc_now())
                await until_job(jobs, rota, lambda record: record.state.ended)

    asyncio.run(told())


def test_a_worker_that_is_told_to_end_gives_its_rota_back(database: str) -> None:
    """After SIGTERM the worker ends cleanly, and the rota waits for another one."""

    async def told() -> None:
        async with the_jobs(database) as jobs:
            rota = await asked(jobs, a_long_question())
            with a_worker(database) as worker:
                await until_job(jobs, rota, has_rota)
                (solve,) = children(worker.pid)
                worker.terminate()
                assert await asyncio.to_thread(worker.wait) == 0
            assert (await jobs.record(PRACTICE, rota)).state is RotaState.QUEUED
            assert not lives(solve)
            with a_worker(database):
                await until_job(jobs, rota, lambda record: record.state is RotaState.RUNNING)

    asyncio.run(told())


def test_a_search_whose_process_dies_has_failed(database: str) -> None:
    """The state says so with a sentence, and nobody begins it again."""

    async def told() -> None:
        async with the_jobs(database) as jobs:
            rota = await asked(jobs, a_long_question())
            with a_worker(database) as worker:
                await until_job(jobs, rota, has_rota)
                (solve,) = children(worker.pid)
                os.kill(solve, signal.SIGKILL)
                failed = await until_job(jobs, rota, lambda record: record.state.ended)
                assert failed.state is RotaState.FAILED
                assert "memory" in in_language(failed.result, "en")["reasons"][0]["sentence"]
                await until_no_job(database)
                assert await jobs.record(PRACTICE, rota) == failed

    asyncio.run(told())
