"""The search lays out the best agendas, tells honestly how good they are, and always lays out valid ones."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import numpy as np
import pytest

import scheduler.agenda.checks.tiled
import solver.agenda.improve
import solver.agenda.search
from scheduler.agenda.agenda import Agenda
from scheduler.agenda.problem import AgendaProblem, BlockKind, Calls
from scheduler.agenda.rules import NEEDS_TIER, PLACES_TIER, PROMISE_TIER
from scheduler.rota.findings import Finding
from solver.agenda.result import AgendaResult
from solver.agenda.search import NoAgendaError, lay_out
from solver.cpsat import Answer, Outcome, Stoppable, minimise
from solver.glop import Corner, corner
from solver.linear import Ints, Matrix, Objective
from solver.result import Status
from solver.settings import SolverSettings
from tests.agendas import a_need, a_session, a_share, agenda_soft, an_agenda, an_agenda_problem, an_item
from tests.agreement.agenda.random_agendas import as_built
from tests.solver.agenda.listed import Listed

ACUTE = an_item("acute", 10)
REVIEW = an_item("review", 10)
SUPERVISION = an_item("supervision", 10)
FIRST, SECOND = frozenset({0}), frozenset({1})


def laid_out(problem: AgendaProblem, seconds: float = 5.0, seed: int = 1) -> AgendaResult:
    """The answer of one worker, whatever the speed of the machine."""
    return lay_out(problem, SolverSettings(seconds, 1, seed))


def a_day(people: int = 4, **stated: Any) -> AgendaProblem:
    """A morning of several people with acute slots, reviews, desk time and a break each: more than can be listed."""
    items = [an_item("acute", 15), an_item("review", 40), an_item("desk", 30), an_item("break", 10)]
    sessions = [a_session("08:00-12:30", person=person, open_lengths=(15, 20)) for person in range(people)]
    own = [frozenset({person}) for person in range(people)]
    working: dict[str, Any] = {
        "needs": [
            a_need("acute", 3 * people, 15, site=0, day=0),
            *(a_need("review", 1, 40, sessions=one) for one in own),
            *(a_need("desk", 1, 30, sessions=one) for one in own),
            *(a_need("break", 1, 10, sessions=one) for one in own),
        ],
        "calls": [Calls(0, 0, tuple(range(480, 750, 30)), frozenset(range(people)), 750)],
        "shares": [a_share("acute_even", 3, sessions=one) for one in own],
        "longest_run": 120,
        "soft": agenda_soft(),
    }
    return an_agenda_problem(items, sessions, **working | stated)


@pytest.mark.parametrize("seed", range(60))
def test_best_agenda_of_a_tiny_problem_is_found_and_proved(seed: int) -> None:
    """Tier by tier the answer costs what listing every agenda gives, and its bounds say so."""
    listed = Listed(as_built(Random(seed)))
    answer = laid_out(listed.problem)
    assert answer.agenda in listed.valid
    assert answer.audit == listed.valid[answer.agenda]
    assert answer.status is Status.OPTIMAL
    assert listed.best_needs == (answer.bound_by_tier[PROMISE_TIER], answer.bound_by_tier[NEEDS_TIER])
    assert listed.best_places(answer.agenda) == answer.bound_by_tier[PLACES_TIER]
    assert answer.audit.cost_by_tier == answer.bound_by_tier
    assert (answer.cost, answer.bound, answer.gap) == (answer.audit.cost, answer.audit.cost, 0)


def test_only_best_agenda_is_found() -> None:
    """An acute slot for the caller, a visit last, a break so that no run is long and no open time lost."""
    problem = an_agenda_problem(
        [an_item("acute", 5), an_item("visit", 10), an_item("break", 5)],
        [a_session("08:00-08:30")],
        needs=[a_need("acute", 1, 5), a_need("visit", 1, 10), a_need("break", 1, 5)],
        calls=[Calls(0, 0, (480,), frozenset({0}), 510)],
        soon=5,
        longest_run=15,
        soft=agenda_soft(),
    )
    costs = {agenda: verdict.cost for agenda, verdict in Listed(problem).valid.items()}
    best = [agenda for agenda, cost in costs.items() if cost == min(costs.values())]
    assert best == [an_agenda("08:00 acute 08:05 open 08:15 break 08:20 visit 08:30")]
    assert laid_out(problem).agenda == best[0]


def test_promise_comes_before_needs_and_needs_before_places() -> None:
    """One acute slot outweighs any review, and a review any useless gap."""
    problem = an_agenda_problem(
        [an_item("acute", 15), an_item("review", 10)],
        [a_session("08:00-08:25", open_lengths=(10,))],
        needs=[a_need("acute", 1, 15), a_need("review", 2, 10)],
        soft=agenda_soft("acute_short", weight=1)
        | agenda_soft("review_short", weight=100)
        | agenda_soft("useless_gap"),
    )
    answer = laid_out(problem)
    assert answer.status is Status.OPTIMAL
    assert answer.audit.cost_by_tier == {PROMISE_TIER: 0, NEEDS_TIER: 1000, PLACES_TIER: 0}
    kinds = {block.kind for block in answer.agenda.blocks}
    assert kinds == {BlockKind.ACUTE, BlockKind.REVIEW}


def test_acute_slots_take_no_open_time_that_others_need() -> None:
    """A caller's wait never moves a slot from the nurse to the doctor whose planned consultations need the time."""
    problem = an_agenda_problem(
        [ACUTE],
        [a_session("08:00-08:20"), a_session("08:20-08:40", person=1)],
        needs=[a_need("acute", 1, 10), a_need("open", 20, 1, sessions=FIRST)],
        calls=[Calls(0, 0, (480,), frozenset({0, 1}), 520)],
        soon=20,
        soft=agenda_soft("acute_short", "open_short", "acute_wait"),
    )
    answer = laid_out(problem)
    assert answer.audit.cost_by_tier[NEEDS_TIER] == 0
    assert answer.audit.amount_by_rule["acute_wait"] == 20
    assert answer.status is Status.OPTIMAL


