"""The studies `example`, `small` and `twelve-weeks`: the rota of one practice by our search and its rivals, in one run.

A study's practice, weeks and effort can be changed on the command line; targets are told for its usual run only.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from benchmarks.comparison import METHODS, Effort, Entry, compare, entries_table, figures
from benchmarks.instances.practices import NoExamplesError, example, problem_of
from benchmarks.record import append_row, row_of
from benchmarks.studies.targets import Target, first_rota_within, gap_at_most, optimal_within
from scheduler.rota.problem import RotaProblem

BAD_INPUT = 2
OURS = next(iter(METHODS))
EVERY_METHOD = ",".join(METHODS)
QUICK_SECONDS = 5.0
MOST_WEEKS = 53
CAPTION = "plain: CP-SAT on the whole model, default parameters\ngreedy: one usual week, repeated, its holes filled"


@dataclass(frozen=True, slots=True)
class Options:
    """What one run plans, how hard it tries, and with which methods."""

    weeks: int
    seconds: float
    workers: int = 2
    seed: int = 1
    first_day: date = date(2026, 12, 14)
    practice: Path | None = None
    methods: tuple[str, ...] = tuple(METHODS)

    @property
    def effort(self) -> Effort:
        """What each method may spend."""
        return Effort(self.seconds, self.workers, self.seed)


@dataclass(frozen=True, slots=True)
class Case:
    """One study: an example practice, its usual run, and what our search should reach there."""

    name: str
    practice: str
    usual: Options
    targets: tuple[Target, ...]

    @property
    def quick(self) -> Options:
        """A run of a few seconds on the first quarter of the weeks."""
        return Options(max(1, self.usual.weeks // 4), QUICK_SECONDS)


EXAMPLE = Case("example", "ipso", Options(4, seconds=60), (first_rota_within(10), gap_at_most(0.05)))
SMALL = Case("small", "small", Options(4, seconds=10), (optimal_within(5),))
TWELVE_WEEKS = Case("twelve-weeks", "ipso", Options(12, seconds=120), (first_rota_within(30),))


def a_monday(text: str | date) -> date:
    """The Monday written as YYYY-MM-DD; a usage error otherwise."""
    try:
        day = date.fromisoformat(str(text))
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a date: write YYYY-MM-DD") from None
    if day.weekday():
        raise typer.BadParameter(f"{day} is not a Monday")
    return day


def some_methods(text: str) -> tuple[str, ...]:
    """Methods from their words between commas, each once; a usage error for an unknown one."""
    names = tuple(dict.fromkeys(word.strip() for word in text.split(",")))
    unknown = [name for name in names if name not in METHODS]
    if unknown:
        told = f"unknown: {', '.join(map(repr, unknown))}; choose from {', '.join(METHODS)}"
        raise typer.BadParameter(told, param_hint="--methods")
    return names


PracticeOption = Annotated[
    Path | None, typer.Option("--practice", metavar="PRACTICE.yaml", help="Another practice than the study's example.")
]
FromOption = Annotated[
    date, typer.Option("--from", metavar="YYYY-MM-DD", parser=a_monday, help="The Monday that the rota begins on.")
]
WeeksOption = Annotated[int, typer.Option(min=1, max=MOST_WEEKS, help="Weeks to plan.")]
SecondsOption = Annotated[float, typer.Option(min=0.1, help="Time for each method.")]
WorkersOption = Annotated[int, typer.Option(min=1, help="Threads of each method.")]
SeedOption = Annotated[int, typer.Option(min=0, help="Seed of the search.")]
MethodsOption = Annotated[str, typer.Option(help="Methods to run, in order, between commas.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print only a JSON object.")]
RecordOption = Annotated[bool, typer.Option("--record", help="Append the results to benchmarks/results.")]


def command_of(case: Case) -> Callable[..., None]:
    """The study's typer command."""
    usual = case.usual

    def command(
        *,
        practice: PracticeOption = None,
        first_day: FromOption = usual.first_day,
        weeks: WeeksOption = usual.weeks,
        seconds: SecondsOption = usual.seconds,
        workers: WorkersOption = usual.workers,
        seed: SeedOption = usual.seed,
        methods: MethodsOption = EVERY_METHOD,
        as_json: JsonOption = False,
        record: RecordOption = False,
    ) -> None:
        chosen = Options(weeks, seconds, workers, seed, first_day, practice, some_methods(methods))
        run(case, chosen, as_json, record)

    return command


