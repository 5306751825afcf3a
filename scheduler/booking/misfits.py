"""Which appointments the agendas cover no more after a publication: they are kept, and told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby

from scheduler.agenda.masks import mask_of
from scheduler.booking.appointments import Appointment
from scheduler.booking.days import AgendaDay
from scheduler.booking.store import Misfit
from scheduler.booking.taking import group_at

Days = Mapping[tuple[str, date], AgendaDay]

NOT_IN_AGENDA = "not_in_agenda"
OTHER_SITE = "other_site"
GROUP_GONE = "group_gone"
GROUP_FULL = "group_full"
RESOURCE_GONE = "resource_gone"
MISFITS = (NOT_IN_AGENDA, OTHER_SITE, GROUP_GONE, GROUP_FULL, RESOURCE_GONE)
"""The rules of misfits; each has a sentence `misfit-<rule>` in the catalogue."""


def misfits(days: Days, appointments: Iterable[Appointment]) -> tuple[Misfit, ...]:
    """Those appointments that the days (as they are published now) do not cover, by start and id.

    One booked deliberately over others fits where its practitioner is present at its site, whatever for.
    """
    in_order = sorted(appointments, key=lambda one: (one.slot.starts, one.id))
    single = (Misfit(one, rule) for one in in_order if (rule := _unfit(days, one)))
    return tuple(sorted((*single, *_crowded(days, in_order)), key=_place))


def _place(misfit: Misfit) -> tuple[object, ...]:
    return misfit.appointment.slot.starts, misfit.appointment.id


def _unfit(days: Days, one: Appointment) -> str | None:
    slot = one.slot
    day = days.get((slot.practitioner, slot.day))
    if day is None:
        return NOT_IN_AGENDA
    if slot.group and group_at(day, slot.begin) is None:
        return GROUP_GONE
    time = mask_of(slot.begin, slot.begin + slot.taken_minutes)
    if not slot.group and not one.overbooked and time & ~day.bookable:
        return NOT_IN_AGENDA
    if time & ~day.at_site(slot.site):
        return NOT_IN_AGENDA if time & ~day.present else OTHER_SITE
    return RESOURCE_GONE if any(_closed(days.get((unit, slot.day)), time) for unit in slot.resources) else None


def _closed(day: AgendaDay | None, time: int) -> bool:
    return day is None or bool(time & ~day.bookable)


def _crowded(days: Days, in_order: Iterable[Appointment]) -> Iterator[Misfit]:
    """Those booked last of a group that has fewer places now."""
    grouped = sorted((one for one in in_order if one.slot.group and not one.overbooked), key=_group)
    for (practitioner, day, begin), members in groupby(grouped, key=_group):
        published = days.get((practitioner, day))
        places = group_at(published, begin) if published else None
        if places is not None:
            late = sorted(members, key=lambda one: (one.booked_at, one.id))[places:]
            yield from (Misfit(one, GROUP_FULL) for one in late)


def _group(one: Appointment) -> tuple[str, date, int]:
    return one.slot.practitioner, one.slot.day, one.slot.begin
