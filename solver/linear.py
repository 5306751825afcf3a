"""A linear model over whole numbers that both CP-SAT and HiGHS can read.

Rules add columns and rows once; the solvers, the neighbourhood search and the bound all read the same rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Reals = NDArray[np.float64]
Term = tuple[int, int]
"""A column and its coefficient."""

UNBOUNDED = 2**40
"""A row bound at least this large in absolute value does not bind."""


@dataclass(frozen=True, slots=True)
class Tag:
    """What a row says: its rule and the person, day or site it concerns."""

    rule: str
    person: int | None = None
    day: int | None = None
    site: int | None = None
    template: int | None = None


@dataclass(frozen=True)
class Objective:
    """Columns and their costs; the value is the sum of cost × column."""

    columns: Ints
    costs: Ints

    def value(self, values: Ints) -> int:
        """The cost of a full assignment of the columns."""
        return int(values[self.columns] @ self.costs)


@dataclass
class LinearModel:
    """Columns with bounds, rows with bounds and tags, one objective a tier.

    A *decision* is a column that the search sets; every other column is *derived*: it has a definition that gives its
    least value once the columns before it are set. Derived columns never need to be searched for.
    """

    lower: list[int] = field(default_factory=list)
    upper: list[int] = field(default_factory=list)
    decisions: list[int] = field(default_factory=list)
    costs: dict[int, dict[int, int]] = field(default_factory=dict)
    _definitions: dict[int, Callable[[list[int]], int]] = field(default_factory=dict)
    _columns: list[int] = field(default_factory=list)
    _coefficients: list[int] = field(default_factory=list)
    _starts: list[int] = field(default_factory=lambda: [0])
    _row_lower: list[int] = field(default_factory=list)
    _row_upper: list[int] = field(default_factory=list)
    _tags: list[Tag | None] = field(default_factory=list)

    def decision(self) -> int:
        """A new 0/1 column that the search sets."""
        column = self._column(0, 1)
        self.decisions.append(column)
        return column

    def whole(self, upper: int) -> int:
        """A new whole-number column from 0 to `upper` that the search sets."""
        column = self._column(0, upper)
        self.decisions.append(column)
        return column

    def row(
        self, terms: Iterable[Term], lower: int = -UNBOUNDED, upper: int = UNBOUNDED, tag: Tag | None = None
    ) -> None:
        """Demand lower <= sum of coefficient × column <= upper."""
        for column, coefficient in terms:
            self._columns.append(column)
            self._coefficients.append(coefficient)
        self._starts.append(len(self._columns))
        self._row_lower.append(lower)
        self._row_upper.append(upper)
        self._tags.append(tag)

    def total(self, terms: Sequence[Term], constant: int = 0) -> int:
        """A derived column equal to constant + sum of coefficient × column (never negative)."""
        least, most = self._range(terms, constant)
        column = self._column(max(0, least), max(0, most))
        self.row([*terms, (column, -1)], lower=-constant, upper=-constant)
        self._definitions[column] = lambda v: constant + sum(v[c] * k for c, k in terms)
        return column

    def excess(self, *affine: tuple[Sequence[Term], int], unit: int = 1) -> int:
        """A derived column at least ⌈(constant + sum of terms) ÷ unit⌉ for each (terms, constant), and at least 0."""
        ranges = [self._range(terms, constant) for terms, constant in affine]
        least = max(-(-low // unit) for low, _ in ranges)
        column = self._column(max(0, least), max(0, *(-(-high // unit) for _, high in ranges)))
        for terms, constant in affine:
            self.row([(column, unit), *((c, -k) for c, k in terms)], lower=constant)
        self._definitions[column] = lambda v: max(
            0, *(-(-(k0 + sum(v[c] * k for c, k in terms)) // unit) for terms, k0 in affine)
        )
        return column

    def derived(self, definition: Callable[[list[int]], int]) -> int:
        """A derived 0/1 column whose rows the caller adds; `definition` gives a value that fits them."""
        column = self._column(0, 1)
        self._definitions[column] = definition
        return column

    def cost(self, tier: int, column: int, cost: int) -> None:
        """Charge `cost` for each unit of a column in a tier."""
        tier_costs = self.costs.setdefault(tier, {})
        tier_costs[column] = tier_costs.get(column, 0) + cost

    def _column(self, lower: int, upper: int) -> int:
        self.lower.append(lower)
        self.upper.append(upper)
        return len(self.lower) - 1

    def _range(self, terms: Iterable[Term], constant: int) -> tuple[int, int]:
        """The least and the most that constant + terms can be within the column bounds."""
        least = most = constant
        for column, coefficient in terms:
            at_lower, at_upper = coefficient * self.lower[column], coefficient * self.upper[column]
            least += min(at_lower, at_upper)
            most += max(at_lower, at_upper)
        return least, most

    def complete(self, ones: Iterable[int]) -> Ints:
        """Values of all columns when exactly the decisions in `ones` are 1."""
        values = [0] * len(self.lower)
        for column in ones:
            values[column] = 1
        for column, definition in self._definitions.items():
            values[column] = definition(values)
        return np.array(values, dtype=np.int64)

    def recompleted(self, values: Ints, changed: Iterable[int]) -> Ints:
        """The values with the derived columns among `changed` (in rising order) brought up to date."""
        fresh: list[int] = values.tolist()
        for column in changed:
            if column in self._definitions:
                fresh[column] = self._definitions[column](fresh)
        return np.array(fresh, dtype=np.int64)

    def freeze(self) -> Matrix:
        """The model as arrays; later additions are not seen."""
        rows = np.repeat(np.arange(len(self._row_lower)), np.diff(np.array(self._starts)))
        return Matrix(
            lower=np.array(self.lower, dtype=np.int64),
            upper=np.array(self.upper, dtype=np.int64),
            is_decision=_marks(self.decisions, len(self.lower)),
            rows=rows.astype(np.int64),
            columns=np.array(self._columns, dtype=np.int64),
            coefficients=np.array(self._coefficients, dtype=np.int64),
            row_lower=np.array(self._row_lower, dtype=np.int64),
            row_upper=np.array(self._row_upper, dtype=np.int64),
            objectives={
                tier: Objective(np.array(list(costs), dtype=np.int64), np.array(list(costs.values()), dtype=np.int64))
                for tier, costs in sorted(self.costs.items())
            },
            tags=tuple(self._tags),
        )


def _marks(indices: Sequence[int], length: int) -> Bools:
    marks = np.zeros(length, dtype=np.bool_)
    marks[indices] = True
    return marks


@dataclass(frozen=True)
class Matrix:
    """A frozen linear model: entries (rows[i], columns[i], coefficients[i]), sorted by row.

    Shapes: `lower`, `upper`, `is_decision` (columns,); `row_lower`, `row_upper` (rows,); the entries (entries,).
    """

    lower: Ints
    upper: Ints
    is_decision: Bools
    rows: Ints
    columns: Ints
    coefficients: Ints
    row_lower: Ints
    row_upper: Ints
    objectives: dict[int, Objective]
    tags: tuple[Tag | None, ...] = ()

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.lower)

    @property
    def height(self) -> int:
        """Number of rows."""
        return len(self.row_lower)

    def with_cap(self, objective: Objective, most: int) -> Matrix:
        """The same model with one more row: the objective is at most `most`."""
        return Matrix(
            self.lower,
            self.upper,
            self.is_decision,
            np.concatenate([self.rows, np.full(len(objective.columns), self.height)]),
            np.concatenate([self.columns, objective.columns]),
            np.concatenate([self.coefficients, objective.costs]),
            np.append(self.row_lower, -UNBOUNDED),
            np.append(self.row_upper, most),
            self.objectives,
            (*self.tags, None),
        )

    def activity(self, values: Ints) -> Ints:
        """The value of every row."""
        return np.bincount(self.rows, weights=self.coefficients * values[self.columns], minlength=self.height).astype(
            np.int64
        )

    def holds(self, values: Ints) -> bool:
        """Whether the values keep every column and row bound."""
        activity = self.activity(values)
        inside = (values >= self.lower).all() and (values <= self.upper).all()
        return bool(inside and (activity >= self.row_lower).all() and (activity <= self.row_upper).all())

    def restricted(self, free: Bools, values: Ints) -> Restriction:
        """The part of the model in which only the decisions marked in `free` may change; the others keep `values`.

        Derived columns that a free decision can reach through rows are free as well.
        """
        open_columns, touched = self._reach(free)
        keep = touched[self.rows]
        rows, columns, coefficients = self.rows[keep], self.columns[keep], self.coefficients[keep]
        is_open = open_columns[columns]
        held = np.bincount(
            rows[~is_open], weights=coefficients[~is_open] * values[columns[~is_open]], minlength=self.height
        )[touched].astype(np.int64)
        names = np.flatnonzero(open_columns)
        number = np.full(self.width, -1, dtype=np.int64)
        number[names] = np.arange(len(names))
        row_number = np.cumsum(touched) - 1
        matrix = Matrix(
            self.lower[names],
            self.upper[names],
            self.is_decision[names],
            row_number[rows[is_open]],
            number[columns[is_open]],
            coefficients[is_open],
            _shifted(self.row_lower[touched], held),
            _shifted(self.row_upper[touched], held),
            {tier: _restrict(objective, number) for tier, objective in self.objectives.items()},
        )
        return Restriction(matrix.without_idle_rows(), names)

    def _reach(self, free: Bools) -> tuple[Bools, Bools]:
        open_columns = free.copy()
        derived_entries = ~self.is_decision[self.columns]
        touched = np.zeros(self.height, dtype=np.bool_)
        reached = -1
        while reached != (reached := int(open_columns.sum())):
            touched[self.rows[open_columns[self.columns]]] = True
            open_columns[self.columns[touched[self.rows] & derived_entries]] = True
        return open_columns, touched

    def without_idle_rows(self) -> Matrix:
        """The same model without the rows that the column bounds already imply."""
        low = self.coefficients * np.where(self.coefficients > 0, self.lower[self.columns], self.upper[self.columns])
        high = self.coefficients * np.where(self.coefficients > 0, self.upper[self.columns], self.lower[self.columns])
        least = np.bincount(self.rows, weights=low, minlength=self.height)
        most = np.bincount(self.rows, weights=high, minlength=self.height)
        return self.without_rows((least >= self.row_lower) & (most <= self.row_upper))

    def without_rows(self, idle: Bools) -> Matrix:
        """The same model without the marked rows; the tags are dropped."""
        kept = ~idle
        number = np.cumsum(kept) - 1
        keep = kept[self.rows]
        return Matrix(
            self.lower,
            self.upper,
            self.is_decision,
            number[self.rows[keep]],
            self.columns[keep],
            self.coefficients[keep],
            self.row_lower[kept],
            self.row_upper[kept],
            self.objectives,
        )


@dataclass(frozen=True)
class Restriction:
    """A part of a model: `names[i]` is the column of the whole model that is column i of the part."""

    matrix: Matrix
    names: Ints


def _shifted(bounds: Ints, by: Ints) -> Ints:
    return np.where(np.abs(bounds) >= UNBOUNDED, bounds, bounds - by)


def _restrict(objective: Objective, number: Ints) -> Objective:
    inside = number[objective.columns] >= 0
    return Objective(number[objective.columns[inside]], objective.costs[inside])
