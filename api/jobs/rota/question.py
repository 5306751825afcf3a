"""What is asked of a rota job, whole: the answer must not change with what is published meanwhile."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from scheduler.learned import Learned
from scheduler.part import Part
from scheduler.practice import Practice
from scheduler.rota.build import build_problem
from scheduler.rota.papers import Ledger, RotaPaper
from scheduler.rota.problem import RotaProblem

Seconds = Annotated[float, Field(gt=0, le=86_400)]


class RotaQuestion(Part):
    """A period to plan for a practice, the papers of earlier periods, and the effort.

    `today`: the date it was asked on by the practice's clocks. `workers`: at most; never more than there are cores.
    """

    first_day: date = Field(alias="from")
    weeks: Annotated[int, Field(ge=1, le=53)]
    seconds: Seconds = 60.0
    agenda_seconds: Seconds = 20.0
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = 1
    workers: Annotated[int, Field(ge=1, le=64)] = 2
    today: date
    practice: Practice
    learned: Learned | None = None
    previous: RotaPaper | None = None
    ledger: Ledger | None = None

    def problem(self) -> RotaProblem:
        """The rota problem; ValueError if a pin or the previous rota holds what the practice does not offer."""
        return build_problem(
            self.practice, self.first_day, self.weeks, today=self.today, previous=self.previous, ledger=self.ledger
        )
