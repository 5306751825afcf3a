"""Files appear whole or not at all, as a set."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path


class NotADirectoryToWriteError(ValueError):
    """Something else stands where the directory should be."""


def check_directory(directory: Path) -> None:
    """Refuse early what `write_whole` would refuse late; `NotADirectoryToWriteError`, nothing is created."""
    standing = next(one for one in (directory, *directory.absolute().parents) if one.exists())
    if not standing.is_dir() or not os.access(standing, os.W_OK | os.X_OK):
        raise NotADirectoryToWriteError(str(standing))


def write_whole(directory: Path, files: Mapping[str, bytes]) -> None:
    """Write the files (by name) into the directory, all or none.

    They are written beside the directory first and come in by rename: a new directory in one step, an existing one
    file by file, with every file put back as it was if one step fails. Other files of the directory are left alone.
    """
    check_directory(directory)
    directory = directory.resolve()
    directory.parent.mkdir(parents=True, exist_ok=True)
    workshop = Path(tempfile.mkdtemp(prefix=f".{directory.name}-", dir=directory.parent))
    try:
        made = _write_all(workshop / "new", files)
        if directory.exists():
            _swap_in(made, directory, workshop / "old", files)
        else:
            made.rename(directory)
        _sync(directory)
    finally:
        shutil.rmtree(workshop, ignore_errors=True)


def _write_all(folder: Path, files: Mapping[str, bytes]) -> Path:
    folder.mkdir()
    for name, content in files.items():
        with (folder / name).open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    return folder


def _swap_in(made: Path, directory: Path, old: Path, names: Mapping[str, bytes]) -> None:
    old.mkdir()
    moved: list[str] = []
    try:
        for name in names:
            _keep(directory / name, old / name)
            moved.append(name)
            (made / name).replace(directory / name)
    except BaseException:
        # Also on Ctrl-C: a set of files of two rotas would be worse than the old set.
        _put_back(directory, old, moved)
        raise


def _keep(current: Path, kept: Path) -> None:
    """Keep what stands there now; it stays in place until the new file takes over in one step."""
    if current.is_dir():
        raise NotADirectoryToWriteError(str(current))
    if current.exists():
        shutil.copy2(current, kept)


def _put_back(directory: Path, old: Path, moved: list[str]) -> None:
    for name in moved:
        if (old / name).exists():
            (old / name).replace(directory / name)
        else:
            (directory / name).unlink(missing_ok=True)


def _sync(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
