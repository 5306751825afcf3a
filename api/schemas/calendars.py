"""Calendar feeds over HTTP."""

from __future__ import annotations

from api.schemas.model import Model, Moment


class NewFeed(Model):
    """A practitioner's calendar; whoever has `url` can read it. It is shown this once.

    Asked again with the same idempotency key, it is null.
    """

    practitioner: str
    url: str | None
    created_at: Moment
