"""Which sessions are early, late, Saturday or holiday duty."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from scheduler.calendar import DAYS_IN_WEEK, DayKind
from scheduler.rota.build.frame import Frame
from scheduler.rota.problem import Duty

SATURDAY = 5
WHOLE_DAY_DUTIES = (Duty.SATURDAY, Duty.HOLIDAY, Duty.NAMED_HOLIDAY)


@dataclass(frozen=True, slots=True, order=True)
class NamedDuty:
    """A duty and its name: the slug of a named holiday, otherwise the duty's own."""

    duty: Duty
    name: str


def is_early(frame: Frame, template: int) -> bool:
    """Whether a session touches the early acute window of its site."""
    placed = frame.placed[template]
    before = frame.practice.windows_of(frame.practice.sites[placed.site]).before
    return before is not None and placed.template.start < before


def is_late(frame: Frame, template: int) -> bool:
    """Whether a session touches the late acute window of its site."""
    placed = frame.placed[template]
    after = frame.practice.windows_of(frame.practice.sites[placed.site]).after
    return after is not None and placed.template.end > after


def day_duties(frame: Frame, day: int) -> list[NamedDuty]:
    """The duties that any session of a day counts for."""
    named = [NamedDuty(Duty.NAMED_HOLIDAY, name) for name in _names_of(frame, day)]
    if frame.kinds[day] is DayKind.HOLIDAY:
        return [NamedDuty(Duty.HOLIDAY, Duty.HOLIDAY.value), *named]
    if day % DAYS_IN_WEEK >= SATURDAY:
        return [NamedDuty(Duty.SATURDAY, Duty.SATURDAY.value), *named]
    return named


def _names_of(frame: Frame, day: int) -> list[str]:
    holiday = frame.holidays[day]
    month_day = frame.dates[day].strftime("%m-%d")
    chosen = [name for name, on in frame.practice.practice.named_days.items() if on == month_day]
    return ([holiday] if holiday else []) + [name for name in chosen if name != holiday]


def session_duties(frame: Frame, day: int, template: int) -> list[NamedDuty]:
    """All duties that a session of a day counts for; early and late only on ordinary days."""
    found = day_duties(frame, day)
    if frame.kinds[day] is DayKind.HOLIDAY:
        return found
    if is_early(frame, template):
        found.append(NamedDuty(Duty.EARLY, Duty.EARLY.value))
    if is_late(frame, template):
        found.append(NamedDuty(Duty.LATE, Duty.LATE.value))
    return found


def sessions_by_duty(frame: Frame, offered: tuple[frozenset[int], ...]) -> dict[NamedDuty, frozenset[tuple[int, int]]]:
    """The (day, template) pairs offered, by the duty they count for."""
    found: dict[NamedDuty, set[tuple[int, int]]] = defaultdict(set)
    for day, templates in enumerate(offered):
        for template in templates:
            for duty in session_duties(frame, day, template):
                found[duty].add((day, template))
    return {duty: frozenset(found[duty]) for duty in sorted(found)}
