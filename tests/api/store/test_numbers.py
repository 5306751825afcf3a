"""Numbers of the change log that are missing belong to transactions under way, until they are too old."""

from __future__ import annotations

import pytest

from api.store.numbers import PATIENCE, TOO_MANY, Numbers, TooFarBehindError


def test_a_number_that_is_missing_is_a_gap_until_it_shows_up() -> None:
    """What lies before the last one known is not known for that."""
    numbers = Numbers(3)
    numbers.note([4, 7], now=0)
    assert [number for number in range(1, 9) if not numbers.has(number)] == [5, 6, 8]
    numbers.note([6], now=1)
    assert set(numbers.gaps) == {5}
    assert numbers.last == 7


def test_a_gap_that_is_old_is_a_rollback() -> None:
    """It is no longer asked for, and whoever waits for it need not."""
    numbers = Numbers(0)
    numbers.note([2], now=10)
    numbers.note([4], now=20)
    numbers.give_up(now=10 + PATIENCE)
    assert set(numbers.gaps) == {1, 3}
    numbers.give_up(now=15 + PATIENCE)
    assert set(numbers.gaps) == {3}
    assert numbers.has(1)


def test_what_is_missing_beyond_measure_is_no_gap() -> None:
    """The log was swept, or it is another database: everything is read anew."""
    with pytest.raises(TooFarBehindError):
        Numbers(0).note([TOO_MANY + 1], now=0)
