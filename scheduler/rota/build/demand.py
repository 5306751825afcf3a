"""Consulting minutes expected by site and half-day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import prod

from scheduler.demand import ExpectedDemand
from scheduler.rota.build.cover import clip, serving_templates
from scheduler.rota.build.frame import Frame
from scheduler.rota.problem import Demand, Template
from scheduler.sessions import SessionKind


@dataclass(frozen=True)
class DemandBuilder:
    """Spreads the demand lines of the file over the days: factors applied, nothing where the site is closed."""

    frame: Frame
    templates: tuple[Template, ...]
    offered: tuple[frozenset[int], ...]

    def build(self) -> tuple[Demand, ...]:
        """The demand of every day of the period."""
        return tuple(
            self._demand(day, number, line, minutes)
            for day in range(len(self.frame.dates))
            for number, line in self._lines(day)
            if (minutes := self._minutes(day, line)) > 0
        )

    def _lines(self, day: int) -> Iterator[tuple[int, ExpectedDemand]]:
        """The lines that speak of a day; those for its date replace those for its kind of day."""
        numbered = enumerate(self.frame.practice.demand, start=1)
        lines = [(number, line) for number, line in numbered if self.frame.applies(line.days, line.dates, day)]
        dated = {_place(line) for _, line in lines if line.dates}
        return (pair for pair in lines if pair[1].dates or _place(pair[1]) not in dated)

    def _minutes(self, day: int, line: ExpectedDemand) -> int:
        opening = clip(self.frame.open_hours(day, self.frame.sites[line.site]), *line.half_day.span)
        return round(line.minutes * demand_factor(self.frame, day, line.site)) if opening else 0

    def _demand(self, day: int, number: int, line: ExpectedDemand, minutes: int) -> Demand:
        site = self.frame.sites[line.site]
        begin, end = line.half_day.span
        serving = serving_templates(self.frame, site, line.professions, (SessionKind.CONSULTING,))
        return Demand(
            key=f"demand-{number}/{line.site}/{self.frame.dates[day]}/{line.half_day.value}",
            site=site,
            day=day,
            begin=begin,
            end=end,
            minutes=minutes,
            people=self.frame.members(line.professions),
            templates=frozenset(
                template
                for template in serving
                if template in self.offered[day] and self.templates[template].minutes_within(begin, end)
            ),
        )


def _place(line: ExpectedDemand) -> tuple[object, ...]:
    return line.site, line.half_day, frozenset(line.professions)


def demand_factor(frame: Frame, day: int, site: str) -> float:
    """What the practice multiplies the expected demand of a site's day by."""
    on = frame.dates[day]
    return prod(
        line.factor
        for line in frame.practice.demand_factors
        if line.from_date <= on <= line.to_date and (line.sites == "all" or site in line.sites)
    )
