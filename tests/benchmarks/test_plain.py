"""Plain CP-SAT: tier after tier on small problems, with a proof or an honest status."""

import pytest

from benchmarks.rivals import plain
from benchmarks.rivals.plain import solve_plainly
from scheduler.rota.problem import Assignment, RotaProblem, RuleSetting, Want, Wish
from solver.cpsat import Answer, Effort, Outcome, minimise
from solver.result import Status
from solver.settings import SolverSettings
from tests.builders import a_cover, a_person, a_problem, a_rota, people, soft

SETTINGS = SolverSettings(seconds=30, workers=1, seed=1)


def a_wish_against_cover() -> RotaProblem:
    """The only person needed on day 0 wishes to be off, which weighs more but stands in a later tier."""
    settings = {"cover_under": RuleSetting(1, 1), "wish_off": RuleSetting(500, 3)}
    return a_problem(cover=(a_cover(amount=60),), wishes=(Wish(0, 0, Want.OFF),), soft=settings)


def short_of_one() -> RotaProblem:
    """Two are wanted on day 0, one person is there: 60 minutes at weight 3 are missing at best."""
    return a_problem(people=people(1), cover=(a_cover(least=2, amount=60),), soft=soft())


def impossible() -> RotaProblem:
    """A session is pinned on a day of absence."""
    away = a_person(absent=((0, 0, 1440),))
    return a_problem(people=(away,), pinned=frozenset({Assignment(0, 0, 0)}), soft=soft())


def test_a_later_tier_never_pays_for_an_earlier_one():
    """Cover is met at the price of the wish, and both tiers are proven."""
    result = solve_plainly(a_wish_against_cover(), SETTINGS)
    assert result.status is Status.OPTIMAL
    assert result.rota == a_rota((0, 0, 0))
    assert result.bound_by_tier == {1: 0, 3: 500}
    assert (result.cost, result.bound, result.gap) == (500, 500, 0.0)


def test_the_first_audited_rota_is_timed():
    """Before the end of the run."""
    result = solve_plainly(short_of_one(), SETTINGS)
    assert result.cost == 180
    assert result.first_rota_seconds is not None
    assert 0 < result.first_rota_seconds <= result.seconds


def test_a_problem_without_soft_rules_is_answered():
    """Any valid rota is the best, at no cost."""
    result = solve_plainly(a_problem(), SETTINGS)
    assert (result.status, result.cost, result.gap) == (Status.OPTIMAL, 0, 0.0)


def test_a_clash_of_hard_rules_is_told():
    """Infeasible is not the same as no answer."""
    assert solve_plainly(impossible(), SETTINGS).status is Status.INFEASIBLE


def test_no_time_is_no_answer():
    """The model alone takes longer than that."""
    result = solve_plainly(short_of_one(), SolverSettings(seconds=1e-9, workers=1))
    assert (result.status, result.rota, result.cost) == (Status.NO_ANSWER, None, None)


def answering(monkeypatch: pytest.MonkeyPatch, *unknown: int) -> list[float]:
    """Let the solves with these numbers find nothing; the seconds given to each solve, in order."""
    spent: list[float] = []

    def solve(matrix, objective, effort: Effort, **words) -> Answer:
        spent.append(effort.seconds)
        if len(spent) - 1 in unknown:
            return Answer(Outcome.UNKNOWN, None, -float("inf"), 0.0)
        return minimise(matrix, objective, effort, **words)

    monkeypatch.setattr(plain, "minimise", solve)
    return spent


def test_each_tier_but_the_last_gets_half_of_the_time_left(monkeypatch: pytest.MonkeyPatch):
    """Of 30 s at most 15, then all the rest."""
    spent = answering(monkeypatch)
    solve_plainly(a_wish_against_cover(), SETTINGS)
    assert len(spent) == 2
    assert spent[0] <= 15 < spent[1] <= 30


def test_without_a_rota_the_search_goes_on_with_all_the_time(monkeypatch: pytest.MonkeyPatch):
    """A first half without any rota is followed by the second half, then by the next tier."""
    spent = answering(monkeypatch, 0)
    assert solve_plainly(a_wish_against_cover(), SETTINGS).status is Status.OPTIMAL
    assert spent[0] <= 15 < spent[1]


def test_a_tier_that_is_not_proven_has_no_bound(monkeypatch: pytest.MonkeyPatch):
    """The rota of the tier before stands, and nothing is claimed."""
    answering(monkeypatch, 1)
    result = solve_plainly(a_wish_against_cover(), SETTINGS)
    assert (result.status, result.cost, result.bound_by_tier) == (Status.FEASIBLE, 500, {1: 0, 3: 0})
    assert result.gap == 1.0
