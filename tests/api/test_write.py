"""Files appear whole or not at all, as a set."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from api.export.write import NotADirectoryToWriteError, check_directory, write_whole

OLD = {"a.txt": b"old a", "b.txt": b"old b"}
NEW = {"a.txt": b"new a", "b.txt": b"new b", "c.txt": b"new c"}


def contents(directory: Path) -> dict[str, bytes]:
    """What a directory holds."""
    return {path.name: path.read_bytes() for path in directory.iterdir()}


def test_new_directory_holds_all_files(tmp_path: Path) -> None:
    """A directory that is not there yet is made, with those above it."""
    write_whole(tmp_path / "deep" / "out", NEW)
    assert contents(tmp_path / "deep" / "out") == NEW


def test_nothing_is_left_beside_the_directory(tmp_path: Path) -> None:
    """The place where files were made is gone."""
    write_whole(tmp_path / "out", OLD)
    write_whole(tmp_path / "out", NEW)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    """A manager's own notes stay in the directory."""
    write_whole(tmp_path / "out", OLD | {"notes.txt": b"mine"})
    write_whole(tmp_path / "out", NEW)
    assert contents(tmp_path / "out") == NEW | {"notes.txt": b"mine"}


@pytest.mark.parametrize("failure", [OSError, KeyboardInterrupt])
@pytest.mark.parametrize("step", [1, 2, 3])
def test_failure_puts_the_old_set_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int, failure: type[BaseException]
) -> None:
    """Whatever breaks while the files come in, the directory holds the old set and nothing else."""
    write_whole(tmp_path / "out", OLD)
    replace, steps = Path.replace, iter(range(1, 100))

    def failing(self: Path, target: Path) -> Path:
        if next(steps) == step:
            raise failure
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(failure):
        write_whole(tmp_path / "out", NEW)
    monkeypatch.undo()
    assert contents(tmp_path / "out") == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_failure_while_making_the_files_leaves_no_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full leaves nothing half-written."""

    def full(_: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space left"):
        write_whole(tmp_path / "out", NEW)
    assert list(tmp_path.iterdir()) == []


def test_file_in_place_of_the_directory_is_refused(tmp_path: Path) -> None:
    """A file is never replaced by a directory, and this is found out before any work."""
    (tmp_path / "out").write_text("a file")
    with pytest.raises(NotADirectoryToWriteError):
        check_directory(tmp_path / "out" / "below")
    with pytest.raises(NotADirectoryToWriteError):
        write_whole(tmp_path / "out", NEW)


def test_directory_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    """A directory that bears the name of a file stays, and so does every other file."""
    write_whole(tmp_path / "out", OLD)
    (tmp_path / "out" / "c.txt").mkdir()
    with pytest.raises(NotADirectoryToWriteError):
        write_whole(tmp_path / "out", NEW)
    assert (tmp_path / "out" / "a.txt").read_bytes() == b"old a"


def test_link_to_a_directory_is_followed(tmp_path: Path) -> None:
    """A link stays a link; the files arrive where it points."""
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    write_whole(tmp_path / "out", NEW)
    assert (tmp_path / "out").is_symlink()
    assert contents(tmp_path / "real") == NEW
