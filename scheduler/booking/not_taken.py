"""What a store could not take, told as the rule that refuses: somebody was quicker than the rules."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from typing import TypeVar

from scheduler.booking.appointments import Slot
from scheduler.booking.refusal import Refusal, RefusedError
from scheduler.booking.store import (
    HoldExpiredError,
    NotTakenError,
    OneFutureError,
    RepublishedError,
    SlotTakenError,
)

Kept = TypeVar("Kept")
TIME_TAKEN = "time_taken"
GROUP_FULL = "group_full"
ONE_FUTURE = "one_future"
REPUBLISHED = "republished"
HOLD_EXPIRED = "hold_expired"

_RULES: Mapping[type[NotTakenError], str] = {
    SlotTakenError: TIME_TAKEN,
    RepublishedError: REPUBLISHED,
    HoldExpiredError: HOLD_EXPIRED,
    OneFutureError: ONE_FUTURE,
}


def refused_by(error: NotTakenError, slot: Slot) -> Refusal:
    """The refusal that an error of the store stands for."""
    rule = _RULES[type(error)]
    return Refusal(GROUP_FULL if rule == TIME_TAKEN and slot.group else rule)


async def taking(slot: Slot, write: Awaitable[Kept]) -> Kept:
    """What a write of the store gives; `RefusedError` where the slot could not be taken."""
    try:
        return await write
    except NotTakenError as error:
        raise RefusedError((refused_by(error, slot),)) from error
