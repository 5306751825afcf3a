"""A period opened for booking straight in the tables: its agendas follow a rule of ours, not those of publishing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from scheduler.agenda.masks import bits_of
from scheduler.booking.days import AgendaDay
from scheduler.booking.store import Publication
from scheduler.part import Part

Connection = psycopg.Connection[tuple[Any, ...]]
GENERATION = 1

_PRACTICE = """
    INSERT INTO practice (practice, document, generation, first_day, last_day, published_at)
    VALUES (%s, %s, %s, %s, %s, now())
"""


def open_period(url: str, publication: Publication) -> None:
    """Write a first publication into a database with all tables, on which no service runs yet."""
    practice = publication.published.practice
    name, kept = practice.practice.id, publication.published.reserve
    with psycopg.connect(url) as connection:
        connection.execute(_PRACTICE, [name, _json(practice), GENERATION, publication.first, publication.last])
        reserve = ((name, site, day, _json(one)) for (site, day), one in kept.items())
        copy_rows(connection, "reserve_day", ("practice", "site", "day", "kept"), reserve)
        columns = ("practice", "holder", "day", "generation", "layout", "bookable")
        copy_rows(connection, "agenda_day", columns, _days(name, publication.days))


def copy_rows(connection: Connection, table: str, columns: Iterable[str], rows: Iterable[tuple[object, ...]]) -> None:
    """Write rows into a table at once."""
    into = f"COPY {table} ({', '.join(columns)}) FROM STDIN"  # fixed words only
    with connection.cursor() as cursor, cursor.copy(into) as copy:
        for row in rows:
            copy.write_row(row)


def _days(practice: str, days: Iterable[AgendaDay]) -> Iterator[tuple[str, str, date, int, Jsonb, str]]:
    for day in days:
        yield practice, day.holder, day.day, GENERATION, _layout(day), bits_of(day.bookable)


def _layout(day: AgendaDay) -> Jsonb:
    stretches = [{"site": one.site, "begin": one.begin, "end": one.end, "room": one.room} for one in day.stretches]
    pieces = [
        {"begin": one.begin, "end": one.end, "kind": one.kind.value, "motive": one.motive, "places": one.places}
        for one in day.pieces
    ]
    return Jsonb({"stretches": stretches, "pieces": pieces})


def _json(part: Part) -> Jsonb:
    return Jsonb(part.model_dump(mode="json", by_alias=True))
