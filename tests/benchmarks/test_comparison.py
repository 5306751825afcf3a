"""Methods side by side: the audit's figures, and no cost for a rota that breaks a rule."""

import pytest

from benchmarks import engine
from benchmarks.comparison import NOT_VALID, Effort, by_hand, compare, entries_table, figures, ours
from scheduler.rota.audit import audit
from scheduler.rota.problem import RotaProblem
from solver.result import RotaResult, Status
from tests.builders import a_cover, a_person, a_problem, a_rota, assignments, people, soft

EFFORT = Effort(seconds=1, workers=1, seed=1)


def short_of_one() -> RotaProblem:
    """Two are wanted on day 0, one person is there: 60 minutes at weight 3 are missing at best."""
    return a_problem(people=people(1), cover=(a_cover(least=2, amount=60),), soft=soft())


def answer(problem: RotaProblem, *_: float) -> RotaResult:
    """The best rota of `short_of_one`."""
    rota = a_rota((0, 0, 0))
    return RotaResult(Status.OPTIMAL, 0.5, rota, audit(problem, rota), {1: 180}, first_rota_seconds=0.1)


def test_methods_are_judged_by_the_same_audit(monkeypatch: pytest.MonkeyPatch):
    """Same rota, same cost; only the searches prove a bound."""
    monkeypatch.setattr(engine, "solve_rota", answer)
    begun: list[str] = []
    ours_, plain, hand = compare(short_of_one(), EFFORT, on_begin=begun.append)
    assert begun == [ours_.method, plain.method, hand.method]
    assert ours_.cost == plain.cost == hand.cost == 180
    assert (ours_.bound, plain.bound, hand.bound) == (180, 180, None)
    assert (ours_.gap, plain.gap, hand.gap) == (0.0, 0.0, None)


def test_a_rota_that_breaks_a_rule_has_no_cost():
    """Minutes that cannot be reached without cover to fill: the rota by hand falls short, and is not valid."""
    problem = a_problem(people=(a_person(least_minutes=480),), soft=soft())
    assert figures(by_hand(problem, EFFORT))["status"] == NOT_VALID
    assert figures(by_hand(problem, EFFORT))["cost"] is None


def test_what_the_audit_refuses_has_no_figures(monkeypatch: pytest.MonkeyPatch):
    """A search that returns a rota without the pinned session is not believed."""
    problem = a_problem(pinned=assignments([(0, 1, 0)]), soft=soft())
    monkeypatch.setattr(engine, "solve_rota", answer)
    entry = ours(problem, EFFORT)
    assert (entry.status, entry.cost, entry.bound, entry.gap) == (NOT_VALID, None, None, None)


def test_no_rota_is_a_row_as_well(monkeypatch: pytest.MonkeyPatch):
    """A method without an answer is shown with its status."""
    monkeypatch.setattr(engine, "solve_rota", lambda *_: RotaResult(Status.NO_ANSWER, 1.0))
    entry = ours(short_of_one(), EFFORT)
    assert (entry.status, entry.cost, entry.first_rota_seconds) == ("no_answer", None, None)
    assert entries_table("small", [entry]).row_count == 1
