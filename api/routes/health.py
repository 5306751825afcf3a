"""Whether the process lives, whether it is ready, and its figures."""

from __future__ import annotations

from collections.abc import AsyncIterator

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST

from api.dependencies import Parts, parts_of
from api.schemas.health import Health, Readiness
from api.store.alive import answers

router = APIRouter(tags=["health"])


@router.get("/health", summary="Does the process live?")
async def health() -> Health:
    """Always ok, if it answers."""
    return Health()


@router.get("/ready", summary="Is it ready for requests?", responses={503: {"model": Readiness}})
async def ready(request: Request, response: Response) -> Readiness:
    """503 with the reasons when the database does not answer or the picture in memory is too old."""
    reasons = tuple([reason async for reason in _reasons(parts_of(request))])
    response.status_code = 503 if reasons else 200
    return Readiness(ready=not reasons, reasons=reasons)


async def _reasons(parts: Parts) -> AsyncIterator[str]:
    if not await answers(parts.engine):
        yield "database"
    if parts.store.replica.staleness() > parts.settings.stale_seconds:
        yield "stale"


@router.get("/metrics", summary="Figures for Prometheus", response_class=Response, include_in_schema=False)
async def metrics(request: Request) -> Response:
    """All figures of all processes; they tell nothing about patients."""
    figures = request.app.state.metrics.text(parts_of(request).store.replica.staleness())
    return Response(figures, media_type=CONTENT_TYPE_LATEST)
