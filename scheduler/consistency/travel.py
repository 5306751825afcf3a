"""Travel times: each leads from one site to another."""

from __future__ import annotations

from collections.abc import Iterator

from scheduler.consistency.fault import Fault
from scheduler.practice import Practice


def travel_to_itself(practice: Practice) -> Iterator[Fault]:
    """Travel times from a site to itself."""
    for position, line in enumerate(practice.travel):
        if line.between[0] == line.between[1]:
            yield Fault(("travel", position, "between"), "input-travel-to-itself", {"site": line.between[0]})
