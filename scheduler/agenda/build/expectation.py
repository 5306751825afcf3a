"""Acute patients expected at each site on each day, by part of the day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from scheduler.agenda.build.parts import minutes_in, part_bounds
from scheduler.calendar import DayKind
from scheduler.contacts import WEEKS_IN_YEAR, Patients, on_grid, together
from scheduler.forecast import expected_acute, part_shares
from scheduler.learned import DayPart, Learned
from scheduler.lengths import motives_of
from scheduler.motives import Motive, Use
from scheduler.practice import Practice
from scheduler.presets.consultations import consultation_presets
from scheduler.rota.build.demand import demand_factor
from scheduler.rota.build.frame import Frame
from scheduler.rota.problem import RotaProblem

BOOKED_AHEAD = (Use.ACUTE, Use.PLANNED, Use.REVIEW, Use.TELE)
"""What the consulting minutes of the practice's expected demand are spent on."""


@dataclass(frozen=True)
class ExpectedAcute:
    """Acute patients expected at a site on a day.

    `mean` in person and `dispersion` (variance mean + dispersion × mean²); `tele` those seen at a distance; `shares`
    of the parts of the day in which the site is open, summing to 1.
    """

    site: int
    day: int
    mean: float
    dispersion: float
    tele: float
    shares: Mapping[DayPart, float]


