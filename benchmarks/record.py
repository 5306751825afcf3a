"""Recorded results: one row for every run of an instance, and the tables of `docs/benchmarks.md` made from them.

Rows lie in `benchmarks/results/STUDY.jsonl`, one JSON object a line, oldest first. A row is never changed: a new run
appends. Rows hold no host, user or folder names.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from benchmarks import machine

RESULTS = Path(__file__).parent / "results"

Figure = int | float | str | None


@dataclass(frozen=True, slots=True)
class Row:
    """One run of one instance; `figures` by name, `day` ISO, `command` with bare file names."""

    study: str
    instance: str
    figures: Mapping[str, Figure]
    day: str
    commit: str | None
    cores: int
    cpu: str
    command: str


def row_of(study: str, instance: str, figures: Mapping[str, Figure], command: Sequence[str], today: date) -> Row:
    """A row of a run made here and now; folders are taken off the words of the command."""
    return Row(
        study=study,
        instance=instance,
        figures=dict(figures),
        day=today.isoformat(),
        commit=machine.commit(),
        cores=machine.cores(),
        cpu=machine.cpu_model(),
        command=" ".join(Path(word).name or word for word in command),
    )


def append_row(row: Row, results: Path = RESULTS) -> None:
    """Append the row to the results of its study."""
    results.mkdir(parents=True, exist_ok=True)
    with (results / f"{row.study}.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")


def read_rows(results: Path = RESULTS) -> list[Row]:
    """Every recorded row, by study, oldest first."""
    return [
        Row(**json.loads(line))
        for file in sorted(results.glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def render(page: str, rows: Iterable[Row]) -> str:
    """The page with each study's table renewed between its two marks; a study without marks is added at the end."""
    for study, runs in groupby(sorted(rows, key=lambda row: row.study), key=lambda row: row.study):
        page = _with_table(page, study, "\n".join(_table(list(runs))))
    return page


def _with_table(page: str, study: str, table: str) -> str:
    begin, end = f"<!-- results of {study}: begin -->", f"<!-- results of {study}: end -->"
    block = f"{begin}\n\n{table}\n\n{end}"
    marked = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if marked.search(page):
        return marked.sub(lambda _: block, page)
    return f"{page.rstrip()}\n\n## {study}\n\n{block}\n"


def _table(rows: Sequence[Row]) -> Iterator[str]:
    names = tuple(dict.fromkeys(name for row in rows for name in row.figures))
    yield _line("instance", *names, "day", "commit", "machine", "command")
    yield _line("---", *("---:" for _ in names), "---", "---", "---", "---")
    for row in rows:
        figures = (_shown(row.figures.get(name)) for name in names)
        yield _line(row.instance, *figures, row.day, row.commit or "–", f"{row.cores} × {row.cpu}", f"`{row.command}`")


def _line(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _shown(figure: Figure) -> str:
    match figure:
        case None:
            return "–"
        case float():
            return f"{figure:.4g}" if figure < 1 else f"{figure:.1f}"
        case _:
            return str(figure)
