"""Rotas: ask for one, see how it stands, stop it, judge any, publish what was found."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated
from uuid import UUID
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from sse_starlette import EventSourceResponse, ServerSentEvent

from api.answers import mark_token, mark_version
from api.dependencies import Call, needs
from api.idempotency import fingerprint
from api.in_child import in_child
from api.jobs.asking import published_of
from api.jobs.rota.question import RotaQuestion
from api.judging import PATIENCE
from api.publication import publish as publish_papers
from api.remembered import RememberedRoute
from api.rota_papers import judgement_of, publishable, question_of
from api.schemas.model import PlaceCursor, a_place, page_of
from api.schemas.publications import PublicationView, publication_view
from api.schemas.rotas import (
    RotaJudgement,
    RotaLine,
    RotaOrder,
    RotaPage,
    RotaToJudge,
    RotaView,
    rota_event,
    rota_line,
    rota_view,
)
from api.scopes import Scope
from api.store.rota_jobs import Asked, RotaJobs, RotaRecord
from scheduler.booking.days import Published
from scheduler.part import as_document
from scheduler.zones import zone_of

router = APIRouter(tags=["rotas"], route_class=RememberedRoute)

Reads = Annotated[Call, Depends(needs(Scope.ROTAS_READ))]
Writes = Annotated[Call, Depends(needs(Scope.ROTAS_WRITE))]
Publishes = Annotated[Call, Depends(needs(Scope.PUBLISH))]
PATH = "/rotas"
LOOKS = 0.5
"""Seconds between two looks of an event stream."""
ALIVE = 15
"""Seconds after which a stream without news sends a comment, so that nobody on the way closes it."""


@router.post(PATH, status_code=202, summary="Ask for a rota")
async def ask(body: RotaOrder, call: Writes, request: Request, response: Response) -> RotaLine:
    """Put a search into the queue; read how it stands where `Location` leads."""
    rota, sent = call.new_id(), await fingerprint(request)
    # Before anything is judged: by now another practice may be published.
    record = await _jobs(call).known(call.practice, rota, sent)
    if record is None:
        published = await published_of(call.parts.store, call.practice, call.token)
        question = as_document(question_of(body, call.practice, published, call.now))
        record = await _jobs(call).ask(Asked(call.practice, rota, question, sent, call.now, call.caller.key))
    response.headers["Location"] = f"{PATH}/{record.id}"
    return mark_version(response, rota_line(record, await _zone(call)))


def _jobs(call: Call) -> RotaJobs:
    return RotaJobs(call.parts.engine, call.parts.queue)


@router.get(PATH, summary="List rotas asked for")
async def list_rotas(
    call: Reads, count: Annotated[int, Query(ge=1, le=100)] = 20, page: PlaceCursor | None = None
) -> RotaPage:
    """Newest first, without what they found."""
    found = await _jobs(call).listed(call.practice, a_place(page) if page else None, count + 1)
    zone = await _zone(call)
    shown, following = page_of(found, count, lambda one: (one.asked_at, one.id))
    return RotaPage(rotas=tuple(rota_line(one, zone) for one in shown), next_page=following)


@router.get(f"{PATH}/{{rota:uuid}}", summary="Read a rota")
async def read(rota: UUID, call: Reads, response: Response) -> RotaView:
    """How a search stands: its progress, cost by rule and gap; and what it found."""
    return await _shown(call, await _jobs(call).record(call.practice, rota), response)


@router.delete(f"{PATH}/{{rota:uuid}}", summary="Stop a search", responses={202: {"model": RotaView}})
async def stop(rota: UUID, call: Writes, response: Response) -> RotaView:
    """End a search within a second and keep its best rota; agendas follow. 202 while it is stopping.

    A second time, while the agendas are being laid out: give them up.
    """
    record = await _jobs(call).stop(call.practice, rota, call.now, call.caller.key, version=call.version)
    call.parts.queue.nudge(call.practice)
    response.status_code = 200 if record.state.ended else 202
    return await _shown(call, record, response)


@router.get(
    f"{PATH}/{{rota:uuid}}/events",
    summary="Follow a search",
    response_model=None,
    response_class=EventSourceResponse,
    responses={200: {"content": {"text/event-stream": {}}}, 204: {"description": "Nothing more will come"}},
)
async def follow(rota: UUID, call: Reads, last_event_id: Annotated[str | None, Header()] = None) -> Response:
    """Server-sent events: `progress` whenever something changed, `end` at the end.

    `Last-Event-ID` goes on from there; 204 once the end has been told.
    """
    jobs, known = _jobs(call), _version(last_event_id)
    standing = await jobs.standing(call.practice, rota)
    if standing.state.ended and known >= standing.version:
        return Response(status_code=204)
    return EventSourceResponse(_events(jobs, call.practice, rota, known), ping=ALIVE)


def _version(last_event_id: str | None) -> int:
    """The version that an event bore, -1 without one."""
    told = last_event_id or ""
    return int(told) if told.isascii() and told.isdecimal() and len(told) < 19 else -1


async def _events(jobs: RotaJobs, practice: str, rota: UUID, known: int) -> AsyncIterator[ServerSentEvent]:
    while True:
        standing = await jobs.standing(practice, rota)
        if standing.version > known:
            known = standing.version
            kind = "end" if standing.state.ended else "progress"
            yield ServerSentEvent(rota_event(standing).model_dump_json(), event=kind, id=str(known))
        if standing.state.ended:
            return
        await asyncio.sleep(LOOKS)


@router.post(f"{PATH}/audit", summary="Judge a rota")
async def judge(body: RotaToJudge, call: Reads) -> RotaJudgement:
    """Violations of the rules that must hold, penalties of the others, and the cost: nothing is kept."""
    published = await published_of(call.parts.store, call.practice, call.token)
    # All that the judging needs of it, which goes to another process.
    known = None if published is None else Published(published.practice)
    asked = (body.model_dump(), call.practice, known, call.now, call.request.headers.get("accept-language"))
    return RotaJudgement.model_validate(await in_child(judgement_of, *asked, seconds=PATIENCE))


@router.post(f"{PATH}/{{rota:uuid}}/publish", status_code=201, summary="Publish a rota")
async def publish(rota: UUID, call: Publishes, response: Response) -> PublicationView:
    """Open the period of a rota and its agendas for booking; every appointment stays, and misfits are listed."""
    record = await _jobs(call).record(call.practice, rota)
    papers, question = publishable(record), RotaQuestion.model_validate(record.question)
    store = call.store()
    report = await publish_papers(store, question.practice, *papers, question.learned, call.now)
    call.parts.queue.nudge(call.practice)
    mark_token(response, report.token)
    response.headers["Location"] = "/publications/latest"
    practice = question.practice
    return publication_view(report, practice, call.language_or(practice.practice.language))


async def _shown(call: Call, record: RotaRecord, response: Response) -> RotaView:
    language = call.language_or(record.question["practice"]["practice"]["language"])
    return mark_version(response, rota_view(record, await _zone(call), language))


async def _zone(call: Call) -> ZoneInfo:
    """The zone of the practice's clocks, UTC before its first publication."""
    published = await published_of(call.parts.store, call.practice)
    return ZoneInfo("UTC") if published is None else zone_of(published.practice.practice)
