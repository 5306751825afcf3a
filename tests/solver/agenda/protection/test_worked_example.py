"""Every number of docs/protection.md is what the code computes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from solver.agenda.protection.carve_out import CarveOut
from solver.agenda.protection.classes import NestedClass
from solver.agenda.protection.demand import PoissonDemand
from solver.agenda.protection.emsr import emsr_a, emsr_b
from solver.agenda.protection.optimal import optimal
from solver.agenda.protection.promised_release import promised_release
from solver.agenda.protection.release import ReleaseStep, release_steps
from solver.agenda.protection.release_outcome import release_outcome
from solver.agenda.protection.reserve import acute_reserve, turned_away, unused
from tests.solver.agenda.protection.nests import four_fares

Rule = Callable[[Sequence[NestedClass]], tuple[float, ...]]
PAGE = (Path(__file__).parents[4] / "docs" / "protection.md").read_text(encoding="utf-8")
ACUTE, PLANNED = PoissonDemand(8), PoissonDemand(20)
SHARES = [
    ("two weeks before", 1.0),
    ("the day before", 0.8),
    ("08:00", 0.6),
    ("10:00", 0.35),
    ("14:00", 0.15),
    ("17:00", 0.0),
]


def on_the_page(*cells: str) -> bool:
    """Whether the page has a row of a table with these cells."""
    return f"| {' | '.join(cells)} |" in PAGE


@pytest.mark.parametrize(("name", "rule"), [("EMSR-a", emsr_a), ("EMSR-b", emsr_b), ("optimal", optimal)])
def test_levels_of_the_literature(name: str, rule: Rule) -> None:
    """Three levels by each rule."""
    assert on_the_page(name, *(f"{level:.3f}" for level in rule(four_fares())))


@pytest.mark.parametrize("kept", [0, 8, 10, 11])
def test_table_of_reserves(kept: int) -> None:
    """What each reserve brings and costs."""
    displaced = PLANNED.excess(24 - kept) - PLANNED.excess(24)
    shares = [f"{100 * share:.1f} %" for share in (turned_away(ACUTE, kept), ACUTE.tail(kept))]
    slots = [f"{number:.2f}" for number in (unused(ACUTE, kept), displaced)]
    assert on_the_page(str(kept), *shares, *slots, f"{CarveOut(PLANNED, ACUTE, 24).value(kept):.4f}")


def test_sentences_about_the_reserves() -> None:
    """Littlewood's 8, the promise's 11, and hindsight."""
    case = CarveOut(PLANNED, ACUTE, 24)
    assert case.littlewood_slots() == 8
    assert f"P(*D* > 7) = {ACUTE.tail(7):.3f} > 0.5 ≥ P(*D* > 8) = {ACUTE.tail(8):.3f}" in PAGE
    assert f"would be worth {case.hindsight():.4f}" in PAGE
    assert acute_reserve(ACUTE, 24).slots == 11
    served = case.first_come() - 0.5 * (PLANNED.mean - PLANNED.excess(24))
    assert f"{100 * (1 - served / 8):.1f} % are turned away in all" in PAGE


def test_table_of_steps() -> None:
    """The steps of the single promise, and those of the promise kept over all."""
    for step, sure in zip(release_steps(ACUTE, SHARES), promised_release(ACUTE, SHARES), strict=True):
        cells = (f"{100 * step.share:.0f} %", str(step.slots), str(step.released), str(sure.slots))
        assert on_the_page(step.label, *cells)


def test_sentences_about_the_release() -> None:
    """Shares turned away in all, slots opened, slots taken."""
    assert f"single steps turn {_lost(release_steps(ACUTE, SHARES))} away in all" in PAGE
    sure = promised_release(ACUTE, SHARES)
    outcome = release_outcome(ACUTE, sure)
    assert f"brings it to {_lost(sure)}. Then {sum(outcome.opened):.2f} of the 11 slots open" in PAGE
    assert f"and {sum(outcome.taken):.2f} are taken" in PAGE


def _lost(steps: tuple[ReleaseStep, ...]) -> str:
    return f"{100 * release_outcome(ACUTE, steps).turned_away:.2f} %"
