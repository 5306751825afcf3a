"""Files that cannot be read at all say why."""

from __future__ import annotations

from pathlib import Path

import pytest

from scheduler.files import BadInput, read_practice

VALID = "version: 1\nname: Médecin\n"


def reasons(path: Path) -> list[tuple[str, str, int | None]]:
    with pytest.raises(BadInput) as error:
        read_practice(path)
    assert {problem.file for problem in error.value.problems} == {str(path)}
    return [(problem.reason_key, problem.field, problem.place.line) for problem in error.value.problems]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", ("input-file-empty", "", None)),
        (b" \n\n", ("input-file-empty", "", None)),
        (b"# only a comment\n", ("input-file-empty", "", None)),
        (VALID.encode("utf-16"), ("input-file-wide-characters", "", None)),
        (VALID.encode("utf-16-le"), ("input-file-wide-characters", "", None)),
        (VALID.encode("latin-1"), ("input-file-not-utf8", "", 2)),
        (b"- version\n- sites\n", ("input-not-sections", "", None)),
        (b"just words\n", ("input-not-sections", "", None)),
        (b"version: 1\nsites: [nation\nname: x: y", ("input-not-yaml", "", 3)),
        (b"version: 1\n\tsites: 3\n", ("input-not-yaml", "", 2)),
        (b"version: 1\n---\nversion: 1\n", ("input-not-yaml", "", 2)),
        (b"version: \x01\n", ("input-not-yaml", "", None)),
        (b"version: 1\nversion: 2\n", ("input-key-twice", "version", 2)),
        (b"sites:\n  - {id: a, id: b}\n", ("input-key-twice", "sites[0].id", 2)),
        (b"[a, b]: 3\n", ("input-not-a-name", "", 1)),
        (b"version: !!python/object:os.system 1\n", ("input-not-plain", "version", 1)),
        (b'version: "\\ud800"\n', ("input-not-plain", "version", 1)),
        (b"a: &a [*a]\n", ("input-too-deep", "", None)),
        (b"a: " + b"[" * 50 + b"]" * 50, ("input-too-deep", "", None)),
        (b"version: 2\n", ("input-version", "version", 1)),
        (b"version: true\n", ("input-version", "version", 1)),
        (b"name: x\n", ("input-version", "version", None)),
    ],
)
def test_unreadable_practice_file(tmp_path: Path, content: bytes, expected: tuple[str, str, int | None]) -> None:
    """What is no practice file of this version is one problem, with its line where there is one."""
    path = tmp_path / "practice.yaml"
    path.write_bytes(content)
    assert reasons(path) == [expected]


def test_missing_file(tmp_path: Path) -> None:
    """A file that does not exist."""
    assert reasons(tmp_path / "practice.yaml") == [("input-file-missing", "", None)]


def test_folder(tmp_path: Path) -> None:
    """A folder where a file is meant."""
    assert reasons(tmp_path) == [("input-file-is-folder", "", None)]


def test_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    """UTF-8 as Windows editors save it is read."""
    path = tmp_path / "practice.yaml"
    path.write_bytes(b"\xef\xbb\xbfversion: 2\n")
    assert reasons(path) == [("input-version", "version", 1)]


def test_all_keys_given_twice_are_found(tmp_path: Path) -> None:
    """Every repeated key is reported, not only the first."""
    path = tmp_path / "practice.yaml"
    path.write_text("a: 1\na: 2\nb: {c: 1, c: 2}\n", encoding="utf-8")
    assert [field for _, field, _ in reasons(path)] == ["a", "b.c"]
