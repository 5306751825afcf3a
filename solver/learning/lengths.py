"""Lengths by motive, category and practitioner: what the cases of a history tell, partially pooled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from scheduler.lengths import ExpectedLength, UnknownLengthError, expected_length, motives_of
from scheduler.motives import Motive
from scheduler.patients import Category
from scheduler.practice import Practice
from solver.learning.fences import fences, within
from solver.learning.length_cells import KEYS, Table
from solver.learning.length_lines import Line, length_lines
from solver.learning.lognormal import Numbers, of_logarithm


@dataclass(frozen=True)
class FittedLengths:
    """The lines, most general first, the fences by motive, and the cases set aside as recording errors by motive."""

    lines: tuple[Line, ...]
    believed: pl.DataFrame
    aside: Mapping[str, int]

    @property
    def used(self) -> int:
        """The cases behind the lines."""
        return sum(line.cases for line in self.lines if line.category is None and line.practitioner is None)


def timed_cases(frame: pl.DataFrame, practice: Practice) -> pl.DataFrame:
    """The attended rows with a known motive and minutes: motive, category, practitioner, day, minutes, log.

    Tables of other systems write motives in capitals, which the ids of a practice never have.
    """
    known = [motive.id for motive in motives_of(practice)]
    motive = pl.col("motive").str.to_lowercase()
    served = (pl.col("status") == "attended") & (pl.col("actual_minutes") > 0) & motive.is_in(known)
    minutes = pl.col("actual_minutes").alias("minutes")
    return frame.filter(served).select(motive, *KEYS[1:], "day", minutes, minutes.log().alias("log"))


def fit_lengths(cases: pl.DataFrame, practice: Practice) -> FittedLengths:
    """The lengths that some timed cases tell; without cases there are no lines."""
    believed = fences(cases)
    kept = within(cases, believed)
    if kept.is_empty():
        return FittedLengths((), believed, {})
    table = Table.of(kept)
    return FittedLengths(tuple(length_lines(table, _in_use(practice, table.motives))), believed, _aside(cases, kept))


def _aside(cases: pl.DataFrame, kept: pl.DataFrame) -> dict[str, int]:
    left = dict(kept.group_by("motive").len().iter_rows())
    counts = {motive: count - left.get(motive, 0) for motive, count in cases.group_by("motive").len().iter_rows()}
    return {motive: count for motive, count in sorted(counts.items()) if count}


def _in_use(practice: Practice, names: Iterable[str]) -> Numbers:
    """The location of the logarithm of the length in use of each motive; NaN for a group without a length."""
    motives = {motive.id: motive for motive in motives_of(practice)}
    found = [in_use(practice, motives[name]) for name in names]
    mean, sd = (np.array([getattr(one, part) if one else np.nan for one in found]) for part in ("mean", "sd"))
    return of_logarithm(mean, sd)[0]


def in_use(practice: Practice, motive: Motive, category: Category | None = None) -> ExpectedLength | None:
    """The length by the practice file or the presets; None for a group without a length of its own."""
    try:
        return expected_length(practice, motive, category)
    except UnknownLengthError:
        return None
