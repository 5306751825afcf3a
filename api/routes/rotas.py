"""Rotas: ask for one, see how it stands, stop it, judge any, publish what was found."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import date, datetime
from functools import partial
from typing import Annotated, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from anyio import to_thread
from fastapi import APIRouter, Depends, Header, Query, Response
from sse_starlette import EventSourceResponse, ServerSentEvent

from api.answers import mark_version
from api.dependencies import Call, needs
from api.export.result import audit_paper
from api.jobs.asking import Documents, published_of
from api.jobs.errors import NotReadyError
from api.jobs.rota.question import RotaQuestion
from api.publication import publish as publish_papers
from api.remembered import RememberedRoute
from api.schemas.model import Cursor, a_moment, as_cursor, checked, from_cursor
from api.schemas.publications import PublicationView, publication_view
from api.schemas.rotas import (
    EFFORT,
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
from scheduler.agenda.papers import AgendaPaper
from scheduler.booking.days import Published
from scheduler.practice import Practice
from scheduler.rota.audit import audit
from scheduler.rota.build import build_problem
from scheduler.rota.papers import RotaPaper, from_paper
from scheduler.rota.problem import RotaProblem
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
async def ask(body: RotaOrder, call: Writes, response: Response) -> RotaLine:
    """Put a search into the queue; read how it stands where `Location` leads."""
    published = await published_of(call.parts.store, call.practice, call.token)
    question = _question(body, call, Documents(call.practice), published)
    asked = Asked(
        call.practice, call.new_id(), question.model_dump(mode="json", by_alias=True), call.now, call.caller.key
    )
    record = await _jobs(call).ask(asked)
    response.headers["Location"] = f"{PATH}/{record.id}"
    return mark_version(response, rota_line(record, await _zone(call)))


def _question(body: RotaOrder, call: Call, documents: Documents, published: Published | None) -> RotaQuestion:
    """What is asked, whole. `BadFieldsError` with every problem."""
    documents.monday(body.first_day)
    practice = documents.practice(body.practice, published)
    learned = documents.learned(body.learned, practice)
    if body.practice is None and body.learned is None and published is not None:
        learned = published.learned
    previous = documents.previous(body.previous, practice)
    ledger = documents.ledger(body.ledger, practice, body.first_day)
    documents.refuse()
    effort = body.model_dump(by_alias=True, include={"first_day", *EFFORT})
    papers = {"practice": practice, "learned": learned, "previous": previous, "ledger": ledger}
    return RotaQuestion.model_validate({**effort, **papers, "today": _today(call, practice)})


def _today(call: Call, practice: Practice) -> date:
    return call.now.astimezone(zone_of(practice.practice)).date()


def _jobs(call: Call) -> RotaJobs:
    return RotaJobs(call.parts.engine, call.parts.queue)


def _place(page: str) -> tuple[datetime, UUID]:
    asked_at, rota = from_cursor(page, a_moment, UUID)
    return asked_at, rota


RotaCursor = Annotated[Cursor, checked(_place)]


@router.get(PATH, summary="List rotas asked for")
async def list_rotas(
    call: Reads, count: Annotated[int, Query(ge=1, le=100)] = 20, page: RotaCursor | None = None
) -> RotaPage:
    """Newest first, without what they found."""
    found = await _jobs(call).listed(call.practice, _place(page) if page else None, count + 1)
    shown, zone = found[:count], await _zone(call)
    following = as_cursor((shown[-1].asked_at, shown[-1].id)) if len(found) > count else None
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
    record = await _jobs(call).stop(call.practice, rota, call.now, call.caller.key)
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
    documents = Documents(call.practice)
    practice = documents.practice(body.practice, await published_of(call.parts.store, call.practice, call.token))
    rota = documents.rota(body.rota, practice)
    previous = documents.previous(body.previous, practice)
    ledger = documents.ledger(body.ledger, practice, date.max if rota is None else rota.from_date)
    documents.refuse()
    assert rota is not None
    today, language = _today(call, practice), call.language_or(practice.practice.language)
    build = partial(build_problem, practice, rota.from_date, rota.weeks, today=today, previous=previous, ledger=ledger)
    return RotaJudgement.model_validate(await to_thread.run_sync(_judged, build, rota, practice, language))


def _judged(build: Callable[[], RotaProblem], paper: RotaPaper, practice: Practice, language: str) -> dict[str, Any]:
    problem = build()
    return audit_paper(audit(problem, from_paper(paper, problem)), problem, practice, language)


@router.post(f"{PATH}/{{rota:uuid}}/publish", status_code=201, summary="Publish a rota")
async def publish(rota: UUID, call: Publishes, response: Response) -> PublicationView:
    """Open the period of a rota and its agendas for booking; every appointment stays, and misfits are listed."""
    record = await _jobs(call).record(call.practice, rota)
    papers, question = _papers(record), RotaQuestion.model_validate(record.question)
    store = call.store("publish", rota)
    report = await publish_papers(store, question.practice, *papers, question.learned, call.now)
    call.parts.queue.nudge(call.practice)
    response.headers["Location"] = "/publications/latest"
    practice = question.practice
    return publication_view(report, practice, call.language_or(practice.practice.language))


def _papers(record: RotaRecord) -> tuple[RotaPaper, AgendaPaper]:
    """What can be published of a job. `NotReadyError`."""
    if not record.state.ended:
        raise NotReadyError("rota-not-ended")
    if record.rota is None:
        raise NotReadyError("rota-none")
    if record.agenda is None:
        raise NotReadyError("rota-no-agendas")
    return RotaPaper.model_validate(record.rota), AgendaPaper.model_validate(record.agenda)


async def _shown(call: Call, record: RotaRecord, response: Response) -> RotaView:
    language = call.language_or(record.question["practice"]["practice"]["language"])
    return mark_version(response, rota_view(record, await _zone(call), language))


async def _zone(call: Call) -> ZoneInfo:
    """The zone of the practice's clocks, UTC before its first publication."""
    published = await published_of(call.parts.store, call.practice)
    return ZoneInfo("UTC") if published is None else zone_of(published.practice.practice)
