"""Wishes, split by date."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler import staff
from scheduler.calendar import MINUTES_IN_DAY
from scheduler.rota.build.frame import Frame
from scheduler.rota.problem import RotaProblem, Want, Wish


def build_wishes(frame: Frame, bare: RotaProblem) -> tuple[Wish, ...]:
    """One wish for each date on which the person could work a session that it speaks of."""
    return tuple(
        found
        for wish in frame.practice.wishes
        for day in frame.days_between(wish.from_date, wish.to_date)
        for found in _on_day(frame, bare, wish, day)
    )


def _on_day(frame: Frame, bare: RotaProblem, wish: staff.Wish, day: int) -> Iterator[Wish]:
    person = frame.people[wish.practitioner]
    begin, end = wish.half_day.span if wish.half_day else (0, MINUTES_IN_DAY)
    concerned = [
        number
        for number in bare.candidates(person, day)
        if bare.templates[number].start < end and begin < bare.templates[number].end
    ]
    if wish.template is None and concerned:
        yield Wish(person, day, wish.want, wish.weight, None, begin, end)
    elif wish.template is not None:
        for template in _meant(frame, bare, wish, concerned):
            yield Wish(person, day, wish.want, wish.weight, template, begin, end)


def _meant(frame: Frame, bare: RotaProblem, wish: staff.Wish, concerned: list[int]) -> list[int]:
    """The template at every site for a wish to be off; for a wish to work one site is enough, home if it offers it."""
    named = [number for number in concerned if frame.placed[number].template.id == wish.template]
    if wish.want is Want.OFF:
        return named
    home = bare.people[frame.people[wish.practitioner]].home_site
    return sorted(named, key=lambda number: bare.templates[number].site != home)[:1]
