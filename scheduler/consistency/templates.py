"""Session templates: their own clock times, and whether the sites are open and equipped for them."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.calendar import DayKind, show_clock, show_span
from scheduler.consistency.fault import Facts, Fault, listed
from scheduler.consistency.staffing import Spans, has_room, inside, presence, sites_offering
from scheduler.practice import Practice, Site
from scheduler.sessions import SessionTemplate

LONGEST_SESSION = 14 * 60


def template_times(practice: Practice) -> Iterator[Fault]:
    """Templates that end before they start, last absurdly long, or whose break is not inside them."""
    for position, template in enumerate(practice.templates):
        where = ("templates", position)
        facts: Facts = {"template": template.id, "start": show_clock(template.start)}
        if template.end <= template.start:
            yield Fault((*where, "end"), "input-template-backwards", facts | {"end": show_clock(template.end)})
        elif template.end - template.start > LONGEST_SESSION:
            yield Fault((*where, "end"), "input-template-too-long", facts | {"hours": LONGEST_SESSION // 60})
        elif template.pause and not _runs_forward(template):
            yield Fault((*where, "break"), "input-break-outside", facts | {"end": show_clock(template.end)})


def _runs_forward(template: SessionTemplate) -> bool:
    return all(begin < end for begin, end in presence(template))


def templates_outside_opening(practice: Practice) -> Iterator[Fault]:
    """Templates offered while a site is closed.

    A template offered by "all" sites is offered by those that open on the day, so only hours of theirs count.
    """
    for position, template in enumerate(practice.templates):
        if _runs_forward(template):
            for site in sites_offering(practice, template):
                yield from _outside(template, site, position)
            yield from _open_nowhere(practice, template, position)


def _outside(template: SessionTemplate, site: Site, position: int) -> Iterator[Fault]:
    wrong: dict[Spans, list[str]] = {}
    for day in DayKind:
        opening = site.week.get(day, ())
        closed_elsewhere = template.sites == "all" and not opening
        if day in template.days and not closed_elsewhere and not inside(presence(template), opening):
            wrong.setdefault(opening, []).append(day.value)
    for opening, days in wrong.items():
        field = "end" if opening and inside(((template.start, template.start + 5),), opening) else "start"
        facts = {"template": template.id, "site": site.id, "days": ", ".join(days), "opening": _hours(opening)}
        facts["hours"] = show_span((template.start, template.end))
        yield Fault(("templates", position, field), "input-template-outside-opening", facts)


def _hours(opening: Spans) -> str:
    return listed([show_span(span) for span in opening])


def _open_nowhere(practice: Practice, template: SessionTemplate, position: int) -> Iterator[Fault]:
    if template.sites != "all":
        return
    never = [d.value for d in DayKind if d in template.days and not any(d in site.week for site in practice.sites)]
    if never:
        facts = {"template": template.id, "days": ", ".join(never)}
        yield Fault(("templates", position, "days"), "input-template-open-nowhere", facts)


def templates_without_room(practice: Practice) -> Iterator[Fault]:
    """Templates that need a kind of room which a site they name does not have, or, for "all", no site has."""
    for position, template in enumerate(practice.templates):
        offering = sites_offering(practice, template)
        bare = [site.id for site in offering if not has_room(site, template)]
        enough = len(bare) < len(offering) if template.sites == "all" else not bare
        if template.room and not enough:
            facts = {"template": template.id, "room": template.room, "sites": listed(bare)}
            yield Fault(("templates", position, "room"), "input-no-such-room", facts)


def sites_never_open(practice: Practice) -> Iterator[Fault]:
    """Sites that no line of their hours opens."""
    for position, site in enumerate(practice.sites):
        if not site.week and not any(site.dates.values()):
            yield Fault(("sites", position, "hours"), "input-site-never-open", {"site": site.id})
