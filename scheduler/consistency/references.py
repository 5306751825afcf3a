"""Every place of the practice file that names something defined elsewhere in it."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Any

from scheduler.consistency.fault import Fault, Location, listed, nearest
from scheduler.presets.consultations import consultation_presets
from scheduler.presets.limits import limit_presets

# A path leads through the plain data: "*" stands for every entry of a list or mapping, "#" for every key.
_DEFINED = {
    "site": "sites.*.id",
    "template": "templates.*.id",
    "practitioner": "practitioners.*.id",
    "category": "categories.*.id",
    "contract": "contracts.#",
    "skill": "practitioners.*.skills.*",
    "room": "sites.*.rooms.#",
    "motive": "motives.*.id",
}


@dataclass(frozen=True, slots=True)
class _Reference:
    """A path to names of a kind of thing."""

    path: str
    kind: str


_REFERENCES = (
    _Reference("travel.*.between.*", "site"),
    _Reference("templates.*.sites.*", "site"),
    _Reference("templates.*.skills.*", "skill"),
    _Reference("templates.*.room", "room"),
    _Reference("templates.*.not_next_day.*", "template"),
    _Reference("contracts.*.preset", "preset"),
    _Reference("contracts.*.limits.templates.#", "template"),
    _Reference("practitioners.*.contract", "contract"),
    _Reference("practitioners.*.contract.preset", "preset"),
    _Reference("practitioners.*.contract.limits.templates.#", "template"),
    _Reference("practitioners.*.home_site", "site"),
    _Reference("practitioners.*.sites.*", "site"),
    _Reference("practitioners.*.supervised_by", "skill"),
    _Reference("lists.*.practitioner", "practitioner"),
    _Reference("lists.*.category", "category"),
    _Reference("absences.*.practitioner", "practitioner"),
    _Reference("wishes.*.practitioner", "practitioner"),
    _Reference("wishes.*.template", "template"),
    _Reference("pins.*.practitioner", "practitioner"),
    _Reference("pins.*.template", "template"),
    _Reference("pins.*.site", "site"),
    _Reference("cover.*.sites.*", "site"),
    _Reference("demand.*.site", "site"),
    _Reference("demand_factors.*.sites.*", "site"),
    _Reference("lengths.*.motive", "motive"),
    _Reference("lengths.*.category", "category"),
    _Reference("contacts.*.motive", "motive"),
    _Reference("contacts.*.category", "category"),
    _Reference("booking.motives.*.motive", "motive"),
    _Reference("booking.shared.*.site", "site"),
    _Reference("booking.shared.*.motives.*", "motive"),
)


def unknown_references(data: dict[str, Any], lost: Set[str]) -> Iterator[Fault]:
    """Names of things that the file does not define; nothing is said of those that a lost section may define."""
    known = {kind: _names(data, path) for kind, path in _DEFINED.items() if path.split(".")[0] not in lost}
    known["preset"] = sorted(limit_presets().presets)
    if not data.get("motives") and "motives" not in lost:
        known["motive"] = [motive.id for motive in consultation_presets().motives]
    for reference in _REFERENCES:
        if reference.kind in known:
            yield from _unknown(data, reference, known[reference.kind])


def _unknown(data: dict[str, Any], reference: _Reference, known: list[str]) -> Iterator[Fault]:
    recognised = set(known)
    for location, name in _places(data, reference.path.split(".")):
        if isinstance(name, str) and name not in recognised:
            facts = {"name": name, "known": listed(known), **nearest(name, known)}
            yield Fault(location, f"input-unknown-{reference.kind}", facts)


def _names(data: dict[str, Any], path: str) -> list[str]:
    """The names at a path, each once, in the order of the file."""
    return list(dict.fromkeys(name for _, name in _places(data, path.split(".")) if isinstance(name, str)))


def _places(value: Any, path: list[str], location: Location = ()) -> Iterator[tuple[Location, Any]]:
    if not path:
        yield location, value
        return
    step, rest = path[0], path[1:]
    for name, inner in _entries(value, step):
        yield from _places(name if step == "#" else inner, rest, (*location, name))


def _entries(value: Any, step: str) -> list[tuple[str | int, Any]]:
    if isinstance(value, dict):
        return list(value.items()) if step in "*#" else [(step, value[step])] if step in value else []
    return list(enumerate(value)) if isinstance(value, list) and step == "*" else []
