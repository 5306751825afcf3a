"""A ward of three on one week, in the format of the shift scheduling benchmark, with figures of our own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from benchmarks.instances.rostering.instance import Instance, Worked
from benchmarks.instances.rostering.reader import parse_instance

NIGHTS = {0, 1, 2, 3}
COVER = "\n".join(f"{day},E,1,10,2\n{day},N,{int(day in NIGHTS)},10,2" for day in range(7))

WARD = f"""# A ward of three
SECTION_HORIZON
# days
7

SECTION_SHIFTS
E,480,
N,600,E

SECTION_STAFF
ann,E=7|N=7,3000,1000,4,2,2,1
bob,E=7|N=0,2400,960,5,2,2,1
cleo,E=3|N=3,2400,960,5,2,2,1

SECTION_DAYS_OFF
ann,6

SECTION_SHIFT_ON_REQUESTS
ann,0,N,3
bob,1,E,2

SECTION_SHIFT_OFF_REQUESTS
cleo,2,E,1
ann,1,N,2

SECTION_COVER
{COVER}
"""


def worked(shifts: str) -> tuple[Worked, ...]:
    """A roster from one word an employee: `ann:NN----- bob:EEE----`, a letter a day, - for a day off."""
    rows = (word.split(":") for word in shifts.split())
    return tuple(Worked(name, day, shift) for name, days in rows for day, shift in enumerate(days) if shift != "-")


# Keeps every hard constraint of the ward.
VALID = "ann:NN----- bob:EEE---- cleo:--EE---"


def ward(*changes: tuple[str, str]) -> Instance:
    """The ward, with pieces of its text replaced."""
    return parse_instance("ward", "ward.txt", text_with(changes))


def text_with(changes: Iterable[tuple[str, str]]) -> str:
    """The ward's text with pieces replaced; each piece must be there."""
    text = WARD
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def ward_file(folder: Path, *changes: tuple[str, str], name: str = "ward.txt") -> Path:
    """The ward's text as a file."""
    path = folder / name
    path.write_text(text_with(changes), encoding="utf-8")
    return path
