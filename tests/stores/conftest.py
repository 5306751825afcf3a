"""Every store under one contract: each test has a practice of its own in each of them."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Iterator
from typing import Any

import pytest

from api.store.migrate import migrate
from api.store.postgres import opened as opened_store
from scheduler.booking.memory import MemoryStore
from tests.booking import NOW
from tests.databases import a_database
from tests.stores.stand import Run, Stand

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    """Runs coroutines on one loop for a whole module: connections live as long as their loop."""
    with asyncio.Runner() as runner:
        yield runner.run


@pytest.fixture(scope="module", params=["memory", "postgres"])
def store(request: pytest.FixtureRequest, run: Run) -> Iterator[Any]:
    """Each store of bookings."""
    if request.param == "memory":
        yield MemoryStore()
        return
    with a_database(request.getfixturevalue("database_url")) as url:
        migrate(url)
        opening = opened_store(url, now=lambda: NOW)
        try:
            yield run(opening.__aenter__())
        finally:
            run(opening.__aexit__(None, None, None))


@pytest.fixture
def stand(store: Any, run: Run) -> Stand:
    """A practice that has published nothing yet."""
    return Stand(store, run, f"practice-{next(_NUMBERS)}")


@pytest.fixture
def opened(stand: Stand) -> Stand:
    """A practice in which ada is there on Monday from 9 to 12."""
    stand.publish()
    return stand
