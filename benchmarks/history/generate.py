"""A synthetic history: drawn from one generator of random numbers, with the truth behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from benchmarks.history.booking import Booked, book
from benchmarks.history.diary import Diary, diary_of
from benchmarks.history.figures import Figures, figures
from benchmarks.history.leave import draw_leave
from benchmarks.history.lengths import TrueLengths, draw_lengths
from benchmarks.history.model import Model, model_of
from benchmarks.history.outcomes import Outcomes, outcomes_of
from benchmarks.history.people import Patients, draw_patients
from benchmarks.history.requests import Requests, draw_requests
from benchmarks.history.rows import rows_of
from benchmarks.history.timetable import timetable_of
from benchmarks.history.truth import GroundTruth
from scheduler.practice import Practice
from scheduler.sessions import SessionKind


class NoPatientsError(ValueError):
    """The practice file holds no patients: its lists or categories are empty."""


class NoSessionsError(ValueError):
    """The practice file offers no session in which its practitioners could see patients."""


@dataclass(frozen=True)
class World:
    """All that is drawn before anything is booked, so that other rules can book the same requests.

    `consulting` and `visits` are the empty agendas; booking fills them.
    """

    model: Model
    patients: Patients
    requests: Requests
    lengths: TrueLengths
    consulting: Diary
    visits: Diary

    @property
    def truth(self) -> GroundTruth:
        """What the history is drawn from."""
        model = self.model
        contacts = {
            (motive.id, category.id): float(model.rates[row, column])
            for row, motive in enumerate(model.motives)
            for column, category in enumerate(model.practice.categories)
        }
        return GroundTruth(model.practice, self.lengths, model.acute, model.no_shows, contacts)


@dataclass(frozen=True)
class Synthetic:
    """A history as a table, one row an appointment or refusal of the period, and the truth behind it."""

    frame: pl.DataFrame
    truth: GroundTruth


def generate(
    practice: Practice, first_day: date, months: int, rng: np.random.Generator, drawn_from: Figures | None = None
) -> Synthetic:
    """The history of a practice from `first_day` for so many months, with the columns of the documented file.

    Errors: `NoPatientsError`, `NoSessionsError`; OverflowError for a period beyond the calendar's years.
    """
    world = draw_world(practice, first_day, months, rng, drawn_from)
    return Synthetic(rows_of(world.model, world.patients, world.requests, *_happened(world)), world.truth)


def draw_world(
    practice: Practice, first_day: date, months: int, rng: np.random.Generator, drawn_from: Figures | None = None
) -> World:
    """Patients, requests, lengths and empty agendas of a practice; errors as `generate`."""
    if not any(entry.patients for entry in practice.lists):
        raise NoPatientsError
    model = model_of(practice, first_day, months, drawn_from or figures())
    timetable = timetable_of(model)
    if not timetable.practitioners:
        raise NoSessionsError
    seen_by = [practice.practitioners[number].id for number in timetable.practitioners]
    lengths = draw_lengths(practice, model.motives, seen_by, rng)
    away = draw_leave(practice, model.days, timetable, model.figures.timetable.leave_weeks.value, rng)
    patients = draw_patients(practice, model.figures.people, rng)
    requests = draw_requests(model, patients, rng)
    diaries = [diary_of(model, timetable, away, kind) for kind in (SessionKind.CONSULTING, SessionKind.VISITS)]
    return World(model, patients, requests, lengths, *diaries)


def _happened(world: World) -> tuple[Booked, Outcomes]:
    booked = book(world.model, world.patients, world.requests, world.consulting, world.visits)
    return booked, outcomes_of(world.model, world.patients, world.requests, booked, world.lengths)
