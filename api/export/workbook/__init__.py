"""`rota.xlsx`: a sheet per site as managers print them, and an equity sheet."""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook

from api.export.archive import steady
from api.export.plan import Plan
from api.export.workbook.equity_sheet import fill_equity_sheet
from api.export.workbook.looks import sheet_title
from api.export.workbook.site_sheet import fill_site_sheet
from scheduler.messages import say


def workbook(plan: Plan) -> bytes:
    """The whole workbook, the same bytes for the same plan and day."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for site in range(len(plan.problem.sites)):
        fill_site_sheet(book.create_sheet(sheet_title(book, plan.names.site(site))), plan, site)
    fill_equity_sheet(book.create_sheet(sheet_title(book, say("xlsx-equity-sheet", plan.language))), plan)
    book.properties.creator = "creneau"
    book.properties.title = plan.names.practice_name()
    book.properties.created = plan.stamp.replace(tzinfo=None)
    made = BytesIO()
    book.save(made)
    return steady(made.getvalue(), plan.stamp)
