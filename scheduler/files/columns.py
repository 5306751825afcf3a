"""The columns that each table may have, and how a cell becomes plain data."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any, TypeAlias

Reader: TypeAlias = Callable[[Any], Any]

_FRENCH_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_WHOLE = re.compile(r"-?\d{1,15}")
_FRACTION = re.compile(r"-?\d{1,15}\.\d{1,15}")
_BLANKS = str.maketrans("", "", " \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}")


def text(cell: Any) -> Any:
    """A text; a number or date that a spreadsheet made of it becomes text again."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return day(cell) if isinstance(cell, date) else str(cell)


def number(cell: Any) -> Any:
    """A whole number, with or without blanks between its digits; what is none stays as it is."""
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    digits = str(cell).translate(_BLANKS)
    return int(digits) if _WHOLE.fullmatch(digits) else cell if isinstance(cell, int | float) else str(cell)


def fraction(cell: Any) -> Any:
    """A number with a decimal point or comma, or a whole one; what is none stays as it is."""
    digits = str(cell).translate(_BLANKS).replace(",", ".")
    return float(digits) if isinstance(cell, str) and _FRACTION.fullmatch(digits) else number(cell)


def day(cell: Any) -> str:
    """A date as YYYY-MM-DD, from a date, YYYY-MM-DD or dd/mm/yyyy; what is none stays as it is."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat()
    french = _FRENCH_DATE.fullmatch(str(cell))
    if french is None:
        return str(cell)
    try:
        return date(int(french[3]), int(french[2]), int(french[1])).isoformat()
    except ValueError:
        return str(cell)


def clock(cell: Any) -> str:
    """A clock time as HH:MM."""
    return cell.strftime("%H:%M") if isinstance(cell, time | datetime) else str(cell)


def words(cell: Any) -> list[Any]:
    """Several texts with "|" between them."""
    return [part.strip() for part in str(text(cell)).split("|") if part.strip()]


def dates(cell: Any) -> list[str]:
    """Several dates with "|" between them."""
    return [day(part) for part in ([cell] if isinstance(cell, date) else words(cell))]


def places(cell: Any) -> Any:
    """The word "all", or several sites."""
    return "all" if cell == "all" else words(cell)


def week(cell: Any) -> str:
    """Days of the week; "|" is as good as a comma."""
    return ", ".join(words(cell))


COLUMNS: dict[str, dict[str, Reader]] = {
    "practitioners": {
        "id": text,
        "name": text,
        "profession": text,
        "contract": text,
        "home_site": text,
        "sites": words,
        "skills": words,
        "supervised_by": text,
        "usual_days": week,
    },
    "lists": {"practitioner": text, "category": text, "patients": number},
    "absences": {"practitioner": text, "from": day, "to": day, "half_day": text, "reason": text},
    "wishes": {
        "practitioner": text,
        "from": day,
        "to": day,
        "want": text,
        "half_day": text,
        "template": text,
        "weight": number,
    },
    "cover": {
        "sites": places,
        "days": week,
        "dates": dates,
        "from": clock,
        "to": clock,
        "professions": words,
        "kinds": words,
        "least": number,
        "most": number,
    },
    "demand": {
        "site": text,
        "days": week,
        "dates": dates,
        "half_day": text,
        "minutes": number,
        "professions": words,
    },
    "lengths": {"motive": text, "category": text, "minutes": number, "mean": fraction, "sd": fraction},
    "contacts": {"motive": text, "category": text, "per_year": fraction},
}
