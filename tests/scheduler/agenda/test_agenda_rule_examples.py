"""Every agenda rule means what its examples say."""

from __future__ import annotations

import pytest

from scheduler.agenda.checks import agenda_check_of
from tests.agenda_examples import AgendaExample, all_agenda_examples


@pytest.mark.parametrize("example", all_agenda_examples(), ids=str)
def test_check_finds_what_the_example_says(example: AgendaExample) -> None:
    """The check of the rule yields the expected findings, in order, and no others."""
    findings = list(agenda_check_of(example.rule)(example.problem, example.agenda))
    assert example.tells(findings) == example.expectation
    assert {finding.rule for finding in findings} <= {example.rule}
