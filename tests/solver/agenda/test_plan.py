"""From a practice and its rota to agendas."""

from __future__ import annotations

from collections import Counter
from typing import Any

from scheduler.agenda.audit import audit_agenda
from scheduler.agenda.problem import BlockKind
from scheduler.learned import Learned
from scheduler.rota.build import build_problem
from solver.agenda.plan import AgendaQuestion, ask_agenda, plan_agenda
from solver.agenda.reserves import day_reserves
from solver.cpsat import Stoppable
from solver.settings import SolverSettings
from tests.scheduler.agenda.diaries import LONG_BEFORE, MONDAY, a_group, a_learned_length, a_rota, learned_figures

WEEK = ("ada mon-fri morning", "ben mon-fri morning", "ben mon,thu afternoon", "ada wed desk")


def asked(*sessions: str, learned: Learned | None = None, **sections: Any) -> AgendaQuestion:
    """What the agendas of a rota in words are to hold."""
    practice = a_group(**sections)
    problem = build_problem(practice, MONDAY, 1, today=LONG_BEFORE)
    return ask_agenda(practice, problem, a_rota(problem, *sessions), learned)


def test_question_asks_for_the_slots_that_the_reserves_keep() -> None:
    """Day by day and part by part."""
    question = asked(*WEEK)
    assert question.reserves == day_reserves(question.diary)
    wanted = Counter({(one.site, one.day): one.slots for one in question.reserves})
    needs = Counter[tuple[int | None, int | None]]()
    for need in question.problem.needs:
        if need.rule == "acute_short":
            needs[need.site, need.day] += need.amount
    assert needs == wanted
    assert sum(wanted.values()) > 20


def test_what_was_learned_reaches_the_question() -> None:
    """A longer review, and nothing else changes."""
    learned = learned_figures(lengths=[a_learned_length("yearly", 50)])
    lengths = [
        {item.minutes for item in asked(*WEEK, learned=known).problem.items if item.kind is BlockKind.REVIEW}
        for known in (None, learned)
    ]
    assert lengths == [{40}, {50}]


def test_plan_answers_its_question() -> None:
    """Valid agendas with all that they could hold, judged as the audit does, by steps that somebody may follow."""
    question, heard = asked(*WEEK), list[float]()
    plan = plan_agenda(question, SolverSettings(1.0, 1), Stoppable(), heard.append)
    assert plan.question is question
    assert plan.result.audit == audit_agenda(question.problem, plan.result.agenda)
    assert plan.result.audit.valid
    assert plan.result.audit.cost_by_tier[1] == 0
    assert all(bound <= plan.result.audit.cost_by_tier[tier] for tier, bound in plan.result.bound_by_tier.items())
    assert heard[-1] == 1.0


def test_plan_without_time_still_holds_the_promise() -> None:
    """Acute slots are counted first, and first places lay them."""
    plan = plan_agenda(asked(*WEEK), SolverSettings(1e-6, 1))
    assert plan.result.audit.valid
    assert plan.result.audit.amount_by_rule["acute_short"] == 0


def test_rota_without_sessions_has_a_plan_of_nothing() -> None:
    """Nobody works, nothing is kept."""
    plan = plan_agenda(asked(), SolverSettings(1.0, 1))
    assert plan.question.reserves == ()
    assert not plan.result.agenda.blocks
