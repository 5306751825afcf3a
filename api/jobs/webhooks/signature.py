"""How a message is signed, so that its receiver knows that it comes from here, is whole and is not old."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime

HEADER = "Creneau-Signature"


def signature(secret: str, at: datetime, body: bytes) -> str:
    """The value of the header for a message sent at a moment."""
    seconds = int(at.timestamp())
    digest = hmac.new(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256)
    return f"t={seconds},v1={digest.hexdigest()}"
