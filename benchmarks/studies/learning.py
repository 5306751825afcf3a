"""The study `learning`: what learning from a history costs, and how much of what can be known it finds.

Histories of the example group are drawn first, not counted. Each is learned from in a process of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from benchmarks.instances.practices import NoExamplesError, example
from benchmarks.own_process import apart
from benchmarks.record import Figure, append_row, row_of
from benchmarks.studies.planning import BAD_INPUT, JsonOption, PracticeOption, RecordOption, SeedOption
from benchmarks.tables import figures_table

if TYPE_CHECKING:
    from benchmarks.learning_run import Standing

NAME = "learning"
EXAMPLE = "ipso"
FIRST_DAY = date(2017, 1, 2)
SIZES = (10_000, 100_000, 1_000_000)
QUICK = SIZES[:1]
FEWEST, MOST = 1_000, 5_000_000
COSTS = ("rows", "read (s)", "learn (s)", "process (s)", "µs a row", "peak (MB)")
CAPTION = (
    "process: from its start, Python and libraries included; µs a row: of reading and learning\n"
    "naive, learned, truth: mean log scores on the last quarter, higher is better; truth: what was drawn from\n"
    "gained: the share of truth over naive that was learned\n"
    "off: relative error of lengths by practitioner, of acute requests of the next year, of chances by lead"
)


@dataclass(frozen=True)
class Entry:
    """One history: the rows asked for and its own, what learning from it took, and how good what was learned is."""

    practice: str
    asked: int
    rows: int
    read_seconds: float
    learn_seconds: float
    process_seconds: float
    peak_megabytes: float
    standings: tuple[Standing, ...]

    @property
    def microseconds_a_row(self) -> float:
        """Reading and learning, by row."""
        return (self.read_seconds + self.learn_seconds) / self.rows * 1_000_000


@dataclass(frozen=True, slots=True)
class Options:
    """The histories of one run."""

    sizes: tuple[int, ...] = SIZES
    seed: int = 1
    practice: Path | None = None


def some_sizes(text: str) -> tuple[int, ...]:
    """Numbers of rows from their digits between commas, each once; a usage error for what is none."""
    words = [word.strip() for word in text.split(",")]
    wrong = [word for word in words if not word.isdecimal() or not FEWEST <= int(word) <= MOST]
    if wrong:
        told = f"{', '.join(map(repr, wrong))}: numbers from {FEWEST} to {MOST} between commas"
        raise typer.BadParameter(told, param_hint="--rows")
    return tuple(dict.fromkeys(map(int, words)))


def learning(
    *,
    rows: Annotated[str, typer.Option(help="Rows of each history, between commas.")] = ",".join(map(str, SIZES)),
    practice: PracticeOption = None,
    seed: SeedOption = 1,
    as_json: JsonOption = False,
    record: RecordOption = False,
) -> None:
    """Learn from histories of several lengths."""
    run(Options(some_sizes(rows), seed, practice), as_json, record)


def quick() -> None:
    """The shortest history only."""
    run(Options(QUICK))


def run(options: Options, as_json: bool = False, record: bool = False) -> None:
    """Draw each history, learn from it and judge that; print the entries, and record them on demand."""
    path = _practice_or_exit(options)
    entries = [measured(path, rows, options.seed) for rows in options.sizes]
    if record:
        _record(options, entries)
    if as_json:
        typer.echo(json.dumps(_told(options, entries), indent=2))
    else:
        _print(options, entries)


def _practice_or_exit(options: Options) -> Path:
    """The practice file, once it is known to be right."""
    from scheduler.files import BadInput, read_practice

    try:
        path = options.practice or example(EXAMPLE)
        read_practice(path)
    except (BadInput, NoExamplesError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(BAD_INPUT) from error
    return path


def measured(practice: Path, rows: int, seed: int) -> Entry:
    """One history drawn, learned from and judged, each in a process of its own; only learning is measured."""
    from benchmarks.learning_run import learn_from, make_history, stand

    typer.echo(f"{rows} rows …", err=True)
    with TemporaryDirectory() as folder:
        history = Path(folder) / "history.csv"
        truth = apart(make_history, practice, FIRST_DAY, rows, seed, history).answer
        took = apart(learn_from, history, practice)
        learned = took.answer.learned
        standings = apart(stand, history, practice, learned, truth).answer
    return Entry(
        learned.practice,
        rows,
        learned.history.rows,
        took.answer.read_seconds,
        took.answer.learn_seconds,
        took.seconds,
        took.peak_megabytes,
        standings,
    )


def _record(options: Options, entries: Sequence[Entry]) -> None:
    for entry in entries:
        command = ("creneau", "bench", NAME, *_words(options, entry.asked))
        figures = _costs(entry) | {name: figure for one in entry.standings for name, figure in _recorded(one)}
        # A recorded row is dated by the clock of the machine that ran it.
        append_row(row_of(NAME, entry.practice, figures, command, date.today()))  # noqa: DTZ011


def _words(options: Options, asked: int) -> Iterator[str]:
    """The command line that gives one of the histories."""
    if options.practice is not None:
        yield from ("--practice", str(options.practice))
    yield from ("--rows", str(asked), "--seed", str(options.seed))


def _costs(entry: Entry) -> dict[str, Figure]:
    figures: tuple[Figure, ...] = (
        entry.rows,
        round(entry.read_seconds, 2),
        round(entry.learn_seconds, 2),
        round(entry.process_seconds, 2),
        round(entry.microseconds_a_row, 1),
        round(entry.peak_megabytes),
    )
    return dict(zip(COSTS, figures, strict=True))


def _scores(entry: Entry, standing: Standing) -> dict[str, Figure]:
    return {
        "rows": entry.rows,
        "what": standing.what.replace("_", " "),
        "cases": standing.cases,
        "naive": f"{standing.naive:.4f}",
        "learned": f"{standing.learned:.4f}",
        "truth": f"{standing.truth:.4f}",
        "gained": _percent(standing.gained),
        "off": _percent(standing.distance),
    }


def _recorded(standing: Standing) -> Iterator[tuple[str, Figure]]:
    """The scores of one thing learned, in few columns."""
    what = standing.what.replace("_", " ")
    yield f"{what}: naive → learned → truth", f"{standing.naive:.4f} → {standing.learned:.4f} → {standing.truth:.4f}"
    yield f"{what}: off", _percent(standing.distance)


def _percent(share: float | None) -> str | None:
    return None if share is None else f"{share:.1%}"


def _told(options: Options, entries: Sequence[Entry]) -> dict[str, object]:
    return {"study": NAME, "seed": options.seed, "results": [_entry_told(entry) for entry in entries]}


def _entry_told(entry: Entry) -> dict[str, object]:
    standings = [asdict(one) | {"gained": one.gained} for one in entry.standings]
    return asdict(entry) | {"microseconds_a_row": entry.microseconds_a_row, "standings": standings}


def _print(options: Options, entries: Sequence[Entry]) -> None:
    console = Console(highlight=False)
    title = f"{NAME}: histories of {entries[0].practice} from {FIRST_DAY}, seed {options.seed}"
    console.print(figures_table(title, [_costs(entry) for entry in entries]))
    scores = [_scores(entry, one) for entry in entries for one in entry.standings]
    if scores:
        console.print(figures_table("what was learned", scores, ("what",)))
    console.print(CAPTION, style="dim", soft_wrap=True)
