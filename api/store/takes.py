"""The promise against double booking: one conditional UPDATE a holder's day, in sorted order, each touching one row.

Everything the condition asks about lies in the row itself, so that under READ COMMITTED an UPDATE that waited for
another judges the row as that one left it. Expired holds are reclaimed in the same statement.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from psycopg import AsyncCursor

from api.store.ledger import Kind
from api.store.rows import claims_json, places_json, taken_of
from api.store.transactions import Link, Transaction
from scheduler.agenda.masks import bits_of
from scheduler.booking.appointments import Appointment, Hold, Slot
from scheduler.booking.days import Claim, PlaceClaim
from scheduler.booking.store import NotTakenError, RepublishedError, SlotTakenError

Kept = Hold | Appointment
Key = tuple[str, date]


@dataclass(frozen=True)
class DayWrite:
    """What one UPDATE does to a holder's day.

    Only if the day's generation is `generation` and the grains of `need` are bookable and free; for a place in the
    group that begins at `group`, if it is there and, with `room_needed`, has a place left. `give` grains are given
    back, `book` are booked; claims and places of `drop` end, `claims` and `places` begin.
    """

    holder: str
    day: date
    generation: int | None = None
    need: int = 0
    give: int = 0
    book: int = 0
    group: int | None = None
    room_needed: bool = False
    drop: tuple[UUID, ...] = ()
    claims: tuple[Claim, ...] = ()
    places: tuple[PlaceClaim, ...] = ()

    @property
    def key(self) -> Key:
        """Whose day."""
        return self.holder, self.day

    @property
    def takes(self) -> bool:
        """Whether it may be refused: what only gives back never is."""
        return self.generation is not None or bool(self.need or self.claims or self.book)


_UPDATE = """
    UPDATE agenda_day SET
        booked = (booked & ~%(give)s::bit(288)) | %(book)s::bit(288),
        claims = CASE claims WHEN '[]' THEN '[]' ELSE creneau_kept(claims, %(now)s, %(drop)s::uuid[]) END || %(claims)s,
        places = CASE places WHEN '[]' THEN '[]' ELSE creneau_kept(places, %(now)s, %(drop)s::uuid[]) END || %(places)s,
        version = version + 1
    WHERE practice = %(practice)s AND holder = %(holder)s AND day = %(day)s
        AND generation = coalesce(%(generation)s, generation)
        AND (~bookable & %(need)s::bit(288)) = %(none)s::bit(288)
        AND (booked & ~%(give)s::bit(288) & %(need)s::bit(288)) = %(none)s::bit(288)
        AND CASE claims WHEN '[]' THEN true ELSE
            (creneau_live(claims, %(now)s, %(drop)s::uuid[]) & %(need)s::bit(288)) = %(none)s::bit(288) END
        AND CASE WHEN %(group)s::int IS NULL THEN true ELSE
            creneau_room(layout, %(group)s::int) > CASE WHEN %(room_needed)s
                THEN creneau_places(places, %(group)s::int, %(now)s, %(drop)s::uuid[]) ELSE 0 END END
    RETURNING version, booked, claims, places
"""
_WHY = """
    SELECT generation = coalesce(%(generation)s, generation)
        AND (~bookable & %(need)s::bit(288)) = %(none)s::bit(288)
        AND (%(group)s::int IS NULL OR creneau_room(layout, %(group)s::int) > 0)
    FROM agenda_day WHERE practice = %(practice)s AND holder = %(holder)s AND day = %(day)s
