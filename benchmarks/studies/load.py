"""The study `booking-load`: hundreds of clients book few starts while workers and the database are killed.

Its result is what the database holds afterwards, beside what the clients were told. Anything found ends it with an
error.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from benchmarks.record import Figure, append_row, row_of
from benchmarks.tables import figures_table

if TYPE_CHECKING:
    from benchmarks.load.run import Outcome, Plan

NAME = "booking-load"
BROKEN = 1
LONG_ATTEMPTS = 1_000_000
OPS = ("search", "hold", "book", "move", "cancel")


@dataclass(frozen=True)
class Options:
    """How much load, and what goes wrong."""

    attempts: int = LONG_ATTEMPTS
    clients: int = 400
    workers: int = 2
    kills: int = 24
    restarts: int = 8
    seed: int = 1

    @property
    def plan(self) -> Plan:
        """The same for the run."""
        from benchmarks.load.run import Plan

        return Plan(**asdict(self))


QUICK = Options(attempts=3_000, clients=120, kills=2, restarts=1)


def booking_load(
    *,
    attempts: Annotated[int, typer.Option(min=100, help="Searches, holds, bookings, moves, cancellations.")] = (
        LONG_ATTEMPTS
    ),
    clients: Annotated[int, typer.Option(min=2, help="Clients at once, in two processes.")] = 400,
    workers: Annotated[int, typer.Option(min=1, help="Processes of the service.")] = 2,
    kills: Annotated[int, typer.Option(min=0, help="Processes of the service killed under way.")] = 24,
    restarts: Annotated[int, typer.Option(min=0, help="Restarts of the database; every second one is a kill.")] = 8,
    seed: Annotated[int, typer.Option(help="Of the clients' choices.")] = 1,
    keep: Annotated[Path | None, typer.Option(help="A folder for the clients' journals and the logs.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print only a JSON object.")] = False,
    record: Annotated[bool, typer.Option("--record", help="Append the results to benchmarks/results.")] = False,
) -> None:
    """Let clients book few starts over HTTP while workers and the database die, and check every promise."""
    run(Options(attempts, clients, workers, kills, restarts, seed), as_json, record, keep)


def quick() -> None:
    """A few thousand attempts with two workers killed and one restart."""
    run(QUICK)


def run(options: Options, as_json: bool = False, record: bool = False, keep: Path | None = None) -> None:
    """Run the load, print what was found, record it on demand; exit code 1 if anything is not as it was told."""
    from benchmarks.load.run import run as run_load

    # The agenda must lie in the future of the service's clock, which is that of the machine.
    today = date.today()  # noqa: DTZ011
    outcome = run_load(options.plan, today, on_fault=lambda told: typer.echo(f"{told} …", err=True), keep=keep)
    figures = dict(figures_of(outcome))
    if record:
        append_row(row_of(NAME, "hot-practice", figures, ("creneau", "bench", NAME, *_words(options)), today))
    if as_json:
        typer.echo(json.dumps(told_of(options, outcome), indent=2))
    else:
        _print(options, outcome, figures)
    if outcome.findings:
        raise typer.Exit(BROKEN)


def figures_of(outcome: Outcome) -> Iterator[tuple[str, Figure]]:
    """What a run comes to, by name, as it is shown and recorded."""
    told = outcome.told
    yield "attempts", told.attempts
    yield "seconds", round(outcome.seconds, 1)
    yield "a second", round(told.attempts / outcome.seconds)
    for op in OPS[1:]:
        yield f"{op}: done", told.count(op, done=True)
        yield f"{op}: refused", told.count(op, done=False)
    yield "asked again", told.tries - told.attempts
    for name in ("worker killed", "database stopped and started", "database killed"):
        yield name, outcome.happened.get(name, 0)
    yield "findings", sum(finding.count for finding in outcome.findings)


def told_of(options: Options, outcome: Outcome) -> dict[str, object]:
    """All of it as data."""
    answers = {f"{op} {status}": count for (op, status), count in sorted(outcome.told.answers.items())}
    return {
        "study": NAME,
        **asdict(options),
        "figures": dict(figures_of(outcome)),
        "answers": answers,
        "rules": dict(outcome.told.rules.most_common()),
        "findings": [asdict(finding) for finding in outcome.findings],
    }


def _words(options: Options) -> Iterator[str]:
    for name, value in asdict(options).items():
        yield from (f"--{name}", str(value))


def _print(options: Options, outcome: Outcome, figures: dict[str, Figure]) -> None:
    console = Console(highlight=False)
    title = f"{NAME}: {options.clients} clients, {options.workers} workers, seed {options.seed}"
    console.print(figures_table(title, [{"what": name, "count": figure} for name, figure in figures.items()], {"what"}))
    for finding in outcome.findings:
        console.print(f"[red]found[/] {finding}", soft_wrap=True, markup=True)
    if not outcome.findings:
        console.print("[green]met[/]: every promise was kept", soft_wrap=True)
