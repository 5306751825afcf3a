"""The studies: `creneau bench` lists them, `creneau bench STUDY` runs one. This is the only list of studies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from benchmarks.studies.rostering import rostering


class Pace(StrEnum):
    """Whether a study is done while one waits."""

    QUICK = "quick"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Study:
    """One study: its name on the command line, what it shows, its usual time, and its typer command.

    A command's module is imported whenever the command line starts: it imports the solver only when it runs.
    """

    name: str
    shows: str
    pace: Pace
    usual_time: str
    command: Callable[..., None]


STUDIES: tuple[Study, ...] = (
    Study(
        "rostering",
        "Instances of the public shift scheduling benchmark (Curtois, Qu 2014), next to the best values known.",
        Pace.LONG,
        "--seconds for each file",
        rostering,
    ),
)
