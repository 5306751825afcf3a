"""The sheet of a site: for each week a block with the sessions as rows, the dates as columns, names in the cells."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from api.export.plan import Plan
from api.export.weeks import Day, Week, period_text, span_text, weeks_of
from api.export.workbook.looks import CLOSED, HEAD, HOLIDAY, NAME, RED, SHORT, heading, page, put, widths
from scheduler.measures.cover import Shortage, shortages
from scheduler.messages import say

FIRST_ROW = 4
LINE_HEIGHT = 13.5
COLUMN_WIDTH = 21
"""In characters; a longer text takes another line."""


@dataclass(frozen=True)
class _Site:
    plan: Plan
    site: int
    short: tuple[Shortage, ...]


def fill_site_sheet(sheet: Worksheet, plan: Plan, site: int) -> None:
    """Fill an empty sheet with the rota of one site."""
    weeks = weeks_of(plan)
    columns = 1 + max(len(week.days) for week in weeks)
    title = say("xlsx-site-title", plan.language, site=plan.names.site(site), practice=plan.names.practice_name())
    heading(sheet, title, period_text(plan), columns)
    own = _Site(plan, site, tuple(one for one in shortages(plan.problem, plan.rota) if one.site == site))
    row = FIRST_ROW
    for week in weeks:
        if week.number:
            sheet.row_breaks.append(Break(id=row - 1))
        row = _week_block(sheet, own, week, row) + 1
    widths(sheet, first=24, others=COLUMN_WIDTH, columns=columns)
    footer = f"{plan.names.practice_name()} – {plan.names.site(site)}"
    page(sheet, freeze="B3", title_rows="1:2", footer=footer)


def _week_block(sheet: Worksheet, own: _Site, week: Week, row: int) -> int:
    """Fill the block of a week from `row` and return the row after it."""
    _dates_row(sheet, own.plan, week, row)
    for template in _templates(own.plan, own.site, week):
        row += 1
        _template_row(sheet, own.plan, week, template, row)
    return _short_row(sheet, own, week, row + 1)


def _dates_row(sheet: Worksheet, plan: Plan, week: Week, row: int) -> None:
    put(sheet, row, 1, say("week-of", plan.language, date=week.monday), fill=HEAD, bold=True)
    for column, day in enumerate(week.days, start=2):
        text = f"{day.heading}\n{day.holiday}" if day.holiday else day.heading
        put(sheet, row, column, text, fill=HOLIDAY if day.holiday else HEAD, bold=True, middle=True)
    sheet.row_dimensions[row].height = 2 * LINE_HEIGHT + 3


def _templates(plan: Plan, site: int, week: Week) -> list[int]:
    """The templates the site offers or works in the week, in the order of the clock."""
    problem = plan.problem
    offered = {number for day in week.days for number in problem.offered[day.number]}
    worked = {one.template for day in week.days for one in plan.rota.on(day.number)}
    own = (number for number in offered | worked if problem.templates[number].site == site)
    return sorted(own, key=lambda number: (problem.templates[number].start, problem.templates[number].end, number))


def _template_row(sheet: Worksheet, plan: Plan, week: Week, template: int, row: int) -> None:
    own = plan.problem.templates[template]
    label = f"{plan.names.template(template)}\n{span_text(own.start, own.end, plan.language)}"
    put(sheet, row, 1, label, fill=NAME, bold=True)
    most = 2
    for column, day in enumerate(week.days, start=2):
        names = _names(plan, day, template)
        put(sheet, row, column, "\n".join(names), fill=_shade(plan, day, template, bool(names)))
        most = max(most, _lines(names))
    sheet.row_dimensions[row].height = most * LINE_HEIGHT + 3


def _lines(texts: list[str]) -> int:
    """Lines that texts one under the other take in a cell; spreadsheets do not find this out by themselves."""
    return sum(-(-len(text) // (COLUMN_WIDTH - 1)) for text in texts)


def _names(plan: Plan, day: Day, template: int) -> list[str]:
    return sorted(plan.names.person(one.person) for one in plan.rota.on(day.number) if one.template == template)


def _shade(plan: Plan, day: Day, template: int, worked: bool) -> str | None:
    if template not in plan.problem.offered[day.number] and not worked:
        return CLOSED
    return HOLIDAY if day.holiday else None


def _short_row(sheet: Worksheet, own: _Site, week: Week, row: int) -> int:
    """A red line of what is missing, where anything is; return the row after the block."""
    plan = own.plan
    lines = {day.number: [_missing(plan, one) for one in own.short if one.day == day.number] for day in week.days}
    if not any(lines.values()):
        return row
    put(sheet, row, 1, say("cover-short", plan.language), fill=SHORT, bold=True, color=RED)
    for column, day in enumerate(week.days, start=2):
        put(sheet, row, column, "\n".join(lines[day.number]), fill=SHORT if lines[day.number] else None, color=RED)
    sheet.row_dimensions[row].height = max(_lines(texts) for texts in lines.values()) * LINE_HEIGHT + 3
    return row + 1


def _missing(plan: Plan, one: Shortage) -> str:
    return say(
        "missing-people",
        plan.language,
        missing=one.missing,
        profession=plan.names.any_of(one.profession, one.missing),
        span=span_text(one.begin, one.end, plan.language),
    )
