"""The benchmark's own hard constraints and objective, written from its description.

Reads nothing of `scheduler` or `solver`: what is reported for an instance must pass here as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from benchmarks.instances.rostering.instance import Employee, Instance, Worked

SATURDAY, SUNDAY, WEEK = 5, 6, 7


class RosterError(ValueError):
    """A roster breaks a hard constraint of the benchmark, and so has no value; `breaches` names each."""

    def __init__(self, instance: str, breaches: Sequence[str]) -> None:
        self.breaches = tuple(breaches)
        super().__init__(f"{instance}: " + "; ".join(breaches))


def value_of(instance: Instance, roster: Sequence[Worked]) -> int:
    """The benchmark's objective; raises `RosterError` with every breach."""
    breaches = list(breaches_of(instance, roster))
    if breaches:
        raise RosterError(instance.key, breaches)
    return _requests(instance, roster) + _cover(instance, roster)


def breaches_of(instance: Instance, roster: Sequence[Worked]) -> Iterator[str]:
    """One sentence for every hard constraint that the roster breaks."""
    strangers = list(_strangers(instance, roster))
    yield from strangers
    if strangers:
        return
    for employee in instance.employees:
        worked = [row for row in roster if row.employee == employee.key]
        for breach in _breaches_of_one(instance, employee, worked):
            yield f"{employee.key} {breach}"


def _strangers(instance: Instance, roster: Sequence[Worked]) -> Iterator[str]:
    employees = {employee.key for employee in instance.employees}
    shifts = {shift.key for shift in instance.shifts}
    for row in roster:
        if row.employee not in employees or row.shift not in shifts or not 0 <= row.day < instance.days:
            yield f"{row.employee},{row.day},{row.shift} does not belong to the instance"


def _breaches_of_one(instance: Instance, employee: Employee, worked: Sequence[Worked]) -> Iterator[str]:
    row = [""] * instance.days
    for item in worked:
        if row[item.day]:
            yield f"works two shifts on day {item.day}"
        row[item.day] = item.shift
    yield from _rotation(instance, row)
    yield from _amounts(instance, employee, row)
    yield from _runs(employee, row)
    yield from _days_off(instance, employee, row)


def _rotation(instance: Instance, row: Sequence[str]) -> Iterator[str]:
    forbidden = {shift.key: shift.not_next_day for shift in instance.shifts}
    for day in range(instance.days - 1):
        if row[day] and row[day + 1] in forbidden[row[day]]:
            yield f"works {row[day + 1]} on day {day + 1} after {row[day]}"


def _amounts(instance: Instance, employee: Employee, row: Sequence[str]) -> Iterator[str]:
    length = {shift.key: shift.minutes for shift in instance.shifts}
    counts = Counter(shift for shift in row if shift)
    for shift, count in counts.items():
        if count > employee.most_shifts[shift]:
            yield f"works {count} shifts {shift}, at most {employee.most_shifts[shift]}"
    minutes = sum(length[shift] * count for shift, count in counts.items())
    if not employee.least_minutes <= minutes <= employee.most_minutes:
        yield f"works {minutes} minutes, not {employee.least_minutes} to {employee.most_minutes}"
    weekends = sum(bool(row[week + SATURDAY] or row[week + SUNDAY]) for week in range(0, instance.days, WEEK))
    if weekends > employee.weekends:
        yield f"works {weekends} weekends, at most {employee.weekends}"


def _runs(employee: Employee, row: Sequence[str]) -> Iterator[str]:
    first = 0
    for working, run in groupby(row, key=bool):
        length = len(list(run))
        last = first + length - 1
        # At either end the neighbouring period may go on with the same, so that a short run there is no breach.
        inside = first > 0 and last < len(row) - 1
        shortest = employee.shortest_run_on if working else employee.shortest_run_off
        if working and length > employee.longest_run_on:
            yield f"works {length} days in a row from day {first}, at most {employee.longest_run_on}"
        if inside and length < shortest:
            yield f"{'works' if working else 'is off'} only {length} days in a row from day {first}, not {shortest}"
        first = last + 1


def _days_off(instance: Instance, employee: Employee, row: Sequence[str]) -> Iterator[str]:
    for day, shift in enumerate(row):
        if shift and (employee.key, day) in instance.days_off:
            yield f"works on day {day}, a day off"


def _requests(instance: Instance, roster: Sequence[Worked]) -> int:
    held = set(roster)
    missed = sum(ask.weight for ask in instance.on_requests if Worked(ask.employee, ask.day, ask.shift) not in held)
    ignored = sum(ask.weight for ask in instance.off_requests if Worked(ask.employee, ask.day, ask.shift) in held)
    return missed + ignored


def _cover(instance: Instance, roster: Sequence[Worked]) -> int:
    present = Counter((row.day, row.shift) for row in roster)
    total = 0
    for line in instance.cover:
        surplus = present[line.day, line.shift] - line.requirement
        total += line.weight_over * surplus if surplus > 0 else line.weight_under * -surplus
    return total