def run(case: Case, options: Options, as_json: bool = False, record: bool = False) -> None:
    """Run the methods one after the other, print their entries, and record them on demand."""
    problem = _problem_or_exit(case, options)
    entries = compare(problem, options.effort, options.methods, on_begin=_begun)
    if record:
        _record(case, options, problem.practice, entries)
    met = verdicts(case, options, entries)
    if as_json:
        typer.echo(json.dumps(_told(case, options, problem, entries, met), indent=2))
    else:
        _print(case, options, problem, entries, met)


def verdicts(case: Case, options: Options, entries: Sequence[Entry]) -> dict[str, bool]:
    """Each target with whether our entry meets it; none if the run is not the study's usual one."""
    mine = next((entry for entry in entries if entry.method == OURS), None)
    if mine is None or _terms(options) != _terms(case.usual):
        return {}
    return {target.says: target.met(mine) for target in case.targets}


def _terms(options: Options) -> tuple[object, ...]:
    """What figures must share to be held against the same targets."""
    return options.practice, options.first_day, options.weeks, options.seconds, options.workers


def _problem_or_exit(case: Case, options: Options) -> RotaProblem:
    from scheduler.files import BadInput

    try:
        return problem_of(options.practice or example(case.practice), options.first_day, options.weeks)
    except (BadInput, NoExamplesError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(BAD_INPUT) from error


def _begun(method: str) -> None:
    typer.echo(f"{method} …", err=True)


def _record(case: Case, options: Options, practice: str, entries: Sequence[Entry]) -> None:
    command = ("creneau", "bench", case.name, *_words(options))
    for entry in entries:
        # A recorded row is dated by the clock of the machine that ran it.
        append_row(row_of(case.name, practice, figures(entry), command, date.today()))  # noqa: DTZ011


def _words(options: Options) -> Iterator[str]:
    """The command line that gives these options."""
    if options.practice is not None:
        yield from ("--practice", str(options.practice))
    yield from ("--from", options.first_day.isoformat(), "--weeks", str(options.weeks))
    yield from ("--seconds", f"{options.seconds:g}", "--workers", str(options.workers), "--seed", str(options.seed))
    if options.methods != tuple(METHODS):
        yield from ("--methods", ",".join(options.methods))


def _told(
    case: Case, options: Options, problem: RotaProblem, entries: Sequence[Entry], met: dict[str, bool]
) -> dict[str, object]:
    period = {"from": options.first_day.isoformat(), "weeks": options.weeks}
    results = [asdict(entry) for entry in entries]
    targets = [{"target": says, "met": is_met} for says, is_met in met.items()]
    head = {"study": case.name, "practice": problem.practice, **period, **asdict(options.effort)}
    return head | {"results": results, "targets": targets}


def _print(case: Case, options: Options, problem: RotaProblem, entries: Sequence[Entry], met: dict[str, bool]) -> None:
    title = f"{case.name}: {problem.practice} from {options.first_day}, weeks: {options.weeks}"
    effort = f"{options.seconds:g} s and {options.workers} workers each, seed {options.seed}"
    table = entries_table(f"{title}\n{effort}", entries)
    table.caption = CAPTION
    console = Console(highlight=False)
    console.print(table)
    for says, is_met in met.items():
        console.print(f"target {'[green]met[/]' if is_met else '[red]missed[/]'}: {says}", soft_wrap=True)
