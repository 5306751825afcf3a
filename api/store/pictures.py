"""The picture of a practice: read whole, read again where rows have changed, and changed by a write of this process."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from psycopg.rows import dict_row

from api.store.effects import Effects
from api.store.ledger import Kind
from api.store.rows import day_of, patient_of, taken_of
from api.store.transactions import Link
from scheduler.agenda.papers import KeptDay
from scheduler.booking.days import Diary, FutureVisit, Patient, Published, Taken, TakenDays
from scheduler.booking.store import UnknownError
from scheduler.learned import Learned
from scheduler.practice import Practice

Key = tuple[Kind, str, date | None]
"""What changed: the kind, the holder or the pseudonym, and the day."""
Visits = dict[str, tuple[FutureVisit, ...]]

_PRACTICE = "SELECT document, learned, generation, first_day, last_day FROM practice WHERE practice = %s"
_RESERVE = "SELECT kept FROM reserve_day WHERE practice = %s AND day >= %s"
_DAYS = """
    SELECT holder, day, generation, layout::text, version, booked, claims, places FROM agenda_day
    WHERE practice = %s AND day >= %s
"""
_TAKEN = """
    SELECT holder, day, version, booked, claims, places FROM agenda_day
    WHERE practice = %s AND (holder, day) IN (SELECT * FROM unnest(%s::text[], %s::date[]))
"""
_PATIENTS = "SELECT * FROM patient WHERE practice = %s"
_SOME_PATIENTS = "SELECT * FROM patient WHERE practice = %s AND pseudonym = ANY (%s)"
_VISITS = """
    SELECT patient, id, motive, starts, minutes FROM appointment
    WHERE practice = %s AND patient IS NOT NULL AND starts >= %s AND state IN ('booked', 'arrived')
    ORDER BY starts, id
"""
_SOME_VISITS = """
    SELECT patient, id, motive, starts, minutes FROM appointment
    WHERE practice = %s AND patient = ANY (%s) AND starts >= %s AND state IN ('booked', 'arrived')
    ORDER BY starts, id
