"""`POST /slots/search`: offers, best first. Nothing is read from the database."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Response

from api.dependencies import Call, needs
from api.remembered import RememberedRoute
from api.schemas.model import as_cursor
from api.schemas.slots import ANSWER, EmptiedBy, OfferView, SearchAnswer, SlotSearch
from api.scopes import Scope
from scheduler.booking.days import Diary
from scheduler.booking.offer import Offer, SearchResult
from scheduler.booking.search import search as find
from scheduler.booking.taking import group_at
from scheduler.messages import say
from scheduler.zones import zone_of

router = APIRouter(tags=["slots"], route_class=RememberedRoute)

Reads = Annotated[Call, Depends(needs(Scope.SLOTS_READ))]


@router.post("/slots/search", summary="Search slots", response_model=SearchAnswer)
async def search(body: SlotSearch, call: Reads) -> Response:
    """The starts that no rule refuses, best first; an empty answer says which rules emptied it."""
    diary = await call.diary()
    call.parts.known.of(call.practice, diary.published).refer(**body.ids)
    found = find(diary, body.request(), call.now, body.count, body.after)
    return search_answer(found, diary, call)


def search_answer(found: SearchResult, diary: Diary, call: Call) -> Response:
    """A page of offers as it is shown."""
    organisation = diary.published.practice.practice
    zone, language = zone_of(organisation), call.language_or(organisation.language)
    answer = SearchAnswer(
        offers=[_offer(offer, diary, call.now, zone, language) for offer in found.offers],
        minutes=found.minutes,
        third_next_available=found.third_next_available,
        next_page=None if found.next_page is None else as_cursor(found.next_page),
        emptied_by=[_emptied(rule, starts, language) for rule, starts in found.emptied_by.items()],
    )
    return Response(ANSWER.dump_json(answer), media_type="application/json")


def _offer(offer: Offer, diary: Diary, now: datetime, zone: ZoneInfo, language: str) -> OfferView:
    slot = offer.slot
    return OfferView(
        practitioner=slot.practitioner,
        site=slot.site,
        starts=slot.starts.astimezone(zone),
        minutes=slot.minutes,
        channel=slot.channel,
        room=slot.room,
        group=slot.group,
        places_left=_places_left(offer, diary, now) if slot.group else None,
        reason=_sentence(offer.reasons, language),
        reasons=offer.reasons,
        cost=round(offer.cost.total, 2),
    )


def _places_left(offer: Offer, diary: Diary, now: datetime) -> int:
    slot = offer.slot
    places = group_at(diary.days[slot.practitioner, slot.day], slot.begin) or 0
    return places - diary.taken_of(slot.practitioner, slot.day).places_at(slot.begin, now)


@lru_cache(maxsize=1_000)
def _sentence(reasons: tuple[str, ...], language: str) -> str:
    return " ".join(say(f"reason-{reason}", language) for reason in reasons)


@lru_cache(maxsize=10_000)
def _emptied(rule: str, starts: int, language: str) -> EmptiedBy:
    return EmptiedBy(rule=rule, starts=starts, sentence=say(f"emptied-{rule}", language, starts=starts))
