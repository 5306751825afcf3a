"""The studies `agenda` and `agenda-small`: the agendas of one rota by our search and its rivals, in one run.

The rota is made first, with a fixed seed and not counted, or taken from a file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from benchmarks.agendas import AGENDA_METHODS, AgendaEntry, agenda_figures, compare_agendas
from benchmarks.comparison import Effort
from benchmarks.instances.agendas import AgendaInstance, NoRotaError, of_rota_file, of_rota_made
from benchmarks.instances.practices import NoExamplesError, example
from benchmarks.record import append_row, row_of
from benchmarks.studies.planning import (
    BAD_INPUT,
    FromOption,
    JsonOption,
    PracticeOption,
    RecordOption,
    SecondsOption,
    SeedOption,
    WeeksOption,
    WorkersOption,
)
from benchmarks.tables import figures_table
from scheduler.agenda.problem import AgendaProblem

EVERY_METHOD = ",".join(AGENDA_METHODS)
QUICK_SECONDS = 5.0
WORDS = ("method", "status")
COSTS = ("method", "status", "seconds", "cost", "tier 1", "tier 2", "tier 3", "bound", "gap")
KEPT = ("method", "breaches", "acute short", "no acute soon", "useless")
"""The figures of the two tables on the screen; a line of all would not fit."""
CAPTION = (
    "breaches of hard rules · acute slots short · minutes that callers of every\n"
    "half hour wait too long · minutes of open time that no booking can use\n"
    "plain CP-SAT: the whole model, default parameters\n"
    "first places: our counts, each block laid once, no search\n"
    "same every day: acute slots on the hour, reviews first, breaks amid, desk last\n"
    "bound of creneau in tier 3: with as many blocks in each session as it has"
)


@dataclass(frozen=True, slots=True)
class Options:
    """What one run lays out, how hard it tries, and with which methods; with a `rota` its weeks hold."""

    weeks: int
    seconds: float
    rota_seconds: float
    workers: int = 2
    seed: int = 1
    first_day: date = date(2026, 12, 14)
    practice: Path | None = None
    rota: Path | None = None
    methods: tuple[str, ...] = tuple(AGENDA_METHODS)

    @property
    def effort(self) -> Effort:
        """What each method may spend."""
        return Effort(self.seconds, self.workers, self.seed)


@dataclass(frozen=True, slots=True)
class Case:
    """One study: an example practice and its usual run."""

    name: str
    practice: str
    usual: Options

    @property
    def quick(self) -> Options:
        """A run of a few seconds on the first week."""
        return replace(self.usual, weeks=1, seconds=QUICK_SECONDS, rota_seconds=QUICK_SECONDS)


AGENDA = Case("agenda", "ipso", Options(4, seconds=25, rota_seconds=15))
AGENDA_SMALL = Case("agenda-small", "small", Options(4, seconds=5, rota_seconds=5))


def some_methods(text: str) -> tuple[str, ...]:
    """Methods from their words between commas, each once; a usage error for an unknown one."""
    names = tuple(dict.fromkeys(word.strip() for word in text.split(",")))
    unknown = [name for name in names if name not in AGENDA_METHODS]
    if unknown:
        told = f"unknown: {', '.join(map(repr, unknown))}; choose from {', '.join(AGENDA_METHODS)}"
        raise typer.BadParameter(told, param_hint="--methods")
    return names


RotaOption = Annotated[
    Path | None,
    typer.Option("--rota", metavar="ROTA.json", help="The rota of the practice, in place of one made here."),
]
RotaSecondsOption = Annotated[
    float, typer.Option(min=0.1, help="Work on the rota, in seconds of one core; the same rota on any machine.")
]
MethodsOption = Annotated[str, typer.Option(help="Methods to run, in order, between commas.")]


def command_of(case: Case) -> Callable[..., None]:
    """The study's typer command."""
    usual = case.usual

    def command(
        *,
        practice: PracticeOption = None,
        rota: RotaOption = None,
        first_day: FromOption = usual.first_day,
        weeks: WeeksOption = usual.weeks,
        rota_seconds: RotaSecondsOption = usual.rota_seconds,
        seconds: SecondsOption = usual.seconds,
        workers: WorkersOption = usual.workers,
        seed: SeedOption = usual.seed,
        methods: MethodsOption = EVERY_METHOD,
        as_json: JsonOption = False,
        record: RecordOption = False,
    ) -> None:
        chosen = some_methods(methods)
        options = Options(weeks, seconds, rota_seconds, workers, seed, first_day, practice, rota, chosen)
        run(case, options, as_json, record)

    return command


