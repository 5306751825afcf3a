"""A migrated database for each test of the jobs, and the web service on one for each file."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from api.store.migrate import migrate
from tests.api.http.service import Office, Service, a_service
from tests.databases import a_database


@pytest.fixture(scope="session")
def migrated(database_url: str) -> Iterator[str]:
    """The URL of a migrated database to copy; nobody stays connected to it."""
    with a_database(database_url) as url:
        migrate(url)
        yield url


@pytest.fixture
def database(database_url: str, migrated: str) -> Iterator[str]:
    """The URL of a migrated, empty database."""
    with a_database(database_url, _name(migrated)) as url:
        yield url


@pytest.fixture(scope="module")
def shared(database_url: str, migrated: str) -> Iterator[str]:
    """The URL of a migrated database for all tests of a file."""
    with a_database(database_url, _name(migrated)) as url:
        yield url


def _name(url: str) -> str:
    return url.rpartition("/")[2].partition("?")[0]


@pytest.fixture(scope="module")
def service(shared: str) -> Iterator[Service]:
    """The web service, in this process."""
    with a_service(shared) as running:
        yield running


@pytest.fixture
def office(service: Service) -> Office:
    """A practice of its own that is open for booking, and its key."""
    return service.open()
