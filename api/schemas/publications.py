"""Publications: what is sent, and what became of it."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from api.publication import Report, misfit_sentence
from api.schemas.model import Day, Id, Model, Moment
from scheduler.agenda.problem import BlockKind
from scheduler.booking.days import Published
from scheduler.booking.store import Misfit
from scheduler.practice import Practice
from scheduler.zones import zone_of

Document = Annotated[dict[str, Any], Field(min_length=1)]


class PublicationOrder(Model):
    """A rota and its agendas, to be opened for booking. All are judged first: a broken rule is refused."""

    practice: Annotated[
        Document, Field(description="The practice file with its includes, as JSON; its schema: `creneau schema`.")
    ]
    rota: Annotated[Document, Field(description="What `rota.json` holds.")]
    agenda: Annotated[Document, Field(description="What `agenda.json` holds.")]
    learned: Annotated[dict[str, Any] | None, Field(description="What `LEARNED.yaml` holds, as JSON.")] = None


class RoomsView(Model):
    """Rooms of a kind at a site: how many there are, and how many were given to sessions."""

    site: Id
    kind: Id
    used: int
    count: int


class OpenedView(Model):
    """What was opened: dates with bookable time, whose, minutes by kind, places in groups, units of shared things."""

    days: int
    practitioners: tuple[Id, ...]
    minutes: dict[BlockKind, int]
    places: int
    rooms: tuple[RoomsView, ...]
    units: tuple[str, ...]


class MisfitView(Model):
    """An appointment that the agendas cover no more: it is kept, and the patient must be called."""

    appointment: UUID
    practitioner: Id
    site: Id
    starts: Moment
    minutes: int
    rule: str
    sentence: str


class PublicationView(Model):
    """What became of a publication. `kept`: appointments to come in the period, the misfits among them."""

    generation: int
    first: Day
    last: Day
    opened: OpenedView
    kept: int
    misfits: tuple[MisfitView, ...]


class OpenPeriod(Model):
    """What is open for booking: the number of the last publication, the first and the last day."""

    practice: Id
    generation: int
    first: Day | None
    last: Day | None


def publication_view(report: Report, practice: Practice, language: str) -> PublicationView:
    """A report as it is shown."""
    opened = report.opened
    rooms = tuple(RoomsView(site=one.site, kind=one.kind, used=one.used, count=one.count) for one in opened.rooms)
    return PublicationView(
        generation=report.generation,
        first=report.first,
        last=report.last,
        opened=OpenedView(
            days=opened.days,
            practitioners=opened.practitioners,
            minutes=dict(opened.minutes),
            places=opened.places,
            rooms=rooms,
            units=opened.units,
        ),
        kept=report.kept,
        misfits=tuple(_misfit(one, practice, language) for one in report.misfits),
    )


def _misfit(misfit: Misfit, practice: Practice, language: str) -> MisfitView:
    slot = misfit.appointment.slot
    return MisfitView(
        appointment=misfit.appointment.id,
        practitioner=slot.practitioner,
        site=slot.site,
        starts=slot.starts.astimezone(zone_of(practice.practice)),
        minutes=slot.minutes,
        rule=misfit.rule,
        sentence=misfit_sentence(misfit, practice, language),
    )


def open_period_view(published: Published) -> OpenPeriod:
    """What is open for booking."""
    return OpenPeriod(
        practice=published.practice.practice.id,
        generation=published.generation,
        first=published.first_day,
        last=published.last_day,
    )
