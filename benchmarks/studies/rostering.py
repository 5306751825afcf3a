"""The study `rostering`: instances of the public shift scheduling benchmark through our model and solver.

Every value is computed a second time by the benchmark's own objective; a difference is an error, not a figure.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from benchmarks import engine
from benchmarks.instances.rostering.best_known import best_known
from benchmarks.instances.rostering.faults import Fault, InstanceError
from benchmarks.instances.rostering.instance import Instance, Worked
from benchmarks.instances.rostering.objective import value_of
from benchmarks.instances.rostering.problem import problem_of, roster_of
from benchmarks.instances.rostering.reader import read_instance
from benchmarks.instances.rostering.roster_file import write_roster
from benchmarks.record import append_row, row_of

if TYPE_CHECKING:
    from solver.result import RotaResult

BAD_INPUT = 2


class ValueMismatchError(AssertionError):
    """The solver's cost of a rota is not the benchmark's value of it: one of the two is wrong."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is reported for one instance; `value` None without a roster, `bound` None if none is known."""

    instance: str
    status: str
    value: int | None
    bound: int | None
    seconds: float


def rostering(
    files: Annotated[list[Path], typer.Argument(help="Instance files.", show_default=False)],
    *,
    seconds: Annotated[float, typer.Option(min=0.1, help="Time for each instance.")] = 60,
    workers: Annotated[int, typer.Option(min=1, help="Threads of the solver.")] = 2,
    seed: Annotated[int, typer.Option(min=0, help="Seed of the search.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print only a JSON list of results.")] = False,
    out: Annotated[Path | None, typer.Option(help="Folder for each roster as INSTANCE.csv.")] = None,
    record: Annotated[bool, typer.Option("--record", help="Append the results to benchmarks/results.")] = False,
) -> None:
    """Solve instances of the public shift scheduling benchmark."""
    instances = _instances_or_exit(files, out)
    outcomes = []
    for instance in instances:
        outcome = _run(instance, engine.solve_rota(problem_of(instance), seconds, workers, seed), out)
        outcomes.append(outcome)
        if record:
            _record(outcome, files, seconds, workers, seed)
    _print(outcomes, files, as_json)


def outcome_of(instance: Instance, result: RotaResult) -> tuple[Outcome, tuple[Worked, ...]]:
    """The figures and the roster of a result; raises `RosterError` or `ValueMismatchError` if judges disagree."""
    roster = () if result.rota is None else roster_of(instance, result.rota)
    value = None if result.rota is None else value_of(instance, roster)
    if value != result.cost:
        raise ValueMismatchError(f"{instance.key}: the solver says {result.cost}, the benchmark's objective {value}")
    return Outcome(instance.key, str(result.status), value, result.bound, round(result.seconds, 3)), roster


def _instances_or_exit(files: Sequence[Path], out: Path | None) -> list[Instance]:
    try:
        instances = _read_all(files)
        if out is not None:
            out.mkdir(parents=True, exist_ok=True)
    except InstanceError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(BAD_INPUT) from error
    except OSError as error:
        typer.echo(f"{out}: {error.strerror}", err=True)
        raise typer.Exit(BAD_INPUT) from error
    return instances


def _read_all(files: Sequence[Path]) -> list[Instance]:
    # Every fault of every file before the first solve, not after an hour of it.
    instances: list[Instance] = []
    faults = list(_same_names(files))
    for file in files:
        try:
            instances.append(read_instance(file))
        except InstanceError as error:
            faults.extend(error.faults)
    if faults:
        raise InstanceError(faults)
    return instances


def _same_names(files: Sequence[Path]) -> Iterator[Fault]:
    seen: set[str] = set()
    for file in files:
        if file.stem in seen:
            yield Fault(str(file), None, f"a second file for instance {file.stem!r}")
        seen.add(file.stem)


def _run(instance: Instance, result: RotaResult, out: Path | None) -> Outcome:
    outcome, roster = outcome_of(instance, result)
    if out is not None and outcome.value is not None:
        write_roster(out / f"{instance.key}.csv", roster)
    return outcome


def _record(outcome: Outcome, files: Iterable[Path], seconds: float, workers: int, seed: int) -> None:
    file = next(file for file in files if file.stem == outcome.instance)
    known = best_known(file)
    figures = {"status": outcome.status, "value": outcome.value, "bound": outcome.bound, "seconds": outcome.seconds}
    if known is not None:
        figures["best known"] = known.upper
    options = ("--seconds", f"{seconds:g}", "--workers", str(workers), "--seed", str(seed))
    command = ("creneau", "bench", "rostering", str(file), *options)
    # A recorded row is dated by the clock of the machine that ran it.
    append_row(row_of("rostering", outcome.instance, figures, command, date.today()))  # noqa: DTZ011


def _print(outcomes: Sequence[Outcome], files: Sequence[Path], as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps([asdict(outcome) for outcome in outcomes], indent=2))
    else:
        Console().print(outcomes_table(outcomes, files))


def outcomes_table(outcomes: Sequence[Outcome], files: Sequence[Path]) -> Table:
    """The outcomes, with the best known value next to ours where `best_known.csv` lies beside the file."""
    table = Table("instance", "status", title="rostering")
    for name in ("value", "bound", "gap", "seconds", "best known", "above it"):
        table.add_column(name, justify="right")
    for outcome, file in zip(outcomes, files, strict=True):
        known = best_known(file)
        upper = None if known is None else known.upper
        gap, above = _share(outcome.value, outcome.bound, outcome.value), _share(outcome.value, upper, upper)
        whole = (_shown(outcome.value), _shown(outcome.bound), gap, f"{outcome.seconds:.1f}", _shown(upper), above)
        table.add_row(outcome.instance, outcome.status, *whole)
    return table


def _share(value: int | None, less: int | None, of: int | None) -> str:
    if value is None or less is None or of is None:
        return "–"
    return f"{(value - less) / of:.1%}" if of else "0.0%"


def _shown(figure: int | None) -> str:
    return "–" if figure is None else str(figure)
