"""Bring a database to the tables of this version; safe when several processes start at once."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, NullPool, create_engine, text

from api.store.urls import for_libpq, for_sqlalchemy

_STEPS = Path(__file__).parent / "migrations"
_LOCK = 0x6372656E
"""The number of the advisory lock under which one process migrates while the others wait."""


def migrate(url: str) -> None:
    """Run the steps that are missing, all or none, then those of the job queue."""
    engine = create_engine(for_sqlalchemy(url), poolclass=NullPool, hide_parameters=True)
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        command.upgrade(_config(connection), "head")
    _job_queue(url)


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_STEPS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _job_queue(url: str) -> None:
    from api.store.queue_tables import apply  # only here: who migrates needs the job queue's steps, nobody else does

    apply(for_libpq(url))
