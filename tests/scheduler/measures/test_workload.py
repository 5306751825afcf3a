"""Work against contract, and presence for one's own list."""

from __future__ import annotations

from scheduler.measures.presence import list_presence
from scheduler.measures.workload import workloads
from scheduler.rota.problem import ContractTarget, Presence
from tests.builders import a_person, a_problem, a_rota, a_template


def test_workload_tells_work_done_and_owed() -> None:
    """Four hours of eight owed lack three, with an hour of tolerance."""
    ada = a_person(targets=(ContractTarget(0, 6, 480, tolerance=60),))
    (load,) = workloads(a_problem(people=(ada,)), a_rota((0, 0, 0)))
    assert (load.worked, load.owed, load.under, load.over) == (240, 480, 180, 0)


def test_desk_time_is_not_owed_on_top() -> None:
    """Desk time is part of the contract's minutes."""
    targets = (ContractTarget(0, 6, 240), ContractTarget(0, 6, 60, desk=True))
    (load,) = workloads(a_problem(people=(a_person(targets=targets),)), a_rota((0, 0, 0)))
    assert (load.owed, load.under, load.over) == (240, 0, 0)


def test_presence_counts_days_up_to_what_a_week_asks() -> None:
    """A third day in one week does not make up for a missing one in the next."""
    weeks = tuple(Presence(week, 0, 2, tuple(range(7 * week, 7 * week + 5))) for week in (0, 1))
    ada = a_person(presence=weeks, home_site=0)
    problem = a_problem((a_template(),), (ada,), weeks=2)
    (found,) = list_presence(problem, a_rota((0, 0, 0), (0, 1, 0), (0, 2, 0), (0, 7, 0)))
    assert (found.days, found.wanted) == (3, 4)


def test_presence_is_asked_of_those_with_a_list_only() -> None:
    """Nothing is said of people without presence to keep."""
    assert list_presence(a_problem(), a_rota((0, 0, 0))) == ()
