"""Publishing: the work of one transaction. No appointment is lost: what is taken of a day is never touched."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

from api.store.events import EventKind
from api.store.ledger import Kind
from api.store.rows import appointment_of, day_of, layout_json
from api.store.transactions import Link, Transaction, allow_seconds
from scheduler.agenda.masks import bits_of
from scheduler.booking.days import AgendaDay
from scheduler.booking.misfits import misfits
from scheduler.booking.store import PeriodOpened, Publication
from scheduler.part import as_document

SECONDS = 120
"""How long a publication may last: it lays out a year of a large practice."""

# One publication of a practice at a time: the row is locked, so the generation grows by one.
_GENERATION = """
    INSERT INTO practice (practice, document, generation) VALUES (%s, '{}', 1)
    ON CONFLICT (practice) DO UPDATE SET generation = practice.generation + 1
    RETURNING generation
"""
_KNOWN = """
    SELECT holder, day, generation, layout::text AS layout FROM agenda_day
    WHERE practice = %s AND day BETWEEN %s AND %s ORDER BY holder, day FOR UPDATE
"""
_LAY_OUT = """
    INSERT INTO agenda_day (practice, holder, day, generation, layout, bookable)
    SELECT %(practice)s, line.holder, line.day, %(generation)s, line.layout, line.bookable
    FROM unnest(%(holders)s::text[], %(days)s::date[], %(layouts)s::jsonb[], %(bookable)s::bit(288)[])
        AS line (holder, day, layout, bookable)
    ORDER BY line.holder, line.day
    ON CONFLICT (practice, holder, day) DO UPDATE SET
        generation = excluded.generation, layout = excluded.layout, bookable = excluded.bookable,
        version = agenda_day.version + 1
"""
_NO_RESERVE = "DELETE FROM reserve_day WHERE practice = %s AND day BETWEEN %s AND %s"
_RESERVE = """
    INSERT INTO reserve_day (practice, site, day, kept)
    SELECT %s, line.* FROM unnest(%s::text[], %s::date[], %s::jsonb[]) AS line
    ON CONFLICT (practice, site, day) DO UPDATE SET kept = excluded.kept
"""
_PRACTICE = """
    UPDATE practice SET document = %(document)s, learned = %(learned)s, published_at = %(now)s,
        first_day = least(first_day, %(first)s), last_day = greatest(last_day, %(last)s)
    WHERE practice = %(practice)s
"""
_AHEAD = """
    SELECT * FROM appointment
    WHERE practice = %s AND day BETWEEN %s AND %s AND starts > %s AND state <> 'cancelled'
"""
Days = Mapping[tuple[str, date], AgendaDay]


async def publish(transaction: Transaction, practice: str, publication: Publication, now: datetime) -> PeriodOpened:
    """Open a period, or publish it anew."""
    link, period = transaction.link, (publication.first, publication.last)
    await allow_seconds(link, SECONDS)
    (generation,) = await (await link.execute(_GENERATION, [practice])).fetchone() or (1,)
    known = await _known(link, practice, period)
    laid = _laid_out(known, publication)
    await _lay_out(link, practice, generation, [day for day in laid.values() if _changed(known, day)])
    await _reserve(link, practice, publication)
    await link.execute(_PRACTICE, _row(practice, publication, now))
    transaction.ledger.changed(Kind.PUBLISHED)
    transaction.ledger.happened(EventKind.AGENDA_PUBLISHED, str(generation))
    found = await link.cursor(row_factory=dict_row).execute(_AHEAD, [practice, *period, now])
    ahead = [appointment_of(row) for row in await found.fetchall()]
    return PeriodOpened(generation, len(ahead), tuple(misfits(laid, ahead)))


async def _known(link: Link, practice: str, period: tuple[date, date]) -> Days:
    found = await link.execute(_KNOWN, [practice, *period])
    return {(row[0], row[1]): day_of(*row) for row in await found.fetchall()}


def _laid_out(known: Days, publication: Publication) -> Days:
    """All days of the period: those published, and as closed days those that were there and are no more."""
    published = {(day.holder, day.day): day for day in publication.days}
    closed = {key: replace(day, stretches=(), pieces=()) for key, day in known.items() if key not in published}
    return published | closed


def _changed(known: Days, day: AgendaDay) -> bool:
    before = known.get((day.holder, day.day))
    return before is None or (before.stretches, before.pieces) != (day.stretches, day.pieces)


async def _lay_out(link: Link, practice: str, generation: int, days: Iterable[AgendaDay]) -> None:
    in_order = sorted(days, key=lambda day: (day.holder, day.day))
    rows = {
        "holders": [day.holder for day in in_order],
        "days": [day.day for day in in_order],
        "layouts": [layout_json(day) for day in in_order],
        "bookable": [bits_of(day.bookable) for day in in_order],
    }
    if in_order:
        await link.execute(_LAY_OUT, rows | {"practice": practice, "generation": generation})


async def _reserve(link: Link, practice: str, publication: Publication) -> None:
    await link.execute(_NO_RESERVE, [practice, publication.first, publication.last])
    kept = publication.published.reserve
    columns = [[site for site, _ in kept], [day for _, day in kept], [_json(one) for one in kept.values()]]
    if kept:
        await link.execute(_RESERVE, [practice, *columns])


def _json(part: Any) -> Jsonb:
    return Jsonb(as_document(part))


def _row(practice: str, publication: Publication, now: datetime) -> dict[str, Any]:
    published = publication.published
    return {
        "practice": practice,
        "document": _json(published.practice),
        "learned": published.learned and _json(published.learned),
        "first": publication.first,
        "last": publication.last,
        "now": now,
    }
