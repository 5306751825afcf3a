"""The cases of a history by cell: a motive, a category and a practitioner, with how far the cases of each spread."""

from __future__ import annotations

from dataclasses import dataclass
from math import log1p

import numpy as np
import polars as pl

from scheduler.presets.consultations import consultation_presets
from solver.learning.lognormal import Numbers
from solver.learning.pooling import Cells, Codes
from solver.learning.spreads import LEAST_VARIANCE, pool_variances

KEYS = ("motive", "category", "practitioner")


@dataclass(frozen=True)
class Table:
    """Cases by cell: number, mean and squares of the log minutes, and the codes of what the cell is about.

    A category or practitioner that is not told has a code too, that of the name None.
    """

    motives: list[str]
    categories: list[str | None]
    practitioners: list[str | None]
    cells: Cells
    squares: Numbers

    @classmethod
    def of(cls, kept: pl.DataFrame) -> Table:
        """The table of some cases (columns motive, category, practitioner, log), of which there is at least one."""
        figures = (pl.len(), pl.col("log").mean().alias("mean"), pl.col("log").var(ddof=0).alias("var"))
        found = kept.group_by(KEYS).agg(*figures).sort(KEYS, nulls_last=True)
        names = {key: _names(found[key]) for key in KEYS}
        codes = {key: _codes(found[key], names[key]) for key in KEYS}
        cases = found["len"].to_numpy().astype(np.float64)
        cells = Cells(cases, found["mean"].to_numpy(), *(codes[key] for key in KEYS))
        motives = [name for name in names["motive"] if name is not None]
        return cls(motives, names["category"], names["practitioner"], cells, cases * found["var"].to_numpy())


def _names(column: pl.Series) -> list[str | None]:
    return column.unique().sort(nulls_last=True).to_list()


def _codes(column: pl.Series, names: list[str | None]) -> Codes:
    place = {name: code for code, name in enumerate(names)}
    return np.array([place[name] for name in column.to_list()], dtype=np.int64)


def _sums(codes: Codes, amounts: Numbers) -> Numbers:
    """The amounts added up by code, from code 0 to the last."""
    return np.bincount(codes, amounts).astype(np.float64)


def levels(table: Table, in_use: Numbers) -> Numbers:
    """The log length in use of each motive, or that of its cases where none is in use."""
    cells = table.cells
    own = _sums(cells.motive, cells.cases * cells.mean) / _sums(cells.motive, cells.cases)
    return np.where(np.isnan(in_use), own, in_use)


@dataclass(frozen=True)
class Groups:
    """Each motive and category together: their codes, cases, and the group of every cell."""

    motive: Codes
    category: Codes
    cases: Numbers
    of_cell: Codes

    @classmethod
    def of(cls, cells: Cells) -> Groups:
        """The groups of some cells, in order of motive and category."""
        pairs = np.stack([cells.motive, cells.category], axis=1)
        found, inverse = np.unique(pairs, axis=0, return_inverse=True)
        of_cell = inverse.reshape(-1).astype(np.int64)
        return cls(found[:, 0], found[:, 1], _sums(of_cell, cells.cases), of_cell)


@dataclass(frozen=True)
class Spread:
    """Residual variances of the logarithm, pooled, and their degrees of freedom."""

    variance: Numbers
    freedom: Numbers

    @classmethod
    def within(cls, squares: Numbers, freedom: Numbers, parent: Numbers) -> Spread:
        """The variances of squares over their freedom, drawn to those of their parents."""
        return cls(*pool_variances(squares / np.maximum(freedom, 1.0), freedom, parent))

    @property
    def doubt(self) -> Numbers:
        """What not knowing the variance adds to the variance of the logarithm of the mean."""
        return self.variance**2 / (2 * self.freedom)


def spreads(table: Table, groups: Groups) -> tuple[Spread, Spread, Spread]:
    """The spreads by motive, by motive and category, and by cell, each drawn to the one before."""
    cells, freedom = table.cells, table.cells.cases - 1
    cited = log1p(consultation_presets().spread.value ** 2)
    whole = table.squares.sum() / freedom.sum() if freedom.sum() >= 1 else cited
    squares, free = _sums(cells.motive, table.squares), _sums(cells.motive, freedom)
    motives = Spread.within(squares, free, np.full(len(squares), max(whole, LEAST_VARIANCE)))
    squares, free = _sums(groups.of_cell, table.squares), _sums(groups.of_cell, freedom)
    together = Spread.within(squares, free, motives.variance[groups.motive])
    return motives, together, Spread.within(table.squares, freedom, together.variance[groups.of_cell])
