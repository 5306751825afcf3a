"""The practitioners as the rota sees them, before it is known which sessions they could work."""

from __future__ import annotations

from scheduler.calendar import MINUTES_IN_DAY
from scheduler.rota.build.contract import build_limits, build_targets
from scheduler.rota.build.duties import WHOLE_DAY_DUTIES, day_duties, is_early, is_late
from scheduler.rota.build.frame import Frame, PlacedTemplate
from scheduler.rota.build.past import Past
from scheduler.rota.problem import Duty, Person
from scheduler.staff import Practitioner, Profession

SUPERVISES = "supervises"

Away = tuple[int, int, int]


def build_people(frame: Frame, past: Past) -> tuple[Person, ...]:
    """Every practitioner, with what does not depend on the sessions they could work."""
    worked = past.sessions()
    return tuple(
        Person(
            key=source.id,
            profession=source.profession.value,
            eligible=_eligible(frame, number, source),
            limits=build_limits(frame, frame.contracts[number]),
            home_site=frame.sites[source.home_site],
            absent=tuple(sorted({*_absent(frame, source), *_exempt_days(frame, number)})),
            past=worked.get(source.id, ()),
            past_days=past.days,
            past_weeks=past.weeks(source.id),
            contract_week=frame.contracts[number].minutes_per_week,
            targets=build_targets(frame, number),
            supervisors=_supervisors(frame, number, source),
        )
        for number, source in enumerate(frame.practice.practitioners)
    )


def _eligible(frame: Frame, number: int, person: Practitioner) -> frozenset[int]:
    exempt = frame.contracts[number].exempt
    return frozenset(
        template
        for template, placed in enumerate(frame.placed)
        if _may_work(frame, person, placed)
        and not (Duty.EARLY in exempt and is_early(frame, template))
        and not (Duty.LATE in exempt and is_late(frame, template))
    )


def _may_work(frame: Frame, person: Practitioner, placed: PlacedTemplate) -> bool:
    return (
        person.profession in placed.template.professions
        and set(placed.template.skills) <= set(person.skills)
        and frame.practice.sites[placed.site].id in {person.home_site, *person.sites}
    )


def _absent(frame: Frame, person: Practitioner) -> list[Away]:
    return [
        (day, *(absence.half_day.span if absence.half_day else (0, MINUTES_IN_DAY)))
        for absence in frame.absences_of(person)
        for day in frame.days_between(absence.from_date, absence.to_date)
    ]


def _exempt_days(frame: Frame, number: int) -> list[Away]:
    """Whole days of a duty that the contract leaves out: nothing else can be worked on them, so they are days away."""
    exempt = set(frame.contracts[number].exempt) & set(WHOLE_DAY_DUTIES)
    return [
        (day, 0, MINUTES_IN_DAY)
        for day in range(len(frame.dates))
        if exempt & {named.duty for named in day_duties(frame, day)}
    ]


def _supervisors(frame: Frame, number: int, person: Practitioner) -> frozenset[int] | None:
    skill = person.supervised_by or (SUPERVISES if person.profession is Profession.TRAINEE else None)
    if skill is None:
        return None
    others = enumerate(frame.practice.practitioners)
    return frozenset(other for other, supervisor in others if skill in supervisor.skills and other != number)
