"""The booking policy: what is stated twice, and what cannot hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scheduler.booking.policy import Sharing
from scheduler.consistency.fault import Fault, Location
from scheduler.lengths import motives_of
from scheduler.motives import Channel
from scheduler.practice import Practice


def policies_twice(practice: Practice) -> Iterator[Fault]:
    """Motives with two policies of their own, and shared resources of one id."""
    policy = practice.booking
    for position, motive in _again([one.motive for one in policy.motives]):
        yield Fault(("booking", "motives", position, "motive"), "input-booking-motive-twice", {"motive": motive})
    for position, name in _again([one.id for one in policy.shared]):
        yield Fault(("booking", "shared", position, "id"), "input-shared-twice", {"name": name})


def sharing_twice(practice: Practice) -> Iterator[Fault]:
    """Sharing orders that name a step twice."""
    policy = practice.booking
    yield from _steps_twice(("booking",), policy.sharing)
    for position, motive in enumerate(policy.motives):
        yield from _steps_twice(("booking", "motives", position), motive.sharing or ())


def _steps_twice(location: Location, order: Sequence[Sharing]) -> Iterator[Fault]:
    for position, step in _again(order):
        yield Fault((*location, "sharing", position), "input-sharing-twice", {"step": step})


def _again(names: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The names that stand further up already, with their positions."""
    return ((position, name) for position, name in enumerate(names) if name in names[:position])


def holds_beyond_the_longest(practice: Practice) -> Iterator[Fault]:
    """Holds that usually live longer than they may at most."""
    usual, most = practice.booking.hold_minutes, practice.booking.longest_hold_minutes
    if usual > most:
        yield Fault(("booking", "hold_minutes"), "input-hold-beyond-longest", {"minutes": usual, "most": most})


def shared_at_a_distance(practice: Practice) -> Iterator[Fault]:
    """Shared resources for motives that are not seen one by one in the practice."""
    channels = {motive.id: motive.channel for motive in motives_of(practice)}
    for position, shared in enumerate(practice.booking.shared):
        for number, motive in enumerate(shared.motives):
            if channels[motive] is not Channel.IN_PERSON:
                place = ("booking", "shared", position, "motives", number)
                yield Fault(place, "input-shared-at-a-distance", {"motive": motive, "name": shared.id})
