"""A wire between a store and its database that can be cut at a chosen moment."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

from sqlalchemy import make_url

COMMIT = b"COMMIT\x00"


class Wire:
    """Passes on what is said. Once `armed`, the next COMMIT is the last thing: it is heard (`heard`) or not.

    `meanwhile` happens before the client notices. `hung`: the server does not notice before the wire is taken away.
    """

    def __init__(self, server: str) -> None:
        self._server = server
        self.armed = False
        self.heard = True
        self.hung = False
        self.meanwhile: Callable[[], Awaitable[None]] | None = None
        self.cuts = 0
        self._hanging: list[asyncio.StreamWriter] = []

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Carry one connection."""
        try:
            server_reader, server_writer = await asyncio.open_unix_connection(self._server)
        except OSError:
            writer.close()
            return
        back = asyncio.create_task(_pass_on(server_reader, writer))
        with suppress(ConnectionError):
            while data := await reader.read(65536):
                if self.armed and COMMIT in data:
                    await self._cut(data, back, server_writer)
                    break
                server_writer.write(data)
                await server_writer.drain()
        writer.close()
        if server_writer not in self._hanging:
            server_writer.close()

    async def _cut(self, data: bytes, back: asyncio.Task[None], server: asyncio.StreamWriter) -> None:
        """The answer never comes; the server may have heard the question."""
        self.armed = False
        self.cuts += 1
        back.cancel()
        if self.heard:
            server.write(data)
            await server.drain()
        if self.hung:
            self._hanging.append(server)
        if self.meanwhile is not None:
            await self.meanwhile()

    def take_away(self) -> None:
        """The server notices too."""
        for server in self._hanging:
            server.close()


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(ConnectionError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    writer.close()


@asynccontextmanager
async def a_wire(url: str) -> AsyncIterator[tuple[Wire, str]]:
    """A wire to the database of a URL, and the URL at its other end."""
    parsed = make_url(url)
    port = parsed.port or parsed.query.get("port") or 5432
    wire = Wire(f"{parsed.query['host']}/.s.PGSQL.{port}")
    with tempfile.TemporaryDirectory(prefix="w-", dir="/tmp") as folder:
        server: Any = await asyncio.start_unix_server(wire.carry, f"{folder}/.s.PGSQL.{port}")
        async with server:
            changed = parsed.update_query_dict({"host": folder})
            yield wire, changed.render_as_string(hide_password=False)
            wire.take_away()
