"""How cells and pages of the workbook look."""

from __future__ import annotations

import re
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

INK, QUIET, RED = "1D2733", "5F6B76", "A32020"
HEAD, HOLIDAY, CLOSED, SHORT, NAME = "DCE8E6", "F6E7C1", "ECECE8", "F9DEDC", "F5F6F4"
A4 = 9
MOST_IN_A_TITLE = 31

_LINE = Side(style="thin", color="C4CBC9")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def put(
    sheet: Worksheet,
    row: int,
    column: int,
    value: str | float | None,
    *,
    fill: str | None = None,
    bold: bool = False,
    color: str = INK,
    size: int = 10,
    middle: bool = False,
    box: bool = True,
) -> Cell:
    """Fill one cell. A text stays a text, even one that begins like a formula."""
    cell: Any = sheet.cell(row, column)
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
    cell.font = Font(name="Calibri", size=size, bold=bold, color=color)
    cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="center" if middle else "left")
    if fill:
        cell.fill = PatternFill("solid", fgColor=fill)
    if box:
        cell.border = _BOX
    return cell  # type: ignore[no-any-return]


def heading(sheet: Worksheet, title: str, subtitle: str, columns: int) -> None:
    """Two lines over the whole width at the top of a sheet, repeated on every printed page."""
    put(sheet, 1, 1, title, bold=True, size=16, box=False)
    put(sheet, 2, 1, subtitle, color=QUIET, box=False)
    for row in (1, 2):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
        sheet.cell(row, 1).alignment = Alignment(vertical="center", wrap_text=False)
    sheet.row_dimensions[1].height = 26
    sheet.row_dimensions[2].height = 18


def widths(sheet: Worksheet, first: float, others: float, columns: int) -> None:
    """Column widths: the first, then all others."""
    sheet.column_dimensions["A"].width = first
    for column in range(2, columns + 1):
        sheet.column_dimensions[get_column_letter(column)].width = others


def page(sheet: Worksheet, *, freeze: str, title_rows: str, footer: str) -> None:
    """Landscape A4, one page wide, with repeated title rows, page numbers and frozen panes."""
    sheet.freeze_panes = freeze
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = title_rows
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.5
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(
        left=_HeaderFooterPart(footer.replace("&", "&&")), right=_HeaderFooterPart("&P / &N")
    )
    sheet.sheet_view.showGridLines = False


def sheet_title(book: Workbook, name: str) -> str:
    """A name that a sheet may carry: no forbidden character, at most 31 characters, not taken yet."""
    clean = re.sub(r"[\[\]:*?/\\]", " ", ILLEGAL_CHARACTERS_RE.sub("", name)).strip(" '") or "-"
    taken = {sheet.title.lower() for sheet in book.worksheets}
    for number in range(1, len(taken) + 2):
        ending = "" if number == 1 else f" {number}"
        title = clean[: MOST_IN_A_TITLE - len(ending)] + ending
        if title.lower() not in taken:
            return title
    raise ValueError(f"no free sheet title for {name!r}")
