"""The study `appointments`: starts of a session by our search, beside rules of thumb and a search by single moves.

All methods plan the same session on the same grid, and one evaluation costs them all.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from benchmarks.record import Figure, append_row, row_of

if TYPE_CHECKING:
    from solver.appointments.arrays import Ints
    from solver.appointments.lattice import Costs
    from solver.appointments.patients import Patient
    from solver.appointments.times import Plan

NAME = "appointments"
MOST_SECONDS = 1.0
CAPTION = (
    "equal spacing: every start at the mean of those before\n"
    "two at the start: the same, each patient in the place of the one before (Bailey, Welch)\n"
    "single moves: from equal spacing (trap: from everybody at the start), one patient by one grain at a time"
)


@dataclass(frozen=True)
class Session:
    """A session to plan: what rows of starts cost (in grains), the rules' starts, and where single moves begin."""

    name: str
    costs: Costs
    mean_starts: Ints
    moved_from: Ints
    last: int
    plan: Callable[[], Plan]
    grain: float


@dataclass(frozen=True, slots=True)
class Entry:
    """What one method reached on one session; `ratio` of its cost to ours."""

    session: str
    method: str
    seconds: float
    cost: float
    ratio: float


def appointments(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print only a JSON object.")] = False,
    record: Annotated[bool, typer.Option("--record", help="Append the results to benchmarks/results.")] = False,
) -> None:
    """Plan the starts of sessions of thirty patients, and of the six that single moves fail on."""
    run(tuple(SESSIONS), as_json, record)


def quick() -> None:
    """The sessions with exponential service only."""
    run(("trap", "exponential"))


def run(names: Sequence[str], as_json: bool = False, record: bool = False) -> None:
    """Run every method on each of the sessions, print the entries, and record them on demand."""
    entries = []
    for name in names:
        typer.echo(f"{name} …", err=True)
        entries += entries_of(SESSIONS[name]())
    if record:
        _record(entries)
    if as_json:
        typer.echo(json.dumps({"study": NAME, "results": [asdict(entry) for entry in entries]}, indent=2))
    else:
        _print(entries)


def entries_of(session: Session) -> list[Entry]:
    """Our plan, then its rivals; every cost by the same evaluation."""
    import numpy as np

    def ours() -> Ints:
        return np.rint(np.array(session.plan().starts) / session.grain).astype(np.int64)

    methods: dict[str, Callable[[], Ints]] = {
        "creneau": ours,
        "equal spacing": lambda: session.mean_starts,
        "two at the start": lambda: np.concatenate(([0], session.mean_starts[:-1])),
        "single moves": lambda: single_moves(session.costs, session.moved_from, session.last),
    }
    timed = [(method, *_timed(plan)) for method, plan in methods.items()]
    costs = session.costs(np.stack([starts for _, _, starts in timed])).tolist()
    return [
        Entry(session.name, method, round(seconds, 4), cost, cost / costs[0])
        for (method, seconds, _), cost in zip(timed, costs, strict=True)
    ]


def single_moves(costs: Costs, start: Ints, last: int) -> Ints:
    """Where the search ends that makes the best move of one patient by one grain, up to `last`, as long as it pays."""
    import numpy as np

    point, cost = start, float(costs(start[None])[0])
    steps = np.concatenate([np.eye(len(start), dtype=np.int64), -np.eye(len(start), dtype=np.int64)])
    while True:
        others = np.sort(np.clip(point + steps, 0, last), axis=1)
        reached = costs(others)
        best = int(np.argmin(reached))
        if reached[best] >= cost - 1e-9:
            return point
        point, cost = others[best], float(reached[best])


def trap() -> Session:
    """Six exponential patients of ten minutes in an hour, on which single moves stop too early."""
    session = _exponential("trap", patients=6, mean=10, interval=10, weights=(0.5, 0, 0.5), intervals=6)
    return replace(session, moved_from=session.mean_starts * 0)


