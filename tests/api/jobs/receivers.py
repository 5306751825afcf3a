"""A real server that receives messages, and answers as it is told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue


@dataclass(frozen=True)
class Message:
    """What came in."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """The server: `answers` are its next statuses, then 204; `messages` what came in."""

    url: str = ""
    answers: list[int] = field(default_factory=list)
    messages: Queue[Message] = field(default_factory=Queue)


@contextmanager
def a_receiver(*answers: int) -> Iterator[Receiver]:
    """A receiver on a free port of this machine."""
    receiver = Receiver(answers=list(answers))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.messages.put(Message(self.path, dict(self.headers), body))
            self.send_response(receiver.answers.pop(0) if receiver.answers else 204)
            self.send_header("Location", "/elsewhere")
            self.send_header("Set-Cookie", "tracked=yes")
            self.end_headers()

        def log_message(self, *_: object) -> None:  # nothing on the screen of the tests
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    receiver.url = f"http://127.0.0.1:{server.server_address[1]}/hook"
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
