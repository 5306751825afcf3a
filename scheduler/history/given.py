"""The columns that a table gives, by the names of its layout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

from scheduler.consistency.fault import listed, nearest
from scheduler.files.problems import BadInput, InputProblem, Place, bad_file
from scheduler.history.cells import is_readable
from scheduler.history.layouts import FORMS, Layout, missing_columns, plain_name, recognised
from scheduler.history.table import Table


@dataclass(frozen=True, slots=True)
class Given:
    """A table of a known layout; `positions` says where each of the layout's columns stands in it."""

    table: Table
    layout: Layout
    positions: Mapping[str, int]

    def __contains__(self, key: str) -> bool:
        return key in self.positions

    def take(self, key: str) -> pl.Series:
        """The cells of a column, which leave the table so that no two copies of them are held; nulls if it has none."""
        if key not in self.positions:
            return pl.Series(key, [None], dtype=pl.String).new_from_index(0, self.table.cells.height)
        return self.table.cells.drop_in_place(str(self.positions[key]))

    def name(self, key: str) -> str:
        """The name of a column as the file writes it."""
        return self.table.header[self.positions[key]] if key in self.positions else key

    def place(self, key: str, row: int) -> Place:
        """A cell of a column."""
        name = self.name(key)
        return Place(str(self.table.path), f"row {row}, column {name}", cell=(row, name))


def given_columns(table: Table, layout: Layout | None = None) -> Given:
    """The columns of a table, its layout told by the header unless one is stated; `BadInput` if they do not fit."""
    layout = layout or recognised(table.header)
    if layout is None:
        raise BadInput(_unknown_layout(table))
    form = FORMS[layout]
    keys = [form.key(name) for name in table.header]
    given = Given(table, layout, {key: position for position, key in enumerate(keys) if key})
    problems = [*_missing(given), *_twice(given, keys), *(_unknown(given, keys) if form.closed else ())]
    problems = problems or list(_wrong_types(given))
    if problems:
        raise BadInput(problems)
    if table.cells.is_empty():
        raise bad_file(table.path, "history-no-rows")
    return given


def _unknown_layout(table: Table) -> Iterator[InputProblem]:
    """What a header lacks; of its names only those are told that look like a known one, as it may be no header."""
    place = Place(str(table.path), f"row {table.header_row}", cell=(table.header_row, None))
    needed = {f"needed{number}": ", ".join(form.needed) for number, form in enumerate(FORMS.values(), 1)}
    yield InputProblem(place, None, "history-unknown-header", needed)
    known = [name for form in FORMS.values() for name in (*form.needed, *form.columns)]
    for name in table.header:
        like = {} if any(letter.isdigit() for letter in name) else nearest(plain_name(name), known)
        if name not in known and like:
            there = Place(str(table.path), f"row {table.header_row}", cell=(table.header_row, name))
            yield InputProblem(there, None, "history-column-like", {"name": name, "like": like["nearest"]})


def _missing(given: Given) -> Iterator[InputProblem]:
    names = {plain_name(name) for name in given.table.header}
    for name in missing_columns(given.layout, names):
        yield InputProblem(given.place(name, given.table.header_row), None, "input-missing-column", {"name": name})


def _twice(given: Given, keys: list[str | None]) -> Iterator[InputProblem]:
    for position, key in enumerate(keys):
        if key and key in keys[:position]:
            name = given.table.header[position]
            yield InputProblem(given.place(key, given.table.header_row), name, "input-column-twice", {"name": name})


def _unknown(given: Given, keys: list[str | None]) -> Iterator[InputProblem]:
    known = list(FORMS[given.layout].columns)
    for name, key in zip(given.table.header, keys, strict=True):
        if key is None and name:
            row = given.table.header_row
            place = Place(str(given.table.path), f"row {row}, column {name}", cell=(row, name))
            facts = {"name": name, "known": listed(known, most=len(known)), **nearest(plain_name(name), known)}
            yield InputProblem(place, name, "input-unknown-column", facts)


def _wrong_types(given: Given) -> Iterator[InputProblem]:
    for key, kind in FORMS[given.layout].columns.items():
        if key in given:
            held = given.table.cells.get_column(str(given.positions[key])).dtype
            if not is_readable(held, kind):
                place = given.place(key, given.table.header_row)
                yield InputProblem(place, None, f"history-type-{kind}", {"type": str(held)})
