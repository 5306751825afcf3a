"""What a synthetic history is drawn from: the practice, its days, its rates and its true acute demand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from benchmarks.history.acute import true_acute_demand
from benchmarks.history.contacts import Rates, contact_rates
from benchmarks.history.days import Days, days_of
from benchmarks.history.figures import Attendance, Figures
from scheduler.calendar import GRAIN
from scheduler.learned import AcuteDemand, LeadChance, NoShows
from scheduler.lengths import expected_length, motives_of
from scheduler.motives import Channel, Motive, Use
from scheduler.practice import Practice
from scheduler.presets.consultations import consultation_presets

WEEK = 7


@dataclass(frozen=True)
class Model:
    """The fixed part of the generative model.

    `rates`: contacts of a patient and year that take place, [motive, category]; `asked`: those asked for, of which
    some are cancelled or missed. Groups are left out of `motives`: several patients share their start.
    """

    practice: Practice
    figures: Figures
    days: Days
    motives: tuple[Motive, ...]
    rates: Rates
    asked: Rates
    acute: AcuteDemand
    no_shows: NoShows

    @property
    def is_acute(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Which motives cannot wait."""
        return np.array([motive.acute for motive in self.motives])

    def slot(self, motive: int, category: int) -> int:
        """The grains that the practice books for a motive today, travel left out."""
        length = expected_length(self.practice, self.motives[motive], self.practice.categories[category])
        return length.slot // GRAIN

    def travel(self, motive: int) -> int:
        """Minutes of travel there and back."""
        stated = self.motives[motive].travel_minutes
        if self.motives[motive].use is not Use.VISIT:
            return 0
        return int(consultation_presets().travel.value) if stated is None else stated


def model_of(practice: Practice, first_day: date, months: int, figures: Figures) -> Model:
    """The model of a practice over a period."""
    motives = tuple(one for one in motives_of(practice) if one.channel is not Channel.GROUP)
    days = days_of(practice, first_day, months)
    rates = contact_rates(practice, motives, figures)
    no_shows = true_no_shows(figures.attendance)
    asked = _asked(rates, motives, no_shows, figures.attendance)
    acute = true_acute_demand(practice, asked[[motive.acute for motive in motives]].sum(axis=0), first_day, figures)
    return Model(practice, figures, days, motives, rates, asked, acute, no_shows)


def true_no_shows(attendance: Attendance) -> NoShows:
    """The chance of not attending an appointment that is not cancelled, by days of lead."""
    level = attendance.level.value
    steps = [
        LeadChance(days=days, chance=missed.value * level, cases=0)
        for days, missed in sorted(attendance.missed.items())
    ]
    return NoShows(chance=consultation_presets().no_show.value, cases=0, by_lead=tuple(steps))


def missed_after(no_shows: NoShows, lead: int) -> float:
    """The true chance of not attending after so many days of lead."""
    return next(step.chance for step in reversed(no_shows.by_lead) if step.days <= lead)


def _asked(rates: Rates, motives: tuple[Motive, ...], no_shows: NoShows, attendance: Attendance) -> Rates:
    """More is asked for than takes place: acute requests are refused or missed, planned ones cancelled or missed."""
    acute = (1 - attendance.refused.value) * (1 - missed_after(no_shows, 0))
    planned = (1 - attendance.cancelled.value) * (1 - missed_after(no_shows, WEEK))
    kept = np.array([acute if motive.acute else planned for motive in motives])
    asked: Rates = rates / kept[:, np.newaxis]
    return asked
