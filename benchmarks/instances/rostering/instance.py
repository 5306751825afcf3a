"""What an instance file of the shift scheduling benchmark says, in the file's own names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Shift:
    """A shift type: its length in minutes, and the shifts that may not be worked on the day after it."""

    key: str
    minutes: int
    not_next_day: frozenset[str]


@dataclass(frozen=True, slots=True)
class Employee:
    """The limits of one employee over the horizon; `most_shifts` has an entry for each shift type (0: never)."""

    key: str
    most_shifts: Mapping[str, int]
    most_minutes: int
    least_minutes: int
    longest_run_on: int
    shortest_run_on: int
    shortest_run_off: int
    weekends: int


@dataclass(frozen=True, slots=True)
class Request:
    """An employee asks to work, or not to work, one shift on one day."""

    employee: str
    day: int
    shift: str
    weight: int


@dataclass(frozen=True, slots=True)
class CoverLine:
    """How many employees one shift needs on one day, and what each one too few or too many costs."""

    day: int
    shift: str
    requirement: int
    weight_under: int
    weight_over: int


@dataclass(frozen=True, slots=True)
class Instance:
    """One instance file: `days` is a multiple of 7 and day 0 a Monday; `days_off` holds (employee, day) pairs."""

    key: str
    days: int
    shifts: tuple[Shift, ...]
    employees: tuple[Employee, ...]
    days_off: frozenset[tuple[str, int]]
    on_requests: tuple[Request, ...]
    off_requests: tuple[Request, ...]
    cover: tuple[CoverLine, ...]


class Worked(NamedTuple):
    """One worked shift of a roster; a roster is a sequence of these, days off are left out."""

    employee: str
    day: int
    shift: str
