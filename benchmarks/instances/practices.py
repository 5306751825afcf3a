"""Rota problems of whole practices: the examples of the repository, or a practice file that the user names."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from scheduler.rota.problem import RotaProblem

EXAMPLES = Path(__file__).parents[2] / "examples"
"""The examples lie beside the packages in the repository; an installed wheel has none."""

TODAY = date(2026, 11, 21)
"""The day on which every study plans, so that the same command makes the same problem at any time."""


class NoExamplesError(Exception):
    """The examples are not here: name a practice file of your own with --practice."""

    def __str__(self) -> str:
        return str(self.__doc__)


def example(name: str) -> Path:
    """The practice file of an example; raises `NoExamplesError` outside the repository."""
    path = EXAMPLES / name / "practice.yaml"
    if not path.is_file():
        raise NoExamplesError
    return path


def problem_of(path: Path, first_day: date, weeks: int) -> RotaProblem:
    """The rota problem of a practice file, without a past; raises `BadInput` with everything wrong in the file."""
    # Readers of files take a while to load: not before a study runs.
    from scheduler.files import read_practice
    from scheduler.rota.build import build_problem

    return build_problem(read_practice(path), first_day, weeks, today=TODAY)
