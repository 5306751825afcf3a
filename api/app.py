"""The web service: one process of it."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.responses import HTMLResponse

from api.auth import Keys
from api.dependencies import Parts
from api.gate import Gate
from api.known import KnownIds
from api.limits import Limits
from api.logs import log_libraries, request_log
from api.metrics import Metrics
from api.observed import Observed
from api.openapi import with_problems
from api.orphan import ending_with_supervisor
from api.problems import answer_problems
from api.reference import reference_page
from api.refusals import Refusals
from api.routes import ROUTERS
from api.routes.fixed import fixed
from api.settings import FIXED_OFFERS, Settings, settings_from_environment
from api.store.job_queue import JobQueue
from api.store.postgres import PostgresStore, opened

TITLE = "Creneau"
ABOUT = """Slots are offered by rule, booked once and only once.
Send `Authorization: Bearer <key>`; a key belongs to one practice. Times are ISO 8601 with an offset.
Every POST takes an `Idempotency-Key`; changes take `If-Match` with the ETag.
Errors are problems (RFC 9457) in French or English by `Accept-Language`."""
NOTHING_TOLD = {"tracing": False, "metrics": False, "logs": False, "auto_configure": False}
"""The framework's own telemetry is off: it would tell the values of bad fields."""


def create_app(settings: Settings, *, fixed_offers: bool = False) -> FastAPI:
    """The service; its database is opened when it starts.

    `fixed_offers` adds the route that load studies compare with.
    """
    app = FastAPI(
        title=TITLE,
        description=ABOUT,
        version=version("creneau"),
        lifespan=_lifespan(settings),
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        telemetry=NOTHING_TOLD,  # type: ignore[arg-type]
    )
    app.state.metrics = Metrics()
    # The routes themselves: routers that are included are searched one after the other for each request.
    for router in (*((fixed,) if fixed_offers else ()), *ROUTERS):
        app.router.routes.extend(router.routes)
    _document(app)
    answer_problems(app)
    app.add_middleware(Gate, settings=settings)
    app.add_middleware(Observed, observers=(request_log(settings.log_to), app.state.metrics.count))
    return app


def from_environment() -> FastAPI:
    """The service as `creneau serve` starts it in each of its processes."""
    log_libraries()
    return create_app(settings_from_environment(), fixed_offers=os.environ.get(FIXED_OFFERS) == "1")


def _lifespan(settings: Settings) -> Callable[[FastAPI], Any]:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(ending_with_supervisor())
            store = await stack.enter_async_context(opened(settings.database, settings.connections, now=settings.clock))
            parts = app.state.parts = _parts(settings, store)
            stack.push_async_callback(parts.queue.close)
            await stack.enter_async_context(app.state.metrics.telling(store.replica.staleness))
            yield

    return lifespan


def _parts(settings: Settings, store: PostgresStore) -> Parts:
    keys = Keys(store.engine, Limits(settings.ticks))
    store.replica.on_key = keys.forget
    return Parts(
        settings=settings,
        store=store,
        keys=keys,
        limits=Limits(settings.ticks, settings.workers),
        queue=JobQueue(store.engine),
        known=KnownIds(),
        refusals=Refusals(store.engine),
    )


def _document(app: FastAPI) -> None:
    """Serve the OpenAPI document with its problems, and a page of it that works without a network."""

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            plain = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
            app.openapi_schema = with_problems(plain)
        return app.openapi_schema

    async def page() -> HTMLResponse:
        return HTMLResponse(reference_page(document()))

    app.openapi = document  # type: ignore[method-assign]
    app.add_api_route("/docs", page, include_in_schema=False, response_class=HTMLResponse)
