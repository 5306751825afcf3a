"""Whether the service lives and is ready."""

from __future__ import annotations

from typing import Literal

from api.schemas.model import Model


class Health(Model):
    """The process answers."""

    status: Literal["ok"] = "ok"


class Readiness(Model):
    """Whether requests should be sent here; `reasons` says why not: `database`, `stale`."""

    ready: bool
    reasons: tuple[str, ...]
