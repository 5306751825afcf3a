"""What is kept of secrets: a digest, by which they are known again."""

from __future__ import annotations

import hashlib


def digest_of(secret: str) -> str:
    """The digest of a secret of 256 random bits, for which no slow one is needed."""
    return hashlib.sha256(secret.encode()).hexdigest()
