"""The manual page of the booking rules is made from cards, sentences and examples."""

from __future__ import annotations

from tests.booking_manual import PAGE, manual


def test_page_is_up_to_date() -> None:
    """`python -m tests.booking_manual` would change nothing."""
    assert PAGE.read_text(encoding="utf-8") == manual()