"""


async def load(link: Link, practice: str, first: date) -> Diary:
    """The whole picture from a date on, as the transaction sees it. `UnknownError`."""
    row = await (await link.execute(_PRACTICE, [practice])).fetchone()
    if row is None:
        raise UnknownError
    asked = [practice, first]
    reserve = await link.execute(_RESERVE, asked)
    days = await link.execute(_DAYS, asked)
    patients = await link.cursor(row_factory=dict_row).execute(_PATIENTS, [practice])
    visits = await link.execute(_VISITS, [practice, _midnight(first)])
    rows = [await cursor.fetchall() for cursor in (reserve, days, patients, visits)]
    # A year of a large practice takes a second to put together: meanwhile requests are served.
    return await asyncio.to_thread(_put_together, row, *rows)


def _put_together(practice: Any, reserve: list[Any], days: list[Any], patients: list[Any], visits: list[Any]) -> Diary:
    document, learned, generation, first_day, last_day = practice
    kept = [KeptDay.model_validate(one) for (one,) in reserve]
    published = Published(
        Practice.model_validate(document),
        generation,
        learned and Learned.model_validate(learned),
        {(one.site, one.on): one for one in kept},
        first_day,
        last_day,
    )
    return Diary(
        published,
        {row[:2]: day_of(*row[:4]) for row in days},
        TakenDays({row[:2]: taken_of(*row[4:]) for row in days}),
        {row["pseudonym"]: patient_of(row) for row in patients},
        _visits(visits),
    )


def _visits(rows: Iterable[Any]) -> Visits:
    found: defaultdict[str, list[FutureVisit]] = defaultdict(list)
    for patient, id_, motive, starts, minutes in rows:
        found[patient].append(FutureVisit(id_, motive, starts, starts + timedelta(minutes=minutes)))
    return {patient: tuple(visits) for patient, visits in found.items()}


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


class Reread:
    """Rows read again: what became of each key."""

    def __init__(self, taken: Mapping[Key, Taken], patients: Mapping[str, Patient], visits: Visits) -> None:
        self._taken = taken
        self._patients = patients
        self._visits = visits

    def apply(self, diary: Diary, keys: Iterable[Key]) -> None:
        """Put these keys into a picture."""
        for key in keys:
            kind, subject, day = key
            if kind is Kind.DAY and day is not None and key in self._taken:
                diary.put_taken(subject, day, self._taken[key])
            elif kind is Kind.PATIENT:
                _put(diary.patients, subject, self._patients.get(subject))
            elif kind is Kind.VISITS:
                _put(diary.visits, subject, self._visits.get(subject))


def _put(known: dict[str, Any], key: str, value: Any) -> None:
    if value:
        known[key] = value
    else:
        known.pop(key, None)


async def reread(link: Link, practice: str, keys: Iterable[Key], first: date) -> Reread:
    """Read the rows of some keys again, from a date on."""
    days = [(subject, day) for kind, subject, day in keys if kind is Kind.DAY and day is not None and day >= first]
    patients = [subject for kind, subject, _ in keys if kind is Kind.PATIENT]
    visits = [subject for kind, subject, _ in keys if kind is Kind.VISITS]
    return Reread(
        await _some_days(link, practice, days) if days else {},
        await _some_patients(link, practice, patients) if patients else {},
        await _some_visits(link, practice, visits, first) if visits else {},
    )


async def _some_days(link: Link, practice: str, days: list[tuple[str, date]]) -> dict[Key, Taken]:
    found = await link.execute(_TAKEN, [practice, [holder for holder, _ in days], [day for _, day in days]])
    return {(Kind.DAY, row[0], row[1]): taken_of(*row[2:]) for row in await found.fetchall()}


async def _some_patients(link: Link, practice: str, pseudonyms: list[str]) -> dict[str, Patient]:
    found = await link.cursor(row_factory=dict_row).execute(_SOME_PATIENTS, [practice, pseudonyms])
    return {row["pseudonym"]: patient_of(row) for row in await found.fetchall()}


async def _some_visits(link: Link, practice: str, pseudonyms: list[str], first: date) -> Visits:
    found = await link.execute(_SOME_VISITS, [practice, pseudonyms, _midnight(first)])
    return _visits(await found.fetchall())


def keys_of(effects: Effects) -> set[Key]:
    """What a write of this process changed."""
    days: set[Key] = {(Kind.DAY, *key) for key in effects.days}
    visits: set[Key] = {(Kind.VISITS, patient, None) for patient, _ in (*effects.visits, *effects.over)}
    patients: set[Key] = {(Kind.PATIENT, patient.pseudonym, None) for patient in effects.patients}
    erased: set[Key] = {(kind, one, None) for one in effects.erased for kind in (Kind.PATIENT, Kind.VISITS)}
    return days | visits | patients | erased


def put(diary: Diary, effects: Effects) -> None:
    """Put into a picture what a write of this process changed."""
    for (holder, day), taken in effects.days.items():
        diary.put_taken(holder, day, taken)
    for patient, visit in effects.over:
        _put(diary.visits, patient, _others(diary, patient, visit))
    for patient, visit in effects.visits:
        diary.visits[patient] = (*_others(diary, patient, visit), visit)
    for one in effects.patients:
        diary.put_patient(one)
    for pseudonym in effects.erased:
        diary.patients.pop(pseudonym, None)
        diary.visits.pop(pseudonym, None)


def _others(diary: Diary, patient: str, visit: FutureVisit) -> tuple[FutureVisit, ...]:
    return tuple(one for one in diary.visits.get(patient, ()) if one.appointment != visit.appointment)


def prune(diary: Diary, first: date) -> None:
    """Forget what lies before a date."""
    for days in (diary.days, diary.taken):
        for key in [key for key in days if key[1] < first]:
            del days[key]
    since = _midnight(first)
    for patient, visits in list(diary.visits.items()):
        _put(diary.visits, patient, tuple(visit for visit in visits if visit.starts >= since))
