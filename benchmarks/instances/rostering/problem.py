"""An instance of the shift scheduling benchmark as a rota problem, and a rota of it as a roster.

The rota's cost is the benchmark's objective: shifts all start at midnight, so that two on a day overlap; nothing is
known of the days before day 0; each cover line wants exactly its requirement; requests are wishes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from benchmarks.instances.rostering.instance import Employee, Instance, Request, Worked
from scheduler.rota.problem import (
    DAYS_IN_WEEK,
    MINUTES_IN_DAY,
    Cover,
    Limits,
    Person,
    RotaProblem,
    RuleSetting,
    Template,
    Want,
    Wish,
)
from scheduler.rota.rota import Rota
from scheduler.rota.rules import COVER_TIER

# Any Monday: the benchmark's days have no dates.
FIRST_DAY = date(2024, 1, 1)

# One sum, as in the benchmark: all in one tier, each at the file's own weight.
SOFT = {rule: RuleSetting(1, COVER_TIER) for rule in ("cover_under", "cover_over", "wish_on", "wish_off")}


def problem_of(instance: Instance) -> RotaProblem:
    """The instance as a rota problem; people, templates and cover in the order of the file."""
    return RotaProblem(
        practice=instance.key,
        first_day=FIRST_DAY,
        weeks=instance.days // DAYS_IN_WEEK,
        sites=("ward",),
        templates=tuple(_templates(instance)),
        people=tuple(_person(instance, employee) for employee in instance.employees),
        offered=(frozenset(range(len(instance.shifts))),) * instance.days,
        cover=tuple(_cover(instance)),
        wishes=(*_wishes(instance, instance.on_requests, Want.ON), *_wishes(instance, instance.off_requests, Want.OFF)),
        soft=SOFT,
    )


def roster_of(instance: Instance, rota: Rota) -> tuple[Worked, ...]:
    """The rota as a roster in the file's names, by employee, then day."""
    return tuple(
        Worked(instance.employees[item.person].key, item.day, instance.shifts[item.template].key)
        for item in sorted(rota.assignments)
    )


def _numbers(instance: Instance) -> dict[str, int]:
    return {shift.key: number for number, shift in enumerate(instance.shifts)}


def _templates(instance: Instance) -> Iterator[Template]:
    number = _numbers(instance)
    for shift in instance.shifts:
        forbidden = frozenset(number[key] for key in shift.not_next_day)
        yield Template(shift.key, 0, "shift", 0, shift.minutes, not_next_day=forbidden)


def _person(instance: Instance, employee: Employee) -> Person:
    number = _numbers(instance)
    return Person(
        key=employee.key,
        profession="employee",
        eligible=frozenset(number[key] for key, most in employee.most_shifts.items() if most > 0),
        limits=_limits(employee, number, instance.days),
        absent=tuple((day, 0, MINUTES_IN_DAY) for key, day in sorted(instance.days_off) if key == employee.key),
    )


def _limits(employee: Employee, number: dict[str, int], days: int) -> Limits:
    return Limits(
        longest_run_on=employee.longest_run_on,
        shortest_run_on=employee.shortest_run_on,
        shortest_run_off=employee.shortest_run_off,
        weekends=employee.weekends,
        least_minutes=employee.least_minutes,
        most_minutes=employee.most_minutes,
        # A limit of a shift a day limits nothing; 0 is eligibility.
        templates={number[key]: most for key, most in employee.most_shifts.items() if 0 < most < days},
    )


def _cover(instance: Instance) -> Iterator[Cover]:
    number = _numbers(instance)
    everyone = frozenset(range(len(instance.employees)))
    for line in instance.cover:
        yield Cover(
            key=f"{line.day},{line.shift}",
            day=line.day,
            people=everyone,
            templates=frozenset([number[line.shift]]),
            least=line.requirement,
            most=line.requirement,
            weight_under=line.weight_under,
            weight_over=line.weight_over,
        )


def _wishes(instance: Instance, requests: tuple[Request, ...], want: Want) -> Iterator[Wish]:
    shifts = _numbers(instance)
    people = {employee.key: number for number, employee in enumerate(instance.employees)}
    for request in requests:
        yield Wish(people[request.employee], request.day, want, request.weight, template=shifts[request.shift])
