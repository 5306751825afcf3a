"""The studies: `creneau bench` lists them, `creneau bench STUDY` runs one. This is the only list of studies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from benchmarks.studies import agenda, appointments, booking, learning, load, planning
from benchmarks.studies.rostering import rostering


class Pace(StrEnum):
    """Whether a study is done while one waits."""

    QUICK = "quick"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Study:
    """One study: its name on the command line, what it shows, its usual time, and its typer command.

    A command's module is imported whenever the command line starts: it imports the solver only when it runs.
    `quick` runs it in a short form; None for a study that cannot run without files of the user.
    """

    name: str
    shows: str
    pace: Pace
    usual_time: str
    command: Callable[..., None]
    quick: Callable[[], None] | None = None


def _planning(case: planning.Case, shows: str, pace: Pace, usual_time: str) -> Study:
    quick = partial(planning.run, case, case.quick)
    return Study(case.name, shows, pace, usual_time, planning.command_of(case), quick)


def _agenda(case: agenda.Case, shows: str, pace: Pace, usual_time: str) -> Study:
    quick = partial(agenda.run, case, case.quick)
    return Study(case.name, shows, pace, usual_time, agenda.command_of(case), quick)


STUDIES: tuple[Study, ...] = (
    _planning(
        planning.EXAMPLE, "Our search beside its rivals: a group of five sites, four weeks.", Pace.LONG, "about 2 min"
    ),
    _planning(
        planning.SMALL, "Our search beside its rivals: five doctors at one site, four weeks.", Pace.QUICK, "under 30 s"
    ),
    _planning(
        planning.TWELVE_WEEKS,
        "Our search beside its rivals: a group of five sites, twelve weeks.",
        Pace.LONG,
        "about 5 min",
    ),
    Study(
        "rostering",
        "Instances of the public shift scheduling benchmark (Curtois, Qu 2014), next to the best values known.",
        Pace.LONG,
        "--seconds for each file",
        rostering,
    ),
    Study(
        appointments.NAME,
        "Starts of a session of thirty patients, beside rules of thumb and single moves.",
        Pace.QUICK,
        "under 30 s",
        appointments.appointments,
        appointments.quick,
    ),
    _agenda(
        agenda.AGENDA,
        "Agendas of a rota beside plain CP-SAT, first places and one pattern for all: five sites, four weeks.",
        Pace.LONG,
        "about 2 min",
    ),
    _agenda(
        agenda.AGENDA_SMALL,
        "Agendas of a rota beside the same rivals: five doctors at one site, four weeks.",
        Pace.QUICK,
        "under 30 s",
    ),
    Study(
        learning.NAME,
        "Learning from histories of up to a million rows: its cost, and its scores between naive and truth.",
        Pace.LONG,
        "about 2 min",
        learning.learning,
        learning.quick,
    ),
    Study(
        booking.NAME,
        "Searches and bookings over HTTP on a year of agenda, as ratios to ten fixed offers and to SQL alone.",
        Pace.LONG,
        "about 5 min",
        booking.booking_speed,
        booking.quick,
    ),
    Study(
        load.NAME,
        "Hundreds of clients book few starts while workers and the database are killed: is every promise kept?",
        Pace.LONG,
        "about 30 min",
        load.booking_load,
        load.quick,
    ),
)
