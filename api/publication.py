"""Publishing: a rota and its agendas become what can be booked, and no appointment is lost."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from api.example_weeks import example
from scheduler.agenda.papers import AgendaPaper
from scheduler.agenda.problem import BlockKind
from scheduler.booking.days import BOOKABLE, AgendaDay
from scheduler.booking.publishing import publication_of
from scheduler.booking.store import BookingStore, Misfit, Publication
from scheduler.booking.times import wall_clock
from scheduler.learned import Learned
from scheduler.messages import say
from scheduler.practice import Practice
from scheduler.rota.papers import RotaPaper
from scheduler.zones import zone_of

__all__ = [
    "Opened",
    "Report",
    "RoomsUsed",
    "example",
    "example_publication",
    "misfit_sentence",
    "open_period",
    "publish",
]

LOOK_BACK = timedelta(weeks=13)
"""How long before a period somebody must have been there to have the same room again."""


@dataclass(frozen=True)
class RoomsUsed:
    """How many rooms of a kind a site has, and how many of them were given to sessions at all."""

    site: str
    kind: str
    used: int
    count: int


@dataclass(frozen=True)
class Opened:
    """What a publication opens: the dates with bookable time, whose time it is, and how much of it.

    `minutes` by kind of block; `places` in groups. `units`: of shared resources, by name.
    """

    days: int
    practitioners: tuple[str, ...]
    minutes: Mapping[BlockKind, int]
    places: int
    rooms: tuple[RoomsUsed, ...]
    units: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """What became of a publication: as `PeriodOpened`, and what it opened."""

    generation: int
    first: date
    last: date
    opened: Opened
    kept: int
    misfits: tuple[Misfit, ...] = ()
    token: int = 0


async def publish(  # noqa: PLR0917 - the papers in the order in which they are made
    store: BookingStore,
    practice: Practice,
    rota: RotaPaper,
    agenda: AgendaPaper,
    learned: Learned | None,
    now: datetime,
) -> Report:
    """Open the period of a rota for booking, or publish it anew; whether it keeps the rules is judged before.

    `UnpublishableError` for papers that do not belong together, and the errors of the store; nothing is written then.
    """
    last = rota.from_date + timedelta(weeks=rota.weeks)
    published = await store.agenda_days(practice.practice.id, rota.from_date - LOOK_BACK, last)
    publication = publication_of(practice, rota, agenda, learned, published)
    return await open_period(store, publication, now)


async def open_period(store: BookingStore, publication: Publication, now: datetime) -> Report:
    """Publish what was made ready, and tell what became of it."""
    done = await store.publish(publication, now)
    opened, period = opened_by(publication), (publication.first, publication.last)
    return Report(done.generation, *period, opened, done.kept, done.misfits, done.token)


def opened_by(publication: Publication) -> Opened:
    """What a publication opens."""
    practice = publication.published.practice
    names = {one.id for one in practice.practitioners}
    people = [day for day in publication.days if day.holder in names]
    open_days = [day for day in people if day.bookable or BlockKind.GROUP in day.masks]
    minutes: Counter[BlockKind] = Counter()
    for piece in (piece for day in open_days for piece in day.pieces if piece.kind in BOOKABLE):
        minutes[piece.kind] += piece.end - piece.begin
    return Opened(
        days=len({day.day for day in open_days}),
        practitioners=tuple(sorted({day.holder for day in open_days})),
        minutes={kind: minutes[kind] for kind in BlockKind if minutes[kind]},
        places=sum(piece.places or 0 for day in open_days for piece in day.pieces if piece.kind is BlockKind.GROUP),
        rooms=_rooms(practice, people),
        units=tuple(sorted({day.holder for day in publication.days} - names)),
    )


def _rooms(practice: Practice, days: Iterable[AgendaDay]) -> tuple[RoomsUsed, ...]:
    used: dict[tuple[str, str], set[str]] = defaultdict(set)
    for stretch in (stretch for day in days for stretch in day.stretches):
        if stretch.room:
            used[stretch.site, stretch.room.rpartition(" ")[0]].add(stretch.room)
    return tuple(
        RoomsUsed(site.id, kind, len(used[site.id, kind]), count)
        for site in practice.sites
        for kind, count in site.rooms.items()
    )


def misfit_sentence(misfit: Misfit, practice: Practice, language: str) -> str:
    """Which appointment no longer fits, and why: the patient must be called. Nothing of the patient is said."""
    slot = misfit.appointment.slot
    day, minute = wall_clock(zone_of(practice.practice), slot.starts)
    return say(
        "publish-misfit",
        language,
        appointment=str(misfit.appointment.id),
        practitioner=slot.practitioner,
        date=day,
        at=minute,
        why=say(f"misfit-{misfit.rule}", language),
    )


def example_publication(now: datetime) -> Publication:
    """The example, ready to be opened for the four weeks from this week's Monday; `now` in UTC."""
    practice, _, _ = example(now.date())
    today, _ = wall_clock(zone_of(practice.practice), now)
    return publication_of(*example(today))
