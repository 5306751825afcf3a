"""The equity sheet: everybody's duties, what they carried over, their fair share, and hours against the contract."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from api.export.plan import Plan
from api.export.workbook.looks import HEAD, NAME, QUIET, SHORT, heading, page, put, widths
from scheduler.measures.equity import PersonShare, person_shares
from scheduler.measures.workload import Workload, workloads
from scheduler.messages import say, word
from scheduler.messages.formats import show_duration
from scheduler.rota.problem import Duty
from scheduler.staff import Profession

HEAD_ROW = 4
FIGURES: tuple[str, ...] = ("xlsx-now", "xlsx-carried", "xlsx-fair", "xlsx-distance")
# Named holidays are many and their sessions few: over the years in one column, so that the sheet can be printed.
HOLIDAY_FIGURES: tuple[str, ...] = ("xlsx-in-all",)
HOURS: tuple[str, ...] = ("xlsx-worked", "xlsx-owed", "xlsx-over-under")

Group = tuple[Duty, str]


@dataclass(frozen=True)
class _Table:
    plan: Plan
    groups: list[Group]
    shares: dict[tuple[int, Group], PersonShare]
    loads: tuple[Workload, ...]


def fill_equity_sheet(sheet: Worksheet, plan: Plan) -> None:
    """Fill an empty sheet with one line a practitioner."""
    table = _table(plan)
    columns = 2 + sum(len(figures_of(group)) for group in table.groups) + len(HOURS)
    heading(sheet, say("xlsx-equity-title", plan.language), say("xlsx-equity-note", plan.language), columns)
    _head(sheet, table)
    for row, person in enumerate(_people(plan), start=HEAD_ROW + 2):
        _line(sheet, table, person, row)
    widths(sheet, first=32, others=7.8, columns=columns)
    sheet.column_dimensions["B"].width = 28
    last_row = HEAD_ROW + 1 + len(plan.problem.people)
    sheet.auto_filter.ref = f"A{HEAD_ROW + 1}:{get_column_letter(columns)}{last_row}"
    page(sheet, freeze=f"C{HEAD_ROW + 2}", title_rows=f"1:{HEAD_ROW + 1}", footer=plan.names.practice_name())


def _table(plan: Plan) -> _Table:
    shares = person_shares(plan.problem, plan.rota)
    groups = list(dict.fromkeys((one.duty, one.group) for one in shares))
    order = list(Duty)
    groups.sort(key=lambda group: (order.index(group[0]), group[1]))
    by_person = {(one.person, (one.duty, one.group)): one for one in shares}
    return _Table(plan, groups, by_person, workloads(plan.problem, plan.rota))


def _people(plan: Plan) -> list[int]:
    """By profession, then as the practice lists them."""
    order = [profession.value for profession in Profession]
    everybody = range(len(plan.problem.people))
    return sorted(everybody, key=lambda one: order.index(plan.problem.people[one].profession))


def figures_of(group: Group) -> tuple[str, ...]:
    """The columns of a duty."""
    return HOLIDAY_FIGURES if group[0] is Duty.NAMED_HOLIDAY else FIGURES


def duty_name(plan: Plan, group: Group) -> str:
    """A duty, or the named holiday it is about."""
    duty, name = group
    return plan.names.holiday(name) if duty is Duty.NAMED_HOLIDAY else word("duty", duty, plan.language)


def _head(sheet: Worksheet, table: _Table) -> None:
    language = table.plan.language
    for column, key in ((1, "practitioner"), (2, "profession")):
        put(sheet, HEAD_ROW, column, None, fill=HEAD)
        put(sheet, HEAD_ROW + 1, column, say(f"column-{key}", language), fill=HEAD, bold=True)
    parts = [(duty_name(table.plan, group), figures_of(group)) for group in table.groups]
    parts.append((say("xlsx-hours", language), HOURS))
    column = 3
    for title, keys in parts:
        sheet.merge_cells(start_row=HEAD_ROW, end_row=HEAD_ROW, start_column=column, end_column=column + len(keys) - 1)
        put(sheet, HEAD_ROW, column, title, fill=HEAD, bold=True, middle=True)
        for offset, key in enumerate(keys):
            put(sheet, HEAD_ROW + 1, column + offset, say(key, language), fill=HEAD, color=QUIET, size=9, middle=True)
        column += len(keys)
    sheet.row_dimensions[HEAD_ROW].height = 44
    sheet.row_dimensions[HEAD_ROW + 1].height = 28


def _line(sheet: Worksheet, table: _Table, person: int, row: int) -> None:
    plan = table.plan
    put(sheet, row, 1, plan.names.person(person), fill=NAME, bold=True)
    put(sheet, row, 2, word("profession", plan.problem.people[person].profession, plan.language), color=QUIET)
    for column, (value, marked) in enumerate(_figures(table, person), start=3):
        put(sheet, row, column, value, middle=True, fill=SHORT if marked else None)


def _figures(table: _Table, person: int) -> Iterator[tuple[str | float | None, bool]]:
    """Each value with whether it is marked: far from the fair share, or out of the contract's tolerance."""
    for group in table.groups:
        share = table.shares.get((person, group))
        if share is None:
            yield from ((None, False) for _ in figures_of(group))
        else:
            yield from _share_figures(share, abs(share.distance) > _tolerance(table, group))
    load = table.loads[person]
    language = table.plan.language
    yield show_duration(load.worked, language), False
    yield show_duration(load.owed, language), False
    yield _signed(load.over or -load.under, language), bool(load.over or load.under)


def _share_figures(share: PersonShare, far: bool) -> Iterator[tuple[float, bool]]:
    if share.duty is Duty.NAMED_HOLIDAY:
        yield share.total, far
        return
    yield from ((share.sessions, False), (share.carried, False), (round(share.fair, 1), False))
    yield round(share.distance, 1), far


def _tolerance(table: _Table, group: Group) -> float:
    """The sessions around the fair share that cost nothing."""
    tolerances = (one.tolerance for one in table.plan.problem.fair_shares if (one.duty, one.name) == group)
    return float(max(tolerances, default=0))


def _signed(minutes: int, language: str) -> str:
    return ("+" if minutes > 0 else "") + show_duration(minutes, language) if minutes else "0"