@dataclass(frozen=True)
class Expectations:
    """What a period is expected to bring, by what was learned or else by what the practice states."""

    practice: Practice
    rota: RotaProblem
    learned: Learned | None = None

    @cached_property
    def frame(self) -> Frame:
        """The practice in numbers."""
        return Frame(self.practice, self.rota.first_day, self.rota.weeks)

    @cached_property
    def patients(self) -> tuple[Patients, ...]:
        """The patients of each site: those whose own doctor is at home there; all of them where it has none."""
        everybody = Patients.of(self.practice, (person.id for person in self.practice.practitioners))
        return tuple(own if own.listed else everybody for own in self._own_lists)

    @cached_property
    def _own_lists(self) -> tuple[Patients, ...]:
        """The patients whose own doctor is at home at each site."""
        people = self.practice.practitioners
        return tuple(
            Patients.of(self.practice, (person.id for person in people if person.home_site == site.id))
            for site in self.practice.sites
        )

    def has_list(self, site: int) -> bool:
        """Whether anybody's own doctor is at home there: without, nothing is expected but what the practice states."""
        return self._own_lists[site].listed > 0

    def motives(self, use: Use) -> list[Motive]:
        """The motives of a use."""
        return [motive for motive in motives_of(self.practice) if motive.use is use]

    def acute_minutes(self) -> int:
        """The slot of an acute problem, one for all patients."""
        slots = together(self.slots(site, Use.ACUTE) for site in range(len(self.patients)))
        return on_grid(slots) if slots else int(consultation_presets().lengths[Use.ACUTE].slot.value)

    def slots(self, site: int, use: Use) -> dict[int, float]:
        """Contacts in a year of a site's patients with motives of a use, by the length of the slot."""
        patients = self.patients[site]
        return together(patients.slots(motive, self.learned) for motive in self.motives(use))

    def contacts(self, site: int, use: Use) -> float:
        """Contacts in a year of a site's patients with motives of a use."""
        return sum(self.patients[site].contacts(motive) for motive in self.motives(use))

    def minutes(self, site: int, use: Use) -> float:
        """Minutes in a year of a site's patients with motives of a use."""
        return sum(self.patients[site].minutes(motive, self.learned) for motive in self.motives(use))

    def share_of_minutes(self, site: int, use: Use) -> float:
        """The share of a use in the consulting minutes of a site."""
        total = sum(self.minutes(site, one) for one in BOOKED_AHEAD)
        return self.minutes(site, use) / total if total else 0.0

    def tele_share(self, site: int) -> float:
        """The share of acute patients who are seen at a distance."""
        acute = [motive for motive in self.motives(Use.TELE) if motive.acute]
        at_distance = sum(self.patients[site].contacts(motive) for motive in acute)
        in_person = self.contacts(site, Use.ACUTE)
        return at_distance / (at_distance + in_person) if at_distance else 0.0

    def demand_minutes(self, site: int, day: int) -> float | None:
        """Consulting minutes that the practice states for a site's day, None where it states none for the site."""
        if not any(line.site == site for line in self.rota.demand):
            return None
        return sum(line.minutes for line in self.rota.demand if (line.site, line.day) == (site, day))

    def acute(self) -> Iterator[ExpectedAcute]:
        """Acute patients expected, for every day on which a site is open."""
        for site in range(len(self.practice.sites)):
            for day in range(self.rota.days):
                if self.frame.open_hours(day, site):
                    yield self._acute_on(site, day)

    def _acute_on(self, site: int, day: int) -> ExpectedAcute:
        mean, dispersion = self._mean(site, day)
        tele = self.tele_share(site)
        return ExpectedAcute(site, day, mean * (1 - tele), dispersion, mean * tele, self._shares(site, day))

    def _mean(self, site: int, day: int) -> tuple[float, float]:
        """All acute patients, in person or not, and the dispersion."""
        told = self.learned and self.learned.acute_demand
        about = self.practice.sites[site]
        if told:
            expected = expected_acute(told, about.id, self.frame.dates[day], self.practice.public_holidays)
            if expected:
                # A history too short for seasons knows nothing of what the practice says of these weeks.
                factor = 1.0 if told.month else demand_factor(self.frame, day, about.id)
                return expected.mean * factor, expected.dispersion
        return self._stated_mean(site, day), consultation_presets().daily_spread.value ** 2

    def _stated_mean(self, site: int, day: int) -> float:
        minutes = self.demand_minutes(site, day)
        if minutes is None:
            return self._listed_mean(site, day)
        return sum(
            minutes * self.share_of_minutes(site, use) * self.contacts(site, use) / self.minutes(site, use)
            for use in (Use.ACUTE, Use.TELE)
            if self.minutes(site, use)
        )

    def _listed_mean(self, site: int, day: int) -> float:
        """By the lists alone: a week's share of the year, spread over its days like requests over a week."""
        if not self.has_list(site):
            return 0.0
        weekly = (self.contacts(site, Use.ACUTE) + self.contacts(site, Use.TELE)) / WEEKS_IN_YEAR
        week = range(day - day % 7, day - day % 7 + 7)
        weights = {other: self._weight(site, other) for other in week}
        return weekly * weights[day] / sum(weights.values())

    def _weight(self, site: int, day: int) -> float:
        """How much of a week's requests a day brings: by its weekday, on other days by its hours."""
        cited, kind = consultation_presets().weekday, self.frame.kinds[day]
        hours = sum(end - begin for begin, end in self.frame.open_hours(day, site))
        if kind in cited:
            return cited[kind].value if hours else 0.0
        usual = sum(figure.value for figure in cited.values()) / len(cited)
        return usual * hours / (10 * 60)

    def _shares(self, site: int, day: int) -> dict[DayPart, float]:
        """As learned, otherwise by opening hours; what falls on a closed part goes to the open ones alike."""
        about = self.practice.sites[site]
        hours = self.frame.open_hours(day, site)
        bounds = part_bounds(self.practice.windows_of(about))
        open_minutes = {part: minutes_in(hours, span) for part, span in bounds.items()}
        weights = self._learned_shares(about.id, self.frame.kinds[day]) or open_minutes
        kept = {part: weights.get(part, 0.0) for part, minutes in open_minutes.items() if minutes}
        total = sum(kept.values())
        return {part: weight / total if total else 1 / len(kept) for part, weight in kept.items()}

    def _learned_shares(self, site: str, kind: DayKind) -> Mapping[DayPart, float] | None:
        told = self.learned and self.learned.acute_demand
        return part_shares(told, site, kind) if told else None
