"""Partial pooling: cells of few cases borrow from those of many, by how much cells were found to differ.

The logarithm of a length is level[motive] + category + category × motive + practitioner + practitioner × motive + cell,
each effect but the level normal around 0 with a variance of its own, and a residual. Cells (motive, category,
practitioner) enter by their count and mean, so that a million rows cost no more than a thousand. The effects are
Henderson's mixed-model equations; the variances, restricted maximum likelihood by the fixed point of Fellner (1986,
Technometrics 28) and Schall (1991, Biometrika 78).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from solver.learning.lognormal import Numbers

Codes: TypeAlias = NDArray[np.int64]
_Columns: TypeAlias = dict[str, dict[tuple[int, ...], int]]

LEVEL_VARIANCE = 0.25**2
"""How far a practice's level of a motive lies from the figure in use, squared, in logarithms: an assumption."""
START = 0.02
LEAST, MOST = 1e-8, 1.0
MOST_ROUNDS = 200
CLOSE = 5e-4
"""Rounds end when no standard deviation of effects (about a share of the length) moves further than this."""
_FLAT = 1e6


@dataclass(frozen=True)
class Cells:
    """Cases by cell: their number, the mean of their logarithms, and the codes (from 0) of what the cell is about."""

    cases: Numbers
    mean: Numbers
    motive: Codes
    category: Codes
    practitioner: Codes


@dataclass(frozen=True)
class Prior:
    """What is known before: the log length in use of each motive, and the residual variance of each motive."""

    level: Numbers
    residual: Numbers


@dataclass(frozen=True)
class Pooled:
    """The effects with their covariance, their variances by name ("cell" included), and the figure of each cell."""

    effects: Numbers
    covariance: Numbers
    columns: _Columns
    variances: Mapping[str, float]
    cell_location: Numbers
    cell_variance: Numbers

    def profile(self, motive: int, category: int) -> Numbers:
        """The row of coefficients that makes the group's figure of a motive and a category."""
        row = np.zeros(len(self.effects))
        for name, key in (("level", (motive,)), ("category", (category,)), ("category motive", (category, motive))):
            row[self.columns[name][key]] = 1.0
        return row

    @property
    def between(self) -> float:
        """The variance between practitioners, all their effects together."""
        return sum(self.variances[name] for name in ("practitioner", "practitioner motive", "cell"))


def pool(cells: Cells, prior: Prior) -> Pooled:
    """The pooled figures of some cells, of which there is at least one.

    Levels are free while the variances are sought, so that a practice that is slower than the figure in use does not
    pass for one whose practitioners differ; then they are drawn to the figure in use, as far as they have few cases.
    """
    columns = _columns(cells)
    design = _design(cells, columns)
    noise = prior.residual[cells.motive] / cells.cases
    variances = _variances(design, cells.mean - prior.level[cells.motive], noise, columns)
    equations = _solve(design, cells.mean - prior.level[cells.motive], noise, _spread(columns, variances))
    effects = equations.effects.copy()
    for (motive,), column in columns["level"].items():
        effects[column] += prior.level[motive]
    location = (1 - equations.weight) * (design @ effects) + equations.weight * cells.mean
    return Pooled(effects, equations.covariance, columns, variances, location, equations.figure_variance)


_KEYS: dict[str, tuple[str, ...]] = {
    "level": ("motive",),
    "category": ("category",),
    "category motive": ("category", "motive"),
    "practitioner": ("practitioner",),
    "practitioner motive": ("practitioner", "motive"),
}


def _columns(cells: Cells) -> _Columns:
    """The column of every effect, by name and by the codes that it is about."""
    columns: _Columns = {}
    free = 0
    for name in _KEYS:
        found = sorted(set(_keys_of(cells, name)))
        columns[name] = {key: free + number for number, key in enumerate(found)}
        free += len(found)
    return columns


def _keys_of(cells: Cells, name: str) -> list[tuple[int, ...]]:
    return list(zip(*(getattr(cells, part).tolist() for part in _KEYS[name]), strict=True))


def _design(cells: Cells, columns: _Columns) -> Numbers:
    """A row a cell, with a 1 in the column of each of its effects."""
    design = np.zeros((len(cells.cases), sum(len(keys) for keys in columns.values())))
    for name, keys in columns.items():
        design[np.arange(len(design)), [keys[key] for key in _keys_of(cells, name)]] = 1.0
    return design


def _spread(columns: _Columns, variances: Mapping[str, float]) -> _Spread:
    by_column = [variances.get(name, LEVEL_VARIANCE) for name, keys in columns.items() for _ in keys]
    return _Spread(np.array(by_column), variances["cell"])


@dataclass(frozen=True)
class _Spread:
    """The variance of every column's effect, and that of the cells."""

    columns: Numbers
    cell: float


@dataclass(frozen=True)
class _Solved:
    """The mixed-model equations solved.

    `weight` is what a cell keeps of its own mean, `effect_variance` the variance left of a cell's own effect and
    `figure_variance` that of all its effects together.
    """

    effects: Numbers
    covariance: Numbers
    weight: Numbers
    cell_effect: Numbers
    effect_variance: Numbers
    figure_variance: Numbers


def _solve(design: Numbers, means: Numbers, noise: Numbers, spread: _Spread) -> _Solved:
    precision = 1 / (spread.cell + noise)
    weighted = design * precision[:, None]
    covariance: Numbers = np.linalg.inv(design.T @ weighted + np.diag(1 / spread.columns)).astype(np.float64)
    effects: Numbers = np.asarray(covariance @ (weighted.T @ means), dtype=np.float64)
    weight = spread.cell * precision
    fitted = ((design @ covariance) * design).sum(axis=1)
    own = spread.cell * (1 - weight)
    residual = means - design @ effects
    return _Solved(
        effects, covariance, weight, weight * residual, own + weight**2 * fitted, own + (1 - weight) ** 2 * fitted
    )


def _variances(design: Numbers, means: Numbers, noise: Numbers, columns: _Columns) -> dict[str, float]:
    """The variance of each kind of effect.

    With one practitioner nothing tells a cell from its category and motive: then cells have no effect of their own.
    """
    alone = len(columns["practitioner"]) == 1
    variances = {name: START for name in columns if name != "level"} | {"cell": LEAST if alone else START}
    for _ in range(MOST_ROUNDS):
        solved = _solve(design, means, noise, _spread(columns, variances | {"level": _FLAT}))
        new = _next(variances, solved, columns) | ({"cell": LEAST} if alone else {})
        if all(abs(sqrt(new[name]) - sqrt(variances[name])) <= CLOSE for name in new):
            return new
        variances = new
    return variances


def _next(variances: Mapping[str, float], solved: _Solved, columns: _Columns) -> dict[str, float]:
    """One round: the squares of the effects over the freedom that the data leave them."""
    new = {}
    for name in (name for name in columns if name != "level"):
        own = list(columns[name].values())
        left = float(np.trace(solved.covariance[np.ix_(own, own)]))
        new[name] = _over(float(np.sum(solved.effects[own] ** 2)), len(own) - left / variances[name])
    freedom = len(solved.weight) - float(np.sum(solved.effect_variance)) / variances["cell"]
    return new | {"cell": _over(float(np.sum(solved.cell_effect**2)), freedom)}


def _over(squares: float, freedom: float) -> float:
    return min(MOST, max(LEAST, squares / freedom)) if freedom > 1e-9 else LEAST
