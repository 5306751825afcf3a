"""The example practice with a plan of four usual weeks, moved to any weeks.

`practice.yaml` is examples/small/practice.yaml; `rota.json` and `agenda.json` are what creneau itself planned for it,
for four weeks without a public holiday or an absence:

    creneau plan examples/small/practice.yaml --from 2026-09-07 --weeks 4 --today 2026-09-01 \\
        --seconds 40 --agenda-seconds 15 --workers 1 --seed 1 --out DIR
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TypeVar

from scheduler.agenda.papers import AgendaPaper, KeptDay, PlannedAgenda
from scheduler.files import read_agendas, read_practice, read_rota
from scheduler.practice import Practice
from scheduler.rota.build.frame import Frame
from scheduler.rota.papers import PlannedSession, RotaPaper

FOLDER = Path(__file__).parent
OF_ONE_YEAR = ("absences", "wishes", "pins", "demand_factors")
"""Sections of the practice file that speak of the dates of one winter only."""

Dated = TypeVar("Dated", PlannedSession, PlannedAgenda, KeptDay)


def example(today: date) -> tuple[Practice, RotaPaper, AgendaPaper]:
    """The example practice with its rota and agendas for four weeks from this week's Monday.

    Days on which a site is closed, public holidays above all, are left out.
    """
    stored, rota, agenda = _stored()
    practice = stored.model_copy(update=dict.fromkeys(OF_ONE_YEAR, ()))
    frame = Frame(practice, today - timedelta(days=today.weekday()), rota.weeks)
    return practice, _rota(rota, frame), _agenda(agenda, frame)


@cache
def _stored() -> tuple[Practice, RotaPaper, AgendaPaper]:
    """The example as it lies in the folder."""
    practice = read_practice(FOLDER / "practice.yaml")
    rota = read_rota(FOLDER / "rota.json", practice)
    return practice, rota, read_agendas(FOLDER / "agenda.json", practice, rota)


def _rota(rota: RotaPaper, frame: Frame) -> RotaPaper:
    sessions = _moved(rota.sessions, frame, rota.from_date)
    return rota.model_copy(update={"from_date": frame.first_day, "sessions": sessions})


def _agenda(agenda: AgendaPaper, frame: Frame) -> AgendaPaper:
    moved = {name: _moved(getattr(agenda, name), frame, agenda.from_date) for name in ("agendas", "reserve")}
    return agenda.model_copy(update={"from_date": frame.first_day, **moved})


def _moved(dated: Iterable[Dated], frame: Frame, from_date: date) -> tuple[Dated, ...]:
    """Everything as many days later as the period is, without the days on which its site is closed."""
    by = frame.first_day - from_date
    kept = (one for one in dated if frame.open_hours((one.on - from_date).days, frame.sites[one.site]))
    return tuple(one.model_copy(update={"on": one.on + by}) for one in kept)
