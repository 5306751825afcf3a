"""The layouts of histories that are read, and how a header tells which one a file has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from scheduler.history.columns import BOOKING_COLUMNS, Kind


class Layout(StrEnum):
    """How a history is laid out."""

    BOOKINGS = "bookings"
    NO_SHOWS = "no-shows"
    CONSULTATION_TIMES = "consultation-times"


@dataclass(frozen=True, slots=True)
class Form:
    """The columns of a layout, in lower case with "_" between words.

    `needed`: as its files write them. `others`: other spellings. `closed`: a column that is not known is refused.
    """

    needed: tuple[str, ...]
    columns: Mapping[str, Kind]
    others: Mapping[str, str] = field(default_factory=dict)
    closed: bool = False

    def key(self, name: str) -> str | None:
        """The column that a name in a header means, None if the layout does not know it."""
        plain = plain_name(name)
        known = self.others.get(plain, plain)
        return known if known in self.columns else None


def plain_name(name: str) -> str:
    """A column's name whatever its capitals, spaces and hyphens."""
    return name.strip().lower().replace(" ", "_").replace("-", "_")


FORMS: dict[Layout, Form] = {
    Layout.BOOKINGS: Form(("start", "status"), BOOKING_COLUMNS, closed=True),
    Layout.NO_SHOWS: Form(
        ("AppointmentDay", "No-show"),
        {
            "patientid": Kind.TEXT,
            "appointmentid": Kind.TEXT,
            "gender": Kind.TEXT,
            "scheduledday": Kind.TIME,
            "appointmentday": Kind.TIME,
            "age": Kind.NUMBER,
            "hipertension": Kind.NUMBER,
            "diabetes": Kind.NUMBER,
            "alcoholism": Kind.NUMBER,
            "handcap": Kind.NUMBER,
            "no_show": Kind.TEXT,
        },
        others={"hypertension": "hipertension", "handicap": "handcap", "noshow": "no_show"},
    ),
    Layout.CONSULTATION_TIMES: Form(
        ("visit_type", "consult_min"),
        {"visit_type": Kind.TEXT, "wait_min": Kind.NUMBER, "consult_min": Kind.NUMBER},
    ),
}


def recognised(header: tuple[str, ...]) -> Layout | None:
    """The layout whose needed columns are all in a header, None if there is no such layout."""
    names = {plain_name(name) for name in header}
    return next((layout for layout in Layout if not missing_columns(layout, names)), None)


def missing_columns(layout: Layout, names: set[str]) -> list[str]:
    """The needed columns of a layout that are not among some plain names."""
    form = FORMS[layout]
    keys = {form.key(name) for name in names}
    return [name for name in form.needed if form.key(name) not in keys]
