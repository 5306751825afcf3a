"""Data folders for tests of the embedded server."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.store.embedded import ensure_running, stop
from tests.databases import a_data_folder, run_sql


@pytest.fixture
def empty_folder() -> Iterator[Path]:
    """An empty data folder; a server in it is stopped at the end."""
    with a_data_folder() as path:
        yield path


@pytest.fixture(scope="session")
def prepared() -> Iterator[Path]:
    """A data folder whose server was made ready once; it does not wait for the disk, which processes outlive anyway."""
    with a_data_folder() as path:
        run_sql(ensure_running(path), "ALTER SYSTEM SET fsync = off")
        stop(path)
        yield path


@pytest.fixture
def folder(empty_folder: Path, prepared: Path) -> Path:
    """A data folder with a cluster, its server not running: quicker than an empty one."""
    subprocess.run(["cp", "-a", prepared / "postgres", empty_folder], check=True)
    return empty_folder
