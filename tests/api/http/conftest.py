"""A running service for each file of tests, and a practice of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from api.store.migrate import migrate
from tests.api.http.service import Clock, Office, Service, a_service
from tests.databases import a_database


@pytest.fixture(scope="module")
def migrated(database_url: str) -> Iterator[str]:
    """The URL of a database with all tables."""
    with a_database(database_url) as url:
        migrate(url)
        yield url


@pytest.fixture(scope="module")
def running(migrated: str) -> Iterator[Service]:
    """The service."""
    with a_service(migrated) as service:
        yield service


@pytest.fixture
def service(running: Service) -> Service:
    """The service, on the first Monday at seven."""
    fresh = Clock()
    running.clock.now = fresh.now
    running.clock.ticks += 3_600
    running.written.seek(0)
    running.written.truncate()
    return running


@pytest.fixture
def office(service: Service) -> Office:
    """A practice that is open for booking from Monday to Friday."""
    return service.open()
