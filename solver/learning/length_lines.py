"""The lines of learned lengths: of groups, of practitioners, and of several categories together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp, sqrt
from typing import TypeAlias

import numpy as np

from solver.learning.length_cells import Groups, Spread, Table, levels, spreads
from solver.learning.lognormal import Z80, Numbers, mean_of, sd_of
from solver.learning.pooling import Cells, Codes, Pooled, Prior, pool


@dataclass(frozen=True, slots=True)
class Line:
    """The length of a motive for a category (None: any) with a practitioner (None: the group), in minutes.

    `low` and `high`: the 80 % interval of the mean.
    """

    motive: str
    category: str | None
    practitioner: str | None
    cases: int
    mean: float
    sd: float
    low: float
    high: float


@dataclass(frozen=True)
class _Figures:
    """Location and variance of the logarithm, and the covariance of the logarithms of the means."""

    location: Numbers
    variance: Numbers
    doubt: Numbers
    cases: Numbers

    def mixed(self, parts: Codes) -> tuple[int, float, float, float]:
        """Several of them together, by their cases: cases, mean, standard deviation, doubt of the log mean."""
        mean, sd = (of(self.location[parts], self.variance[parts]) for of in (mean_of, sd_of))
        share = self.cases[parts] / self.cases[parts].sum()
        whole = float(share @ mean)
        spread = float(share @ (sd**2 + mean**2)) - whole**2
        slope = share * mean / whole
        doubt = float(slope @ self.doubt[np.ix_(parts, parts)] @ slope)
        return int(self.cases[parts].sum()), whole, sqrt(max(spread, 0.0)), doubt


def length_lines(table: Table, in_use: Numbers) -> Iterator[Line]:
    """Motive by motive: any category, then each category, each with the practitioners who have cases."""
    groups = Groups.of(table.cells)
    motives, together, single = spreads(table, groups)
    pooled = pool(table.cells, Prior(levels(table, in_use), motives.variance))
    of_groups, of_cells = _group_figures(groups, pooled, together), _cell_figures(table.cells, pooled, single)
    for keys, figures, parts in _wanted(table, groups, of_groups, of_cells):
        yield _line(keys, *figures.mixed(parts))


def _group_figures(groups: Groups, pooled: Pooled, spread: Spread) -> _Figures:
    """A practitioner of whom nothing is known: what differs between practitioners adds to the spread."""
    rows = np.stack([pooled.profile(*codes) for codes in zip(groups.motive, groups.category, strict=True)])
    doubt = rows @ pooled.covariance @ rows.T + np.diag(spread.doubt)
    return _Figures(rows @ pooled.effects, spread.variance + pooled.between, doubt, groups.cases)


def _cell_figures(cells: Cells, pooled: Pooled, spread: Spread) -> _Figures:
    doubt = np.diag(pooled.cell_variance + spread.doubt)
    return _Figures(pooled.cell_location, spread.variance, doubt, cells.cases)


_Key: TypeAlias = tuple[str, str | None, str | None]


def _wanted(
    table: Table, groups: Groups, of_groups: _Figures, of_cells: _Figures
) -> Iterator[tuple[_Key, _Figures, Codes]]:
    """The lines to write: what each is about, and the groups or cells that make it."""
    cells = table.cells
    for code, motive in enumerate(table.motives):
        yield (motive, None, None), of_groups, np.flatnonzero(groups.motive == code)
        yield from _of_people((motive, None), table, of_cells, np.flatnonzero(cells.motive == code))
        for group in np.flatnonzero(groups.motive == code):
            category = table.categories[groups.category[group]]
            if category is not None:
                yield (motive, category, None), of_groups, np.array([group])
                yield from _of_people((motive, category), table, of_cells, np.flatnonzero(groups.of_cell == group))


def _of_people(
    about: tuple[str, str | None], table: Table, of_cells: _Figures, mine: Codes
) -> Iterator[tuple[_Key, _Figures, Codes]]:
    """A line for each practitioner; for any category only where a category is not told, which the others miss."""
    cells = table.cells
    for code, name in enumerate(table.practitioners):
        parts = mine[cells.practitioner[mine] == code]
        told = about[1] is not None or any(table.categories[cell] is None for cell in cells.category[parts])
        if name is not None and len(parts) and told:
            yield (*about, name), of_cells, parts


def _line(keys: _Key, cases: int, mean: float, sd: float, doubt: float) -> Line:
    reach = exp(Z80 * sqrt(doubt))
    return Line(*keys, cases, mean, sd, mean / reach, mean * reach)
