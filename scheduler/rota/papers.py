"""The rota and the ledger as they are kept between periods: names and dates instead of numbers."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from scheduler.part import Identifier, Part


class PlannedSession(Part):
    """One practitioner works one template at one site on one date; `pinned` ones must stay in the next version."""

    practitioner: Identifier
    on: date = Field(alias="date")
    template: Identifier
    site: Identifier
    pinned: bool = False


class RotaPaper(Part):
    """A rota of one practice over `weeks` weeks from the Monday `from`: what `rota.json` holds."""

    version: Literal[1] = 1
    practice: Identifier
    from_date: date = Field(alias="from")
    weeks: Annotated[int, Field(ge=1, le=53)]
    sessions: tuple[PlannedSession, ...]


class WeekWorked(Part):
    """Minutes worked in the week that begins on a Monday."""

    monday: date
    minutes: Annotated[int, Field(ge=0, le=10080)]


class LedgerEntry(Part):
    """What one practitioner has done so far.

    `exposure`: contract share brought so far, in tenths of a full-time week. `duties` counts early, late, saturday
    and holiday sessions, `named_holidays` sessions by holiday over the years. `weeks`: at most the last 52 weeks.
    """

    practitioner: Identifier
    exposure: Annotated[int, Field(ge=0)] = 0
    duties: dict[Literal["early", "late", "saturday", "holiday"], Annotated[int, Field(ge=0)]] = Field(
        default_factory=dict
    )
    named_holidays: dict[Identifier, Annotated[int, Field(ge=0)]] = Field(default_factory=dict)
    weeks: tuple[WeekWorked, ...] = ()


class Ledger(Part):
    """The running account of duties by contract share: what `ledger.json` holds.

    `until`: the last date counted in. Practitioners who left stay in, with what they did.
    """

    version: Literal[1] = 1
    practice: Identifier
    until: date
    entries: tuple[LedgerEntry, ...]
