"""A connection that speaks HTTP/1.1 and keeps alive: no more than measuring needs, so that the client costs little.

Answers must state their length, as those of the service do.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

END_OF_HEAD = b"\r\n\r\n"
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_NO_BODY = (204, 304)


class BrokenError(Exception):
    """The connection ended before the answer was complete: whether the request was heard is not known."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer; `head` is the status line and the headers as they came."""

    status: int
    head: bytes
    body: bytes

    def header(self, name: str) -> str | None:
        """The value of a header, None without it."""
        found = re.search(rb"\r\n" + re.escape(name.encode()) + rb": *([^\r]*)", self.head, re.IGNORECASE)
        return found[1].decode("latin-1") if found else None

    def json(self) -> Any:
        """The body, read as JSON; None if there is none."""
        return json.loads(self.body) if self.body else None


def request_bytes(method: str, path: str, headers: Mapping[str, str], body: object = None) -> bytes:
    """A request as it goes over the wire; `body` as JSON."""
    content = b"" if body is None else json.dumps(body, default=str).encode()
    kind = {"content-type": "application/json"} if body is not None else {}
    all_headers = {"host": "localhost", **headers, **kind, "content-length": str(len(content))}
    lines = "".join(f"{name}: {value}\r\n" for name, value in all_headers.items())
    return f"{method} {path} HTTP/1.1\r\n{lines}\r\n".encode("latin-1") + content


class Wire(asyncio.Protocol):
    """One connection, one request at a time; `on_answer` gets each answer, or the `BrokenError`."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._read = b""
        self._on_answer: Callable[[Answer | BrokenError], None] | None = None

    @property
    def open(self) -> bool:
        """Whether a request can be sent."""
        return self._transport is not None and not self._transport.is_closing()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The connection stands."""
        self._transport = cast(asyncio.Transport, transport)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002
        """The connection ended, maybe before the answer."""
        self._transport = None
        self._tell(BrokenError())

    def data_received(self, data: bytes) -> None:
        """Another part of an answer."""
        self._read = self._read + data if self._read else data
        end = self._read.find(END_OF_HEAD)
        if end < 0:
            return
        status, begin = int(self._read[9:12]), end + len(END_OF_HEAD)
        if len(self._read) - begin >= (length := self._length(status, end)):
            answer = Answer(status, self._read[:end], self._read[begin : begin + length])
            self._read = self._read[begin + length :]
            if status >= 200:
                self._tell(answer)

    def _length(self, status: int, end: int) -> int:
        found = _LENGTH.search(self._read, 0, end)
        if found is None and status >= 200 and status not in _NO_BODY:
            raise ValueError("an answer without a stated length")
        return int(found[1]) if found else 0

    def send(self, request: bytes, on_answer: Callable[[Answer | BrokenError], None]) -> None:
        """Send a request; `BrokenError` if the connection is not open."""
        if self._transport is None or self._transport.is_closing():
            raise BrokenError
        self._on_answer = on_answer
        self._transport.write(request)

    async def ask(self, request: bytes, patience: float = 30.0) -> Answer:
        """The answer to a request; `BrokenError`, also if it takes longer than `patience` seconds."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Answer | BrokenError] = loop.create_future()
        self.send(request, lambda answer: None if future.done() else future.set_result(answer))
        giving_up = loop.call_later(patience, self._give_up)
        answer = await future
        giving_up.cancel()
        if isinstance(answer, BrokenError):
            raise answer
        return answer

    def _give_up(self) -> None:
        if self._transport is not None:
            self._transport.abort()

    def close(self) -> None:
        """End the connection; nobody is told."""
        self._on_answer = None
        if self._transport is not None:
            self._transport.abort()

    def _tell(self, answer: Answer | BrokenError) -> None:
        told, self._on_answer = self._on_answer, None
        if told is not None:
            told(answer)


async def connected(host: str, port: int) -> Wire:
    """A connection; OSError if nobody listens."""
    _, wire = await asyncio.get_running_loop().create_connection(Wire, host, port)
    return wire
