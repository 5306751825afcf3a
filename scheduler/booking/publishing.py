"""From a rota and its agendas to what is opened for booking: the days of practitioners, rooms, and shared resources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from scheduler.agenda.papers import AgendaPaper, PlannedAgenda, PlannedBlock
from scheduler.agenda.problem import BlockKind
from scheduler.booking.days import AgendaDay, Piece, Published, Stretch
from scheduler.booking.publishing_faults import UnpublishableError, publishing_faults
from scheduler.booking.rooms import Habit, NoRoomError, Stay, rooms_of, stays_of
from scheduler.booking.store import Publication
from scheduler.calendar import DAYS_IN_WEEK
from scheduler.consistency.fault import Fault
from scheduler.learned import Learned
from scheduler.practice import Practice
from scheduler.rota.build.frame import Frame
from scheduler.rota.papers import RotaPaper

UNNUMBERED = 0
"""The generation of a day that the store has not numbered yet."""

PersonDay = tuple[str, date]


def publication_of(
    practice: Practice,
    rota: RotaPaper,
    agenda: AgendaPaper,
    learned: Learned | None = None,
    published: Sequence[AgendaDay] = (),
) -> Publication:
    """What a rota and its agendas open for booking; `UnpublishableError` with every fault if they do not fit.

    `published`: the days that are published already, of before the period and of the period itself: sessions keep their
    rooms. Whether rota and agendas keep the practice's rules is for their audits to say.
    """
    if faults := publishing_faults(practice, rota, agenda, learned):
        raise UnpublishableError(faults)
    frame = Frame(practice, rota.from_date, rota.weeks)
    return Publication(
        published=Published(practice, learned=learned, reserve={(one.site, one.on): one for one in agenda.reserve}),
        first=rota.from_date,
        last=rota.from_date + timedelta(days=DAYS_IN_WEEK * rota.weeks - 1),
        days=(*_days(practice, rota, agenda, published), *_units(frame)),
    )


def _days(
    practice: Practice, rota: RotaPaper, agenda: AgendaPaper, published: Sequence[AgendaDay]
) -> Iterator[AgendaDay]:
    """The days of all practitioners who have an agenda, in order of date and practitioner."""
    stretches, pieces = _stretches(practice, rota, published), _pieces(agenda.agendas)
    for practitioner, day in sorted(pieces, key=lambda key: (key[1], key[0])):
        present = sorted(stretches[practitioner, day], key=lambda one: (one.begin, one.end))
        blocks = sorted(pieces[practitioner, day], key=lambda one: one.begin)
        yield AgendaDay(practitioner, day, UNNUMBERED, tuple(present), tuple(blocks))


def _stretches(
    practice: Practice, rota: RotaPaper, published: Sequence[AgendaDay]
) -> Mapping[PersonDay, list[Stretch]]:
    """The sessions of everybody's days, with their rooms."""
    templates = {template.id: template for template in practice.templates}
    rooms = _rooms(practice, rota, published)
    found: dict[PersonDay, list[Stretch]] = defaultdict(list)
    for number, session in enumerate(rota.sessions):
        template = templates[session.template]
        room = f"{template.room} {rooms[number]}" if number in rooms else None
        found[session.practitioner, session.on].append(Stretch(session.site, template.start, template.end, room))
    return found


def _rooms(practice: Practice, rota: RotaPaper, published: Sequence[AgendaDay]) -> dict[int, int]:
    stays = stays_of(practice, rota.sessions)
    try:
        return rooms_of(practice, stays, last_rooms_of(published, rota.from_date), _kept_rooms(stays, published))
    except NoRoomError as short:
        stay = short.stay
        facts = {"room": stay.kind, "site": stay.site, "date": str(stay.day), "practitioner": stay.practitioner}
        raise UnpublishableError([Fault(("rota", "sessions", stay.number), "publish-no-room", facts)]) from None


def _pieces(agendas: Iterable[PlannedAgenda]) -> Mapping[PersonDay, list[Piece]]:
    found: dict[PersonDay, list[Piece]] = defaultdict(list)
    for one in agendas:
        found[one.practitioner, one.on] += [_piece(block) for block in one.blocks]
    return found


def _piece(block: PlannedBlock) -> Piece:
    return Piece(block.begin, block.end, block.kind, block.motive, block.places)


def _units(frame: Frame) -> Iterator[AgendaDay]:
    """The days of every unit of a shared resource: open while its site is."""
    for shared in frame.practice.booking.shared:
        for number, day in enumerate(frame.dates):
            hours = frame.open_hours(number, frame.sites[shared.site])
            stretches = tuple(Stretch(shared.site, *span) for span in hours)
            pieces = tuple(Piece(*span, BlockKind.OPEN) for span in hours)
            for unit in range(1, shared.count + 1) if hours else ():
                yield AgendaDay(f"{shared.id}/{unit}", day, UNNUMBERED, stretches, pieces)


def last_rooms_of(days: Iterable[AgendaDay], before: date) -> dict[Habit, int]:
    """The room that everybody had last before a date, from days that were published."""
    found: dict[Habit, int] = {}
    for day in sorted((one for one in days if one.day < before), key=lambda one: one.day):
        found |= {(day.holder, stretch.site, kind): number for stretch, kind, number in _numbered(day)}
    return found


def _kept_rooms(stays: Iterable[Stay], days: Iterable[AgendaDay]) -> dict[int, int]:
    """The rooms of sessions that are published already and have not changed, by their position in the rota."""
    known = {
        (day.holder, day.day, stretch.site, kind, stretch.begin, stretch.end): number
        for day in days
        for stretch, kind, number in _numbered(day)
    }
    places = {one.number: (one.practitioner, one.day, one.site, one.kind, one.begin, one.end) for one in stays}
    return {number: known[place] for number, place in places.items() if place in known}


def _numbered(day: AgendaDay) -> Iterator[tuple[Stretch, str, int]]:
    """The sessions of a day that have a room, with its kind and number."""
    for stretch in day.stretches:
        kind, _, number = (stretch.room or "").rpartition(" ")
        if kind and number.isdecimal():
            yield stretch, kind, int(number)
