"""The study `booking-speed`: searches and bookings over HTTP as ratios to what the web service itself costs.

A year of agenda, 85 % full, of sixty doctors at five sites; one process of the service; the clients in a process of
their own. Every route has its turn in every round, so that a ratio compares the same seconds of the same machine.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from benchmarks.record import Figure, append_row, row_of
from benchmarks.tables import figures_table

if TYPE_CHECKING:
    from benchmarks.booking.in_process import Timed
    from benchmarks.booking.over_http import Rounds
    from benchmarks.booking.solve import Beside
    from benchmarks.booking.speed import Bookings, Setting, Speed

NAME = "booking-speed"
HTTP, IN_PROCESS, SQL, ALL_SLOTS = "creneau", "creneau, in process", "SQL on tables", "all slots made"
WORDS = {"route", "method", "÷ fixed", "times alone"}
CAPTION = (
    "÷ fixed: answers a second beside those of ten fixed offers in the same round, median [least–most] of the rounds\n"
    "in process, SQL on tables, all slots made: one call after the other, no HTTP; rivals ask for free time only\n"
    "client: the share of one core that the clients needed, at most"
)


@dataclass(frozen=True)
class Options:
    """How large, how long, how often."""

    sites: int = 5
    doctors: int = 12
    weeks: int = 52
    seconds: float = 3.0
    repetitions: int = 5
    clients: int = 16
    bookings: int = 2_000
    connections: int = 8
    seed: int = 1

    def setting(self, *, solve: bool) -> Setting:
        """The same for the run."""
        from benchmarks.booking.group import Size
        from benchmarks.booking.over_http import Effort
        from benchmarks.booking.speed import Setting

        effort = Effort(self.seconds, self.repetitions, self.clients)
        size = Size(self.sites, self.doctors, self.weeks)
        return Setting(effort, size, self.bookings, self.connections, solve, self.seed)


USUAL = Options()
QUICK = replace(USUAL, doctors=3, weeks=6, seconds=0.5, repetitions=1, bookings=40)


def booking_speed(
    *,
    sites: Annotated[int, typer.Option(min=1, help="Sites of the group.")] = USUAL.sites,
    doctors: Annotated[int, typer.Option(min=1, max=19, help="Doctors of each site.")] = USUAL.doctors,
    weeks: Annotated[int, typer.Option(min=6, max=52, help="Weeks of agenda.")] = USUAL.weeks,
    seconds: Annotated[float, typer.Option(min=0.1, help="Seconds of each route's turn.")] = USUAL.seconds,
    repetitions: Annotated[int, typer.Option(min=1, help="Rounds.")] = USUAL.repetitions,
    clients: Annotated[int, typer.Option(min=1, help="Clients at once.")] = USUAL.clients,
    bookings: Annotated[int, typer.Option(min=1, help="Bookings over HTTP, and as many by SQL.")] = USUAL.bookings,
    connections: Annotated[int, typer.Option(min=1, max=10, help="Clients and connections that book at once.")] = (
        USUAL.connections
    ),
    seed: Annotated[int, typer.Option(help="Of bookings and searches.")] = USUAL.seed,
    solve: Annotated[bool, typer.Option(help="Search beside a solve as well.")] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print only a JSON object.")] = False,
    record: Annotated[bool, typer.Option("--record", help="Append the results to benchmarks/results.")] = False,
) -> None:
    """Search and book over HTTP on a year of agenda, beside ten fixed offers, plain SQL and slots made one by one."""
    options = Options(sites, doctors, weeks, seconds, repetitions, clients, bookings, connections, seed)
    run(options, solve=solve, as_json=as_json, record=record)


def quick() -> None:
    """A small group for half a second each, without a solve."""
    run(QUICK, solve=False)


def run(options: Options, *, solve: bool = True, as_json: bool = False, record: bool = False) -> None:
    """Measure, print, record on demand; exit code 1 if the database is not sound afterwards."""
    from benchmarks.booking.speed import measure, utc_now

    now = utc_now()
    speed = measure(options.setting(solve=solve), now, on_step=lambda step: typer.echo(step, err=True))
    rows = list(rows_of(speed))
    if record:
        command = ("creneau", "bench", NAME, *_words(options), *(() if solve else ("--no-solve",)))
        for route, figures in rows:
            append_row(row_of(NAME, route, figures, command, now.date()))
    if as_json:
        typer.echo(json.dumps(_told(options, speed, rows), indent=2))
    else:
        _print(options, speed, rows)
    if speed.unsound:
        typer.echo(speed.unsound, err=True)
        raise typer.Exit(1)


def rows_of(speed: Speed) -> Iterator[tuple[str, dict[str, Figure]]]:
    """The figures of every route and method, all with the same names."""
    from benchmarks.booking.over_http import FIXED

    fixed = speed.rounds[FIXED]
    for name, rounds in speed.rounds.items():
        yield name, _of_http(rounds, fixed)
        if beyond := speed.beyond.get(name):
            for method, timed in ((IN_PROCESS, beyond.ours), (SQL, beyond.sql), (ALL_SLOTS, beyond.all_slots)):
                yield name, _of_calls(method, timed)
    if speed.bookings:
        yield from (("booking", figures) for figures in _of_bookings(speed.bookings))
    if speed.beside:
        yield from (("searches, 7 and 14 days", figures) for figures in _of_solve(speed.beside))


def _row(method: str, rate: float, p50: float | None, p99: float | None, **more: Figure) -> dict[str, Figure]:
    shown: dict[str, Figure] = {
        "method": method,
        "a second": round(rate),
        "÷ fixed": None,
        "p50 (ms)": None if p50 is None else round(p50, 2),
        "p99 (ms)": None if p99 is None else round(p99, 2),
        "client": None,
        "offers": None,
        "÷ SQL": None,
        "times alone": None,
    }
    return shown | {name.replace("_", " "): figure for name, figure in more.items()}


def _of_http(rounds: Rounds, fixed: Rounds) -> dict[str, Figure]:
    more: dict[str, Figure] = {"÷ fixed": str(rounds.against(fixed)), "client": f"{rounds.client_share:.0%}"}
    return _row(HTTP, rounds.rate, rounds.quantile(0.5), rounds.quantile(0.99)) | more


def _of_calls(method: str, timed: Timed) -> dict[str, Figure]:
    return _row(method, timed.rate, timed.quantile(0.5), timed.quantile(0.99)) | {"offers": round(timed.offers, 1)}


def _of_bookings(bookings: Bookings) -> Iterator[dict[str, Figure]]:
    from statistics import median

    yield _row(HTTP, median(bookings.http), bookings.p50, bookings.p99) | {"÷ SQL": str(bookings.ratio)}
    yield _row("SQL alone", median(bookings.sql), None, None)


def _of_solve(beside: Beside) -> Iterator[dict[str, Figure]]:
    yield _row(HTTP, beside.alone.rate, beside.alone.quantile(0.5), beside.alone.quantile(0.99))
    times = f"p50 {beside.times(0.5):.2f}, p99 {beside.times(0.99):.2f}"
    solving = beside.solving
    beside_it = _row("creneau beside a solve", solving.rate, solving.quantile(0.5), solving.quantile(0.99))
    yield beside_it | {"times alone": times}


def is_usual(options: Options) -> bool:
    """Whether the targets are meant for such a run: another group, agenda or load says nothing about them."""
    alike = replace(options, seconds=USUAL.seconds, repetitions=USUAL.repetitions, bookings=USUAL.bookings)
    return replace(alike, seed=USUAL.seed) == USUAL


def _words(options: Options) -> Iterator[str]:
    for name, value in asdict(options).items():
        yield from (f"--{name}", f"{value:g}")


def _told(options: Options, speed: Speed, rows: list[tuple[str, dict[str, Figure]]]) -> Mapping[str, object]:
    from benchmarks.booking.speed import targets_of

    return {
        "study": NAME,
        **asdict(options),
        "share": round(speed.share, 4),
        "appointments": speed.appointments,
        "prepared": speed.seconds,
        "results": [{"route": route, **figures} for route, figures in rows],
        "targets": dict(targets_of(speed)) if is_usual(options) else {},
    }


def _print(options: Options, speed: Speed, rows: list[tuple[str, dict[str, Figure]]]) -> None:
    from benchmarks.booking.speed import targets_of

    console = Console(highlight=False)
    people = options.sites * options.doctors
    title = (
        f"{NAME}: {people} doctors, {options.weeks} weeks, {speed.share:.0%} full ({speed.appointments} appointments)\n"
        f"{options.clients} clients, {options.repetitions} rounds of {options.seconds:g} s, seed {options.seed}"
    )
    console.print(figures_table(title, [{"route": route, **figures} for route, figures in rows], WORDS))
    console.print(CAPTION, style="dim", soft_wrap=True, markup=False)
    console.print(f"prepared in: {', '.join(f'{name} {value:g} s' for name, value in speed.seconds.items())}")
    if speed.bookings and speed.bookings.refused:
        console.print(f"[red]{speed.bookings.refused} bookings refused[/]")
    for says, met in targets_of(speed) if is_usual(options) else ():
        console.print(f"target {'[green]met[/]' if met else '[red]missed[/]'}: {says}", soft_wrap=True)
