"""The reader of the shift scheduling benchmark: what it takes from a file, and what it says of a bad one."""

from pathlib import Path

import pytest

from benchmarks.instances.rostering.faults import InstanceError
from benchmarks.instances.rostering.instance import CoverLine, Employee, Request, Shift
from benchmarks.instances.rostering.reader import parse_instance, read_instance
from tests.benchmarks.ward import WARD, ward, ward_file


def test_every_section_is_read():
    """Names and figures land where the format says, Max before Min."""
    instance = ward()
    assert instance.days == 7
    assert instance.shifts == (Shift("E", 480, frozenset()), Shift("N", 600, frozenset({"E"})))
    assert instance.employees[0] == Employee("ann", {"E": 7, "N": 7}, 3000, 1000, 4, 2, 2, 1)
    assert instance.days_off == {("ann", 6)}
    assert instance.on_requests == (Request("ann", 0, "N", 3), Request("bob", 1, "E", 2))
    assert instance.off_requests == (Request("cleo", 2, "E", 1), Request("ann", 1, "N", 2))
    assert instance.cover[:2] == (CoverLine(0, "E", 1, 10, 2), CoverLine(0, "N", 1, 10, 2))
    assert len(instance.cover) == 14


def test_a_file_from_windows_reads_the_same(tmp_path: Path):
    """A byte order mark, CRLF and trailing blanks change nothing."""
    path = tmp_path / "ward.txt"
    path.write_bytes(b"\xef\xbb\xbf" + WARD.replace("\n", "  \r\n").encode())
    assert read_instance(path) == ward()


def test_days_off_and_requests_may_be_absent():
    """A file in which nobody asks for anything needs no sections for it."""
    kept = [part for part in WARD.split("\n\n") if "REQUESTS" not in part and "DAYS_OFF" not in part]
    instance = parse_instance("ward", "ward.txt", "\n\n".join(kept))
    assert (instance.days_off, instance.on_requests, instance.off_requests) == (frozenset(), (), ())


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("\n7\n", "\n10\n", "line 4: '10' days are not whole weeks"),
        ("\n7\n", "\nseven\n", "line 4: 'seven' is not a whole number"),
        ("\n7\n", "\n7\n14\n", "line 5: '14': the horizon is one number"),
        ("E,480,", "E,0,", "line 7: '0' is not a whole number from 1 to 1440 (minutes)"),
        ("N,600,E", "N,600,X", "line 8: 'X' is not a shift of this file"),
        ("N,600,E", "E,600,", "line 8: 'E' is a second line for the same shift"),
        ("E=7|N=0", "E=7", "line 12: 'E=7' has no limit for shift 'N'"),
        ("E=7|N=0", "E=7|N", "line 12: 'N' is not of the form SHIFT=LIMIT"),
        ("E=7|N=0", "E=7|N=0|E=1", "line 12: 'E=7|N=0|E=1' limits a shift twice"),
        (",4,2,2,1", ",4,2,2", "line 11: 'ann,E=7|N=7,3000,1000,4,2,2' has 7 fields, not 8"),
        (",4,2,2,1", ",4,-2,2,1", "line 11: '-2' is not a whole number from 0 to 1000000 (MinConsecutiveShifts)"),
        ("bob,E=7", "ann,E=7", "line 12: 'ann' is a second line for the same employee"),
        ("ann,6", "ann,7", "line 16: '7' is not a whole number from 0 to 6 (day)"),
        ("ann,6", "dan,6", "line 16: 'dan' is not an employee of this file"),
        ("ann,0,N,3", "ann,0,N,1_0", "line 19: '1_0' is not a whole number"),
        ("0,N,1,10,2", "0,E,1,10,2", "'0,E' is a second line for the same cover"),
        ("0,N,1,10,2\n", "", "'0,N' has no line in 'SECTION_COVER'"),
        ("SECTION_COVER", "SECTION_COVERS", "'SECTION_COVERS' is not a section of the format"),
        ("SECTION_COVER", "SECTION_STAFF", "'SECTION_STAFF' appears a second time"),
        ("SECTION_HORIZON", "", "line 4: '7' stands before the first section"),
    ],
)
def test_a_bad_line_is_named(old: str, new: str, told: str):
    """The fault names file, line and value."""
    with pytest.raises(InstanceError) as error:
        ward((old, new))
    assert any(str(fault).startswith("ward.txt") and told in str(fault) for fault in error.value.faults)


def test_all_faults_come_at_once_in_the_order_of_the_file():
    """One reading tells everything that must be mended."""
    with pytest.raises(InstanceError) as error:
        ward(("ann,6", "ann,x"), ("E,480,", "E,long,"), ("bob,1,E,2", "bob,1,Z,2"))
    assert [fault.line for fault in error.value.faults] == [7, 16, 20]


def test_a_wrong_line_still_declares_its_name():
    """An employee with one bad figure is not also unknown in the lines below."""
    with pytest.raises(InstanceError) as error:
        ward(("ann,E=7|N=7,3000", "ann,E=7|N=7,lots"))
    assert len(error.value.faults) == 1


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"\n# nothing\n"])
def test_a_file_without_content_is_refused(tmp_path: Path, content: bytes):
    """Empty files and bytes that are no text are faults of the file."""
    path = tmp_path / "empty.txt"
    path.write_bytes(content)
    with pytest.raises(InstanceError, match=r"empty\.txt"):
        read_instance(path)


def test_a_missing_file_is_refused(tmp_path: Path):
    """No file is a fault like any other."""
    with pytest.raises(InstanceError, match="No such file"):
        read_instance(tmp_path / "nowhere.txt")


def test_a_file_names_its_instance(tmp_path: Path):
    """The key is the file's stem."""
    assert read_instance(ward_file(tmp_path, name="Instance99.txt")).key == "Instance99"
