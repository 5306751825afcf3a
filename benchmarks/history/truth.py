"""The truth behind a synthetic history, so that what is learned from it can be told right from wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from benchmarks.history.acute import acute_mean
from benchmarks.history.lengths import TrueLengths
from benchmarks.history.model import missed_after
from scheduler.learned import AcuteDemand, NoShows
from scheduler.practice import Practice


@dataclass(frozen=True)
class GroundTruth:
    """What a history was drawn from.

    `acute` and `no_shows` are in the words in which they are learned; chances of not attending are of appointments not
    cancelled. `contacts`: those of a patient and year that were aimed at, by (motive, category). Lengths leave out
    errors of recording.
    """

    practice: Practice
    lengths: TrueLengths
    acute: AcuteDemand
    no_shows: NoShows
    contacts: Mapping[tuple[str, str], float]

    def mean_minutes(self, motive: str, category: str, practitioner: str) -> float:
        """The true mean length in minutes; KeyError for what the history does not hold."""
        return self.lengths.mean(motive, category, practitioner)

    def acute_requests(self, site: str, day: date) -> float:
        """The true mean of a site's acute requests on a date, none when it is closed; KeyError for an unknown site."""
        place = {one.id: one for one in self.practice.sites}[site]
        return acute_mean(self.acute, place, day, self.practice)

    def missed(self, lead: int) -> float:
        """The true chance of not attending an appointment booked so many days before."""
        return missed_after(self.no_shows, lead)
