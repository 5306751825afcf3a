"""A web server of a few lines, in a thread, that answers as it is told to."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

GOOD = b'HTTP/1.1 200 OK\r\nContent-Length: 2\r\netag: "7"\r\n\r\n{}'
BUSY = b"HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\nretry-after: 0\r\n\r\n"
CUT = GOOD[:-1]
"""An answer that ends before it is complete: the connection is closed then."""

Answering = Callable[[bytes], bytes]
"""What is answered to a request."""


class _Connection(asyncio.Protocol):
    def __init__(self, answering: Answering) -> None:
        self._answering = answering
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        assert self._transport is not None
        answer = self._answering(data)
        self._transport.write(answer)
        if answer == CUT:
            self._transport.close()


@contextmanager
def a_server(answering: Answering) -> Iterator[tuple[str, int]]:
    """Where it answers; a request must come in one piece."""
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(loop.create_server(lambda: _Connection(answering), "127.0.0.1", 0))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield server.sockets[0].getsockname()[:2]
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        server.close()
        loop.close()
