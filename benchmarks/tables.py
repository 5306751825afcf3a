"""Figures by name, side by side on the screen."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import JustifyMethod
from rich.table import Table

from benchmarks.record import Figure


def figures_table(title: str, rows: Sequence[Mapping[str, Figure]], words: Collection[str] = ()) -> Table:
    """A row for each mapping, all with the same names; the columns named in `words` begin at the left."""
    table = Table(title=title, box=SIMPLE_HEAD, padding=0)
    shown = [[_shown(figure) for figure in row.values()] for row in rows]
    for name, column in zip(rows[0], zip(*shown, strict=True), strict=True):
        justify: JustifyMethod = "left" if name in words else "right"
        table.add_column(name, justify=justify, min_width=max(map(len, column)))
    for cells in shown:
        table.add_row(*cells)
    return table


def _shown(figure: Figure) -> str:
    return "–" if figure is None else str(figure)
