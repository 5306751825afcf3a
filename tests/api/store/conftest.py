"""A migrated database for each test, copied from one that is migrated once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import make_url

from api.store.migrate import migrate
from tests.databases import a_database


@pytest.fixture(scope="session")
def migrated_template(database_url: str) -> Iterator[str]:
    """The name of a migrated database that nobody is connected to."""
    with a_database(database_url) as url:
        migrate(url)
        yield str(make_url(url).database)


@pytest.fixture
def url(database_url: str, migrated_template: str) -> Iterator[str]:
    """A migrated database without any practice."""
    with a_database(database_url, migrated_template) as found:
        yield found
