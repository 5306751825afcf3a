"""The look at jobs of dead workers: by one process at a time, and never for longer than it is alone."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any, cast

import pytest
from procrastinate import App

from api.jobs import rescue as looking
from api.jobs.rescue import rescue
from api.store.engine import make_engine


class _Queue:
    """A queue that does not answer while it is `away`."""

    def __init__(self) -> None:
        self.away, self.asked = True, asyncio.Event()

    async def get_stalled_jobs(self, **_: Any) -> Iterable[object]:
        self.asked.set()
        if self.away:
            await asyncio.Event().wait()
        return []

    async def prune_stalled_workers(self, _: float) -> None:
        pass


def test_a_look_ends_before_its_lock_does(database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process does not look meanwhile, and can as soon as the first has given up waiting for the queue."""
    assert looking.SECONDS < looking.TRANSACTION_SECONDS
    monkeypatch.setattr(looking, "SECONDS", 1.0)

    async def told() -> None:
        queue, engine = _Queue(), make_engine(database)
        app = cast(App, SimpleNamespace(job_manager=queue))
        first = asyncio.create_task(rescue(app, engine, 20.0))
        await queue.asked.wait()
        queue.asked.clear()
        assert await rescue(app, engine, 20.0) == 0
        assert not queue.asked.is_set()
        with pytest.raises(TimeoutError):
            await first
        queue.away = False
        assert await rescue(app, engine, 20.0) == 0
        assert queue.asked.is_set()
        await engine.dispose()

    asyncio.run(told())