def two_trainees(apart: bool) -> AgendaProblem:
    """A supervisor for two trainees whose sessions overlap, or follow each other."""
    later = 490 if apart else 485
    return an_agenda_problem(
        [SUPERVISION],
        [a_session("08:00-08:20")],
        needs=[a_need("supervision", begin=480, end=485), a_need("supervision", begin=later, end=later + 5)],
        soft=agenda_soft(),
    )


def test_cost_that_counts_did_not_foresee_is_not_called_optimal() -> None:
    """Counts cannot know that one stretch of supervision serves only one of two trainees; the answer admits the gap."""
    answer = laid_out(two_trainees(apart=True))
    assert answer.audit.amount_by_rule["supervision_short"] == 1
    assert answer.bound_by_tier[NEEDS_TIER] == 0
    assert answer.status is Status.FEASIBLE
    assert answer.gap > 0


def test_counts_of_a_search_cut_short_still_give_an_agenda(monkeypatch: pytest.MonkeyPatch) -> None:
    """More supervision than the trainees' hours can take, as counts not yet proved best may hold, is not laid."""
    stoppable = Stoppable()

    def hasty(matrix: Matrix, *_: object, **__: object) -> Answer:
        stoppable.stop()
        return Answer(Outcome.FEASIBLE, matrix.upper.copy(), 0.0, 0.0)

    monkeypatch.setattr(solver.agenda.search, "minimise", hasty)
    problem = an_agenda_problem(
        [SUPERVISION],
        [a_session("08:00-08:20")],
        needs=[a_need("supervision", begin=480, end=500), a_need("supervision", begin=470, end=500)],
        soft=agenda_soft(),
    )
    answer = lay_out(problem, SolverSettings(5.0, 1), stoppable)
    assert answer.agenda == an_agenda("08:00 open 08:20")
    assert answer.status is Status.FEASIBLE


