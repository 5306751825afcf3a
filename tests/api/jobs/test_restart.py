"""The database goes away and comes back: the worker stays, and so does what it is doing."""

from __future__ import annotations

import asyncio

from api.clock import utc_now
from api.store.embedded import ensure_running, stop
from api.store.migrate import migrate
from api.store.rota_jobs import RotaState
from tests.api.jobs.rotas import a_long_question
from tests.api.jobs.workers import PRACTICE, WorkerSettings, a_worker, asked, has_rota, the_jobs, until_job
from tests.databases import a_data_folder


def test_a_solve_outlives_a_restart_of_the_database() -> None:
    """It is not begun anew, goes on telling how it stands, and still hears a stop."""
    with a_data_folder() as folder:
        url = ensure_running(folder)
        migrate(url)

        async def told() -> None:
            async with the_jobs(url) as jobs:
                rota = await asked(jobs, a_long_question())
                before = await until_job(jobs, rota, has_rota)
            assert stop(folder)
            assert ensure_running(folder) == url
            async with the_jobs(url) as jobs:
                later = await until_job(jobs, rota, lambda now: now.version > before.version + 1)
                assert (later.state, later.started_at) == (RotaState.RUNNING, before.started_at)
                await jobs.stop(PRACTICE, rota, utc_now())
                await until_job(jobs, rota, lambda now: now.state is RotaState.STOPPED)

        with a_worker(url, WorkerSettings(beat=0.1)):
            asyncio.run(told())
