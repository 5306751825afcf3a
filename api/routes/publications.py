"""Publications: a rota and its agendas are opened for booking."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from api.answers import mark_token
from api.dependencies import Call, needs
from api.in_child import in_child
from api.judging import PATIENCE
from api.papers import Papers, judged_papers
from api.publication import publish as publish_papers
from api.remembered import RememberedRoute
from api.schemas.publications import (
    OpenPeriod,
    PublicationOrder,
    PublicationView,
    open_period_view,
    publication_view,
)
from api.scopes import Scope

router = APIRouter(route_class=RememberedRoute, tags=["publications"])

Publishes = Annotated[Call, Depends(needs(Scope.PUBLISH))]
Reads = Annotated[Call, Depends(needs(Scope.SLOTS_READ))]


@router.post("/publications", status_code=201, summary="Publish a rota and its agendas")
async def publish(body: PublicationOrder, call: Publishes, response: Response) -> PublicationView:
    """Open a period for booking, or publish it anew: every appointment is kept, those that no longer fit are listed.

    The papers are judged first; if a hard rule is broken nothing is published.
    """
    language = call.language_or("fr")
    papers = await _judged(body, call)
    report = await publish_papers(call.store(), papers.practice, papers.rota, papers.agenda, papers.learned, call.now)
    call.parts.queue.nudge(call.practice)
    mark_token(response, report.token)
    response.headers["Location"] = "/publications/latest"
    return publication_view(report, papers.practice, language)


async def _judged(body: PublicationOrder, call: Call) -> Papers:
    # Judging takes seconds: in a process of its own, so that whoever is searching notices nothing.
    return await in_child(judged_papers, body.model_dump(), call.practice, call.now, seconds=PATIENCE)


@router.get("/publications/latest", summary="What is open for booking")
async def latest(call: Reads) -> OpenPeriod:
    """The number of the last publication and the days it opened."""
    return open_period_view((await call.diary()).published)
