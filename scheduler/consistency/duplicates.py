"""Things that the practice file states twice although only one can hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scheduler.consistency.fault import Fault

# What tells the entries of a section apart, and the field to point at.
_APART = {
    "sites": (("id",), "id"),
    "templates": (("id",), "id"),
    "practitioners": (("id",), "id"),
    "categories": (("id",), "id"),
    "lists": (("practitioner", "category"), "category"),
    "travel": (("between",), "between"),
    "pins": (("practitioner", "date", "template", "site"), "template"),
    "motives": (("id",), "id"),
    "lengths": (("motive", "category"), "motive"),
    "contacts": (("motive", "category"), "motive"),
}
# Sections in which a line without a category speaks of all patients.
_FOR_ALL = frozenset({"lengths", "contacts"})


def duplicates(data: dict[str, Any]) -> Iterator[Fault]:
    """Ids used twice in a section, and list rows, travel times, pins, lengths and contacts given twice."""
    for section, (apart, field) in _APART.items():
        seen: set[str] = set()
        entries = data.get(section)
        for position, entry in enumerate(entries if isinstance(entries, list) else ()):
            name = _name(_for_all(entry) if section in _FOR_ALL else entry, apart)
            if name is not None and name in seen:
                yield Fault((section, position, field), f"input-twice-in-{section}", {"name": name})
            seen.add(name or "")


def _for_all(entry: Any) -> Any:
    return entry | {"category": entry.get("category") or ""} if isinstance(entry, dict) else entry


def _name(entry: Any, apart: tuple[str, ...]) -> str | None:
    """What tells an entry apart, in one line; None if it is not all there."""
    if not isinstance(entry, dict):
        return None
    values = [entry.get(field) for field in apart]
    # Travel is the same both ways.
    values = [" – ".join(sorted(map(str, value))) if isinstance(value, list) else value for value in values]
    texts = [value for value in values if isinstance(value, str)]
    return ", ".join(filter(None, texts)) if len(texts) == len(apart) else None
