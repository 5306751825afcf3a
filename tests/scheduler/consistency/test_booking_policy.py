"""The booking policy: ids that refer, nothing stated twice, nothing that cannot hold."""

from __future__ import annotations

from typing import Any

import pytest

from scheduler.consistency import find_faults
from scheduler.files.place import field_text
from scheduler.messages import LANGUAGES, say
from tests.practices import a_practice

FAULTS: dict[str, tuple[dict[str, Any], str, str]] = {
    # the policy, the reason and the place
    "unknown motive": ({"motives": [{"motive": "flu"}]}, "input-unknown-motive", "booking.motives[0].motive"),
    "unknown site": (
        {"shared": [{"id": "echo", "site": "lyon", "motives": ["acute"]}]},
        "input-unknown-site",
        "booking.shared[0].site",
    ),
    "unknown motive of something shared": (
        {"shared": [{"id": "echo", "site": "nation", "motives": ["acute", "flu"]}]},
        "input-unknown-motive",
        "booking.shared[0].motives[1]",
    ),
    "motive twice": (
        {"motives": [{"motive": "acute"}, {"motive": "tele"}, {"motive": "acute"}]},
        "input-booking-motive-twice",
        "booking.motives[2].motive",
    ),
    "shared twice": (
        {"shared": 2 * [{"id": "echo", "site": "nation", "motives": ["acute"]}]},
        "input-shared-twice",
        "booking.shared[1].id",
    ),
    "step twice": ({"sharing": ["tele", "tele"]}, "input-sharing-twice", "booking.sharing[1]"),
    "step twice for a motive": (
        {"motives": [{"motive": "acute", "sharing": ["same_site", "tele", "same_site"]}]},
        "input-sharing-twice",
        "booking.motives[0].sharing[2]",
    ),
    "hold beyond the longest": (
        {"hold_minutes": 20, "longest_hold_minutes": 10},
        "input-hold-beyond-longest",
        "booking.hold_minutes",
    ),
    "shared at a distance": (
        {"shared": [{"id": "echo", "site": "nation", "motives": ["acute", "visit"]}]},
        "input-shared-at-a-distance",
        "booking.shared[0].motives[1]",
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_fault_is_found_at_its_place(name: str) -> None:
    """One fault, at the field that is wrong, with a sentence in both languages."""
    policy, reason, place = FAULTS[name]
    (fault,) = find_faults(a_practice(booking=policy))
    assert (fault.reason_key, field_text(fault.location)) == (reason, place)
    assert all(say(reason, language, **fault.facts) for language in LANGUAGES)


def test_sound_policy_has_no_fault() -> None:
    """Every part stated once, for motives and sites that there are."""
    shared = {"id": "echo", "site": "nation", "count": 2, "motives": ["acute", "follow-up"]}
    motives = [{"motive": "acute", "sharing": ["tele", "same_site"]}, {"motive": "tele", "several": True}]
    assert find_faults(a_practice(booking={"shared": [shared], "motives": motives, "sharing": []})) == []
