"""Jobs put into the queue beside a request: nobody waits for them but the end of the process."""

from __future__ import annotations

import asyncio

import pytest

from api.store.engine import make_engine
from api.store.job_queue import JobQueue


def test_the_end_waits_for_jobs_that_are_being_put(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not only for those still being gathered: their connections must not be closed under them."""

    async def told() -> None:
        queue = JobQueue(make_engine("postgresql:///nowhere"))
        putting, go = asyncio.Event(), asyncio.Event()
        put: list[tuple[str, str]] = []

        async def slowly(task: str, practice: str) -> None:
            putting.set()
            await go.wait()
            put.append((task, practice))

        monkeypatch.setattr(queue, "_once", slowly)
        queue.nudge("the-practice")
        await putting.wait()
        queue.nudge("the-practice")  # comes too late for the first job
        closing = asyncio.create_task(queue.close())
        await asyncio.wait([closing], timeout=0.5)
        assert not closing.done()
        go.set()
        await closing
        assert put == [("dispatch", "the-practice")] * 2

    asyncio.run(told())
