"""The one place where the clock of the machine comes in."""

from __future__ import annotations

from datetime import UTC, datetime


def utc_now() -> datetime:
    """The moment by the machine's clock, in UTC."""
    return datetime.now(UTC)
