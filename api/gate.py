"""What is turned away before anything is read: bodies too large or not JSON, and large ones of nobody we know."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.dependencies import call_of
from api.errors import ApiError, NotJsonError, TooLargeError
from api.problems import answer_problem
from api.settings import Settings
from scheduler.booking.store import StoreError

WITHOUT_BODY = frozenset({"GET", "HEAD", "OPTIONS"})
TAKING_FILES = frozenset({"rotas", "publications"})
"""First parts of the paths under which whole rotas, agendas and practices are sent; reading one takes long."""


class Gate:
    """Lets a request in whose body can be read; answers the others itself."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Part of the ASGI protocol."""
        if scope["type"] != "http" or scope["method"] in WITHOUT_BODY:
            await self.app(scope, receive, send)
            return
        headers, files = Headers(scope=scope), _takes_files(scope["path"])
        most = self._settings.most_file_bytes if files else self._settings.most_bytes
        error = _refused(headers, most) or (await _unknown(Request(scope)) if files else None)
        if error is None and "transfer-encoding" in headers:
            receive, error = await _read_whole(receive, most)
        if error is None:
            await self.app(scope, receive, send)
        else:
            response = await answer_problem(Request(scope), error)
            await response(scope, receive, send)


def _takes_files(path: str) -> bool:
    return path.split("/", 2)[1:2] in [[part] for part in TAKING_FILES]


async def _unknown(request: Request) -> Exception | None:
    """Why the request's key is not let in, if it is not; the route finds the key already known."""
    try:
        await call_of(request)
    except (ApiError, StoreError) as error:
        return error
    return None


def _refused(headers: Headers, most: int) -> ApiError | None:
    length = headers.get("content-length", "0")
    if length.isdecimal() and int(length) > most:
        return TooLargeError(most)
    has_body = length != "0" or "transfer-encoding" in headers
    return NotJsonError() if has_body and not _is_json(headers.get("content-type", "")) else None


def _is_json(content_type: str) -> bool:
    name = content_type.partition(";")[0].strip().lower()
    return name == "application/json" or (name.startswith("application/") and name.endswith("+json"))


async def _read_whole(receive: Receive, most: int) -> tuple[Receive, ApiError | None]:
    """A body that comes in pieces, read at once: only then is its size known."""
    body = bytearray()
    more = True
    while more and len(body) <= most:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    sent = [{"type": "http.request", "body": bytes(body), "more_body": False}]

    async def read_again() -> Message:
        return sent.pop() if sent else await receive()

    return read_again, TooLargeError(most) if len(body) > most else None
