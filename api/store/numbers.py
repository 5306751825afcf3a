"""Which numbers of the change log are known: a number may show up after a higher one, or never."""

from __future__ import annotations

from collections.abc import Iterable

PATIENCE = 30.0
"""Seconds after which a missing number is a rollback: no transaction lasts nearly so long after taking its number."""
TOO_MANY = 100_000
"""So many missing numbers at once are no transactions under way."""


class TooFarBehindError(Exception):
    """What was missed is more than the log can tell."""


class Numbers:
    """All numbers up to `last` are known, except `gaps`; of each the moment (seconds) at which it was first missed."""

    def __init__(self, last: int) -> None:
        self.last = last
        self.gaps: dict[int, float] = {}

    def note(self, found: Iterable[int], now: float) -> None:
        """These have shown up, in order. `TooFarBehindError`."""
        for number in found:
            if number - self.last > TOO_MANY:
                raise TooFarBehindError
            self.gaps.update((missing, now) for missing in range(self.last + 1, number))
            self.gaps.pop(number, None)
            self.last = max(self.last, number)

    def give_up(self, now: float) -> None:
        """What has been missing for long was rolled back."""
        for number in [number for number, since in self.gaps.items() if now - since > PATIENCE]:
            del self.gaps[number]

    def has(self, number: int) -> bool:
        """Whether it is known."""
        return number <= self.last and number not in self.gaps
