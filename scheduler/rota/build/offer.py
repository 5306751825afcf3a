"""Which session can be worked when: templates at their sites, and what each day offers."""

from __future__ import annotations

from scheduler.rota.build.frame import Frame, PlacedTemplate
from scheduler.rota.problem import RoomStock, Template


def build_templates(frame: Frame) -> tuple[Template, ...]:
    """Every template at every site that offers it."""
    return tuple(_template(frame, number, placed) for number, placed in enumerate(frame.placed))


def _template(frame: Frame, number: int, placed: PlacedTemplate) -> Template:
    source = placed.template
    return Template(
        key=frame.key_of(number),
        site=placed.site,
        kind=source.kind.value,
        start=source.start,
        end=source.end,
        break_start=source.pause.start if source.pause else 0,
        break_minutes=source.pause.minutes if source.pause else 0,
        room=source.room,
        not_next_day=frozenset().union(*map(frame.placements, source.not_next_day)),
    )


def build_offer(frame: Frame, templates: tuple[Template, ...]) -> tuple[frozenset[int], ...]:
    """The templates that can be worked on each day: right kind of day, inside the opening hours."""
    return tuple(
        frozenset(number for number, template in enumerate(templates) if _offered(frame, day, number, template))
        for day in range(len(frame.dates))
    )


def _offered(frame: Frame, day: int, number: int, template: Template) -> bool:
    if frame.kinds[day] not in frame.placed[number].template.days:
        return False
    hours = frame.hours(day, template.site)
    return all(any(at <= begin and end <= to for at, to in hours) for begin, end in template.stretches())


def build_rooms(frame: Frame) -> tuple[RoomStock, ...]:
    """The rooms of every site."""
    return tuple(
        RoomStock(number, kind, count)
        for number, site in enumerate(frame.practice.sites)
        for kind, count in site.rooms.items()
    )


def build_travel(frame: Frame) -> dict[tuple[int, int], int]:
    """Travel minutes between sites, both ways."""
    known = [
        (frame.sites[line.between[0]], frame.sites[line.between[1]], line.minutes) for line in frame.practice.travel
    ]
    return {pair: minutes for a, b, minutes in known for pair in ((a, b), (b, a))}


def build_closed_may_days(frame: Frame) -> frozenset[tuple[int, int]]:
    """The (day, site) pairs that the first of May closes."""
    return frozenset(
        (day, site)
        for day in range(len(frame.dates))
        for site in frame.sites.values()
        if frame.closed_in_may(day, site)
    )
