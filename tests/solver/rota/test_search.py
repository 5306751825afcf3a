"""The search answers with the best rota, an honest bound, or the reason why there is none."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Iterator
from random import Random

import pytest

import scheduler.rota.checks.pinned
import scheduler.rota.checks.wish_off
import solver.child_process
import solver.rota.search
from scheduler.rota.findings import Finding
from scheduler.rota.problem import RotaProblem, RuleSetting, Want, Wish
from scheduler.rota.rota import Rota
from scheduler.rota.rules import TIERS
from solver.cpsat import Answer, Outcome
from solver.result import Progress, RotaResult, Status
from solver.rota.search import DisagreementError, solve
from solver.settings import SolverSettings
from tests.agreement.random_problems import a_tiny_problem
from tests.builders import a_cover, a_person, a_problem, a_rota, a_template, assignments, people, soft
from tests.solver.rota.every_answer import best_costs, costs, valid_rotas
from tests.solver.rota.long_search import a_long_search

PATIENT = 600.0
"""Seconds that no search here needs."""

both = pytest.mark.parametrize("workers", [1, 2], ids=["alone", "beside the bound"])


def searched(problem: RotaProblem, workers: int = 1, seconds: float = PATIENT, seed: int = 1) -> RotaResult:
    """The answer of a search."""
    return solve(problem, SolverSettings(seconds, workers, seed))


def stopped_at_first_rota(problem: RotaProblem, workers: int) -> RotaResult:
    """The answer of a search that is stopped as soon as it tells of a rota."""
    stop = threading.Event()

    def look(progress: Progress) -> None:
        if progress.cost is not None:
            stop.set()

    return solve(problem, SolverSettings(PATIENT, workers), look, stop)


@pytest.fixture(autouse=True)
def nothing_left_running(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever a search began has ended, or ends by itself, when it returns or raises."""
    threads, children = set(threading.enumerate()), list[subprocess.Popen[bytes]]()

    class Noted(subprocess.Popen):  # type: ignore[type-arg]
        def __init__(self, *args: object, **stated: object) -> None:
            super().__init__(*args, **stated)  # type: ignore[call-overload]
            children.append(self)

    monkeypatch.setattr(solver.child_process.subprocess, "Popen", Noted)
    yield
    assert all(child.poll() is not None for child in children)
    for thread in set(threading.enumerate()) - threads:
        thread.join(timeout=60)
        assert not thread.is_alive()


@both
@pytest.mark.parametrize("seed", range(40))
def test_best_rota_of_a_tiny_problem_is_found_and_proven(seed: int, workers: int) -> None:
    """Tier by tier the answer costs what listing every rota gives, and its bounds say so; or there is no rota."""
    problem = a_tiny_problem(Random(seed), limit_share=0.05)
    best, answer = best_costs(problem), searched(problem, workers)
    if best is None:
        assert answer.status is Status.INFEASIBLE
        assert answer.rota is None
        assert answer.conflict
    else:
        assert answer.status is Status.OPTIMAL
        assert answer.audit is not None
        assert costs(answer.audit) == best
        assert tuple(answer.bound_by_tier.get(tier, 0) for tier in TIERS) == best
        assert answer.gap == 0


@both
@pytest.mark.parametrize("seed", range(12))
def test_bounds_of_a_search_cut_short_exceed_no_rota(seed: int, workers: int) -> None:
    """No rota whose earlier tiers cost as little as the answer's costs less than the bound of the next tier."""
    problem = a_tiny_problem(Random(seed), limit_share=0.05)
    answer = searched(problem, workers, seconds=0.01)
    if answer.audit is None:
        return
    ours, every = costs(answer.audit), [costs(verdict) for verdict in valid_rotas(problem).values()]
    assert ours in every
    for place, tier in enumerate(TIERS):
        as_good = [one[place] for one in every if all(a <= b for a, b in zip(one[:place], ours[:place], strict=True))]
        assert answer.bound_by_tier.get(tier, 0) <= min(as_good)


@both
def test_tier_never_pays_for_an_earlier_one(workers: int) -> None:
    """A single missing person-minute outweighs any wish, and fairness any wish but no minute."""
    wishes = (Wish(0, 0, Want.OFF, weight=1000), Wish(0, 1, Want.ON, weight=10))
    settings = {"cover_under": RuleSetting(1, 1), "wish_off": RuleSetting(1000, 3), "wish_on": RuleSetting(1000, 3)}
    staff = [a_person(days_per_week=1)]
    answer = searched(a_problem(people=staff, cover=(a_cover(),), wishes=wishes, soft=settings), workers)
    assert answer.status is Status.OPTIMAL
    assert answer.rota == a_rota((0, 0, 0))
    assert answer.audit is not None
    assert answer.audit.cost_by_tier == {1: 0, 2: 0, 3: 1_010_000}


@both
def test_without_soft_rules_any_valid_rota_is_optimal(workers: int) -> None:
    """Nothing costs, so nothing is left to improve."""
    problem = a_problem(people=people(2, least_minutes=480), pinned=assignments([(1, 3, 0)]))
    answer = searched(problem, workers)
    assert answer.status is Status.OPTIMAL
    assert (answer.cost, answer.bound, answer.gap) == (0, 0, 0)
    assert answer.audit is not None
    assert answer.audit.valid


