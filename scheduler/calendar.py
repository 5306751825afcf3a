"""Dates, weeks, public holidays, half-days and clock times: the one place where time becomes an index."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Any

import holidays as holidays_library
from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

MINUTES_IN_DAY = 1440
DAYS_IN_WEEK = 7
GRAIN = 5
NOON = 13 * 60


class DayKind(StrEnum):
    """What a date is for opening hours and session templates: its weekday, or a public holiday."""

    MON = "mon"
    TUE = "tue"
    WED = "wed"
    THU = "thu"
    FRI = "fri"
    SAT = "sat"
    SUN = "sun"
    HOLIDAY = "holiday"


WEEKDAYS: tuple[DayKind, ...] = tuple(DayKind)[:DAYS_IN_WEEK]


class HalfDay(StrEnum):
    """A day before and after 13:00."""

    MORNING = "morning"
    AFTERNOON = "afternoon"

    @property
    def span(self) -> tuple[int, int]:
        """The half-day as [from, to) in minutes since midnight."""
        return (0, NOON) if self is HalfDay.MORNING else (NOON, MINUTES_IN_DAY)


def parse_clock(value: Any) -> int:
    """Minutes since midnight from "HH:MM" (00:00 to 24:00, on the 5-minute grid); ValueError otherwise."""
    hours, colon, minutes = str(value).partition(":")
    if not (isinstance(value, str) and colon and hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2):
        raise PydanticCustomError("clock", 'not a clock time "HH:MM": {value}', {"value": repr(value)})
    clock = int(hours) * 60 + int(minutes)
    if int(minutes) > 59 or clock > MINUTES_IN_DAY or clock % GRAIN:
        raise PydanticCustomError(
            "clock_grid",
            "not a clock time from 00:00 to 24:00 in steps of {grain} minutes: {value}",
            {"value": repr(value), "grain": GRAIN},
        )
    return clock


def show_clock(minutes: int) -> str:
    """ "HH:MM" from minutes since midnight."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def parse_span(value: Any) -> tuple[int, int]:
    """[from, to) in minutes from "HH:MM-HH:MM"; ValueError if it is not one or does not run forward."""
    begin, dash, end = str(value).partition("-")
    if not (isinstance(value, str) and dash):
        raise PydanticCustomError("span", 'not a span "HH:MM-HH:MM": {value}', {"value": repr(value)})
    span = parse_clock(begin.strip()), parse_clock(end.strip())
    if span[0] >= span[1]:
        raise PydanticCustomError("span_backwards", "a span must end after it begins: {value}", {"value": repr(value)})
    return span


def show_span(span: tuple[int, int]) -> str:
    """ "HH:MM-HH:MM" from [from, to)."""
    return f"{show_clock(span[0])}-{show_clock(span[1])}"


def parse_days(value: Any) -> frozenset[DayKind]:
    """Day kinds from names and ranges: "mon-fri", "sat, holiday", ["mon", "thu-sat"]; ValueError if unknown."""
    parts = value if isinstance(value, list) else str(value).split(",")
    found = frozenset(kind for part in parts for kind in _day_range(str(part).strip().lower()))
    if not found:
        raise PydanticCustomError("no_day", "no day is named")
    return found


def _day_range(text: str) -> Iterable[DayKind]:
    first, dash, last = text.partition("-")
    try:
        if not dash:
            return [DayKind(first)]
        begin, end = WEEKDAYS.index(DayKind(first)), WEEKDAYS.index(DayKind(last))
    except ValueError:
        known = ", ".join(DayKind)
        raise PydanticCustomError(
            "unknown_day", "unknown day {day}; known: {known} and ranges such as mon-fri", {"day": text, "known": known}
        ) from None
    if begin > end:
        raise PydanticCustomError("days_backwards", "a range of days must run forward: {day}", {"day": text})
    return WEEKDAYS[begin : end + 1]


def _schema(pattern: str, example: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern, "examples": [example]})


_CLOCK = r"^([01]?\d|2[0-4]):[0-5]\d$"

Clock = Annotated[
    int,
    BeforeValidator(parse_clock),
    PlainSerializer(show_clock, return_type=str),
    _schema(_CLOCK, "08:00"),
]
Days = Annotated[
    frozenset[DayKind],
    BeforeValidator(parse_days),
    PlainSerializer(lambda days: [kind.value for kind in DayKind if kind in days], return_type=list[str]),
    WithJsonSchema(
        {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}], "examples": ["mon-fri"]}
    ),
]


class PublicHolidays:
    """The public holidays of a country and subdivision, with late changes applied.

    `added` maps dates to names, `removed` lists dates that are working days after all. Names are slugs of the
    English names (`christmas-day`), which the ledger keeps from year to year.
    """

    def __init__(
        self,
        country: str,
        subdivision: str | None = None,
        added: Mapping[date, str] | None = None,
        removed: Iterable[date] = (),
    ) -> None:
        self._library = holidays_library.country_holidays(country, subdiv=subdivision, language="en_US")
        self._added = dict(added or {})
        self._removed = frozenset(removed)

    def name_of(self, day: date) -> str | None:
        """The slug of the holiday on a date, None on an ordinary day."""
        if day in self._added:
            return self._added[day]
        name = None if day in self._removed else self._library.get(day)
        return None if name is None else slug(name)

    def kind_of(self, day: date) -> DayKind:
        """Holiday, or the weekday."""
        return DayKind.HOLIDAY if self.name_of(day) else WEEKDAYS[day.weekday()]


def slug(name: str) -> str:
    """Lower-case words joined by hyphens: "Christmas Day" becomes "christmas-day"."""
    return "-".join("".join(c if c.isalnum() else " " for c in name.lower()).split())


def dates_from(first: date, days: int) -> list[date]:
    """`days` dates in a row."""
    return [first + timedelta(days=number) for number in range(days)]
