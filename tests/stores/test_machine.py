"""Anything in any order: no overlap, masks as the appointments say, and what is offered can be booked."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.stores.machine import BookingMachine
from tests.stores.stand import Run

_NUMBERS = itertools.count(1)


def test_a_store_agrees_with_a_list_of_intervals(store: Any, run: Run, request: pytest.FixtureRequest) -> None:
    """On two days, the Sunday when clocks change and a public holiday among them, with two practitioners."""
    few = "postgres" in request.node.name
    machine: Any = lambda: BookingMachine(store, run, f"machine-{next(_NUMBERS)}")  # noqa: E731
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=8 if few else 50,
            stateful_step_count=15 if few else 40,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
