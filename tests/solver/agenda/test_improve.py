"""Steps to better places never lose what was reached, and leave out only what cannot pay."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
import pytest

import solver.agenda.improve
from scheduler.agenda.rules import PLACES_TIER
from solver.agenda.improve import improve, worth_trying
from solver.agenda.model import AgendaModel, build_agenda_model
from solver.budget import Budget
from solver.cpsat import Answer, Effort, Outcome, Stoppable, minimise
from solver.glop import Corner, corner
from solver.linear import Ints, Matrix, Objective
from tests.agreement.agenda.every_agenda import completed, tilings
from tests.agreement.agenda.random_agendas import as_built

seeds = pytest.mark.parametrize("seed", range(40))


def a_budget(seconds: float = 10.0) -> Budget:
    """Counted in work, so that no clock matters."""
    return Budget(seconds, deterministic=True, seed=1, stoppable=Stoppable())


def a_problem(seed: int) -> tuple[Matrix, list[Ints], Corner] | None:
    """A matrix, the values of every agenda that it allows, and its corner; None where places cost nothing."""
    problem = as_built(Random(seed))
    model: AgendaModel = build_agenda_model(problem)
    matrix = model.linear.freeze()
    if PLACES_TIER not in matrix.objectives:
        return None
    found = (completed(model, agenda) for agenda in tilings(problem) or [])
    allowed = [values for values in found if values is not None and matrix.holds(values)]
    reached = corner(matrix, matrix.objectives[PLACES_TIER], 10.0)
    assert reached is not None
    return matrix, allowed, reached


@seeds
def test_steps_never_make_an_agenda_worse(seed: int) -> None:
    """From any agenda they lead to one that is allowed and costs no more, nor less than the bound."""
    found = a_problem(seed)
    if found is None:
        return
    matrix, allowed, reached = found
    objective = matrix.objectives[PLACES_TIER]
    begun = max(allowed, key=objective.value)
    better = improve(matrix, begun, reached, a_budget(), until=0.0)
    assert matrix.holds(better)
    assert reached.bound <= objective.value(better) <= objective.value(begun)


@seeds
def test_worse_answers_are_not_taken(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a step comes back with, the agenda it began with is not given up for a dearer one."""
    found = a_problem(seed)
    if found is None:
        return
    matrix, allowed, reached = found

    def worst(part: Matrix, objective: Objective, effort: Effort, **stated: Any) -> Answer:
        return minimise(part, Objective(objective.columns, -objective.costs), effort, **stated)

    monkeypatch.setattr(solver.agenda.improve, "minimise", worst)
    objective = matrix.objectives[PLACES_TIER]
    begun = sorted(allowed, key=objective.value)[len(allowed) // 2]
    kept = improve(matrix, begun, reached, a_budget(), until=0.0)
    assert objective.value(kept) <= objective.value(begun)


@seeds
def test_all_that_could_pay_is_tried(seed: int) -> None:
    """Every better agenda uses only decisions that are worth trying."""
    found = a_problem(seed)
    if found is None:
        return
    matrix, allowed, reached = found
    objective, everything = matrix.objectives[PLACES_TIER], np.ones(matrix.width, dtype=np.bool_)
    begun = max(allowed, key=objective.value)
    worth = worth_trying(matrix, begun, reached, everything)
    for other in allowed:
        if objective.value(other) < objective.value(begun):
            assert not (matrix.is_decision & (other > 0) & ~worth).any()


@seeds
def test_what_is_in_use_is_always_tried(seed: int) -> None:
    """With nothing more to try, a step still chooses among the agenda's own decisions and the corner's."""
    found = a_problem(seed)
    if found is None:
        return
    matrix, allowed, reached = found
    worth = worth_trying(matrix, allowed[0], reached, np.zeros(matrix.width, dtype=np.bool_))
    assert (worth >= (matrix.is_decision & (allowed[0] > 0))).all()
    assert (worth >= (matrix.is_decision & (reached.values > 1e-6))).all()
    assert not (worth & ~matrix.is_decision).any()


def an_answer(work: float) -> Answer:
    """What a solve that took some work says."""
    return Answer(Outcome.UNKNOWN, None, 0.0, work)


def test_budget_is_spent_by_work() -> None:
    """What solves took is gone, however long they took by the clock."""
    budget = a_budget(2.0)
    budget.charged(an_answer(0.5))
    assert budget.left == 1.5
    assert budget.effort(1.0).deterministic_seconds == 1.0
    assert budget.effort().deterministic_seconds == 1.5


def test_budget_that_is_spent_leaves_a_moment() -> None:
    """Every solve gets enough to say something."""
    budget = a_budget(1.0)
    budget.charged(an_answer(3.0))
    assert budget.left == -2.0
    assert budget.effort().deterministic_seconds == 0.01


def test_stop_ends_every_budget() -> None:
    """Nothing is left, whatever was not spent."""
    budget = a_budget()
    budget.stoppable.stop()
    assert budget.left == 0.0
