"""What is seen of every request: never its path, query or body, which may tell of a patient."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from starlette.types import ASGIApp, Message, Receive, Scope, Send

NO_ROUTE = "-"
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})


@dataclass(frozen=True, slots=True)
class Seen:
    """One request as it may be told: the template of its route stands for its path."""

    method: str
    route: str
    status: int
    seconds: float
    key: UUID | None
    error: str | None = None


class Observed:
    """Tells observers about every request when its answer has been sent."""

    def __init__(self, app: ASGIApp, observers: Sequence[Callable[[Seen], None]]) -> None:
        self.app = app
        self._observers = observers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Part of the ASGI protocol."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun, status, error = time.perf_counter(), 500, None

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as found:
            error = type(found).__name__
            raise
        finally:
            self._tell(_seen(scope, status, time.perf_counter() - begun, error))

    def _tell(self, seen: Seen) -> None:
        for observer in self._observers:
            observer(seen)


def _seen(scope: Scope, status: int, seconds: float, error: str | None) -> Seen:
    call = scope.get("state", {}).get("call")
    route = getattr(scope.get("route"), "path_format", NO_ROUTE)
    method = scope["method"] if scope["method"] in METHODS else NO_ROUTE
    return Seen(method, route, status, seconds, None if call is None else call.caller.key, error)
