"""The same search by the database: blocks and appointments in tables, free starts found by each query.

An honest attempt: what lies between two appointments of a block is found by one pass over an index, and starts are
made only where the slot fits. Blocks side by side are one. Only time that is free and the wait count: no other rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import psycopg

from benchmarks.rivals.all_slots import Day, Free, SlotLists, Wanted
from scheduler.calendar import GRAIN

Connection = psycopg.Connection[tuple[Any, ...]]

TABLES = """
    DROP SCHEMA IF EXISTS rival CASCADE;
    CREATE SCHEMA rival;
    CREATE TABLE rival.block (practitioner text, day date, since int, until int);
    CREATE TABLE rival.appointment (practitioner text, day date, since int, until int);
"""
INDEXES = """
    CREATE INDEX ON rival.block (practitioner, day, since, until);
    CREATE INDEX ON rival.appointment (practitioner, day, since, until);
"""

SEARCH = f"""
    WITH block AS MATERIALIZED (
        SELECT practitioner, day, since, until FROM rival.block
        WHERE practitioner = ANY (%(practitioners)s) AND day BETWEEN %(first)s AND %(last)s),
    edge AS (
        SELECT b.practitioner, b.day, b.since AS block, b.until, greatest(a.since, b.since) AS busy,
            least(a.until, b.until) AS free
        FROM block b JOIN rival.appointment a
            ON a.practitioner = b.practitioner AND a.day = b.day AND a.since < b.until AND a.until > b.since
        UNION ALL
        SELECT practitioner, day, since, until, since, since FROM block),
    gap AS (
        SELECT practitioner, day, free AS since,
            coalesce(lead(busy) OVER (PARTITION BY practitioner, day, block ORDER BY busy, free), until) AS until
        FROM edge)
    SELECT day, start, practitioner
    FROM gap, generate_series(gap.since, gap.until - %(minutes)s, {GRAIN}) AS start
    ORDER BY day, start, practitioner LIMIT %(count)s
"""  # noqa: S608 - fixed words only


def load(connection: Connection, lists: SlotLists) -> None:
    """Write blocks and appointments into tables of their own, with the indexes that the search uses."""
    connection.execute(TABLES)
    for table, spans in (("block", lists.blocks), ("appointment", lists.booked)):
        with connection.cursor() as cursor, cursor.copy(f"COPY rival.{table} FROM STDIN") as copy:
            for row in _rows(spans.items()):
                copy.write_row(row)
    connection.execute(INDEXES)
    connection.commit()
    connection.autocommit = True
    connection.execute("VACUUM ANALYZE rival.block, rival.appointment")


def _rows(spans: Iterable[tuple[Day, Sequence[tuple[int, int]]]]) -> Iterator[tuple[object, ...]]:
    for (practitioner, day), of_day in spans:
        for since, until in of_day:
            yield practitioner, day, since, until


def search(connection: Connection, wanted: Wanted, count: int = 10) -> list[Free]:
    """The earliest free starts of any of some practitioners."""
    days = {"first": wanted.first, "last": wanted.last, "minutes": wanted.minutes}
    asked = {"practitioners": list(wanted.practitioners), **days, "count": count}
    return [Free(*row) for row in connection.execute(SEARCH, asked)]
