"""How a message is signed, so that its receiver knows that it comes from here, is whole and is not old."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime

HEADER = "Creneau-Signature"


def signature(secret: str, at: datetime, body: bytes) -> str:
    """The value of the header for a message sent at a moment."""
    seconds = int(at.timestamp())
    return f"t={seconds},v1={_digest(secret, seconds, body)}"


def is_signed(secret: str, header: str, body: bytes, now: datetime, most_seconds: int = 300) -> bool:
    """Whether a header signs a body, at most so many seconds ago: what a receiver asks."""
    parts = dict(part.partition("=")[::2] for part in header.split(","))
    if not parts.get("t", "").isdecimal():
        return False
    seconds = int(parts["t"])
    genuine = hmac.compare_digest(parts.get("v1", ""), _digest(secret, seconds, body))
    return genuine and abs(now.timestamp() - seconds) <= most_seconds


def _digest(secret: str, seconds: int, body: bytes) -> str:
    return hmac.new(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()