"""
_NONE = bits_of(0)


def taking(kept: Kept) -> tuple[DayWrite, ...]:
    """What a hold or an appointment takes."""
    slot = kept.slot
    if slot.group:
        return (_place(kept),)
    until = kept.until if isinstance(kept, Hold) else None
    booked = isinstance(kept, Appointment) and not kept.overbooked
    whole = DayWrite(
        "",
        slot.day,
        book=slot.mask if booked else 0,
        claims=() if booked else (Claim(kept.id, slot.mask, until),),
    )
    return tuple(
        replace(whole, holder=one, generation=_generation(kept, one), need=_need(kept, one)) for one in slot.holders
    )


def _generation(kept: Kept, holder: str) -> int | None:
    """Units of shared resources need only be open, whenever they were published."""
    return kept.generation if holder == kept.slot.practitioner else None


def _need(kept: Kept, holder: str) -> int:
    """Nobody overbooks a unit of a shared resource."""
    return 0 if kept.overbooked and holder == kept.slot.practitioner else kept.slot.mask


def _place(kept: Kept) -> DayWrite:
    until = kept.until if isinstance(kept, Hold) else None
    return DayWrite(
        kept.slot.practitioner,
        kept.slot.day,
        generation=kept.generation,
        group=kept.slot.begin,
        room_needed=not kept.overbooked,
        places=(PlaceClaim(kept.id, kept.slot.begin, until),),
    )


def giving_back(kept: Kept) -> tuple[DayWrite, ...]:
    """What a hold or an appointment gives back."""
    booked = isinstance(kept, Appointment) and not kept.overbooked
    give = kept.slot.mask if booked else 0
    return tuple(DayWrite(holder, kept.slot.day, give=give, drop=(kept.id,)) for holder in _touched(kept.slot))


def ending(hold: UUID, slot: Slot) -> tuple[DayWrite, ...]:
    """The end of a hold of a slot."""
    return tuple(DayWrite(holder, slot.day, drop=(hold,)) for holder in _touched(slot))


def _touched(slot: Slot) -> tuple[str, ...]:
    return (slot.practitioner,) if slot.group else slot.holders


def joined(writes: Iterable[DayWrite]) -> list[DayWrite]:
    """One write a day, in the order in which everybody locks them; at most one of a day takes."""
    found: dict[Key, DayWrite] = {}
    for write in writes:
        known = found.get(write.key)
        found[write.key] = write if known is None else _both(known, write)
    return [found[key] for key in sorted(found)]


def _both(one: DayWrite, other: DayWrite) -> DayWrite:
    return DayWrite(
        one.holder,
        one.day,
        one.generation if one.generation is not None else other.generation,
        one.need | other.need,
        one.give | other.give,
        one.book | other.book,
        one.group if one.group is not None else other.group,
        one.room_needed or other.room_needed,
        one.drop + other.drop,
        one.claims + other.claims,
        one.places + other.places,
    )


@dataclass(frozen=True)
class Asked:
    """UPDATEs that are under way; `settle` waits for them."""

    transaction: Transaction
    rows: tuple[tuple[DayWrite, dict[str, Any], AsyncCursor[Any]], ...]

    async def settle(self) -> None:
        """`NotTakenError` if one touched no row.

        What only gives back touches no row of a day that is gone, and that is no fault.
        """
        for write, row, cursor in self.rows:
            found = await cursor.fetchone()
            if found is not None:
                self.transaction.effects.days[write.key] = taken_of(*found)
                self.transaction.ledger.changed(Kind.DAY, *write.key)
            elif write.takes:
                raise await _why(self.transaction.link, row)


async def ask(transaction: Transaction, writes: Iterable[DayWrite], now: datetime) -> Asked:
    """Send the UPDATEs of a transaction, in sorted order, without waiting for them."""
    rows = [(write, _row(transaction.ledger.practice, write, now)) for write in joined(writes)]
    return Asked(
        transaction, tuple([(write, row, await transaction.link.execute(_UPDATE, row)) for write, row in rows])
    )


def _row(practice: str, write: DayWrite, now: datetime) -> dict[str, Any]:
    return {
        "practice": practice,
        "holder": write.holder,
        "day": write.day,
        "generation": write.generation,
        "need": bits_of(write.need),
        "give": bits_of(write.give),
        "book": bits_of(write.book),
        "none": _NONE,
        "group": write.group,
        "room_needed": write.room_needed,
        "drop": list(write.drop),
        "claims": claims_json(write.claims),
        "places": places_json(write.places),
        "now": now,
    }


async def _why(link: Link, row: dict[str, Any]) -> NotTakenError:
    found = await (await link.execute(_WHY, row)).fetchone()
    return SlotTakenError() if found and found[0] else RepublishedError()
