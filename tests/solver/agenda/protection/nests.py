"""Small demands and nests of classes with working defaults: a test states only what matters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np
from hypothesis import settings
from hypothesis import strategies as st

from solver.agenda.protection.classes import NestedClass
from solver.agenda.protection.demand import (
    CountDemand,
    EmpiricalDemand,
    NegativeBinomialDemand,
    NormalDemand,
    PoissonDemand,
)
from solver.agenda.protection.nested_reserve import served_nested

CALM = settings(max_examples=40, deadline=None, derandomize=True)

means = st.floats(0.1, 30)
count_demands: st.SearchStrategy[CountDemand] = st.one_of(
    st.builds(PoissonDemand, means),
    st.builds(NegativeBinomialDemand, means, st.floats(0, 0.5)),
    st.builds(EmpiricalDemand.observed, st.lists(st.integers(0, 20), min_size=1, max_size=8).filter(any)),
)
normal_demands = st.builds(NormalDemand, st.floats(10, 40), st.floats(1, 6))
few = st.builds(EmpiricalDemand.observed, st.lists(st.integers(0, 2), min_size=1, max_size=5))


def falling_worths(size: int) -> st.SearchStrategy[list[float]]:
    """Worths from 1 down, each strictly below the former."""
    ratios = st.lists(st.floats(0.3, 0.95), min_size=size - 1, max_size=size - 1)
    return ratios.map(lambda each: np.cumprod([1.0, *each]).tolist())


def nests(
    demands: st.SearchStrategy[CountDemand] | st.SearchStrategy[EmpiricalDemand] | st.SearchStrategy[NormalDemand],
    size: int,
) -> st.SearchStrategy[list[NestedClass]]:
    """Nested classes with such demands."""
    return st.builds(
        lambda worths, asked: a_nest(*zip(worths, asked, strict=True)),
        falling_worths(size),
        st.lists(demands, min_size=size, max_size=size),
    )


def a_nest(*classes: tuple[float, CountDemand | NormalDemand]) -> list[NestedClass]:
    """Classes from pairs of worth and demand."""
    return [NestedClass(worth, demand) for worth, demand in classes]


def four_fares() -> list[NestedClass]:
    """Four classes with normal demand whose levels are known from the literature."""
    return a_nest(
        (1050, NormalDemand(17.3, 5.8)),
        (567, NormalDemand(45.1, 15.0)),
        (534, NormalDemand(39.6, 13.2)),
        (520, NormalDemand(34.0, 11.3)),
    )


def worth(classes: Sequence[NestedClass], levels: Sequence[float], capacity: int) -> float:
    """The expected worth of nested levels."""
    kept = [min(capacity, int(level)) for level in levels]
    demands = [each.demand.counted() for each in classes]
    return sum(each.worth * found for each, found in zip(classes, served_nested(demands, kept, capacity), strict=True))


def every_day(classes: Sequence[NestedClass]) -> Iterator[tuple[float, tuple[int, ...]]]:
    """Every combination of demand with its chance."""
    tables = [each.demand.counted().table for each in classes]
    for asked in product(*(range(len(table)) for table in tables)):
        yield float(np.prod([table[k] for table, k in zip(tables, asked, strict=True)])), asked
