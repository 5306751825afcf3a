"""What the database must hold after the clients were told what they were told: by SQL of its own, not by the product's.

Each check gives what it found wrong; nothing found is what is hoped for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import psycopg

from benchmarks.load.client import OFFERED_OWN
from benchmarks.load.journal import Told, double_stays

GRAIN, GRAINS = 5, 288
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it must be: which check, how often, and a few of the cases."""

    check: str
    count: int
    cases: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.check}: {self.count}, such as {'; '.join(self.cases)}"


Connection = psycopg.Connection[tuple[Any, ...]]

_TAKING = "state <> 'cancelled' AND NOT overbooked AND NOT \"group\""
_HELD = f"""
    SELECT practice, practitioner AS holder, day, begin, taken_minutes, id FROM appointment WHERE {_TAKING}
    UNION ALL
    SELECT practice, unnest(resources), day, begin, taken_minutes, id FROM appointment WHERE {_TAKING}
"""  # noqa: S608 - fixed words only

OVERLAPS = f"""
    WITH held AS ({_HELD})
    SELECT a.holder, a.day, a.id, b.id FROM held a JOIN held b USING (practice, holder, day)
    WHERE a.id < b.id AND a.begin < b.begin + b.taken_minutes AND b.begin < a.begin + a.taken_minutes
"""  # noqa: S608

MASKS = f"""
    WITH held AS ({_HELD}),
    masks AS (
        SELECT practice, holder, day, bit_or((repeat('0', begin / {GRAIN}) || repeat('1', taken_minutes / {GRAIN})
            || repeat('0', {GRAINS} - (begin + taken_minutes) / {GRAIN}))::bit({GRAINS})) AS mask
        FROM held GROUP BY practice, holder, day)
    SELECT coalesce(d.holder, m.holder), coalesce(d.day, m.day), d.booked IS NULL
    FROM agenda_day d FULL JOIN masks m USING (practice, holder, day)
    WHERE d.booked IS DISTINCT FROM coalesce(m.mask, repeat('0', {GRAINS})::bit({GRAINS}))
"""  # noqa: S608

GROUPS = """
    WITH booked AS (
        SELECT practice, practitioner AS holder, day, begin, count(*) AS people FROM appointment
        WHERE "group" AND state <> 'cancelled' AND NOT overbooked GROUP BY 1, 2, 3, 4),
    pieces AS (
        SELECT d.practice, d.holder, d.day, (piece->>'begin')::int AS begin, (piece->>'places')::int AS places,
            (SELECT count(*) FROM jsonb_array_elements(d.places) p
             WHERE p->>'begin' = piece->>'begin' AND p->>'until' IS NULL) AS counted
        FROM agenda_day d, jsonb_array_elements(d.layout->'pieces') piece WHERE piece->>'kind' = 'group')
    SELECT holder, day, begin, coalesce(people, 0), places, counted
    FROM pieces FULL JOIN booked USING (practice, holder, day, begin)
    WHERE coalesce(people, 0) > coalesce(places, 0) OR coalesce(people, 0) <> coalesce(counted, 0)
"""

SEVERAL = """
    SELECT patient, motive, count(*) FROM appointment
    WHERE only_future AND patient IS NOT NULL AND state = 'booked' AND starts > now()
    GROUP BY practice, patient, motive HAVING count(*) > 1
"""


def check_all(connection: Connection, told: Told) -> list[Finding]:
    """Every check of the database and of the journals; no client may be at work any more."""
    kept = _appointments(connection)
    cases: Mapping[str, Callable[[], Iterator[str]]] = {
        "appointments that overlap": lambda: _rows(connection, OVERLAPS),
        "masks that differ from the appointments": lambda: _rows(connection, MASKS),
        "groups with other places than appointments, or too many": lambda: _rows(connection, GROUPS),
        "patients with two future appointments of a motive": lambda: _rows(connection, SEVERAL),
        "acknowledged appointments that are not there": lambda: _missing(kept, told),
        "appointments that nobody was told of": lambda: _unheard(kept, told),
        "appointments that are not as they were told": lambda: _otherwise(kept, told),
        "bookings that two clients had at once": lambda: _at_once(told),
        "searches that offered the client's own time": lambda: _own_offered(told),
        "answers that tell of a fault": lambda: _faults(told),
    }
    return [found for name, find in cases.items() if (found := _finding(name, list(find())))]


def _finding(check: str, cases: list[str]) -> Finding | None:
    return Finding(check, len(cases), tuple(cases[:SHOWN])) if cases else None


def _rows(connection: Connection, query: str) -> Iterator[str]:
    for row in connection.execute(query):
        yield " ".join(map(str, row))


@dataclass(frozen=True, slots=True)
class Kept:
    """An appointment as the database has it."""

    practitioner: str
    starts: datetime
    minutes: int
    resources: tuple[str, ...]
    cancelled: bool
    version: int


def _appointments(connection: Connection) -> dict[str, Kept]:
    rows = connection.execute(
        "SELECT id, practitioner, starts, minutes, resources, state = 'cancelled', version FROM appointment"
    )
    return {str(row[0]): Kept(row[1], row[2], row[3], tuple(row[4]), row[5], row[6]) for row in rows}


def _missing(kept: Mapping[str, Kept], told: Told) -> Iterator[str]:
    return (id_ for id_ in told.standing if id_ not in kept)


def _unheard(kept: Mapping[str, Kept], told: Told) -> Iterator[str]:
    """Those of refused attempts too: every attempt was asked again until it was answered."""
    return (id_ for id_ in kept if id_ not in told.standing)


def _otherwise(kept: Mapping[str, Kept], told: Told) -> Iterator[str]:
    for id_, standing in told.standing.items():
        there = kept.get(id_)
        if there is None:
            continue
        place = standing.place
        expected = (place.practitioner, place.begin, place.minutes, place.resources, standing.cancelled)
        found = (there.practitioner, there.starts, there.minutes, there.resources, there.cancelled)
        if found != expected or (not there.cancelled and there.version != standing.version):
            yield f"{id_}: {found} version {there.version}, told {expected} version {standing.version}"


def _at_once(told: Told) -> Iterator[str]:
    for one, other in double_stays(told.stays):
        yield f"{one.appointment} and {other.appointment} with {one.place.practitioner} at {one.place.starts}"


def _own_offered(told: Told) -> Iterator[str]:
    return (OFFERED_OWN for _ in range(told.rules[OFFERED_OWN]))


def _faults(told: Told) -> Iterator[str]:
    for (op, status), count in told.answers.items():
        if status >= 500 or status in _OF_THE_CLIENT:
            yield from (f"{op} {status}" for _ in range(count))


_OF_THE_CLIENT = (400, 401, 403, 405, 413, 415, 422, 428, 429)
"""What a client that asks rightly is never answered."""
