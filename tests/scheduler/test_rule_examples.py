"""Every rule means what its examples say."""

from __future__ import annotations

import pytest

from scheduler.rota.checks import check_of
from tests.examples import Example, all_examples


@pytest.mark.parametrize("example", all_examples(), ids=lambda example: f"{example.rule}: {example.name}")
def test_check_finds_what_the_example_says(example: Example) -> None:
    """The check of the rule yields the expected findings, in order, and no others."""
    findings = list(check_of(example.rule)(example.problem, example.rota))
    assert example.tells(findings) == example.expectation
    assert {finding.rule for finding in findings} <= {example.rule}
