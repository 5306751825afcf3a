"""What a key may be called and how often it may ask: for the service and for the command line alike."""

from __future__ import annotations

USUAL_PER_MINUTE = 6_000
MOST_PER_MINUTE = 1_000_000
NAME = r"^[A-Za-z0-9][A-Za-z0-9 ._-]*$"
LONGEST_NAME = 100
PRACTICE = r"^[a-z0-9][a-z0-9_-]{0,63}$"
"""The id of a practice, as `scheduler.part.Identifier`."""