@both
def test_practice_in_which_nobody_can_work_has_an_empty_rota(workers: int) -> None:
    """What is missing is missing in every rota, and that is proven."""
    problem = a_problem(people=[a_person(eligible=frozenset())], cover=(a_cover(amount=60),), soft=soft())
    answer = searched(problem, workers)
    assert answer.status is Status.OPTIMAL
    assert answer.rota == a_rota()
    assert answer.cost == answer.bound == 60 * 3


@both
def test_impossible_rota_comes_with_its_conflict(workers: int) -> None:
    """No rota, no cost, but the rules and subjects that clash."""
    absent = a_person(absent=((0, 0, 1440),))
    answer = searched(a_problem(people=[absent], pinned=assignments([(0, 0, 0)]), soft=soft()), workers)
    assert answer.status is Status.INFEASIBLE
    assert (answer.rota, answer.audit, answer.cost, answer.gap) == (None, None, None, None)
    assert {(found.rule, found.person, found.day) for found in answer.conflict} == {("pinned", 0, 0), ("absence", 0, 0)}


def test_one_worker_and_a_seed_give_the_same_rota_again() -> None:
    """A search cut short by its work can be had again, and another seed is another search."""
    problem = a_long_search()
    first, second, other = (searched(problem, seconds=0.5, seed=seed) for seed in (7, 7, 8))
    assert first.status is Status.FEASIBLE
    assert first.rota == second.rota
    assert first.bound_by_tier == second.bound_by_tier
    assert other.rota != first.rota


@both
def test_stopped_search_returns_its_best_rota(workers: int) -> None:
    """Who stops a search gets what it has, audited, and no claim that it is the best."""
    answer = stopped_at_first_rota(a_long_search(), workers)
    assert answer.stopped
    assert answer.status is Status.FEASIBLE
    assert answer.rota is not None
    assert answer.audit is not None
    assert answer.audit.valid
    assert answer.first_rota_seconds is not None
    assert answer.cost is not None
    assert answer.bound is not None
    assert answer.bound < answer.cost


def test_one_worker_that_finds_no_rota_in_its_time_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """It does not wait for somebody else to find one."""
    nothing = Answer(Outcome.UNKNOWN, None, -float("inf"), 0.0)
    monkeypatch.setattr(solver.rota.search, "minimise", lambda *_, **__: nothing)
    assert searched(a_tiny_problem(Random(1)), workers=1, seconds=0.5).status is Status.NO_ANSWER


@both
def test_search_stopped_before_it_began_has_no_answer(workers: int) -> None:
    """No answer is not the same as no rota."""
    stop = threading.Event()
    stop.set()
    answer = solve(a_long_search(), SolverSettings(PATIENT, workers), stop=stop)
    assert answer.stopped
    assert answer.status is Status.NO_ANSWER
    assert (answer.rota, answer.cost, answer.bound, answer.gap) == (None, None, None, None)
    assert answer.conflict == ()


@both
def test_progress_only_gets_better(workers: int) -> None:
    """Costs fall tier by tier, bounds stay below them, and each report adds up."""
    seen: list[Progress] = []
    stop = threading.Event()

    def look(progress: Progress) -> None:
        seen.append(progress)
        if len({report.cost for report in seen} - {None}) >= 3:
            stop.set()

    answer = solve(a_long_search(), SolverSettings(PATIENT, workers), look, stop)
    told = [report for report in seen if report.cost is not None and report.bound is not None]
    assert answer.stopped
    assert all(sum(report.cost_by_rule.values()) == report.cost for report in told)
    assert all(0 <= report.bound <= report.cost for report in told if report.bound is not None)


@both
def test_failure_of_who_watches_ends_the_search(workers: int) -> None:
    """An error in the caller's own code reaches the caller."""

    def look(progress: Progress) -> None:
        raise ZeroDivisionError(progress.phase)

    with pytest.raises(ZeroDivisionError):
        solve(a_long_search(), SolverSettings(PATIENT, workers), look)


@both
def test_rota_that_the_audit_refuses_is_not_returned(workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """If check and constraint ever disagree on a rule, there is an error and no rota."""
    monkeypatch.setattr(scheduler.rota.checks.pinned, "check", _found_at_work("pinned"))
    with pytest.raises(DisagreementError, match="violation"):
        searched(a_problem(cover=(a_cover(),), soft=soft()), workers)


@both
@pytest.mark.parametrize("wishes", [(), (Wish(0, 6, Want.OFF),)], ids=["a tier without columns", "a tier with columns"])
def test_cost_that_the_audit_counts_otherwise_is_not_returned(
    wishes: tuple[Wish, ...], workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If check and constraint ever disagree on a cost, there is an error and no rota."""
    monkeypatch.setattr(scheduler.rota.checks.wish_off, "check", _found_at_work("wish_off"))
    with pytest.raises(DisagreementError, match="audit counts"):
        searched(a_problem(cover=(a_cover(),), wishes=wishes, soft=soft()), workers)


def _found_at_work(rule: str):  # type: ignore[no-untyped-def]
    """A check that finds fault with whoever works."""

    def check(_: RotaProblem, rota: Rota) -> Iterator[Finding]:
        return (Finding(rule, person=cell.person, day=cell.day) for cell in sorted(rota.assignments))

    return check


def test_search_with_one_template_and_nothing_to_decide_ends() -> None:
    """A problem of a single candidate is searched like any other."""
    offered = (frozenset({0}), *(frozenset[int]() for _ in range(6)))
    answer = searched(a_problem([a_template()], offered=offered, cover=(a_cover(),), soft=soft()))
    assert answer.rota == a_rota((0, 0, 0))
    assert answer.cost == 0