@pytest.mark.parametrize("solves", range(1, 6))
def test_search_stopped_at_any_time_gives_a_valid_agenda(solves: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was reached when the stop came is laid out and judged."""
    for seed in range(8):
        stop, done = Stoppable(), iter(range(1, 100))

        def counted(*given: Any, stop: Stoppable = stop, done: Iterator[int] = done, **stated: Any) -> Answer:
            answer = minimise(*given, **stated)
            if next(done) >= solves:
                stop.stop()
            return answer

        monkeypatch.setattr(solver.agenda.search, "minimise", counted)
        monkeypatch.setattr(solver.agenda.improve, "minimise", counted)
        listed = Listed(as_built(Random(seed)))
        answer = lay_out(listed.problem, SolverSettings(5.0, 1), stop)
        assert answer.agenda in listed.valid
        assert answer.stopped or next(done) <= solves
        assert answer.bound_by_tier[PROMISE_TIER] <= listed.best_needs[0]


@pytest.mark.parametrize("seed", range(30))
def test_bound_of_a_proof_cut_short_holds(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Places that nobody made better are told with the bound that was reached."""
    stoppable, listed = Stoppable(), Listed(as_built(Random(seed)))
    if any(item.kind is BlockKind.SUPERVISION for item in listed.problem.items):
        return

    def cut_short(*given: Any, hint: Ints, **stated: Any) -> Answer:
        answer = minimise(*given, hint=hint, **stated)
        placing = stated["stoppable"] is stoppable
        return Answer(Outcome.FEASIBLE, hint, answer.bound, 0.0) if placing else answer

    monkeypatch.setattr(solver.agenda.search, "minimise", cut_short)
    monkeypatch.setattr(solver.agenda.search, "improve", lambda _, values, *__, **___: values)
    answer = lay_out(listed.problem, SolverSettings(5.0, 1), stoppable)
    assert answer.bound_by_tier[PLACES_TIER] == listed.best_places(answer.agenda)


def test_search_stopped_before_it_began_lays_what_is_counted() -> None:
    """Counting takes moments and is not given up: no need goes without, but places are as they come."""
    stoppable = Stoppable()
    stoppable.stop()
    answer = lay_out(a_day(2), SolverSettings(5.0, 1), stoppable)
    assert answer.stopped
    assert answer.status is Status.FEASIBLE
    assert answer.audit.cost_by_tier[PROMISE_TIER] == answer.audit.cost_by_tier[NEEDS_TIER] == 0
    assert answer.bound_by_tier[PLACES_TIER] == 0


def test_search_without_time_to_improve_keeps_the_first_places() -> None:
    """Counts are found in any case; places are as they come, and the bound stays below their cost."""
    answer = laid_out(a_day(), seconds=1e-6)
    assert answer.audit.valid
    assert answer.status is Status.FEASIBLE
    assert answer.audit.cost_by_tier[PROMISE_TIER] == answer.audit.cost_by_tier[NEEDS_TIER] == 0
    assert answer.bound_by_tier[PLACES_TIER] < answer.audit.cost_by_tier[PLACES_TIER]


def test_time_makes_places_better() -> None:
    """What the search adds to the first places is worth its time."""
    hasty, patient = laid_out(a_day(), seconds=1e-6), laid_out(a_day(), seconds=2)
    assert patient.audit.cost_by_tier[PLACES_TIER] < hasty.audit.cost_by_tier[PLACES_TIER]
    assert patient.bound_by_tier[PLACES_TIER] <= patient.audit.cost_by_tier[PLACES_TIER]


def test_one_worker_and_a_seed_give_the_same_agenda_again() -> None:
    """A search cut short by its work can be had again."""
    first, second = (laid_out(a_day(), seconds=0.5, seed=7) for _ in range(2))
    assert first.agenda == second.agenda
    assert first.bound_by_tier == second.bound_by_tier
    assert first.status is second.status


def test_slow_machine_changes_nothing_for_one_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """The relaxation is given far more time by the clock than the search may work."""
    given: list[float] = []

    def noted(matrix: Matrix, objective: Objective, seconds: float) -> Corner | None:
        given.append(seconds)
        return corner(matrix, objective, seconds)

    monkeypatch.setattr(solver.agenda.search, "corner", noted)
    laid_out(a_day(2), seconds=0.1)
    assert min(given) >= 1.0


def test_several_workers_find_what_one_does() -> None:
    """Parts that are worked on elsewhere come back in their place."""
    days = [a_session("08:00-08:40", day=day, person=person) for day in range(3) for person in range(2)]
    needs = [a_need("acute", 2, 10, sessions=frozenset({2 * day, 2 * day + 1})) for day in range(3)]
    calls = [Calls(0, day, (480, 500), frozenset({2 * day, 2 * day + 1}), 520) for day in range(3)]
    problem = an_agenda_problem([ACUTE], days, needs=needs, calls=calls, soon=10, soft=agenda_soft())
    alone, together = laid_out(problem), lay_out(problem, SolverSettings(60.0, 2))
    assert alone.status is together.status is Status.OPTIMAL
    assert alone.audit.cost_by_tier == together.audit.cost_by_tier


def test_listener_hears_the_share_that_is_done() -> None:
    """Shares rise to one, part by part."""
    sessions = [a_session(), a_session(person=1), a_session(person=1, day=1)]
    problem = an_agenda_problem([REVIEW], sessions, calls=[Calls(0, 0, (480,), frozenset({0, 1}), 500)])
    heard: list[float] = []
    lay_out(problem, SolverSettings(5.0, 1), listener=heard.append)
    assert heard == [pytest.approx(0.8), 1.0]


def test_sessions_that_take_nothing_are_what_fills_them() -> None:
    """Desk time, visits and windows are laid out without a choice."""
    sessions = [a_session("08:00-09:00 desk", "09:30-10:00 visit"), a_session("07:00-08:00 window", person=1)]
    answer = laid_out(an_agenda_problem([REVIEW], sessions, soft=agenda_soft()))
    assert answer.agenda == an_agenda("08:00 desk 09:00 away 09:30 visit 10:00", "07:00 acute 08:00")
    assert answer.status is Status.OPTIMAL


def test_settled_time_costs_what_nobody_can_change() -> None:
    """Open time that takes nothing has its useless gap and its long run, and both are proved."""
    session = a_session("08:00-08:25", open_lengths=(20,))
    problem = an_agenda_problem([REVIEW], [session], longest_run=15, soft=agenda_soft())
    bare = an_agenda_problem([], [session], longest_run=15, soft=agenda_soft())
    for one in (problem, bare):
        answer = laid_out(one)
        amounts = answer.audit.amount_by_rule
        assert (amounts["useless_gap"], amounts["long_run"]) == (5, 10)
        assert answer.bound == answer.cost


def test_rota_without_sessions_has_no_agenda() -> None:
    """Nothing to lay out is laid out at once."""
    problem = AgendaProblem("practice", an_agenda_problem().first_day, 1, ("ada",), ("centre",), (), ())
    answer = laid_out(problem)
    assert answer.agenda == Agenda.of(())
    assert (answer.status, answer.cost, answer.gap) == (Status.OPTIMAL, 0, 0)


def test_agenda_that_the_audit_refuses_is_not_returned(monkeypatch: pytest.MonkeyPatch) -> None:
    """If check and constraint ever disagree, there is an error and no agenda."""
    monkeypatch.setattr(scheduler.agenda.checks.tiled, "check", lambda *_: iter([Finding("tiled", person=0)]))
    with pytest.raises(NoAgendaError, match="tiled"):
        laid_out(an_agenda_problem())


def test_weights_of_zero_lay_nothing() -> None:
    """Nobody pays for what is missing, so that all time stays open."""
    problem = an_agenda_problem([REVIEW], [a_session()], needs=[a_need("review", 2)], soft=agenda_soft(weight=0))
    answer = laid_out(problem)
    assert answer.agenda == an_agenda("08:00 open 08:20")
    assert answer.audit.cost == 0
    assert np.isclose(answer.gap, 0)
