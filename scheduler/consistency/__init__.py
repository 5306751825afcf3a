"""Whether the parts of a practice fit together: what a schema cannot see.

`find_faults` judges a practice in memory. Reading a file asks for `loose_faults` of the plain data, which may hold
parts that the schema refused, and for `whole_faults` of what is left, so that all faults are found at once.
"""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from scheduler.consistency.country import unknown_country
from scheduler.consistency.cover import acute_windows_no_one_can_hold
from scheduler.consistency.duplicates import duplicates
from scheduler.consistency.fault import Fault
from scheduler.consistency.motives import motive_doubts
from scheduler.consistency.references import unknown_references
from scheduler.consistency.whole import CHECKS
from scheduler.practice import Practice

__all__ = ["Fault", "find_doubts", "find_faults", "loose_faults", "whole_faults"]

_NOTHING: frozenset[str] = frozenset()


def find_faults(practice: Practice) -> list[Fault]:
    """Every fault of a practice in memory."""
    loose = loose_faults(practice.model_dump(mode="json", by_alias=True))
    return loose + whole_faults(practice, {fault.section for fault in loose})


def loose_faults(data: dict[str, Any], lost: Set[str] = _NOTHING) -> list[Fault]:
    """Unknown ids and things named twice in the plain data of a practice file; what has the wrong form is passed over.

    `lost`: sections that are not all there, so that an id may be theirs.
    """
    return [*unknown_references(data, lost), *duplicates(data), *unknown_country(data)]


def whole_faults(practice: Practice, shaky: Set[str] = _NOTHING) -> list[Fault]:
    """What does not fit between the parts of a practice.

    `shaky`: sections known to be wrong elsewhere; nothing is concluded from them.
    """
    return [fault for check in CHECKS if not check.assumes & shaky for fault in check.find(practice)]


def find_doubts(practice: Practice) -> list[Fault]:
    """What a sound practice may well mean, but its manager should know, such as acute windows that stay empty."""
    return [*acute_windows_no_one_can_hold(practice), *motive_doubts(practice)]
