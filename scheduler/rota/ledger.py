"""Closing a period: what was worked goes into the ledger, and counts in the fair shares of the periods to come."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from scheduler.calendar import DAYS_IN_WEEK
from scheduler.practice import Practice
from scheduler.rota.build.contract import period_exposure
from scheduler.rota.build.duties import NamedDuty, session_duties
from scheduler.rota.build.frame import Frame
from scheduler.rota.papers import ORDINARY_DUTIES, Ledger, LedgerEntry, WeekWorked
from scheduler.rota.problem import Duty, RotaProblem
from scheduler.rota.rota import Rota

WEEKS_KEPT = 52


def close_period(problem: RotaProblem, rota: Rota, practice: Practice, ledger: Ledger | None) -> Ledger:
    """The ledger with a period counted in; practitioners who left stay in it.

    ValueError if the ledger belongs to another practice or already reaches into the period.
    """
    _refuse_wrong_ledger(problem, practice, ledger)
    frame = Frame(practice, problem.first_day, problem.weeks)
    known = {entry.practitioner: entry for entry in (ledger.entries if ledger else ())}
    for number, person in enumerate(problem.people):
        known[person.key] = _closed(frame, problem, rota, number, known.get(person.key))
    return Ledger(practice=practice.practice.id, until=problem.date_of(problem.days - 1), entries=tuple(known.values()))


def _refuse_wrong_ledger(problem: RotaProblem, practice: Practice, ledger: Ledger | None) -> None:
    if ledger is None:
        return
    if ledger.practice != practice.practice.id:
        raise ValueError(f"this ledger belongs to the practice {ledger.practice}, not to {practice.practice.id}")
    if ledger.until >= problem.first_day:
        raise ValueError(f"the ledger already counts up to {ledger.until}, the period begins on {problem.first_day}")


def _closed(frame: Frame, problem: RotaProblem, rota: Rota, person: int, entry: LedgerEntry | None) -> LedgerEntry:
    before = entry or LedgerEntry(practitioner=problem.people[person].key)
    worked = [(day, template) for day in range(problem.days) for template in rota.templates_on(person, day)]
    counted = Counter(duty for session in worked for duty in session_duties(frame, *session))
    duties = {name: before.duties.get(name, 0) + counted[NamedDuty(Duty(name), name)] for name in ORDINARY_DUTIES}
    named = Counter(dict(before.named_holidays))
    named.update({duty.name: number for duty, number in counted.items() if duty.duty is Duty.NAMED_HOLIDAY})
    return LedgerEntry(
        practitioner=before.practitioner,
        exposure=before.exposure + period_exposure(frame, person),
        duties={name: number for name, number in duties.items() if number},
        named_holidays=dict(named),
        weeks=(*before.weeks, *_weeks(problem, worked))[-WEEKS_KEPT:],
    )


def _weeks(problem: RotaProblem, worked: list[tuple[int, int]]) -> list[WeekWorked]:
    minutes = [0] * problem.weeks
    for day, template in worked:
        minutes[day // DAYS_IN_WEEK] += problem.templates[template].worked
    return [
        WeekWorked(monday=problem.first_day + timedelta(weeks=week), minutes=total)
        for week, total in enumerate(minutes)
    ]
