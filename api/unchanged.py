"""Whether a client has already what is there: by ETag, or by date if it knows none (RFC 9110, section 13)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime


def has_tag(headers: Mapping[str, str], tag: str) -> bool:
    """Whether the client has what bears this tag, quotes included."""
    return tag in headers.get("if-none-match", "")


def has_since(headers: Mapping[str, str], changed: datetime) -> bool:
    """Whether the client, which knows no tag, has what was last changed then."""
    since = headers.get("if-modified-since")
    if since is None or "if-none-match" in headers:
        return False
    try:
        return parsedate_to_datetime(since) >= changed
    except (ValueError, TypeError):
        return False
