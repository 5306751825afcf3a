"""The spreadsheets of a starting practice: staff, lists, absences and wishes, each with a sheet of hints."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from scheduler.calendar import HalfDay
from scheduler.files.columns import COLUMNS
from scheduler.messages import say, word
from scheduler.rota.problem import Want
from scheduler.staff import Profession

ROWS_CHECKED = 1000
_STAFF = (
    ("gp-1", Profession.GP, "doctor", "mon-fri"),
    ("gp-2", Profession.GP, "doctor", "mon-fri"),
    ("gp-3", Profession.GP, "doctor", "mon-fri"),
    ("gp-4", Profession.GP, "doctor", "mon-fri"),
    ("nurse-1", Profession.NURSE, "nurse", "mon, tue, thu, fri"),
    ("assistant-1", Profession.MEDICAL_ASSISTANT, "assistant", None),
    ("assistant-2", Profession.MEDICAL_ASSISTANT, "assistant", None),
)
_LISTS = {"child": 140, "adult": 560, "senior": 100}


@dataclass(frozen=True)
class Sheet:
    """A spreadsheet: the section it belongs to and its rows in a language."""

    file: str
    section: str
    rows: Callable[[str], list[dict[str, Any]]]


def _staff(language: str) -> list[dict[str, Any]]:
    return [
        {
            "id": name,
            "name": f"{word('profession', profession, language)} {name[-1]}",
            "profession": profession.value,
            "contract": contract,
            "home_site": "centre",
            "usual_days": days,
        }
        for name, profession, contract, days in _STAFF
    ]


def _lists(_: str) -> list[dict[str, Any]]:
    doctors = [name for name, profession, _, _ in _STAFF if profession is Profession.GP]
    return [
        {"practitioner": doctor, "category": category, "patients": count}
        for doctor in doctors
        for category, count in _LISTS.items()
    ]


def _absences(_: str) -> list[dict[str, Any]]:
    return [
        {"practitioner": "gp-2", "from": date(2026, 12, 21), "to": date(2026, 12, 27), "reason": "leave"},
        {
            "practitioner": "gp-3",
            "from": date(2027, 1, 14),
            "to": date(2027, 1, 14),
            "half_day": "afternoon",
            "reason": "training",
        },
    ]


def _wishes(_: str) -> list[dict[str, Any]]:
    return [
        {"practitioner": "gp-1", "from": date(2026, 12, 31), "to": date(2026, 12, 31), "want": "off", "weight": 3},
        {
            "practitioner": "assistant-1",
            "from": date(2027, 1, 6),
            "to": date(2027, 1, 6),
            "want": "on",
            "template": "reception-morning",
            "weight": 1,
        },
    ]


SHEETS = (
    Sheet("staff.xlsx", "practitioners", _staff),
    Sheet("lists.xlsx", "lists", _lists),
    Sheet("absences.xlsx", "absences", _absences),
    Sheet("wishes.xlsx", "wishes", _wishes),
)
_CHOICES = {
    "profession": [profession.value for profession in Profession],
    "half_day": [half.value for half in HalfDay],
    "want": [want.value for want in Want],
    "weight": ["1", "2", "3", "4", "5"],
}


def write_sheets(folder: Path, language: str) -> list[Path]:
    """Writes the spreadsheets into a folder; the paths written."""
    return [_write(sheet, folder / sheet.file, language) for sheet in SHEETS]


def _write(sheet: Sheet, path: Path, language: str) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    _fill(book.create_sheet(sheet.section), sheet, language)
    _hint(book.create_sheet(say("starter-hints", language)), sheet, language)
    book.save(path)
    return path


def _fill(page: Worksheet, sheet: Sheet, language: str) -> None:
    columns = list(COLUMNS[sheet.section])
    page.append(columns)
    for row in sheet.rows(language):
        page.append([row.get(column) for column in columns])
    page.freeze_panes = "A2"
    for number, column in enumerate(columns, 1):
        page.cell(1, number).font = Font(bold=True)
        letter = get_column_letter(number)
        page.column_dimensions[letter].width = max(14, len(column) + 4)
        _check_column(page, column, f"{letter}2:{letter}{ROWS_CHECKED}")
    for cell in (cell for row in page.iter_rows(min_row=2) for cell in row if isinstance(cell.value, date)):
        cell.number_format = "dd/mm/yyyy" if language == "fr" else "yyyy-mm-dd"


def _check_column(page: Worksheet, column: str, cells: str) -> None:
    if column in _CHOICES:
        check = DataValidation(type="list", formula1=f'"{",".join(_CHOICES[column])}"', allow_blank=True)
    elif column == "patients":
        check = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    else:
        return
    page.add_data_validation(check)
    check.add(cells)


def _hint(page: Worksheet, sheet: Sheet, language: str) -> None:
    page.append([say("starter-column", language), say("starter-what-to-write", language)])
    for column in COLUMNS[sheet.section]:
        page.append([column, say(f"starter-{sheet.section}-{column}", language)])
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 18, 100
    for cell in page[1]:
        cell.font = Font(bold=True)
    for (cell,) in page.iter_rows(min_col=2, max_col=2):
        cell.alignment = Alignment(wrap_text=True, vertical="top")