def run(case: Case, options: Options, as_json: bool = False, record: bool = False) -> None:
    """Make or read the rota, run the methods one after the other, print their entries, record them on demand."""
    instance = _instance_or_exit(case, options)
    entries = compare_agendas(instance.problem, options.effort, options.methods, on_begin=_begun)
    if record:
        _record(case, options, instance.problem.practice, entries)
    if as_json:
        typer.echo(json.dumps(_told(case, options, instance, entries), indent=2))
    else:
        _print(case, options, instance, entries)


def _instance_or_exit(case: Case, options: Options) -> AgendaInstance:
    from scheduler.files import BadInput

    try:
        return _instance(options.practice or example(case.practice), options)
    except (BadInput, NoExamplesError, NoRotaError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(BAD_INPUT) from error


def _instance(practice: Path, options: Options) -> AgendaInstance:
    if options.rota is not None:
        return of_rota_file(practice, options.rota)
    _begun("rota (not counted)")
    return of_rota_made(practice, options.first_day, options.weeks, options.rota_seconds, options.seed)


def _begun(what: str) -> None:
    typer.echo(f"{what} …", err=True)


def _record(case: Case, options: Options, practice: str, entries: Sequence[AgendaEntry]) -> None:
    command = ("creneau", "bench", case.name, *_words(options))
    for entry in entries:
        # A recorded row is dated by the clock of the machine that ran it.
        append_row(row_of(case.name, practice, agenda_figures(entry), command, date.today()))  # noqa: DTZ011


def _words(options: Options) -> Iterator[str]:
    """The command line that gives these options."""
    if options.practice is not None:
        yield from ("--practice", str(options.practice))
    if options.rota is not None:
        yield from ("--rota", str(options.rota))
    else:
        yield from ("--from", options.first_day.isoformat(), "--weeks", str(options.weeks))
        yield from ("--rota-seconds", f"{options.rota_seconds:g}")
    yield from ("--seconds", f"{options.seconds:g}", "--workers", str(options.workers), "--seed", str(options.seed))
    if options.methods != tuple(AGENDA_METHODS):
        yield from ("--methods", f'"{",".join(options.methods)}"')


def _told(case: Case, options: Options, instance: AgendaInstance, entries: Sequence[AgendaEntry]) -> dict[str, object]:
    problem = instance.problem
    head: dict[str, object] = {
        "study": case.name,
        "practice": problem.practice,
        "from": problem.first_day.isoformat(),
        "weeks": problem.weeks,
        "sessions": len(problem.sessions),
        "rota_cost": instance.rota_cost,
    }
    return head | asdict(options.effort) | {"results": [asdict(entry) for entry in entries]}


def _print(case: Case, options: Options, instance: AgendaInstance, entries: Sequence[AgendaEntry]) -> None:
    rows = [agenda_figures(entry) for entry in entries]
    costs, kept = ([{name: row[name] for name in names} for row in rows] for names in (COSTS, KEPT))
    console = Console(highlight=False)
    console.print(figures_table(_title(case, options, instance), costs, WORDS))
    console.print(figures_table("what patients meet", kept, WORDS))
    console.print(CAPTION, style="dim", soft_wrap=True)


def _title(case: Case, options: Options, instance: AgendaInstance) -> str:
    problem: AgendaProblem = instance.problem
    made = f"made here in {options.rota_seconds:g} s of work" if options.rota is None else options.rota.name
    return (
        f"{case.name}: {problem.practice} from {problem.first_day}, weeks: {problem.weeks}\n"
        f"rota {made}: cost {instance.rota_cost}, {len(problem.sessions)} sessions to lay out\n"
        f"{options.seconds:g} s and {options.workers} workers each, seed {options.seed}"
    )
