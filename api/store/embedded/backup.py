"""A backup of a database in one file; for the embedded server and for any other."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from api.store.embedded.dumps import check_database, first_error, run_program, why
from api.store.embedded.errors import DatabaseError


def backup(url: str, file: Path) -> None:
    """Write a database into a file, whole or not at all; only its owner may read it.

    Errors: `DatabaseError` if the database cannot be read or is not creneau's, or if the file cannot be written.
    """
    check_database(url)
    with _written_whole(file) as part:
        options = ["--format=custom", "--no-owner", "--no-privileges", f"--file={part}"]
        done = run_program("pg_dump", url, options)
        if done.returncode:
            raise DatabaseError(file, "database-backup-failed", reason=first_error(done.stderr))


@contextmanager
def _written_whole(file: Path) -> Iterator[Path]:
    """A file beside the one meant, for its owner alone; takes its place at the end, or is removed."""
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{file.name}-", dir=file.absolute().parent)
        os.close(descriptor)
        try:
            yield Path(name)
            Path(name).replace(file)
        finally:
            Path(name).unlink(missing_ok=True)
        _sync(file.absolute().parent)
    except OSError as failure:
        raise DatabaseError(file, "database-no-file", reason=why(failure)) from None


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
