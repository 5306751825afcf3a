"""The same request under the same `Idempotency-Key` is done once, and answered again with what was said then."""

from __future__ import annotations

import hashlib
import json
import re
from uuid import NAMESPACE_URL, UUID, uuid5

from fastapi import Request

from api.errors import BadHeaderError

IDEMPOTENCY_KEY = "idempotency-key"
REPLAYED = "Idempotent-Replayed"

_SHAPE = re.compile(r"[\x21-\x7e]{1,200}")


def client_key(request: Request) -> str | None:
    """The client's own key, if the request bears one: 1 to 200 visible characters; `BadHeaderError`."""
    sent = request.headers.get(IDEMPOTENCY_KEY)
    if sent is not None and not _SHAPE.fullmatch(sent):
        raise BadHeaderError("Idempotency-Key")
    return sent


def id_from(practice: str, key: UUID, sent: str) -> UUID:
    """The id of what is made under an idempotency key."""
    return uuid5(NAMESPACE_URL, f"creneau:{practice}:{key}:{sent}")


async def fingerprint(request: Request) -> str:
    """A digest of what is asked: method, path, and the body however its JSON is spaced or ordered."""
    asked = f"{request.method} {request.url.path}\n".encode()
    return hashlib.sha256(asked + _plain(await request.body())).hexdigest()


def _plain(body: bytes) -> bytes:
    """A body without what does not matter in JSON; one that is no JSON as it stands."""
    try:
        return json.dumps(json.loads(body), sort_keys=True).encode()
    except (ValueError, RecursionError):
        return body
