"""One calendar a practitioner, to open or subscribe to in any calendar program. Nothing in it is about patients."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

from icalendar import Event

from api.export.calendar_frame import begin_calendar, write_calendar
from api.export.plan import Plan
from scheduler.messages import say
from scheduler.rota.problem import Assignment
from scheduler.zones import zone_of


def calendars(plan: Plan) -> dict[str, bytes]:
    """`<practitioner>.ics` for everybody, those without a session included, so that old entries disappear."""
    return {f"{one.key}.ics": calendar_of(plan, person) for person, one in enumerate(plan.problem.people)}


def calendar_of(plan: Plan, person: int) -> bytes:
    """The calendar of one practitioner."""
    calendar = begin_calendar(f"{plan.names.practice_name()} – {plan.names.person(person)}")
    zone = zone_of(plan.practice.practice)
    for session in _sessions(plan, person):
        calendar.add_component(_event(plan, session, zone))
    return write_calendar(calendar, plan.problem.first_day, plan.last_day)


def _sessions(plan: Plan, person: int) -> list[Assignment]:
    own = (one for one in plan.rota.assignments if one.person == person)
    return sorted(own, key=lambda one: (one.day, plan.problem.templates[one.template].start))


def _event(plan: Plan, session: Assignment, zone: ZoneInfo) -> Event:
    template = plan.problem.templates[session.template]
    event = Event()
    event.add("uid", session_id(plan, session))
    event.add("dtstamp", plan.stamp)
    event.add("dtstart", _moment(plan, session.day, template.start, zone))
    event.add("dtend", _moment(plan, session.day, template.end, zone))
    event.add("summary", f"{plan.names.template(session.template)} – {plan.names.site(template.site)}")
    event.add("location", plan.names.site(template.site))
    if template.break_minutes:
        pause = say("ics-break", plan.language, begin=template.break_start, minutes=template.break_minutes)
        event.add("description", pause)
    return event


def session_id(plan: Plan, session: Assignment) -> str:
    """An id that stays when the rota is planned anew, so that calendars update an entry instead of doubling it."""
    problem = plan.problem
    template = problem.templates[session.template]
    on = problem.date_of(session.day).isoformat()
    key = template.key.partition("@")[0]
    return f"{problem.people[session.person].key}-{on}-{key}-{problem.sites[template.site]}@{problem.practice}"


def _moment(plan: Plan, day: int, minutes: int, zone: ZoneInfo) -> datetime:
    """The clock time on the wall; 24:00 is midnight of the next day."""
    days, clock = divmod(minutes, 24 * 60)
    return datetime.combine(plan.problem.date_of(day + days), time(clock // 60, clock % 60), zone)
