"""Structured logs: one line of JSON for each request, and nothing about patients in any line."""

from __future__ import annotations

import json
import logging
import sys
import traceback
from collections.abc import Callable
from typing import TextIO

import structlog

from api.observed import Seen


def request_log(to: TextIO) -> Callable[[Seen], None]:
    """An observer that writes one line a request."""
    logger = structlog.wrap_logger(
        structlog.WriteLogger(to),
        processors=[structlog.processors.TimeStamper(fmt="iso", utc=True), structlog.processors.JSONRenderer()],
        wrapper_class=structlog.BoundLogger,
        cache_logger_on_first_use=True,
    )

    def tell(seen: Seen) -> None:
        logger.msg(
            "request",
            method=seen.method,
            route=seen.route,
            status=seen.status,
            ms=round(seen.seconds * 1000, 2),
            key=None if seen.key is None else str(seen.key),
            **({} if seen.error is None else {"error": seen.error}),
        )

    return tell


class JsonLines(logging.Formatter):
    """Log lines of libraries as JSON; of an error its class and where it arose, never its text or its values."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        line = {"event": "log", "level": record.levelname.lower(), "logger": record.name}
        if record.exc_info and record.exc_info[0] is not None:
            frames = traceback.extract_tb(record.exc_info[2])
            error = record.exc_info[0].__name__
            return json.dumps({**line, "error": error, "where": [f"{one.name}:{one.lineno}" for one in frames]})
        return json.dumps({**line, "message": record.getMessage()}, ensure_ascii=False)


def log_libraries(to: TextIO = sys.stderr) -> None:
    """Let all libraries of this process log as JSON lines."""
    handler = logging.StreamHandler(to)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