def exponential() -> Session:
    """Thirty exponential patients of eight minutes in four hours."""
    return _exponential("exponential", patients=30, mean=8, interval=5, weights=(0.4, 0.2, 0.4), intervals=48)


def usual() -> Session:
    """Thirty patients alike of sixteen minutes, lognormal, 4 % absent, in eight hours."""
    from solver.appointments.durations import Duration
    from solver.appointments.patients import Patient

    return _on_the_grid("usual", [Patient(Duration.lognormal(16, 7), 0.04)] * 30)


def mixed() -> Session:
    """Thirty patients of three classes, one after the other, in eight hours."""
    from solver.appointments.durations import Duration
    from solver.appointments.patients import Patient

    classes = [
        Patient(Duration.lognormal(10, 4), 0.08),
        Patient(Duration.lognormal(16, 7), 0.04),
        Patient(Duration.gamma(22, 12), 0.02),
    ]
    return _on_the_grid("mixed", classes * 10)


SESSIONS: dict[str, Callable[[], Session]] = {"trap": trap, "exponential": exponential, "usual": usual, "mixed": mixed}


def _exponential(
    name: str, *, patients: int, mean: float, interval: float, weights: tuple[float, float, float], intervals: int
) -> Session:
    import numpy as np

    from solver.appointments.exponential import ExponentialSession
    from solver.appointments.times import best_counts

    session = ExponentialSession(patients, mean, interval, intervals)
    prices = session.prices(*weights)
    starts = np.minimum(np.rint(np.arange(patients) * mean / interval).astype(np.int64), intervals - 1)
    costs, last = session.costs(prices), intervals - 1
    return Session(name, costs, starts, starts, last, lambda: best_counts(session, prices)[1], interval)


def _on_the_grid(name: str, patients: Sequence[Patient], minutes: int = 480) -> Session:
    import numpy as np

    from scheduler.calendar import GRAIN
    from solver.appointments.many_starts import GridCosts
    from solver.appointments.prices import Prices
    from solver.appointments.times import best_starts

    prices = Prices(waiting=1, idle=5, overtime=10)
    means = np.cumsum([0, *(patient.duration.mean for patient in patients)])[:-1]
    last = minutes // GRAIN - 1
    starts = np.minimum(np.rint(means / GRAIN).astype(np.int64), last)
    costs = GridCosts(patients, minutes, prices, GRAIN)
    return Session(name, costs, starts, starts, last, lambda: best_starts(patients, minutes, prices), GRAIN)


def _timed(plan: Callable[[], Ints]) -> tuple[float, Ints]:
    began = perf_counter()
    starts = plan()
    return perf_counter() - began, starts


def _record(entries: Sequence[Entry]) -> None:
    for entry in entries:
        figures: dict[str, Figure] = dict(_figures(entry))
        # A recorded row is dated by the clock of the machine that ran it.
        append_row(row_of(NAME, entry.session, figures, ("creneau", "bench", NAME), date.today()))  # noqa: DTZ011


def _figures(entry: Entry) -> Iterator[tuple[str, Figure]]:
    yield "method", entry.method
    yield "seconds", entry.seconds
    yield "cost", round(entry.cost, 3)
    yield "cost ÷ ours", f"{entry.ratio:.4f}"


def _print(entries: Sequence[Entry]) -> None:
    table = Table(
        "session", "method", title=f"{NAME}: starts of a session", box=SIMPLE_HEAD, padding=0, caption=CAPTION
    )
    for name in ("seconds", "cost", "cost ÷ ours"):
        table.add_column(name, justify="right")
    for entry in entries:
        table.add_row(entry.session, entry.method, f"{entry.seconds:.3f}", f"{entry.cost:.3f}", f"{entry.ratio:.4f}")
    console = Console(highlight=False)
    console.print(table)
    slowest = max(entry.seconds for entry in entries if entry.method == "creneau")
    met = "[green]met[/]" if slowest < MOST_SECONDS else "[red]missed[/]"
    console.print(f"target {met}: every session planned within {MOST_SECONDS:g} s", soft_wrap=True)
