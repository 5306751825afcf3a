"""The part of a history to learn from, and the part held back to judge by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

FIRST_SHARE = 0.75
FEWEST_DATES = 4


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Where a history is cut: at a date. Of rows without dates, which files sort by what they are, every fourth."""

    cut: date | None

    @classmethod
    def of(cls, days: pl.Series) -> HeldOut | None:
        """The cut that leaves the last quarter of the dates; None if there are too few to cut."""
        dates: list[date] = days.drop_nulls().unique().sort().to_list()
        if not dates:
            return cls(None)
        return cls(dates[int(len(dates) * FIRST_SHARE)]) if len(dates) >= FEWEST_DATES else None

    def first(self, cases: pl.DataFrame) -> pl.DataFrame:
        """The cases before the cut."""
        return cases.filter(~self._held_back)

    def last(self, cases: pl.DataFrame) -> pl.DataFrame:
        """The cases from the cut on."""
        return cases.filter(self._held_back)

    @property
    def _held_back(self) -> pl.Expr:
        return pl.int_range(pl.len()) % 4 == 3 if self.cut is None else pl.col("day") >= self.cut
