"""Several ways to make one rota, in one run: what each reaches, how soon, and how good it is proven to be.

Every rota is judged by the scheduler's audit; one that breaks a hard rule is shown as not valid, without cost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import JustifyMethod
from rich.table import Table

from benchmarks import engine
from benchmarks.record import Figure
from benchmarks.rivals.greedy import greedy_rota
from scheduler.rota.audit import audit
from scheduler.rota.problem import RotaProblem
from scheduler.rota.rules import TIERS

if TYPE_CHECKING:
    from solver.result import RotaResult

NOT_VALID = "not valid"


@dataclass(frozen=True, slots=True)
class Effort:
    """What each method may spend: seconds, threads, and the seed of its choices."""

    seconds: float
    workers: int
    seed: int


@dataclass(frozen=True)
class Entry:
    """What one method reached; figures that it does not have are None, tiers that it does not have are left out.

    `bound_by_tier[k]`: no rota whose earlier tiers cost at most as much as here costs less in tier k.
    """

    method: str
    status: str
    seconds: float
    first_rota_seconds: float | None = None
    cost: int | None = None
    cost_by_tier: Mapping[int, int] = field(default_factory=dict)
    bound: int | None = None
    bound_by_tier: Mapping[int, int] = field(default_factory=dict)
    gap: float | None = None


Method = Callable[[RotaProblem, Effort], Entry]


def ours(problem: RotaProblem, effort: Effort) -> Entry:
    """Our search."""
    result = engine.solve_rota(problem, effort.seconds, effort.workers, effort.seed)
    return _entry("creneau", problem, result)


def plain(problem: RotaProblem, effort: Effort) -> Entry:
    """CP-SAT on the whole model with its default parameters."""
    result = engine.solve_rota_plainly(problem, effort.seconds, effort.workers, effort.seed)
    return _entry("plain", problem, result)


def by_hand(problem: RotaProblem, effort: Effort) -> Entry:  # noqa: ARG001 - it ends by itself
    """One usual week, made greedily and repeated; proves no bound."""
    began = perf_counter()
    judged = audit(problem, greedy_rota(problem))
    seconds = perf_counter() - began
    if not judged.valid:
        return Entry("greedy", NOT_VALID, seconds)
    return Entry("greedy", "feasible", seconds, seconds, judged.cost, judged.cost_by_tier)


METHODS: Mapping[str, Method] = {"creneau": ours, "plain": plain, "greedy": by_hand}
"""Every method by its word on the command line."""


def compare(
    problem: RotaProblem,
    effort: Effort,
    methods: Iterable[str] = tuple(METHODS),
    on_begin: Callable[[str], None] = lambda _: None,
) -> list[Entry]:
    """The methods on the same problem, one after the other; `on_begin` is told each before it begins."""
    entries = []
    for method in methods:
        on_begin(method)
        entries.append(METHODS[method](problem, effort))
    return entries


def _entry(method: str, problem: RotaProblem, result: RotaResult) -> Entry:
    if result.rota is None:
        return Entry(method, str(result.status), result.seconds)
    judged = audit(problem, result.rota)
    if not judged.valid:
        return Entry(method, NOT_VALID, result.seconds)
    return Entry(
        method=method,
        status=str(result.status),
        seconds=result.seconds,
        first_rota_seconds=result.first_rota_seconds,
        cost=judged.cost,
        cost_by_tier=judged.cost_by_tier,
        bound=result.bound,
        bound_by_tier=result.bound_by_tier,
        gap=result.gap,
    )


def figures(entry: Entry) -> dict[str, Figure]:
    """The figures of an entry by name, as they are shown and recorded."""
    tiers = {f"tier {tier}": entry.cost_by_tier.get(tier) for tier in TIERS}
    return {
        "method": entry.method,
        "first rota (s)": _rounded(entry.first_rota_seconds),
        "seconds": _rounded(entry.seconds),
        "status": entry.status,
        "cost": entry.cost,
        **tiers,
        "bound": entry.bound,
        "gap": None if entry.gap is None else f"{entry.gap:.2%}",
    }


def entries_table(title: str, entries: Sequence[Entry]) -> Table:
    """The entries side by side, a row a method; fits 80 characters."""
    table = Table(title=title, box=SIMPLE_HEAD, padding=0)
    rows = [[_shown(figure) for figure in figures(entry).values()] for entry in entries]
    for name, column in zip(figures(entries[0]), zip(*rows, strict=True), strict=True):
        justify: JustifyMethod = "left" if name in {"method", "status"} else "right"
        table.add_column(name, justify=justify, min_width=max(map(len, column)))
    for row in rows:
        table.add_row(*row)
    return table


def _shown(figure: Figure) -> str:
    return "–" if figure is None else str(figure)


def _rounded(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds, 2)
