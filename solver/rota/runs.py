"""Known days of a person in a row, past and to come, for the rules about runs of days on and off."""

from __future__ import annotations

from collections.abc import Iterator

from solver.linear import Term
from solver.rota.model import RotaModel


class KnownDays:
    """Whether a person works on each known day, as terms and a constant."""

    def __init__(self, model: RotaModel, person: int) -> None:
        who = model.problem.people[person]
        self._model, self._person = model, person
        self._worked_before = {session.day for session in who.past}
        self.first, self.end = -who.past_days, model.problem.days

    def windows(self, length: int) -> Iterator[range]:
        """Every stretch of known days of this length that ends inside the period."""
        for start in range(max(self.first, 1 - length), self.end - length + 1):
            yield range(start, start + length)

    def count(self, days: range, sign: int = 1) -> tuple[list[Term], int]:
        """sign × the number of days worked, as (terms, constant)."""
        columns = [self._model.works(self._person, day) for day in days if day >= 0]
        past = sum(day in self._worked_before for day in days if day < 0)
        return [(column, sign) for column in columns if column is not None], sign * past
